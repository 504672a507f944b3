project = "The Law Is King"
author = "Thomas Paine"
copyright = "nobody"
extensions = [
    "myst_parser",
    "sphinx_edition.prosopography",
    "sphinx_edition.pages",
]
html_theme = "sphinx_book_theme"
prosopography_kinds = {
    "event": {"plural": "events", "dates": ["date"], "schema": "Event"},
}
