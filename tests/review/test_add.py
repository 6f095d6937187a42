"""``kg add``: a report registered and laid out, with the machine's doubts."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
from reviewing import decide, row_of, table

from conftest import NEW, ROOT
from kg.cli import main
from kg.extract.lexicon import load_lexicon
from kg.model import Actor
from kg.review.additions import with_actors
from kg.review.authority import Authority, load_countries, slug
from kg.review.index import Index
from kg.tables import read_actors, read_data, read_reports


def test_a_report_is_registered_with_its_text_year_title_and_publisher(added: Path) -> None:
    report = read_reports(added / "data")[-1]
    assert (report.id, report.year, report.publisher, report.file) == ("new", 2017, "nia", "new.txt")
    assert report.title_zh == "內政部移民署106年度工作報告"
    assert report.sha256 == hashlib.sha256(NEW.encode()).hexdigest()
    assert (added / "data" / "reports" / "new.txt").read_text("utf-8") == NEW
    assert len(read_data(added / "data").reports) == 3


def test_every_statement_is_laid_out_with_its_passage(added: Path) -> None:
    rows = table(added)
    assert [r["n"] for r in rows] == [str(n + 1) for n in range(len(rows))]
    assert {r["decision"] for r in rows} == {""}
    visit = row_of(rows, "田中", "visit")
    assert (visit["date"], visit["direction"]) == ("2017-06-08", "inbound")
    assert visit["passage"] == "日本眾議員田中次郎於106年6月8日拜會本署。"
    assert "visited: 本署 = nia" in visit["parties"]


def test_a_table_is_one_that_a_spreadsheet_knows_as_utf8(added: Path) -> None:
    for name in ("statements.csv", "actors.csv"):
        assert (added / "review" / "new" / name).read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_known_event_is_named_and_one_that_may_be_known_is_doubted(added: Path) -> None:
    rows = table(added)
    known = next(r for r in rows if "帛琉 = PLW" in r["parties"])
    assert (known["event"], known["same_event"]) == ("rep1-agreement-plw", "same")
    doubtful = row_of(rows, "移民事務工作坊")
    assert (doubtful["event"], doubtful["same_event"]) == ("rep2-workshop-one", "")
    assert "the same event as rep2-workshop-one?" in doubtful["doubt"]
    fresh = row_of(rows, "國境安全", "workshop")
    assert (fresh["event"], fresh["doubt"]) == ("", "")


def test_a_value_that_contradicts_the_graph_is_doubted(added: Path) -> None:
    assert "value is 13, but 12 in rep2-figure-cases" in row_of(table(added), "105年查獲案件")["doubt"]
    assert row_of(table(added), "106年查獲案件")["doubt"] == ""


def test_a_new_name_is_proposed_as_an_actor(added: Path) -> None:
    rows = {r["name"]: r for r in table(added, "actors.csv")}
    assert (rows["貝里斯"]["actor"], rows["貝里斯"]["decision"], rows["貝里斯"]["name_en"]) == ("BLZ", "new", "Belize")
    assert (rows["田中次郎"]["kind"], rows["田中次郎"]["iso3"]) == ("person", "JPN")
    assert "田中次郎於106年6月8日" in rows["田中次郎"]["passage"]


def test_nothing_of_the_facts_changes(desk: Path) -> None:
    before = {p: p.read_bytes() for p in (desk / "data").rglob("*") if p.is_file()}
    assert main(["--project", str(desk), "add", str(desk / "new.txt")]) == 0
    after = {p: p.read_bytes() for p in (desk / "data").rglob("*") if p.is_file()}
    changed = {p.name for p in before if after[p] != before[p]}
    assert changed == {"reports.csv"}
    assert after[desk / "data" / "reports.csv"].startswith(before[desk / "data" / "reports.csv"])
    assert {str(p.relative_to(desk)) for p in after.keys() - before.keys()} == {"data/reports/new.txt", "data/reviewed/new.csv"}


@pytest.mark.parametrize(
    ("text", "options", "message"),
    [
        (NEW, ["--id", "rep1"], "a report is called rep1 already"),
        (NEW, ["--id", "Ä"], "small Latin letters"),
        (NEW, ["--publisher", "無此機關"], "no actor is called so"),
        ("本署與日本簽署備忘錄。\n", ["--publisher", "nia"], "--year"),
        ("我國於106年3月1日與日本簽署備忘錄。\n", ["--year", "2017"], "--publisher"),
        ("", [], "is empty"),
    ],
)
def test_what_cannot_be_registered_is_said_in_one_sentence(
    text: str, options: list[str], message: str, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "odd.txt").write_text(text, "utf-8")
    assert main(["--project", str(desk), "add", str(desk / "odd.txt"), *options]) in (1, 2)
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1
    assert not (desk / "review" / "odd").exists()
    assert "odd" not in (desk / "data" / "reports.csv").read_text("utf-8")


def test_a_text_is_not_added_twice(added: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--project", str(added), "add", str(added / "new.txt"), "--id", "other"]) == 1
    assert "registered as new" in capsys.readouterr().err
    assert main(["--project", str(added), "add", str(added / "data" / "reports" / "rep1.txt")]) == 1
    assert "its facts stand in data/facts/rep1.jsonl" in capsys.readouterr().err


def test_a_lost_review_file_is_written_anew_with_what_is_open(added: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert decide(added, "--accept", "4", "--reject", "5") == 0
    (added / "review" / "new" / "proposed.json").unlink()
    for path in (added / "review" / "new").iterdir():
        path.unlink()
    (added / "review" / "new").rmdir()
    assert main(["--project", str(added), "add", str(added / "new.txt")]) == 0
    assert "6 statements to decide" in capsys.readouterr().out
    assert [r["n"] for r in table(added)] == ["1", "2", "3", "6", "7", "8"]


def test_what_is_no_longer_found_is_rejected_and_not_dropped(added: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import shutil

    ledger = added / "data" / "reviewed" / "new.csv"
    ledger.write_text(ledger.read_text("utf-8") + "new-visit-gone,,,,\n", "utf-8")
    shutil.rmtree(added / "review" / "new")
    assert main(["--project", str(added), "add", str(added / "new.txt")]) == 0
    assert re.search(r"new-visit-gone,rejected,kg add,\d{4}-\d\d-\d\d,not found when", ledger.read_text("utf-8"))


def test_another_agency_publishes_and_is_made_an_actor(desk: Path) -> None:
    text = "海洋委員會海巡署108年度工作報告\n本署於108年5月2日與帛琉簽署海巡合作協定。海巡署持續合作。\n"
    (desk / "cga.txt").write_text(text, "utf-8")
    assert main(["--project", str(desk), "add", str(desk / "cga.txt")]) == 0
    data = read_data(desk / "data")
    assert data.reports[-1].publisher == "coast-guard"
    assert [a.name_zh for a in data.actors if a.id == "coast-guard"] == ["海洋委員會海巡署"]
    proposed = json.loads((desk / "review" / "cga" / "proposed.json").read_text("utf-8"))
    (row,) = [c["row"] for c in proposed["candidates"] if c["row"]["type"] == "agreement"]
    assert {p["actor"] for p in row["parties"]} == {"coast-guard", "PLW"}


def test_the_authority_file_keeps_its_bytes_but_for_what_is_added() -> None:
    path = ROOT / "data" / "actors.csv"
    assert with_actors(path, [], {}) == path.read_text("utf-8")
    more = with_actors(path, [Actor("aaa-office", "agency", "某局", iso3="JPN")], {"nia": ["移民署署本部"]}).splitlines()
    before = path.read_text("utf-8").splitlines()
    added = [line for line in more if line not in before]
    assert len(more) == len(before) + 1
    assert added[0].startswith("aaa-office,agency,某局,")
    assert "|移民署署本部," in added[1]


def resolved(desk: Path, **party: str) -> tuple[dict[str, str], Authority]:
    authority = Authority(Index(desk / "data", desk / "index.sqlite"), load_countries(desk / "data"))
    return authority.resolve(party), authority


def test_a_name_takes_the_kind_and_country_of_its_actor(desk: Path) -> None:
    party, authority = resolved(desk, name="入出國及移民署", kind="ngo")
    assert (party["actor"], party["kind"], party["iso3"]) == ("nia", "agency", "TWN")
    assert not authority.proposals


def test_a_namesake_of_another_country_is_another_person(desk: Path) -> None:
    party, authority = resolved(desk, name="山田一郎", kind="person", iso3="USA")
    assert party["actor"] not in read_ids(desk)
    (proposal,) = authority.proposals.values()
    assert proposal.decision == "new"


def test_a_name_like_a_known_one_is_for_a_person_to_decide(desk: Path) -> None:
    party, authority = resolved(desk, name="台灣關懷協會", kind="ngo", iso3="TWN")
    (proposal,) = authority.proposals.values()
    assert (proposal.decision, proposal.id) == ("", "care")
    assert "關懷協會 (care) has all of it" in proposal.doubt
    assert party["actor"] == proposal.key != "care"


def read_ids(desk: Path) -> set[str]:
    return {a.id for a in read_actors(desk / "data")}


@pytest.mark.parametrize(
    ("name", "iso3", "expected"),
    [
        ("陳建仁", "", "chen-jianren"),
        ("Robert C. Forden", "", "robert-c-forden"),
        ("海巡署", "TWN", "twn-hai-xun-shu"),
        ("★", "", "actor"),
    ],
)
def test_ids_are_made_of_names(name: str, iso3: str, expected: str) -> None:
    assert slug(name, iso3) == expected


def test_countries_have_names_in_both_languages() -> None:
    names = load_countries(ROOT / "data")
    assert names["BLZ"] == ("貝里斯", "Belize")
    assert names.keys() == load_lexicon(ROOT / "data").country_names.keys()
