extensions = ["printed_notes"]
