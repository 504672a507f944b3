"""The builder: the whole book as one TEI document, and its pictures beside it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util.nodes import inline_all_toctrees
from sphinx.util.osutil import copyfile, ensuredir

from sphinx_edition.core.ids import make_id
from sphinx_edition.core.settings import place_of
from sphinx_edition.core.tei_parts import TEI_PARTS, XML_ID, XML_LANG, TeiPart, address
from sphinx_edition.core.warnings import Warn, warn
from sphinx_edition.tei.fitting import drop, fit, fit_labels
from sphinx_edition.tei.header import HeaderMaker
from sphinx_edition.tei.ids import EDITORS, Identifiers, anchor_of
from sphinx_edition.tei.translator import TEITranslator

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

NAMESPACE = "http://www.tei-c.org/ns/1.0"
SCHEMA = "https://vault.tei-c.org/P5/4.12.0/xml/tei/custom/schema/relaxng/tei_all.rng"
PROLOGUE = f"""<?xml version='1.0' encoding='utf-8'?>
<?xml-model href="{SCHEMA}" type="application/xml" schematypens="http://relaxng.org/ns/structure/1.0"?>
"""
PICTURES = "images"
DOWNLOADS = "downloads"


class TEIBuilder(Builder):
    """Writes the book as one TEI document."""

    name = "tei"
    format = "tei"
    epilog = "The TEI document is in %(outdir)s."
    allow_parallel = False
    default_translator_class = TEITranslator
    supported_image_types: ClassVar[list[str]] = [
        "image/svg+xml",
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
    ]

    def get_outdated_docs(self) -> Iterator[str] | str:
        """Every build writes the one document."""
        return "the book"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return the anchor of ``docname`` in the book, which may not have it."""
        return f"%{docname}#{anchor_of(docname)}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return the anchor of ``to``: the book is one file."""
        return self.get_target_uri(to, typ)

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Nothing is to be prepared."""

    def write_documents(self, docnames: Set[str]) -> None:  # noqa: ARG002
        """Write the book and its pictures."""
        self.write_book()

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write nothing: the book is one document."""

    def write_book(self) -> None:
        """Write the one document."""
        parts = self.parts()
        book = self.assembled()
        claimed = {
            str(each.get(XML_ID))
            for part in parts
            for each in part.element.iter()
            if each.get(XML_ID)
        }
        self.identifiers = Identifiers(book, claimed)
        self.downloads: set[str] = set()
        self.post_process_images(book)
        translator = self.create_translator(book, self)
        assert isinstance(translator, TEITranslator)
        book.walkabout(translator)
        tei = self.document(translator, parts)
        path = Path(self.outdir) / f"{file_name(self.config.project)}.xml"
        path.write_text(f"{PROLOGUE}{ET.tostring(tei, 'unicode')}\n", "utf-8", newline="\n")
        self.copy_files()

    def parts(self) -> list[TeiPart]:
        """Return what extensions add, in an order that tells nothing of theirs."""
        told = [part for parts in self.events.emit(TEI_PARTS) for part in parts]
        return sorted(
            told,
            key=lambda part: (part.place, part.element.tag, ET.tostring(part.element, "unicode")),
        )

    def assembled(self) -> nodes.document:
        """Return the whole book as one tree, its references resolved."""
        root = self.config.root_doc
        tree = inline_all_toctrees(self, {root}, root, self.env.get_doctree(root), str, [root])
        tree["docname"] = root
        self.env.resolve_references(tree, root, self)
        return tree

    def picture(self, uri: str) -> str:
        """Return the address of a picture of the source, or of one elsewhere."""
        name = self.images.get(uri)
        return address(f"{PICTURES}/{name}" if name else uri)

    def download(self, node: nodes.Element) -> str | None:
        """Return the address of a file that the text offers; None if there is no such file."""
        if "filename" not in node:
            return address(node["refuri"]) if "refuri" in node else None
        self.downloads.add(node["filename"])
        return address(f"{DOWNLOADS}/{node['filename']}")

    def copy_files(self) -> None:
        """Copy the pictures of the book, and the files that it offers."""
        files = [(Path(source), Path(PICTURES, name)) for source, name in self.images.items()]
        files += [
            (Path(source), Path(DOWNLOADS, name))
            for source, (_documents, name) in self.env.dlfiles.items()
            if str(name) in self.downloads
        ]
        for source, name in files:
            target = Path(self.outdir) / name
            ensuredir(target.parent)
            copyfile(self.srcdir / source, target, force=True)

    def document(self, translator: TEITranslator, parts: list[TeiPart]) -> ET.Element:
        """Return the TEI document of what was translated."""
        text = self.divided(translator)
        stand_off = [part.element for part in parts if part.place == "standOff"]
        stand_off += translator.beside
        mend_links(text, stand_off, translator.loose)
        for part in text:
            fit(part)
            fit_labels(part)
        language = self.config.language.replace("_", "-")
        others = {str(each.get(XML_LANG)) for each in text.iter() if each.get(XML_LANG)}
        header = HeaderMaker(self.config, Path(self.confdir), parts)
        tei = ET.Element("TEI", {"xmlns": NAMESPACE, XML_LANG: language})
        tei.append(header.header([language, *sorted(others - {language})]))
        if stand_off:
            ET.SubElement(tei, "standOff").extend(stand_off)
        tei.append(text)
        return tei

    def divided(self, translator: TEITranslator) -> ET.Element:
        """Return the text: front, body and back, as ``tei_body`` divides the documents."""
        body = translator.finish()
        patterns = self.config.tei_body
        text = ET.Element("text")
        if not patterns:
            text.append(body)
            return text
        is_body = [
            any(fnmatchcase(name, pattern) for name in names for pattern in patterns)
            for names, _element, _parent in translator.files
        ]
        if not any(is_body):
            message = f"tei_body: no document of the book matches {', '.join(patterns)}"
            place = place_of("tei_body", Path(self.confdir) / "conf.py")
            warn(Warn.TEI_SETTING, message, location=place)
            text.append(body)
            return text
        first, last = is_body.index(True), len(is_body) - 1 - is_body[::-1].index(True)
        front, body, back = body, ET.Element("body"), ET.Element("back")
        front.tag = "front"
        for index, (_names, element, parent) in enumerate(translator.files):
            parent.remove(element)
            (front if index < first else body if index <= last else back).append(element)
        text.extend(part for part in (front, body, back) if len(part))
        return text


def file_name(project: str) -> str:
    """Return the name of the file of a project, whatever script its name is in."""
    return nodes.make_id(project) or make_id("book", project)


def mend_links(text: ET.Element, stand_off: list[ET.Element], loose: set[ET.Element]) -> None:
    """Drop anchors that nobody needs, and pointers to what was not written, with a warning."""
    pointers = ("target", "ref", "corresp", "resp")
    found = [
        (element, name)
        for root in (text, *stand_off)
        for element in root.iter()
        for name in pointers
        if element.get(name, "").startswith("#")
    ]
    wanted = {element.attrib[name][1:] for element, name in found}
    drop(text, {anchor for anchor in loose if anchor.get(XML_ID) not in wanted})
    there = {each.get(XML_ID) for root in (text, *stand_off) for each in root.iter()} | {EDITORS}
    for element, name in found:
        if element.attrib[name][1:] in there:
            continue
        if element.tag == "ref":
            element.tag = "seg"
            message = (
                f"a link leads to {element.attrib[name]}, which the TEI document does not have"
            )
            warn(Warn.TEI_LINK, message, once=True)
        del element.attrib[name]
