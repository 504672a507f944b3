"""The parts of a reference in Chicago style: names, titles, and what stands around them."""

from __future__ import annotations

import re
from string import Formatter
from typing import TYPE_CHECKING

from pybtex.database import Entry, Person
from pybtex.richtext import BaseText, Tag, Text
from pybtex.style.names import lastfirst
from pybtex.style.names import plain as straight

from sphinx_edition.core.i18n import _, format_date, language
from sphinx_edition.core.records import (
    accessed,
    days_in,
    field,
    house_of,
    is_et_al,
    issued,
    kind_of,
    language_of,
    name_of,
    persons,
    plain,
    plain_field,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Works that stand in a book.
PARTS = {
    "incollection",
    "inproceedings",
    "inbook",
    "bookinbook",
    "suppbook",
    "suppcollection",
    "inreference",
}
# Works whose title stands in quotation marks: parts of another, and what was never a book.
QUOTED = PARTS | {"article", "unpublished", "misc", "online", "thesis"}
# Quotation marks, in pairs; \" is an umlaut of TeX.
MARKS = re.compile(r"""„([^“”]*)[“”]|(?<!\\)"((?:\\"|[^"])*)(?<!\\)\"""")
OPENING, CLOSING = re.compile(r"“|``"), re.compile(r"”|''")
GUILLEMETS = re.compile(r"«\s*([^»]*?)\s*»")
# A year that is not certain, as :func:`~sphinx_edition.core.records.complete` writes it.
ABOUT = re.compile(r"c\. (\d.*)")


# -- Sentences -------------------------------------------------------------------------------------


def ends_itself(text: BaseText) -> bool:
    """Tell whether a text has its full stop or its question mark, in quotation or not."""
    return plain(text).rstrip("”’\"'“»\u202f\u00a0").endswith((".", "?", "!", "…"))


def sentence(text: BaseText) -> BaseText:
    """End ``text`` with a full stop, unless it ends itself."""
    return text if ends_itself(text) else text + "."


def joined(separator: str, parts: Iterable[BaseText | str | None]) -> Text:
    """Join what is there of ``parts``."""
    return Text(separator).join([part for part in parts if part])


def phrase(template: str, **parts: BaseText | str) -> Text:
    """Return a translated ``template`` with rich text in the place of its names."""
    pieces: list[BaseText | str] = []
    for words, name, _spec, _conversion in Formatter().parse(str(template)):
        pieces += [words, parts[name]] if name else [words]
    return Text(*pieces)


# -- Names -----------------------------------------------------------------------------------------


def without_suffix(person: Person) -> Person:
    """Return the name without its "Jr.", which Chicago sets elsewhere than BibTeX."""
    found = Person()
    for part in ("first_names", "middle_names", "prelast_names", "last_names"):
        setattr(found, part, getattr(person, part))
    return found


def spoken(person: Person) -> BaseText:
    """Return a name as it is spoken: *Leon Trotsky*, *Martin Luther King Jr.*."""
    if not person.first_names:
        return Text(" ").join([*person.rich_prelast_names, *person.rich_last_names])
    name = straight.NameStyle().format(without_suffix(person)).format()
    return joined(" ", [name, name_of(person).suffix])


def inverted(person: Person) -> BaseText:
    """Return a name with its surname first: *Trotsky, Leon*, *King, Martin Luther, Jr.*."""
    name = lastfirst.NameStyle().format(without_suffix(person)).format()
    return joined(", ", [name, name_of(person).suffix])


def listed(people: list[Person], *, is_inverted: bool = False) -> BaseText | None:
    """Join names, *A*, *A and B*, *A, B, and C*, *A et al.*; None where there are none.

    Only the first is inverted; a comma follows it, then, whatever comes.
    """
    named = [person for person in people if not is_et_al(person)]
    if not named:
        return None
    first = inverted(named[0]) if is_inverted else spoken(named[0])
    names = [first, *map(spoken, named[1:])]
    if len(named) < len(people):
        comma = "," if len(names) > 1 or is_inverted else ""
        return Text(Text(", ").join(names), comma, " ", str(_("et al.")))
    return enumerated(names, has_comma=is_inverted)


def enumerated(names: list[BaseText], *, has_comma: bool = False) -> BaseText:
    """Join texts as one enumerates: *A*, *A and B* (or *A, and B*), *A, B, and C*."""
    if len(names) == 1:
        return names[0]
    several = len(names) > 2 or has_comma
    template = _("{names}, and {last}") if several else _("{names} and {last}")
    return phrase(template, names=Text(", ").join(names[:-1]), last=names[-1])


def names_of(entry: Entry, role: str) -> BaseText | None:
    """Return the names of ``role`` as they are spoken."""
    return listed(persons(entry, role))


# -- Titles ----------------------------------------------------------------------------------------


def in_its_language(entry: Entry, text: BaseText) -> BaseText:
    """Mark ``text`` as being in the language of the work, where that is not the project's."""
    code = language_of(entry)
    is_own = code.partition("-")[0] == language().partition("_")[0]
    return text if not code or is_own else Tag(f"language-{code}", text)


def is_quoted(entry: Entry) -> bool:
    """Tell whether the title of a work stands in quotation marks, not in italics."""
    return kind_of(entry) in QUOTED


def quoted(title: BaseText, stop: str = "") -> Text:
    """Return a title in quotation marks.

    A ``stop`` that goes inside them, as in English, is left out where the title ends itself.
    """
    template = str(_("“{title}{stop}”"))
    has_none = ends_itself(title) and not template.endswith("{stop}")
    return phrase(template, title=title, stop="" if has_none else stop)


def with_inner_marks(source: str) -> str:
    """Return a title with such quotation marks as it has within others."""
    before, after = _("‘{words}’").split("{words}")
    source = MARKS.sub(lambda pair: f"{before}{pair[1] or pair[2] or ''}{after}", source)
    source = CLOSING.sub(after, OPENING.sub(before, source))
    if "«" in _("“{title}{stop}”"):
        source = GUILLEMETS.sub(lambda pair: f"{before}{pair[1]}{after}", source)
    return source


def title_field(entry: Entry, name: str, *, is_within: bool) -> BaseText | None:
    """Return a title; the quotation marks in one that stands within such are inner ones."""
    source = entry.fields.get(name)
    if not source:
        return None
    return Text.from_latex(with_inner_marks(source) if is_within else source)


def full_title(entry: Entry, *, is_within: bool = False) -> BaseText:
    """Return title and subtitle; the subtitle of a volume is the volume's own title."""
    title = title_field(entry, "title", is_within=is_within) or Text(entry.key)
    if entry.fields.get("volume"):
        return title
    return joined(f"{_(':')} ", [title, title_field(entry, "subtitle", is_within=is_within)])


def styled_title(entry: Entry, stop: str = "") -> BaseText:
    """Return a title in italics or in quotation marks; ``stop`` goes inside the marks."""
    title = in_its_language(entry, full_title(entry, is_within=is_quoted(entry)))
    if is_quoted(entry):
        return quoted(title, stop)
    return Text(Tag("em", title), "" if ends_itself(title) else stop)


def book_title(entry: Entry) -> BaseText:
    """Return the title of the book that a work is a part of."""
    return Tag("em", in_its_language(entry, field(entry, "booktitle") or phrase(_("n.p."))))


def short_title(entry: Entry, stop: str = "") -> BaseText:
    """Return the title as later references give it: ``shorttitle``, or up to the colon."""
    names = ("shorttitle", "title")
    found = (title_field(entry, name, is_within=is_quoted(entry)) for name in names)
    whole = next(filter(None, found), Text(entry.key))
    for colon in (": ", " : ", "\u00a0: "):
        whole = whole.split(colon)[0]
    title = in_its_language(entry, whole)
    if is_quoted(entry):
        return quoted(title, stop)
    italic = joined(", ", [Tag("em", title), numbered(entry, _("vol. {number}"), "volume")])
    return italic if ends_itself(italic) else italic + stop


def short_reference(entry: Entry, stop: str = "") -> BaseText:
    """Return surname and short title: *Trotsky*, *Terrorism and Communism*."""
    people = persons(entry, "author") or persons(entry, "editor")
    surnames = []
    for person in people:
        found = Person()
        found.prelast_names, found.last_names = person.prelast_names, person.last_names
        surnames.append(found)
    return joined(", ", [listed(surnames), short_title(entry, stop)])


# -- What stands around a title --------------------------------------------------------------------


def volume(entry: Entry) -> Text:
    """Return the number of a volume and its own title: *vol. 1*, *From the Critique …*."""
    number = numbered(entry, _("vol. {number}"), "volume")
    title = field(entry, "subtitle") if number else None
    return joined(", ", [number, Tag("em", in_its_language(entry, title)) if title else None])


def pages(entry: Entry) -> str:
    """Return ``p. 444`` or ``pp. 52–88``, empty where the record has no pages."""
    numbers = re.sub(r"\s*[-–]+\s*", "–", plain_field(entry, "pages"))
    several = "–" in numbers or "," in numbers
    label = _("pp. {pages}") if several else _("p. {pages}")
    return label.format(pages=numbers) if numbers else ""


def date(entry: Entry) -> str:
    """Return ``January 1964`` in the language of the project, or the year alone."""
    year, month = plain_field(entry, "year"), plain_field(entry, "month")
    if about := ABOUT.fullmatch(year):
        year = _("c. {year}").format(year=about[1])
    days = days_in(month)
    if not days or len(issued(entry).days) == 0:
        return " ".join(filter(None, (month, year)))
    named = [day_and_month(*day) for day in dict.fromkeys(days)]
    return f"{'–'.join(named)} {year}"


def access(entry: Entry) -> Text | None:
    """Return when an address was read, *Accessed 23 November 2026*; None if that is not said."""
    day = accessed(entry)
    if not day:
        return None
    words = [day_and_month(day.month, day.day)] if day.month else []
    said = " ".join([*words, str(day.year)])
    return (
        phrase(_("Accessed {day}"), day=said)
        if day.day
        else phrase(_("Accessed {date}"), date=said)
    )


def day_and_month(month: int, day: int) -> str:
    """Return ``22 April`` or ``April`` in the language of the project."""
    return format_date(None, month, day, language())


def numbered(entry: Entry, label: str, name: str) -> str:
    """Return ``vol. 1`` or ``no. 35``, empty where the record has no such field."""
    number = plain_field(entry, name)
    return label.format(number=number) if number else ""


def issue(entry: Entry) -> str:
    """Return ``no. 35`` or ``nos. 24–25``."""
    several = "–" in plain_field(entry, "number")
    return numbered(entry, _("nos. {number}") if several else _("no. {number}"), "number")


def genre(entry: Entry) -> BaseText | None:
    """Return what sort of thesis or report a work is: *PhD diss.*."""
    genres = {
        "phdthesis": _("PhD diss."),
        "mastersthesis": _("master’s thesis"),
        "mathesis": _("master’s thesis"),
        "techreport": _("technical report"),
        "resreport": _("research report"),
    }
    if kind_of(entry) not in {"thesis", "report"}:
        return None
    given = entry.fields.get("type") or entry.original_type.casefold()
    known = genres.get(given.casefold())
    return Text(str(known)) if known else field(entry, "type")


def imprint(entry: Entry) -> Text:
    """Return place, publisher and year, *Geneva: Droz, 1971*; the kind and school of a thesis."""
    house = joined(f"{_(':')} ", [field(entry, "address"), field(entry, house_of(entry))])
    kind = genre(entry) if kind_of(entry) == "thesis" else None
    return joined(", ", [kind, house, date(entry)])


def series(entry: Entry) -> Text:
    """Return the series, or the kind of a report, and the number in it."""
    is_report = kind_of(entry) == "report"
    name = field(entry, "series") or (genre(entry) if is_report else None)
    if name is None:
        return Text(issue(entry) if is_report else "")
    return joined(" ", [name, field(entry, "number")])


def journal(entry: Entry) -> Text:
    """Return where and when an article appeared: *Autogestion*, nos. 24–25 (1973)."""
    name = Tag("em", field(entry, "journal") or phrase(_("n.p.")))
    when = date(entry)
    where = joined(", ", [name, numbered(entry, _("vol. {number}"), "volume"), issue(entry)])
    return joined(" ", [where, f"({when})" if when else ""])
