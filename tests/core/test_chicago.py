"""Chicago's two forms of a reference."""

import pytest
from pybtex.database import Entry, parse_string
from sphinx_edition.core.chicago import ChicagoBibliography, ChicagoNote, sort_key
from sphinx_edition.core.records import plain
from sphinx_edition.core.reference_parts import short_reference

RECORDS = r"""
@book{book, author={Trotsky, Leon}, title={Terrorism and Communism},
  subtitle={A Reply to Karl Kautsky}, address={Ann Arbor},
  publisher={University of Michigan Press}, year=1961, note={Ann Arbor Paperbacks}}
@article{article, author={Lefort, Claude and Doe, Jane B.}, title={Le totalitarisme sans Staline},
  journal={Socialisme ou Barbarie}, number={19}, year=1956, month=jul, pages={1--72}}
@incollection{part, author={Lefort, Claude}, title={Totalitarianism without {Stalin}},
  booktitle={The Political Forms of Modern Society}, editor={Thompson, John B.},
  address={Cambridge, Mass.}, publisher={MIT Press}, year=1986, pages={52--88}}
@book{volume, author={Castoriadis, Cornelius}, translator={Curtis, David Ames},
  title={Political and Social Writings}, subtitle={From the Critique}, volume=1,
  address={Minneapolis}, publisher={University of Minnesota Press}, year=1988}
@misc{page, title={Isaac Deutscher}, howpublished={Wikipedia}, url={https://example.org/a_b%20c}}
@periodical{journal, title={Autogestion}, howpublished={a review}, year={1966--1986}}
@article{asks, title={Who manages?}, journal={J}, number={24--25}, year=1973}
@book{what, author={Lenin, V. I.}, title={What Is To Be Done?}, address={Stuttgart},
  publisher={Dietz}, year=1902}
@article{ends, author={King, Jr., Martin Luther and others}, title={On “Ends” and "Means"},
  journal={J}, year=1964, month={September--December}}
@article{tex, title={``G{\"o}del'' in "M{\"u}nchen"}, journal={J}, year=1964}
@phdthesis{thesis, author={X, Y}, title={Of {“Ends”}}, school={Boston University}, year=1955}
@report{report, author={{Rand Corporation}}, title={A Report}, type={Memorandum}, number=5,
  institution={Rand}, year=1990}
@book{new, author={A, B}, title={Essays}, origyear=1843, publisher={P}, year=2026}
@suppbook{preface, author={A, B}, title={A Preface}, booktitle={Essays}, pages={v--x}, year=1999}
@inbook{leaves, author={Marx, Karl}, title={Capital}, publisher={P}, pages={5--9}, year=1999}
@book{edited, editor={B, A and D, C}, title={Essays}, year=2000}
"""


@pytest.fixture(scope="module")
def records() -> dict[str, Entry]:
    return dict(parse_string(RECORDS, "bibtex").entries)


@pytest.mark.parametrize(
    ("key", "bibliography", "note"),
    [
        (
            "book",
            "Trotsky, Leon. Terrorism and Communism: A Reply to Karl Kautsky. Ann Arbor: "
            "University of Michigan Press, 1961. Ann Arbor Paperbacks.",
            "Leon Trotsky, Terrorism and Communism: A Reply to Karl Kautsky (Ann Arbor: "
            "University of Michigan Press, 1961)",
        ),
        (
            "article",
            "Lefort, Claude, and Jane B. Doe. “Le totalitarisme sans Staline.” Socialisme ou "
            "Barbarie, no. 19 (July 1956): pp. 1–72.",
            "Claude Lefort and Jane B. Doe, “Le totalitarisme sans Staline,” Socialisme ou "
            "Barbarie, no. 19 (July 1956)",
        ),
        (
            "part",
            "Lefort, Claude. “Totalitarianism without Stalin.” In The Political Forms of Modern "
            "Society, edited by John B. Thompson, pp. 52–88. Cambridge, Mass.: MIT Press, 1986.",
            "Claude Lefort, “Totalitarianism without Stalin,” in The Political Forms of Modern "
            "Society, ed. John B. Thompson (Cambridge, Mass.: MIT Press, 1986)",
        ),
        (
            "leaves",
            "Marx, Karl. Capital. Pp. 5–9. P, 1999.",
            "Karl Marx, Capital (P, 1999)",
        ),
        (
            "volume",
            "Castoriadis, Cornelius. Political and Social Writings. Vol. 1, From the Critique. "
            "Translated by David Ames Curtis. Minneapolis: University of Minnesota Press, 1988.",
            "Cornelius Castoriadis, Political and Social Writings, vol. 1, From the Critique, "
            "trans. David Ames Curtis (Minneapolis: University of Minnesota Press, 1988)",
        ),
        (
            "page",
            "“Isaac Deutscher.” Wikipedia. https://example.org/a_b%20c.",
            "“Isaac Deutscher,” Wikipedia",
        ),
        (
            "journal",
            "Autogestion. A review. 1966–1986.",
            "Autogestion, a review (1966–1986)",
        ),
        (
            "asks",
            "“Who manages?” J, nos. 24–25 (1973).",
            "“Who manages?” J, nos. 24–25 (1973)",
        ),
        (
            "what",
            "Lenin, V. I. What Is To Be Done? Stuttgart: Dietz, 1902.",
            "V. I. Lenin, What Is To Be Done? (Stuttgart: Dietz, 1902)",
        ),
        (
            "ends",
            "King, Martin Luther, Jr., et al. “On ‘Ends’ and ‘Means’.” J (September–December "
            "1964).",
            "Martin Luther King Jr. et al., “On ‘Ends’ and ‘Means’,” J (September–December 1964)",
        ),
        ("tex", "“‘Gödel’ in ‘München’.” J (1964).", "“‘Gödel’ in ‘München’,” J (1964)"),
        (
            "thesis",
            "X, Y. “Of ‘Ends’.” PhD diss., Boston University, 1955.",
            "Y X, “Of ‘Ends’” (PhD diss., Boston University, 1955)",
        ),
        (
            "report",
            "Rand Corporation. A Report. Memorandum 5. Rand, 1990.",
            "Rand Corporation, A Report, Memorandum 5 (Rand, 1990)",
        ),
        ("new", "A, B. Essays. 1843. P, 2026.", "B A, Essays (1843; P, 2026)"),
        (
            "preface",
            "A, B. “A Preface.” In Essays, pp. v–x. 1999.",
            "B A, “A Preface,” in Essays (1999)",
        ),
        ("edited", "B, A, and C D, eds. Essays. 2000.", "A B and C D, Essays (2000)"),
    ],
)
def test_forms(records: dict[str, Entry], key: str, bibliography: str, note: str) -> None:
    def words(style: ChicagoBibliography | ChicagoNote) -> str:
        return plain(style.format_entry("", records[key]).text).replace("\N{NO-BREAK SPACE}", " ")

    assert words(ChicagoBibliography()) == bibliography
    assert words(ChicagoNote()) == note


def test_short_references_stop_at_the_colon_and_name_the_volume(records: dict[str, Entry]) -> None:
    assert plain(short_reference(records["book"])) == "Trotsky, Terrorism and Communism"
    assert plain(short_reference(records["volume"])) == (
        "Castoriadis, Political and Social Writings, vol. 1"
    )
    assert plain(short_reference(records["part"], stop=",")) == (
        "Lefort, “Totalitarianism without Stalin,”"
    )


def test_short_references_of_titles_that_end_themselves(records: dict[str, Entry]) -> None:
    assert plain(short_reference(records["what"], stop=",")) == "Lenin, What Is To Be Done?"
    assert plain(short_reference(records["asks"], stop=",")) == "“Who manages?”"
    assert plain(short_reference(records["ends"], stop=",")) == (
        "King et al., “On ‘Ends’ and ‘Means’,”"
    )


def test_order_ignores_articles_and_accents() -> None:
    def entry(author: str, title: str) -> Entry:
        return next(
            iter(
                parse_string(
                    f"@book{{k, author={{{author}}}, title={{{title}}}}}", "bibtex"
                ).entries.values()
            )
        )

    titles = [("Émile, A", "x"), ("Zola, E", "x"), ("Eco, U", "Les bases"), ("Eco, U", "The air")]
    ordered = sorted((entry(*each) for each in titles), key=sort_key)
    assert [e.fields["title"] for e in ordered] == ["The air", "Les bases", "x", "x"]


@pytest.mark.parametrize(
    ("urldate", "said"),
    [
        ("2026-11-20", "Accessed 20 November 2026. https://example.org/."),
        ("2026-11", "Accessed November 2026. https://example.org/."),
        ("2026", "Accessed 2026. https://example.org/."),
        ("2026-02-30", "A site. https://example.org/."),
        ("yesterday", "A site. https://example.org/."),
    ],
)
def test_an_address_has_the_day_on_which_it_was_read(urldate: str, said: str) -> None:
    fields = [("title", "A page"), ("howpublished", "A site"), ("urldate", urldate)]
    entry = Entry("online", [*fields, ("url", "https://example.org/")])
    style = ChicagoBibliography()
    assert plain(style.reference(entry)).endswith(said)
    assert "Accessed" not in plain(style.reference(Entry("online", fields)))


def test_a_day_that_no_calendar_has_is_said_as_it_stands() -> None:
    fields = [("title", "A page"), ("month", "30 February"), ("year", "1964")]
    assert plain(ChicagoNote().reference(Entry("online", fields))).endswith("30 February 1964")
