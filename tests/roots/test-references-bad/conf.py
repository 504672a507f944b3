extensions = ["sphinx_edition.references"]
bibtex_bibfiles = ["works.bib"]
bibtex_default_style = "chicago_bibliography"
html_theme = "basic"
