"""Bad data: each thing wrong is one problem that names file, line, field and value, and nothing is changed."""

from __future__ import annotations

import copy
import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import facts
from kg.cli import main
from kg.manifest import MANIFEST
from kg.statements import as_row
from kg.tables import csv_text, neutral, read_data, write_csv, write_jsonl

Edit = Callable[[Path], object]
ACTORS, REPORTS, MERGES = "data/actors.csv", "data/reports.csv", "data/merges.csv"
RELATIONS, REGIONS = "data/reference/diplomatic_relations.csv", "data/reference/regions.csv"
REP1, REP2 = "data/facts/rep1.jsonl", "data/facts/rep2.jsonl"


@pytest.fixture
def refused(project: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[], list[str]]:
    """Build, see it refused with code 1 and every file as it was, and hand back the problems."""
    (project / "build").mkdir()
    (project / "build" / MANIFEST).write_text("{}", encoding="utf-8")
    (project / "build" / "index.html").write_text("the last good page", encoding="utf-8")

    def run() -> list[str]:
        before = {f: f.read_bytes() for f in project.rglob("*") if f.is_file()}
        assert main(["--project", str(project), "build"]) == 1
        assert {f: f.read_bytes() for f in project.rglob("*") if f.is_file()} == before
        *problems, last = capsys.readouterr().err.splitlines()
        assert last == f"kg: {len(problems)} problem(s) in the data, nothing was changed"
        return problems

    return run


def put(row: dict[str, Any], field: str, value: object) -> None:
    """Set a field named as in the messages, such as ``parties[0].actor``."""
    *steps, last = re.findall(r"\w+", field)
    part: Any = row
    for step in steps:
        part = part[int(step) if step.isdigit() else step]
    part[last] = value


def line_of(name: str) -> tuple[str, int]:
    document = name.split("-")[0]
    return f"data/facts/{document}.jsonl", [r["id"] for r in facts() if r["document"] == document].index(name) + 1


def spoil(project: Path, name: str, **fields: object) -> None:
    """Set fields of a statement where it stands in its file."""
    file, line = line_of(name)
    lines = (project / file).read_text("utf-8").split("\n")
    row = json.loads(lines[line - 1])
    for field, value in fields.items():
        put(row, field, value)
    lines[line - 1] = json.dumps(row, ensure_ascii=False)
    (project / file).write_text("\n".join(lines), encoding="utf-8")


def replace(old: str, new: str) -> Edit:
    def edit(path: Path) -> None:
        text = path.read_text("utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")

    return edit


def append(line: str) -> Edit:
    return lambda path: path.write_text(f"{path.read_text('utf-8')}{line}\n", encoding="utf-8")


def test_the_small_project_itself_is_sound(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--project", str(project), "build", "--quiet"]) == 0
    assert capsys.readouterr().err == ""


GRANT, VISIT, FIGURE, AGREEMENT = "rep1-grant-care", "rep1-visit-yamada", "rep2-figure-cases", "rep1-agreement-plw"
PLACE = next(r["evidence"][0] for r in facts() if r["id"] == GRANT)


@pytest.mark.parametrize(
    ("name", "field", "value", "words"),
    [
        pytest.param(GRANT, "colour", "red", "is a field that statements do not have", id="unknown field"),
        pytest.param(GRANT, "parties[0].colour", "red", "is a field that statements do not have", id="unknown party field"),
        pytest.param(GRANT, "evidence[0].page", 3, "is a field that statements do not have", id="unknown evidence field"),
        pytest.param(GRANT, "parties[0].actor", "nobody", "is not in actors.csv (written 本署)", id="unknown actor"),
        pytest.param(GRANT, "parties[0].actor", "", "is not in actors.csv", id="no actor"),
        pytest.param(GRANT, "parties[1].role", "boss", "is none of signatory, host", id="unknown role"),
        pytest.param(GRANT, "parties[1].kind", "planet", "is none of country, agency", id="unknown kind"),
        pytest.param(GRANT, "parties[1].kind", "", "is none of country, agency", id="no kind"),
        pytest.param(GRANT, "parties[1].kind", "agency", "is not that of care in actors.csv, 'ngo'", id="kind of another"),
        pytest.param(GRANT, "parties[0].iso3", "JPN", "is not that of nia in actors.csv, 'TWN'", id="iso3 of another"),
        pytest.param(GRANT, "parties[0].name", "", "is empty", id="party without name"),
        pytest.param(GRANT, "parties[0].title", 3, "is not text", id="party title a number"),
        pytest.param(GRANT, "parties", {"name": "本署"}, "is not a list of objects", id="parties no list"),
        pytest.param(GRANT, "type", "treaty", "is none of agreement, visit", id="unknown type"),
        pytest.param(GRANT, "type", "", "is none of agreement, visit", id="no type"),
        pytest.param(GRANT, "document", "rep9", "is not in reports.csv", id="unknown document"),
        pytest.param(GRANT, "document", "rep2", "stands in the file of rep1", id="document of another file"),
        pytest.param(GRANT, "evidence[0].report", "rep9", "is not in reports.csv", id="unknown report"),
        pytest.param(GRANT, "evidence[0].report", "rep2", "is not rep1, whose file this is", id="report of another file"),
        pytest.param(GRANT, "date", "106-03-17", "is a ROC year left unconverted: 106 is 2017", id="ROC year"),
        pytest.param(GRANT, "date", "0106-03-17", "a ROC year left unconverted? 106 is 2017", id="ROC year with a zero"),
        pytest.param(GRANT, "date", "2017-02-30", "has day 30, which month 2 of 2017 does not have", id="no such day"),
        pytest.param(GRANT, "date", 2017, "is not text", id="date a number"),
        pytest.param(FIGURE, "period", "2016~", "is not a date", id="period no date"),
        pytest.param(AGREEMENT, "date", "2015-05-07", "is not 104年5月6日 (2015-05-06)", id="date and words disagree"),
        pytest.param(AGREEMENT, "date", "2015", "is not 104年5月6日 (2015-05-06)", id="date coarser than its words"),
        pytest.param(GRANT, "evidence[0].end", 10_000, "is past the end of rep1, which has", id="past the end"),
        pytest.param(GRANT, "evidence[0].end", 5, "is not after start", id="end before start"),
        pytest.param(GRANT, "evidence[0].end", PLACE["start"], f"is not after start {PLACE['start']}", id="end at start"),
        pytest.param(GRANT, "evidence[0].start", -1, "is not a position", id="negative start"),
        pytest.param(GRANT, "evidence[0].start", True, "is not a position", id="boolean start"),
        pytest.param(GRANT, "evidence[0].start", 1.0, "is not a position", id="fractional start"),
        pytest.param(GRANT, "evidence[0].end", None, "is not a position", id="no end"),
        pytest.param(GRANT, "evidence[0].exact", "字" * 41, "has 41 characters, not 1 to 40", id="phrase too long"),
        pytest.param(GRANT, "evidence[0].exact", "", "is empty", id="empty phrase"),
        pytest.param(GRANT, "evidence[0].exact", " 　\n", "is empty", id="blank phrase"),
        pytest.param(GRANT, "evidence", [], "is not a list of at least one passage", id="no evidence"),
        pytest.param(GRANT, "evidence", "104年補助", "is not a list of at least one passage", id="evidence a text"),
        pytest.param(FIGURE, "id", "rep2-rating-twn", "stands already in rep2.jsonl on line 4", id="id twice in a file"),
        pytest.param(FIGURE, "id", "rep1-grant-care", "stands already in rep1.jsonl on line 3", id="id in two files"),
        pytest.param(FIGURE, "id", "", "is not a name", id="empty id"),
        pytest.param(FIGURE, "id", 7, "is not a name", id="id a number"),
        pytest.param(GRANT, "topic", "補助", "is not a list of names", id="topic no list"),
        pytest.param(GRANT, "topic", [1], "is not a list of names", id="topic of numbers"),
        pytest.param(AGREEMENT, "status", "", "is none of signed, applicable", id="agreement without status"),
        pytest.param(AGREEMENT, "status", "done", "is none of signed, applicable", id="unknown status"),
        pytest.param(VISIT, "direction", "", "is none of inbound, outbound", id="visit without direction"),
        pytest.param(VISIT, "direction", "both", "is none of inbound, outbound", id="unknown direction"),
        pytest.param(FIGURE, "value", None, "is missing: a figure has one", id="figure without value"),
        pytest.param(FIGURE, "value", "", "is missing: a figure has one", id="figure with an empty value"),
        pytest.param(FIGURE, "value", True, "is neither a number nor text", id="boolean value"),
        pytest.param(FIGURE, "value", [12], "is neither a number nor text", id="value a list"),
        pytest.param(FIGURE, "value", float("nan"), "is not a number", id="NaN"),
        pytest.param(FIGURE, "value", float("-inf"), "is not a number", id="infinity"),
        pytest.param(GRANT, "attendance", -1, "is not a whole number from 0 on", id="negative attendance"),
        pytest.param(GRANT, "attendance", True, "is not a whole number from 0 on", id="boolean attendance"),
        pytest.param(GRANT, "attendance", "80", "is not a whole number from 0 on", id="attendance a text"),
        pytest.param(GRANT, "countries_count", 1.5, "is not a whole number from 0 on", id="half a country"),
    ],
)  # fmt: skip
def test_a_bad_field_is_one_problem(
    project: Path, refused: Callable[[], list[str]], name: str, field: str, value: object, words: str
) -> None:
    spoil(project, name, **{field: value})
    file, line = line_of(name)
    (problem,) = refused()
    assert problem.startswith(f"{file}:{line}: {field}: {value!r} ")
    assert words in problem


def test_the_place_past_the_end_starts_one_after_the_last_character(project: Path, refused: Callable[[], list[str]]) -> None:
    length = len((project / "data" / "reports" / "rep1.txt").read_text("utf-8"))
    spoil(project, GRANT, **{"evidence[0].end": length})
    assert len(read_data(project / "data").statements) == len(facts())
    spoil(project, GRANT, **{"evidence[0].end": length + 1})
    assert refused() == [
        f"{REP1}:3: evidence[0].end: {length + 1} is past the end of rep1, which has {length} characters"
    ]  # fmt: skip


def test_a_phrase_of_forty_characters_is_not_too_long(project: Path) -> None:
    spoil(project, GRANT, **{"evidence[0].exact": "𠮷" * 40})
    assert len(read_data(project / "data").statements) == len(facts())


def test_a_same_as_that_names_no_statement_is_one_problem(project: Path, refused: Callable[[], list[str]]) -> None:
    spoil(project, "rep2-workshop-two", same_as=["rep2-workshop-one", "rep2-workshop-three"])
    assert refused() == [f"{REP2}:3: same_as: 'rep2-workshop-three' is no statement"]


@pytest.mark.parametrize("field", ["type", "document", "parties[0].actor", "parties[0].name", "evidence", "id"])
def test_a_field_left_out_is_named_too(project: Path, refused: Callable[[], list[str]], field: str) -> None:
    rows = [copy.deepcopy(r) for r in facts() if r["document"] == "rep1"]
    part: Any = rows[2]
    *steps, last = re.findall(r"\w+", field)
    for step in steps:
        part = part[int(step) if step.isdigit() else step]
    del part[last]
    write_jsonl(project / REP1, rows)
    (problem,) = refused()
    assert problem.startswith(f"{REP1}:3: {field}: ")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param('{"id": "rep2-figure-x", ', "is not a JSON object: Expecting", id="cut short"),
        pytest.param("rep2-figure-x", "is not a JSON object: Expecting value", id="no JSON"),
        pytest.param('["rep2-figure-x"]', "is not a JSON object: it is list", id="a list"),
        pytest.param('"rep2-figure-x"', "is not a JSON object: it is str", id="a text"),
        pytest.param("null", "is not a JSON object: it is NoneType", id="null"),
        pytest.param('{"id": "a"} {"id": "b"}', "is not a JSON object: Extra data", id="two on a line"),
        pytest.param('{"id": "a", "date": "2016", "date": "2017"}', "field 'date' stands in it twice", id="field twice"),
        pytest.param("[" * 100_000, "is not a JSON object: ", id="too deep"),
        pytest.param('{"id": "a", "title": "\\ud83d"}', "surrogates not allowed", id="half a surrogate pair"),
    ],
)
def test_a_line_that_is_no_json_object_is_one_problem(
    project: Path, refused: Callable[[], list[str]], content: str, words: str
) -> None:
    append(content)(project / REP2)
    (problem,) = refused()
    assert problem.startswith(f"{REP2}:6: {content[:40]!r} is not a JSON object: ")
    assert words in problem


def test_letters_outside_the_first_plane_may_be_escaped(project: Path) -> None:
    path = project / REP2
    path.write_text(path.read_text("utf-8").replace('"查獲案件", "value"', '"\\ud842\\udfb7", "value"'), encoding="utf-8")
    assert "𠮷" in [s.title for s in read_data(project / "data").statements]


NIA = "zh-Hant:內政部移民署=2015-01-02/.."


@pytest.mark.parametrize(
    ("file", "edit", "problem"),
    [
        pytest.param(
            ACTORS, replace("id,kind,name_zh", "id,kind,name"),
            "1: header: 'id,kind,name,name_en,iso3,parent,aliases,namings,exact_match,note' should be id,kind,name_zh,name_en,",
            id="actors header",
        ),
        pytest.param(REPORTS, replace(",sha256", ",md5"), "1: header: 'id,year,title_zh,", id="reports header"),
        pytest.param(MERGES, replace("by,reason", "reason,by"), "1: header: 'left,right,verdict,reason,by,", id="merges header"),
        pytest.param(RELATIONS, replace("since", "from"), "1: header: 'iso3,from,until,source' should be", id="relations header"),
        pytest.param(REGIONS, replace(",subregion", ""), "1: header: 'iso3,region' should be iso3,region,", id="regions header"),
        pytest.param(MERGES, lambda p: p.write_bytes(b""), "1: header: '' should be left,right,", id="empty file"),
        pytest.param(ACTORS, append("x,ngo,某會"), "10: row: 'x,ngo,某會' has 3 cells, not 10", id="ragged row"),
        pytest.param(ACTORS, replace("Palau,PLW", "Palau"), "3: row: 'PLW,country,", id="ragged row that others name"),
        pytest.param(ACTORS, append('x,ngo,"某會'), "10: row: '' is not CSV: ", id="open quote"),
        pytest.param(ACTORS, replace("Association,TWN,", "Association,TWN,moi"), "7: parent: 'moi' is not an actor", id="parent"),
        pytest.param(ACTORS, replace("Association,TWN", "Association,XXX"), "7: iso3: 'XXX' is the code of no country", id="iso3"),
        pytest.param(ACTORS, append("JPN,country,日本,,JPN,,,,,"), "10: id: 'JPN' stands already on line 4", id="actor twice"),
        pytest.param(ACTORS, append(",ngo,某會,,,,,,,"), "10: id: '' is empty", id="actor without id"),
        pytest.param(ACTORS, append("x,crowd,某會,,,,,,,"), "10: kind: 'crowd' is none of country, agency", id="kind"),
        pytest.param(ACTORS, append("x,ngo,,X,,,,,,"), "10: name_zh: '' is empty: every actor has", id="no Chinese name"),
        pytest.param(ACTORS, append("kor,country,韓國,,KOR,,,,,"), "10: id: 'kor' is not the country's ISO code 'KOR'", id="code"),
        pytest.param(ACTORS, append("x,ngo,某會,,,,,,Q42,"), "10: exact_match: 'Q42' is not a web address", id="exact match"),
        pytest.param(ACTORS, replace(NIA, "fr:SNI=2015-01-02/.."), "6: namings: 'fr:SNI=2015-01-02/..' is not <zh-", id="language"),
        pytest.param(ACTORS, replace(NIA, "內政部移民署"), "6: namings: '內政部移民署' is not <zh-Hant or en>:", id="naming"),
        pytest.param(ACTORS, replace(NIA, "en:=2015/.."), "6: namings: 'en:=2015/..' is not <zh-Hant or en>:", id="nameless"),
        pytest.param(ACTORS, replace(NIA, "en:NIA=2015"), "6: namings: 'en:NIA=2015' is not <zh-Hant or en>:", id="one day"),
        pytest.param(ACTORS, replace(NIA, "en:NIA=104-01-02/.."), "6: namings: '104-01-02/..' is a ROC year", id="ROC naming"),
        pytest.param(ACTORS, replace(NIA, "en:NIA=2015-02-30/.."), "6: namings: '2015-02-30/..' has day 30", id="naming day"),
        pytest.param(ACTORS, replace(NIA, "en:NIA=2015/2007"), "6: namings: '2015/2007' ends before it begins", id="backwards"),
        pytest.param(REPORTS, replace("rep1,2015", "rep1,104"), "2: year: '104' is a ROC year left unconverted", id="ROC report"),
        pytest.param(REPORTS, replace("rep1,2015", "rep1,n.d."), "2: year: 'n.d.' is not a whole number", id="report year"),
        pytest.param(REPORTS, append("rep3,2015,a,a,nobody,report,a,b,9"), "4: publisher: 'nobody' is not an actor", id="publisher"),
        pytest.param(REPORTS, append("rep1,2015,a,a,nia,report,a,b,99"), "4: id: 'rep1' stands already on line 2", id="report"),
        pytest.param(REPORTS, append("rep3,2015,a,a,nia,report,a,b,９"), "4: characters: '９' is not a whole", id="characters"),
        pytest.param(
            MERGES, append("rep9-visit-x,rep2-agreement-plw,same,me,why,2026-01-05"),
            "2: left: 'rep9-visit-x' is no statement", id="left",
        ),
        pytest.param(
            MERGES, append("rep2-agreement-plw,rep9-visit-x,same,me,why,2026-01-05"),
            "2: right: 'rep9-visit-x' is no statement", id="right",
        ),
        pytest.param(
            MERGES, append("rep1-grant-care,rep2-figure-cases,same,me,why,2026-01-05"),
            "2: right: 'rep2-figure-cases' tells a figure or claim", id="figure merged",
        ),
        pytest.param(
            MERGES, append("rep1-agreement-plw,rep2-agreement-plw,maybe,me,why,2026-01-05"),
            "2: verdict: 'maybe' is none of same, different", id="verdict",
        ),
        pytest.param(
            MERGES, append("rep1-agreement-plw,rep2-agreement-plw,same,,why,2026-01-05"),
            "2: by: '' is empty: a decision names who took it and why", id="by",
        ),
        pytest.param(
            MERGES, append("rep1-agreement-plw,rep2-agreement-plw,same,me,,2026-01-05"),
            "2: reason: '' is empty: a decision names who took it and why", id="reason",
        ),
        pytest.param(
            MERGES, append("rep1-agreement-plw,rep2-agreement-plw,same,me,why,115-01-05"),
            "2: decided: '115-01-05' is a ROC year", id="decided",
        ),
        pytest.param(
            MERGES, append("rep1-grant-care,rep1-visit-yamada,same,me,why,2026\nrep1-visit-yamada,rep1-grant-care,different,me,a,2026"),
            "3: right: 'rep1-grant-care' with rep1-visit-yamada stands already on line 2", id="decided twice",
        ),
        pytest.param(RELATIONS, replace("PLW,", "XXX,"), "2: iso3: 'XXX' is the code of no country in actors.csv", id="relation"),
        pytest.param(RELATIONS, replace("1999-12-29", "88-12-29"), "2: since: '88-12-29' is a ROC year", id="since"),
        pytest.param(RELATIONS, replace("1999-12-29", ""), "2: since: '' is needed", id="no since"),
        pytest.param(RELATIONS, replace("12-29,", "12-29,soon"), "2: until: 'soon' is not a date", id="until"),
        pytest.param(REGIONS, replace("JPN,", "XXX,"), "3: iso3: 'XXX' is the code of no country in actors.csv", id="region"),
    ],
)  # fmt: skip
def test_a_bad_cell_is_one_problem(
    project: Path, refused: Callable[[], list[str]], file: str, edit: Edit, problem: str
) -> None:
    edit(project / file)
    (told,) = refused()
    assert told.startswith(f"{file}:{problem}")


@pytest.mark.parametrize("file", [REPORTS, MERGES, RELATIONS, REGIONS])
def test_a_missing_file_is_one_problem(project: Path, refused: Callable[[], list[str]], file: str) -> None:
    (project / file).unlink()
    assert refused() == [f"{file}: '{Path(file).name}' is missing"]


def test_a_folder_without_actors_is_no_project(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / ACTORS).unlink()
    assert main(["--project", str(project), "build"]) == 2
    assert "has no data/actors.csv" in capsys.readouterr().err


@pytest.mark.parametrize(("file", "line"), [(REP1, 1), (REP2, 1), (ACTORS, 2), (REPORTS, 2)])
def test_another_encoding_is_one_problem(project: Path, refused: Callable[[], list[str]], file: str, line: int) -> None:
    raw = (project / file).read_text("utf-8").encode("big5")
    (project / file).write_bytes(raw)
    first = next(n for n, byte in enumerate(raw) if byte > 127)
    assert refused() == [f"{file}:{line}: {raw[first : first + 4]!r} is not UTF-8"]


@pytest.mark.parametrize("file", [REP1, REP2, ACTORS, REPORTS, MERGES, RELATIONS, REGIONS])
def test_a_byte_order_mark_is_one_problem(project: Path, refused: Callable[[], list[str]], file: str) -> None:
    path = project / file
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert refused() == [f"{file}:1: '\\ufeff' is a byte order mark: save the file as UTF-8 without one"]


@pytest.mark.parametrize("file", [REP1, REP2, ACTORS, REPORTS, MERGES, RELATIONS, REGIONS])
def test_carriage_returns_are_one_problem(project: Path, refused: Callable[[], list[str]], file: str) -> None:
    path = project / file
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert refused() == [f"{file}:1: '\\r' is a carriage return: save the file with LF line ends"]


def test_one_carriage_return_is_named_with_its_line(project: Path, refused: Callable[[], list[str]]) -> None:
    path = project / REP2
    first, second, rest = path.read_bytes().split(b"\n", 2)
    path.write_bytes(b"\n".join([first, second + b"\r", rest]))
    assert refused() == [f"{REP2}:2: '\\r' is a carriage return: save the file with LF line ends"]


def test_all_problems_of_a_run_are_told_together(project: Path, refused: Callable[[], list[str]]) -> None:
    spoil(project, GRANT, **{"evidence[0].start": None, "evidence[0].exact": "", "date": "104", "parties[0].role": "boss"})
    spoil(project, FIGURE, **{"value": None})
    append("{")(project / REP2)
    append("x,crowd,某會,,,,,,,")(project / ACTORS)
    append("rep1-grant-care,rep1-visit-yamada,perhaps,,why,2026")(project / MERGES)
    replace("PLW,", "XXX,")(project / REGIONS)
    problems = refused()
    assert len(problems) == 10
    assert {" ".join(p.split(" ")[:2]) for p in problems} == {
        f"{ACTORS}:10: kind:", f"{REP1}:3: date:", f"{REP1}:3: parties[0].role:", f"{REP1}:3: evidence[0].start:",
        f"{REP1}:3: evidence[0].exact:", f"{REP2}:5: value:", f"{REP2}:6: '{{'", f"{MERGES}:2: verdict:", f"{MERGES}:2: by:",
        f"{REGIONS}:2: iso3:",
    }  # fmt: skip


def test_a_line_with_a_problem_is_still_a_statement_to_those_that_name_it(
    project: Path, refused: Callable[[], list[str]]
) -> None:
    spoil(project, "rep2-workshop-one", attendance=-1)
    append("rep2-workshop-one,rep1-grant-care,different,me,why,2026-01-05")(project / MERGES)
    assert refused() == [f"{REP2}:2: attendance: -1 is not a whole number from 0 on"]


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        pytest.param('{"id": "rep2-workshop-one", ', "{", f"{REP2}:2: id: None is not a name", id="its name"),
        pytest.param('{"id": "rep2-workshop-one", ', "", f"{REP2}:2: ", id="its line"),
        pytest.param("工作坊", "\udcff", f"{REP2}:2: b'\\xff", id="its file"),
    ],
)
def test_a_line_that_is_lost_may_be_the_one_that_others_name(
    project: Path, refused: Callable[[], list[str]], old: str, new: str, where: str
) -> None:
    path = project / REP2
    text = path.read_text("utf-8").replace(old, new, 1)
    path.write_text(text, encoding="utf-8", errors="surrogateescape")
    append("rep2-workshop-one,rep1-grant-care,different,me,why,2026-01-05")(project / MERGES)
    (problem,) = refused()
    assert problem.startswith(where)


def test_statements_are_in_order_of_report_and_place(project: Path) -> None:
    for file in (REP1, REP2):
        path = project / file
        path.write_text("\n".join(reversed(path.read_text("utf-8").split("\n"))), encoding="utf-8")
    text = (project / REPORTS).read_text("utf-8")
    header, *rows = text.splitlines()
    (project / REPORTS).write_text("\n".join([header, *reversed(rows), ""]), encoding="utf-8")
    found = [(s.document, s.evidence[0].start) for s in read_data(project / "data").statements]
    assert found == sorted(found)
    assert len(found) == len(facts())


def test_what_is_written_is_what_was_read(project: Path) -> None:
    first = read_data(project / "data").statements
    assert {s.id: as_row(s) for s in first} == {r["id"]: r for r in facts()}
    for file in (REP1, REP2):
        write_jsonl(project / file, [as_row(s) for s in first if file == f"data/facts/{s.document}.jsonl"])
    assert read_data(project / "data").statements == first
    assert b"\\u" not in (project / REP1).read_bytes()


def test_cells_of_actors_are_read_as_they_stand(project: Path) -> None:
    data = read_data(project / "data")
    nia = next(a for a in data.actors if a.id == "nia")
    assert (nia.aliases, nia.iso3, nia.name_en) == (("本署", "入出國及移民署"), "TWN", "National Immigration Agency")
    spans = [(n.name, n.lang, n.since and n.since.edtf, n.until and n.until.edtf) for n in nia.namings]
    assert spans == [
        ("內政部入出國及移民署", "zh-Hant", "2007-01-02", "2015-01-01"),
        ("內政部移民署", "zh-Hant", "2015-01-02", None),
    ]
    assert [(r.iso3, r.since.edtf, r.until) for r in data.relations] == [("PLW", "1999-12-29", None)]
    assert data.regions[1] == ("JPN", "Asia", "Eastern Asia")
    assert [(r.id, r.year) for r in data.reports] == [("rep1", 2015), ("rep2", 2016)]


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠x", '=HYPERLINK("a")']
)
def test_a_cell_that_could_be_a_formula_gets_an_apostrophe(cell: str) -> None:
    assert neutral(cell) == "'" + cell
    assert csv_text(("a",), [(cell,)]).split("\n", 1)[1].lstrip('"').startswith("'")


@pytest.mark.parametrize("cell", ["臺越", "", "1+1", "a=b", " ", "'=1", -5, -1.5, 0, None, "2016-01"])
def test_any_other_cell_stays_as_it_is(cell: object) -> None:
    assert neutral(cell) is cell


def test_csv_files_have_lf_line_ends_and_keep_their_cells(tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", ("name", "n"), [('會,"議', -1), ("多\n行", None), ("=1", "=2")])
    assert (tmp_path / "a.csv").read_bytes() == 'name,n\n"會,""議",-1\n"多\n行",\n\'=1,\'=2\n'.encode()
    assert csv_text(("name",), [("=1",)], guard=lambda cell: cell) == "name\n=1\n"


CELL = st.text("a臺,\"\n\r\t =＝-'", max_size=4)


@given(st.lists(st.lists(CELL, min_size=2, max_size=2), max_size=4), st.booleans())
def test_a_csv_reader_gets_back_what_was_written(rows: list[list[str]], neutralize: bool) -> None:
    guard = neutral if neutralize else str
    text = csv_text(("a", "b"), rows, guard=guard)
    assert list(csv.reader(io.StringIO(text, newline=""), strict=True)) == [
        ["a", "b"],
        *([guard(c) for c in row] for row in rows),
    ]


@pytest.mark.parametrize("cell", ["", None, "a"])
def test_a_row_of_one_cell_is_a_line_of_its_own(cell: str | None) -> None:
    text = csv_text(("a",), [(cell,), ("b",)])
    assert list(csv.reader(io.StringIO(text))) == [["a"], [cell or ""], ["b"]]
