"""Whose text it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extract.chinese.texts import read
from kg.extract.lexicon import Lexicon, load_lexicon
from kg.reading import read_file


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(Path(__file__).parents[2] / "data")


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("我国警察部队昨天与越南公安部签署备忘录，新越关系更进一步。", "SGP"),
        ("海关总署与泰国海关厅签署备忘录。", "CHN"),
        ("边境管理支队与对方举行会谈，双方就合作交换意见。", "CHN"),
        ("中国国家移民管理局代表团访问韩国，拜会韩国法务部。", "CHN"),
        ("中央社报道，中华民国外交部与捷克签署协定。", "TWN"),
        ("衛生署長昨與日本厚生勞動省副大臣會談。", "TWN"),
        ("新加坡內政團隊學院院長昨日參觀本署。", "TWN"),
        ("入管廳與厚生勞動省簽署合作文件，法務大臣出席。", "JPN"),
    ],
)
def test_the_home_country_of_a_text(text: str, country: str, lexicon: Lexicon, tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text(text, encoding="utf-8")
    assert read(read_file(path).document, lexicon).home == country
