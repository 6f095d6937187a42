"""English sentences on what was signed, is in force, talked about or hoped for, by whom and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg import patterns as re
from kg.extract.candidate import Candidate, Mention
from kg.extract.english_clauses import clause_around, dated_list, lasting_since, nearest_date
from kg.extract.english_dates import When
from kg.extract.english_home import View
from kg.extract.english_instruments import ANAPHOR, ELLIPSIS, instrument_title, instruments, status_words, talked_of
from kg.extract.english_parties import (
    candidate,
    mentions,
    with_home,
)
from kg.extract.english_repeats import fresh_dates, further, replaced
from kg.extract.english_signatories import FREE_OF_TALK, PLURAL, apart, by_instrument, signatories
from kg.extract.english_weighing import OPEN, weighed
from kg.extract.english_words import EnglishWords, Found, Sentence
from kg.vocabulary import HOME

_BARE = re.compile(
    r"\b(?:was|were|is|are|been|being|be|has|have|had|they|he|she|it|who|which|that)\s+(?:\w+ly\s+|also\s+|jointly\s+)*$"
)
_HOST = re.compile(r"\b(?:his|her|their)\s+(?:\w+\s+)?(?:hosts?|counterparts?|guests?)\b")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|be|being)\s+(?:(?:\w+ly|still|now|also)\s+)?$")
_KNOWN = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose|[Ii]ts|[Tt]heir|[Bb]oth|[Uu]nder an?)\s+(?:(?:[a-z][\w-]*|[A-Z]{2,6})\s+){0,3}$"
)
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_MANY = re.compile(
    rf"\bwith (?:a total of |more than |over )?(?P<n>\d+|{'|'.join(_COUNTS)}) (?:other |different |"
    rf"foreign )?(?:countries|nations|partners|allies|states)\b"
)
_TALKS_ENDED = re.compile(
    r"\s+(?!(?:during|at|on|in|after|following|by|before|under|ahead)\b)(?:[\w-]+\s+){0,2}?(?:nothing|contracts?|drafting|drafts?|talks|negotiations?|consultations?|rounds?|review|visit|trip|tour|"
    r"meeting|course|training|"
    r"workshop|forum|deal[- ]making|calls?|efforts?|appeals?|push|pledges?|hopes?|invitations?|thanks|help|"
    r"condolences|greetings|"
    r"views|concerns?|interest|vows?|demands?|gifts?|ideas|information|intelligence|prisoners|alerts|"
    r"experiences?)\b(?!-)(?! of (?:notes|letters))"
)
_DATE_FOLLOWS = re.compile(
    r"(?:,?\s+(?:(?:in|on)\s+)?(?=\d|[A-Z][a-z]{2}|the same )|,\s+(?=\d|[A-Z][a-z]{2})|"
    r"\s*\((?:[A-Z][a-z]+,\s+|both\s+|all\s+|signed\s+(?:on|in)?\s*)?)"
)
_PRESENT = re.compile(r"(?:enters|comes|takes|goes|becomes)\b")
_LEADS_TO = re.compile(r"(?:pav|expected|possib|explor|look|stud)", re.IGNORECASE)
_BEHIND_VERB = re.compile(r"\s+(?:in|on|by|with|between|at|last|during|earlier|back|yesterday|today|under|[A-Z][a-z]+day)\b")
_OF_ANOTHER = re.compile(r"\b(?:of|dated|from|signed (?:in|on))\s+$")
_TALKS_WERE = re.compile(r"\b(?:[Nn]egotiations|[Tt]alks|[Cc]onsultations|[Rr]ounds?|[Dd]iscussions)\b[^,;]*$")
_FEW_WORDS = 9
_FIRM = re.compile(
    r"\b(?:Universit(?:y|ies)|Colleges?|Telecom|Banks?|Corp|Corporation|Inc|Ltd|Electronics|Airlines|Airways|Motors|Holdings|"
    r"compan(?:y|ies)|firms?|start-?ups?|clubs?|unions?|foundations?|[Hh]ospitals?|NGOs?|charit(?:y|ies)|airlines?|carriers?|"
    r"business(?:es)?|manufacturers?|exporters?|importers?|suppliers?|operators?|institutes?|schools?|universities|colleges|"
    r"shipyards?|non-?governmental|[Cc]hambers? of [Cc]ommerce|teams?|players?|brokers?|employers?|families)\b"
)
_STATE_BODY = re.compile(
    r"\b(?:[Mm]inist\w+|[Gg]overnment\w*|[Aa]gency|[Aa]uthority|[Pp]olice|[Dd]epartment|[Bb]ureau|[Cc]ouncil|"
    r"[Cc]ommission\w*|[Aa]dministration|"
    r"[Cc]ustoms|[Ii]mmigration|[Aa]mbassador|[Ee]mbassy|[Pp]resident|[Mm]ayor|[Gg]overnor|Coast Guard|"
    r"Foundation for|Central Bank|[Oo]ffice)\b"
)
_SOON = 60
_BEFORE, _AFTER = 230, 130


def find_agreements(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """Agreements of a sentence: an instrument, what became of it, and at least one state beside the home country."""
    things = instruments(sentence, words)
    if not things:
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
            stops = [
                other.start() for other, _, thing in verbs
                if other.start() > max(verb.end(), near[0].end()) and thing and thing[0].start() > max(verb.end(), near[0].end())
            ]  # fmt: skip
            told.append((near[0], list(_told(sentence, verb, status, near, things, min(stops, default=None), words, view))))
    dated = [{p.iso3 for p in one.parties} for _, found in told for one in found if one.date is not None]
    told += [(things[0], [one for one in _listed(sentence, things[0], view) if {p.iso3 for p in one.parties} not in dated])]
    yield from weighed(told)


def _mutual(text: str, instrument: re.Match[str], words: EnglishWords) -> bool:
    """Whether the instrument is an opening of both borders, which is told as such."""
    return words.pattern("mutualwords").search(text[max(0, instrument.start() - 25) : instrument.start()]) is not None


def _listed(sentence: Sentence, instrument: re.Match[str], view: View) -> Iterator[Candidate]:
    """Agreements that are listed by their partners with a date each: "agreements: A (2011), B (2013)"."""
    states = [f for f in sentence.names if f.name.kind in ("country", "agency") and f.name.iso3 not in ("", view.country)]
    dates = {when.start: when for when in sentence.dates}
    found: list[tuple[Found, When]] = []
    undated: list[Found] = []
    for state in states:
        if (mark := _DATE_FOLLOWS.match(sentence.text, state.end)) and mark.end() in dates:
            found += [(one, dates[mark.end()]) for one in (*undated, state)]
            undated = []
        elif re.match(r"\s*(?:,|and)\s", sentence.text[state.end :]):
            undated.append(state)
    if len({when.start for _, when in found}) < (1 if PLURAL.search(instrument[0]) else 2):
        return
    for state, when in found:
        parties = with_home(mentions([state], {}, "signatory"), view, "signatory")
        yield candidate(
            "agreement",
            sentence,
            instrument.span(),
            when,
            parties,
            status="signed",
            title=instrument_title(sentence.text, instrument),
        )


def _nearest(
    sentence: Sentence, verb: re.Match[str], things: Sequence[re.Match[str]]
) -> tuple[re.Match[str], tuple[int, int]] | None:
    """The instrument that a verb is told of, the nearest in its clause or else in its reach, and the bounds of the clause."""
    begin, end = clause_around(sentence.text, *verb.span())
    near = [m for m in things if -_AFTER < m.start() - verb.end() < _AFTER or -_BEFORE < m.end() - verb.start() <= 0]
    if _no_object(sentence.text, verb, near) and (before := [m for m in near if m.end() <= verb.start()]):
        near = before
    near = [m for m in near if begin <= m.start() < end] or near
    if not near:
        return None
    return min(near, key=lambda m: min(abs(m.start() - verb.end()), abs(verb.start() - m.end()))), (begin, end)


def _no_object(text: str, verb: re.Match[str], near: Sequence[re.Match[str]]) -> bool:
    """Whether a verb tells of an instrument before it: "was signed", or "the pact on fishing signed in May"."""
    if _PASSIVE.search(text[: verb.start()]):
        return True
    if _BEHIND_VERB.match(text, verb.end()) is None:
        return False
    gaps = [text[m.end() : verb.start()] for m in near if m.end() <= verb.start()]
    return any("," not in gap and gap.count(" ") < _FEW_WORDS and _BARE.search(gap) is None for gap in gaps)


def _told(
    sentence: Sentence,
    verb: re.Match[str],
    status: str,
    near: tuple[re.Match[str], tuple[int, int]],
    things: Sequence[re.Match[str]],
    until: int | None,
    words: EnglishWords,
    view: View,
) -> Iterator[Candidate]:
    """What a verb tells of an instrument; what stands behind ``until`` is told by the next one."""
    text = sentence.text
    instrument, (begin, end) = near
    lasting = verb[0].startswith("ha")
    if (status == "applicable" or lasting) and _mutual(text, instrument, words):
        return
    if status == "signed" and lasting and not verb[0].endswith("place") and instrument.end() < verb.start():
        return  # what somebody has is told behind
    if lasting and words.pattern("gate").search(text, max(0, instrument.start() - 20), instrument.start()):
        return
    if status in OPEN and verb.end() < instrument.start() and talked_of(text, verb, instrument):
        return
    if _LEADS_TO.match(verb[0]) and instrument.end() <= verb.start():
        return  # it is the instrument that paves the way
    if (
        status == "signed"
        and verb[0].lower().startswith(("conclu", "finali", "wrap"))
        and _TALKS_WERE.search(text[begin : verb.start()])
    ):
        return  # the talks are over
    passive = verb[0].startswith(("was ", "were ")) or _PASSIVE.search(text[: verb.start()]) is not None
    if status == "signed" and ((not passive and _TALKS_ENDED.match(text, verb.end())) or _private(text[begin : verb.start()])):
        return
    parties = [f for f in signatories(sentence, verb, instrument, (begin, end), words) if until is None or f.start < until]
    foreign = [f for f in parties if f.name.iso3 not in ("", view.country) and f.name.kind != "io"]
    if view.country != HOME and not foreign:
        foreign = [f for f in parties if f.name.iso3 == HOME]
    if (many := _MANY.search(text, verb.start())) and many.start() - verb.end() < FREE_OF_TALK and status == "signed":
        yield candidate(
            "claim", sentence, verb.span(), None, mentions([f for f in parties if f.name.iso3 == view.country], {}, "signatory"),
            title=f"{instrument[0]} signed", value=_number(many["n"]), unit="countries",
        )  # fmt: skip
        return
    if len(list(by_instrument(foreign, things))) < 2:
        sentence = replace(sentence, dates=fresh_dates(sentence, instrument))
    if status in OPEN:
        sentence = replace(sentence, dates=tuple(w for w in sentence.dates if not _OF_ANOTHER.search(text, 0, w.start)))
    title = sentence.paper if instrument.re is ELLIPSIS else instrument_title(text, instrument)
    ahead = status == "planned" or (status == "applicable" and _PRESENT.match(verb[0]) is not None)
    when = nearest_date(sentence, *verb.span(), ahead=ahead)
    if not foreign:
        if status == "applicable" and when is None:
            return  # a reminder of what was told before
        unnamed = not sentence.names and _PASSIVE.search(text[: verb.start()])
        with_us = any(f.start > verb.end() for f in parties) and not any(f.start < verb.start() for f in parties)
        if sentence.focus and (
            with_us or unnamed or _takes_up(text, instrument, verb) or instrument in replaced(sentence, things)
        ):
            other = Mention(sentence.focus, "country", sentence.focus, "signatory", actor=sentence.focus)
            one = candidate(
                "agreement", sentence, verb.span(), when, with_home([other], view, "signatory"), status=status, title=title
            )
            yield from _and_further(one, sentence, instrument, things, when)
        return
    home = [f for f in parties if f.name.iso3 == view.country]
    countries = {f.name.iso3 for f in foreign}
    ours = any(f.name.iso3 == view.country for f in sentence.names) and status in OPEN
    participle = instrument.end() <= verb.start() and _BARE.search(text[: verb.start()]) is None
    past = None
    groups = [
        (named, group) for named in by_instrument(foreign, things) for group in apart(text, named, instrument[0], verb.start())
    ]
    if view.known and not home and not ours and not PLURAL.search(instrument[0]):  # without other states with each other
        groups = [(named, group) for named, group in groups if len({f.name.iso3 for f in group}) == 1]
    listed = dated_list(sentence, [_span(group, verb.start()) for _, group in groups], ahead=ahead)
    for number, (named, group) in enumerate(groups):
        if number and groups[number - 1][0] is not named:
            past = groups[number - 1][0][-1].end
        alone = len({f.name.iso3 for f in group}) < len(countries)
        own = nearest_date(sentence, *_span(group, verb.start()), ahead=ahead) if alone else None
        dated = own or nearest_date(sentence, *verb.span(), narrow=participle, ahead=ahead)
        if (
            status in ("applicable", "signed")
            and (since := lasting_since(sentence, verb.start()))
            and since.start - verb.end() < _SOON
            and (status == "applicable" or since.start > verb.start())
        ):
            dated = since
        if past is not None and dated and past <= dated.start < named[0].start:
            dated = None  # the date of the one before
        when = listed[number] if listed else dated
        one = candidate(
            "agreement", sentence, verb.span(), when, with_home(mentions([*home, *group], {}, "signatory"), view, "signatory"),
            status=status, title=title,
        )  # fmt: skip
        yield from _and_further(one, sentence, instrument, things, when) if len(groups) == 1 else (one,)


def _and_further(
    one: Candidate, sentence: Sentence, instrument: re.Match[str], things: Sequence[re.Match[str]], when: When | None
) -> Iterator[Candidate]:
    """An agreement, and those of the same parties that the list goes on to: "an accord in 2011 and a protocol in 2014"."""
    yield one
    if when is None or one.status != "signed":
        return
    for thing, then in further(sentence, instrument, things, when):
        title = instrument_title(sentence.text, thing)
        yield one._replace(date=then.dating, date_as_written=then.written, title=title)


def _span(group: Sequence[Found], verb: int) -> tuple[int, int]:
    """Where the names of a group stand, without the one before the verb that signs with each of several."""
    listed = [f for f in group if f.start > verb] or group
    return listed[0].start, listed[-1].end


def _private(subject: str) -> bool:
    """Whether those who sign are a company, a university or a club and no body of a state."""
    return _FIRM.search(subject) is not None and _STATE_BODY.search(subject) is None


def _takes_up(text: str, instrument: re.Match[str], verb: re.Match[str]) -> bool:
    """Whether the instrument is one spoken of before ("the pact"), or a side left unnamed signed it."""
    start = max(0, instrument.start() - 40, verb.end() if verb.end() <= instrument.start() else 0)
    if instrument.re is ELLIPSIS and instrument[0] in ("It", "it"):
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
