"""Faults that strangers to the review met, each with the test that would have shown it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from reviewing import Row, decide, edit, facts_of, row_of, table

from kg.cli import main
from kg.tables import read_actors, read_data, read_reports

Capture = pytest.CaptureFixture[str]
COAST_GUARD = (
    "海洋委員會海巡署112年度國際合作成果報告\n一、本署於112年5月2日與帛琉簽署海巡合作協定。\n"
    "二、內政部移民署、移民署專勤隊與移民署國境事務大隊協助查緝，移民署並支援通譯。\n"
)


def add(project: Path, text: str, *options: str, name: str = "new") -> int:
    (project / f"{name}.txt").write_text(text, "utf-8")
    return main(["--project", str(project), "add", str(project / f"{name}.txt"), *options])


def actors_of(project: Path, kind: str, name: str = "new") -> set[str]:
    proposed = json.loads((project / "review" / name / "proposed.json").read_text("utf-8"))
    rows = [c["row"] for c in proposed["candidates"] if c["row"]["type"] == kind]
    return {p["actor"] for row in rows for p in row["parties"]}


def test_the_title_says_who_speaks_whomever_the_text_names_more_often(desk: Path, capsys: Capture) -> None:
    assert add(desk, COAST_GUARD) == 0
    assert "are read as 海洋委員會海巡署" in capsys.readouterr().out
    assert read_reports(desk / "data")[-1].publisher == "coast-guard"
    assert read_reports(desk / "data")[-1].year == 2023
    assert actors_of(desk, "agreement") == {"coast-guard", "PLW"}


def test_a_publisher_that_is_given_speaks_also_where_the_lexicon_does_not_know_it(desk: Path) -> None:
    path = desk / "data" / "actors.csv"
    path.write_text(path.read_text("utf-8") + "moon,agency,月球事務署,,TWN,,,,,\n", "utf-8")
    assert add(desk, "本署於112年5月2日與帛琉簽署合作協定。\n", "--publisher", "moon", "--year", "2023") == 0
    assert actors_of(desk, "agreement") == {"moon", "PLW"}


def test_a_newspaper_does_not_speak_of_itself(desk: Path) -> None:
    path = desk / "data" / "actors.csv"
    path.write_text(path.read_text("utf-8") + "daily,company,每日報,,TWN,,,,,\n", "utf-8")
    assert add(desk, "內政部移民署於112年5月2日與帛琉簽署合作協定。\n", "--publisher", "daily", "--year", "2023") == 0
    assert actors_of(desk, "agreement") == {"nia", "PLW"}


@pytest.mark.parametrize("year", ["112", "0", "3000"])
def test_a_year_of_another_calendar_is_refused(year: str, desk: Path, capsys: Capture) -> None:
    assert add(desk, COAST_GUARD, "--year", year) == 2
    error = capsys.readouterr().err
    assert "a Gregorian year from 1895 to 2100" in error
    assert ("the ROC year 112 is 2023" in error) == (year == "112")
    assert len(read_reports(desk / "data")) == 2


def test_line_ends_in_cells_do_not_reach_the_data(added: Path) -> None:
    edit(added, lambda rows: row_of(rows, "田中").update(decision="accept", why="one\r\ntwo"))
    edit(added, lambda rows: rows[1].update(note="met\r\nonce"), "actors.csv")
    assert decide(added) == 0
    assert b"\r" not in (added / "data" / "reviewed" / "new.csv").read_bytes()
    assert [a.note for a in read_data(added / "data").actors if a.id == "tian-zhongcilang"] == ["met once"]


@pytest.mark.parametrize(
    ("words", "event", "message"),
    [
        ("105年查獲", "rep2-figure-cases", "tells a figure or claim"),
        ("國境安全", "rep1-agreement-plw", "tells of agreement signed, this row of"),
    ],
)
def test_only_events_of_one_type_are_merged(words: str, event: str, message: str, added: Path, capsys: Capture) -> None:
    kind = "workshop" if words == "國境安全" else ""
    edit(added, lambda rows: row_of(rows, words, kind).update(decision="accept", event=event, same_event="same"))
    assert decide(added) == 1
    assert message in capsys.readouterr().err
    assert read_data(added / "data").merges == ()


def test_a_run_cut_short_before_the_ledger_is_mended_by_the_next(added: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(self: object) -> None:
        raise KeyboardInterrupt

    edit(added, lambda rows: row_of(rows, "移民事務工作坊").update(decision="accept", same_event="same"))
    with monkeypatch.context() as patch:
        patch.setattr("kg.review.ledger.Ledger.save", cut)
        assert decide(added) == 130
    assert decide(added) == 0
    data = read_data(added / "data")
    assert len(data.merges) == 1
    assert len([s for s in data.statements if s.document == "new"]) == 1


def test_a_name_is_not_made_an_actor_twice(added: Path, capsys: Capture) -> None:
    edit(added, lambda rows: rows[1].update(actor="tanaka"), "actors.csv")
    assert decide(added, "--accept", "3") == 0
    assert add(added, "內政部移民署107年度工作報告\n一、日本眾議員木村三吉於107年6月8日拜會本署。\n", name="next") == 0
    rows = table(added, "actors.csv", "next")
    assert [r["name"] for r in rows] == ["木村三吉"]
    edit(added, lambda rows: rows[0].update(name_zh="田中次郎"), "actors.csv", "next")
    assert main(["--project", str(added), "review", "next", "--accept", "all"]) == 1
    assert "is a name of tanaka already: decide same, with actor tanaka" in capsys.readouterr().err


@pytest.mark.parametrize(
    "cells",
    [
        {"actor": "Tion Uriam"},
        {"actor": "吉里巴斯"},
        {"name_zh": "海|事"},
        {"name": "海|事", "decision": "alias", "actor": "yamada"},
    ],
)
def test_ids_and_names_that_the_file_cannot_hold_are_refused(cells: dict[str, str], added: Path, capsys: Capture) -> None:
    edit(added, lambda rows: rows[1].update(cells), "actors.csv")
    assert decide(added, "--accept", "3") == 1
    assert "actors.csv:3" in capsys.readouterr().err


def test_a_month_made_a_day_is_a_correction(desk: Path) -> None:
    assert add(desk, "內政部移民署112年度工作報告\n一、本署於112年6月與貝里斯簽署移民事務合作備忘錄。\n") == 0
    edit(desk, lambda rows: rows[0].update(decision="accept", date="2023-06-01"))
    assert decide(desk) == 0
    assert facts_of(desk)[0]["date"] == "2023-06-01"


def test_a_link_to_a_row_decided_later_is_kept(added: Path) -> None:
    edit(added, lambda rows: row_of(rows, "國境安全", "workshop").update(decision="accept", same_as="8"))
    assert decide(added) == 0
    assert row_of(table(added), "移民事務工作坊")["same_as"] == "7"
    assert decide(added, "--accept", "8") == 0
    one, two = facts_of(added)
    assert two["same_as"] == [one["id"]]


def test_columns_and_names_that_a_person_added_stay(added: Path) -> None:
    def more(rows: list[Row]) -> None:
        for row in rows:
            row["mine"] = f"seen {row['n']}"

    def own(rows: list[Row]) -> None:
        rows.append(
            dict.fromkeys(rows[0], "")
            | {"decision": "new", "name": "某會", "kind": "ngo", "actor": "some-body", "name_zh": "某會"}
        )

    edit(added, more)
    edit(added, own, "actors.csv")
    assert decide(added, "--accept", "4") == 0
    assert [r["mine"] for r in table(added)][:3] == ["seen 1", "seen 2", "seen 3"]
    assert "some-body" in {r["actor"] for r in table(added, "actors.csv")}
    edit(
        added,
        lambda rows: row_of(rows, "國境安全", "workshop").update(
            decision="accept", parties="organizer: 本署 = nia | co-organizer: 某會 = some-body"
        ),
    )
    assert decide(added) == 0
    assert "some-body" in {a.id for a in read_actors(added / "data")}


def test_an_emptied_answer_to_what_the_rule_joins_is_asked_for(added: Path, capsys: Capture) -> None:
    edit(added, lambda rows: rows[0].update(decision="accept", event="", same_event=""))
    assert decide(added) == 1
    assert "the rule joins this row to rep1-agreement-plw: same or different?" in capsys.readouterr().err


def test_the_narrower_choice_wins(added: Path, capsys: Capture) -> None:
    sure = len([r for r in table(added) if not r["doubt"]])
    assert decide(added, "--accept", "all", "--reject", "all") == 2
    assert decide(added, "--accept", "9-3") == 2
    assert decide(added, "--accept", "sure", "--reject", "all", "--dry-run") == 0
    assert f"{sure} accepted + {8 - sure} rejected + 0 open" in capsys.readouterr().out


def test_a_row_deleted_from_the_table_can_be_decided_by_its_number(added: Path) -> None:
    edit(added, lambda rows: rows.pop(3))
    assert decide(added, "--accept", "4") == 0
    assert [f["value"] for f in facts_of(added)] == [15]


def test_a_lost_table_is_written_anew(added: Path) -> None:
    (added / "review" / "new" / "statements.csv").unlink()
    assert decide(added, "--accept", "4") == 0
    assert len(table(added)) == 7


def test_an_actor_made_stays_new_so_that_undoing_it_leaves_the_review_whole(added: Path) -> None:
    before = {p: p.read_bytes() for p in (added / "data").rglob("*") if p.is_file()}
    edit(added, lambda rows: rows[6].update(parties="organizer: 本署 = nia | speaker: 田中次郎 = tian-zhongcilang"))
    assert decide(added, "--accept", "3") == 0
    for path in (added / "data").rglob("*"):  # as git revert would
        if path.is_file():
            path.unlink() if path not in before else path.write_bytes(before[path])
    assert decide(added, "--accept", "3,7") == 0
    assert "tian-zhongcilang" in {a.id for a in read_actors(added / "data")}


def test_an_add_cut_short_is_begun_again(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(*arguments: object) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("kg.review.adding.with_rows", cut)
        assert main(["--project", str(desk), "add", str(desk / "new.txt")]) == 130
    assert len(read_reports(desk / "data")) == 2
    assert main(["--project", str(desk), "add", str(desk / "new.txt")]) == 0
    assert len(read_reports(desk / "data")) == 3


def test_reading_again_does_not_propose_again_what_was_decided(added: Path, capsys: Capture) -> None:
    names = table(added, "actors.csv")
    edit(added, lambda rows: rows[1].update(decision="alias", actor="yamada"), "actors.csv")
    assert decide(added, "--accept", "1-3", "--reject", "4-8") == 0
    shutil.rmtree(added / "review" / "new")
    (added / "data" / "reports" / "new.txt").unlink()
    capsys.readouterr()
    assert main(["--project", str(added), "add", str(added / "new.txt")]) == 0
    assert "no statement was found: nothing is to be decided" in capsys.readouterr().out
    assert (added / "data" / "reports" / "new.txt").is_file()
    assert names


def test_a_file_without_a_final_line_end_is_added_to(desk: Path) -> None:
    for name in ("reports.csv", "merges.csv"):
        path = desk / "data" / name
        path.write_text(path.read_text("utf-8").removesuffix("\n"), "utf-8")
    assert main(["--project", str(desk), "add", str(desk / "new.txt")]) == 0
    edit(desk, lambda rows: row_of(rows, "移民事務工作坊").update(decision="accept", same_event="same"))
    assert decide(desk) == 0
    assert len(read_data(desk / "data").merges) == 1


@pytest.mark.parametrize("name", ["4月12日海上保安廳", "The delegation", "Tion"])
def test_what_looks_like_no_name_is_doubted(name: str, desk: Path) -> None:
    from kg.review.authority import Authority, load_countries
    from kg.review.index import Index

    authority = Authority(Index(desk / "data", desk / "index.sqlite"), load_countries(desk / "data"))
    authority.resolve({"name": name, "kind": "person" if name == "Tion" else "agency", "iso3": "JPN"})
    (proposal,) = authority.proposals.values()
    assert proposal.decision == ""
    assert proposal.doubt.startswith(name)


def test_a_party_named_twice_in_a_role_is_one(added: Path) -> None:
    edit(added, lambda rows: rows[1].update(decision="same", actor="JPN", kind="country"), "actors.csv")
    assert decide(added, "--accept", "3") == 0
    parties = [(p["actor"], p["role"]) for p in facts_of(added)[0]["parties"]]
    assert sorted(parties) == [("JPN", "visitor"), ("nia", "visited")]


def test_two_names_may_be_one_new_actor(added: Path) -> None:
    def both(rows: list[Row]) -> None:
        rows.append({**rows[1], "name": "田中", "key": "", "decision": "same", "actor": "tanaka"} | {"name_zh": "田中"})
        rows[1].update(actor="tanaka")

    edit(added, both, "actors.csv")
    edit(added, lambda rows: rows[6].update(parties="organizer: 本署 = nia | speaker: 田中 = tanaka"))
    assert decide(added, "--accept", "3,7") == 0
    assert [a.name_zh for a in read_actors(added / "data") if a.id == "tanaka"] == ["田中次郎"]


def test_all_problems_are_told_at_once(added: Path, capsys: Capture) -> None:
    def wrong(rows: list[Row]) -> None:
        rows[0]["same_as"], rows[2]["decision"] = "99", "maybe"
        rows[3].update(decision="accept", value="many")

    edit(added, wrong)
    assert decide(added) == 1
    error = capsys.readouterr().err
    assert "'maybe' is none of" in error
    assert "value: 'many' is not a number" in error
    assert "99" not in error


def test_a_second_meeting_of_the_name_in_one_year_is_doubted(desk: Path) -> None:
    text = "內政部移民署106年度工作報告\n一、本署於105年9月1日舉辦「移民工作坊」，共20人參加。\n"
    assert add(desk, text) == 0
    assert (
        "a second one, or the workshop that rep2-workshop-one dates 2016-07-01?"
        in row_of(table(desk), "移民工作坊", "workshop")["doubt"]
    )


def test_a_report_like_a_known_one_is_remarked(added: Path, capsys: Capture) -> None:
    text = (added / "new.txt").read_text("utf-8").replace("120人", "121人")
    assert add(added, text, name="again") == 0
    assert "note: new has the same title, year and publisher" in capsys.readouterr().out
