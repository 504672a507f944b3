"""A tiny edition with everything that the edition has."""

project = "A Leaflet"
author = "Anna Orlova"
version = release = "1.0"
copyright = "nobody"
language = "en"
include_patterns = ["index.md", "chapters/*.md"]
extensions = [
    "myst_parser",
    "sphinx_edition.notes",
    "sphinx_edition.tei",
    "sphinx_edition.book",
    "sphinx_edition.epub",
    "sphinx_edition.collation",
    "sphinx_edition.prosopography",
    "sphinx_edition.references",
    "sphinx_edition.citable",
    "sphinx_edition.pages",
    "sphinx_edition.hosting",
    "sphinx_edition.fresh",
]
primary_domain = "prosopography"
prosopography_kinds = {"event": {"plural": "events", "dates": ["date"], "schema": "Event"}}
prosopography_lint = ["chapters/0*"]
prosopography_cast = ["chapters/0*"]
accessible_epub_page_source = "The leaflet."
accessible_epub_popups = ["mention"]
myst_disable_syntax = ["html_block", "html_inline"]  # chapters hold no HTML; what looks so is text
smartquotes = False
myst_footnote_sort = False
collation_witnesses = ["seeds/leaflet.yaml"]
bibtex_bibfiles = ["references.bib"]
bibtex_default_style = "chicago_bibliography"
bibtex_tooltips_style = "chicago_note"
bibtex_reference_style = "chicago_short"
html_theme = "sphinx_book_theme"
latex_engine = "lualatex"
latex_documents = [("index", "leaflet.tex", project, author, "small_press", True)]
latex_domain_indices = True
epub_identifier = "urn:uuid:9a202777-9f50-5e75-b225-6002d13115fe"
epub_publisher = "Nobody"
epub_description = "A leaflet."
