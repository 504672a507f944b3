"""Printed words are bound to their works, and each Ibid. to the work before it."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from sphinx.testing.util import SphinxTestApp

EDITORIAL = ".editorial"


def page(app: SphinxTestApp, name: str) -> BeautifulSoup:
    suffix = "xhtml" if app.builder.name == "epub" else "html"
    return BeautifulSoup((Path(app.outdir) / f"{name}.{suffix}").read_text("utf-8"), "html.parser")


def citations(soup: BeautifulSoup) -> list[tuple[str, str]]:
    return [(a.text, a["href"].partition("#")[2]) for a in soup.select("a.cited")]


def card(soup: BeautifulSoup, link: Tag) -> Tag:
    (found,) = soup.select(f"#{link['data-card']}")
    return found


@pytest.mark.sphinx("html", testroot="references")
def test_printed_words_stay_and_lead_to_their_works(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""
    soup = page(app, "one")
    assert citations(soup) == [
        ("RPR", "work-chaulieu"),
        ("RPR", "work-chaulieu"),
        ("Terrorism and Communism (Ann Arbor, 1961), p. 168", "work-trotsky"),
    ]
    assert soup.select_one("a.cited em").text == "Terrorism and Communism"
    works = page(app, "works")
    for link in soup.select("a.cited"):
        assert link["href"].startswith("works.html#")
        assert works.select_one("#" + link["href"].partition("#")[2]) is not None


@pytest.mark.sphinx("html", testroot="references")
def test_an_ibid_stands_for_the_work_cited_before_it_across_documents(app: SphinxTestApp) -> None:
    """A mention in between does not count, and the notes are read in the order of their marks."""
    app.build()
    soup = page(app, "two")
    first, second = (a for a in soup.select("a.cited") if a.text.startswith("Ibid."))
    assert first["data-card"] == second["data-card"]  # the second one takes over the locator
    assert (
        "Leon Trotsky, Terrorism and Communism (Ann Arbor: University of Michigan Press, 1961), "
        "p. 260."
    ) in card(soup, first).text
    assert first["href"] == "works.html#work-trotsky"


@pytest.mark.sphinx("html", testroot="references")
def test_a_card_shows_the_full_reference_with_the_locator(app: SphinxTestApp) -> None:
    app.build()
    soup = page(app, "two")
    for link in soup.select("a.cited"):
        shown = card(soup, link)
        assert shown["popover"] == "manual"
        assert "editorial" in shown["class"]
        assert "title" not in link.attrs  # the card says it, once
        assert shown.select_one("a")["href"] == link["href"]
    ibid = soup.find("a", string="Ibid., p. 260")
    assert card(soup, ibid).text.strip().startswith("Ibid. stands for: Leon Trotsky")


@pytest.mark.sphinx("html", testroot="references")
def test_the_card_of_an_abbreviation_leads_to_the_list_of_abbreviations(app: SphinxTestApp) -> None:
    app.build()
    soup = page(app, "one")
    abbreviation, _, title = soup.select("a.cited")
    links = [a["href"] for a in card(soup, abbreviation).select("a")]
    assert links == ["works.html#work-chaulieu", "works.html#abbreviation-RPR"]
    assert len(card(soup, title).select("a")) == 1
    row = page(app, "works").select_one("dt#abbreviation-RPR")
    assert row.find_next("a")["href"] == "#work-chaulieu"


@pytest.mark.sphinx("html", testroot="references")
def test_stock_roles_read_as_short_references_and_have_cards(app: SphinxTestApp) -> None:
    app.build()
    soup = page(app, "register")
    assert soup.select_one("section p").text == (
        "A fact (Lefort, “Totalitarianism without Stalin,” p. 60), and two "
        "Trotsky, Terrorism and Communism, ch. 1; Lefort, “Totalitarianism without Stalin”."
    )
    cards = [card(soup, link).text for link in soup.select("a.cited")]
    assert len(set(cards)) == 3
    assert [text.strip().partition(",")[0] for text in cards] == [
        "Claude Lefort",
        "Leon Trotsky",
        "Claude Lefort",
    ]


@pytest.mark.sphinx("epub", testroot="references", freshenv=True)
def test_an_ebook_says_what_ibid_and_abbreviations_stand_for(app: SphinxTestApp) -> None:
    app.build()
    two = page(app, "two")
    added = [e.text for e in two.select("aside .editorial.expansion")]
    assert added == [
        " [ed.: Trotsky, Terrorism and Communism]",
        " [ed.: Trotsky, Terrorism and Communism]",
        " [ed.: “Les rapports de production en Russie”]",
    ]
    one = page(app, "one")
    assert len(one.select(".expansion")) == 1  # the first RPR of the note, not the second
    assert one.select_one(".expansion a")["href"] == "works.xhtml#abbreviation-RPR"
    assert {a["epub:type"] for a in one.select("a.cited")} == {"biblioref"}
    assert not two.select("[popover], [data-card]")
    assert not list(Path(app.outdir).rglob("cards.*"))


@pytest.mark.sphinx("html", testroot="references-rst")
def test_restructuredtext_another_theme_and_another_style(app: SphinxTestApp) -> None:
    """Without any setting of ours, the styles of sphinxcontrib-bibtex are served."""
    app.build()
    assert app.warning.getvalue() == ""
    soup = page(app, "index")
    assert [href for _, href in citations(soup)] == ["work-trotsky", "work-trotsky"]
    assert soup.select_one(".bibtex-citation").text == "[Lef86, p. 60]"
    listed = [li["id"] for li in soup.select("li.work")]
    assert listed == ["work-lefort", "work-trotsky"]  # what is cited, as the directive's default
    for link in soup.select("a.backlink"):
        assert soup.select_one(link["href"]) is not None
