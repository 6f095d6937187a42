"""Names and titles compared: what to fold away before two of them are held side by side."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_YEAR = re.compile(r"(?<!\d)(?:1\d\d|\d\d|19\d\d|20\d\d)年(?:度)?|(?<!\d)20\d\d")
_NOT_WORD = re.compile(r"[\W_]+")
_NUMERALS = str.maketrans("一二三四五六七八九", "123456789")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name without width, case, punctuation, white space and the 台/臺 difference.

    >>> fold("美國在台協會 (AIT)") == fold("美國在臺協會（ＡＩＴ）")
    True
    """
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", name).lower().replace("台", "臺"))


@lru_cache(maxsize=65536)
def fold_title(title: str) -> str:
    """A title folded like a name, without the year it carries and with Arabic numerals for 一 to 九.

    >>> fold_title("103年防制人口販運國際工作坊") == fold_title("2014年防制人口販運國際工作坊")
    True
    """
    return fold(_YEAR.sub("", unicodedata.normalize("NFKC", title)).translate(_NUMERALS))


def likeness(left: str, right: str) -> float:
    """How much two titles share, 0 to 1: the overlap coefficient of their sets of neighbouring letters.

    The coefficient (Szymkiewicz 1934, Simpson 1943) is 1 where one title holds the other; an empty title is like none.
    Numerals have to agree: the third meeting of a series is not the fourth.
    """
    a, b = fold_title(left), fold_title(right)
    if not a or not b or re.findall(r"\d+", a) != re.findall(r"\d+", b):
        return 0.0
    x, y = _pairs(a), _pairs(b)
    return len(x & y) / min(len(x), len(y))


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)} or {text}
