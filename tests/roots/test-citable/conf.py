project = "Citable"
extensions = ["sphinx_edition.citable"]
html_theme = "alabaster"
html_baseurl = "https://edition.example/"
citable_work = {
    "title": "A Work & its Parts",
    "authors": [("Byron", "Ada")],
    "translators": [("Noether", "Emmy"), ("Gödel", "Kurt")],
    "year": "1843",
    "edition_year": "2026",
    "publisher": "A Press",
}


def page_role(name, rawtext, text, lineno, inliner, options=None, content=None):
    """A page break, as an extension puts one where a page of the print begins."""
    from sphinx_edition.core.page_breaks import make_page_break

    anchor, _, label = text.rpartition(" ")
    return [make_page_break(label, anchor or f"page-{label}")], []


def setup(app):
    app.add_role("page", page_role)
