"""A new country, agency, verb or viewpoint is a line of data."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.extract import Document, extract
from kg.extract.lexicon import load_lexicon

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "lexicon").mkdir()
    for path in (DATA / "lexicon").glob("*.csv"):
        shutil.copy(path, tmp_path / "lexicon")
    shutil.copy(DATA / "actors.csv", tmp_path)
    return tmp_path


def append(path: Path, line: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def test_a_country_is_a_line(data: Path) -> None:
    text = "外交部於112年5月4日與烏托邦簽署合作協定。"
    assert extract(Document("t", text), load_lexicon(data)) == []
    append(data / "lexicon" / "countries.csv", "UTO,烏托邦,Utopia,,,烏托邦共和國")
    (found,) = extract(Document("t", text), load_lexicon(data))
    assert [party.iso3 for party in found.parties] == ["TWN", "UTO"]


def test_an_agency_is_a_line(data: Path) -> None:
    text = "月球移民廳廳務委員於112年5月4日拜會本署。"
    assert extract(Document("t", text), load_lexicon(data)) == []
    append(data / "lexicon" / "agencies.csv", "月球移民廳,agency,LUX,,")
    (found,) = extract(Document("t", text), load_lexicon(data))
    assert (found.type, found.direction, found.parties[0].iso3) == ("visit", "inbound", "LUX")


def test_a_verb_is_a_word(data: Path) -> None:
    text = "我國與日本於112年5月4日議定投資保障協定。"
    assert extract(Document("t", text), load_lexicon(data)) == []
    path = data / "lexicon" / "words.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("sign,簽署|", "sign,議定|簽署|"), encoding="utf-8")
    (found,) = extract(Document("t", text), load_lexicon(data))
    assert (found.type, found.status) == ("agreement", "signed")


def test_another_viewpoint_turns_home_and_abroad(data: Path) -> None:
    path = data / "lexicon" / "viewpoints.csv"
    head = path.read_text(encoding="utf-8").splitlines()[0]
    path.write_text(f"{head}\nisa,JPN,本廳,出入國在留管理廳,jpn-immigration-bureau,在留,,,,\n", encoding="utf-8")
    words = data / "lexicon" / "words.csv"
    words.write_text(words.read_text(encoding="utf-8").replace("self,本署|", "self,本廳|本署|"), encoding="utf-8")
    text = "內政部移民署署長於112年5月4日拜會本廳，就在留管理交換意見。"
    (found,) = extract(Document("t", text), load_lexicon(data))
    assert [(party.iso3, party.role) for party in found.parties if party.kind == "agency"] == [
        ("TWN", "visitor"),
        ("JPN", "visited"),
    ]


@pytest.mark.parametrize(("name", "line"), [("countries.csv", "UTO,烏托邦"), ("words.csv", "sign")])
def test_a_broken_line_is_named(data: Path, name: str, line: str) -> None:
    append(data / "lexicon" / name, line)
    with pytest.raises(DataError, match=rf"{name}:\d+: row: "):
        load_lexicon(data)


def test_a_missing_column_is_named(data: Path) -> None:
    (data / "lexicon" / "agencies.csv").write_text("name,kind\n", encoding="utf-8")
    with pytest.raises(DataError, match="column: 'iso3' is missing"):
        load_lexicon(data)


def test_no_two_patterns_share_a_name() -> None:
    named: dict[str, set[str]] = {}
    for path in (Path(__file__).parents[2] / "src" / "kg" / "extract" / "chinese").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr != "pattern":
                continue
            if "lexicon" in ast.unparse(node.func.value):
                named.setdefault(ast.unparse(node.args[0]), set()).add(ast.unparse(node.args[1]))
    assert len(named) > 20
    assert {name: templates for name, templates in named.items() if len(templates) > 1} == {}
