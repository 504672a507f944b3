"""What a PDF says of itself to a reader who hears it, with a structure tree or without."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject


def elements(pdf: PdfReader) -> Iterator[DictionaryObject]:
    """Yield every element of the structure tree, in the order of reading."""
    stack: list[Any] = [pdf.root_object["/StructTreeRoot"]["/K"]]
    while stack:
        item = stack.pop()
        item = item.get_object() if isinstance(item, IndirectObject) else item
        if isinstance(item, list):
            stack.extend(reversed(item))
        elif isinstance(item, DictionaryObject) and "/S" in item:
            yield item
            stack.append(item.get("/K", []))


def descriptions(pdf: PdfReader) -> list[str]:
    """Return what pictures are described with: in the tree, or around each where there is none."""
    if "/StructTreeRoot" in pdf.root_object:
        return [str(element["/Alt"]) for element in elements(pdf) if "/Alt" in element]
    return [
        str(operands[1]["/Alt"])
        for page in pdf.pages
        if (content := page.get_contents()) is not None
        for operands, operator in content.operations
        if operator == b"BDC" and "/Alt" in operands[1]
    ]
