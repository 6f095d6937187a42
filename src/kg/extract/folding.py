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
_GAP = re.compile(r"(?:\s|</?(?:p|br|td|th|tr|li|ul|ol|div|table|h[1-6])\b[^<>]{0,80}>)+", re.IGNORECASE)
# What an item's marker or a line that is a date can begin with: looked at first, since most lines begin otherwise.
_MARKS = frozenset("-•●○◎※*■□◆▪#（(一二三四五六七八九十壹貳參肆伍陸柒捌玖拾第圖表民①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳") | frozenset(
    "0123456789０１２３４５６７８９ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
)
_SPACE = re.compile(r"\s+")
_DATE_LINE = re.compile(r"(?:(?:民國)?\s?\d{2,4}\s?年度?|\d{3,4}[/.-]\d{1,2}[/.-]\d{1,2})[ \t\r]*(?:\n|$)")
_ROW = re.compile(
    r"(?:\d{1,2}月\s?\d{1,2}(?:\s?[日至~–-][\d月日]{0,6})?(?:　| {2,}|\s(?=\S+(?: {2,}|　)))|\S{1,12}(?:[ 　]\S){0,3}(?:　{2,}| {4,})\S)"
)
_ROW_REACH = 22  # letters to the end of the gap behind a row's first cell
_HARD = re.compile(r"[\t<\f]")
_ENDED = "。！？；：!?;:"
_UNFINISHED = "，、,（(與及和之的「『"
_NUMERAL = "[一二三四五六七八九十]"
ITEM = re.compile(
    rf"[-•●○◎※*■□◆▪#>\s]{{0,4}}(?:[（(]\s?(?:{_NUMERAL}{{1,3}}|\d{{1,2}}|[A-Za-z])\s?[)）]|{_NUMERAL}{{1,3}}、"
    r"|[壹貳參肆伍陸柒捌玖拾]{1,3}、|\d{1,2}、|\d{1,2}[.．](?!\d)|(?:[IVX]{1,5}|[A-Za-z])[.．、]"
    r"|[①-⑳]|第[一二三四五六七八九十壹貳參肆伍陸柒捌玖]{1,3}[章節條]|[圖表]\s?\d|[●◎※■□◆▪•]|[-*]\s|#+\s)"
)
_PROSE = re.compile(r"[。：；，、！？<\t]|\d+\s*[年月日]")
_ODD = re.compile("[＂-＊＋－-９＜-＞＠-～⺀-⿟豈-﫿\U0002f800-\U0002fa1f]")
_KEPT = frozenset("，：；！？～")


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
        return self.origin(start), self.origin(end - 1) + 1


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
    pieces: list[str] = []
    origins: list[int] = []
    start = line = 0
    size = len(text)
    for gap in (_GAP if "<" in text else _SPACE).finditer(text):
        first, end = gap.span()
        if first > start:
            origins.append(start)
            pieces.append(text[start:first])
        start = end
        if not pieces or end >= size:
            continue
        if end - first == 1 and text[first] == " ":
            if text[first - 1] >= "⺀" or text[end] >= "⺀":
                continue
            between = " "
        else:
            between, line = _between(text, gap, line, by_paragraph, width)
        if between:
            origins.append(first)
            pieces.append(between)
    if start < len(text):
        origins.append(start)
        pieces.append(text[start:])
    plain = "".join(pieces)
    places = tuple(accumulate(map(len, pieces[:-1]), initial=0))
    return Folded(letters(plain), plain, places, tuple(origins) or (0,))


def _between(text: str, gap: re.Match[str], line: int, by_paragraph: bool, width: int) -> tuple[str, int]:
    """What stands for a gap, and where the line after it begins."""
    start, end = gap.span()
    space = gap[0]
    before, after = text[start - 1], text[end]
    hard = _HARD.search(space) is not None
    if hard or "\n" in space:
        if hard or _ends(text, start, end, line, by_paragraph, width):
            return BREAK, end
        line = end
    return (" " if before < "⺀" and after < "⺀" and before != "\n" else ""), line


def _ends(text: str, start: int, end: int, line: int, by_paragraph: bool, width: int) -> bool:
    """Whether the line from ``line`` to ``start`` ends a unit, the next beginning at ``end``."""
    last = text[start - 1]
    if last in _ENDED:
        return last != "；" or by_paragraph or ITEM.match(text, end) is not None
    if text[end] in _MARKS and (ITEM.match(text, end) is not None or _DATE_LINE.match(text, end) is not None):
        return True
    if text[line] in _MARKS and _DATE_LINE.match(text, line) is not None:
        return True
    if _is_row(text, end):
        return True
    short = start - line < 0.75 * width or text.count("\n", start, end) > 1
    if short and text[end - 1] == "\n" and _is_row(text, line):
        return True
    if not by_paragraph:
        return start - line < 0.75 * width and _is_title(text[line:start])
    if last in _UNFINISHED:
        return False
    return start - line < 60


def _is_row(text: str, place: int) -> bool:
    """Whether the line at ``place`` is a row of a table set in columns: unindented, its first cell short or a date."""
    if text[place - 1 : place] not in ("", "\n"):
        return False
    end = place + _ROW_REACH  # without such a gap no pattern need look, which is most lines
    wide = text.find("    ", place, end) >= 0 or text.find("　　", place, end) >= 0
    return (wide or text[place].isdecimal()) and _ROW.match(text, place) is not None


def _is_title(line: str) -> bool:
    """Whether a short line is the title of an item: numbered, without punctuation, and more than a date."""
    marker = ITEM.match(line)
    if marker is None or re.search("[，。；、：,]", line[marker.end() :]) is not None:
        return False
    return re.search(r"[^\s\d年月日度(（）)]{4}", line[marker.end() :]) is not None


def _width(text: str) -> int:
    """How many letters a full line of the page holds: the length that a quarter of the lines reach."""
    lengths = sorted(map(len, map(str.strip, text[:60000].split("\n"))))
    lengths = [length for length in lengths if length > 4]
    return lengths[3 * len(lengths) // 4] if lengths else 0


def _without_running_heads(text: str) -> str:
    """The text with page numbers and lines that return on page after page blanked out, letter for letter."""
    counts = Counter(map(str.strip, text.split("\n")))
    heads = {line for line, count in counts.items() if count >= 3 and 3 <= len(line) <= 60 and _PROSE.search(line) is None}
    heads.update(line for line in counts if 0 < len(line) <= 3 and line.isdigit())
    if not heads:
        return text
    pieces = []
    met: set[str] = set()
    for raw in text.split("\n"):
        line = raw.strip()
        if line in heads and (line in met or line.isdigit()):
            pieces.append(" " * len(raw))
        else:
            pieces.append(raw)
        met.add(line)
    return "\n".join(pieces)


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
    if text.isascii():
        return text
    forms = {letter: _FORMS[letter] for letter in set(text)}
    odd = {letter: form for letter, form in forms.items() if form != letter}
    if len(odd) > _FEW or not odd.keys().isdisjoint(odd.values()):
        return "".join(map(forms.__getitem__, text))
    for letter, form in odd.items():
        text = text.replace(letter, form)
    return text


class _Forms(dict[str, str]):
    """The form of each letter met."""

    def __missing__(self, letter: str) -> str:
        form = letter
        if _ODD.match(letter) is not None and letter not in _KEPT:
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
