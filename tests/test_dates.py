"""Dates: what is read, what is refused and why, and the bounds that everything else compares."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kg.dates import FIRST_YEAR, LAST_YEAR, Dating, Precision, finest, format_roc, parse_edtf, parse_roc

EXAMPLES = Path(__file__).parent / "dates"


def examples(name: str) -> list[tuple[str, ...]]:
    lines = (EXAMPLES / name).read_text("utf-8").splitlines()
    return [tuple(line.split(" | ")) for line in lines if line and not line.startswith("#")]


def day(text: str) -> dt.date | None:
    return None if text == ".." else dt.date.fromisoformat(text)


@pytest.mark.parametrize(("text", "earliest", "latest", "precision"), examples("valid.txt"))
def test_valid_dates_have_these_bounds(text: str, earliest: str, latest: str, precision: str) -> None:
    assert parse_edtf(text) == Dating(text, day(earliest), day(latest), Precision[precision.upper()])


@pytest.mark.parametrize(("text", "words"), [*examples("invalid.txt"), ("", "is not a date"), ("2017\n", "is not a date")])
def test_invalid_dates_are_refused_with_the_reason(text: str, words: str) -> None:
    with pytest.raises(ValueError) as caught:
        parse_edtf(text)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("106年3月17日", "2017-03-17"),
        ("106 年 3 月\n17 日", "2017-03-17"),
        ("106年03月", "2017-03"),
        ("106年", "2017"),
        ("106年度", "2017"),
        ("99年12月31日", "2010-12-31"),
        ("１０６年３月１７日", "2017-03-17"),
    ],
)
def test_roc_dates_come_in(written: str, edtf: str) -> None:
    assert parse_roc(written) == parse_edtf(edtf)


@pytest.mark.parametrize(
    "written",
    [
        "3月17日",
        "106年17日",
        "106/3/17",
        "106年3月17日至18日",
        "民國106年",
        "連續8年",
        "8年",
        "2017年",
        "106年2月30日",
        "106年13月",
        "",
    ],
)
def test_what_is_no_whole_roc_date_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"is not a whole date|has day 30|has month 13"):
        parse_roc(written)


@pytest.mark.parametrize(
    ("edtf", "written"),
    [
        ("2017-03-17", "106年3月17日"),
        ("2017-03", "106年3月"),
        ("2017", "106年"),
        ("2014-03-06/2014-03-07", "103年3月6日至103年3月7日"),
        ("../2022-12-31", "至111年12月31日"),
        ("2018-02-08/..", "107年2月8日至"),
        ("1912", "1年"),
        ("1911-10-10", "民國前1年10月10日"),
        ("1895", "民國前17年"),
    ],
)
def test_roc_dates_go_out(edtf: str, written: str) -> None:
    assert format_roc(parse_edtf(edtf)) == written


@pytest.mark.parametrize(
    ("texts", "best"),
    [
        (["2016", "2016-01", "2016-01-21"], "2016-01-21"),
        (["2016-01-21", "2016"], "2016-01-21"),
        (["2017-04-24", "2017-04-24/2017-04-28"], "2017-04-24/2017-04-28"),
        (["2016-02-02", "2016-01-01"], "2016-01-01"),
        (["2016-02-02", "2016-02-02/.."], "2016-02-02/.."),
    ],
)
def test_the_finest_dating_is_the_one_that_says_most(texts: list[str], best: str) -> None:
    assert finest([parse_edtf(t) for t in texts]).edtf == best


FIRST, LAST = dt.date(2014, 1, 1), dt.date(2018, 12, 31)
WINDOW = [(FIRST + dt.timedelta(n)).isoformat() for n in range((LAST - FIRST).days + 1)]


@cache
def days(edtf: str) -> frozenset[str]:
    """The days of a dating between 2014 and 2018, from the text alone; its ends must lie in 2015 to 2017."""
    first, slash, last = edtf.partition("/")
    if not slash:
        return frozenset(d for d in WINDOW if d.startswith(edtf))
    low = WINDOW[0] if first == ".." else min(days(first))
    high = WINDOW[-1] if last == ".." else max(days(last))
    return frozenset(d for d in WINDOW if low <= d <= high)


@st.composite
def parts(draw: st.DrawFn, first: int = 2015, last: int = 2017) -> str:
    date = draw(st.dates(dt.date(first, 1, 1), dt.date(last, 12, 31))).isoformat()
    return draw(st.sampled_from([date, date[:7], date[:4]]))


@st.composite
def texts(draw: st.DrawFn) -> str:
    shape = draw(st.sampled_from(["one", "two", "from", "to"]))
    first, last = draw(parts()), draw(parts())
    if shape == "two":
        assume(max(days(last)) >= min(days(first)))
        return f"{first}/{last}"
    return {"one": first, "from": f"{first}/..", "to": f"../{last}"}[shape]


@given(texts())
def test_bounds_are_ordered_and_are_the_first_and_last_day(text: str) -> None:
    dating = parse_edtf(text)
    assert dating.earliest is None or dating.latest is None or dating.earliest <= dating.latest
    assert dating.earliest == (None if text.startswith("..") else day(min(days(text))))
    assert dating.latest == (None if text.endswith("..") else day(max(days(text))))


@given(texts(), texts())
def test_comparisons_agree_with_sets_of_days(left: str, right: str) -> None:
    a, b = parse_edtf(left), parse_edtf(right)
    assert a.within(b) == (days(left) <= days(right))
    assert a.overlaps(b) == bool(days(left) & days(right))
    assert a.nests(b) == (days(left) <= days(right) or days(right) <= days(left))


@given(st.lists(texts(), min_size=1, max_size=6), st.randoms())
def test_the_finest_of_many_is_one_of_them_whatever_their_order(many: list[str], random: Random) -> None:
    datings = [parse_edtf(t) for t in many]
    best = finest(datings)
    assert best.edtf in many
    assert best.precision == max(d.precision for d in datings)
    random.shuffle(datings)
    assert finest(datings) == best


@given(parts(1921, LAST_YEAR))
def test_single_dates_go_out_and_come_back(text: str) -> None:
    assert parse_roc(format_roc(parse_edtf(text))) == parse_edtf(text)


@given(st.dates(dt.date(FIRST_YEAR, 1, 1), dt.date(LAST_YEAR, 12, 31)))
def test_every_day_is_read_as_itself_and_its_roc_form_is_refused(date: dt.date) -> None:
    assert parse_edtf(date.isoformat()).earliest == date
    roc = date.year - 1911
    if 0 < roc < 1000:
        for year in (f"{roc}", f"{roc:03}", f"{roc:04}"):
            with pytest.raises(ValueError, match=f"ROC year left unconverted.* {date.year}$"):
                parse_edtf(f"{year}-{date:%m-%d}")


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused_but_never_anything_else(text: str) -> None:
    for read in (parse_edtf, parse_roc):
        try:
            assert isinstance(read(text), Dating)
        except ValueError as error:
            assert str(error)
