project = "The Law Is King"
author = "Thomas Paine"
copyright = "nobody"
extensions = [
    "myst_parser",
    "sphinx_edition.collation",
    "sphinx_edition.prosopography",
    "sphinx_edition.pages",
]
html_theme = "sphinx_book_theme"
prosopography_kinds = {
    "place": {"plural": "places", "dates": ["founded"], "schema": "Place"},
}
collation_witnesses = ["seeds/naples.yaml"]
collation_kinds = {
    "normalised": {"said": "normalised", "said_of_all": "normalised"},
}
