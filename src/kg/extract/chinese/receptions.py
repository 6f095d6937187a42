"""Receptions in the texts of other countries than Taiwan: 會見 and 會晤 tell a meeting, and a visit where the guest is said to have come.

Taiwan's texts tell a visit by them.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.chinese.callers import parties_of
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.nearest import nearest
from kg.extract.chinese.telling import chunk, distinct, domestic, foreign, hindered, home_party, location, mention, told
from kg.extract.chinese.tokens import Token
from kg.extract.chinese.when import When
from kg.extract.lexicon import LONGEST_CITY
from kg.vocabulary import HOME

_HITHER = frozenset(("來訪", "到訪"))
_MEETS = ("會見", "會晤", "接見")
_VISITING = re.compile(
    "了?(?:專程|應邀|正)?(?:[來到]訪|訪[華新馬越]|[來赴在][華京新馬越][^，。；的]{0,10}?(?:訪問|考察|訪|出席[^，。；的]{2,30}|參加[^，。；的]{2,30})"
    "|(?:正在|正|應邀|前來)[^，。；的]{0,10}訪問?)的"
)
_DELEGATION = re.compile("率領|率團|代表團|訪問團|考察團|一行|訪[華新馬越]團")
_FOR_EVENT = re.compile("出席|參加|參與|與會")
_WISHED = re.compile("(?<![中少上准大武麻即])將|擬|預計|計劃|希望|下[週周月]|明[年天日]")
_AT = re.compile("[在於]")
_PLACED = ("在", "於", "赴", "抵", "訪", "駐", "對")


def is_meeting(reading: Reading, verb: Token) -> bool:
    """Whether a verb of receiving tells a meeting, as it does in the texts of other countries than Taiwan."""
    return verb.kind == "receive" and reading.home != HOME and verb.text.startswith(_MEETS)


def is_attribute(sentence: Sentence, reading: Reading, verb: Token) -> bool:
    """Whether the verb only says who somebody is, 來訪的部長; in the texts of other countries that is read here."""
    behind = sentence.between(verb.end, verb.end + 2)
    return (verb.text in _HITHER and behind[:1] in ("的", "之")) or (
        reading.home != HOME and behind[:1] == "的" and behind[1:] not in ("", "。", "，", "；")
    )


def find(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    """The meetings that a sentence tells by who received whom, and the visits of those who are said to have come."""
    visiting = list(_visitors(sentence, reading))
    yield from visiting
    for verb in sentence.of("receive"):
        if not is_meeting(reading, verb) or hindered(sentence, verb.start):
            continue
        low, high = chunk(sentence, verb.start)
        others = _others(sentence, reading, verb, high)
        when = _when(sentence, verb)
        if not others or when is None or _WISHED.search(sentence.between(low, verb.start)) is not None:
            continue
        ours = [t for t in sentence.tokens if low <= t.start < high and domestic(reading, t) and t.kind != "country"]
        yield told(
            reading, sentence, "meeting", low, others[0].end, when=when, location=location(sentence),
            parties=distinct((home_party(reading, ours, "attendee"), *(mention(reading, t, "attendee") for t in others))),
        )  # fmt: skip
        guests = sentence.between(verb.end, high)
        came = _DELEGATION.search(guests) is not None and _FOR_EVENT.search(guests) is None
        if came and not visiting and others[0].start >= verb.end and not _is_abroad(sentence, reading, low, verb.start):
            yield _visit(sentence, reading, verb, "inbound", others[0], when)
        return


def _others(sentence: Sentence, reading: Reading, verb: Token, high: int) -> list[Token]:
    """Those from abroad who were received, or the one who received ours; empty where two others met."""
    named = _VISITING.match(sentence.text, verb.end - sentence.start)  # 正在越南訪問的: where they are, not who
    begin = sentence.start + named.end() if named is not None else verb.end
    behind = [t for t in sentence.tokens if begin <= t.start < high and (foreign(reading, t) or domestic(reading, t))]
    before = [t for t in sentence.tokens if t.start < verb.start and foreign(reading, t) and t.kind not in ("pair", "embassy")]
    hosts = [t for t in before if not sentence.between(t.start - 1, t.start).startswith(_PLACED)]
    if not behind or behind[0].kind == "pair":
        return []
    if domestic(reading, behind[0]):
        return hosts[:1]
    ours = any(domestic(reading, t) for t in sentence.tokens if t.start < verb.start)
    return [t for t in behind if foreign(reading, t)] if ours or not hosts or hosts[0].iso3 == behind[0].iso3 else []


def _visitors(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    """Visits told by an attribute of who came: 會見來訪的…部長, 與到訪的…舉行會談; those of ours whom another side received too."""
    if "的" not in sentence.text:
        return
    for match in _VISITING.finditer(sentence.text):
        at = sentence.start + match.end()
        who = next(
            (t for t in sentence.tokens if at <= t.start <= at + 2 and (foreign(reading, t) or domestic(reading, t))), None
        )
        verb = Token(at - len(match[0]), at, "visitverb", match[0])
        if who is None or hindered(sentence, verb.start) or _WISHED.search(sentence.between(verb.start - 12, verb.start)):
            continue
        when = _when(sentence, verb)
        hosts = [
            t for t in sentence.tokens if t.start < verb.start and foreign(reading, t) and t.kind not in ("pair", "embassy")
        ]
        if when is not None and foreign(reading, who):
            yield _visit(sentence, reading, verb, "inbound", who, when)
        hosts = hosts or [t for t in sentence.tokens if verb.start <= t.start < at and foreign(reading, t)]
        if when is not None and not foreign(reading, who) and hosts:
            yield _visit(sentence, reading, verb, "outbound", hosts[0], when)
        return


def _when(sentence: Sentence, verb: Token) -> When | None:
    """The day of the verb; a month or year tells no single meeting."""
    when = nearest(sentence, verb)
    return when if when is not None and when.days[0].precision > 1 and not when.since else None


def _is_abroad(sentence: Sentence, reading: Reading, low: int, high: int) -> bool:
    """Whether the part of the verb says that it took place abroad: 在金邊會見."""
    for match in _AT.finditer(sentence.between(low, high)):
        place = low + match.end()
        city = reading.lexicon.city_at(sentence.between(place, place + LONGEST_CITY))
        if city and reading.lexicon.cities[city] != reading.home:
            return True
        if any(t.start == place and t.kind == "country" and foreign(reading, t) for t in sentence.tokens):
            return True
    return False


def _visit(sentence: Sentence, reading: Reading, verb: Token, direction: str, other: Token, when: When) -> Candidate:
    visitors, visited = ([other], []) if direction == "inbound" else ([], [other])
    parties = parties_of(sentence, reading, verb, direction, visitors, visited, verb.end)
    return told(
        reading, sentence, "visit", verb.start, max(other.end, verb.end), when=when, direction=direction, parties=parties
    )
