project = "The Law Is King"
author = "Thomas Paine"
copyright = "nobody"
extensions = [
    "myst_parser",
    "sphinx_edition.notes",
    "sphinx_edition.pages",
]
html_theme = "sphinx_book_theme"
myst_footnote_sort = False
