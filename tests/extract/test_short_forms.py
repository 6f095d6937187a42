"""Countries told by letters, cities and pairs, and what only looks like them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extract.chinese.tokens import find_tokens
from kg.extract.folding import fold
from kg.extract.lexicon import Lexicon, load_lexicon


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(Path(__file__).parents[2] / "data")


def named(text: str, lexicon: Lexicon) -> str:
    return " ".join(f"{token.text}:{token.iso3}" for token in find_tokens(fold(text).text, lexicon) if token.iso3 != "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我與日、韓、英等國互免簽證", "日:JPN 韓:KOR 英:GBR"),
        ("來自菲、越、印尼、帛琉等國", "菲:PHL 越:VNM 印尼:IDN 帛琉:PLW"),
        ("署長赴日考察", "日:JPN"),
        ("署長赴日本考察", "日本:JPN"),
        ("署長赴日內瓦開會", ""),
        ("台美日三方宣布", "臺美:USA 日:JPN"),
        ("日台合作備忘錄", "日臺:JPN"),
        ("臺印尼勞工會議", "臺印尼:IDN"),
        ("萬隆市政府與本府", "萬隆市:IDN"),
        ("萬隆會議的精神", ""),
        ("喬治亞州駕駛服務廳", "喬治亞州:USA"),
        ("史國衛生部長", "史國:SWZ"),
        ("臺史關係友好", "臺史:SWZ"),
        ("菲律賓海岸防衛隊副司令", "菲律賓:PHL"),
    ],
)
def test_reads(text: str, expected: str, lexicon: Lexicon) -> None:
    assert named(text, lexicon) == expected


@pytest.mark.parametrize(
    "text", ["5日、6日兩天", "10日台北市", "赴日前來電", "參加國際會議", "臺史博館", "以臺北為例", "臺教授", "1日臺中"]
)
def test_reads_no_country(text: str, lexicon: Lexicon) -> None:
    assert [token for token in find_tokens(fold(text).text, lexicon) if token.iso3 not in ("", "TWN")] == []


def test_a_rejected_form_leaves_what_it_covered(lexicon: Lexicon) -> None:
    assert named("4日臺越簽署協定", lexicon) == "臺越:VNM"
    assert named("4日臺灣與越南簽署", lexicon) == "臺灣:TWN 越南:VNM"
    assert named("訪教育部的外賓", lexicon) == "教育部:TWN"


def test_a_known_name_behind_another_country_is_another_person(lexicon: Lexicon) -> None:
    assert named("帛琉海巡署長羅伯特", lexicon) == "帛琉:PLW"
