extensions = ["myst_parser", "printed_notes"]
myst_footnote_transition = False
