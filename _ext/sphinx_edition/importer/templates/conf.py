"""Settings of the edition; the list of extensions is its architecture."""

project = @TITLE@
author = ""
copyright = "the holders of the rights in the text"
language = @LANGUAGE@
version = release = "0.1"
include_patterns = ["index.md", "apparatus.md", "chapters/*.md", "register/*.md"]
exclude_patterns = ["_build", ".venv"]

extensions = [
    "myst_parser",  # chapters are Markdown
    "sphinx_edition.languages",  # words of other languages are marked as such
    "sphinx_edition.notes",  # notes keep the numbers they were printed with
    "sphinx_edition.tei",  # the book as TEI P5
    "sphinx_edition.epub",  # what a good e-book has
    "sphinx_edition.collation",  # every word proven against the scan
    "sphinx_edition.prosopography",  # who is named where
    "sphinx_edition.references",  # works cited: references.bib
    "sphinx_edition.pages",  # the pages of the site
    "sphinx_edition.hosting",  # robots.txt, sitemap.xml
    "sphinx_edition.fresh",  # an incremental build leaves what a clean one does
]

# -- Text
myst_disable_syntax = ["html_block", "html_inline"]  # chapters hold no HTML; what looks so is text
smartquotes = False  # the text has its own quotation marks
myst_footnote_sort = False  # notes stand at the end of each chapter in the order of the print

# -- Witness: a description of the scan, by which every build collates the chapters with it
collation_witnesses = @WITNESSES@

# -- Register and references: what the import proposes, until the chapters name it
primary_domain = "prosopography"  # {person}, {faction}
suppress_warnings = ["prosopography.unused"]
bibtex_bibfiles = ["references.bib"]

# -- Pages
html_theme = "sphinx_book_theme"
html_title = project
html_copy_source = False
html_show_sphinx = False
