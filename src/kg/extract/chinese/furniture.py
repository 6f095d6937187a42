"""What a page sets beside its text: links to other reports, whose headlines tell of other events; blanked out, letter for letter."""

from __future__ import annotations

from kg import patterns as re

_LINKS = re.compile(
    r"\n(?:[^\w\n]*(?:延伸閱讀|相關新聞|相關報導|相關連結|相關文章|推薦閱讀|推薦新聞|更多新聞|更多報導|熱門新聞|熱門點閱|熱門文章|最新新聞|看更多|其他新聞|猜你喜歡"
    r"|你可能(?:也|還)?(?:喜歡|感興趣|想看)|[上下]一[則篇頁])(?!\w)[^\n。]{0,80}(?:\n[ \t　]*[^\s。][^\n。]{0,60}(?=\n|$)){0,12}"
    r"|[ \t　]*[►▶▸➤☞»][^\n。]{4,120}(?=\n|$))"
)


_LABELS = re.compile(r"(?:新聞標題|新聞內[容文]|內文|副標題?|圖說|圖片說明|照片說明)[：:]")


def with_labels_apart(text: str) -> str:
    """The text with page breaks in the place of the labels of a form (新聞標題：, 內文：), so that what they label stays apart."""
    return _LABELS.sub(lambda match: "\f" * len(match[0]), text) if "：" in text or ":" in text else text


def without_links(text: str) -> str:
    """The text with spaces in the place of such blocks: a heading line and the short lines behind it, up to an empty one."""
    if "\n" not in text:
        return text
    return _LINKS.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), f"\n{text}")[1:]
