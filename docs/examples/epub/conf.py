project = "The Law Is King"
author = "Thomas Paine"
version = "1.0"
copyright = "nobody"
extensions = [
    "myst_parser",
    "sphinx_edition.epub",
]
html_theme = "sphinx_book_theme"
accessible_epub_types = {"about": "colophon"}
accessible_epub_subjects = ["Pamphlets"]
accessible_epub_cover_line = "A leaflet"
