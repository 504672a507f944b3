project = "The Law Is King"
author = "Thomas Paine"
copyright = "nobody"
myst_footnote_sort = False
extensions = [
    "myst_parser",
    "sphinx_edition.pages",
]
html_theme = "sphinx_book_theme"
html_theme_options = {"search_bar_text": "Search the leaflet"}
reading_page_minutes = ["0*"]
reading_page_whole = ["0*"]
