"""Numbers as reports print them: how exact they are, and whether a recomputed value fits one."""

from __future__ import annotations

import math
import re

from kg.audit.model import HIGH, LOW, MEDIUM, Number

EPSILON = 1e-9
_LARGER = re.compile(r"逾|超過|以上|(?<=\d)多|(?<=[萬億百千])多|餘")
_ABOUT = re.compile(r"(?<!正)約|近(?=\s*\d)|左右")


def shown(value: Number, decimals: int | None = None) -> str:
    """A number with separators of thousands and at most ``decimals`` places (as many as it has, up to four, where None).

    >>> shown(20678), shown(8.24489796, 2), shown(14.0)
    ('20,678', '8.24', '14')
    """
    if float(value).is_integer():
        return f"{int(value):,}"
    text = f"{value:,.{4 if decimals is None else decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def places(value: Number) -> int:
    """Digits after the decimal point with which a value is printed.

    >>> places(8.6), places(108), places(96.81)
    (1, 0, 2)
    """
    if float(value).is_integer():
        return 0
    return len(f"{value:.10f}".rstrip("0").partition(".")[2])


def leeway(phrase: str) -> str:
    """How loosely a phrase gives its number: ``more`` (逾, 餘, 多, 以上), ``about`` (約, 近) or nothing."""
    if _LARGER.search(phrase):
        return "more"
    return "about" if _ABOUT.search(phrase) else ""


def fits(stated: Number, own: Number, loosely: str = "") -> str:
    """How a recomputed value fits a stated one: ``exact``, ``rounded``, ``cut`` (digits left off), ``loose``, or nothing.

    Rounding is half up or half to even.  A loose number stands for all numbers that begin with its digits.

    >>> fits(108, 107.53), fits(41.4, 41.489), fits(47.3, 47.222), fits(134, 134.0)
    ('rounded', 'cut', '', 'exact')
    """
    if abs(stated - own) < EPSILON:
        return "exact"
    step = 10.0 ** -places(stated)
    if abs(stated - own) <= step / 2 + EPSILON and not float(own).is_integer():
        return "rounded"
    if 0 <= own - stated < step - EPSILON and places(stated) and not float(own).is_integer():
        return "cut"
    if loosely and float(stated).is_integer() and stated:
        coarse = 10 ** (len(str(int(stated))) - len(str(int(stated)).rstrip("0")))
        if loosely == "more" and 0 <= own - stated < coarse:
            return "loose"
        if loosely == "about" and abs(own - stated) <= coarse / 2:
            return "loose"
    return ""


def severity(stated: Number, own: Number) -> str:
    """How far a stated value is from a recomputed one: ``low`` within one step of its last printed decimal, ``medium`` up to a tenth."""
    if places(stated) and abs(stated - own) < 10.0 ** -places(stated) + EPSILON:
        return LOW
    if math.isclose(own, 0.0):
        return HIGH
    return MEDIUM if abs(stated - own) / abs(own) < 0.1 else HIGH
