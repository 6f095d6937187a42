"""English sentences on two sides who see each other: visits of officials across a border, meetings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.extract.candidate import Candidate
from kg.extract.english_clauses import nearest_date, subject_start
from kg.extract.english_home import View
from kg.extract.english_parties import ANY_CASE, LISTED, asserted, candidate, mentions, stands_for_state
from kg.extract.english_words import EnglishWords, Found, Sentence

_BESIDE = 30  # characters before the verb in which its subject's noun stands


def find_calls(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """Visits of officials across a border."""
    text = sentence.text
    seen: set[str] = set()
    for verb in words.pattern("visited").finditer(text):
        if not asserted(sentence, verb.start(), words):
            continue
        begin = subject_start(text, verb.start())
        subject = [f for f in sentence.names if begin <= f.start < verb.start() and stands_for_state(sentence, f, words)]
        place = _listed(text, [f for f in sentence.names if 0 <= f.start - verb.end() < 60])
        if not _official(text, begin, verb.start(), subject, place, words):
            continue
        yield from _visit(sentence, verb, subject, place, view, seen)
    for verb in words.pattern("arrived", r"\b(?:{})\b(?! in| at)").finditer(text):
        begin = subject_start(text, verb.start())
        subject = [f for f in sentence.names if begin <= f.start < verb.start() and stands_for_state(sentence, f, words)]
        if asserted(sentence, verb.start(), words) and words.pattern("official").search(text[begin : verb.start()].lower()):
            place = [f for f in sentence.names if f.start >= verb.end()][:1]
            yield from _visit(sentence, verb, subject, place, view, seen)
    for verb in words.pattern("received").finditer(text):
        guests = [f for f in sentence.names if 0 <= f.start - verb.end() < 120]
        near = text[verb.end() : verb.end() + 120].lower()
        if not guests or not words.pattern("guests").search(near) or not asserted(sentence, verb.start(), words):
            continue
        if re.search(
            r"\b(?:workshop|forum|seminar|conference|meeting|training|summit|award|support|aid|dinner|lunch|luncheon|banquet|reception|party)\b",
            near[:50],
        ):
            continue
        away = [f for f in guests if f.name.iso3 not in ("", view.country)][:1]
        host = [f for f in sentence.names if f.start < verb.start() and f.name.iso3 == view.country][-1:]
        yield from (c for c in _visit(sentence, verb, away, host, view, seen) if c.date is not None)


def _official(text: str, begin: int, end: int, subject: Sequence[Found], place: Sequence[Found], words: EnglishWords) -> bool:
    """Whether the one who visits holds an office, or is a person already met who calls on one who does."""
    official = words.pattern("official")
    if words.pattern("private").search(text, max(begin, end - _BESIDE), end):
        return False
    if official.search(text[begin:end].lower()) or any(f.name.kind != "country" for f in subject):
        return True
    person = re.match(r"\W*(?:and\s+)?(?:[Hh]e|[Ss]he|[Tt]hey|[A-Z][a-z]+)\s+(?:also\s+|then\s+|later\s+)?$", text[begin:end])
    return bool(person and place and place[0].name.people and official.search(text[place[0].end : place[0].end + 60].lower()))


def _listed(text: str, names: Sequence[Found]) -> list[Found]:
    """The first name and those that follow it in a list."""
    out = list(names[:1])
    for one, other in pairwise(names):
        if LISTED.fullmatch(text[one.end : other.start]) is None:
            break
        out.append(other)
    return out


def _visit(
    sentence: Sentence, verb: re.Match[str], subject: Sequence[Found], place: Sequence[Found], view: View, seen: set[str]
) -> Iterator[Candidate]:
    guests = [f for f in subject if f.name.iso3 not in ("", view.country)]
    hosts = [f for f in place if f.name.iso3 not in ("", view.country)]
    if guests and not hosts:
        direction, foreign = "inbound", guests
    elif hosts and not guests:
        direction, foreign = "outbound", hosts
    else:
        return
    key = direction + foreign[0].name.iso3
    if key in seen:
        return
    seen.add(key)
    roles = {f.name.iso3: "visitor" if direction == "inbound" else "visited" for f in foreign}
    other = "visited" if direction == "inbound" else "visitor"
    home = [f for f in (*subject, *place) if f not in foreign]
    when = nearest_date(sentence, *verb.span())
    yield candidate("visit", sentence, verb.span(), when, mentions([*foreign, *home], roles, other), direction=direction)


def find_meetings(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """Meetings of two sides; where the sentence tells the visit on which they met, it is that visit."""
    text = sentence.text
    if any(True for _ in find_calls(sentence, words, view)):
        return
    verbs = [m for m in words.pattern("met").finditer(text) if asserted(sentence, m.start(), words)]
    held = [
        m for m in words.pattern("held").finditer(text)
        if asserted(sentence, m.start(), words) and _bilateral(text, m, words)
    ]  # fmt: skip
    attended = [
        m for m in words.pattern("attended").finditer(text)
        if asserted(sentence, m.start(), words) and _bilateral(text, m, words)
    ]  # fmt: skip
    for verb in (*verbs, *held, *attended):
        names = [f for f in sentence.names if stands_for_state(sentence, f, words)]
        foreign = [f for f in names if f.name.iso3 not in ("", view.country)]
        home = [f for f in names if f.name.iso3 == view.country]
        official = words.pattern("official").search(text.lower()) or (home and verb not in verbs)
        if not foreign or not official or words.pattern("private").search(text[verb.end() : verb.end() + 40]):
            continue
        thing = words.pattern("meeting", ANY_CASE).search(text)
        title = _event_title(text, thing) if thing and verb not in verbs else ""
        yield candidate(
            "meeting", sentence, verb.span(), nearest_date(sentence, *verb.span()),
            mentions([*home, *foreign], {}, "attendee"), title=title,
        )  # fmt: skip
        return


def _bilateral(text: str, verb: re.Match[str], words: EnglishWords) -> bool:
    if words.pattern("meeting", ANY_CASE).search(text[verb.end() : verb.end() + 40]) and not words.pattern(
        "workshop", ANY_CASE
    ).search(text[verb.end() : verb.end() + 60]):
        return True
    near = text[max(0, verb.start() - 100) : verb.end() + 120]
    return (
        words.pattern("meeting", ANY_CASE).search(near) is not None and words.pattern("workshop", ANY_CASE).search(near) is None
    )


def _event_title(text: str, noun: re.Match[str]) -> str:
    lead = re.search(r"(?:(?:[A-Z0-9][\w’'–/-]*|of|and|on|for|in|the)\s+)*$", text[: noun.start()])
    return " ".join(f"{re.sub(r'^(?:(?:of|and|on|for|in|the|The|A|An)[ ]+)+', '', lead[0]) if lead else ''}{noun[0]}".split())
