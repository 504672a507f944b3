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
