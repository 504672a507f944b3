extensions = ["sphinx_edition.prosopography"]
primary_domain = "prosopography"
html_theme = "basic"
prosopography_lint = ["index"]
prosopography_unused = ["index"]
prosopography_sorted = ["*"]
