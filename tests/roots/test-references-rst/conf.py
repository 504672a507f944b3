extensions = ["sphinx_edition.references"]
bibtex_bibfiles = ["works.bib"]
html_theme = "furo"
