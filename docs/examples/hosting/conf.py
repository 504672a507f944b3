project = "The Law Is King"
author = "Thomas Paine"
copyright = "nobody"
extensions = [
    "myst_parser",
    "sphinx_edition.hosting",
    "sphinx_edition.pages",
]
html_theme = "sphinx_book_theme"
html_baseurl = "https://example.org/leaflet"  # with or without the last slash
