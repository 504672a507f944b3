extensions = ["myst_parser", "sphinxcontrib.bibtex", "sphinx_edition.prosopography"]
bibtex_bibfiles = ["works.bib"]
html_theme = "furo"
primary_domain = "prosopography"
prosopography_kinds = {"place": {"schema": "Place"}}
prosopography_cast = ["index"]
