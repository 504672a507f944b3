"""The register and the bibliography as they are written: sources, keys, sentences."""

import re
from collections import Counter
from pathlib import Path

import pytest
from pybtex.database import BibliographyData, Entry, parse_file

# Hosts that carry copies of Wikipedia, spam, texts without an author, or somebody's private notes.
# A source of the register there, or a web page without an address, is weak.
WEAK_HOSTS = (
    "wikipedia.org",
    "factsnippet.com",
    "thefamousbirthday.com",
    "wikisum.wiki",
    "readtiger.com",
    "questionai.com",
    "enciclopediemare.com",
    "clateway.com",
    "wikimili.com",
    "liquisearch.com",
    "enwikipedia.net",
    "rf-news.de",
    "docslib.org",
    "onthisday.com",
    "comparemela.com",
    "globalsecurity.org",
    "20thcenturywars.com",
    "marxdic.com",
    "scribd.com",
    "versobooks.com",
    "thoreaupolymonophonicjournalproject.org",
    "SpocWiki",
    "AnarDocs",
    "LeftistMonitor",
    "username35680",
    "bryophyta",
    "villmow",
    "rulit.me",
    "gluedideas.com",
    "zhiapp.uk",
    "doczz.net",
    "akg-images.de",
    "omniatlas",
)
WEAK_SOURCES = 0  # this many are left; the number may only fall
PAGES = ("people", "factions", "chronology", "concepts")
KINDS = "person|faction|event|concept"
ENTRY = re.compile(rf"^```\{{({KINDS})\}} (.+)\n((?::.*\n)+)((?:(?!```).*\n)+)```$", re.M)
REQUIRED = {
    "article": {"author", "title", "journal", "year"},
    "book": {"author", "title", "publisher", "year"},
    "booklet": {"author", "title", "year"},
    "incollection": {"author", "title", "booktitle", "publisher", "year"},
    "misc": {"title", "howpublished"},
    "periodical": {"title", "year"},
}


@pytest.fixture(scope="module")
def bibliography(project: Path) -> BibliographyData:
    """All records; pybtex refuses a key that occurs twice."""
    return parse_file(str(project / "references.bib"))


@pytest.fixture(scope="module")
def entries(project: Path) -> dict[str, tuple[str, str]]:
    """Options and description of every entry, by its id."""
    found = {}
    for page in PAGES:
        text = (project / "chapters" / f"{page}.md").read_text(encoding="utf-8")
        matches = list(ENTRY.finditer(text))
        assert len(matches) == len(re.findall(rf"^```\{{(?:{KINDS})\}}", text, re.M))
        for match in matches:
            found[re.findall(r"^:id: (\S+)$", match[3], re.M)[0]] = (match[3], match[4])
    return found


def keys_of(options: str, body: str) -> set[str]:
    """The records that an entry names as its sources or cites."""
    named = re.findall(r"^:sources: (.+)$", options, re.M)
    cited = re.findall(r"\{cite:[pt]\}`([^`]+)`", body)
    parts = [part for group in named for part in group.split(";")] + cited
    return {re.sub(r"\{.*\}", "", part).strip() for part in parts}


def test_records_are_complete(bibliography: BibliographyData) -> None:
    for key, record in bibliography.entries.items():
        present = set(record.fields) | set(record.persons)
        if record.type == "book" and "howpublished" in record.fields:
            assert "note" in record.fields, key  # never published, or no edition found: says why
            present |= {"publisher", "year"}
        assert REQUIRED[record.type] <= present, key
        assert re.fullmatch(r"[a-z]+\d*[a-z]*", key), key
        assert record.fields["keywords"] in {"author", "translator", "register"}, key


def test_sources_of_the_register_are_used_and_known(
    bibliography: BibliographyData, entries: dict[str, tuple[str, str]]
) -> None:
    used = set().union(*(keys_of(*entry) for entry in entries.values()))
    kept = {k for k, r in bibliography.entries.items() if r.fields["keywords"] == "register"}
    assert used <= set(bibliography.entries)
    assert kept <= used


def is_weak(record: Entry) -> bool:
    """Whether a source of the register is a mirror, spam, or a page that nobody can find again.

    An article is found by its journal, wherever a copy of it was read.
    """
    if record.type == "article":
        return False
    url = record.fields.get("url", "")
    quoted = "Anarchist FAQ" in record.fields.get("note", "")
    return any(host in url for host in WEAK_HOSTS) or (
        record.type == "misc" and not url and not quoted
    )


def test_weak_sources_only_grow_fewer(bibliography: BibliographyData) -> None:
    records = bibliography.entries.items()
    weak = [k for k, r in records if r.fields["keywords"] == "register" and is_weak(r)]
    assert len(weak) <= WEAK_SOURCES, weak


def test_web_sources_have_a_full_address_and_a_day(bibliography: BibliographyData) -> None:
    """A bare domain finds nothing again; the exception says in its note why it is bare."""
    for key, record in bibliography.entries.items():
        if url := record.fields.get("url"):
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", record.fields.get("urldate", "")), key
            bare = re.fullmatch(r"https?://[^/]+/?", url)
            assert not bare or "could not be addressed" in record.fields["note"], key


def test_entries_do_not_speak_of_themselves(entries: dict[str, tuple[str, str]]) -> None:
    workshop = re.compile(r"only source found|names (?:him|her|it) only|[Tt]he essay does not name")
    assert [name for name, (_, body) in entries.items() if workshop.search(body)] == []


def test_every_entry_rests_on_something(entries: dict[str, tuple[str, str]]) -> None:
    """An entry has sources, or says that the editors found none."""
    for name, (options, body) in entries.items():
        assert keys_of(options, body) or "have not found" in body, name


def test_descriptions_are_two_to_five_sentences(entries: dict[str, tuple[str, str]]) -> None:
    lengths = {name: len(body.strip().split("\n")) for name, (_, body) in entries.items()}
    assert [name for name, length in lengths.items() if not 2 <= length <= 5] == []


def test_chronology_is_in_order(project: Path) -> None:
    text = (project / "chapters" / "chronology.md").read_text(encoding="utf-8")
    dates = re.findall(r"^:date: ([\d-]+)", text, re.M)
    assert dates == sorted(dates)


def test_no_two_entries_share_an_identifier(entries: dict[str, tuple[str, str]]) -> None:
    options = "".join(options for options, _ in entries.values())
    for scheme in ("wikidata", "isni", "gnd"):
        found = Counter(re.findall(rf"^:{scheme}: (\S+)$", options, re.M))
        assert [value for value, count in found.items() if count > 1] == []
