"""Settings of the edition; the list of extensions is its architecture."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

# -- The book ------------------------------------------------------------------------------------
project = "The Role of Bolshevik Ideology in the Birth of the Bureaucracy"
author = "Cornelius Castoriadis"
version = release = "1.0.0"
copyright = "the holders of the rights in the essay"
language = "en"
include_patterns = ["index.md", "chapters/*.md"]

extensions = [
    "myst_parser",  # chapters are Markdown
    "printed_notes",  # notes keep the numbers they were printed with
    "cards",  # what a link leads to, beside it on hover, focus or tap
]

# -- Text ----------------------------------------------------------------------------------------
smartquotes = False  # the text has its own quotation marks, and three dots stay three dots
myst_footnote_sort = False  # the notes stand at the end of each chapter in the order of the print

# -- Witness -------------------------------------------------------------------------------------

# -- Register ------------------------------------------------------------------------------------

# -- References ----------------------------------------------------------------------------------

# -- Pages ---------------------------------------------------------------------------------------
html_theme = "sphinx_book_theme"
# The hosting service says where the site will stand; a copy built elsewhere has no address.
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "")

# -- Book in print -------------------------------------------------------------------------------

# -- E-book --------------------------------------------------------------------------------------
