project = "Pages"
extensions = ["sphinx_edition.pages"]
html_theme = "sphinx_book_theme"
html_theme_options = {"show_navbar_depth": 2}
