"""Clauses of an English sentence, and which of its dates goes with a verb."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from kg import patterns as re
from kg.dates import Precision, parse_edtf
from kg.extract.english.dates import When
from kg.extract.english.words import Sentence

_CLAUSE = re.compile(
    r";|,\s(?:while|but|and|as|which|where|adding|after|before|who|with|having)\b|"
    r"\b(?:that(?! with\b)|which|while|whereas|although|because|after|before|when|following|since)\b"
)
_OPENED = re.compile(
    r"^\W*(?:[Aa]fter|[Bb]efore|[Ww]hen|[Ff]ollowing|[Ss]ince(?!\s(?:[A-Z][a-z]+\s)?\d{4}\s[a-zA-Z])|[Ww]hile)\b[^,]*(,)"
)
_NEXT = re.compile(
    r";|,?\s(?:while|whereas|but|although|because|after|before|when|following|which|where|since)\s|,\s(?:and|as|"
    r"with)\s(?=(?:that|the|one|another|a|he|she|it|they)\b)"
)
_BACKGROUND = re.compile(
    r"\b(?:(?<!force )(?<!effect )(?<!place )since|established in|founded in|launched in|created in|set up in|"
    r"first time since|as of|by the end of|born|down from|up from|"
    r"compared with|(?:up|down)\b[\w ,-]{0,25}\bfrom|until|till|expires? (?:on|in)|ahead of)\W+(?:(?:the|late|early)\s+)*$|"
    r"\bsince\s+(?:taking|assuming|coming|becoming|being|joining|entering|his|her|their)\b[^,;]{0,40}\s(?:in|on|last)\s+$"
)
_WHO = re.compile(r",\s+(?:who|which|whose)\b[^,]*$")
_WILL = re.compile(
    r",? (?:and|but) (?:will|would|(?:is|are) (?:to|expected|scheduled|due|set)) "
)  # what a second verb has still to come
_AWAY = re.compile(
    r"(?<!during)(?<!in),? \b(?:which|who|where|while)\b|\bsince\s|\bfollowing\s+[A-Z]|"
    r"\b(?:after|before|behind)\s+[A-Z]\w+\s(?:in|on)\s$|"
    r"\b(?:after|following) (?:the|an?) (?:[\w-]+ ){0,2}(?:earthquake|tsunami|cyclone|typhoon|hurricane|floods?|flooding|war|coup|storm|"
    r"eruption|fire|outbreak|crash|disaster|pandemic)\b|\band (?:will|would|is to|are to)\b"
)
_DECADE = re.compile(r"[^.;]{0,60}\bin the (?:late |early |mid-)?(?:19|20)?\d0s\b")
_REPORTED = re.compile(
    r"\b(?:said|announced|told [\w’' ]{2,30}|reported|reports|added|noted|stated|confirmed|revealed|admitted|"
    r"acknowledged|disclosed|"
    r"recalled|explained|reminded [\w’' ]{2,30}|notified [\w’' ]{2,30}|informed [\w’' ]{2,30}|wrote|tweeted|"
    r"posted|warned|argued|"
    r"commented|according to [\w’' ]{2,60})"
    r"(?:\s+(?:in an? (?:\w+ )?(?:statement|release|interview|post|briefing|note|reply|circular)|late|earlier|"
    r"here|at a (?:\w+ )?(?:briefing|"
    r"hearing|press conference|news conference)))?\s*,?\s+(?:on\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+\(?)?$"
)
_ALONG_WITH = re.compile(r"\s+with\s+(?:the\s+)?")  # launched in May with the signing of
_SINCE = re.compile(
    r"\b(?:since|as of|as from|with effect from|effective|starting|beginning)\s+(?:(?:the|late|early|mid-)\s*)*$"
)
_DAYS_APART = re.compile(
    r"(?<=[\s,])(?:(?P<count>[Aa]|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Tt]he)\s+)?(?:few\s+)?"
    r"(?P<unit>day|week)s? (?P<order>after|before)\b[^.;,]*$"
)
_COUNT = {"a": 1, "the": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_HAD = re.compile(r"\b(?:has|have|had|is|are)\b")
_AT_ONCE = 12  # characters between a verb and the date that is plainly its own: "signed back in"
_EACH_IN_TURN = re.compile(r"\brespectively\b|\bin that order\b")
_SET_OFF = re.compile(r"[,;]")


def clause_start(text: str, position: int) -> int:
    """Where the clause that holds the position begins."""
    starts = [m.end() for m in _CLAUSE.finditer(text, 0, position)]
    opened = _OPENED.match(text)
    if opened and opened.end() <= position:
        starts.append(opened.end())
    return max(starts, default=0)


def clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause that holds a verb begins and ends."""
    begin = clause_start(text, start)
    stop = _NEXT.search(text, end)
    until = stop.start() if stop else len(text)
    opened = _OPENED.match(text)
    if opened and end <= opened.start(1) < until:
        until = opened.start(1)
    return begin, until


def subject_start(text: str, position: int) -> int:
    """Where the clause begins that holds the verb's subject: before a "who" that stands between them."""
    begin = clause_start(text, position)
    relative = re.search(r",? (?:who|which)$", text[:begin])
    return clause_start(text, relative.start()) if relative else begin


def dated_list(sentence: Sentence, spans: Sequence[tuple[int, int]], *, ahead: bool = False) -> list[When | None]:
    """The dates of things listed with a date each ("with A in 2009, B in 2012"); empty where the sentence is no such list.

    What stands in the list without a date of its own ("A and B in 2012") has the one that follows.
    """
    if len(spans) < 2 or len(sentence.dates) < 2:
        return []
    if len(sentence.dates) == len(spans) and _EACH_IN_TURN.search(sentence.text):
        return [_to_come(when) if ahead else when for when in sentence.dates]
    stops = [start for start, _ in spans[1:]] + [len(sentence.text)]
    out: list[When | None] = [
        next((when for when in sentence.dates if end <= when.start < stop), None)
        for (_, end), stop in zip(spans, stops, strict=True)
    ]
    if sum(when is not None for when in out) < 2:
        return []
    for number in range(len(out) - 2, -1, -1):
        out[number] = out[number] or out[number + 1]
    return [_to_come(when) if when and ahead else when for when in out]


def dated_places(sentence: Sentence, spans: Sequence[tuple[int, int]], when: When | None) -> list[When | None]:
    """The dates of places in a list: "in A since 2009 and in B since 2012", "in A and, since June, in B", else ``when`` for all."""
    behind: list[When | None] = []
    ahead: list[When | None] = []
    for number, (start, end) in enumerate(spans):
        stop = spans[number + 1][0] if number + 1 < len(spans) else len(sentence.text)
        after = (w for w in sentence.dates if end <= w.start < stop and not _SET_OFF.search(sentence.text, end, w.start))
        behind.append(next(after, None))
        between = range(spans[number - 1][1], start) if number else range(0)
        ahead.append(next((w for w in sentence.dates if w.start in between and w not in behind), None))
    if any(ahead):
        first = next(number for number, found in enumerate(ahead) if found)
        return [*behind[:first], *(own or ahead[first] for own in behind[first:])]
    if not any(behind[:-1]):
        return [when for _ in spans]
    for number in range(len(behind) - 2, -1, -1):
        behind[number] = behind[number] or behind[number + 1]
    return behind


def lasting_since(sentence: Sentence, start: int) -> When | None:
    """The day since which something that goes on is so ("have been there since May 2012"), behind its verb or the only one told."""
    since = [when for when in sentence.dates if _SINCE.search(sentence.text[: when.start])]
    behind = next((when for when in since if when.start > start), None)
    return behind or (since[0] if len(sentence.dates) == len(since) == 1 else None)


def reported(sentence: Sentence, when: When) -> bool:
    """Whether a date is that of somebody's saying so ("the agency said Thursday"), or of background."""
    before = sentence.text[: when.start]
    return _REPORTED.search(before) is not None or _BACKGROUND.search(before) is not None


def _aside(text: str, when: When, verb: int) -> bool:
    """Whether a date stands in a clause between commas that the verb behind it is no part of: "who will leave on Friday, toured"."""
    return when.end <= verb and "," in text[when.end : verb] and _WHO.search(text, 0, when.start) is not None


def nearest_date(sentence: Sentence, start: int, end: int, *, narrow: bool = False, ahead: bool = False) -> When | None:
    """The date nearest to a verb; with ``narrow`` only one in the same stretch between commas, with ``ahead`` read as one to come."""
    best: tuple[int, When] | None = None
    for when in sentence.dates:
        between = sentence.text[end : when.start] if when.start >= end else sentence.text[when.end : start]
        if _REPORTED.search(sentence.text[end if when.start >= end else 0 : when.start]):
            continue
        background = _BACKGROUND.search(sentence.text[: when.start])
        if (
            (background and not start <= background.start() < end and not _ALONG_WITH.fullmatch(between))
            or _AWAY.search(between)
            or _aside(sentence.text, when, start)
            or (not ahead and when.start >= end and _WILL.search(between))
            or (narrow and _SET_OFF.search(between))
        ):
            continue
        distance = (
            len(between)
            + 80 * len(_CLAUSE.findall(between))
            + 60 * (when.dating.precision < Precision.DAY and not 0 <= when.start - end < _AT_ONCE)
        )
        if best is None or distance < best[0]:
            best = (distance, when)
    if best is not None and best[1].end <= start and _DECADE.match(sentence.text, end):
        return None  # "began in 1992, and was posted abroad in the 2000s"
    nearest = best[1] if best is not None else _opening(sentence, start)
    if nearest is not None and nearest.end <= start and (apart := _DAYS_APART.search(sentence.text, nearest.end, start)):
        nearest = _days_apart(nearest, apart)
    return _to_come(nearest) if ahead and nearest is not None else nearest


def _opening(sentence: Sentence, verb: int) -> When | None:
    """The date that opens a sentence, where a clause between commas parts it from the verb: "On May 4, A, who is here, signed"."""
    first = sentence.dates[0] if sentence.dates else None
    if first is None or first.start > _AT_ONCE or first.end > verb or reported(sentence, first):
        return None
    apart = _AWAY.search(sentence.text, first.end, verb)
    if apart is not None and "while" in apart[0] and _HAD.search(sentence.text, apart.end(), verb) is None:
        return first  # "On May 4, A signed it, while B gave"
    return first if apart is not None and "," in sentence.text[apart.end() : verb] else None


def _days_apart(when: When, apart: re.Match[str]) -> When | None:
    """The day so many days from one told: "on Friday deported him, a day after the two signed"; none where nobody counted them."""
    day, count = when.dating.earliest, _COUNT.get((apart["count"] or "").lower())
    if count is None or day is None or when.dating.precision is not Precision.DAY or "/" in when.dating.edtf:
        return None
    days = count * (7 if apart["unit"] == "week" else 1) * (-1 if apart["order"] == "after" else 1)
    return replace(when, dating=parse_edtf((day + dt.timedelta(days)).isoformat()))


def _to_come(when: When) -> When:
    """The date as it is read of an event to come."""
    return When(when.start, when.end, when.ahead or when.dating, when.written)
