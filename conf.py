"""Settings of the edition; the list of extensions is its architecture."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import yaml

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "_ext"))

CITATION = yaml.safe_load((HERE / "CITATION.cff").read_text("utf-8"))

# -- The book ------------------------------------------------------------------------------------
project = "The Role of Bolshevik Ideology in the Birth of the Bureaucracy"
author = "Cornelius Castoriadis"
version = release = CITATION["version"]
copyright = "the holders of the rights in the essay and its translation"
language = "en"
# The day of this version is the only date in the output: the same sources give the same bytes.
RELEASED = datetime.combine(CITATION["date-released"], datetime.min.time(), UTC)
os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(RELEASED.timestamp())))
include_patterns = ["index.md", "chapters/*.md", "CHANGELOG.md"]
# What is known of the rights; chapters/about.md says it at length.
RIGHTS = [
    "The essay, its translation and its notes are presumably under copyright, held by the heirs "
    "of the author, the translator or their publishers; this edition claims no right in them and "
    "gives none.",
    "The register, the apparatus and the other editorial prose are © "
    f"{RELEASED.year} the editors of this edition, under the Creative Commons Attribution 4.0 "
    "International licence (https://creativecommons.org/licenses/by/4.0/).",
]

extensions = [
    "myst_parser",  # chapters are Markdown
    "sphinx_edition.languages",  # words of other languages are marked as such
    "sphinx_edition.notes",  # notes keep the numbers they were printed with
    "sphinx_edition.tei",  # the book as TEI P5
    "sphinx_edition.book",  # a small book instead of a software manual
    "sphinx_edition.epub",  # what a good e-book has and Sphinx's lacks
    "sphinx_edition.collation",  # every word collated with the seed; page breaks, apparatus
    "sphinx_edition.prosopography",  # who is named where, and who they were
    "sphinx_edition.references",  # citations, Ibid. and abbreviations bound to references.bib
    "sphinx_edition.citable",  # paragraph numbers, "cite this passage", metadata of the pages
    "sphinx_edition.pages",  # the pages of the site: light, with notes beside the text
    "sphinx_edition.hosting",  # robots.txt, sitemap.xml, the page for wrong addresses
    "sphinx_edition.fresh",  # an incremental build leaves what a clean one does
]

# -- Text ----------------------------------------------------------------------------------------
myst_disable_syntax = ["html_block", "html_inline"]  # chapters hold no HTML; what looks so is text
smartquotes = False  # the text has its own quotation marks, and three dots stay three dots
myst_footnote_sort = False  # the notes stand at the end of each chapter in the order of the print
foreign_words = {
    "fr": [
        "bureau ouvrier",
        "diriger",
        "incontrôlés",
        "ouvrière",  # the readings of the ledger, in the apparatus
        "L’Exploitation",
        "Autogestion",
        "Autogestion et socialisme",
        "Devant la guerre",
        "Eléments d’une critique de la bureaucratie",
        "L’Exploitation de la paysannerie sous le capitalisme bureaucratique",
        "L’Opposition ouvrière",
        "La Société bureaucratique",
        "Le rôle de l’idéologie bolchevique dans la naissance de la bureaucratie",
        "Le Totalitarisme sans Staline",
        "Les rapports de production en Russie",
        "Mon journal de Russie",
        "S. ou B.",
        "Socialisme ou Barbarie",
        "Socialisme ou barbarie",
        "Union Générale d’Éditions",
    ],
}

# -- Witness -------------------------------------------------------------------------------------
collation_witnesses = ["seeds/000_39ea79eae56c5405.yaml"]
collation_kinds = {
    "author": {
        "said": "slip of the author or the translator, left standing",
        "said_of_all": "slips of the author or the translator, left standing",
    },
    "doubtful": {
        "said": "doubtful reading, left standing",
        "said_of_all": "doubtful readings, left standing",
        "stands": True,
    },
}

# -- Register ------------------------------------------------------------------------------------
primary_domain = "prosopography"  # {person}, {faction}, {event}, {concept}
prosopography_kinds = {
    "event": {"plural": "events", "dates": ["date"], "schema": "Event"},
    "concept": {"plural": "concepts", "dates": ["date"], "schema": "DefinedTerm"},
}
prosopography_lint = ["chapters/0*"]  # every name in the essay is marked
prosopography_unused = ["*"]  # what nothing names has no entry
prosopography_sorted = ["chapters/people", "chapters/factions", "chapters/concepts"]
prosopography_cast = ["chapters/0*"]  # a chapter ends with who and what it names

# -- References ----------------------------------------------------------------------------------
bibtex_bibfiles = ["references.bib"]
bibtex_default_style = "chicago_bibliography"
bibtex_tooltips_style = "chicago_note"  # on cards
bibtex_reference_style = "chicago_short"  # in the register
# What RPB, PRAB, CS 1 and SB (without a number) stand for no source says.
references_conjectural = [
    "castoriadis1956",
    "castoriadis1988prab",
    "castoriadis1955",
    "castoriadissb",
]

# -- Pages ---------------------------------------------------------------------------------------
html_theme = "sphinx_book_theme"
html_title = project
html_short_title = "Bolshevik Ideology"
html_permalinks_icon = '<span class="editorial">#</span>'  # no word of the edition
html_copy_source = False
html_show_sphinx = False
html_theme_options: dict[str, object] = {"search_bar_text": "Search the edition"}
# The hosting service says where the site will stand; a copy built elsewhere has no address.
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "")
if html_baseurl:  # there it also has the handbook of the library
    handbook = urljoin(html_baseurl, "docs/index.html")
    html_theme_options["icon_links"] = [{"name": "How it was made", "url": handbook, "icon": ""}]

reading_page_whole = ["chapters/0*"]  # whole.html
reading_page_minutes = ["chapters/0*"]
reading_page_downloads = [
    ("PDF, a book to print", "latex/*.pdf"),
    ("EPUB, for e-readers", "epub/*.epub"),
    ("TEI, for machines", "tei/*.xml"),
]
if os.environ.get("READTHEDOCS_VERSION_TYPE") == "external":
    del reading_page_downloads[:2]  # of a pull request the hosting service makes the site only
elif html_baseurl:  # it makes the first two after the site, at its own address
    formats = urljoin(html_baseurl, f"/_/downloads{urlsplit(html_baseurl).path}")
    reading_page_downloads[:2] = [
        ("PDF, a book to print", f"{formats}pdf/"),
        ("EPUB, for e-readers", f"{formats}epub/"),
    ]

citable_work = {
    "licence": "https://creativecommons.org/licenses/by/4.0/",  # of what is ours: RIGHTS says more
    "title": project,
    "authors": [("Castoriadis", "Cornelius")],
    "translators": [("Curtis", "David Ames")],
    "inferred": ["translators"],  # from the translator's notes
    "pages_of": "of the scanned copy",  # an anonymous reprint's are not this book's
    "year": str(CITATION["preferred-citation"]["year-original"]),
    "edition_year": str(RELEASED.year),
    "publisher": "The editors of this edition",
}
citable_record = "anchors.txt"  # what was published once stays

# -- TEI -----------------------------------------------------------------------------------------
tei_body = ["chapters/0*"]  # the archive's note and the essay; all else is ours
tei_header = {
    "editor": "The editors of this edition",
    "publisher": "The editors of this edition",
    "date": RELEASED.date().isoformat(),
    "licence": RIGHTS[1],
    "licence_target": "https://creativecommons.org/licenses/by/4.0/",
    "work_date": "1964-01",
    "work_note": "(in French, as the introduction to Alexandra Kollontai’s The Workers’ "
    "Opposition, Socialisme ou Barbarie 35)",
    "rules": {
        "normalization": "Nothing was normalised: spelling, capitals and abbreviations are those "
        "of the scanned copy.",
        "quotation": "Quotation marks are kept as they are in the scanned copy; quotations set off "
        "as blocks are quote.",
        "segmentation": "Titles, paragraphs and notes are those of the scanned copy. A note stands "
        "where its number is.",
        "interpretation": "Every name of a person, a group, an event or a concept and every "
        "citation is marked, and refers to an entry in standOff.",
    },
    "changes": "CHANGELOG.md",
}
tei_publication = RIGHTS[0]
tei_responsibility = [("[translated by]", "David Ames Curtis", "medium")]  # inferred
tei_source = (
    "The optical reading of a scan of fifteen pages, introduced by the Marxists Internet Archive "
    "(the file 000_39ea79eae56c5405.txt). It names no translator; [translated by David Ames "
    "Curtis] is an inference from the translator’s notes."
)

# -- Book in print -------------------------------------------------------------------------------
latex_engine = "lualatex"  # xelatex works, too; its lines are a little worse
latex_documents = [("index", "bolshevik-ideology.tex", project, author, "small_press", True)]
latex_domain_indices = True
small_press_subtitle = "An essay of 1964"
small_press_publisher = "A scholarly edition"
small_press_year = str(RELEASED.year)
small_press_subject = "How the Russian Revolution gave birth to a bureaucracy: an essay of 1964"
small_press_keywords = ["Russian Revolution", "Bolshevism", "bureaucracy", "workers’ control"]
small_press_front = ["chapters/00-note"]
small_press_back = [
    "chapters/people",
    "chapters/factions",
    "chapters/chronology",
    "chapters/concepts",
    "chapters/bibliography",
    "chapters/apparatus",
    "chapters/about",
    "CHANGELOG",
]
small_press_omit = ["prosopography-table", "cast"]  # the pictures say the same; the index, too
small_press_imprint = [
    "The essay first appeared, signed Paul Cardan, as the introduction to Alexandra Kollontai’s "
    "*The Workers’ Opposition* in *Socialisme ou Barbarie* 35 (January 1964).",
    "The English text of this edition comes from one scanned copy, introduced by the Marxists "
    "Internet Archive, which does not name its translator: [translated by David Ames Curtis] is "
    "an inference. The notes in square brackets marked T/E are the translator’s.",
    "Every word has been collated with that copy by machine, token by token. A number in square "
    "brackets in the margin says where one of its pages begins. Words in angle brackets ⟨ ⟩ stand "
    "where it has a gap; in the notes, [ed.: …] says what an abbreviation stands for. The "
    "apparatus lists every other difference.",
    *RIGHTS,
    f"Version {version}, {RELEASED.day} {RELEASED:%B %Y}. Set in EB Garamond.",
]

# -- E-book --------------------------------------------------------------------------------------
epub_basename = "bolshevik-ideology"
epub_identifier = "urn:uuid:9a202777-9f50-5e75-b225-6002d13115ff"  # for ever
epub_publisher = "The editors of this edition"
epub_contributor = "[translated by David Ames Curtis]; Marxists Internet Archive"  # its note
epub_description = (
    "Cornelius Castoriadis’s essay of 1964 on how the Russian Revolution gave birth to a "
    "bureaucracy, in English, edited from one scanned copy: every word collated with it, token by "
    "token, every person, faction and work explained."
)
epub_copyright = " ".join(RIGHTS)
epub_show_urls = "no"  # a link is followed, not typed
accessible_epub_cover_line = "A scholarly edition"
accessible_epub_types = {
    "prosopography-*": "index",
    "chapters/00-note": "preface",
    "chapters/people": "glossary",
    "chapters/factions": "glossary",
    "chapters/concepts": "glossary",
    "chapters/bibliography": "bibliography",
    "chapters/chronology": "appendix",
    "chapters/apparatus": "appendix",
    "chapters/about": "colophon",
    "CHANGELOG": "appendix",
}
accessible_epub_subjects = [
    "Soviet Union -- History -- Revolution, 1917-1921",
    "Communism -- Soviet Union",
    "Bureaucracy -- Soviet Union",
]
accessible_epub_popups = ["mention"]  # a name leads to its entry in short, and on to the entry
accessible_epub_omit = ["cast"]  # the entries name the chapters
accessible_epub_page_source = (
    "The scanned English text from which this edition is made "
    "(fifteen pages; the file 000_39ea79eae56c5405.txt)"
)
accessible_epub_conforms_to = "EPUB Accessibility 1.1 - WCAG 2.1 Level AA"
accessible_epub_certified_by = "The editors of this edition"
accessible_epub_summary = (
    "The text is in reading order, reflows and takes the reader’s own type and colours. It can be "
    "navigated by contents, headings, landmarks and the page numbers of the scanned source. Notes, "
    "people and factions are linked to a note that leads back. The pictures have a description. "
    "The book was checked with EPUBCheck and Ace by DAISY; nobody has yet read all of it with a "
    "screen reader."
)
