"""``kg review``: decisions applied, counted and undone."""

from __future__ import annotations

import csv
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from reviewing import Row, decide, edit, facts_of, row_of, table

from kg.cli import main
from kg.places import find_project
from kg.review.deciding import under_review
from kg.tables import read_data

Capture = pytest.CaptureFixture[str]


def set_cells(words: str, kind: str = "", **cells: str) -> Callable[[list[Row]], None]:
    """An edit of the one row whose passage holds some words."""

    def change(rows: list[Row]) -> None:
        row_of(rows, words, kind).update(cells)

    return change


def ledger(project: Path) -> dict[str, Row]:
    with (project / "data" / "reviewed" / "new.csv").open(encoding="utf-8", newline="") as file:
        return {row["statement"]: row for row in csv.DictReader(file)}


def snapshot(project: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in (project / "data").rglob("*") if p.is_file()}


def test_accepted_rejected_and_open_are_the_input(added: Path, capsys: Capture) -> None:
    total = len(table(added))
    assert decide(added, "--accept", "3-4", "--reject", "5") == 0
    out = capsys.readouterr().out
    assert f"new: {total} statements = 2 accepted + 1 rejected + {total - 3} open" in out
    ((report, counts, here),) = under_review(find_project(added))
    assert (report, counts.proposed, here) == ("new", total, True)
    assert counts.accepted + counts.rejected + counts.open == counts.proposed
    assert len(facts_of(added)) == 2
    assert [r["n"] for r in table(added)] == ["1", "2", "6", "7", "8"]


def test_an_accepted_statement_stands_in_the_data_as_it_was_proposed(added: Path) -> None:
    edit(added, set_cells("田中", decision="Accept", why="read twice"))
    assert decide(added) == 0
    (row,) = facts_of(added)
    assert (row["type"], row["date"], row["document"]) == ("visit", "2017-06-08", "new")
    assert "quote" not in row
    data = read_data(added / "data")
    (statement,) = [s for s in data.statements if s.document == "new"]
    assert {p.actor for p in statement.parties} == {"tian-zhongcilang", "JPN", "nia"}
    (actor,) = [a for a in data.actors if a.id == "tian-zhongcilang"]
    assert (actor.name_zh, actor.kind, actor.iso3) == ("田中次郎", "person", "JPN")
    entry = ledger(added)[statement.id]
    assert (entry["verdict"], entry["by"], entry["why"]) == ("accepted", "Lin", "read twice")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", entry["decided"])


def test_changed_cells_correct_a_statement(added: Path) -> None:
    edit(added, set_cells(
        "國境安全", "workshop", decision="更正", attendance="1,100", location="臺北", topic="國境 | 安全", phrase="舉辦「國境安全研討會」",
        parties="organizer: 本署 = nia | co-organizer: 關懷協會 | speaker: 山田一郎 [教授; 某大學] = yamada",
    ))  # fmt: skip
    assert decide(added) == 0
    (row,) = facts_of(added)
    assert (row["attendance"], row["location"], row["topic"]) == (1100, "臺北", ["國境", "安全"])
    assert row["evidence"][0]["exact"] == "舉辦「國境安全研討會」"
    parties = {p["actor"]: p for p in row["parties"]}
    assert parties.keys() == {"nia", "care", "yamada"}
    assert (parties["yamada"]["title"], parties["yamada"]["affiliation"], parties["yamada"]["iso3"]) == (
        "教授",
        "某大學",
        "JPN",
    )
    assert ledger(added)[row["id"]]["verdict"] == "corrected"
    read_data(added / "data")


def test_a_date_that_a_spreadsheet_rewrote_is_not_a_correction(added: Path) -> None:
    edit(added, set_cells("國境安全", "workshop", decision="accept", date="2017/9/2"), encoding="utf-8-sig", delimiter=";")
    assert decide(added) == 0
    (row,) = facts_of(added)
    assert row["date"] == "2017-09-02"
    assert ledger(added)[row["id"]]["verdict"] == "accepted"


def test_a_corrected_date_has_to_fit_the_words_of_the_text(added: Path, capsys: Capture) -> None:
    edit(added, set_cells("國境安全", "workshop", decision="accept", date="2017-09-03"))
    before = snapshot(added)
    assert decide(added) == 1
    assert "date: '2017-09-03' is not 106年9月2日 (2017-09-02)" in capsys.readouterr().err
    assert snapshot(added) == before
    edit(added, set_cells("國境安全", "workshop", date_as_written=""))
    assert decide(added) == 0
    assert facts_of(added)[0]["date"] == "2017-09-03"


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"decision": "maybe"}, "decision: 'maybe' is none of accept, correct, reject"),
        ({"type": "party"}, "type: 'party' is none of agreement"),
        ({"date": "17/3/2017"}, "is no date"),
        ({"attendance": "many"}, "is not a whole number"),
        ({"phrase": "沒有的話"}, "does not stand in the passage"),
        ({"parties": "organizer: 沒有的人"}, "does not say who 沒有的人 is"),
        ({"parties": "organizer: 沒有的人 = nobody"}, "'nobody' is neither in data/actors.csv nor in actors.csv"),
        ({"same_as": "99"}, "is the number of no row"),
        ({"same_event": "same"}, "names 0 statements"),
        ({"same_event": "same", "event": "rep9-none"}, "is no statement of the graph"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_written(
    cells: dict[str, str], message: str, added: Path, capsys: Capture
) -> None:
    edit(added, set_cells("國境安全", "workshop", **{"decision": "accept", **cells}))
    edit(added, set_cells("田中", decision="accept"))
    before = snapshot(added)
    assert decide(added) == 1
    error = capsys.readouterr().err
    assert "review/new/statements.csv:8: " in error
    assert message in error
    assert snapshot(added) == before


def test_the_graph_says_what_it_gained(added: Path, capsys: Capture) -> None:
    assert decide(added, "--accept", "1,2,5") == 0
    out = capsys.readouterr().out
    assert "+ actor     BLZ  貝里斯 (Belize), country" in out
    assert "+ partner   BLZ  Belize: first agreement signed by the end of 2017" in out
    assert "partner   PLW" not in out
    assert re.search(r"\+ event     agreement signed 2017-03-17 移民事務合作備忘錄  new-agreement-", out)
    assert "= told      agreement signed 2015-05-06" in out
    assert "! conflict  rep2-figure-cases: value 12 (rep2-figure-cases) against 13 (new-figure-" in out
    assert "+ 1 figure(s) and claim(s)" in out
    assert main(["--project", str(added), "build", "--quiet"]) == 0


def test_a_finer_date_is_shown_as_refined(desk: Path, capsys: Capture) -> None:
    facts = desk / "data" / "facts" / "rep1.jsonl"
    lines = [line for line in facts.read_text("utf-8").splitlines() if "rep1-agreement-plw" not in line]
    facts.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    assert main(["--project", str(desk), "add", str(desk / "new.txt")]) == 0
    assert decide(desk, "--accept", "1") == 0
    assert "~ date      rep2-agreement-plw: 2015 → 2015-05-06" in capsys.readouterr().out


def test_a_dry_run_shows_the_gain_and_writes_nothing(added: Path, capsys: Capture) -> None:
    before, rows = snapshot(added), table(added)
    assert decide(added, "--accept", "2", "--dry-run") == 0
    assert "would gain:\n+ actor     BLZ" in capsys.readouterr().out
    assert (snapshot(added), table(added)) == (before, rows)


def test_the_same_event_by_decision_is_a_row_of_merges(added: Path, capsys: Capture) -> None:
    edit(added, set_cells("移民事務工作坊", decision="接受", same_event="相同", why="the same day"))
    assert decide(added) == 0
    (merge,) = read_data(added / "data").merges
    assert (merge.left, merge.verdict, merge.by, merge.reason) == ("rep2-workshop-one", "same", "Lin", "the same day")
    out = capsys.readouterr().out
    assert "= told      workshop 2016-07-01" in out
    assert "? merge" not in out


def test_a_different_event_by_decision_keeps_apart_what_the_rule_joins(added: Path, capsys: Capture) -> None:
    edit(added, lambda rows: rows[0].update(decision="accept", same_event="different"))
    assert decide(added) == 0
    (merge,) = read_data(added / "data").merges
    assert (merge.left, merge.verdict) == ("rep1-agreement-plw", "different")
    assert "+ event     agreement signed 2015-05-06" in capsys.readouterr().out


def test_the_proposed_same_event_needs_no_row(added: Path) -> None:
    assert decide(added, "--accept", "1") == 0
    assert read_data(added / "data").merges == ()


def test_a_merge_left_open_is_shown(added: Path, capsys: Capture) -> None:
    assert decide(added, "--accept", "8") == 0
    assert "? merge     rep2-workshop-one and new-workshop-" in capsys.readouterr().out


def test_rows_linked_by_number_tell_one_event_in_either_order(added: Path) -> None:
    edit(added, set_cells("國境安全", "workshop", same_as="8"))
    edit(added, set_cells("移民事務工作坊", decision="accept"))
    assert decide(added) == 0
    assert "same_as" not in facts_of(added)[0]
    assert decide(added, "--accept", "7") == 0
    linked = {r["title"]: r.get("same_as", []) for r in facts_of(added)}
    assert linked == {"移民事務工作坊": [], "國境安全研討會": [facts_of(added)[1]["id"]]}
    read_data(added / "data")


def test_a_name_decided_to_be_a_known_actor(added: Path) -> None:
    edit(added, lambda rows: rows[1].update(decision="alias", actor="yamada"), "actors.csv")
    assert decide(added, "--accept", "3") == 0
    data = read_data(added / "data")
    (statement,) = [s for s in data.statements if s.document == "new"]
    assert "yamada" in {p.actor for p in statement.parties}
    (actor,) = [a for a in data.actors if a.id == "yamada"]
    assert actor.aliases == ("田中次郎",)


def test_a_name_that_is_like_a_known_one_may_be_new_all_the_same(desk: Path) -> None:
    actors = desk / "data" / "actors.csv"
    actors.write_text(actors.read_text("utf-8") + "suzuki,person,鈴木太郎,,JPN,,,,,\n", "utf-8")
    (desk / "new.txt").write_text("內政部移民署106年度工作報告\n一、日本眾議員鈴木太平於106年6月8日拜會本署。\n", "utf-8")
    assert main(["--project", str(desk), "add", str(desk / "new.txt")]) == 0
    (name,) = table(desk, "actors.csv")
    assert (name["decision"], name["actor"], name["key"] == "suzuki") == ("", "suzuki", False)
    edit(desk, lambda rows: rows[0].update(decision="new"), "actors.csv")
    assert decide(desk, "--accept", "all") == 0
    assert name["key"] in {a.id for a in read_data(desk / "data").actors}


def test_a_new_actor_under_another_id_is_known_to_the_rows_that_follow(added: Path) -> None:
    edit(added, lambda rows: rows[0].update(parent="JPN", note="met"), "actors.csv")
    edit(added, lambda rows: rows[1].update(actor="tanaka", name_en="Tanaka Jirō"), "actors.csv")
    edit(added, lambda rows: rows[6].update(parties="organizer: 本署 = nia | speaker: 田中次郎 = tian-zhongcilang"))
    assert decide(added, "--accept", "3") == 0
    assert decide(added, "--accept", "7") == 0
    data = read_data(added / "data")
    assert [a.name_en for a in data.actors if a.id == "tanaka"] == ["Tanaka Jirō"]
    assert [{p.actor for p in s.parties} for s in data.statements if s.document == "new" and s.type == "workshop"] == [
        {"nia", "tanaka"}
    ]


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"decision": ""}, "decision: '' is empty, but row 3 of statements.csv is accepted: new, same or alias?"),
        ({"decision": "same", "actor": "nobody"}, "actor: 'nobody' is not in data/actors.csv"),
        ({"actor": "yamada"}, "actor: 'yamada' is 山田一郎 already: choose another id, or decide same"),
        ({"kind": "man"}, "kind: 'man' is none of country"),
        ({"name_zh": ""}, "name_zh: '' is empty"),
        ({"parent": "nobody"}, "parent: 'nobody' is not an actor"),
        ({"iso3": "XYZ"}, "iso3: 'XYZ' is the code of no country"),
        ({"actor": ""}, "actor: '' is empty"),
    ],
)  # fmt: skip
def test_a_wrong_name_is_named_once(cells: dict[str, str], message: str, added: Path, capsys: Capture) -> None:
    edit(added, lambda rows: rows[1].update(cells), "actors.csv")
    before = snapshot(added)
    assert decide(added, "--accept", "3") == 1
    error = capsys.readouterr().err
    assert f"review/new/actors.csv:3: {message}" in error
    assert error.count("actors.csv:3") == 1
    assert snapshot(added) == before


def test_the_country_of_a_new_actor_comes_with_it(added: Path, capsys: Capture) -> None:
    edit(added, lambda rows: rows[1].update(iso3="FRA"), "actors.csv")
    assert decide(added, "--accept", "3") == 0
    assert {"FRA", "tian-zhongcilang"} <= {a.id for a in read_data(added / "data").actors}
    assert "+ actor     FRA  法國 (France), country" in capsys.readouterr().out


def test_a_lost_row_is_open_and_comes_back(added: Path, capsys: Capture) -> None:
    edit(added, lambda rows: rows.pop(2))
    assert decide(added) == 0
    assert "0 accepted + 0 rejected + 8 open" in capsys.readouterr().out
    assert [r["n"] for r in table(added)] == [str(n) for n in range(1, 9)]


def test_a_doubled_row_is_refused(added: Path, capsys: Capture) -> None:
    edit(added, lambda rows: rows.append(rows[0]))
    assert decide(added) == 1
    assert "stands in two rows" in capsys.readouterr().err


def test_a_sheet_in_another_encoding_is_named(added: Path, capsys: Capture) -> None:
    path = added / "review" / "new" / "statements.csv"
    path.write_bytes(path.read_text("utf-8-sig").encode("big5", "replace"))
    assert decide(added) == 1
    assert "is not UTF-8: save it as CSV UTF-8" in capsys.readouterr().err


def test_edits_of_rows_left_open_are_kept(added: Path) -> None:
    edit(added, set_cells("國境安全", "workshop", location="高雄"))
    assert decide(added, "--accept", "3") == 0
    assert row_of(table(added), "國境安全", "workshop")["location"] == "高雄"


def test_a_cell_that_a_spreadsheet_would_compute_is_read_as_it_was(added: Path) -> None:
    edit(added, set_cells("國境安全", "workshop", decision="accept", note="'=1+1"))
    assert decide(added) == 0
    assert facts_of(added)[0]["note"] == "=1+1"


def test_rows_may_be_decided_by_number_all_or_those_without_a_doubt(added: Path, capsys: Capture) -> None:
    sure = [r for r in table(added) if not r["doubt"]]
    assert decide(added, "--accept", "sure", "--reject", "3") == 0
    assert f"{len(sure) - 1} accepted + 1 rejected" in capsys.readouterr().out
    assert decide(added, "--reject", "all") == 0
    assert "+ 0 open" in capsys.readouterr().out
    assert main(["--project", str(added), "review"]) == 0
    assert re.search(r"^new +8 +4 +0 +4 +0 +done$", capsys.readouterr().out, re.MULTILINE)


@pytest.mark.parametrize("rows", ["9", "x", "1-"])
def test_rows_that_are_not_open_are_refused(rows: str, added: Path, capsys: Capture) -> None:
    assert decide(added, "--accept", rows) == 2
    assert decide(added, "--accept", "1", "--reject", "1") == 2
    assert capsys.readouterr().err.count("\n") == 2


def test_an_unknown_report_is_refused(project: Path, capsys: Capture) -> None:
    assert main(["--project", str(project), "review", "rep1"]) == 2
    assert "rep1 is not under review" in capsys.readouterr().err
    assert main(["--project", str(project), "review"]) == 0
    assert "no report is under review" in capsys.readouterr().out


def test_a_git_revert_undoes_and_opens_again(added: Path, capsys: Capture) -> None:
    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=Lin", "-c", "user.email=lin@example.org")
        subprocess.run(("git", "-C", str(added), *identity, *arguments), check=True, capture_output=True)

    git("init", "-q")
    (added / ".gitignore").write_text("/review/\nbuild/\ndata/reports/\n", "utf-8")
    git("add", "-A")
    git("commit", "-qm", "a report under review")
    before = snapshot(added)
    assert decide(added, "--accept", "all") == 0
    git("add", "-A")
    git("commit", "-qm", "reviewed")
    assert snapshot(added) != before
    git("revert", "--no-edit", "HEAD")
    assert snapshot(added) == before
    capsys.readouterr()
    assert decide(added) == 0
    assert "0 accepted + 0 rejected + 8 open" in capsys.readouterr().out
    assert len(table(added)) == 8
    assert decide(added, "--accept", "3-7") == 0
