"""Numbers as Chinese texts write them."""

from __future__ import annotations

from kg import patterns as re

_PART = re.compile(r"(\d[\d,]*(?:\.\d+)?)(億|萬|千|百)?(?:零)?")
_SCALE = {"億": 10**8, "萬": 10**4, "千": 1000, "百": 100, None: 1}
DIGIT = r"\d"
NUMBER = DIGIT + r"[\d,]*(?:\.\d+)?(?:億|萬|千)?(?:零?\d[\d,]*(?:\.\d+)?(?:億|萬|千)?)*"


def amount(text: str) -> int | float | None:
    """The value of a number with 億 and 萬, its parts added up; None where it is none.

    A number cut short after 萬 is its last part in units: 26萬8 is 260008.

    >>> amount("1億3,320萬9,000"), amount("26萬8"), amount("1億零87萬584"), amount("99.6")
    (133209000, 260008, 100870584, 99.6)
    """
    if len(text) < 16 and text.isdecimal():
        return int(text)
    total: float = 0
    place = 0
    for match in _PART.finditer(text):
        if match.start() != place:
            return None
        number = float(match[1].replace(",", ""))
        total += number * _SCALE[match[2]]
        place = match.end()
    if not place or place != len(text):
        return None
    return int(total) if total == int(total) else round(total, 6)
