"""Text as it is read: the white space of the page taken out, letters brought to one form, each place still known.

Offsets count Unicode code points, 0-based, end exclusive.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import Counter
from itertools import accumulate
from typing import NamedTuple

from kg import patterns as re

BREAK = "\n"
_IN_TAG = r"/?(?:p|br|td|th|tr|li|ul|ol|div|table|h[1-6])\b[^<>]{0,80}>"
_TAG = re.compile(f"<{_IN_TAG}", re.IGNORECASE)
# The matcher looks quickly for a class at the head of a pattern, for a repeated one or a choice it does not.
_SPACE = re.compile(r"(\s\s*)")
_GAP = re.compile(rf"([\s<](?:(?<!<)|{_IN_TAG})\s*(?:<{_IN_TAG}\s*)*)", re.IGNORECASE)
# What an item's marker or a line that is a date can begin with: looked at first, since most lines begin otherwise.
_MARKS = frozenset("-•●○◎※*■□◆▪#（(一二三四五六七八九十壹貳參肆伍陸柒捌玖拾第圖表民①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳") | frozenset(
    "0123456789０１２３４５６７８９ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
)
_DATE_LINE = re.compile(r"(?:(?:民國)?\s?\d{2,4}\s?年度?|\d{3,4}[/.-]\d{1,2}[/.-]\d{1,2})[ \t\r]*(?:\n|$)")
_LONGEST_DATE = 10  # letters of a line that is a date
_ROW = re.compile(
    r"(?:\d{1,2}月\s?\d{1,2}(?:\s?[日至~–-][\d月日]{0,6})?(?:　| {2,}|\s(?=\S+(?: {2,}|　)))|\S{1,12}(?:[ 　]\S){0,3}(?:　{2,}| {4,})\S)"
)
_ROW_REACH = 22  # letters to the end of the gap behind a row's first cell
_ENDED = "。！？；：!?;:"
_UNFINISHED = "，、,（(與及和之的「『"
_NUMERAL = "[一二三四五六七八九十]"
ITEM = re.compile(
    rf"[-•●○◎※*■□◆▪#>\s]{{0,4}}(?:[（(]\s?(?:{_NUMERAL}{{1,3}}|\d{{1,2}}|[A-Za-z])\s?[)）]|{_NUMERAL}{{1,3}}、"
    r"|[壹貳參肆伍陸柒捌玖拾]{1,3}、|\d{1,2}、|\d{1,2}[.．](?!\d)|(?:[IVX]{1,5}|[A-Za-z])[.．、]"
    r"|[①-⑳]|第[一二三四五六七八九十壹貳參肆伍陸柒捌玖]{1,3}[章節條]|[圖表]\s?\d|[●◎※■□◆▪•]|[-*]\s|#+\s)"
)
_PROSE = re.compile(r"[。：；，、！？<\t]|\d+\s*[年月日]")
_ODD = re.compile(r"[台＂-＋－-９＜-＞＠-｝⺀-⿟\ua69c-\uab69\uf900-\ufaff\U0002f800-\U0002fa1f]")  # all but ，：；！？～


class Folded(NamedTuple):
    """A text without page white space: ``plain`` in its own letters, ``text`` with letters in one form, place for place.

    `BREAK` stands in both where one paragraph, item, cell or heading ends.
    """

    text: str
    plain: str
    places: tuple[int, ...]
    origins: tuple[int, ...]

    def origin(self, place: int) -> int:
        """The place in the text as given of the letter at ``place``."""
        i = bisect_right(self.places, place) - 1
        return self.origins[i] + place - self.places[i]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The passage of the text as given that holds the letters from ``start`` to ``end``."""
        places, origins = self.places, self.origins
        first = bisect_right(places, start) - 1
        last = bisect_right(places, end - 1, first) - 1
        return origins[first] + start - places[first], origins[last] + end - places[last]


def fold(text: str) -> Folded:
    r"""Take out the white space of the page and bring letters to one form.

    White space between Latin letters or digits stays as one space; a line end that ends a paragraph, an item or a table cell
    becomes `BREAK`.

    >>> fold("馬 來 西 亞於 ⺠國１０６年\n３月訪臺").text
    '馬來西亞於民國106年3月訪臺'
    """
    text = _without_running_heads(text)
    by_paragraph = _lines_are_paragraphs(text)
    width = _width(text)
    parts = (_SPACE if _TAG.search(text) is None else _GAP).split(text)  # words, and at odd places the gaps between them
    if len(parts) > 1 and not parts[-1]:
        del parts[-2:]
    origins = tuple(accumulate(map(len, parts[:-1]), initial=0))
    line = 0
    for i in range(1, len(parts), 2):
        gap = parts[i]
        if gap != " " and parts[i - 1]:
            hard = "\t" in gap or "\f" in gap or "<" in gap
            if hard or "\n" in gap:
                start, end = origins[i], origins[i + 1]
                ended = hard or _ends(text, start, end, line, by_paragraph, width)
                line = end
                if ended:
                    parts[i] = BREAK
                    continue
        parts[i] = " " if "" < parts[i - 1][-1:] < "⺀" and parts[i + 1][0] < "⺀" else ""
    plain = "".join(parts)
    places = tuple(accumulate(map(len, parts[:-1]), initial=0))
    return Folded(letters(plain), plain, places, origins)


def _ends(text: str, start: int, end: int, line: int, by_paragraph: bool, width: int) -> bool:
    """Whether the line from ``line`` to ``start`` ends a unit, the next beginning at ``end``."""
    last = text[start - 1]
    if last in _ENDED:
        return last != "；" or by_paragraph or ITEM.match(text, end) is not None
    if text[end] in _MARKS and (ITEM.match(text, end) is not None or _DATE_LINE.match(text, end) is not None):
        return True
    length = start - line
    if length <= _LONGEST_DATE and text[line] in _MARKS and _DATE_LINE.match(text, line) is not None:
        return True
    unindented = text[end - 1] == "\n"
    if unindented and _is_row(text, end):
        return True
    narrow = length < 0.75 * width
    short = narrow or text.count("\n", start, end) > 1
    if short and unindented and text[line - 1 : line] in ("", "\n") and _is_row(text, line):
        return True
    if not by_paragraph:
        return narrow and _is_title(text[line:start])
    return last not in _UNFINISHED and length < 60


def _is_row(text: str, place: int) -> bool:
    """Whether the unindented line at ``place`` is a row of a table set in columns: its first cell short or a date."""
    head = text[place : place + _ROW_REACH]  # without such a gap no pattern need look, which is most lines
    return ("    " in head or "　　" in head or head[0].isdecimal()) and _ROW.match(text, place) is not None


def _is_title(line: str) -> bool:
    """Whether a short line is the title of an item: numbered, without punctuation, and more than a date."""
    marker = ITEM.match(line)
    if marker is None or re.search("[，。；、：,]", line[marker.end() :]) is not None:
        return False
    return re.search(r"[^\s\d年月日度(（）)]{4}", line[marker.end() :]) is not None


def _width(text: str) -> int:
    """How many letters a full line of the page holds: the length that a quarter of the lines reach."""
    lengths = sorted(length for length in map(len, map(str.strip, text[:60000].split("\n"))) if length > 4)
    return lengths[3 * len(lengths) // 4] if lengths else 0


def _without_running_heads(text: str) -> str:
    """The text with page numbers and lines that return on page after page blanked out, letter for letter."""
    lines = text.split("\n")
    stripped = list(map(str.strip, lines))
    counts = Counter(stripped)
    heads = {line for line, count in counts.items() if count >= 3 and 3 <= len(line) <= 60 and _PROSE.search(line) is None}
    heads.update(line for line in counts if 0 < len(line) <= 3 and line.isdigit())
    if not heads:
        return text
    met: set[str] = set()
    for i, line in enumerate(stripped):
        if line in heads:
            if line in met or line.isdigit():
                lines[i] = " " * len(lines[i])
            met.add(line)
    return "\n".join(lines)


def _lines_are_paragraphs(text: str) -> bool:
    """Whether lines end where sentences do, not where the page does; title and dateline above the first one do not count."""
    head = text[:20000]
    lines = [line for line in map(str.strip, head.splitlines()) if line]
    if 2 * sum(len(line) for line in lines if len(line) > 50) > sum(map(len, lines)):
        return True
    ended = [line[-1] in "。！？；：」）)>" for line in lines]
    body = ended[ended.index(True) :] if True in ended else []
    return 2 * sum(ended) > len(ended) or (sum(body) > 1 and 2 * sum(body) > len(body))


_FEW = 60  # letters of other forms in a text that are faster replaced one by one


def letters(text: str) -> str:
    """Letters in one form, one for one: full width, compatibility and radical characters, and 台 as 臺."""
    if text.isascii() or _ODD.search(text) is None:
        return text
    odd = {letter: _FORMS[letter] for letter in set(_ODD.findall(text))}
    odd = {letter: form for letter, form in odd.items() if form != letter}
    if len(odd) > _FEW or not odd.keys().isdisjoint(odd.values()):
        return "".join(map(odd.get, text, text))
    for letter, form in odd.items():
        text = text.replace(letter, form)
    return text


class _Forms(dict[str, str]):
    """The form of each odd letter met."""

    def __missing__(self, letter: str) -> str:
        form = unicodedata.normalize("NFKC", letter)
        self[letter] = form = form if len(form) == 1 else letter
        return form


# Unicode gives these parts of letters no equivalence; a PDF's text layer often holds them for the whole letter.
_FORMS = _Forms(
    zip(
        "台⺟⺠⻁⻄⻆⻑⻘⻝⻢⻣⻤⻥⻦⻨⻩⻫⻬⻭⻮⻯⻰⻱⻲⻳⼾⺼⻔⻗⻛⻜",
        "臺母民虎西角長青食馬骨鬼魚鳥麥黃齊齊齒齒龍龍龜龜龜戶肉門雨風飛",
        strict=True,
    )
)
