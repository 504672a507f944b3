extensions = ["sphinx_edition.collation"]
collation_witnesses = ["seeds/tale.yaml"]
project = "Tale"
html_theme = "alabaster"
smartquotes = False
