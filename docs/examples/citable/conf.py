project = "The Law Is King"
author = "Thomas Paine"
copyright = "nobody"
extensions = [
    "myst_parser",
    "sphinx_edition.citable",
    "sphinx_edition.pages",
]
html_theme = "sphinx_book_theme"
citable_work = {
    "title": "The Law Is King",
    "authors": [("Paine", "Thomas")],
    "year": "1776",
    "edition_year": "2026",
    "publisher": "The editors of this edition",
}
