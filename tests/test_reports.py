"""Report texts: every phrase is found again at its place, or its absence is told with the reason."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TEXTS, facts
from kg.cli import main
from kg.reports import read_text, sha256_of, squeeze, verify
from kg.tables import read_data

Change = Callable[..., Path]
PHRASES = len(facts())


def check(project: Path, *folders: Path) -> tuple[int, list[tuple[str, str]], tuple[str, ...]]:
    data = read_data(project / "data")
    result = verify(data.statements, data.reports, folders or (project / "data" / "reports",))
    return result.found, [(m.statement, m.reason) for m in result.missing], result.without_text


def evidence(name: str) -> dict[str, Any]:
    return dict(next(r["evidence"][0] for r in facts() if r["id"] == name))


def record(project: Path, report: str, raw: bytes) -> None:
    """Put another text in place of a report's and record it."""
    path = project / "data" / "reports" / f"{report}.txt"
    old = hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_bytes(raw)
    table = project / "data" / "reports.csv"
    table.write_text(table.read_text("utf-8").replace(old, hashlib.sha256(raw).hexdigest()), encoding="utf-8")


def test_every_phrase_of_the_small_project_is_found(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(project) == (PHRASES, [], ())
    assert main(["--project", str(project), "verify"]) == 0
    assert capsys.readouterr().out == f"{PHRASES} phrases found at their place, 0 missing\n"


@pytest.mark.parametrize("shift", [-1, 1, 5])
def test_a_phrase_that_moved_is_missing(change: Change, shift: int, capsys: pytest.CaptureFixture[str]) -> None:
    moved = evidence("rep1-grant-care")
    moved["start"] += shift
    moved["end"] += shift if shift < 0 else 0
    project = change("rep1-grant-care", evidence=[moved])
    found, missing, _ = check(project)
    assert (found, missing) == (PHRASES - 1, [("rep1-grant-care", "the passage does not hold the phrase")])
    assert main(["--project", str(project), "verify"]) == 1
    out, err = capsys.readouterr()
    assert f"rep1-grant-care: rep1 {moved['start']}-{moved['end']} '104年補助關懷協會': the passage does not hold" in out
    assert err == "kg: 1 phrase(s) do not stand where the facts say\n"


def test_a_phrase_that_the_text_does_not_hold_is_missing(change: Change) -> None:
    project = change("rep1-grant-care", evidence=[{**evidence("rep1-grant-care"), "exact": "104年補助關懷學會"}])
    assert check(project)[1] == [("rep1-grant-care", "the passage does not hold the phrase")]


def test_each_phrase_of_a_statement_counts(change: Change) -> None:
    good = evidence("rep1-grant-care")
    project = change("rep1-grant-care", evidence=[good, {**good, "exact": "二"}, good])
    assert check(project)[:2] == (PHRASES + 1, [("rep1-grant-care", "the passage does not hold the phrase")])


def test_the_passage_may_be_wider_than_the_phrase(change: Change) -> None:
    wide = {**evidence("rep1-grant-care"), "start": 0, "end": len(TEXTS["rep1"])}
    assert check(change("rep1-grant-care", evidence=[wide])) == (PHRASES, [], ())


def test_a_phrase_broken_over_lines_is_found(change: Change) -> None:
    start = TEXTS["rep1"].index("計\n3人")
    broken = {"report": "rep1", "start": start, "end": start + 4, "exact": "計3人"}
    assert check(change("rep1-visit-yamada", evidence=[broken])) == (PHRASES, [], ())
    spaced = {**broken, "exact": "計 3　人"}
    assert check(change("rep1-visit-yamada", evidence=[spaced])) == (PHRASES, [], ())


def test_positions_count_letters_not_bytes_or_surrogates(project: Path) -> None:
    text = "𠮷" + TEXTS["rep1"][1:]
    record(project, "rep1", text.encode())
    assert check(project)[0] == PHRASES


def test_a_changed_text_holds_no_phrase(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = project / "data" / "reports" / "rep1.txt"
    path.write_text(path.read_text("utf-8") + "\n", encoding="utf-8")
    names = [r["id"] for r in facts() if r["document"] == "rep1"]
    reason = "the text at hand is not the one recorded in reports.csv"
    found, missing, absent = check(project)
    assert (found, sorted(missing), absent) == (PHRASES - len(names), [(name, reason) for name in sorted(names)], ())
    assert main(["--project", str(project), "verify"]) == 1
    assert capsys.readouterr().out.count(reason) == len(names)


def test_a_text_in_another_encoding_is_a_changed_text(project: Path) -> None:
    (project / "data" / "reports" / "rep1.txt").write_bytes(TEXTS["rep1"].encode("big5"))
    found, missing, _ = check(project)
    assert (found, len(missing)) == (5, 3)


def test_line_ends_are_part_of_the_text(project: Path) -> None:
    path = project / "data" / "reports" / "rep2.txt"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert check(project)[0] == 3


def test_a_report_without_its_text_is_told_and_not_counted(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "data" / "reports" / "rep1.txt").unlink()
    assert check(project) == (5, [], ("rep1",))
    assert main(["--project", str(project), "verify"]) == 0
    assert capsys.readouterr().err == "no text at hand for rep1: give --reports DIR\n"


def test_no_text_at_all_is_not_a_success(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("KG_REPORTS", raising=False)
    for path in (project / "data" / "reports").iterdir():
        path.unlink()
    assert check(project) == (0, [], ("rep1", "rep2"))
    assert main(["--project", str(project), "verify"]) == 1
    assert "no report text is at hand" in capsys.readouterr().err


def test_the_first_folder_that_holds_a_text_is_the_one_read(project: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "rep1.txt").write_text("另一份", encoding="utf-8")
    usual = project / "data" / "reports"
    report = read_data(project / "data").reports[0]
    assert read_text(report, [mine, usual]) == "另一份"
    assert read_text(report, [usual, mine]) == TEXTS["rep1"]
    assert read_text(report, [tmp_path]) is None
    assert check(project, mine, usual)[0] == 5
    assert main(["--project", str(project), "verify", "--reports", str(mine)]) == 1


def test_the_recorded_sha256_is_that_of_the_file() -> None:
    assert sha256_of(TEXTS["rep1"]) == hashlib.sha256(TEXTS["rep1"].encode()).hexdigest()


@given(st.text(" \t\n　abc移民"))
def test_squeezing_takes_away_white_space_and_nothing_else(text: str) -> None:
    assert squeeze(text) == "".join(c for c in text if not c.isspace())


def test_verifying_changes_nothing(project: Path) -> None:
    before = {f: f.read_bytes() for f in project.rglob("*") if f.is_file()}
    main(["--project", str(project), "verify"])
    assert {f: f.read_bytes() for f in project.rglob("*") if f.is_file()} == before
