"""People are carried with their whole names."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extract.chinese.people import find_people
from kg.extract.lexicon import Lexicon, load_lexicon


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(Path(__file__).parents[2] / "data")


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("特命全權大使Carla Montrose分別", "Carla Montrose"),
        ("犯罪學教授Ina Vogel於", "Ina Vogel"),
        ("副局長Trần Văn Hòa等5人", "Trần Văn Hòa"),
        ("司長Petra Kovářová一行", "Petra Kovářová"),
        ("會長Joan van der Meer夫婦", "Joan van der Meer"),
        ("眾議員山田一夫於", "山田一夫"),
        ("眾議員金恩一行", "金恩"),
        ("督察長Ms. Anne Tremont於", "Anne Tremont"),
    ],
)
def test_reads_the_whole_name(phrase: str, name: str, lexicon: Lexicon) -> None:
    assert [person.name for person in find_people(phrase, phrase, lexicon)] == [name]
