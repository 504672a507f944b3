project = "The Law Is King"
author = "Thomas Paine"
copyright = "nobody"
extensions = [
    "myst_parser",
    "sphinx_edition.collation",
    "sphinx_edition.pages",
]
html_theme = "sphinx_book_theme"
collation_witnesses = ["seeds/motto.yaml"]
