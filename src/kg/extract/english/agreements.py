"""English sentences on what was signed, is in force, talked about or hoped for, by whom and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg import patterns as re
from kg.extract.candidate import Candidate, Mention
from kg.extract.english.clauses import clause_around, dated_list, lasting_since, nearest_date
from kg.extract.english.dates import When
from kg.extract.english.home import View
from kg.extract.english.idle import PASSIVE, idle
from kg.extract.english.instruments import ANAPHOR, ELLIPSIS, UNDER, instrument_title, instruments, status_words
from kg.extract.english.parties import (
    candidate,
    mentions,
    with_home,
)
from kg.extract.english.repeats import fresh_dates, further, listed, of_other, own_parties, replaced
from kg.extract.english.signatories import FREE_OF_TALK, PLURAL, apart, by_instrument, partners, signatories
from kg.extract.english.weighing import OPEN, weighed
from kg.extract.english.words import EnglishWords, Found, Sentence

_BARE = re.compile(
    r"\b(?:was|were|is|are|been|being|be|has|have|had|they|he|she|it|who|which|that)\s+(?:\w+ly\s+|also\s+|jointly\s+)*$"
)
_HOST = re.compile(r"\b(?:his|her|their)\s+(?:\w+\s+)?(?:hosts?|counterparts?|guests?)\b")
_KNOWN = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose|[Ii]ts|[Tt]heir|[Bb]oth|[Uu]nder an?)\s+(?:(?!an?\b|another\b)[\w-]+\s+){0,3}$"
)
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_MANY = re.compile(
    rf"\bwith (?:a total of |more than |over )?(?P<n>\d+|{'|'.join(_COUNTS)}) (?:other |different |"
    rf"foreign )?(?:countries|nations|partners|allies|states)\b"
)
_PRESENT = re.compile(r"(?:enters|comes|takes|goes|becomes)\b")
_BEHIND_VERB = re.compile(r"\s+(?:in|on|by|with|between|at|last|during|earlier|back|yesterday|today|under|[A-Z][a-z]+day)\b")
_WITH_IT = re.compile(
    r",\s+with\s+(?:the|an?|this|that|their)\s+(?:\w+\s+)?$"
)  # "agreed in May to build it, with the pact signed in"
_LATTER = re.compile(r"[Tt]he (?:latter|former)")
_AND_THEY = re.compile(r",\s+(?:and|but|while)\s+(?:the|they|both|it|he|she|[A-Z])")  # "signed one in May, and they hope for"
_OF_ANOTHER = re.compile(r"\b(?:of|dated|from|signed (?:in|on))\s+$")
_AT_ONCE = 40  # characters behind an instrument in which its own date stands
_MOST = 20  # instruments of a sentence; what names more is a table, and would cost time in its square
_FEW_WORDS = 9
_SOON = 60
_BEFORE, _AFTER = 230, 130


_Near = tuple[re.Match[str], tuple[int, int]]  # an instrument, and the bounds of the clause


def find_agreements(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """Agreements of a sentence: an instrument, what became of it, and at least one state beside the home country."""
    things = instruments(sentence, words)
    if not things or len(things) > _MOST:
        return
    told: list[tuple[re.Match[str], list[Candidate]]] = []
    verbs = [
        (verb, status, _nearest(sentence, verb, things))
        for verb, status in status_words(sentence, words)
        if status not in OPEN
        or not any(t.start() < verb.start() < t.end() for t in things)  # a "cooperation plan for" the year
    ]
    for verb, status, near in verbs:
        if near is not None:
            told.append(
                (near[0], list(_told(sentence, verb, status, near, things, _reach(verb, status, near[0], verbs), words, view)))
            )
    dated = [{p.iso3 for p in one.parties} for _, found in told for one in found if one.date is not None]
    status = "applicable" if verbs and all(told_as == "applicable" for _, told_as, _ in verbs) else "signed"
    told += [
        (things[0], [one for one in listed(sentence, things[0], status, view) if {p.iso3 for p in one.parties} not in dated])
    ]
    yield from weighed(told)


def _reach(
    verb: re.Match[str], status: str, thing: re.Match[str], verbs: Sequence[tuple[re.Match[str], str, _Near | None]]
) -> int | None:
    """Where what a verb tells ends: at the next one that tells of another instrument, or something else of the same one."""
    stops = []
    for other, other_status, near in verbs:
        if near is None or other.start() <= max(verb.end(), thing.end()):
            continue
        again = near[0].span() == thing.span() and thing.end() <= verb.start() and other_status != status
        if again or near[0].start() > max(verb.end(), thing.end()):
            stops.append(other.start())
    return min(stops, default=None)


def _nearest(sentence: Sentence, verb: re.Match[str], things: Sequence[re.Match[str]]) -> _Near | None:
    """The instrument that a verb is told of, the nearest in its clause or else in its reach, and the bounds of the clause."""
    begin, end = clause_around(sentence.text, *verb.span())
    near = [m for m in things if -_AFTER < m.start() - verb.end() < _AFTER or -_BEFORE < m.end() - verb.start() <= 0]
    if (verb[0].startswith("dat") or _no_object(sentence.text, verb, near)) and (
        before := [m for m in near if m.end() <= verb.start()]
    ):
        near = before
    near = [m for m in near if begin <= m.start() < end] or near
    if not near:
        return None
    return min(near, key=lambda m: min(abs(m.start() - verb.end()), abs(verb.start() - m.end()))), (begin, end)


def _no_object(text: str, verb: re.Match[str], near: Sequence[re.Match[str]]) -> bool:
    """Whether a verb tells of an instrument before it: "was signed", or "the pact on fishing signed in May"."""
    if PASSIVE.search(text[: verb.start()]):
        return True
    if _BEHIND_VERB.match(text, verb.end()) is None:
        return False
    gaps = [text[m.end() : verb.start()] for m in near if m.end() <= verb.start()]
    return any("," not in gap and gap.count(" ") < _FEW_WORDS and _BARE.search(gap) is None for gap in gaps)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A verb that tells of an instrument in a sentence, the status that it has by it, and all instruments of the sentence."""

    sentence: Sentence
    verb: re.Match[str]
    status: str
    instrument: re.Match[str]
    things: Sequence[re.Match[str]]
    view: View

    @property
    def ahead(self) -> bool:
        """Whether the dates are of an event to come."""
        return self.status == "planned" or (self.status == "applicable" and _PRESENT.match(self.verb[0]) is not None)

    @property
    def title(self) -> str:
        """What the instrument is called, by the sentence before where this one only points to it."""
        return self.sentence.paper if self.instrument.re is ELLIPSIS else instrument_title(self.sentence.text, self.instrument)

    def nearest(self, start: int, end: int, *, narrow: bool = False) -> When | None:
        """The date nearest to a place, as one to come where the event is."""
        return nearest_date(self.sentence, start, end, narrow=narrow, ahead=self.ahead)

    def agreement(self, when: When | None, parties: Sequence[Mention]) -> Candidate:
        """The agreement as told, with these parties and the home country where only one state, or only an organisation, is named."""
        if self.view.known and not any(p.iso3 for p in parties):
            parties = (Mention(self.view.country, "country", self.view.country, "signatory", actor=self.view.country), *parties)
        return candidate(
            "agreement", self.sentence, self.verb.span(), when, with_home(parties, self.view, "signatory"),
            status=self.status, title=self.title,
        )  # fmt: skip


def _told(
    sentence: Sentence,
    verb: re.Match[str],
    status: str,
    near: _Near,
    things: Sequence[re.Match[str]],
    until: int | None,
    words: EnglishWords,
    view: View,
) -> Iterator[Candidate]:
    """What a verb tells of an instrument; what stands behind ``until`` is told by the next one."""
    text = sentence.text
    instrument, (begin, end) = near
    if idle(text, verb, status, instrument, begin, words):
        return
    parties = [f for f in signatories(sentence, verb, instrument, (begin, end), words) if until is None or f.start < until]
    parties = own_parties(text, verb, instrument, parties)
    foreign = partners(parties, status, view)
    if (many := _MANY.search(text, verb.start())) and many.start() - verb.end() < FREE_OF_TALK and status == "signed":
        yield candidate(
            "claim", sentence, verb.span(), None, mentions([f for f in parties if f.name.iso3 == view.country], {}, "signatory"),
            title=f"{instrument[0]} signed", value=_number(many["n"]), unit="countries",
        )  # fmt: skip
        return
    dates = _own_dates(sentence, verb, status, instrument, things, alone=len(list(by_instrument(foreign, things))) < 2)
    reading = _Reading(replace(sentence, dates=dates), verb, status, instrument, things, view)
    if foreign:
        yield from _with_partners(reading, parties, foreign)
    elif verb.re is not UNDER:
        yield from _taken_up(reading, parties)


def _own_dates(
    sentence: Sentence,
    verb: re.Match[str],
    status: str,
    instrument: re.Match[str],
    things: Sequence[re.Match[str]],
    *,
    alone: bool,
) -> tuple[When, ...]:
    """The dates that may be those of an instrument: not of another one, nor, where it is ``alone``, told before of something else."""
    text = sentence.text
    dates = tuple(w for w in sentence.dates if not of_other(text, w, verb, instrument, things))
    if alone:
        dates = fresh_dates(replace(sentence, dates=dates), instrument)
    if status in OPEN:
        dates = tuple(w for w in dates if not _OF_ANOTHER.search(text, 0, w.start))
    if status == "planned":
        dates = tuple(w for w in dates if not _AND_THEY.search(text, w.end, max(w.end, verb.start())))
    if verb.re is UNDER:
        dates = tuple(w for w in dates if verb.start() < w.start < instrument.end() + _AT_ONCE)
    return dates


def _taken_up(told: _Reading, parties: Sequence[Found]) -> Iterator[Candidate]:
    """An agreement whose partner its sentence does not name: it is the one last spoken of where the words point back."""
    text, verb, instrument = told.sentence.text, told.verb, told.instrument
    when = told.nearest(*verb.span())
    if not told.sentence.focus or (told.status == "applicable" and when is None):
        return  # a reminder of what was told before
    near = {"city": (told.view.country, told.sentence.focus), "country": (told.sentence.focus,)}
    named = [f for f in told.sentence.names if f.name.iso3 not in near.get(f.name.kind, ())]
    unnamed = not named and PASSIVE.search(text[: verb.start()])
    with_us = any(f.start > verb.end() for f in parties) and not any(f.start < verb.start() for f in parties)
    older = bool(told.sentence.paper) and instrument in replaced(told.sentence, told.things)
    if with_us or unnamed or older or _takes_up(text, instrument, verb):
        other = Mention(told.sentence.focus, "country", told.sentence.focus, "signatory", actor=told.sentence.focus)
        yield from _and_further(told, told.agreement(when, [other]), when)


def _with_partners(told: _Reading, parties: Sequence[Found], foreign: Sequence[Found]) -> Iterator[Candidate]:
    """The agreements with the states that a sentence names, one for each group of them that is party to the same one."""
    sentence, verb, instrument = told.sentence, told.verb, told.instrument
    home = [f for f in parties if f.name.iso3 == told.view.country]
    ours = any(f.name.iso3 == told.view.country for f in sentence.names) and told.status in OPEN
    groups = [
        (named, group)
        for named in by_instrument(foreign, told.things)
        for group in apart(sentence.text, named, instrument[0], verb.start())
    ]
    if told.view.known and not home and not ours and not PLURAL.search(instrument[0]):  # without other states with each other
        groups = [(named, group) for named, group in groups if len({f.name.iso3 for f in group}) == 1]
    in_turn = dated_list(sentence, [_span(group, verb.start()) for _, group in groups], ahead=told.ahead)
    past = None
    for number, (named, group) in enumerate(groups):
        if number and groups[number - 1][0] is not named:
            past = groups[number - 1][0][-1].end
        when = in_turn[number] if in_turn else _date_of(told, group, alone=len({f.name.iso3 for f in foreign}) > 1)
        if not in_turn and past is not None and when and past <= when.start < named[0].start:
            when = None  # the date of the one before
        if when is not None and _of_the_latter(told.sentence, group, when):
            when = None
        if when is None and told.status == "applicable" and told.ahead:
            continue  # it is to bind some day
        one = told.agreement(when, mentions([*home, *group], {}, "signatory"))
        yield from _and_further(told, one, when) if len(groups) == 1 else (one,)


def _of_the_latter(sentence: Sentence, group: Sequence[Found], when: When) -> bool:
    """Whether a date is told of another one: "with Fiji and Samoa, the latter signed in May"."""
    states = {f.name.iso3 for f in group}
    taken_up = (f for f in sentence.names if f.name.kind == "person" and group[-1].end <= f.start < when.start)
    return any(_LATTER.fullmatch(f.written) is not None and f.name.iso3 not in states for f in taken_up)


def _date_of(told: _Reading, group: Sequence[Found], *, alone: bool) -> When | None:
    """The date of an agreement with some states: that since which it holds, else the one nearest to them, else to the verb."""
    since = lasting_since(told.sentence, told.verb.start())
    if (
        told.status in ("applicable", "signed")
        and since is not None
        and since.start - told.verb.end() < _SOON
        and (told.status == "applicable" or since.start > told.verb.start())
    ):
        return since
    participle = (
        told.instrument.end() <= told.verb.start()
        and _BARE.search(told.sentence.text[: told.verb.start()]) is None
        and _WITH_IT.search(told.sentence.text, 0, told.instrument.start()) is None
    )
    own = told.nearest(*_span(group, told.verb.start())) if alone else None
    return own or told.nearest(*told.verb.span(), narrow=participle)


def _and_further(told: _Reading, one: Candidate, when: When | None) -> Iterator[Candidate]:
    """An agreement, and those of the same parties that the list goes on to: "an accord in 2011 and a protocol in 2014"."""
    yield one
    if when is None or one.status != "signed":
        return
    for thing, then in further(told.sentence, told.instrument, told.things, when):
        title = instrument_title(told.sentence.text, thing)
        yield one._replace(date=then.dating, date_as_written=then.written, title=title)


def _span(group: Sequence[Found], verb: int) -> tuple[int, int]:
    """Where the names of a group stand, without the one before the verb that signs with each of several."""
    listed = [f for f in group if f.start > verb] or group
    return listed[0].start, listed[-1].end


def _takes_up(text: str, instrument: re.Match[str], verb: re.Match[str]) -> bool:
    """Whether the instrument is one spoken of before ("the pact"), or a side left unnamed signed it."""
    start = max(0, instrument.start() - 40, verb.end() if verb.end() <= instrument.start() else 0)
    if instrument.re is ELLIPSIS and instrument[0].split()[0].lower() in ("it", "the", "this"):
        return True
    if _KNOWN.search(text[start : instrument.start()]) or ANAPHOR.match(text, instrument.start()):
        return True
    if _HOST.search(text[: verb.start()]):
        return True
    return (
        re.search(r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Bb]oth|[Tt]he two(?:\s\w+)?)\s+(?:[\w’'-]+\s+){0,14}$", text[: verb.start()])
        is not None
    )


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _COUNTS.index(text) + 1
