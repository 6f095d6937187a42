"""Each rule on figures: where it agrees, where it differs, and where it keeps silent."""

from __future__ import annotations

import pytest
from invented import data_of, figure, passage, rating, resolved_of, told

from kg.audit.changes import changes
from kg.audit.figures import Figures
from kg.audit.judge import judge
from kg.audit.model import AGREES, DIFFERS, Finding
from kg.audit.numbers import fits, leeway, shown
from kg.audit.rates import attainments, rates, shares
from kg.audit.same import same_figures
from kg.audit.sums import sums
from kg.model import Statement


def found(rule: object, statements: list[Statement]) -> dict[str, Finding]:
    """What a rule finds, by the statement checked."""
    figures = Figures(statements)
    return {r.about: judge(r, figures) for r in rule(figures)}  # type: ignore[operator]


@pytest.mark.parametrize(
    ("stated", "own", "how"),
    [
        (108, 107.53, "rounded"), (107, 107.53, ""), (41.4, 41.489, "cut"), (41.5, 41.489, "rounded"), (47.3, 47.222, ""),
        (24, 24.06, "rounded"), (134, 134, "exact"), (8.6, 8.2449, ""), (23, 22.71, "rounded"), (0.1, 0.1, "exact"),
    ],
)  # fmt: skip
def test_a_rounded_or_cut_number_fits(stated: float, own: float, how: str) -> None:
    assert fits(stated, own) == how


@pytest.mark.parametrize(
    ("phrase", "stated", "own", "how"),
    [
        ("逾42萬人次", 420_000, 425_311, "loose"),
        ("逾42萬人次", 420_000, 431_000, ""),
        ("約500則", 500, 480, "loose"),
        ("約500則", 500, 300, ""),
    ],
)
def test_a_loose_number_stands_for_those_that_begin_like_it(phrase: str, stated: int, own: int, how: str) -> None:
    assert fits(stated, own, leeway(phrase)) == how


def test_numbers_are_shown_with_separators_and_without_noughts() -> None:
    assert [shown(x, 2) for x in (1234567, 8.2449, 14.0, 88.0)] == ["1,234,567", "8.24", "14", "88"]


def test_parts_are_held_against_a_total_that_is_called_one() -> None:
    rows = passage(("a", "甲類", 30, "件"), ("b", "乙類", 12, "件"), ("t", "各類合計", 42, "件"))
    assert found(sums, rows)["rep2016-t"].verdict == AGREES
    wrong = passage(("a", "甲類", 30, "件"), ("b", "乙類", 12, "件"), ("t", "各類合計", 45, "件"))
    finding = found(sums, wrong)["rep2016-t"]
    assert (finding.verdict, finding.by, finding.own) == (DIFFERS, 3, 42)
    assert "30 + 12 = 42" in finding.arithmetic.en
    assert set(finding.others) == {"rep2016-a", "rep2016-b"}


def test_a_sum_is_found_without_a_word_for_it_but_no_difference_is_made_up() -> None:
    assert (
        found(sums, passage(("t", "案件", 42, "件"), ("a", "甲類", 30, "件"), ("b", "乙類", 12, "件")))["rep2016-t"].verdict
        == AGREES
    )
    assert not found(sums, passage(("t", "案件", 42, "件"), ("a", "甲類", 30, "件"), ("b", "乙類", 11, "件")))


def test_which_of_two_totals_the_parts_belong_to_is_not_guessed() -> None:
    rows = passage(("a", "甲類", 30, "件"), ("b", "甲類合計", 45, "件"), ("t", "各類合計", 50, "件"))
    assert not found(sums, rows)


def test_figures_of_other_units_periods_and_passages_are_no_parts() -> None:
    rows = passage(("a", "甲類", 30, "件"), ("b", "乙類", 12, "人"), ("t", "各類合計", 45, "件"))
    assert not found(sums, rows)
    apart = [*passage(("a", "甲類", 30, "件"), ("b", "乙類", 12, "件")), *passage(("t", "各類合計", 45, "件"), start=900_000)]
    assert not found(sums, apart)


def test_a_verb_that_sounds_like_a_total_makes_none() -> None:
    rows = passage(("a", "查獲", 136, "件"), ("b", "其中", 22, "件"), ("t", "起訴", 73, "件"))
    phrased = [*rows[:2], figure("rep2016-t", "起訴", 73, start=500_000, end=500_030, phrase="起訴案件合計73件210人")]
    assert not found(sums, phrased)


CENSUS = (("all", "受評國家總數", 200, "國"), ("one", "第一級國家", 36, "國"))


def test_a_share_is_that_of_its_count_in_the_total() -> None:
    right = found(shares, passage(*CENSUS, ("share", "第一級國家占比", 18, "%")))["rep2016-share"]
    assert right.verdict == AGREES
    wrong = found(shares, passage(*CENSUS, ("share", "第一級國家（約占）", 23.4, "%")))["rep2016-share"]
    assert (wrong.verdict, wrong.own, wrong.severity) == (DIFFERS, 18, "high")
    assert not found(shares, passage(*CENSUS, ("share", "第二級國家占比", 23.4, "%")))


def test_shares_that_add_up_to_a_hundred_may_have_been_adjusted() -> None:
    rows = passage(
        ("all", "受評國家總數", 180, "國"), ("one", "第一級國家", 95, "國"), ("two", "第二級國家", 85, "國"),
        ("s1", "第一級國家占比", 52.7, "%"), ("s2", "第二級國家占比", 47.3, "%"),
    )  # fmt: skip
    finding = found(shares, rows)["rep2016-s2"]
    assert (finding.verdict, finding.severity) == (DIFFERS, "low")
    assert "add up to 100" in finding.remark.en


def test_a_rate_follows_from_the_two_counts_before_it() -> None:
    rows = (("n", "面談案件", 2450, "件"), ("k", "不予通過案件", 202, "件"))
    assert found(rates, passage(*rows, ("r", "不通過比率", 8.24, "%")))["rep2016-r"].verdict == AGREES
    wrong = found(rates, passage(*rows, ("r", "不通過比率", 8.6, "%")))["rep2016-r"]
    assert (wrong.verdict, round(float(wrong.own or 0), 2), wrong.severity) == (DIFFERS, 8.24, "medium")
    three = (*rows, ("m", "補件案件", 12, "件"), ("r", "不通過比率", 8.6, "%"))
    assert not found(rates, passage(*three)), "which two of three it is the rate of cannot be told"
    assert not found(rates, passage(*rows, ("r", "整體滿意度", 99.6, "%")))


def test_attainment_is_the_actual_number_in_per_cent_of_the_target() -> None:
    def year(attained: float) -> list[Statement]:
        return [
            figure("rep2016-target", "原定目標值（訪視人數）", 8050, "人"), figure("rep2016-actual", "訪視人數", 8656, "人"),
            figure("rep2016-rate", "達成率（訪視人數）", attained, "%"),
        ]  # fmt: skip

    assert found(attainments, year(108))["rep2016-rate"].verdict == AGREES
    assert found(attainments, year(118))["rep2016-rate"].verdict == DIFFERS
    assert not found(attainments, year(108)[1:])


def test_a_rank_is_attained_or_not_and_has_no_percentage() -> None:
    goal = [figure("rep2016-target", "原訂目標值（防制）", 1, "級"), figure("rep2016-rate", "達成度（防制）", 100, "%")]
    assert found(attainments, [*goal, rating("rep2016-rated", 2016, 1)])["rep2016-rate"].verdict == AGREES
    assert not found(attainments, [*goal, rating("rep2016-rated", 2016, 2)])


def test_growth_and_differences_need_the_value_of_both_years() -> None:
    now, then = figure("rep2016-now", "查處人數", 20_678, "人"), figure("rep2016-then", "查處人數", 16_851, "人", period="2015")
    growth = figure("rep2016-growth", "查處人數較104年提升", 23, "%")
    more = figure("rep2016-more", "查處人數較104年增加", 3_827, "人")
    both = found(changes, [now, then, growth, more])
    assert {name: f.verdict for name, f in both.items()} == {"rep2016-growth": AGREES, "rep2016-more": AGREES}
    wrong = figure("rep2016-growth", "查處人數較104年提升", 32, "%")
    assert found(changes, [now, then, wrong])["rep2016-growth"].verdict == DIFFERS
    assert not found(changes, [now, growth])


def compared(*statements: Statement) -> list[Finding]:
    """What the comparison of tellings finds."""
    return list(same_figures(Figures(statements), resolved_of(data_of(*statements))))


def test_a_figure_told_twice_has_one_value() -> None:
    (same,) = compared(figure("rep2015-a", "個案", 53), figure("rep2016-b", "個案", 53))
    assert (same.verdict, same.others) == (AGREES, ("rep2016-b",))
    (other,) = compared(figure("rep2015-a", "個案", 53), figure("rep2016-b", "個案", 58))
    assert (other.verdict, other.by) == (DIFFERS, -5)
    assert [(m.statement, m.would) for m in other.mends] == [("rep2015-a", "58"), ("rep2016-b", "53")]
    assert not compared(figure("rep2015-a", "個案", 53), figure("rep2016-b", "個案", 58, period="2015"))


def test_a_part_of_a_year_has_no_more_than_the_year() -> None:
    (finding,) = compared(figure("rep2016-part", "案件", 136, period="2016-01/2016-11"), figure("rep2016-year", "案件", 101))
    assert (finding.verdict, finding.stated, finding.own) == (DIFFERS, 136, 101)
    assert "part of" in finding.remark.en


def test_attendance_told_twice_of_one_event() -> None:
    def workshop(*numbers: int) -> list[Finding]:
        rows = [
            told(
                f"rep2016-w{n}",
                "workshop",
                date="2016-07-25",
                title="國際工作坊",
                attendance=number,
                same_as=("rep2016-w0",) if n else (),
            )
            for n, number in enumerate(numbers)
        ]
        return compared(*rows)

    assert [f.verdict for f in workshop(370, 370)] == [AGREES]
    (finding,) = workshop(370, 370, 350)
    assert (finding.verdict, finding.by) == (DIFFERS, 20)
    assert [(m.statement, m.would) for m in finding.mends] == [("rep2016-w2", "370")]
