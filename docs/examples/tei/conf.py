project = "The Law Is King"
author = "Thomas Paine"
version = "1.0"
copyright = "nobody"
myst_footnote_sort = False
extensions = [
    "myst_parser",
    "sphinx_edition.tei",
]
html_theme = "sphinx_book_theme"
tei_body = ["01-*"]
tei_header = {
    "editor": "The editors",
    "publisher": "The editors",
    "date": "2026-11-23",
    "rules": {"normalization": "Nothing was normalised."},
}
