extensions = ["references"]
bibtex_bibfiles = ["works.bib"]
html_theme = "furo"
