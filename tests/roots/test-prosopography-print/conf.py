extensions = ["sphinx_edition.prosopography"]
primary_domain = "prosopography"
latex_documents = [("index", "book.tex", "Book", "Somebody", "manual")]
latex_engine = "lualatex"  # with TeX's own fonts, which need no package
latex_elements = {"fontpkg": "", "extraclassoptions": "openany,oneside"}  # a chapter is a page
