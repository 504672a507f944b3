"""Everything that reStructuredText has, and no extension but TEI."""

project = "Лев Троцкий"
author = "Эмма & <Гольдман>"
extensions = ["sphinx_edition.tei"]
suppress_warnings = ["tei.unknown", "tei.link"]
