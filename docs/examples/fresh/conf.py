project = "The Law Is King"
author = "Thomas Paine"
copyright = "nobody"
myst_footnote_sort = False
extensions = [
    "myst_parser",
    "sphinx_edition.fresh",
    "sphinx_edition.pages",
]
html_theme = "sphinx_book_theme"
