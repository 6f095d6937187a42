from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.folding import BREAK, fold


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("馬 來 西 亞 友 誼", "馬來西亞友誼"),
        ("移⺠署", "移民署"),
        ("１０６年（台灣）", "106年(臺灣)"),
        ("Siegfred B. Mison 局長", "Siegfred B. Mison局長"),
        ("本署與\n貝里斯\n簽署，\n並交換", "本署與貝里斯簽署，並交換"),
        ("一、第一項\n（一）第二項", f"一、第一項{BREAK}(一)第二項"),
        ("完成。\n12\n下一段，\n續", f"完成。{BREAK}下一段，續"),
        ("甲</p><p>乙", f"甲{BREAK}乙"),
        ("甲\t乙", f"甲{BREAK}乙"),
        ("", ""),
    ],
)
def test_folds(text: str, expected: str) -> None:
    assert fold(text).text == expected


def test_a_running_head_does_not_cut_a_sentence() -> None:
    bodies = [
        "本署持續推動各項合作以增進",
        "彼此瞭解並與各國就移民事務",
        "交流經驗同時也與民間團體攜",
        "手合作推動各項照顧輔導工作",
    ]
    text = "\n".join(f"年度績效目標\n{body}" for body in bodies)
    assert "增進彼此瞭解並與各國就移民事務交流經驗" in fold(text).text


def test_the_title_of_an_item_is_not_part_of_its_text() -> None:
    text = "(一)辦理教育訓練\n" + "為提升第一線人員之專業知能並強化各單位間之橫向聯繫，本署持續辦理各項\n" * 4
    assert fold(text).text.startswith(f"(一)辦理教育訓練{BREAK}為提升")


@given(st.text(alphabet="甲乙台１（）⺠ab1 .，。、\n\t<p>一", max_size=60))
def test_every_letter_is_found_again_at_its_place(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.plain)
    for place, letter in enumerate(folded.plain):
        if not letter.isspace():
            assert text[folded.origin(place)] == letter
            start, end = folded.span(place, place + 1)
            assert text[start:end] == letter
