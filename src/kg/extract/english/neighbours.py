"""The date of a statement whose sentence has none: that of a neighbouring sentence on the same thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg import patterns as re
from kg.dates import Precision
from kg.extract.candidate import Candidate
from kg.extract.english.clauses import reported
from kg.extract.english.dates import When
from kg.extract.english.occasion import tied
from kg.extract.english.settling import ON_VISIT
from kg.extract.english.spans import spanning
from kg.extract.english.weighing import OPEN
from kg.extract.english.words import EnglishWords, Sentence

_SAME_THING = re.compile(
    r"\b(?:ceremony|visit|delegation|meeting|event|workshop|forum|course|training|"
    r"seminar|signatures?|officers?|handover|turnover|donation|two-day)\b",
    re.IGNORECASE,
)
_SIGNING = re.compile(
    r"\b(?:ceremony|signing|exchange|agreement|accord|MO[UC]|memorandum|pact|treaty|document|arrangement|signatures?|protocol|text|deal)\b",
    re.IGNORECASE,
)
_SAME_GIFT = re.compile(
    r"\b(?:handover|turnover|donation|ceremony)\b|\b(?:received|handed|turned over|delivered|accepted|presented)\s+(?:\w+\s+){0,2}the "
    r"(?:\w+ )?(?:items|goods|equipment|vehicles|boats?|vessels?|keys|funds|money|supplies|cheque|check|ambulances?)\b",
    re.IGNORECASE,
)
_HAS = re.compile(
    r"(?:[Uu]nder|[Pp]ursuant|[Bb]ased|[Tt]hrough|[Ii]n accordance|[Oo]n the basis|has|have|had|is|are|was|were|in|maintains?)\b"
    r"(?!\s+(?:been\s+)?(?:signed|inked|concluded|sealed))"
)
_THE_SAME = re.compile(
    r"(?:The|This)\s+(?:[\w-]+\s+){0,3}(?:course|training|workshop|seminar|forum|conference|program|programme|event|symposium)\b"
)
_SO_MANY_DAYS = re.compile(r"(?:The|This)\s+(?:\w+|\d+)-day\s")
_BACK = 4
_ANOTHER = re.compile(r"(?:An?(?:other)?|Similar|Earlier|Previous(?:ly)?|Last|Next|In \d{4},?|Since|Later)\s")
_PERFECT = re.compile(
    r"\b(?:has|have|had)\s+(?:\w+ly\s+|also\s+|already\s+|since\s+)?(?:signed|visited|concluded|held|met|inked|entered)\b"
)
_OF_ANOTHER = re.compile(r"\b(?:similar|another|earlier|previous|since)\b[^;]*$")
_HAD = re.compile(r"\b(?:has|have|had)\s+(?:\w+ly\s+|also\s+|already\s+|since\s+)?$")
_ALSO = re.compile(r"\balso\s+(?:signed|met|held|visited|called|toured|received|attended)\b")
_AT_IT = re.compile(
    r"^[Tt]h(?:e|is) (?:consensus|agreement|decision|understanding|pledge) was (?:reached|made|announced)\b|"
    r"\bon the sidelines\b|\bthe same day\b|\bin the (?:morning|afternoon|evening)\b|\bthat (?:day|afternoon|"
    r"evening)\b|\blater\b|"
    r"\b(?:in|on) the (?:margins|sidelines) of the (?:course|training|workshop|forum)\b|"
    r"\b(?:close|end|opening|start|conclusion) of the (?:course|training|workshop|program|programme|seminar)\b|"
    r"\b(?:[Aa]t|[Dd]uring|of|[Aa]fter) the (?:(?:same|opening|closing|signing|handover|launch|award|graduation) )?(?:forum|"
    r"workshop|conference|meeting|event|visit|ceremony|talks|seminar|handover)\b"
)
_ANNOUNCES = re.compile(r"\b(?:will|shall|(?:is|are) (?:to|set to|due to|scheduled to|slated to)) [a-z]")


def with_date(candidate: Candidate, number: int, told: Sequence[Sentence], words: EnglishWords) -> Candidate:
    """A candidate whose sentence has no date takes that of a neighbouring sentence on the same thing.

    That is the one date of the next sentence where it goes on about it, or of one before where this sentence says that it speaks
    of the same: "at the forum", "the two sides", "the pact".
    """
    sentence = told[number]
    if candidate.date is not None:
        return _through(candidate, number, told, words)
    if candidate.type == "agreement" and _HAS.match(candidate.exact):
        return candidate  # what is there since whenever
    if candidate.type == "posting" or (candidate.type in ("meeting", "visit") and ON_VISIT.search(candidate.quote)):
        return candidate
    own = [when for when in sentence.dates if not reported(sentence, when)]
    if own and not sentence.headline:
        return candidate
    near = []
    if _PERFECT.search(sentence.text) or _HAD.search(sentence.text[: max(0, sentence.text.find(candidate.exact))]):
        pass  # told of as past already: the sentence before is no part of it
    elif _AT_IT.search(sentence.text) or _ALSO.search(sentence.text) or tied(sentence):
        near = [
            other for other in reversed(told[max(0, number - _BACK) : number]) if not other.headline and _whole_days(other)
        ][:1]
    same = {"agreement": _SIGNING, "grant": _SAME_GIFT}.get(candidate.type, _SAME_THING)
    open_still = candidate.type == "agreement" and candidate.status in OPEN  # what comes next is of another one
    if number + 1 < len(told) and same.search(told[number + 1].text[:130]) and not told[number + 1].headline and not open_still:
        near += [told[number + 1]] if _ANOTHER.match(told[number + 1].text) is None else []
    for other in near:
        if _ANNOUNCES.search(other.text) is not None and any(when.ahead for when in other.dates):
            continue  # its days are still to come
        own = [when for when in other.dates if not reported(other, when)]
        if candidate.type == "agreement" and any(_OF_ANOTHER.search(other.text, 0, when.start) for when in own):
            continue
        if len({when.dating.edtf for when in own}) == 1 and abs(other.paragraph - sentence.paragraph) <= _BACK:
            when = _lasting(candidate, sentence, other, own[0], words)
            return candidate._replace(date=when.dating, date_as_written=when.written)
    return candidate


def _through(candidate: Candidate, number: int, told: Sequence[Sentence], words: EnglishWords) -> Candidate:
    """The candidate with all its days where the next sentence tells them, or how many they are and it opened or ended then."""
    following = told[number + 1] if number + 1 < len(told) else None
    if candidate.type not in ("workshop", "training", "meeting") or following is None or candidate.date is None:
        return candidate
    if _THE_SAME.match(following.text):
        whole = [when for when in following.dates if "/" in when.dating.edtf and when.dating.nests(candidate.date)]
        if whole:
            return candidate._replace(date=whole[0].dating, date_as_written=whole[0].written)
    if not _SO_MANY_DAYS.match(following.text):
        return candidate
    sentence = told[number]
    when = next((w for w in sentence.dates if w.dating == candidate.date), None)
    verb = sentence.text.find(candidate.exact)
    if when is None or verb < 0:
        return candidate
    lasted = spanning(replace(sentence, text=f"{sentence.text} {following.text}"), verb, when, words)
    return candidate if lasted is None else candidate._replace(date=lasted.dating, date_as_written=lasted.written)


def _lasting(candidate: Candidate, sentence: Sentence, other: Sentence, when: When, words: EnglishWords) -> When:
    """The date of a neighbouring sentence; where that tells the end or the beginning of so many days, all of them."""
    if candidate.type in ("training", "workshop", "meeting", "visit"):
        for kind in ("closing", "opening"):
            verb = words.pattern(kind).search(other.text)
            if verb is not None:
                return spanning(replace(sentence, text=f"{other.text} {sentence.text}"), verb.start(), when, words) or when
    return when


def _whole_days(sentence: Sentence) -> bool:
    return any(when.dating.precision is Precision.DAY and not reported(sentence, when) for when in sentence.dates)
