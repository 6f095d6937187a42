"""Dates in English press texts: whole dates, ranges, days without a year, weekdays and "last year", never finer than the text.

What is not written is taken from the publication day, and where that is not known either the date stays out: a day and month alone
("Sept. 28") is the last such day up to publication, a weekday the last such day up to and with it.  A day and month also take the
one year that their sentence, or else an earlier sentence of their paragraph, names.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from kg import patterns as re
from kg.dates import FIRST_YEAR, LAST_YEAR, Dating, parse_edtf
from kg.extract.english.clock import COUNTS, Clock

_M = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|"
    r"Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![a-z])"
)
_D = r"(?:[0-3]?\d)(?:st|nd|rd|th)?(?!\d|:\d|\.\d|,\d|\s*(?:%|percent|million|billion|countries|people))"
_Y = r"(?:1[89]\d\d|20\d\d)(?!\d)"
_TO = r"\s*(?:-|–|—|to|through|until|till|and|&)\s*"
_YEAR_AFTER = (
    rf"(?:,?\s+(?:of\s+)?(?:(?P<{{0}}>{_Y})|(?P<{{0}}w>(?:of\s+)?(?:last|this|the\s+same|the\s+previous|that)\s+year)))?"
)
_WD = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"

_DATE = re.compile(
    r"(?<![A-Za-z\d])(?=[\dA-Zaeflnosty])(?:"  # quick to say no, where most places are none
    + "|".join(
        (
            r"(?P<iso>(?:19|20)\d\d(?P<dash>[-/.])\d\d(?P=dash)\d\d)(?!\d)",
            rf"(?P<firstyear>{_Y})[-–/](?P<lastyear>\d\d(?:\d\d)?)(?=\s+(?:academic|school|fiscal|financial)\s+year)",
            r"(?P<slashed>\d{1,2}/\d{1,2}/(?:19|20)\d\d)(?![\d/])",
            rf"(?P<am>{_M})\s+(?P<ad>{_D})(?:,?\s+(?P<ay>{_Y}))?{_TO}(?P<bm>{_M})\s+(?P<bd>{_D}){_YEAR_AFTER.format('by')}",
            rf"(?P<cm>{_M})\s+(?P<cd>{_D})(?:,\s*\d{{1,2}})?{_TO}(?P<ce>{_D}){_YEAR_AFTER.format('cy')}",
            rf"(?P<dm>{_M})\s+(?P<dd>{_D}){_YEAR_AFTER.format('dy')}",
            rf"(?<![\d.,$])(?P<ed>{_D})\s+(?P<em>{_M}){_TO}(?P<fd>{_D})\s+(?P<fm>{_M}){_YEAR_AFTER.format('fy')}",
            rf"(?<![\d.,$])(?P<gd>{_D}){_TO}(?P<ge>{_D})\s+(?:of\s+)?(?P<gm>{_M}){_YEAR_AFTER.format('gy')}",
            rf"(?<![\d.,$])(?P<hd>{_D})\s+(?:of\s+)?(?P<hm>{_M}){_YEAR_AFTER.format('hy')}",
            rf"(?P<im>{_M}),?\s+(?:of\s+)?(?:(?P<iy>{_Y})|(?P<iyw>(?:last|this|the\s+same|the\s+previous|that)\s+year))",
            rf"(?:(?<=\b[Ii]n )|(?<=\bof )|(?<=\b[Ff]rom ))(?P<jm>{_M})|(?<=\blate )(?P<km>{_M})|(?<=\bearly )(?P<lm>{_M})|"
            rf"(?<=\bmid-)(?P<mm>{_M})|"
            rf"(?P<nextof>[Ll]ast|[Nn]ext|[Tt]his)\s+(?P<nm>{_M})|(?<=\b[Ss]ince )(?P<sincemonth>{_M})",
            rf"(?P<pw>{_WD}){_TO}(?P<qw>{_WD})(?P<lastweeks>,?\s+(?:of\s+)?last\s+week)?",
            rf"(?P<lastweek>(?:last|next)\s+)?(?P<weekday>{_WD})(?P<ofweek>,?\s+(?:of\s+)?last\s+week)?"
            rf"(?!,?\s+(?:the\s+)?(?:{_M}\s+\d|\d{{1,2}}(?:st|nd|rd|th)?\b(?!\s+[a-z])))"
            rf"(?!\s+\((?:{_M}\s+\d|\d{{1,2}}(?:st|nd|rd|th)?\s+{_M}))",
            r"(?<=\b[Oo]n the )(?P<bareday>[0-3]?\d)(?:st|nd|rd|th)(?=\s*(?:[,.;:)]|$|(?:and|in|at|to|by|with|of (?:this|the) month)\b))",
            r"(?P<today>(?:[Ee]arlier\s+)?[Tt]oday|[Tt]his\s+(?:morning|afternoon|evening)|[Tt]onight)(?!['’])",
            r"(?P<before>[Tt]he\s+day\s+before\s+yesterday)|(?P<yesterday>[Yy]esterday|[Ll]ast\s+night)(?!['’]s\s+paper)",
            r"(?P<week>(?:[Tt]his|[Ll]ast|[Nn]ext)\s+week(?!end))|(?P<weekend>(?:[Tt]his|[Ll]ast|[Oo]ver\s+the)\s+weekend)",
            rf"[Tt]he\s+(?P<part>first|second|third|fourth|last)\s+(?P<unit>half|quarter)\s+of\s+"
            rf"(?:(?P<party>{_Y})|(?P<partof>last|this|next|the)\s+year)",
            r"(?P<month>(?:[Tt]his|[Ll]ast|[Nn]ext)\s+month)|"
            r"(?P<year>[Tt]his\s+year(?:['’]s)?|[Ll]ast\s+year(?!['’](?!s\s+(?:annual\s+)?(?:meeting|session|talks|round|dialogue|conference)\b))|[Nn]ext\s+year(?!['’]))",
            r"(?P<season>[Tt]his\s+(?:spring|summer|autumn|fall|winter))|(?P<sameday>(?:[Tt]he|[Tt]hat)\s+same\s+day|"
            r"(?:[Ee]arlier|[Ll]ater)\s+(?:in\s+the|that)\s+day|[Tt]hat\s+(?:morning|afternoon|evening))|"
            r"(?P<samemonth>(?:[Tt]he|[Tt]hat)\s+same\s+month)|"
            r"(?P<nextday>[Tt]he\s+(?:next|following)\s+day|[Aa]\s+day\s+later)|"
            r"(?P<daybefore>[Tt]he\s+(?:previous\s+day|day\s+before)|[Aa]\s+day\s+earlier)",
            rf"\b(?P<ago>[Aa]|{'|'.join(COUNTS)}|\d+)\s+(?P<agounit>day|week|month|year)s?\s+ago",
            rf"(?:(?<=\b[Ff]rom )|(?<=\b[Bb]etween ))(?P<ya>{_Y})\s+(?:to|through|until|and)\s+(?P<yb>{_Y})|"
            rf"(?:(?<=\b[Ii]n )|(?<=ly as ))(?P<y1>{_Y})|(?<=\bof )(?P<y2>{_Y})|(?:(?<=\b[Dd]uring )|(?<=force since )|"
            rf"(?<=effect since )|(?<=place since ))(?P<y3>{_Y})|(?<=\b[Ss]ince )(?P<since>{_Y})|"
            rf"(?:(?<=\b[Ii]n \d\d\d\d and )|(?<=\()|(?<=\bdated )|(?<=\bdating from )|(?<=\bdating back to )|"
            rf"(?<=\bdates from )|"
            rf"(?<=\bdates back to )|(?<=\bspring )|(?<=\bsummer )|(?<=\bautumn )|(?<=\bfall )|(?<=\bwinter )|"
            rf"(?<=\bmid-)|(?<=\blate )|"
            rf"(?<=\bearly )|(?<=\bback in )|(?<=\bby )|(?<=\buntil )|(?<=\bfrom )|(?<=\(both ))(?P<y4>{_Y})(?!s\b|\s*(?:to|-|–)\s*\d)|"
            rf"(?:(?<=\b[Aa] )|(?<=\b[Tt]he )|(?<=\b[Aa]n )|(?<=\b[Tt]heir )|(?<=\b[Ii]ts )|(?<=['’]s )|"
            rf"(?<=\b[Uu]nder ))(?P<y5>{_Y})(?=\s+(?!Traff|TIP|Olymp|World|Winter|Summer)[a-z-])",
        )
    )
    + ")"
)


_DAY_WITH_YEAR = re.compile(rf"(?:{_M}\s+{_D},?|{_D}\s+{_M},?)\s+({_Y})")
_HINT = re.compile(
    r"\d|day\b|week|month\b|year\b|ago\b|morning|afternoon|evening|night|this (?:spring|summer|autumn|fall|winter)|"
    r"[a-z][ -](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
)
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_NAMED_YEAR = re.compile(rf"(?:{_M}(?:\s+{_D})?,?|\b[Ii]n|\b[Dd]uring)\s+({_Y})")


@dataclass(frozen=True, slots=True)
class When:
    """A date in a sentence, at code points of the sentence; ``ahead`` is what its words are of an event to come (Friday: the next)."""

    start: int
    end: int
    dating: Dating
    written: str
    ahead: Dating | None = None


def find_dates(sentence: str, published: dt.date | None, year: int | None, last: dt.date | None = None) -> Iterator[When]:
    """The dates of a sentence that can be told.

    ``year`` is the one that an earlier sentence of the paragraph named, ``last`` the last whole day told, which "the same day" means.
    """
    if _HINT.search(sentence) is None:
        return
    years = _DAY_WITH_YEAR.findall(sentence) if _ANY_YEAR.search(sentence) else []
    named = {int(y) for y in years if FIRST_YEAR <= int(y) <= LAST_YEAR}
    context = next(iter(named)) if len(named) == 1 else (year if not named and published is None else None)
    for match in _DATE.finditer(sentence):
        parts = {name: value for name, value in match.groupdict().items() if value}
        dating = _dating(Clock(published, context, last).edtf(parts))
        ahead = None if published is None else _dating(Clock(published, context, last, ahead=True).edtf(parts))
        if dating is None:
            continue
        last = dt.date.fromisoformat(dating.edtf) if len(dating.edtf) == 10 else last
        yield When(match.start(), match.end(), dating, match[0].strip().rstrip(","), ahead)


def _dating(edtf: str | None) -> Dating | None:
    """The date, None where there is none or a misprint tells none."""
    try:
        return None if edtf is None else parse_edtf(edtf)
    except ValueError:
        return None


def named_year(sentence: str) -> int | None:
    """The last year that a sentence names in a date, which governs days without one in the sentences after it."""
    found = [int(y) for y in _NAMED_YEAR.findall(sentence)] if _ANY_YEAR.search(sentence) else []
    return found[-1] if found else None
