"""Links to other reports are no part of the text."""

from __future__ import annotations

from kg.extract.chinese.furniture import without_links


def test_blanks_the_links_below_a_text() -> None:
    text = "署長今日表示持續查緝。\n\n延伸閱讀\n．臺越簽署協定\n．議員拜會本署\n\n本署敬上。"
    blanked = without_links(text)
    assert len(blanked) == len(text)
    assert blanked.split() == ["署長今日表示持續查緝。", "本署敬上。"]


def test_leaves_sentences_that_hold_such_words() -> None:
    text = "本署網站設有相關連結。\n相關新聞稿已於日前發布，內容如下。\n臺越簽署協定。"
    assert without_links(text) == text
