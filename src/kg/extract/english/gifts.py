"""What is given in an English sentence: sums of money, and goods, with the word of giving that they go with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg import patterns as re
from kg.extract.english.words import EnglishWords

_NUMBER = r"(?P<{0}>\d[\d,]*(?:\.\d+)?)"
_SCALE = r"(?P<{0}>million|billion|thousand|m|bn)?\b"
_CURRENCIES = (
    r"dollars?|yen|won|euros?|pounds?|baht|pesos?|ringgit|rupees?|rupiah|francs?|krona|kroner|kronor|yuan|renminbi|kina|vatu|"
    r"tala|pa'anga|emalangeni|dong"
)
_MONEY = re.compile(
    r"(?:(?<![A-Za-z])(?P<unit>[A-Z]{1,3}\$|USD|TWD|NTD|EUR|AUD|NZD|CAD|JPY|PHP|CHF|SEK|NOK|GBP|KRW|CNY|RMB|INR|FJD|SBD|PGK|WST|MYR|THB|"
    rf"RM|Rs\.?|€|£|¥|₱|₩|฿|[EPK](?=\d[\d,.]*\s?million)|\$)\s?{_NUMBER.format('number')}[\s-]*{_SCALE.format('scale')}|"
    rf"\b{_NUMBER.format('count')}\s+{_SCALE.format('times')}\s*(?:[A-Z][\w.]*\s+){{0,3}}(?P<currency>{_CURRENCIES})\b)"
)
_TIMES = {"": 1, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "m": 1_000_000, "bn": 1_000_000_000}
_COUNTED = re.compile(
    r"\b(?:\d{1,3}(?:,\d{3})*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|a dozen|"
    r"(?:its|their|a|the) (?:second|third|fourth|new|first|original))\s+(?!(?:[\w’'-]+\s+){0,3}(?:years?|months?|weeks?|days?|hours?|"
    r"minutes?|times|million|percent|points?|countr\w+|nations?|people|men|women|children|persons|visitors|arrivals|tourists|guests|"
    r"units|votes|cases|kilograms|grams|tons|specialists|experts|instructors|officers|officials|trainers|teachers|staff)\b)(?:[\w’'-]+\s+){0,4}?[\w-]+",
    re.IGNORECASE,
)
_WORKERS = re.compile(
    r"\s+(?:specialists?|experts?|officers?|examiners?|scientists?|technicians?|teams?|courses?|training|skills)\b"
)
_SHIP = re.compile(r"\b(?:the|its) (?:original|first|second|old|new) [A-Z][\w’'-]+")  # "gave the original Sea Eagle"
_NO_GIFT = re.compile(
    r"\s+(?:back|home)\b|\s+(?:[\w,’'-]+\s+){0,3}?(?:certificates?|diplomas?|invitations?|awards?|medals?|plaques?|"
    r"souvenirs?|credentials|"
    r"lectures?|speech|talks?|training|briefings?|visits?|replies|reply|approval|permission|welcome|guests?|delegat\w+|visas?|degrees?|"
    r"report|reports|information|intelligence|evidence|suspects?|fugitives?|applications?|requests?|complaints?|calls|letters?|calls?|"
    r"passengers|tourists|victims?|bodies|remains|loans?|bonus(?:es)?|contracts?|permits?|assurances?|testimony|details|data|"
    r"experts?|officers?|officials?|workers?|inspectors?|advisers?|advisors?|instructors?|trainers?|troops|soldiers|tips?|comment|"
    r"priority|access|status|protection|leave|time|opportunit\w+|asylum|citizenship|residence|US citizen|salute|audience|account)\b"
)
_STOP = re.compile(r"[.;]\s|\b(?:while|after|before|which|who)\b")
_REACH = 110
_LEAD, _LONGEST = 40, 100
_HOW_MANY = (
    r"(?:(?!(?:19|20)\d\d\s)\d[\d,.]*|an?|its|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|"
    r"fifty|several)\s+"
)
_COUNT = re.compile(rf"\b{_HOW_MANY}(?:[\w’'-]+\s+){{0,4}}$", re.IGNORECASE)
NUMBERED = re.compile(rf"{_HOW_MANY}|[^a-z\s]+\d", re.IGNORECASE)  # "two boats", "US$3 million"
_PLAIN = re.compile(
    r"(?<![\w-])(?:(?!(?:of|the|to|and|with|for|in|under|from|by|on|or|was|were|has|have|is|are|also)\s)[a-z-]{3,}\s+){1,2}$"
)
_OF_SUM = re.compile(r"\b(?:grants?|che(?:que|ck)s?|donations?|contributions?|gifts?|aid)\b", re.IGNORECASE)
_BEHIND = re.compile(
    r"\s+(?:to|from|by|on|at|in|worth|valued|for|which|that|under|during|as|with|last|yesterday|today|earlier|this|was|were|is|are|has|"
    r"have|donated|provided|given|funded|through|after|before|toward|towards)\b|[;(]|\.(?=\s|$)"
)


@dataclass(frozen=True, slots=True)
class Gift:
    """What is given, at its place in the sentence, with its worth where that is told; ``counted`` is any number of things."""

    start: int
    end: int
    value: int | None = None
    unit: str = ""
    counted: bool = False


def gifts(text: str, words: EnglishWords) -> list[Gift]:
    """The sums of a sentence and the goods of the class ``gift``, in their order."""
    sums = [
        Gift(m.start(), m.start() + len(m[0].rstrip(" -")), _amount(m), m["unit"] or m["currency"])
        for m in _MONEY.finditer(text)
    ]
    goods = [
        Gift(m.start(), m.end())
        for m in words.pattern("gift").finditer(text)
        if text[m.start() - 1 : m.start()] != "-" and not _WORKERS.match(text, m.end())
    ]
    return sorted((*sums, *goods), key=lambda gift: gift.start)


def gift_of(text: str, word: re.Match[str], found: Sequence[Gift], *, behind: bool, counted: bool) -> Gift | None:
    """The gift that goes with a word of giving: ``behind`` it or before it; ``counted`` takes any number of things for one."""
    if behind:
        if _NO_GIFT.match(text, word.end()):
            return None
        stop = _STOP.search(text, word.end())
        begin, until = word.end(), min(word.end() + _REACH, stop.start() if stop else len(text))
    else:
        begin, until = max(0, word.start() - _REACH), word.start()
    named = _SHIP.search(text, begin, until)
    near = [gift for gift in found if begin <= gift.start < until and not word.start() <= gift.start < word.end()]
    near = near or ([Gift(*named.span())] if named is not None else [])
    thing = _COUNTED.search(text, begin, until) if counted and not near else None
    if not near and thing is None:
        return None
    worth = next(
        (gift for gift in found if gift.value is not None and (gift in near or 0 < gift.start - word.end() < _REACH)), None
    )
    first = near[0] if near else Gift(*thing.span(), counted=True) if thing else None
    if first is None or worth is None:
        return first
    return Gift(first.start, first.end, worth.value, worth.unit, first.counted)


def called(text: str, gift: Gift, word: re.Match[str]) -> str:
    """What is given in the sentence's words: "three baggage scanners", behind the word of giving or before it."""
    low = word.end() if word.end() <= gift.start else 0
    lead = _COUNT.search(text, max(0, low, gift.start - _LEAD), gift.start)
    lead = lead or _PLAIN.search(text, max(0, low, gift.start - _LEAD), gift.start)
    alone = gift.counted or (
        text[gift.start : gift.end].strip()[-1:].isdigit() and lead is not None and _OF_SUM.search(lead[0]) is None
    )
    start = lead.start() if lead is not None and not alone else gift.start
    stop = _BEHIND.search(text, gift.end)
    return " ".join(text[start : stop.start() if stop else len(text)].split()).strip(" ,")[:_LONGEST]


def _amount(money: re.Match[str]) -> int:
    number, scale = (money["number"], money["scale"]) if money["number"] else (money["count"], money["times"])
    return round(float(number.replace(",", "").rstrip(".")) * _TIMES[scale or ""])
