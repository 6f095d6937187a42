"""Any text is read without an error, each candidate within it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.dates import parse_edtf
from kg.extract import Document, as_row, extract
from kg.extract.chinese.texts import read
from kg.extract.lexicon import load_lexicon

LEXICON = load_lexicon(Path(__file__).parents[2] / "data")
WORDS = st.sampled_from(
    [word for kind in LEXICON.words.values() for word in kind[:6]]
    + ["日本", "帛琉", "臺越", "美方", "馬國", "本署", "我國", "美國在台協會", "國際移民組織", "內政部", "台灣展翅協會"]
    + [
        "106年3月17日",
        "昨(7)日",
        "同年",
        "4月18及26日",
        "111年5年18日",
        "3萬5,012",
        "26萬8",
        "至",
        "與",
        "、",
        "及",
        "分別",
        "於",
    ]
    + [
        "，",
        "。",
        "；",
        "：",
        "「",
        "」",
        "《",
        "』",
        "(",
        "）",
        "\n",
        "\n\n",
        "\t",
        "</p><p>",
        " ",
        "1、",
        "（一）",
        "Kin Moy",
        "一行5人",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=40).map("".join), st.booleans())
def test_any_text_is_read(text: str, dated: bool) -> None:
    document = Document("any", text, date=parse_edtf("2023-08-08") if dated else None)
    for candidate in extract(document, LEXICON):
        assert 0 <= candidate.start < candidate.end <= len(text)
        assert 0 < len(candidate.exact) <= 40
        assert "".join(candidate.exact.split()) in "".join(text[candidate.start : candidate.end].split())
        assert as_row(candidate, document)["type"] == candidate.type


def lengths(text: str) -> list[tuple[int, int]]:
    """How many letters and how many trigger words the sentences of a text hold."""
    return [
        (s.end - s.start, len([t for t in s.tokens if not t.is_name])) for s in read(Document("any", text), LEXICON).sentences()
    ]


@pytest.mark.parametrize("mark", ["，", "、", ""])
def test_a_sentence_without_end_is_read_in_passages(mark: str) -> None:
    told = f"日本{'官員' * 60}於104年5月6日拜會本署{mark}"
    found = lengths(told * 200)
    assert len(found) > 10
    assert max(length for length, _ in found) <= 1500
    assert extract(Document("any", told * 200), LEXICON)


def test_a_list_of_trigger_words_is_no_sentence() -> None:
    assert lengths("拜會" * 60) == [(120, 60)]
    assert lengths("拜會" * 61) == []


def test_a_figure_begins_with_its_first_digit() -> None:
    texts = {"查獲案件1,234件。": [1234], "第12件。": [], "查獲案件" + "1萬" * 9 + "件。": [90_000]}
    for text, values in texts.items():
        assert [c.value for c in extract(Document("any", text), LEXICON) if c.type == "figure"] == values


def test_a_list_of_days_ends() -> None:
    days = read(Document("any", "104年5月6日、" * 200), LEXICON).dates
    assert {len(date.days) for date in days} == {60, 20}


def test_events_of_one_day_are_told_apart_and_linked() -> None:
    text = "".join(
        f"本署於104年5月6日舉辦「{name}」。" for name in ("海洋垃圾清除研討會", "跨境金流追查工作坊", "海洋垃圾清除研討會")
    )
    one, two, again = (as_row(c, Document("any", text)) for c in extract(Document("any", text), LEXICON))
    assert "same_as" not in two
    assert again["same_as"] == [one["id"]]


ENGLISH = st.sampled_from(
    [form.replace(" *", "") for forms in LEXICON.english.words.values() for form in forms[:5]]
    + ["Japan", "Palauan", "Tokyo", "Taiwan", "NIA", "Minister Ana Lopez", "the two sides", "He", "(ABC)", "US$2 million"]
    + ["on May 4, 2019", "last week", "Thursday", "the same day", "two days ago", "99-day", "TAIPEI, Oct. 4 (CNA)"]
    + ["to", "with", "by", "of", "the", "a", "and", "who", ".", ",", ";", '"', "\n", "\n\n"]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(ENGLISH, max_size=40).map(" ".join), st.booleans())
def test_any_english_text_is_read(text: str, dated: bool) -> None:
    document = Document("any", text, parse_edtf("2023-08-08") if dated else None, "en")
    for candidate in extract(document, LEXICON):
        assert text[candidate.start : candidate.end].split() == candidate.quote.split()
        assert 0 < len(candidate.exact) <= 40
        assert as_row(candidate, document)["type"] == candidate.type


def test_a_long_list_of_countries_is_read() -> None:
    extract(Document("list", "UK, " * 700 + "signed an MOU.", None, "en"), LEXICON)
