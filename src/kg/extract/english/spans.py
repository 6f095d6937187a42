"""How long an event lasted: of "ended a three-day course on Friday" the Friday is the last of three days, of "opened" the first."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kg import patterns as re
from kg.dates import parse_edtf
from kg.extract.english.clauses import lasting_since
from kg.extract.english.clock import COUNTS
from kg.extract.english.dates import When
from kg.extract.english.words import EnglishWords, Sentence

_DAYS = re.compile(
    rf"\b(?:(?P<short>{'|'.join(COUNTS)}|\d{{1,2}})[- ]day\b|lasting (?P<long>{'|'.join(COUNTS)}|\d{{1,2}}) days)",
    re.IGNORECASE,
)
_BEGUN = re.compile(
    r"\b(?:arriv(?:ed|es)|land(?:ed|s)|touched down|flew in|came|got|left for|departed for|set off for|headed for)\b"
    r"[^.;]{0,60}\b(?:for|on|to begin|to start|at the start of|"
    r"beginning)\s+(?:(?:an?|the|his|her|their)\s+)?(?:[a-z]+\s+){0,2}$"
)
_BEGINS = re.compile(
    r"\b(?:began|begins|started|starts|commenced|kicked off|embarked on|set out on)\s+(?:an?|his|her|their|its)\s+(?:[a-z]+\s+){0,2}$"
)
UNTIL = re.compile(r"\b(?:until|till|through)\s+(?:\w+day\s+\(|the\s+)?$")
_BEGAN_ON = re.compile(r"\b(?:began|started|starting|beginning|opened)\s+(?:on\s+)?$")
_ENDS = re.compile(
    r"\b(?:concluded|ended|wrapped up|completed|finished|rounded off|(?:returned|back) from|at the (?:end|close|conclusion) of)\s+"
    r"(?:an?|his|her|their|its|the)\s+(?:[a-z]+\s+){0,2}$"
)
_STILL = re.compile(r"\b(?:has|have|had)\s+(?:been|had)\b")
_SINCE = re.compile(r"\bsince\s+(?:last\s+)?$")
_SENT = re.compile(r"(?:(?:was|were) )?(?:dispatched|deployed|sent)\b")
_HAVE_BEEN = re.compile(r"\b(?:has|have)\s+been\s+$")
_TO_STAY = re.compile(
    r"\bto be (?:based|stationed|posted|embedded)\b|\b(?:to|will) take up (?:his|her|their|the) (?:post|duties|position)"
)
_FOR_LONG = re.compile(r"\b(?:long-term|permanent|stationed|attach[eé]s?|liaison officers?)\b")
_MOST = 31
_BESIDE = 25  # characters between a day and the verb of ending that it goes with
_CUT = re.compile(r"[,;]")


def spanning(sentence: Sentence, verb: int, when: When | None, words: EnglishWords, *, opening: bool = True) -> When | None:
    """All days of an event that the verb at ``verb`` ends, or with ``opening`` begins, on the day given; else the date as it is."""
    days = _DAYS.search(sentence.text)
    if when is None or days is None or len(when.dating.edtf) != 10 or when.dating.earliest is None:
        return when
    written = (days["short"] or days["long"]).lower()
    number = int(written) if written.isdigit() else COUNTS.index(written) + 1
    day = when.dating.earliest
    if not 1 < number <= _MOST:
        return when
    if (
        words.pattern("closing").match(sentence.text, verb)
        or UNTIL.search(sentence.text, 0, when.start)
        or _ENDS.search(sentence.text, 0, days.start())
        or any(
            min(abs(when.start - m.end()), abs(m.start() - when.end)) < _BESIDE
            and not _CUT.search(sentence.text, *_between(m, when))
            for m in words.pattern("closing").finditer(sentence.text)
        )
    ):
        first, last = day - dt.timedelta(number - 1), day
    elif (
        (opening and words.pattern("opening").match(sentence.text, verb))
        or _BEGUN.search(sentence.text, verb, days.start())
        or _BEGINS.search(sentence.text, 0, days.start())
        or _BEGAN_ON.search(sentence.text, 0, when.start)
    ):
        first, last = day, day + dt.timedelta(number - 1)
    else:
        return when
    return replace(when, dating=parse_edtf(f"{first}/{last}"))


def sent_for_long(sentence: Sentence, verb: str, end: int) -> bool:
    """Whether a verb of sending, which ends at ``end``, posts officers somewhere: "has sent advisers there since 1990"."""
    if _TO_STAY.search(sentence.text):
        return True
    if _SENT.match(verb) is None:
        return False
    undated = not sentence.dates and _HAVE_BEEN.search(sentence.text, 0, end - len(verb)) is not None
    return undated or lasting_since(sentence, end) is not None or _FOR_LONG.search(sentence.text) is not None


def since(sentence: Sentence) -> When | None:
    """The first day of what still goes on: "have been in class since Monday"."""
    if _STILL.search(sentence.text) is None:
        return None
    return next((w for w in sentence.dates if _SINCE.search(sentence.text[: w.start])), None)


def _between(verb: re.Match[str], when: When) -> tuple[int, int]:
    return (verb.end(), when.start) if verb.end() <= when.start else (when.end, verb.start())
