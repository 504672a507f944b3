extensions = ["myst_parser", "sphinx_edition.references"]
bibtex_bibfiles = ["works.bib"]
bibtex_default_style = "chicago_bibliography"
bibtex_tooltips_style = "chicago_note"
bibtex_reference_style = "chicago_short"
html_theme = "basic"
