extensions = ["myst_parser", "printed_notes", "tei"]
project = "A & B"
author = "Somebody"
release = "2.1"
tei_source = "One <copy>."
