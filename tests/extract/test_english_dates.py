"""English dates reckoned from the publication day, behind it and ahead of it."""

from __future__ import annotations

import datetime as dt

import pytest

from kg.extract.english.dates import find_dates

WEDNESDAY = dt.date(2020, 1, 15)


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("on Tuesday last week", "2020-01-07"),
        ("last Friday", "2020-01-10"),
        ("from Monday to Wednesday", "2020-01-13/2020-01-15"),
        ("last week", "2020-01-06/2020-01-12"),
        ("earlier this month", "2020-01"),
        ("last month", "2019-12"),
        ("two days ago", "2020-01-13"),
        ("three weeks ago", "2019-12-23/2019-12-29"),
        ("last January", "2019-01"),
        ("last December", "2019-12"),
        ("in mid-May", "2019-05"),
        ("at the end of March", "2019-03"),
        ("the day before yesterday", "2020-01-13"),
        ("in force since 2011", "2011"),
        ("on 2019/11/12", "2019-11-12"),
        ("on Tuesday (7 January)", "2020-01-07"),
        ("on Thursday (16/10)", "2020-01-09"),
        ("on October 12, 13 and 14, 2019", "2019-10-12/2019-10-14"),
        ("from 2018 to 2019", "2018/2019"),
        ("until 2015", "2015"),
        ("on 23/01/2015", "2015-01-23"),
        ("on 01/23/2015", "2015-01-23"),
        ("on 5/5/2015", "2015-05-05"),
    ],
)
def test_relative(words: str, date: str) -> None:
    assert [when.dating.edtf for when in find_dates(words, WEDNESDAY, None)] == [date]


def test_numbers_in_two_orders_are_no_date() -> None:
    assert not list(find_dates("on 10/12/2016", WEDNESDAY, None))


@pytest.mark.parametrize("words", ["next month", "next week", "on Friday", "next August"])
def test_ahead(words: str) -> None:
    (when,) = find_dates(words, WEDNESDAY, None)
    assert when.ahead is not None
    assert when.ahead.latest is not None
    assert when.ahead.latest > WEDNESDAY


def test_the_same_day_is_the_one_told_before() -> None:
    dates = [when.dating.edtf for when in find_dates("It began on Nov. 8. The next day he left.", WEDNESDAY, None)]
    assert dates == ["2019-11-08", "2019-11-09"]


@pytest.mark.parametrize("words", ["Thursday", "yesterday", "last week", "two days ago", "the same day"])
def test_nothing_is_reckoned_from_an_unknown_day(words: str) -> None:
    assert list(find_dates(words, None, None)) == []
