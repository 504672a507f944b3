"""Words of other languages, marked as such without markup in the text.

A reading voice and a hyphenation table need to know that *diriger* is French.  The project lists
such words, and every place where they stand gets the class ``language-fr``, which docutils writes
as ``lang`` in HTML and EPUB, and of which a LaTeX design can make hyphenation.  They are marked
when a document has been read, and again when it has been resolved for a builder: bibliographies,
cards and lists have words that no source has.

``foreign_words``
    a mapping from a language (BCP 47) to words or phrases as they stand in the text:
    ``{"fr": ["diriger"]}``; they match as whole words only, whatever white space parts them, in
    headings, notes and captions, too
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_edition.core import metadata
from sphinx_edition.core.phases import Phase, Step
from sphinx_edition.core.settings import expect
from sphinx_edition.core.trees import enclosing, language_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

#: Where a class would say nothing, or do harm: code, formulas, raw text, comments.
LEFT_ALONE = (nodes.literal, nodes.math, nodes.FixedTextElement, nodes.system_message)


class MarkForeignWords(SphinxTransform):
    """Wrap each listed phrase into an ``inline`` node with the class of its language."""

    default_priority = Step.LANGUAGES

    def apply(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Mark the phrases in every text of the document."""
        mark(self.document, self.config.foreign_words)


def mark_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:  # noqa: ARG001
    """Mark the phrases in what a builder's resolving put in (``doctree-resolved``)."""
    mark(doctree, app.config.foreign_words)


def mark(document: nodes.document, foreign_words: Mapping[str, str | Iterable[str]]) -> None:
    """Mark the phrases of each language in every text of ``document`` that has none yet."""
    phrases = {
        " ".join(phrase.split()): language
        for language, listed in foreign_words.items()
        for phrase in ([listed] if isinstance(listed, str) else listed)
        if phrase.split()
    }
    if not phrases:
        return
    pattern = phrase_pattern(phrases)
    for element in list(document.findall(nodes.TextElement)):
        join_texts(element)
    for text in list(document.findall(nodes.Text)):
        if pattern.search(text) and not _left_alone(text):
            text.parent.replace(text, list(marked(text, pattern, phrases)))


def join_texts(element: nodes.Element) -> None:
    """Make one of texts that stand side by side, over which a phrase may reach."""
    for index in range(len(element) - 1, 0, -1):
        before, text = element[index - 1], element[index]
        if isinstance(before, nodes.Text) and isinstance(text, nodes.Text):
            element[index - 1 : index + 1] = [nodes.Text(before.astext() + text.astext())]


def phrase_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of the phrases, the longest first, as whole words."""
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    spaced = (r"\s+".join(map(re.escape, phrase.split())) for phrase in longest_first)
    return re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)")


def marked(text: str, pattern: re.Pattern[str], phrases: dict[str, str]) -> Iterator[nodes.Node]:
    """Yield the text in pieces, the phrases among them as nodes with their language."""
    end = 0
    for match in pattern.finditer(text):
        if match.start() > end:
            yield nodes.Text(text[end : match.start()])
        language = phrases[" ".join(match[0].split())]
        yield nodes.inline("", match[0], classes=[f"language-{language}"])
        end = match.end()
    if end < len(text):
        yield nodes.Text(text[end:])


def _left_alone(text: nodes.Text) -> bool:
    """Tell whether a text stands in something that has a language, or none."""
    return bool(language_of(text)) or enclosing(text, LEFT_ALONE) is not None


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the list of words and the transform."""
    app.setup_extension("sphinx_edition.core")
    app.add_config_value(
        "foreign_words",
        {},
        "env",
        (dict,),
        "the words or phrases of each language, by its BCP 47 code: a word, or a list",
    )
    expect(app, foreign_words=dict[str, str | list[str]])
    app.add_transform(MarkForeignWords)
    app.connect("doctree-resolved", mark_resolved, priority=Phase.SHOW)
    return metadata()
