"""Weigh what tells whether a hyphen belongs to its word: ``hyphens.WEIGHTS``.

    python -m tests.bench.hyphens TEXT…

sets texts, whose words are whole, in lines of several widths as a press would, and finds the
weights under which the importer puts the broken words together best.  Prints how many it gets
wrong of texts that it was not shown, and the weights that all texts give.
"""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sphinx_edition.importer import hyphens
from sphinx_edition.importer.lexicon import Lexicon

from tests.bench.printing import Press, Style

Array = NDArray[np.float64]
WIDTHS = (58, 66, 74)
#: What a hyphen that belongs to its word is worth: they are few, and nothing else brings one back.
DEAR = 1.5


def breaks(text: str, seed: int) -> dict[tuple[str, str, bool], list[float]]:
    """Return the features of every word that the lines of a text break: halves, kept or not."""
    found = {}
    for width in WIDTHS:
        press = Press([], Style("hyphens", width=width), seed)
        lines = [line for each in text.split("\n\n") for line in press.fill(" ".join(each.split()))]
        lexicon = Lexicon(line for line, _ in lines)
        for (line, kept), (following, _) in pairwise(lines):
            parts = hyphens.parts(line, following)
            if kept is None or not parts or hyphens.by_text(parts, lexicon):
                continue
            halves = (parts.first.lower(), parts.second.lower(), kept)
            found[halves] = hyphens.features(parts, lexicon)
    return found


def fit(features: Array, kept: Array) -> Array:
    """Return the weights of a logistic regression, by Newton's method."""
    weights = np.zeros(features.shape[1])
    worth = np.where(kept, DEAR, 1.0)
    for _ in range(30):
        likely = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (worth * (kept - likely)) - weights
        bend = (features.T * (worth * likely * (1 - likely))) @ features + np.eye(len(weights))
        weights += np.linalg.solve(bend, slope)
    return weights


def main(paths: list[str]) -> None:
    """Print what is wrong of texts not shown, and the weights."""
    texts = [breaks(Path(path).read_text("utf-8"), seed) for seed, path in enumerate(paths)]
    folds = [texts[start::5] for start in range(5)]

    def matrix(some: list[dict[tuple[str, str, bool], list[float]]]) -> tuple[Array, Array]:
        every = [(row, halves[2]) for each in some for halves, row in each.items()]
        return np.array([row for row, _ in every], float), np.array([kept for _, kept in every])

    wrong = {True: 0, False: 0}
    whole = {True: 0, False: 0}
    for index, fold in enumerate(folds):
        shown = [each for other in folds[:index] + folds[index + 1 :] for each in other]
        weights = fit(*matrix(shown))
        features, kept = matrix(fold)
        for likely, true in zip(features @ weights > 0, kept, strict=True):
            whole[true] += 1
            wrong[true] += likely != true
    for kept_, text in ((True, "hyphens of their words"), (False, "hyphens of the lines")):
        print(f"{text}: {wrong[kept_]} of {whole[kept_]} wrong")
    print("WEIGHTS =", [round(float(weight), 2) for weight in fit(*matrix(texts))])


if __name__ == "__main__":
    main(sys.argv[1:])
