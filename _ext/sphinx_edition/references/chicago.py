"""Chicago style, notes and bibliography, as formatting styles of pybtex.

``chicago_bibliography``
    ``Trotsky, Leon. *Terrorism and Communism*. Ann Arbor: University of Michigan Press, 1961.``
    followed by the record's note and address.
``chicago_note``
    ``Leon Trotsky, *Terrorism and Communism* (Ann Arbor: University of Michigan Press, 1961)``:
    no full stop, because a locator may follow.

Source: The Chicago Manual of Style, notes-and-bibliography system; pages are "pp. 52–88", as the
essay's own notes have them.  Besides BibTeX's fields the styles know biblatex's ``translator``
(names), ``shorttitle`` and ``langid`` (the language of the title).
"""

import re
import unicodedata
from collections.abc import Iterable

from pybtex.backends.plaintext import Backend
from pybtex.bibtex.utils import split_name_list
from pybtex.database import Entry, Person
from pybtex.richtext import BaseText, HRef, Tag, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle
from pybtex.style.names import lastfirst
from pybtex.style.names import plain as straight

# Works whose title stands in quotation marks: parts of another, and what was never a book.
QUOTED = {"article", "incollection", "inproceedings", "inbook", "unpublished", "misc", "online"}
# ISO 639 codes of the languages that biblatex names in ``langid``.
LANGUAGES = {"french": "fr", "german": "de", "russian": "ru", "italian": "it", "spanish": "es"}
ARTICLES = re.compile(r"^(?:(?:the|an?|les?|la|une?) |l[’'])", re.IGNORECASE)


def field(entry: Entry, name: str) -> BaseText | None:
    """Return the rich text of a field, or None where the record has none."""
    return Text.from_latex(entry.fields[name]) if entry.fields.get(name) else None


def plain(text: BaseText) -> str:
    """Return rich text in plain words (pybtex's ``str`` would write hard spaces as tags)."""
    return "".join(text.render(Backend()))


def plain_field(entry: Entry, name: str) -> str:
    """Return the plain text of a field, empty where the record has none."""
    text = field(entry, name)
    return plain(text) if text else ""


def sentence(text: BaseText) -> BaseText:
    """End ``text`` with a full stop, unless it ends a sentence already, in quotation or not."""
    return text if plain(text).rstrip("”").endswith((".", "?", "!")) else text + "."


def joined(separator: str, parts: Iterable[BaseText | str | None]) -> Text:
    """Join what is there of ``parts``."""
    return Text(separator).join([part for part in parts if part])


def persons(entry: Entry, role: str) -> list[Person]:
    """Return the persons of ``role``, which for a translator stand in a field."""
    if role in entry.persons:
        return list(entry.persons[role])
    return [Person(name) for name in split_name_list(entry.fields.get(role, ""))]


def spoken(person: Person) -> BaseText:
    """Return a name as it is spoken: *Leon Trotsky*."""
    return straight.NameStyle().format(person).format()


def inverted(person: Person) -> BaseText:
    """Return a name with its surname first: *Trotsky, Leon*."""
    return lastfirst.NameStyle().format(person).format()


def listed(names: list[BaseText]) -> BaseText | None:
    """Join names, *A*, *A and B*, *A, B, and C*; None where there are none."""
    if len(names) < 3:
        return Text(" and ").join(names) if names else None
    return Text(Text(", ").join(names[:-1]), ", and ", names[-1])


def names_of(entry: Entry, role: str) -> BaseText | None:
    """Return the names of ``role`` as they are spoken."""
    return listed([spoken(person) for person in persons(entry, role)])


def sort_key(entry: Entry) -> tuple[str, ...]:
    """Return the place of ``entry``: name, title without article, volume, year."""
    people = persons(entry, "author") or persons(entry, "editor")
    names = " ".join(plain(inverted(person)) for person in people)
    title = folded(ARTICLES.sub("", plain_field(entry, "title")))
    return (
        folded(names) or title,
        title,
        entry.fields.get("volume", ""),
        entry.fields.get("year", ""),
    )


def folded(text: str) -> str:
    """Return ``text`` without case, accents and punctuation."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^\w ]", "", "".join(c for c in decomposed if not unicodedata.combining(c)))


def in_its_language(entry: Entry, text: BaseText) -> BaseText:
    """Mark ``text`` as being in the language of the work, where that is not English."""
    code = LANGUAGES.get(entry.fields.get("langid", ""))
    return Tag(f"language-{code}", text) if code else text


def full_title(entry: Entry) -> BaseText:
    """Return title and subtitle; the subtitle of a volume is the volume's own title."""
    title = field(entry, "title") or Text(entry.key)
    whole = not entry.fields.get("volume")
    return joined(": ", [title, field(entry, "subtitle") if whole else None])


def volume(entry: Entry) -> Text:
    """Return the number of a volume and its own title: *vol. 1*, *From the Critique …*."""
    number = numbered(entry, "vol.", "volume")
    title = field(entry, "subtitle") if number else None
    return joined(", ", [number, Tag("em", in_its_language(entry, title)) if title else None])


def styled_title(entry: Entry, name: str = "title", stop: str = "") -> BaseText:
    """Return a title in italics or in quotation marks; ``stop`` goes inside the marks."""
    title = in_its_language(entry, full_title(entry) if name == "title" else field(entry, name))
    if entry.type not in QUOTED or name == "booktitle":
        return Text(Tag("em", title), stop)
    return Text("“", title, "" if plain(title).endswith(("?", "!", ".")) else stop, "”")


def short_title(entry: Entry, stop: str = "") -> BaseText:
    """Return the title as later references give it: ``shorttitle``, or up to the colon."""
    whole = field(entry, "shorttitle") or field(entry, "title") or Text(entry.key)
    title = in_its_language(entry, whole.split(": ")[0])
    if entry.type in QUOTED:
        return Text("“", title, stop, "”")
    return joined(", ", [Tag("em", title), numbered(entry, "vol.", "volume")]) + stop


def short_reference(entry: Entry, stop: str = "") -> BaseText:
    """Return surname and short title: *Trotsky*, *Terrorism and Communism*."""
    people = persons(entry, "author") or persons(entry, "editor")
    surnames = [Text(" ").join([*p.rich_prelast_names, *p.rich_last_names]) for p in people]
    return joined(", ", [listed(surnames), short_title(entry, stop)])


def pages(entry: Entry) -> str:
    """Return ``p. 444`` or ``pp. 52–88``, empty where the record has no pages."""
    numbers = re.sub(r"\s*[-–]+\s*", "–", plain_field(entry, "pages"))
    several = "–" in numbers or "," in numbers
    return f"{'pp.' if several else 'p.'} {numbers}" if numbers else ""


def date(entry: Entry) -> str:
    """Return ``January 1964``, or the year alone."""
    return " ".join(filter(None, (plain_field(entry, "month"), plain_field(entry, "year"))))


def numbered(entry: Entry, label: str, name: str) -> str:
    """Return ``vol. 1`` or ``no. 35``, empty where the record has no such field."""
    number = plain_field(entry, name)
    several = "–" in number and label == "no."
    return f"{'nos.' if several else label} {number}" if number else ""


def imprint(entry: Entry) -> Text:
    """Return place, publisher and year: *Geneva: Droz, 1971*."""
    house = joined(": ", [field(entry, "address"), field(entry, "publisher")])
    return joined(", ", [house, date(entry)])


def series(entry: Entry) -> Text:
    """Return the series and the number in it."""
    return joined(
        " ", [field(entry, "series"), entry.fields.get("series") and field(entry, "number")]
    )


def journal(entry: Entry) -> Text:
    """Return where and when an article appeared: *Autogestion*, nos. 24–25 (1973)."""
    volume, number = numbered(entry, "vol.", "volume"), numbered(entry, "no.", "number")
    name = Tag("em", field(entry, "journal") or Text("n.p."))
    when = date(entry)
    return joined(" ", [joined(", ", [name, volume, number]), f"({when})" if when else ""])


class Chicago(BaseStyle):  # type: ignore[misc]  # pybtex has no types
    """What the two forms of Chicago style share; they differ in names and punctuation."""

    default_name_style = "plain"
    default_label_style = "number"
    default_sorting_style = "none"

    def __init__(self, **kwargs: object) -> None:
        """Sort as Chicago does, and label with the key: no work has a number."""
        super().__init__(**kwargs)
        self.sort = lambda entries: sorted(entries, key=sort_key)
        self.format_labels = lambda entries: [entry.key for entry in entries]

    def format_entry(self, label: str, entry: Entry, bib_data: object = None) -> FormattedEntry:  # noqa: ARG002
        """Return the reference of ``entry``."""
        return FormattedEntry(entry.key, self.reference(entry), label)

    def reference(self, entry: Entry) -> BaseText:
        """Return the text of the reference."""
        raise NotImplementedError


class ChicagoBibliography(Chicago):
    """References as sentences, with the surname first."""

    def reference(self, entry: Entry) -> BaseText:
        """Return names, title, where it stands, note and address, each a sentence."""
        sentences = [
            self.names(entry),
            styled_title(entry, stop="." if entry.type in QUOTED else ""),
            *self.place(entry),
            field(entry, "note"),
        ]
        text = joined(" ", [sentence(part) for part in sentences if part])
        url = entry.fields.get("url")
        if not url:
            return text
        is_safe = url.lower().startswith(("https://", "http://"))  # and no script
        return Text(text, " ", HRef(url, url) if is_safe else url, ".")

    def names(self, entry: Entry) -> BaseText | None:
        """Return authors, else editors; the first name has its surname first."""
        role = "author" if persons(entry, "author") else "editor"
        people = persons(entry, role)
        names = listed([inverted(people[0]), *map(spoken, people[1:])]) if people else None
        ending = ", eds" if len(people) > 1 else ", ed"
        return Text(names, ending) if names and role == "editor" else names

    def place(self, entry: Entry) -> list[BaseText]:
        """Return the sentences between title and note."""
        editor, translator = names_of(entry, "editor"), names_of(entry, "translator")
        translated = Text("Translated by ", translator) if translator else Text()
        edited = Text("Edited by ", editor) if editor and persons(entry, "author") else Text()
        if entry.type == "article":
            return [joined(": ", [journal(entry), pages(entry)]), translated]
        if entry.type in {"incollection", "inproceedings", "inbook"}:
            book = styled_title(entry, "booktitle")
            by = Text("edited by ", editor) if editor else None
            inside = joined(", ", [Text("In ", book), volume(entry), by, pages(entry)])
            return [inside, translated, imprint(entry)]
        sentences = [volume(entry).capfirst(), edited, translated, series(entry)]
        return [*sentences, (field(entry, "howpublished") or Text()).capfirst(), imprint(entry)]


class ChicagoNote(Chicago):
    """References as one sentence that a locator can continue, with names as they are spoken."""

    def reference(self, entry: Entry) -> BaseText:
        """Return names, title, where it stands, and the imprint in parentheses."""
        names = names_of(entry, "author") or names_of(entry, "editor")
        place, printed = self.place(entry), imprint(entry)
        if entry.type == "article":
            place, printed = journal(entry), Text()
        elif entry.type in {"misc", "online"}:
            place, printed = joined(", ", [place, printed]), Text()
        title = styled_title(entry, stop="," if place else "")
        text = joined(" ", [Text(names, ",") if names else None, title, place])
        return Text(text, " (", printed, ")") if printed else text

    def place(self, entry: Entry) -> Text:
        """Return what stands between title and imprint."""
        book = styled_title(entry, "booktitle") if entry.fields.get("booktitle") else None
        editor = names_of(entry, "editor") if persons(entry, "author") else None
        translator = names_of(entry, "translator")
        parts = [
            Text("in ", book) if book else None,
            volume(entry),
            Text("ed. ", editor) if editor else None,
            Text("trans. ", translator) if translator else None,
            series(entry),
            field(entry, "howpublished"),
        ]
        return joined(", ", parts)
