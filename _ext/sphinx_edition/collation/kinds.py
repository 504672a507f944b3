"""The kinds of a record: what each may do to the witness, and how a reader is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Effect(Enum):
    """What a record may do to what the witness has."""

    CORRECTS = "changes words or signs"
    SUPPLIES = "adds words between ⟨⟩"
    STANDS = "leaves what is there, and says what was perhaps meant"
    ARRANGES = "changes signs, but no word"


@dataclass(frozen=True)
class Kind:
    """A kind: its effect, how one record of it is called, and how all of them are."""

    effect: Effect
    one: str
    all: str

    @property
    def stands(self) -> bool:
        """Tell whether the witness is left as it is."""
        return self.effect is Effect.STANDS


KINDS = {
    "ocr": Kind(Effect.CORRECTS, "misread by the scan", "misread by the scan, corrected"),
    "lacuna": Kind(Effect.SUPPLIES, "lost, and supplied", "lost, and supplied or marked"),
    "printer": Kind(
        Effect.STANDS, "slip of the print, left standing", "slips of the print, left standing"
    ),
    "author": Kind(
        Effect.STANDS,
        "slip of the author or the translator, left standing",
        "slips of the author or the translator, left standing",
    ),
    "doubtful": Kind(
        Effect.STANDS, "doubtful reading, left standing", "doubtful readings, left standing"
    ),
    "layout": Kind(Effect.ARRANGES, "layout", "layout, no words"),
}
