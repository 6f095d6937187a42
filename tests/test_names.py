"""Names and titles: what is folded away before two of them are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.names import fold, fold_title, likeness

LETTERS = "台臺灣移民署工作坊會議第次打擊防制國際年度人口販運AaＡ一二三十 ，（）()「」・-_"
NAMES = st.text(LETTERS, max_size=12)
TITLES = st.text(LETTERS + "0123456789１２", max_size=16)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("美國在台協會 (AIT)", "美國在臺協會（ＡＩＴ）"),
        ("臺越", "台越"),
        ("Jennifer K. Hong", "jennifer k.hong"),
        ("「打擊人口販運」", "打擊人口販運"),
        ("移民　署", "移民署"),
        ("ﾏｶｵ", "マカオ"),
        ("a_b", "ab"),
    ],
)
def test_spellings_of_one_name_fold_to_the_same(left: str, right: str) -> None:
    assert fold(left) == fold(right) != ""


@pytest.mark.parametrize(("left", "right"), [("帛琉", "諾魯"), ("移民署", "移民處"), ("第1次", "第2次"), ("奧地利", "奧地利2")])
def test_different_names_stay_different(left: str, right: str) -> None:
    assert fold(left) != fold(right)


@given(NAMES)
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(NAMES, st.sampled_from([" ", "　", "，", "(", "」", "-", "_"]), st.integers(0, 12))
def test_punctuation_anywhere_does_not_matter(name: str, mark: str, place: int) -> None:
    assert fold(name[:place] + mark + name[place:]) == fold(name)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("103年防制人口販運國際工作坊", "2014年防制人口販運國際工作坊"),
        ("2016防制人口販運工作坊", "105年度防制人口販運工作坊"),
        ("第三次會議", "第3次會議"),
        ("２０１６年工作坊", "2016年工作坊"),
        ("99年工作坊", "工作坊"),
    ],
)
def test_a_title_is_the_same_without_its_year_and_with_either_numerals(left: str, right: str) -> None:
    assert fold_title(left) == fold_title(right) != ""


def test_numbers_that_are_no_year_stay_in_a_title() -> None:
    assert fold_title("第16屆會議") != fold_title("第17屆會議")
    assert "1234" in fold_title("1234人工作坊")


@pytest.mark.parametrize(
    ("left", "right", "least", "most"),
    [
        ("防制人口販運國際工作坊", "防制人口販運國際工作坊", 1, 1),
        ("105年防制人口販運國際工作坊", "防制人口販運國際工作坊", 1, 1),
        ("國際工作坊", "防制人口販運國際工作坊", 1, 1),
        ("防制人口販運國際工作坊", "新住民學習中心揭牌", 0, 0),
        ("第3次協調會報", "第4次協調會報", 0, 0),
        ("協調會報", "第4次協調會報", 0, 0),
        ("防制人口販運國際工作坊", "防制人口販運研討會", 0.5, 0.9),
        ("", "工作坊", 0, 0),
        ("", "", 0, 0),
        ("2016年", "2016年", 0, 0),
    ],
)
def test_likeness_of_titles(left: str, right: str, least: float, most: float) -> None:
    assert least <= likeness(left, right) <= most


@given(TITLES, TITLES)
def test_likeness_is_a_share_and_has_no_direction(left: str, right: str) -> None:
    assert 0 <= likeness(left, right) <= 1
    assert likeness(left, right) == likeness(right, left)
    assert likeness(left, left) == bool(fold_title(left))


@given(st.text("移民署工作坊會議", min_size=2, max_size=8), st.text("移民署工作坊會議", max_size=6))
def test_a_title_that_holds_the_other_is_like_it(title: str, more: str) -> None:
    assert likeness(title, title + more) == likeness(more + title, title) == 1
