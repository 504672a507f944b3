"""Settings of the handbook, which the library makes with itself."""

import os
import sys
from pathlib import Path
from urllib.parse import urljoin

import yaml

DOCS = Path(__file__).parent
sys.path[:0] = [str(DOCS.parent / "_ext"), str(DOCS / "_ext")]

from sphinx_edition import __version__  # noqa: E402

CITATION = yaml.safe_load((DOCS.parent / "CITATION.cff").read_text("utf-8"))

project = "sphinx-edition"
version = release = __version__
author = ""
copyright = f"{CITATION['date-released'].year} the editors; under CC BY 4.0"
language = "en"
exclude_patterns = ["_ext", "examples", "figures", "first/*.txt"]

extensions = [
    "myst_parser",
    "sphinx_edition",  # all that need no setting: the page, among them
    "sphinx_edition.references",
    "sphinx_edition.book",
    "library_lists",  # docs/_ext: lists that are read from the library
]
nitpicky = True  # what a text refers to is there
suppress_warnings = ["toc.empty_glob"]  # a chapter may come later
myst_enable_extensions = ["attrs_inline", "deflist"]
myst_heading_anchors = 3
smartquotes = False
bibtex_bibfiles = []
add_function_parentheses = False

html_theme = "sphinx_book_theme"
html_title = "The handbook of sphinx-edition"
html_short_title = "Handbook"
html_static_path = ["_static"]
html_css_files = ["handbook.css"]
html_copy_source = False
html_show_sphinx = False
html_theme_options = {"search_bar_text": "Search the handbook"}
# It is hosted beside the edition, in the folder docs of its site.
html_baseurl = urljoin(os.environ.get("READTHEDOCS_CANONICAL_URL", ""), "docs/")
if not html_baseurl.startswith("http"):
    html_baseurl = ""
