extensions = ["sphinx_edition.notes"]
