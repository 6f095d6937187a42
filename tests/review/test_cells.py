"""Cells of a review file, as people and spreadsheets write them."""

from __future__ import annotations

import pytest

from kg.review.cells import edtf_of, number_of, parties_of, party_cell, saved_by_spreadsheets

PARTIES = [
    {"name": "梅建華", "role": "visitor", "title": "處長", "affiliation": "美國在臺協會", "actor": "mei-jianhua"},
    {"name": "Pan, Lee (Jr.)", "role": "host", "actor": "pan-lee"},
    {"name": "代表", "affiliation": "國會", "actor": "x"},
    {"name": "帛琉", "actor": "PLW"},
]


def test_parties_come_back_as_they_were_given() -> None:
    assert parties_of(party_cell(PARTIES)) == PARTIES


def test_parties_may_be_written_with_full_width_signs() -> None:
    told = [
        {"name": "本署", "role": "host", "actor": "nia"},
        {"name": "帛琉", "role": "guest", "title": "部長", "actor": "PLW"},
    ]
    assert parties_of("host：本署＝nia ｜Guest: 帛琉［部長］=PLW") == told


@pytest.mark.parametrize("cell", ["signer: 帛琉 = PLW", "Signer：帛琉", "簽署：帛琉", "host: 帛琉 | 簽署: 日本"])
def test_an_unknown_role_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="begins with no role"):
        parties_of(cell)


@pytest.mark.parametrize(
    ("cell", "edtf"),
    [
        ("2017-03-17", "2017-03-17"),
        ("2017/3/17", "2017-03-17"),
        ("2017.03", "2017-03"),
        ("106年3月17日", "2017-03-17"),
        ("106年", "2017"),
        ("106-03-17", "2017-03-17"),
        ("112/3/18", "2023-03-18"),
        ("2023年3月18日", "2023-03-18"),
        ("2023-3-8", "2023-03-08"),
        ("中華民國112年3月", "2023-03"),
        ("2014-03-06/2014-03-07", "2014-03-06/2014-03-07"),
        ("../2022-12-31", "../2022-12-31"),
    ],
)
def test_a_date_may_be_written_in_several_ways(cell: str, edtf: str) -> None:
    assert edtf_of(cell) == edtf


@pytest.mark.parametrize("cell", ["17/3/2017", "3/17/2017", "Jun-17", "06-03-17", "2017-13-01", "2月30日", "soon"])
def test_a_date_that_could_be_two_is_no_date(cell: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        edtf_of(cell)


def test_what_a_spreadsheet_makes_of_a_day_or_month_is_known() -> None:
    assert {"2017/3/17", "17/03/2017", "3/17/17", "17.3.2017"} <= saved_by_spreadsheets("2017-03-17")
    assert {"18-Mar-17", "18-Mar-2017"} <= saved_by_spreadsheets("2017-03-18")
    assert {"Jun-17", "2017/6", "2017年6月"} <= saved_by_spreadsheets("2017-06")
    assert not {"2017/6/1", "2017-06-01"} & saved_by_spreadsheets("2017-06")
    assert "2017/3/18" not in saved_by_spreadsheets("2017-03-17")
    assert not saved_by_spreadsheets("2014-03-06/2014-03-07")


@pytest.mark.parametrize(("cell", "value"), [("1,234", 1234), ("98.5", 98.5), ("-3", -3), ("nan", "nan"), ("第1級", "第1級")])
def test_a_value_is_a_number_where_it_looks_like_one(cell: str, value: object) -> None:
    assert number_of(cell) == value
