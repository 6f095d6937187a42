"""Named queries: each well formed and described, parameters that cannot break out, and the right rows on the small project."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.plugins.sparql import prepareQuery

import kg
from conftest import NIA, facts, party, statement, write_facts
from kg.dates import parse_edtf
from kg.errors import UsageError
from kg.growth import growth
from kg.iris import DEFAULT_BASE, Iris
from kg.model import Actor, Data, Evidence, Party, Report, Statement
from kg.named import NamedQuery, Param, bind, find_query, named_queries
from kg.places import find_project
from kg.resolve import resolve
from kg.store import OxigraphStore, Table

IRIS = Iris(DEFAULT_BASE)
ACTOR_IDS = {"JPN": "JPN", "帛琉": "PLW", "臺灣": "TWN", "taiwan": "TWN"}
SAMPLES = {"date": "2015-05-06", "year": "2015", "actor": "JPN", "thing": "rep1-agreement-plw"}
DERIVED = sorted(f.name for f in (files("kg") / "queries" / "derived").iterdir() if f.name.endswith(".rq"))
HOSTILE = [
    '"', "'", '"""', "\\", '\\"', "\\u0022", "}", "{ ?s ?p ?o }", "\n", "\r\n", "# comment", '" } } SELECT * { ?s ?p ?o } #',
    "> . ?s ?p ?o", "> } ; DROP ALL #", "<http://x/>", '"^^<http://x/>', '"@en', "$actor", "?x", "\u0000", "\u2028", "a b", "𝕏",
]  # fmt: skip


def more_facts() -> list[dict[str, Any]]:
    """The small project with a second partner, contacts before an agreement, a response and a co-organizer."""
    japan = [{**NIA, "role": "signatory"}, party("山田一郎", "person", "yamada", "signatory")]
    palau = [party("帛琉", "country", "PLW", "visitor"), {**NIA, "role": "visited"}]
    rows = [
        *facts(),
        statement("rep1-visit-plw", "計", direction="inbound", date="2015-01", parties=palau, title="拜會"),
        statement("rep1-visit-plw-late", "計", direction="inbound", date="2015-05-06", parties=palau),
        statement(
            "rep1-agreement-jpn-response", "日本", status="positive-response", date="2015",
            parties=[{**NIA, "role": "signatory"}, party("日本", "country", "JPN", "signatory")],
        ),
        statement("rep2-agreement-jpn", "105年", status="signed", date="2016-03", parties=japan, title="協定"),
    ]  # fmt: skip
    for row in rows:
        if row["id"] == "rep2-workshop-one":
            row["parties"] = [*row["parties"], party("關懷協會", "ngo", "care", "co-organizer")]
    return rows


def graph_of(project: Path, rows: list[dict[str, Any]] | None = None) -> kg.Graph:
    write_facts(project, more_facts() if rows is None else rows)
    return kg.load(project)


def rows_of(graph: kg.Graph, name: str, **parameters: str) -> list[tuple[Any, ...]]:
    frame = graph.query(name, **parameters)
    assert isinstance(frame, pd.DataFrame)
    base = graph.iris.base
    return [
        tuple(None if pd.isna(v) else v.removeprefix(base) if isinstance(v, str) else v for v in row)
        for row in frame.itertuples(index=False)
    ]


@pytest.mark.parametrize("name", named_queries())
def test_query_has_titles_in_both_languages_and_says_what_a_row_is(name: str) -> None:
    query = named_queries()[name]
    assert re.search(r"[A-Za-z]{3}", query.title_en)
    assert re.search(r"[\u4e00-\u9fff]", query.title_zh)
    assert len(query.row) > 10
    assert all(len(p.meaning) > 5 for p in query.params)


@pytest.mark.parametrize("name", named_queries())
def test_every_parameter_stands_in_the_text_and_none_is_left_after_binding(name: str) -> None:
    query = named_queries()[name]
    assert {p.variable for p in query.params} == set(re.findall(r"\$(\w+)", query.text))
    bound = bind(query, {p.name: SAMPLES[p.kind] for p in query.params}, IRIS, ACTOR_IDS)
    assert "$" not in bound


@pytest.mark.parametrize("name", named_queries())
def test_query_parses_in_rdflib_and_in_oxigraph(name: str) -> None:
    query = named_queries()[name]
    prepareQuery(query.text, initNs=IRIS.prefixes())
    bound = bind(query, {p.name: SAMPLES[p.kind] for p in query.params}, IRIS, ACTOR_IDS)
    prepareQuery(bound, initNs=IRIS.prefixes())
    assert isinstance(OxigraphStore(prefixes=IRIS.prefixes()).query(bound), Table)


@pytest.mark.parametrize("file", DERIVED)
def test_derived_query_is_a_construct_with_a_comment(file: str) -> None:
    text = (files("kg") / "queries" / "derived" / file).read_text("utf-8")
    assert text.startswith("# ")
    assert prepareQuery(text, initNs=IRIS.prefixes()).algebra.name == "ConstructQuery"


def test_defaults_are_of_their_kind() -> None:
    for query in named_queries().values():
        optional = {p.name: p.default for p in query.params if p.default != "-"}
        needed = {p.name: SAMPLES[p.kind] for p in query.params if p.default == "-"}
        assert bind(query, needed, IRIS, ACTOR_IDS) == bind(query, needed | optional, IRIS, ACTOR_IDS)


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("kind", ["date", "year", "actor"])
def test_a_value_that_tries_to_break_out_is_refused(kind: str, value: str) -> None:
    query = NamedQuery("q", "t", "t", "r", (Param("it", kind, "-", "a value"),), "SELECT ($it AS ?it) {}")
    with pytest.raises(UsageError):
        bind(query, {"it": value}, IRIS, ACTOR_IDS)


@pytest.mark.parametrize("value", ["２０１５", "²", "-1", "1e3", "2015.0", " 2015", "2015 ", "", "0x7df"])
def test_a_year_is_written_with_plain_digits(value: str) -> None:
    with pytest.raises(UsageError, match="not a year"):
        bind(find_query("growth"), {"known_by": value}, IRIS, ACTOR_IDS)


def value_seen(kind: str, value: str) -> str:
    """What a query of one parameter is told of its value."""
    query = NamedQuery("q", "t", "t", "r", (Param("it", kind, "-", "a value"),), "SELECT ($it AS ?it) {}")
    result = OxigraphStore().query(bind(query, {"it": value}, IRIS, {value: value}))
    assert isinstance(result, Table)
    assert result.columns == ("it",)
    ((term,),) = result.rows
    assert term is not None
    seen: str = term.value
    return seen


@pytest.mark.parametrize("value", HOSTILE)
def test_an_id_that_tries_to_break_out_is_a_literal_only(value: str) -> None:
    assert value_seen("thing", value) == value


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_id_in_the_authority_file_is_an_iri_only(value: str) -> None:
    assert value_seen("actor", value) == IRIS.actor(value)
    assert re.fullmatch(r"[A-Za-z0-9:/.%~_-]+", IRIS.actor(value))


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: text != "-"))
def test_any_id_is_a_literal_only(value: str) -> None:
    assert value_seen("thing", value) == value


def test_an_id_that_is_not_utf8_is_refused() -> None:
    with pytest.raises(UsageError, match=r"--id .*not UTF-8"):
        bind(find_query("evidence"), {"id": "a\udcff"}, IRIS, ACTOR_IDS)


def test_a_hostile_id_finds_nothing_and_harms_nothing(project: Path) -> None:
    graph = graph_of(project)
    for value in HOSTILE:
        assert rows_of(graph, "evidence", id=value) == []


def test_a_date_counts_to_its_last_day() -> None:
    assert '"2016-02-29"^^' in bind(find_query("partners"), {"as_of": "2016-02"}, IRIS, ACTOR_IDS)
    assert '"2016-12-31"^^' in bind(find_query("partners"), {"as_of": "2016"}, IRIS, ACTOR_IDS)
    assert '"2016-03-05"^^' in bind(find_query("partners"), {"as_of": "2016-02/2016-03-05"}, IRIS, ACTOR_IDS)


@pytest.mark.parametrize(
    ("given_values", "message"),
    [
        ({"as_of": "104-05-06"}, "'104-05-06' is a ROC year left unconverted: 104 is 2015"),
        ({"as_of": "2016-01/.."}, "'2016-01/..' has no last day"),
        ({"as_of": "2016-13"}, "'2016-13' has month 13"),
        ({"known_by": "104年"}, "--known-by 104年: not a year"),
        ({"actor": "JPN"}, "the query growth does not take --actor; its parameters: --as-of, --known-by"),
    ],
)
def test_a_wrong_value_is_named_in_the_message(given_values: Mapping[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=re.escape(message)):
        bind(find_query("growth"), given_values, IRIS, ACTOR_IDS)


def test_a_missing_parameter_is_named_with_its_meaning() -> None:
    with pytest.raises(UsageError, match="the query between needs --other: the other's"):
        bind(find_query("between"), {"actor": "JPN"}, IRIS, ACTOR_IDS)


def test_an_unknown_query_suggests_near_ones(project: Path) -> None:
    with pytest.raises(UsageError, match="no query is called 'partnerz'; nearest: partners"):
        find_query("partnerz")
    with pytest.raises(UsageError, match="no query is called 'grwoth'; nearest: growth"):
        kg.load(project).query("grwoth")


def test_an_unknown_actor_suggests_near_ones(project: Path) -> None:
    graph = kg.load(project)
    with pytest.raises(UsageError, match="no actor is called 'Pallau'; nearest: palau"):
        graph.query("profile", actor="Pallau")
    with pytest.raises(UsageError, match="no actor is called '關懷協会'; nearest: 關懷協會"):
        graph.query("profile", actor="關懷協会")


@pytest.mark.parametrize("name", ["PLW", "帛琉", "帛琉共和國", "Palau", "ＰＡＬＡＵ", " palau "])
def test_an_actor_goes_by_id_name_or_alias_whatever_width_and_case(project: Path, name: str) -> None:
    assert len(rows_of(graph_of(project, facts()), "profile", actor=name)) == 1


def test_an_actor_goes_by_its_former_name(project: Path) -> None:
    graph = graph_of(project)
    assert rows_of(graph, "profile", actor="內政部入出國及移民署") == rows_of(graph, "profile", actor="nia") != []


EXPECTED: dict[str, tuple[dict[str, str], list[tuple[Any, ...]]]] = {
    "between": (
        {"actor": "Taiwan", "other": "帛琉"},
        [
            ("2015-01", "Visit", "拜會", "event/rep1-visit-plw"),
            ("2015-05-06", "Agreement", "協定", "event/rep1-agreement-plw"),
            ("2015-05-06", "Visit", None, "event/rep1-visit-plw-late"),
        ],
    ),
    "co-organizers": ({}, [("關懷協會", "內政部移民署", 1, "2016-07-01", "2016-07-01")]),
    "conflicts": (
        {},
        [
            (
                "rep1-agreement-plw", "instrument", "合作備忘錄", "rep1", "104年5月6日與帛琉簽署合作備忘錄",
                "statement/rep1-agreement-plw",
            ),
            ("rep1-agreement-plw", "instrument", "協定", "rep2", "104年簽訂協定", "statement/rep2-agreement-plw"),
            (
                "rep2-workshop-one", "attendance", "80", "rep2", "105年7月1日舉辦「2016年移民工作坊」",
                "statement/rep2-workshop-one",
            ),
            ("rep2-workshop-one", "attendance", "90", "rep2", "105年工作坊約90人參加", "statement/rep2-workshop-two"),
        ],
    ),
    "contacts-before": ({}, [
        ("JPN", "2016-03", "2015-03-02", "Visit", None, "event/rep1-visit-yamada"),
        ("PLW", "2015-05-06", "2015-01", "Visit", "拜會", "event/rep1-visit-plw"),
    ]),
    "coverage": ({}, [
        ("rep1", "agreement", 2015, "stated", 2), ("rep1", "agreement", 2016, "not covered", 0),
        ("rep1", "figure", 2015, "covered and silent", 0), ("rep1", "figure", 2016, "not covered", 0),
        ("rep1", "grant", 2015, "stated", 1), ("rep1", "grant", 2016, "not covered", 0),
        ("rep1", "rating", 2015, "covered and silent", 0), ("rep1", "rating", 2016, "not covered", 0),
        ("rep1", "visit", 2015, "stated", 3), ("rep1", "visit", 2016, "not covered", 0),
        ("rep1", "workshop", 2015, "covered and silent", 0), ("rep1", "workshop", 2016, "not covered", 0),
        ("rep2", "agreement", 2015, "stated", 1), ("rep2", "agreement", 2016, "stated", 1),
        ("rep2", "figure", 2015, "not covered", 0), ("rep2", "figure", 2016, "stated", 1),
        ("rep2", "grant", 2015, "not covered", 0), ("rep2", "grant", 2016, "covered and silent", 0),
        ("rep2", "rating", 2015, "not covered", 0), ("rep2", "rating", 2016, "stated", 1),
        ("rep2", "visit", 2015, "not covered", 0), ("rep2", "visit", 2016, "covered and silent", 0),
        ("rep2", "workshop", 2015, "not covered", 0), ("rep2", "workshop", 2016, "stated", 2),
    ]),
    "evidence": (
        {"id": "rep2-workshop-two"},
        [
            ("rep2", "2016-07-01", 18, 40, "105年7月1日舉辦「2016年移民工作坊」", "statement/rep2-workshop-one"),
            ("rep2", "2016", 47, 60, "105年工作坊約90人參加", "statement/rep2-workshop-two"),
        ],
    ),
    "grants": ({}, [("2015", "內政部移民署", "關懷協會", "講座", "event/rep1-grant-care")]),
    "growth": ({}, [(2015, 1, 1, "PLW"), (2016, 1, 2, "JPN")]),
    "partners": ({}, [
        ("PLW", "帛琉", "Palau", "2015-05-06", "2015-05-06", "event/rep1-agreement-plw"),
        ("JPN", "日本", "Japan", "2016-03-31", "2016-03", "event/rep2-agreement-jpn"),
    ]),
    "positive-responses": ({}, [("JPN", "2015", "2016-03", "event/rep2-agreement-jpn")]),
    "profile": (
        {"actor": "nia"},
        [
            ("2015", "Agreement", "signatory", None, "event/rep1-agreement-jpn-response"),
            ("2015", "Grant", "funder", "講座", "event/rep1-grant-care"),
            ("2015-01", "Visit", "visited", "拜會", "event/rep1-visit-plw"),
            ("2015-03-02", "Visit", "visited", None, "event/rep1-visit-yamada"),
            ("2015-05-06", "Agreement", "signatory", "協定", "event/rep1-agreement-plw"),
            ("2015-05-06", "Visit", "visited", None, "event/rep1-visit-plw-late"),
            ("2016-03", "Agreement", "signatory", "協定", "event/rep2-agreement-jpn"),
            ("2016-07-01", "Workshop", "organizer", "2016年移民工作坊", "event/rep2-workshop-one"),
        ],
    ),
    "renames": ({}, [("nia", "內政部入出國及移民署", "內政部移民署", "2015-01-02")]),
    "tiers": ({}, [("TWN", "2016", 1, "美國", "event/rep2-rating-twn")]),
    "workshops": ({}, [
        ("2016-07-01", "2016年移民工作坊", "rep2", 80, None, "event/rep2-workshop-one", "statement/rep2-workshop-one"),
        ("2016-07-01", "移民工作坊", "rep2", 90, None, "event/rep2-workshop-one", "statement/rep2-workshop-two"),
    ]),
}  # fmt: skip


def test_every_named_query_has_expected_rows_here() -> None:
    assert set(EXPECTED) == set(named_queries())


@pytest.mark.parametrize("name", EXPECTED)
def test_query_gives_the_right_rows(project: Path, name: str) -> None:
    parameters, expected = EXPECTED[name]
    assert rows_of(graph_of(project), name, **parameters) == expected


def test_an_undated_event_stands_in_the_profile_on_every_day(project: Path) -> None:
    rows = [r for r in facts() if r["id"] != "rep2-agreement-plw"]
    for row in rows:
        if row["id"] == "rep1-grant-care":
            del row["date"]
    found = rows_of(graph_of(project, rows), "profile", actor="nia", as_of="2015-03-02")
    assert [(date, event) for date, *_, event in found] == [
        (None, "event/rep1-grant-care"),
        ("2015-03-02", "event/rep1-visit-yamada"),
    ]


def test_an_event_with_an_open_beginning_keeps_its_date_in_the_profile(project: Path) -> None:
    rows = [{**r, "date": "../2015-03-02"} if r["id"] == "rep1-visit-yamada" else r for r in facts()]
    assert ("../2015-03-02", "Visit", "visitor", None, "event/rep1-visit-yamada") in rows_of(
        graph_of(project, rows), "profile", actor="JPN"
    )


def test_organizing_together_is_dated_by_the_dated_events(project: Path) -> None:
    rows = more_facts()
    both = [{**NIA, "role": "organizer"}, party("關懷協會", "ngo", "care", "organizer")]
    rows.append(statement("rep1-workshop-undated", "計", title="另一場", parties=both))
    assert rows_of(graph_of(project, rows), "co-organizers") == [("關懷協會", "內政部移民署", 2, "2016-07-01", "2016-07-01")]
    undated = [{k: v for k, v in r.items() if k != "date"} for r in rows if "workshop" in r["id"]]
    assert rows_of(graph_of(project, undated), "co-organizers") == [("關懷協會", "內政部移民署", 2, "", "")]


def test_a_partner_without_an_english_name_is_a_partner(project: Path) -> None:
    actors = project / "data" / "actors.csv"
    actors.write_text(actors.read_text("utf-8").replace(",Palau,", ",,"), encoding="utf-8")
    assert [r[:3] for r in rows_of(graph_of(project, facts()), "partners")] == [("PLW", "帛琉", None)]


def test_the_agreement_named_is_the_first_one(project: Path) -> None:
    palau = [{**NIA, "role": "signatory"}, party("帛琉", "country", "PLW", "signatory")]
    rows = [
        statement("rep1-agreement-later", "計", status="signed", date="2015-12-01/2015-12-31", parties=palau),
        statement("rep1-agreement-first", "計", status="signed", date="2015-05", parties=palau),
    ]
    assert rows_of(graph_of(project, rows), "partners") == [
        ("PLW", "帛琉", "Palau", "2015-05-31", "2015-05", "event/rep1-agreement-first")
    ]


@pytest.fixture
def known_better_later(project: Path) -> kg.Graph:
    """The first report knows the year of the agreement alone, the second one the day."""
    rows = facts()
    for row in rows:
        if row["id"] == "rep1-agreement-plw":
            row |= {"date": "2015", "date_as_written": "104年"}
        if row["id"] == "rep2-agreement-plw":
            row["date"] = "2015-05-06"
    return graph_of(project, rows)


def test_as_of_leaves_out_what_was_signed_later(project: Path) -> None:
    graph = graph_of(project)
    assert rows_of(graph, "growth", as_of="2016-03-30") == [(2015, 1, 1, "PLW")]
    assert rows_of(graph, "growth", as_of="2016-03") == [(2015, 1, 1, "PLW"), (2016, 1, 2, "JPN")]
    assert rows_of(graph, "growth", as_of="2015-05-05") == []
    assert [r[0] for r in rows_of(graph, "partners", as_of="2015-05-06")] == ["PLW"]


def test_known_by_an_earlier_report_knows_less(project: Path) -> None:
    graph = graph_of(project)
    assert rows_of(graph, "growth", known_by="2014") == []
    assert rows_of(graph, "growth", known_by="2015") == [(2015, 1, 1, "PLW")]
    assert rows_of(graph, "growth", known_by="2016") == [(2015, 1, 1, "PLW"), (2016, 1, 2, "JPN")]


def test_both_clocks_together(known_better_later: kg.Graph) -> None:
    june = {"as_of": "2015-06-30"}
    assert rows_of(known_better_later, "growth", **june, known_by="2015") == []
    assert rows_of(known_better_later, "growth", **june, known_by="2016") == [(2015, 1, 1, "PLW")]


def test_partners_give_the_day_where_it_is_known(known_better_later: kg.Graph) -> None:
    agreement = ("event/rep1-agreement-plw",)
    assert rows_of(known_better_later, "partners", known_by="2015") == [
        ("PLW", "帛琉", "Palau", "2015-12-31", "2015", *agreement)
    ]
    assert rows_of(known_better_later, "partners") == [("PLW", "帛琉", "Palau", "2015-05-06", "2015-05-06", *agreement)]


def test_partners_give_the_finest_date_that_the_known_reports_state(project: Path) -> None:
    rows = facts()
    for row in rows:
        if row["id"] == "rep1-agreement-plw":
            row |= {"date": "2015", "date_as_written": "104年"}
        if row["id"] == "rep2-agreement-plw":
            row["date"] = "2015-12-31"
    graph = graph_of(project, rows)
    assert [r[3:5] for r in rows_of(graph, "partners", known_by="2015")] == [("2015-12-31", "2015")]
    assert [r[3:5] for r in rows_of(graph, "partners", known_by="2016")] == [("2015-12-31", "2015-12-31")]


COUNTRIES = ("PLW", "JPN", "USA", "TWN")
PEOPLE = {"PLW": "", "JPN": "yamada", "USA": "ait", "TWN": "nia"}
PLACES = find_project(Path(__file__).resolve().parents[1])
DATES = (
    "2014", "2015", "2015-12", "2015-06-30", "2015-12-30/2016-01-02", "2016-01-02", "2016", "2015/2016", "../2015", "2015/..", "",
)  # fmt: skip


def signing(number: int, country: str, in_person: bool, date: str, report: str, status: str) -> Statement:
    who = PEOPLE[country] if in_person and PEOPLE[country] else country
    parties = (Party("x", "country", "TWN", role="signatory"), Party("y", "country", who, role="signatory"))
    dating = parse_edtf(date) if date else None
    evidence = (Evidence(report, number, number + 1, "x"),)
    return Statement(f"s{number}", report, "agreement", evidence, status=status, date=dating, parties=parties)


def linked_to(told: Statement, other: str) -> Statement:
    return told if told.id == other else dataclasses.replace(told, same_as=(other,))


@st.composite
def agreements(draw: st.DrawFn) -> Data:
    """Reports that tell agreements of a few countries, some of them of the same one."""
    row = st.tuples(
        st.sampled_from(COUNTRIES), st.booleans(), st.sampled_from(DATES), st.sampled_from(["rep1", "rep2"]),
        st.sampled_from(["signed", "signed", "signed", "planned"]),
    )  # fmt: skip
    statements = tuple(signing(n, *values) for n, values in enumerate(draw(st.lists(row, max_size=8))))
    linked = tuple(linked_to(s, f"s{draw(st.integers(0, n))}") for n, s in enumerate(statements))
    reports = tuple(Report(f"rep{n}", 2014 + n, "報告", "Report", "nia", "report", "f", "0" * 64, 100) for n in (1, 2))
    actors = tuple(Actor(c, "country", c, c, c) for c in COUNTRIES)
    bodies = tuple(Actor(name, "agency", name, name, iso3) for iso3, name in PEOPLE.items() if name)
    return Data(reports, actors + bodies, linked, (), (), ())


@given(agreements())
@settings(max_examples=60, deadline=None)
def test_the_growth_query_and_the_growth_table_count_the_same(data: Data) -> None:
    graph = kg.Graph(PLACES, data, resolve(data), IRIS)
    counted = growth(graph.resolved.events, graph.by_id)
    asked = [(year, total, tuple(codes.split())) for year, _, total, codes in rows_of(graph, "growth")]
    assert asked == [(y.year, y.total, y.new) for y in counted]
