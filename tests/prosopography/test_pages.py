"""What a site shows: mentions, entries, backlinks, cards, casts, indices, search, data."""

import json
import posixpath
from collections import Counter
from pathlib import Path

import pytest
import sphinx
from bs4 import BeautifulSoup, Tag
from sphinx.testing.util import SphinxTestApp
from sphinx.util.inventory import InventoryFile

pytestmark = pytest.mark.sphinx("html", testroot="prosopography-basic", srcdir="prosopography")


def soup(app: SphinxTestApp, page: str) -> BeautifulSoup:
    return BeautifulSoup((app.outdir / f"{page}.html").read_text("utf-8"), "html.parser")


def one(page: BeautifulSoup | Tag, selector: str) -> Tag:
    (found,) = page.select(selector)
    return found


def test_a_mention_leads_to_its_entry_wherever_it_stands(app: SphinxTestApp) -> None:
    app.build()
    page = soup(app, "one")
    for place in ("h1", "p", "caption", "td", "aside.footnote"):
        link = page.select(f"{place} a.mention")[0]
        path, _, anchor = str(link["href"]).partition("#")
        assert soup(app, Path(path).stem).find(id=anchor), place


def test_a_title_lends_its_words_but_not_its_links(app: SphinxTestApp) -> None:
    app.build()
    assert one(soup(app, "one"), "title").get_text().startswith("On Trotsky and others")
    entry = one(soup(app, "index"), "li.toctree-l1 a[href='one.html']")
    assert entry.get_text() == "On Trotsky and others"
    assert not soup(app, "index").select("a a, a .mention")


def test_ids_are_unique_over_the_book(app: SphinxTestApp) -> None:
    app.build()
    ids = Counter(
        str(element["id"])
        for page in ("one", "two", "people")
        for element in soup(app, page).select(
            "article[id], .mention[id], svg [id], figure[id], table[id^=chron], table[id^=disp]"
        )
    )
    assert len(ids) > 20
    assert [each for each, times in ids.items() if times > 1] == []
    assert not [each for each in ids if ":" in each or "." in each]


def test_an_entry_leads_back_to_every_mention(app: SphinxTestApp) -> None:
    app.build()
    entry = one(soup(app, "people"), "article#person-trotsky")
    links = entry.select("details a")
    assert [link.get_text() for link in links] == [
        "On Trotsky and others",
        "In March 1921 Leon Trotsky’s troops crossed the ice, and Lenin …",
        "… crossed the ice, and Lenin wrote to the head of the army about the Kronstadt rebels.",
        "TROTSKY’S",
    ]
    for link in links:
        path, _, anchor = str(link["href"]).partition("#")
        target = soup(app, Path(path).stem).find(id=anchor)
        assert isinstance(target, Tag)
        assert target.get_text() == one(link, "b").get_text()


def test_an_entry_says_who_he_was_first(app: SphinxTestApp) -> None:
    app.build()
    entry = one(soup(app, "people"), "article#person-trotsky")
    assert one(entry, "h2 .entry-dates").get_text() == "(7 November 1879 – 21 August 1940)"
    assert entry.select("p")[0].get_text().startswith("He led the Red Army")
    assert "Bolsheviks (1917–1927)" in entry.get_text()
    assert entry.select("a[href='https://www.wikidata.org/entity/Q33391']")
    # a mention of himself is no link
    assert entry.select("p span.mention")


def test_a_relation_shows_on_both_sides(app: SphinxTestApp) -> None:
    app.build()
    faction = one(soup(app, "people"), "#faction-bolsheviks")
    assert "Lenin (1903–1924); Trotsky, Leon (1917–1927)" in faction.get_text()


def test_a_page_has_one_card_for_each_whom_it_names(app: SphinxTestApp) -> None:
    app.build()
    page = soup(app, "one")
    wanted = {str(link["data-card"]) for link in page.select("a.mention")}
    cards = page.select(".card-popup")
    assert {str(card["id"]) for card in cards} == wanted
    assert len(cards) == len(wanted) == 5
    card = one(page, "#card-person-trotsky")
    assert card["popover"] == "manual"
    assert "Trotsky, Leon (7 November 1879 – 21 August 1940)" in card.get_text()
    assert "He led the Red Army, which Lenin praised. Then he lost." in card.get_text()


def test_no_page_needs_a_lax_content_policy(app: SphinxTestApp) -> None:
    app.build()
    page = soup(app, "people")
    content = one(page, "div.body")
    assert content.select("svg")
    assert not content.select("[style], style, script, [onclick], [onmouseover]")


def test_indices_list_every_entry_once(app: SphinxTestApp) -> None:
    app.build()
    names = [a.get_text() for a in soup(app, "prosopography-person").select("table a")]
    assert names == ["Kollontai, Alexandra", "Lenin", "Trotsky, Leon"]
    assert one(soup(app, "prosopography-event"), "h1").get_text() == "Index of events"


def test_search_knows_names_and_aliases(app: SphinxTestApp) -> None:
    app.build()
    index = (app.outdir / "searchindex.js").read_text("utf-8")
    assert '"Lev Davidovich Bronstein (Trotsky, Leon)"' in index or '"bronstein"' in index
    assert "Lev Davidovich Bronstein" in index
    data = json.loads(index.removeprefix("Search.setIndex(").removesuffix(")"))
    where, text, register = data["terms"]["cross"], *map(data["docnames"].index, ("one", "people"))
    if sphinx.version_info < (8, 2):  # it does not know the class no-search
        assert where == [text, register]
    else:
        assert where == text  # and not in the backlinks


def test_another_project_finds_the_objects(app: SphinxTestApp) -> None:
    app.build()
    with (app.outdir / "objects.inv").open("rb") as stream:
        inventory = InventoryFile.load(stream, "https://x", posixpath.join)
    people = {
        name: getattr(item, "uri", None) or item[2]  # a tuple in Sphinx 8.1
        for name, item in inventory["prosopography:person"].items()
    }
    assert people["trotsky"] == "https://x/people.html#person-trotsky"
    assert people["Leon Trotsky"] == people["trotsky"]
    assert "kronstadt" in inventory["prosopography:event"]


def test_the_register_is_data(app: SphinxTestApp) -> None:
    app.build()
    document = json.loads((app.outdir / "register.json").read_text("utf-8"))
    graph = document["@graph"]
    by_id = {each["identifier"]: each for each in graph}
    assert [each["@type"] for each in graph].count("Person") == 3
    trotsky = by_id["person-trotsky"]
    assert trotsky["name"] == "Leon Trotsky"
    assert trotsky["birthDate"] == "1879-11-07"
    assert trotsky["sameAs"] == ["https://www.wikidata.org/entity/Q33391"]
    (role,) = trotsky["memberOf"]
    assert role["memberOf"] == {"@id": by_id["faction-bolsheviks"]["@id"]}
    assert (role["startDate"], role["endDate"]) == ("1917", "1927")
    assert by_id["event-kronstadt"]["endDate"] == "1921-03-18"
    assert "https:" not in json.dumps(document["@context"])  # no network is needed to read it


def test_charts_have_the_same_facts_as_tables(app: SphinxTestApp) -> None:
    app.build()
    page = soup(app, "people")
    drawn = {text.get_text() for text in page.select("[id^=chronology] svg text")}
    listed = {cell.get_text().strip() for cell in page.select("table[id^=chron] td:first-child")}
    assert listed == {name for name in drawn if not name.isdigit()}
    counts = [
        [cell.get_text().strip() for cell in row.select("td")]
        for row in page.select("table[id^=dispersion] tbody tr")
    ]
    assert ["Trotsky, Leon", "4", "", "4"] in counts
    assert ["Lenin", "2", "1", "3"] in counts


@pytest.mark.sphinx("html", testroot="prosopography-myst", srcdir="prosopography-myst")
def test_markdown_in_another_theme(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""
    page = soup(app, "index")
    assert len(page.select("a.mention-person")) == 4
    assert one(page, "article#person-trotsky .entry-fact a[href^='#']").get_text()  # a citation
    assert "p. 5" in one(page, "article#person-trotsky").get_text()
    assert one(page, "#card-person-trotsky > p:last-child").get_text() == (
        "He lived in Kronstadt. A second sentence."
    )
    assert "Kronstadt (1921)" in one(page, "#faction-rebels").get_text()
    cast = one(page, "aside.cast.editorial")
    assert cast["aria-label"] == "Named in this chapter"
    assert "People: Trotsky, Leon" in cast.get_text()
    assert "Places: Kronstadt" in cast.get_text()
