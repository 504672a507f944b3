project = "The Law Is King"
author = "Thomas Paine"
copyright = "nobody"
extensions = [
    "myst_parser",
    "sphinx_edition.references",
    "sphinx_edition.pages",
]
html_theme = "sphinx_book_theme"
bibtex_bibfiles = ["references.bib"]
bibtex_default_style = "chicago_bibliography"
bibtex_tooltips_style = "chicago_note"
bibtex_reference_style = "chicago_short"
