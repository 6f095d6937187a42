"""Each rule on claims: lists, counts from the graph, series of years, statements about the whole."""

from __future__ import annotations

import pytest
from invented import ACTORS, agreement, claim, figure, known_of, rating, relation

from kg.audit.counts import recounts
from kg.audit.figures import Figures
from kg.audit.lists import lists, names_in
from kg.audit.model import AGREES, CANNOT, DIFFERS, Finding
from kg.audit.series import series
from kg.audit.wholes import wholes
from kg.model import Statement

BY_ID = {a.id: a for a in ACTORS}


def listed(*statements: Statement) -> dict[str, Finding]:
    """What the rule on lists finds, by id."""
    return {f.id: f for f in lists(statements, Figures(statements), BY_ID)}


@pytest.mark.parametrize(
    ("phrase", "names", "number"),
    [
        ("甲國、乙國及丙國等3個國家", ["甲國", "乙國", "丙國"], 3),
        ("東區、西區等兩處", ["東區", "西區"], 2),
        ("分成三級（上級、中級及下級）", ["上級", "中級", "下級"], 3),
        ("含中、英、印尼及越南等 4 種語文", ["中", "英", "印尼", "越南"], 4),
    ],
)
def test_names_of_a_list(phrase: str, names: list[str], number: int) -> None:
    found = names_in(phrase)
    assert found is not None
    assert found[:2] == (names, number)


def test_a_phrase_without_a_list_has_none() -> None:
    assert names_in("共計拒入 986 人") is None


def test_a_list_has_the_length_it_claims() -> None:
    right = claim("rep2016-c", "與甲國、乙國及丙國等3個國家簽署", 3, "個國家")
    assert listed(right)["rep2016-c-list"].verdict == AGREES
    wrong = claim("rep2016-c", "與甲國、乙國及丙國等4個國家簽署", 4, "個國家")
    finding = listed(wrong)["rep2016-c-list"]
    assert (finding.verdict, finding.own, finding.by) == (DIFFERS, 3, 1)
    assert finding.counted == (("actor", "AAA"), ("actor", "BBB"), ("actor", "CCC"))


def test_a_list_cut_off_by_its_phrase_cannot_be_counted() -> None:
    cut = figure("rep2016-f", "語言", 5, "種語言", phrase="柬文及緬文、寮文等5種語言")
    assert listed(cut)["rep2016-f-list"].verdict == CANNOT


def test_besides_leaves_the_speaker_out() -> None:
    besides = claim("rep2016-c", "另有甲國、乙國及丙國等4國", 4, "國", ("TWN", "AAA", "BBB", "CCC"))
    found = listed(besides)
    assert (found["rep2016-c-list"].verdict, found["rep2016-c-list"].own) == (DIFFERS, 3)
    assert found["rep2016-c-members"].verdict == AGREES
    assert [m.would for m in found["rep2016-c-list"].mends] == ["3", "連同我國有"]


def test_members_of_a_claim_are_as_many_as_it_says() -> None:
    short = claim("rep2016-c", "共有3國", 3, "國", ("AAA", "BBB"))
    finding = listed(short)["rep2016-c-members"]
    assert (finding.verdict, finding.by) == (DIFFERS, 1)
    ordinal = claim("rep2016-c", "成為第 2 個互惠國家", 2, "個國家", ("TWN", "AAA", "BBB"))
    assert listed(ordinal)["rep2016-c-members"].verdict == AGREES


def recounted(*statements: Statement) -> dict[str, Finding]:
    """What the recount finds, by id."""
    return {f.id: f for f in recounts(*known_of(*statements))}


SIGNED = (agreement("rep2015-a", "AAA", "2014"), agreement("rep2015-b", "BBB", "2015-05-06"))


def partners(value: int, *members: str) -> Statement:
    """A claim on the partners up to the end of 2015."""
    return claim("rep2015-c", f"共有{value}國", value, "國", members, title="合作協定", period="../2015-12-31")


def test_partners_are_counted_again() -> None:
    assert recounted(*SIGNED, partners(2, "AAA", "BBB"))["rep2015-c-recount"].verdict == AGREES
    finding = recounted(*SIGNED, partners(3, "AAA", "BBB"))["rep2015-c-recount"]
    assert (finding.verdict, finding.own, finding.by) == (DIFFERS, 2, 1)
    assert finding.counted == (("event", "rep2015-a"), ("event", "rep2015-b"))
    assert [m.would for m in finding.mends] == ["2"]


def test_what_a_report_could_not_know_is_an_omission_and_no_miscount() -> None:
    found = recounted(*SIGNED, agreement("rep2017-c", "CCC", "2013"), partners(2, "AAA", "BBB"))
    assert found["rep2015-c-recount"].verdict == AGREES
    omission = found["rep2015-c-omission"]
    assert (omission.verdict, omission.own, omission.others) == (DIFFERS, 3, ("rep2017-c",))
    assert "Celand" in omission.arithmetic.en


def test_a_count_for_a_year_takes_that_year_alone() -> None:
    year = claim("rep2015-c", "1個國家簽署", 1, "個國家", title="合作協定", period="2015")
    assert recounted(*SIGNED, year)["rep2015-c-recount"].verdict == AGREES


def test_a_date_that_reaches_past_the_day_is_not_counted() -> None:
    early = claim("rep2015-c", "共有2國", 2, "國", title="合作協定", period="../2015-03-31")
    assert recounted(*SIGNED, early)["rep2015-c-recount"].own == 1


def test_countries_of_a_tier_in_a_region() -> None:
    rated = (rating("rep2016-r1", 2016), rating("rep2016-r2", 2016, 1, "AAA"), rating("rep2016-r3", 2016, 1, "CCC"))
    asia = claim("rep2016-c", "共2國", 2, "國", ("TWN", "AAA"), title="亞洲第一級國家", period="2016")
    assert recounted(*rated, asia)["rep2016-c-recount"].verdict == AGREES
    more = claim("rep2016-c", "共3國", 3, "國", ("TWN", "AAA"), title="亞洲第一級國家", period="2016")
    assert recounted(*rated, more)["rep2016-c-recount"].verdict == DIFFERS


def years(value: int, *rated: int, more: tuple[Statement, ...] = ()) -> Finding:
    """The finding on a series of ratings claimed for 2016."""
    told = claim("rep2016-c", f"我國連續{value}年獲評為第1級", value, "年", period="2016")
    known, figures = known_of(*(rating(f"rep2016-r{year}", year) for year in rated), told, *more)
    return next(f for f in series(known, figures) if f.about == "rep2016-c")


def test_a_series_is_counted_from_its_first_year() -> None:
    assert years(3, 2014, 2015, 2016).verdict == AGREES
    finding = years(2, 2014, 2015, 2016)
    assert (finding.verdict, finding.own, finding.by) == (DIFFERS, 3, -1)
    assert [(m.printed, m.would) for m in finding.mends] == [("2", "3")]
    assert "2016 − 2014 + 1 = 3" in finding.arithmetic.en


def test_a_series_that_reaches_further_back_differs_where_its_beginning_is_told() -> None:
    assert years(4, 2014, 2015, 2016).verdict == CANNOT
    assert "earlier ones may merely be untold" in years(4, 2014, 2015, 2016).remark.en
    later = claim("rep2017-c", "我國連續4年獲評為第1級", 4, "年", period="2017")
    finding = years(4, 2014, 2015, 2016, more=(later,))
    assert (finding.verdict, finding.by) == (DIFFERS, 1)
    assert "claimed for 2017 too" in finding.remark.en
    assert years(4, 2014, 2015, 2016, more=(rating("rep2016-low", 2013, 2),)).verdict == DIFFERS
    assert years(4, 2014, 2015, 2016, more=(rating("rep2016-low", 2012, 2),)).verdict == CANNOT


def test_years_that_no_report_tells_are_named() -> None:
    finding = years(5, 2012, 2016)
    assert finding.verdict == AGREES
    assert "2013–2015" in finding.remark.en


def test_a_series_without_ratings_cannot_be_checked() -> None:
    assert years(3).verdict == CANNOT


def test_since_a_year_means_every_year() -> None:
    since = claim("rep2016-c", "自 103 年起歷年均獲評第一級", period="2014/..")
    for rated, verdict in (((2014, 2015, 2016), AGREES), ((2014, 2016), CANNOT)):
        known, figures = known_of(*(rating(f"rep2016-r{year}", year) for year in rated), since)
        assert [f.verdict for f in series(known, figures)] == [verdict]


def mostly(phrase: str, *tied: str) -> Finding:
    """The finding on a statement about three signatories, some of them with diplomatic relations."""
    signed = [agreement(f"rep2016-{code}", code, "2016-05-06") for code in ("AAA", "BBB", "CCC")]
    known, _ = known_of(*signed, claim("rep2016-c", phrase), relations=tuple(relation(code, "2000") for code in tied))
    (finding,) = wholes(known)
    return finding


def test_a_statement_about_most_is_held_against_each() -> None:
    assert mostly("與簽訂國多無正式邦交", "AAA").verdict == AGREES
    finding = mostly("與簽訂國多無正式邦交", "AAA", "BBB")
    assert (finding.verdict, finding.own, finding.severity) == (DIFFERS, "1/3", "high")
    assert [m.would for m in finding.mends] == ["簽訂國多有正式邦交"]
    assert mostly("與簽訂國均無邦交", "AAA").verdict == DIFFERS
    assert mostly("與簽訂國均無邦交").verdict == AGREES


def test_relations_that_began_or_ended_within_the_doubt_of_a_date_decide_nothing() -> None:
    signed = [agreement(f"rep2016-{code}", code, "2016") for code in ("AAA", "BBB", "CCC")]
    doubt = (relation("AAA", "2000", "2016-05"), relation("BBB", "2000"))
    known, _ = known_of(*signed, claim("rep2016-c", "與簽訂國多無正式邦交"), relations=doubt)
    assert [f.verdict for f in wholes(known)] == [CANNOT]


def test_relations_are_those_on_the_day_of_signing() -> None:
    signed = [agreement("rep2016-AAA", "AAA", "2016-05-06")]
    for period, verdict in ((relation("AAA", "2000", "2016-05-05"), AGREES), (relation("AAA", "2000", "2016-05-07"), DIFFERS)):
        known, _ = known_of(*signed, claim("rep2016-c", "與簽訂國多無正式邦交"), relations=(period,))
        assert [f.verdict for f in wholes(known)] == [verdict]
