"""What the face of the book can print: EB Garamond 12, as Debian has it."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator

#: Ranges of code points, first and last; what has no glyph of its own (spaces, controls, marks that
#: stand on letters) is not asked for.
RANGES = """
20-2BF 2C4 2C6-2D1 2D8-2DE 2E0-2E3 2F7 300-364 374 37A 37E 384-3CE 3D1-3D6 3D9 3DB-3DD 3E1 3F0-3F2
3F9 3FB 400-45F 462-463 470 472-477 490-491 4AE-4B1 4C0-4C2 4D0-4F5 4F8-4F9 510-511 51A-51D
1D00-1D02 1D04-1D07 1D0A-1D0D 1D0F 1D14 1D18 1D1B-1D1C 1D20-1D22 1D26-1D2A 1D2C-1D2E 1D30-1D31
1D33-1D3A 1D3C 1D3E-1D43 1D47-1D4A 1D4D 1D4F-1D52 1D56-1D58 1D5B 1D62-1D65 1D79 1D9C 1DA0 1DBB
1DC4-2016 2018-201A 201C-201E 2020-2022 2024-202F 2032-2037 2039-203A 203C-203E 2044 2047-2049 204B
204E 2057 2060-209C 20A5 20A8 20AB-20AC 20B2 20B9 20D3-2101 2103 2105-2106 2109 210E 2112-2113 2116
211E-2123 2126-2127 2129-212B 2132 2139-213B 2141-2142 2144 214B 2150 215F-217F 2190-2199 219E-21A1
21C5 21D0-21D4 21DA-21DB 21F5 2200 2203 2206-2207 220F-2210 2212-2213 2215-2216 2219 221E 2223-2226
2236 223C 2241 2260 2264-2265 226A-226B 226E-226F 22C5 22C7 22EF 2303 2329-232A 2474-24B5 25E6 2619
261C-261E 275B-275F 2766-2767 27E8-27EB 290A 2A74-2A76 2B45-2B46 2C60-2C7F 2E18 2E22-2E25 2E28-2E29
2E2E 2E38 2E3A-2E3B A726-A731 A742-A743 A749 A751 A753 A757 A759 A76B A780 A78D-A78E A7AA A7B0-A7B1
A7FA-A7FF AB53 AB55 AB65 FB00-FB06 FEFF FFFD
"""


def _bounds() -> Iterator[int]:
    for item in RANGES.split():
        first, _, last = item.partition("-")
        yield int(first, 16)
        yield int(last or first, 16) + 1


BOUNDS = list(_bounds())


def lacking(text: Iterable[str]) -> list[str]:
    """Return the characters of ``text`` that the face has no glyph for, each once, in order."""
    return sorted(
        character
        for character in set(text)
        if bisect_right(BOUNDS, ord(character)) % 2 == 0
        and unicodedata.category(character)[0] not in "CZM"
    )


def described(characters: list[str]) -> str:
    """Return the first ``characters`` with their names: *א (HEBREW LETTER ALEF) and 3 more*."""
    shown = ", ".join(f"{each} ({unicodedata.name(each, 'no name')})" for each in characters[:4])
    more = len(characters) - 4
    return f"{shown} and {more} more" if more > 0 else shown
