"""Statements: what comes out of a line, and that it goes back into the same line."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ACTORS, ROOT, TEXTS, facts
from kg.dates import parse_edtf
from kg.model import Actor, Evidence, Party, Report, Statement
from kg.places import find_project
from kg.statements import StatementReader, as_row
from kg.tables import read_data
from kg.vocabulary import DIRECTIONS, KINDS, MAX_PHRASE, ROLES, STATEMENT_TYPES, STATUSES

REPORTS = {name: Report(name, 2015, "", "", "nia", "report", f"{name}.txt", "", len(text)) for name, text in TEXTS.items()}
PEOPLE = {a[0]: Actor(*a[:6]) for a in ACTORS}


def read(*rows: dict[str, Any] | str, stem: str = "rep1") -> tuple[list[Statement | None], list[str]]:
    """The statements of some lines of one file, and the fields that had a problem."""
    reader = StatementReader(REPORTS, PEOPLE)
    fields: list[str] = []
    contents = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    found = [
        reader.read(content, line, stem, lambda line, name, value, message: fields.append(name))
        for line, content in enumerate(contents, 1)
    ]
    reader.check_links(lambda stem, line, name, value, message: fields.append(name))
    return found, fields


@pytest.mark.parametrize("row", facts(), ids=lambda row: row["id"])
def test_the_lines_of_the_small_project_come_back(row: dict[str, Any]) -> None:
    (statement,), fields = read({k: v for k, v in row.items() if k != "same_as"}, stem=row["document"])
    assert fields == []
    assert statement is not None
    assert as_row(statement) == {k: v for k, v in row.items() if k != "same_as"}


def test_every_field_of_a_line_is_read() -> None:
    row = {
        "id": "rep1-visit-x", "document": "rep1", "type": "visit", "status": "planned", "direction": "inbound",
        "date": "2015-03-02", "date_as_written": "104年3月2日",
        "parties": [
            {
                "name": "山田", "kind": "person", "actor": "yamada", "iso3": "JPN", "role": "visitor", "title": "代表",
                "affiliation": "協會", "name_en": "Yamada",
            }
        ],
        "title": "拜會", "location": "臺北", "topic": ["移民"], "value": 3, "unit": "人", "period": "2015", "attendance": 0,
        "countries_count": 2, "evidence": [{"report": "rep1", "start": 0, "end": 4, "exact": "本署於"}],
        "same_as": ["rep1-visit-x"], "note": "一",
    }  # fmt: skip
    (statement,), fields = read(row)
    assert fields == []
    assert statement == Statement(
        id="rep1-visit-x", document="rep1", type="visit", evidence=(Evidence("rep1", 0, 4, "本署於"),), status="planned",
        direction="inbound", date=parse_edtf("2015-03-02"), date_as_written="104年3月2日",
        parties=(Party("山田", "person", "yamada", "JPN", "visitor", "代表", "協會", "Yamada"),),
        title="拜會", location="臺北", topic=("移民",), value=3, unit="人", period=parse_edtf("2015"), attendance=0,
        countries_count=2, same_as=("rep1-visit-x",), note="一",
    )  # fmt: skip
    assert as_row(statement) == row
    assert list(as_row(statement)) == list(row)


def test_fields_that_do_not_apply_are_left_out_but_nought_is_kept() -> None:
    row: dict[str, Any] = {
        "id": "a", "document": "rep1", "type": "figure", "value": 0, "attendance": 0,
        "evidence": [{"report": "rep1", "start": 0, "end": 4, "exact": "本署於"}],
    }  # fmt: skip
    empty = {"title": "", "date": "", "topic": [], "parties": [], "countries_count": None, "same_as": []}
    (statement,), fields = read(row | empty)
    assert fields == []
    assert statement is not None
    assert as_row(statement) == row


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
NAME = st.text("abc-中", min_size=1, max_size=8)
DATE = st.dates(dt.date(1921, 1, 1), dt.date(2100, 12, 31)).flatmap(
    lambda d: st.sampled_from(
        [d.isoformat(), d.isoformat()[:7], d.isoformat()[:4], f"{d.isoformat()}/..", f"../{d.isoformat()}"]
    )
)
PARTY = st.sampled_from(sorted(PEOPLE)).flatmap(
    lambda name: st.fixed_dictionaries(
        {"name": TEXT, "kind": st.just(PEOPLE[name].kind), "actor": st.just(name)},
        optional={"role": st.sampled_from(ROLES), "title": TEXT, "affiliation": TEXT, "name_en": TEXT},
    )
)
PASSAGE = st.tuples(st.integers(0, 30), st.integers(1, 30), st.text("本署於年月日", min_size=1, max_size=MAX_PHRASE)).map(
    lambda t: {"report": "rep1", "start": t[0], "end": t[0] + t[1], "exact": t[2]}
)
ROW = st.fixed_dictionaries(
    {
        "id": NAME, "document": st.just("rep1"), "type": st.sampled_from(STATEMENT_TYPES), "status": st.sampled_from(STATUSES),
        "direction": st.sampled_from(DIRECTIONS), "value": st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False), TEXT),
        "evidence": st.lists(PASSAGE, min_size=1, max_size=3),
    },
    optional={
        "date": DATE, "date_as_written": st.sampled_from(["當日", "同年"]), "parties": st.lists(PARTY, min_size=1, max_size=3),
        "title": TEXT, "location": TEXT, "topic": st.lists(NAME, min_size=1, max_size=3), "unit": TEXT, "period": DATE,
        "attendance": st.integers(0), "countries_count": st.integers(0), "note": TEXT,
    },
)  # fmt: skip


@given(ROW)
def test_any_sound_line_comes_back_as_it_was(row: dict[str, Any]) -> None:
    (statement,), fields = read(row)
    assert fields == []
    assert statement is not None
    assert as_row(statement) == row
    (again,), _ = read(json.dumps(as_row(statement)))
    assert again == statement


FIELDS = (
    "id", "document", "type", "status", "direction", "date", "date_as_written", "parties", "title", "location", "topic", "value",
    "unit", "period", "attendance", "countries_count", "evidence", "note", "colour",
)  # fmt: skip
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)


@given(ROW, st.sampled_from(FIELDS), JUNK)
def test_whatever_stands_in_a_field_the_line_is_read_whole_or_told(row: dict[str, Any], field: str, junk: object) -> None:
    (statement,), fields = read({**row, field: junk})
    assert (statement is None) == bool(fields)
    if statement is not None:
        kept = {k: v for k, v in {**row, field: junk}.items() if v not in (None, "", [])}
        assert as_row(statement) == kept
    assert all(name.split("[")[0].split(".")[0] in {field, ""} for name in fields)


@given(st.text(max_size=30) | JUNK.map(json.dumps))
def test_any_line_at_all_is_refused_or_read(content: str) -> None:
    found, fields = read(content)
    assert found == [None]
    assert fields


def test_an_id_is_remembered_across_files_and_lines() -> None:
    reader = StatementReader(REPORTS, PEOPLE)
    told: list[str] = []
    for stem, line in (("rep1", 1), ("rep1", 2), ("rep2", 7)):
        row = {**facts()[2], "document": stem, "evidence": [{**facts()[2]["evidence"][0], "report": stem}]}
        reader.read(json.dumps(row), line, stem, lambda line, name, value, message: told.append(f"{line} {name} {message}"))
    assert told == [f"{line} id stands already in rep1.jsonl on line 1" for line in (2, 7)]
    assert reader.ids == {"rep1-grant-care"}


def test_ids_are_not_known_once_a_line_is_lost() -> None:
    reader = StatementReader(REPORTS, PEOPLE)
    reader.read("{", 1, "rep1", lambda *problem: None)
    assert reader.ids is None


def test_what_refers_to_a_table_that_could_not_be_read_is_not_judged() -> None:
    row = {**facts()[2], "document": "rep9", "parties": [{"name": "某", "kind": "ngo", "actor": "nobody"}]}
    row["evidence"] = [{"report": "rep8", "start": 0, "end": 9999, "exact": "某"}]
    told: list[str] = []

    def note(line: int, name: str, value: object, message: str) -> None:
        told.append(name)

    assert StatementReader(None, None).read(json.dumps(row), 1, "rep9", note) is not None
    assert told == []
    assert StatementReader(REPORTS, PEOPLE).read(json.dumps(row), 1, "rep9", note) is None
    assert sorted(told) == ["document", "evidence[0].report", "parties[0].actor"]


def test_words_that_are_no_whole_roc_date_do_not_judge_the_date() -> None:
    row = {**facts()[2], "date": "2015-03-17"}
    for words, problems in (
        ("3月17日", []),
        ("104年3月17日", []),
        ("104年3月", []),
        ("104年3月18日", ["date"]),
        ("105年", ["date"]),
    ):
        assert read({**row, "date_as_written": words})[1] == problems


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_actor_may_be_a_party(kind: str) -> None:
    reader = StatementReader(REPORTS, {"x": Actor("x", kind, "某")})
    row = {**facts()[2], "parties": [{"name": "某", "kind": kind, "actor": "x"}]}
    assert reader.read(json.dumps(row), 1, "rep1", lambda *problem: pytest.fail(str(problem))) is not None


@pytest.mark.skipif(not (ROOT / "data" / "actors.csv").is_file(), reason="needs the shipped data")
def test_every_shipped_line_is_in_the_form_in_which_statements_are_written() -> None:
    data = find_project(ROOT).data
    read_back = {s.id: as_row(s) for s in read_data(data).statements}
    lines = [line for path in sorted(data.glob("facts/*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    assert len(lines) == len(read_back)
    for line in lines:
        assert json.dumps(read_back[json.loads(line)["id"]], ensure_ascii=False) == line
