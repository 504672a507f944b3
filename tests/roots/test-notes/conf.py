extensions = ["myst_parser", "sphinx_edition.notes"]
myst_footnote_transition = False
