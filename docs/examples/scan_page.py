"""Rebuild a page of the scan, line by line, from the TEI document.

python scan_page.py edition.xml 9
"""

import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

TEI = "{http://www.tei-c.org/ns/1.0}"
#: What the edition has and the scan has not, and what says how the edition is cited.
LEFT_OUT = {f"{TEI}corr", f"{TEI}supplied", f"{TEI}expan"}


def signs(element: ET.Element) -> Iterator[ET.Element | str]:
    """Yield page breaks, line breaks, the ends of notes, and words, as the scan has them."""
    if element.tag not in LEFT_OUT:
        if element.tag in {f"{TEI}pb", f"{TEI}lb", f"{TEI}note"}:
            yield element
        yield element.text or ""
        for child in element:
            yield from signs(child)
            yield child.tail or ""
        if element.tag == f"{TEI}note":
            yield ET.Element("end")


def page(document: Path, label: str) -> list[str]:
    """Return the lines of the page that is called ``label``; its notes are where it has them."""
    body = ET.parse(document).getroot().find(f"{TEI}text/{TEI}body")
    assert body is not None
    lines: dict[int, str] = {}
    on_page: list[int] = []
    line, here, around = 0, "", list[int]()
    for sign in signs(body):
        if isinstance(sign, str):
            lines[line] = lines.get(line, "") + sign
        elif sign.tag == f"{TEI}pb":
            here = sign.get("n", "")
        elif sign.tag == f"{TEI}lb":
            if sign.get("rend") == "hyphen":  # the scan has a hyphen that is none of the word
                lines[line] += "-"
            line = int(sign.get("n", "0"))
            on_page += [line] if here == label else []
        elif sign.tag == f"{TEI}note":  # has lines of its own; then the text goes on
            around.append(line)
        else:
            line = around.pop()
    first, last = min(on_page, default=1), max(on_page, default=0)
    return [" ".join(lines.get(number, "").split()) for number in range(first, last + 1)]


if __name__ == "__main__":
    print("\n".join(page(Path(sys.argv[1]), sys.argv[2])))
