extensions = ["myst_parser", "sphinx_edition.notes", "sphinx_edition.tei"]
project = "A & B"
author = "Somebody"
release = "2.1"
tei_source = "One <copy>."
