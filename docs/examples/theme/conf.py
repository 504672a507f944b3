project = "The Law Is King"
author = "Thomas Paine"
copyright = "nobody"
extensions = ["myst_parser", "sphinx_edition.prosopography"]
html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["own.css"]
