import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "ext"))

project = "A Leaflet"
author = "Thomas Paine"
version = "1.0"
copyright = "nobody"
extensions = ["myst_parser", "sphinx_edition.tei", "sphinx_edition.epub", "marginal"]
