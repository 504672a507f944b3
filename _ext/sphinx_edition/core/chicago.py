"""Chicago style, notes and bibliography, as formatting styles of pybtex.

``chicago_bibliography``
    ``Trotsky, Leon. *Terrorism and Communism*. Ann Arbor: University of Michigan Press, 1961.``
    followed by the record's note and address.
``chicago_note``
    ``Leon Trotsky, *Terrorism and Communism* (Ann Arbor: University of Michigan Press, 1961)``:
    no full stop, because a locator may follow.

Source: The Chicago Manual of Style, notes-and-bibliography system; pages are "pp. 52–88", as the
essay's own notes have them.  Besides BibTeX's fields the styles know biblatex's ``translator``
(names), ``shorttitle``, ``origyear`` (of the first edition) and ``langid`` (the language of the
title).
"""

from __future__ import annotations

import re

from pybtex.database import Entry
from pybtex.richtext import BaseText, HRef, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle

from sphinx_edition.core.i18n import _, language
from sphinx_edition.core.records import (
    field,
    kind_of,
    language_of,
    persons,
    plain,
    plain_field,
)
from sphinx_edition.core.reference_parts import (
    PARTS,
    access,
    book_title,
    imprint,
    inverted,
    is_quoted,
    joined,
    journal,
    listed,
    names_of,
    pages,
    phrase,
    sentence,
    series,
    styled_title,
    volume,
)
from sphinx_edition.core.sorting import sorting_key

#: Articles that do not count where titles are sorted; *die* begins a title in English, too.
ARTICLES = re.compile(r"^(?:(?:the|an?|les?|la|une?) |l[’'])", re.IGNORECASE)
GERMAN_ARTICLES = re.compile(r"^(?:der|die|das|eine?) ", re.IGNORECASE)


def sort_key(entry: Entry) -> tuple[str, ...]:
    """Return the place of ``entry``: name, title without article, volume, year."""
    people = persons(entry, "author") or persons(entry, "editor")
    names = " ".join(plain(inverted(person)) for person in people)
    is_german = (language_of(entry) or language()).startswith("de")
    articles = GERMAN_ARTICLES if is_german else ARTICLES
    title = folded(articles.sub("", plain_field(entry, "title")))
    return (
        folded(names) or title,
        title,
        entry.fields.get("volume", ""),
        entry.fields.get("year", ""),
    )


def folded(text: str) -> str:
    """Return ``text`` without case, accents and punctuation."""
    return re.sub(r"[^\w ]", "", sorting_key(text))


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
            styled_title(entry, stop="." if is_quoted(entry) else ""),
            field(entry, "origyear"),
            *self.place(entry),
            field(entry, "note"),
        ]
        url = entry.fields.get("url")
        if url:
            sentences.append(access(entry))
        text = joined(" ", [sentence(part) for part in sentences if part])
        if not url:
            return text
        is_safe = url.lower().startswith(("https://", "http://"))  # and no script
        return Text(text, " ", HRef(url, url) if is_safe else url, ".")

    def names(self, entry: Entry) -> BaseText | None:
        """Return authors, else editors; the first name has its surname first."""
        role = "author" if persons(entry, "author") else "editor"
        people = persons(entry, role)
        names = listed(people, is_inverted=True)
        if names is None or role == "author":
            return names
        return phrase(_("{names}, eds.") if len(people) > 1 else _("{names}, ed."), names=names)

    def place(self, entry: Entry) -> list[BaseText]:
        """Return the sentences between title and note."""
        editor, translator = names_of(entry, "editor"), names_of(entry, "translator")
        by_translator = _("Translated by {names}")
        translated = phrase(by_translator, names=translator) if translator else Text()
        if kind_of(entry) == "article":
            return [self.article(entry), translated]
        if kind_of(entry) in PARTS:
            book = phrase(_("In {book}"), book=book_title(entry))
            by = phrase(_("edited by {names}"), names=editor) if editor else None
            inside = joined(", ", [book, volume(entry), by, pages(entry)])
            return [inside, translated, imprint(entry)]
        has_editor = editor and persons(entry, "author")
        edited = phrase(_("Edited by {names}"), names=editor) if has_editor else Text()
        is_part = str(entry.original_type).casefold() == "inbook"
        part = Text(pages(entry) if is_part else "").capfirst()
        sentences = [volume(entry).capfirst(), edited, translated, series(entry).capfirst(), part]
        return [*sentences, (field(entry, "howpublished") or Text()).capfirst(), imprint(entry)]

    def article(self, entry: Entry) -> Text:
        """Return where an article stands, with its pages."""
        where, numbers = journal(entry), pages(entry)
        return phrase(_("{journal}: {pages}"), journal=where, pages=numbers) if numbers else where


class ChicagoNote(Chicago):
    """References as one sentence that a locator can continue, with names as they are spoken."""

    def reference(self, entry: Entry) -> BaseText:
        """Return names, title, where it stands, and the imprint in parentheses."""
        names = names_of(entry, "author") or names_of(entry, "editor")
        place, printed = self.place(entry), imprint(entry)
        if kind_of(entry) == "article":
            place, printed = journal(entry), Text()
        elif kind_of(entry) in {"misc", "online"}:
            place, printed = joined(", ", [place, printed]), Text()
        title = styled_title(entry, stop="," if place else "")
        text = joined(" ", [Text(names, ",") if names else None, title, place])
        printed = joined(f"{_(';')} ", [field(entry, "origyear"), printed])
        return Text(text, " (", printed, ")") if printed else text

    def place(self, entry: Entry) -> Text:
        """Return what stands between title and imprint."""
        book = book_title(entry) if entry.fields.get("booktitle") else None
        editor = names_of(entry, "editor") if persons(entry, "author") else None
        translator = names_of(entry, "translator")
        parts = [
            phrase(_("in {book}"), book=book) if book else None,
            volume(entry),
            phrase(_("ed. {names}"), names=editor) if editor else None,
            phrase(_("trans. {names}"), names=translator) if translator else None,
            series(entry),
            field(entry, "howpublished"),
        ]
        return joined(", ", parts)
