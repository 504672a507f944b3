"""Review: the doubtful decisions of an import, in order of doubt, in a browser on this machine."""
