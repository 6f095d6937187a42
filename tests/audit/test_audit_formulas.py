"""The table of formulas: what it may hold, what it says where it is wrong, and corrections found through it."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import data_of, figure, resolved_of, told

from kg.audit import audit
from kg.audit.figures import Figures
from kg.audit.formulas import FILE, read_formulas, relations
from kg.audit.judge import judge
from kg.audit.mend import Mender, one_digit
from kg.audit.model import AGREES, CANNOT, DIFFERS, Finding
from kg.audit.terms import Relation
from kg.errors import DataError
from kg.model import Statement


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A data folder whose table of checks a test writes."""
    (tmp_path / "data" / "reference").mkdir(parents=True)
    return tmp_path / "data"


def write(table: Path, *rows: str) -> Path:
    """Write rows of ``id,kind,formula,scope,note_zh,note_en``."""
    (table / FILE).write_text("\n".join(["id,kind,formula,scope,note_zh,note_en", *rows]) + "\n", encoding="utf-8")
    return table


def judged(table: Path, *statements: Statement) -> dict[str, Finding]:
    """The findings of the formulas alone, by the statement checked."""
    figures = Figures(statements)
    made, _ = relations(read_formulas(table), figures, resolved_of(data_of(*statements)).events, table)
    return {r.about: judge(r, figures) for r in made}


CASES = (figure("rep2016-t", "案件", 134), figure("rep2016-a", "勞力", 40), figure("rep2016-b", "性剝削", 94))


def test_no_table_means_no_formulas(table: Path) -> None:
    assert read_formulas(table) == ()


def test_a_formula_holds_in_every_report_that_gives_its_figures(table: Path) -> None:
    write(table, "cases,sum,{案件} = {勞力} + {性剝削},,,")
    later = (figure("rep2017-t", "案件", 102), figure("rep2017-a", "勞力", 40), figure("rep2017-b", "性剝削", 61))
    found = judged(table, *CASES, *later, figure("rep2015-t", "案件", 77))
    assert {name: f.verdict for name, f in found.items()} == {"rep2016-t": AGREES, "rep2017-t": DIFFERS}
    assert (found["rep2017-t"].own, found["rep2017-t"].by) == (101, 1)


def test_other_titles_units_brackets_and_signs(table: Path) -> None:
    write(table, 'rate,rate,"{率} = ({甲|乙} + {丙:人}) / {全} * 100",,,', "limit,part,[rep2016-x] <= {全},,,")
    rows = (
        figure("rep2016-r", "率", 50, "%"), figure("rep2016-m", "乙", 3), figure("rep2016-n", "丙", 99, "件"),
        figure("rep2016-o", "丙", 2, "人"), figure("rep2016-p", "全", 10), figure("rep2016-x", "部分", 11),
    )  # fmt: skip
    found = judged(table, *rows)
    assert found["rep2016-r"].verdict == AGREES
    assert "(3 + 2) / 10 × 100 = 50" in found["rep2016-r"].arithmetic.en
    assert found["rep2016-x"].verdict == DIFFERS
    assert "it is not" in found["rep2016-x"].arithmetic.en


def test_a_goal_is_checked_for_the_claim_that_it_was_met(table: Path) -> None:
    write(table, "goal,part,[rep2016-c]: {實} >= {標},,,")
    claim = told("rep2016-c", "claim", "已達成目標", period="2016")
    for actual, verdict in ((12, AGREES), (9, DIFFERS)):
        found = judged(table, claim, figure("rep2016-a", "實", actual), figure("rep2016-b", "標", 10))
        assert found["rep2016-c"].verdict == verdict


def test_events_of_a_list_are_counted(table: Path) -> None:
    write(table, "list,list,[rep2016-c] = events(rep2016 1000-2000 meeting visit),,,")
    claim = told("rep2016-c", "claim", "計3次", value=3, unit="次", start=900, end=990)
    told_events = [told(f"rep2016-m{n}", "meeting", start=1000 + n, date=f"2016-0{n + 1}-01") for n in range(3)]
    assert judged(table, claim, *told_events)["rep2016-c"].verdict == AGREES
    finding = judged(
        table, claim, *told_events[:2], told("rep2016-w", "workshop", start=1100), told("rep2016-v", "meeting", start=2000)
    )
    assert (finding["rep2016-c"].verdict, finding["rep2016-c"].own) == (DIFFERS, 2)
    assert finding["rep2016-c"].counted == (("event", "rep2016-m0"), ("event", "rep2016-m1"))


def test_a_difference_of_scope_is_a_small_one(table: Path) -> None:
    write(table, "scope,same,[rep2016-t] = [rep2016-a],scope,範圍不同,the scopes differ")
    finding = judged(table, *CASES)["rep2016-t"]
    assert (finding.verdict, finding.severity, finding.remark.en) == (DIFFERS, "low", "the scopes differ")


def test_parts_that_need_not_be_all_make_no_difference(table: Path) -> None:
    write(table, "parts,sum,{案件} = {勞力},parts,,")
    assert judged(table, *CASES)["rep2016-t"].verdict == CANNOT


def test_a_division_by_nought_cannot_be_checked(table: Path) -> None:
    write(table, "rate,rate,{率} = {甲} / {全},,,")
    found = judged(table, figure("rep2016-r", "率", 50, "%"), figure("rep2016-m", "甲", 3), figure("rep2016-p", "全", 0))
    assert found["rep2016-r"].verdict == CANNOT


def test_a_reason_why_not_takes_the_place_of_a_rule(table: Path) -> None:
    rows = (
        figure("rep2016-n", "刊登", 448, "則", start=5000, end=5010), figure("rep2016-k", "送達", 436, "則", start=5000, end=5020),
        figure("rep2016-r", "新住民比率", 94.96, "%", start=5000, end=5030),
    )  # fmt: skip
    data = data_of(*rows)
    verdicts = {f.about: f.verdict for f in audit(data, resolved_of(data), table)}
    assert verdicts["rep2016-r"] == DIFFERS
    write(table, "gazette,none,[rep2016-r],,分子未載,what it is a part of is not told")
    found = [f for f in audit(data, resolved_of(data), table) if f.about == "rep2016-r"]
    assert [(f.verdict, f.remark.en) for f in found] == [(CANNOT, "what it is a part of is not told")]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("x,sum,{甲} + {乙},,,", "needs exactly one of"),
        ("x,sum,{甲} = {乙} +,,,", "ends where"),
        ("x,sum,{甲} = ({乙},,,", "not closed"),
        ("x,sum,{甲} = {乙} {丙},,,", "goes on with"),
        ("x,sum,{甲} = 乙,,,", "no part of a formula at '乙'"),
        ("x,sum,{甲} + 1 = {乙},,,", "does not name the statement checked"),
        ("x,total,{甲} = {乙},,,", "is none of list"),
        ("x,sum,{甲} = {乙},half,,", "is none of scope, parts"),
        ("x,none,[rep2016-a],,,", "with a note"),
        ("x,sum,{甲} = events(rep2016 meeting),,,", "is not events("),
        (",sum,{甲} = {乙},,,", "is empty"),
        ("x,sum", "has 2 cells"),
    ],
)
def test_a_row_that_breaks_the_format_is_named(table: Path, row: str, said: str) -> None:
    write(table, row)
    with pytest.raises(DataError) as caught:
        read_formulas(table)
    assert said in str(caught.value)
    assert "checks.csv:2" in str(caught.value)


def test_a_statement_that_is_not_there_is_named(table: Path) -> None:
    write(table, "x,same,[rep2016-gone] = [rep2016-t],,,")
    with pytest.raises(DataError, match=r"rep2016-gone.*is no statement \(check x\)"):
        judged(table, *CASES)


def test_a_formula_on_a_report_that_is_not_there_is_left_out(table: Path) -> None:
    write(table, "x,same,[rep2013-gone] = [rep2016-t],,,")
    assert judged(table, *CASES) == {}


def mended(table: Path, about: str, *statements: Statement) -> list[tuple[str, str, str]]:
    """The corrections for the formula of one statement."""
    figures = Figures(statements)
    made, _ = relations(read_formulas(table), figures, (), table)
    mender = Mender(made, figures)
    wanted: list[Relation] = [r for r in made if r.about == about]
    return [(m.statement, m.printed, m.would) for r in wanted for m in mender.mends(r)]


def test_one_digit_that_puts_a_sum_right(table: Path) -> None:
    write(table, "cases,sum,{案件} = {勞力} + {性剝削},,,")
    wrong = (figure("rep2016-t", "案件", 134), figure("rep2016-a", "勞力", 40), figure("rep2016-b", "性剝削", 91))
    assert mended(table, "rep2016-t", *wrong) == [
        ("rep2016-t", "134", "131"), ("rep2016-a", "40", "43"), ("rep2016-b", "91", "94"),
    ]  # fmt: skip


def test_a_digit_that_breaks_another_relation_is_not_proposed(table: Path) -> None:
    write(table, "cases,sum,{案件} = {勞力} + {性剝削},,,", "again,same,{全年} = {案件},,,", "labour,same,{勞力再} = {勞力},,,")
    rows = (
        figure("rep2016-t", "案件", 134), figure("rep2016-a", "勞力", 40), figure("rep2016-b", "性剝削", 91),
        figure("rep2016-y", "全年", 134), figure("rep2016-z", "勞力再", 40),
    )  # fmt: skip
    assert mended(table, "rep2016-t", *rows) == [("rep2016-b", "91", "94")]


def test_the_only_whole_number_that_gives_a_share(table: Path) -> None:
    write(table, "share,share,{占} = {部} / {全} * 100,,,", "sum,sum,{全} = {部} + {餘},,,")
    rows = (
        figure("rep2016-s", "占", 23.4, "%"), figure("rep2016-p", "部", 36, "國"), figure("rep2016-w", "全", 188, "國"),
        figure("rep2016-o", "餘", 141, "國"),
    )  # fmt: skip
    assert mended(table, "rep2016-s", *rows) == [("rep2016-p", "36", "44")]


def test_changed_digits_keep_the_length_and_the_places() -> None:
    assert set(one_digit(12)) == {*(10 + n for n in range(10)), *(10 * n + 2 for n in range(1, 10))} - {12}
    assert 8.0 not in one_digit(8.6)
    assert 0.5 in one_digit(8.5)
