extensions = ["sphinx_edition.prosopography"]
primary_domain = "prosopography"
html_theme = "basic"
prosopography_kinds = {
    "event": {"plural": "events", "dates": ["date"], "schema": "Event"},
}
