extensions = [
    "myst_parser",
    "sphinx_edition.notes",
    "sphinx_edition.languages",
    "sphinx_edition.tei",
]
project = "Лев Троцкий"
author = "Лев Троцкий"
release = "0.1"
myst_enable_extensions = ["deflist", "fieldlist", "attrs_inline", "attrs_block"]
foreign_words = {"fr": ["bureau ouvrier"], "la": ["sic"]}
exclude_patterns = ["pictures"]
suppress_warnings = ["toc.not_included"]
