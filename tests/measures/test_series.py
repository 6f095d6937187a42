"""Numbered series and their gaps."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from kg.measures.series import numbered, numeral
from kg.model import Event


def test_missing_numbers_are_shown_between_their_neighbours(graph: kg.Graph) -> None:
    found = graph.measure("series")
    indonesia = found[found.series == "meeting:IDN"]
    shown = [tuple(r) for r in indonesia[["first", "last", "missing", "after", "before"]].itertuples(index=False)]
    assert shown == [
        (1, 1, True, "", "2014-04-15"), (2, 2, False, "", ""), (3, 4, True, "2014-04-15", "2017-05-10"), (5, 5, False, "", ""),
    ]  # fmt: skip
    vietnam = found[found.series == "meeting:VNM"]
    assert vietnam["first"].tolist() == [1, 3]
    assert vietnam["last"].tolist() == [2, 3]


def test_numbers_of_a_series_rise_with_time(graph: kg.Graph) -> None:
    told = graph.measure("series").query("not missing")
    for _, rows in told.groupby("series"):
        assert rows.date.is_monotonic_increasing


@pytest.mark.parametrize(
    ("text", "number"), [("7", 7), ("十", 10), ("十一", 11), ("二十", 20), ("二十九", 29), ("一百零五", 105), ("三百", 300)]
)
def test_numerals(text: str, number: int) -> None:
    assert numeral(text) == number


@pytest.mark.parametrize(
    ("title", "key", "number"),
    [
        ("第三次海岸合作會議", "meeting:海岸合作會議", 3), ("2016年第２屆海岸合作會議", "meeting:海岸合作會議", 2),
        ("海岸合作會議", None, None), ("第三代通關系統", None, None), ("第9版手冊", None, None),
    ],
)  # fmt: skip
def test_what_is_a_number_of_a_series(title: str, key: str | None, number: int | None) -> None:
    found = numbered(Event("e", "meeting", ("s",), titles=(title,)), ())
    assert (key, number) == (None, None) if found is None else (found.key, found.number) == (key, number)


def test_meetings_with_one_country_are_one_series_whatever_their_title() -> None:
    events = [
        Event("a", "meeting", ("s",), titles=("第4屆臺帛海岸會議",)),
        Event("b", "meeting", ("t",), titles=("臺帛第五次境管會談",)),
    ]
    found = [numbered(e, ["PLW"]) for e in events]
    assert [(n.key, n.number) for n in found if n is not None] == [("meeting:PLW", 4), ("meeting:PLW", 5)]


def test_without_a_number_the_table_says_so(change: Callable[..., Path]) -> None:
    found = kg.load(change("rep2-workshop-one")).measure("series")
    assert len(found) == 0
    assert found.attrs["note"] == "no event carries a number"
