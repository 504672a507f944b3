"""The bibliography has sections, leads back to each citation, and survives every builder."""

import re
from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.testing.util import SphinxTestApp


def soup_of(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def places(soup: BeautifulSoup, work: str) -> str:
    return soup.select_one(f"#{work} .backlinks").text


@pytest.mark.sphinx("html", testroot="references")
def test_each_section_lists_its_works(app: SphinxTestApp) -> None:
    app.build()
    soup = soup_of(Path(app.outdir) / "works.html")
    listed = {
        section["id"]: [li["id"] for li in section.select("li.work")]
        for section in soup.select("section section")
    }
    assert listed["cited-by-the-author"] == ["work-chaulieu", "work-trotsky"]
    assert listed["cited-by-the-editors"] == ["work-lefort"]


@pytest.mark.sphinx("html", testroot="references")
def test_a_work_says_where_it_is_cited_with_locators(app: SphinxTestApp) -> None:
    app.build()
    soup = soup_of(Path(app.outdir) / "works.html")
    assert places(soup, "work-trotsky") == (
        "Cited in note 2, p. 168; note 3, p. 260; note 4, p. 260; Register, ch. 1."
    )
    assert places(soup, "work-chaulieu") == "Cited in note 1; note 4, p. 118. Mentioned in Two."
    assert places(soup, "work-lefort") == "Cited in Register, p. 60; Register."


@pytest.mark.sphinx("html", testroot="references")
def test_each_link_back_leads_to_the_citation(app: SphinxTestApp) -> None:
    app.build()
    out = Path(app.outdir)
    for work in soup_of(out / "works.html").select("li.work"):
        for link in work.select("a.backlink"):
            name, _, anchor = link["href"].partition("#")
            citation = soup_of(out / name).select_one(f"a.cited#{anchor}")
            together = citation.find_parent(class_="bibtex-citation") or citation.parent
            assert together.find("a", href=f"works.html#{work['id']}") is not None


@pytest.mark.sphinx("singlehtml", testroot="references")
def test_anchors_are_unique_and_links_lead_somewhere_on_one_long_page(app: SphinxTestApp) -> None:
    app.build()
    soup = soup_of(Path(app.outdir) / "index.html")
    ours = re.compile(r"^(cite|work|card|abbreviation)-")
    ids = Counter(e["id"] for e in soup.find_all(id=ours))
    assert set(ids.values()) == {1}
    assert len([i for i in ids if i.startswith("work-")]) == 3
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", i) for i in ids)
    for link in soup.select("a.cited, a.backlink, .card-popup a, .abbreviations a"):
        assert link["href"].removeprefix("#") in ids


@pytest.mark.sphinx("latex", testroot="references")
def test_print_has_sections_pages_and_expansions(app: SphinxTestApp) -> None:
    app.build()
    (source,) = Path(app.outdir).glob("*.tex")
    tex = source.read_text("utf-8")
    assert r"\begin{sphinxthebibliography}" not in tex
    author, editors = tex.index(r"\section{Cited by the author}"), tex.index("by the editors}")
    assert author < tex.index(r"\item \phantomsection\label{\detokenize{works:work-trotsky}}")
    assert editors < tex.index(r"\item \phantomsection\label{\detokenize{works:work-lefort}}")
    assert tex.count(r"\citedexpansion{ {[}ed.: Trotsky, ") == 2
    pages = re.findall(r"\\citedonpage\{\\pageref\{\\detokenize\{(.*?)\}\}\}", tex)
    labels = re.findall(r"\\label\{\\detokenize\{(.*?)\}\}", tex)
    assert {"one:cite-one-3", "two:cite-two-2", "register:cite-register-2"} <= set(pages)
    assert set(pages) <= set(labels)
    assert len(labels) == len(set(labels))
    linked = re.findall(r"\\hyperref\[\\detokenize\{(.*?)\}\]", tex)
    assert set(linked) <= set(labels)


@pytest.mark.parametrize("builder", ["text", "man", "texinfo"])
def test_plain_formats_have_the_words_alone(builder: str, make_app, rootdir, tmp_path) -> None:
    app = make_app(builder, srcdir=rootdir / "test-references", builddir=tmp_path)
    app.build()
    assert "references" not in app.warning.getvalue()
    files = sorted(path for path in Path(app.outdir).iterdir() if path.suffix in {".txt", ".texi"})
    files += sorted(Path(app.outdir).glob("*.1"))
    text = "\n".join(path.read_text("utf-8") for path in files)
    text = text.replace(r"\&", "")  # what keeps a full stop from being a command to man
    assert "Ibid., p. 260." in text
    assert "stands for" not in text
    assert "[ed.:" not in text
    assert "Ann Arbor: University of Michigan Press" in " ".join(text.split())
