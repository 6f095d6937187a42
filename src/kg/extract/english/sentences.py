"""English texts cut into paragraphs and sentences, without their datelines; a block without a full stop at its end is a headline."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg import patterns as re
from kg.extract.english.words import Sentence

_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gen|Gov|Sen|Rep|Lt|Col|Capt|Maj|Prof|Jr|Sr|No|Nos|vs|Hon|Amb|Adm|Brig|Sgt|Cmdr|Cdr|Cpl|Atty|Engr|Supt|Insp|"
    r"Asst|Pres|Rev|Messrs|Dept|Dir|Univ|Min|Ret|Ph\.D|H\.E|Inc|Co|Corp|Ltd|Jan|Feb|Mar|Apr|Jun|Jul|Aug|"
    r"Sept?|Oct|Nov|Dec|Mt|Ft|Ave|approx|a\.m|p\.m|i\.e|e\.g|U\.S|U\.K|U\.N|D\.C|R\.O\.C)|\b[A-Z])\.$"
)
_STOP = re.compile(r"""[.!?]["”’')\]]*(?=\s+["“‘'(\[]?[A-Z0-9À-ÖØ-ÞĐ])|[.!?]["”’')\]]*\s*$|[。！？]""")
_LIST_MARK = re.compile(r"\s*(?:[-*•·#]|\(?\d{1,2}[.)])\s")
_LONGEST_WRAP, _FULL_LINE, _NEARLY = 160, 0.6, 0.8
_LONGEST_ABBREVIATION = 8
_LONGEST_SENTENCE = 3_000  # characters; what is longer is a table, and would cost time in its square
_PLACE = r"[^\W\d_a-z][\w.’'-]{0,24}(?:\s(?:[^\W\d_a-z][\w.’'-]{0,24}|of|de|da|la|el|al)){0,3}"
_DAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?(?:[A-Z][A-Za-z]{2,8}\.?\s+\d{1,2}(?:st|nd|rd|th)?|\d{1,2}\s+[A-Z][A-Za-z]{2,8}\.?)"
    r"(?:,?\s+\d{4})?"
)
_DATELINE = re.compile(
    rf"\s*[(\[]?{_PLACE}(?:[,;]\s+{_PLACE}|\s[–—-]\s{_PLACE}|\s\({_PLACE}\))?(?:"
    rf"[,:;]?\s*(?:[–—-]\s*)?(?:(?<=[\s(\[])|[(\[]){_DAY}[)\]]?,?\s*(?:[(/][\w /-]{{2,40}}[)/]\.?\s*|[A-Z]{{2,6}}\s+)?"
    r"(?:-{1,2}|[–—:]|\.(?=\s)|(?<=[)/.\]])\s)|"
    r"\s*\((?:[A-Z]{2,6}|Reuters|Xinhua|Kyodo|Yonhap|Bernama|Antara)(?:/[A-Z][A-Za-z ]+)?\)\s*(?:-{1,2}|[–—])?|"
    r"\s*\([A-Z][A-Za-z /-]+\)\s*(?:-{1,2}|[–—])|\s-{1,2}(?=\s)|\s?-{2}|\s–|\s?—|(?<=[A-Z]{4}):(?=\s))\s*(?=[^\W\d_a-z]|[“\"])"
)
_BYLINE = re.compile(r"\s*(?:By|Written by|Staff writer|Staff reporter|Posted|Published|Updated|Source|Photo|Contributing)\b")
_CREDIT = re.compile(
    r"\s*[(\[](?:[Pp]hoto|[Ff]ile|[Cc]ourtesy|[Pp]icture|[A-Z][A-Za-z ]{1,20}/[A-Z]|"
    r"(?:CNA|AP|AFP|EPA|Xinhua|Reuters)(?: file)?(?: photo)?[)\]])"
)
_SPACE = re.compile(r"\s")


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text in order; a block that has no full stop at its end ends in a headline."""
    filled = ((a, b) for a, b in _blocks(text) if not text[a:b].isspace())
    for number, (offset, end) in enumerate(filled):
        plain = _SPACE.sub(" ", text[offset:end])
        lead = _DATELINE.match(plain)
        start = lead.end() if lead else 0
        last = len(plain.rstrip())
        for stop in _STOP.finditer(plain, start):
            if (
                _ABBREVIATED.search(plain, max(start, stop.start() - _LONGEST_ABBREVIATION), stop.start() + 1)
                and stop.end() < last
            ):
                continue
            caption = _CREDIT.match(plain, stop.end()) is not None
            yield from _sentence(plain, start, stop.end(), offset, number, headline=caption)
            start = stop.end()
        yield from _sentence(plain, start, len(plain), offset, number, headline=True)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """The paragraphs: lines belong together where they were broken to a width, that is, where the upper one is full."""
    lines = text.splitlines(keepends=True)
    widest = max(map(len, lines), default=0)
    upper = [len(line) for line, following in pairwise(lines) if line.strip() and following.strip()]
    wrapped = widest <= _LONGEST_WRAP and sum(length >= widest * _NEARLY for length in upper) * 2 >= len(upper)
    full = widest * _FULL_LINE if wrapped else widest + 1
    start = position = 0
    for line, following in zip(lines, [*lines[1:], ""], strict=False):
        position += len(line)
        if len(line) < full or not following.strip() or _LIST_MARK.match(following) or _BYLINE.match(line):
            yield start, position
            start = position


def _sentence(plain: str, start: int, end: int, offset: int, number: int, *, headline: bool) -> Iterator[Sentence]:
    inner = plain[start:end]
    if inner.strip() and len(inner) <= _LONGEST_SENTENCE:
        lead = len(inner) - len(inner.lstrip())
        yield Sentence(offset + start + lead, inner.strip(), number, headline)
