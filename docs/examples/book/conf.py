project = "The Law Is King"
author = "Thomas Paine"
copyright = "nobody"
myst_footnote_sort = False
extensions = [
    "myst_parser",
    "sphinx_edition.book",
]
html_theme = "sphinx_book_theme"
small_press_subtitle = "A leaflet from Common Sense"
small_press_publisher = "The editors of this edition"
small_press_year = "2026"
small_press_imprint = ["The words are those of *1776*."]
