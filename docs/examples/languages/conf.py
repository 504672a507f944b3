project = "The Law Is King"
author = "Thomas Paine"
copyright = "nobody"
extensions = [
    "myst_parser",
    "sphinx_edition.languages",
    "sphinx_edition.pages",
]
html_theme = "sphinx_book_theme"
foreign_words = {"fr": ["bureau ouvrier", "diriger"], "la": "ibidem"}
