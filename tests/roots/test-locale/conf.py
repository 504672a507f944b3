"""An edition with all that has words of the interface; what is its own is not in Latin letters."""

project = "Листок"
author = "Анна Орлова"
version = release = "1.0"
copyright = "никто"
language = "en"
include_patterns = ["index.md", "chapters/*.md"]
extensions = [
    "myst_parser",
    "sphinx_edition",
    "sphinx_edition.references",
    "sphinx_edition.book",
]
primary_domain = "prosopography"
prosopography_kinds = {
    "event": {"plural": "events", "dates": ["date"], "schema": "Event"},
    "concept": {"plural": "concepts", "dates": ["date"], "schema": "DefinedTerm"},
}
prosopography_cast = ["chapters/0*"]
accessible_epub_page_source = "Листок."
accessible_epub_popups = ["mention"]
smartquotes = False
myst_footnote_sort = False
collation_witnesses = ["seeds/leaflet.yaml"]
bibtex_bibfiles = ["references.bib"]
bibtex_default_style = "chicago_bibliography"
bibtex_tooltips_style = "chicago_note"
bibtex_reference_style = "chicago_short"
suppress_warnings = ["references.bibfile"]  # records that say little are wanted here
references_conjectural = ["collected"]
html_theme = "sphinx_book_theme"
html_title = project
html_baseurl = "https://example.org/"
html_show_sourcelink = False
html_show_sphinx = False
html_theme_options = {"announcement": "Внимание!"}
reading_page_whole = ["chapters/0*"]
reading_page_minutes = ["chapters/0*"]
reading_page_downloads = [("Листок", "files/*.pdf")]
citable_work = {
    "title": project,
    "authors": [("Орлова", "Анна"), ("Климов", "Борис"), ("Мирский", "Иван")],
    "translators": [("Мирский", "Иван")],
    "inferred": ["translators"],
    "year": "1921",
    "edition_year": "2026",
    "publisher": "Никто",
}
latex_engine = "lualatex"
latex_documents = [("index", "leaflet.tex", project, author, "small_press", True)]
latex_domain_indices = True
small_press_back = ["chapters/people"]
epub_identifier = "urn:uuid:9a202777-9f50-5e75-b225-6002d13115fe"
epub_publisher = "Никто"
epub_description = "Листок."
