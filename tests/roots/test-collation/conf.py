extensions = ["myst_parser", "collation"]
collation_witnesses = ["seeds/tale.yaml"]
project = "Tale"
smartquotes = False
