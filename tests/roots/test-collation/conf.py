extensions = ["myst_parser", "sphinx_edition.collation"]
collation_witnesses = ["seeds/tale.yaml"]
project = "Tale"
smartquotes = False
