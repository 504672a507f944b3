"""Settings of the edition; the list of extensions is its architecture."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "The Role of Bolshevik Ideology in the Birth of the Bureaucracy"
author = "Cornelius Castoriadis"
language = "en"

extensions = [
    "myst_parser",  # chapters are Markdown
    "cards",  # what a link leads to, beside it on hover, focus or tap
    "printed_notes",  # notes keep the numbers they were printed with
]

html_theme = "sphinx_book_theme"
myst_footnote_transition = False  # the notes follow the text; a style sheet draws the rule

include_patterns = ["index.md", "chapters/*.md"]
