"""Which TEI element stands for which node, for nodes that are one element and no more.

Source of the vocabulary: TEI P5 Guidelines, version 4.12.
"""

from __future__ import annotations

from typing import NamedTuple

from docutils import nodes
from sphinx import addnodes


class Tag(NamedTuple):
    """A TEI element and its attributes."""

    name: str
    attributes: dict[str, str]


def tag(name: str, **attributes: str) -> Tag:
    """Return an element with its attributes."""
    return Tag(name, attributes)


ELEMENTS: dict[type, Tag] = {
    nodes.section: tag("div"),
    nodes.subtitle: tag("head", type="sub"),
    nodes.rubric: tag("label", type="rubric"),
    nodes.paragraph: tag("p"),
    addnodes.centered: tag("p", rend="centred"),
    nodes.attribution: tag("bibl"),
    nodes.emphasis: tag("hi", rend="italic"),
    nodes.strong: tag("hi", rend="bold"),
    nodes.superscript: tag("hi", rend="superscript"),
    nodes.subscript: tag("hi", rend="subscript"),
    nodes.acronym: tag("abbr"),
    nodes.title_reference: tag("title"),
    nodes.literal: tag("code"),
    nodes.literal_block: tag("eg"),
    nodes.doctest_block: tag("eg"),
    nodes.math: tag("formula", notation="TeX"),
    nodes.math_block: tag("formula", notation="TeX"),
    nodes.line: tag("l"),
    nodes.bullet_list: tag("list", rend="bulleted"),
    nodes.enumerated_list: tag("list", rend="numbered"),
    nodes.definition_list: tag("list", type="gloss"),
    nodes.field_list: tag("list", type="gloss"),
    nodes.option_list: tag("list", type="gloss"),
    nodes.list_item: tag("item"),
    nodes.definition: tag("item"),
    nodes.field_name: tag("label"),
    nodes.field_body: tag("item"),
    nodes.option_group: tag("label"),
    nodes.description: tag("item"),
    nodes.term: tag("term"),
    nodes.figure: tag("figure"),
    nodes.caption: tag("head"),
    nodes.table: tag("table"),
    nodes.row: tag("row"),
    nodes.topic: tag("note", type="topic"),
    nodes.sidebar: tag("note", type="sidebar"),
    addnodes.versionmodified: tag("note", type="version"),
    nodes.Admonition: tag("note", type="admonition"),
    addnodes.desc_signature: tag("label"),
}

#: What a reader of the XML is better without: comments, indices, search terms.
LEFT_OUT = (
    nodes.comment,
    nodes.raw,
    nodes.colspec,
    nodes.meta,
    nodes.substitution_definition,
    nodes.system_message,
    nodes.pending,
    nodes.label,
    addnodes.index,
    addnodes.toctree,
    addnodes.tabular_col_spec,
    addnodes.highlightlang,
)
#: What holds elements and is none itself.
TRANSPARENT = (
    nodes.document,
    nodes.container,
    nodes.compound,
    nodes.inline,
    nodes.generated,
    nodes.problematic,
    nodes.definition_list_item,
    nodes.field,
    nodes.option,
    nodes.option_string,
    nodes.option_argument,
    nodes.option_list_item,
    nodes.tgroup,
    nodes.thead,
    nodes.tbody,
    nodes.legend,
    nodes.classifier,
    nodes.decoration,
    nodes.target,
    addnodes.desc_content,
    addnodes.glossary,
    addnodes.hlist,
    addnodes.hlistcol,
    addnodes.acks,
    addnodes.compact_paragraph,
    addnodes.literal_strong,
    addnodes.literal_emphasis,
)


def element_of(node: nodes.Node) -> Tag | None:
    """Return the element that stands for ``node``, by its class or the nearest above."""
    return next((ELEMENTS[kind] for kind in type(node).__mro__ if kind in ELEMENTS), None)
