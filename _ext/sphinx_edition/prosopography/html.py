"""HTML: pages, one page, and the pages of the EPUB."""

from __future__ import annotations

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from sphinx_edition.core.builders import is_ebook
from sphinx_edition.core.i18n import _, ngettext
from sphinx_edition.prosopography.drawing import to_svg


def visit_mention(self: HTML5Translator, node: nodes.Element) -> None:
    """Open the link of a mention, with its card where the page has one."""
    attributes = {"href": node["refuri"]}
    if "card" in node:
        attributes["data-card"] = node["card"]
    tag = self.starttag(nodes.inline(), "a", "", CLASS=" ".join(node["classes"]), **attributes)
    for anchor in node["ids"]:  # first: what follows is alike in many mentions, and packs well
        tag = tag.replace("<a", f'<a id="{anchor}"', 1)
    self.body.append(tag)


def depart_mention(self: HTML5Translator, _node: nodes.Element) -> None:
    """Close the link."""
    self.body.append("</a>")


def visit_link(self: HTML5Translator, node: nodes.Element) -> None:
    """Open a link to an entry, without the classes of a reference, which would weigh."""
    self.body.append(f'<a href="{self.attval(node["refuri"])}">')


def visit_entry(self: HTML5Translator, node: nodes.Element) -> None:
    """Open an entry."""
    self.body.append(self.starttag(node, "article"))


def depart_entry(self: HTML5Translator, _node: nodes.Element) -> None:
    """Close an entry."""
    self.body.append("</article>\n")


def visit_head(self: HTML5Translator, node: nodes.Element) -> None:
    """Open the head, a heading below that of its section."""
    node["level"] = min(self.section_level + 1, 6)
    self.body.append(self.starttag(node, f"h{node['level']}", "", CLASS="entry-head"))


def depart_head(self: HTML5Translator, node: nodes.Element) -> None:
    """Add the dates and the link to the entry."""
    if node["dates"]:
        self.body.append(f' <span class="entry-dates">({self.encode(node["dates"])})</span>')
    if node.parent["ids"]:
        self.add_permalink_ref(node.parent, _("Link to this entry"))
    self.body.append(f"</h{node['level']}>\n")


def visit_fact(self: HTML5Translator, node: nodes.Element) -> None:
    """Open a line of facts with its label."""
    label = self.encode(node["label"])
    self.body.append(f'<div class="entry-fact"><span class="entry-label">{label}{_(":")}</span> ')


def depart_fact(self: HTML5Translator, _node: nodes.Element) -> None:
    """Close a line of facts."""
    self.body.append("</div>\n")


def visit_backlinks(self: HTML5Translator, node: nodes.Element) -> None:
    """Open the mentions of an entry; a reader may fold them."""
    named = ngettext("Named once", "Named {number} times", node["count"])
    self.body.append(self.starttag(node, "details", open="open"))
    self.body.append(f"<summary>{self.encode(named.format(number=node['count']))}</summary>\n")


def depart_backlinks(self: HTML5Translator, _node: nodes.Element) -> None:
    """Close the mentions of an entry."""
    self.body.append("</details>\n")


def visit_chapter(self: HTML5Translator, node: nodes.Element) -> None:
    """Open the mentions in one document under its title."""
    self.body.append(f'<div class="entry-chapter">{self.encode(node["title"])}</div>\n<ul>\n')


def depart_chapter(self: HTML5Translator, _node: nodes.Element) -> None:
    """Close the mentions in one document."""
    self.body.append("</ul>\n")


def visit_backlink(self: HTML5Translator, node: nodes.Element) -> None:
    """Open a link to a mention."""
    self.body.append(f'<li><a href="{self.attval(node["refuri"])}">')


def depart_backlink(self: HTML5Translator, _node: nodes.Element) -> None:
    """Close a link to a mention."""
    self.body.append("</a></li>\n")


def visit_named(self: HTML5Translator, _node: nodes.Element) -> None:
    """Open the words of a mention among those around it."""
    self.body.append("<b>")


def depart_named(self: HTML5Translator, _node: nodes.Element) -> None:
    """Close the words of a mention."""
    self.body.append("</b>")


def visit_cast(self: HTML5Translator, node: nodes.Element) -> None:
    """Open the cast of a document, which a site keeps folded."""
    title = str(_("Named in this chapter"))
    attributes = {"aria-label": title}
    self.body.append(self.starttag(node, "aside", **attributes))  # type: ignore[arg-type]
    if is_ebook(self.builder):
        self.body.append(f'<p class="cast-title">{self.encode(title)}</p>\n')
    else:
        count = len(list(node.findall(nodes.reference)))
        said = ngettext(
            "{number} named in this section", "{number} named in this section", count
        ).format(number=count)
        self.body.append(f"<details><summary>{self.encode(said)}</summary>\n")


def depart_cast(self: HTML5Translator, _node: nodes.Element) -> None:
    """Close the cast."""
    self.body.append("</aside>\n" if is_ebook(self.builder) else "</details></aside>\n")


def visit_picture(self: HTML5Translator, node: nodes.Element) -> None:
    """Write a drawing into the page, so that it takes the page's ink and type."""
    attributes = {"class": "prosopography-svg", "role": "img", "aria-label": node["alt"]}
    self.body.append(to_svg(node["drawing"], **attributes))
    raise nodes.SkipNode
