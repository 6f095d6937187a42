"""Any text is read without an error, each candidate within it."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.dates import parse_edtf
from kg.extract import Document, as_row, extract
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
