"""English sentences on two sides: agreements, visits and calls, meetings, ratings, mutual openings, postings abroad."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.extract.candidate import Candidate, Mention
from kg.extract.english_parties import (
    View,
    asserted,
    candidate,
    clause_start,
    mentions,
    nearest_date,
    planned,
    stands_for_state,
    subject_start,
)
from kg.extract.english_words import EnglishWords, Found, Sentence
from kg.model import HOME

_WITH = re.compile(r"\b(?:with|between|by|among|alongside|and its|and their)\b")
_WITH_ENDS = re.compile(
    r"[;]|\bon (?!(?:[A-Z][a-z]+\.? \d|\d))|\b(?:to|for|aimed|aiming|that|which|covering|regarding|during|at|under|concerning|allowing|"
    r"in an?|in the|in order|in (?=[A-Z]))\b"
)
_LIST = re.compile(r"\s*(?:,|and|,\s*and|as well as|respectively|\s)*\s*(?:the\s+)?$")
_PLURAL = re.compile(r"(?:s|memoranda)$")
_BARE = re.compile(r"\b(?:was|were|is|are|been|being|be|has|have|had|they|he|she|it|who)\s+(?:\w+ly\s+|also\s+|jointly\s+)*$")
_NONE = re.compile(r"\b(?:[Nn]o|[Nn]either|without an?y?)\s+(?:\w+\s+){0,2}$")
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_MANY = re.compile(
    rf"\bwith (?:a total of )?(\d+|{'|'.join(_COUNTS)}) (?:other |different |foreign )?(?:countries|nations|partners|allies)\b"
)
_ANY_CASE = r"(?i:\b(?:{})\b)"
_FREE_OF_TALK = 140
_TIER = re.compile(r"\bTier[ -]?(?P<tier>1|2|3|one|two|three|I{1,3})\b(?P<watch>\s+Watch\s*(?:List|list))?", re.IGNORECASE)
_TIERS = {"1": 1, "one": 1, "i": 1, "2": 2, "two": 2, "ii": 2, "3": 3, "three": 3, "iii": 3}
_REPORT_YEAR = re.compile(
    r"\b(20\d\d)\s+(?:Trafficking in Persons|TIP)\b|(?:Trafficking in Persons|TIP) [Rr]eport(?:\s+for)?\s+(20\d\d)\b"
)
_RATED = re.compile(
    r"\b(?:remain(?:ed|s)?|rank(?:ed|s)?|plac(?:ed|es)|rated|list(?:ed|s)|upgraded|downgraded|maintain(?:ed|s)|kept|keeps|retain(?:ed|s)|"
    r"named|classified|categorized|stay(?:ed|s)|moved|put|puts|given|received|receives|granted|earn(?:ed|s)|awarded|designated|status|"
    r"was|is|were|has been|dropped|fell|rose|achieved|attained|includes?|ranking)\b"
)
_RATER = Mention("United States", "country", "USA", "rater", actor="USA")
_TITLE = re.compile(r"(?:[A-Z][\w’'-]*|[\w-]+)(?:\s+[\w’'-]+){0,8}")


def find_agreements(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """Agreements signed: a verb or noun of signing, an instrument, and at least one state beside the home country."""
    text = sentence.text
    if not sentence.names or (instrument := words.pattern("instrument", _ANY_CASE).search(text)) is None:
        return
    for verb in (*words.pattern("signed").finditer(text), *words.pattern("signing").finditer(text)):
        things = [
            m
            for m in words.pattern("instrument", _ANY_CASE).finditer(text)
            if -60 < m.start() - verb.end() < 60 or -230 < m.end() - verb.start() <= 0
        ]
        noun = not verb[0].endswith("ed")
        things = [m for m in things if not _NONE.search(text[: m.start()])]
        if not things or not asserted(sentence, verb.start(), words) or (noun and planned(sentence, words)):
            continue
        instrument = min(things, key=lambda m: min(abs(m.start() - verb.end()), abs(verb.start() - m.end())))
        parties = _signatories(sentence, verb, instrument, words)
        foreign = [f for f in parties if f.name.iso3 != HOME and f.name.kind == "country"] or [
            f for f in parties if f.name.iso3 not in ("", HOME)
        ]
        if (many := _MANY.search(text, verb.start())) and many.start() - verb.end() < _FREE_OF_TALK:
            yield candidate(
                "claim", sentence, verb.span(), None, mentions([f for f in parties if f.name.iso3 == HOME], {}, "signatory"),
                title=f"{instrument[0]} signed", value=_number(many[1]), unit="countries",
            )  # fmt: skip
            return
        if not foreign:
            continue
        participle = instrument.end() <= verb.start() and _BARE.search(text[: verb.start()]) is None
        home = [f for f in parties if f not in foreign]
        for group in _apart(text, foreign, instrument[0]):
            at = (group[0].start, group[-1].end) if len(group) < len(foreign) else verb.span()
            own = nearest_date(sentence, *at, narrow=False) if len(group) < len(foreign) else None
            when = own or nearest_date(sentence, *verb.span(), narrow=participle)
            yield candidate(
                "agreement", sentence, verb.span(), when, mentions([*home, *group], {}, "signatory"),
                status="signed", title=_instrument_title(text, instrument),
            )  # fmt: skip
        return


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _COUNTS.index(text) + 1


def _signatories(sentence: Sentence, verb: re.Match[str], instrument: re.Match[str], words: EnglishWords) -> list[Found]:
    """The names before the verb that stand for a state, and those in the list after "with", "between" or "by"."""
    text = sentence.text
    begin = clause_start(text, verb.start())
    reach = [(begin, verb.start())]
    for mark in _WITH.finditer(text, min(verb.end(), instrument.start())):
        if mark.start() - max(verb.end(), instrument.end()) > _FREE_OF_TALK:
            break
        stop = _WITH_ENDS.search(text, mark.end())
        reach.append((mark.end(), stop.start() if stop else len(text)))
    out = []
    for found in sentence.names:
        inside = [n for n, (a, b) in enumerate(reach) if a <= found.start < b]
        if inside and (inside[0] > 0 or stands_for_state(sentence, found, words)):
            company = found.name.people and not stands_for_state(sentence, found, words)
            if not company:
                out.append(found)
    if not any(f.name.iso3 != HOME for f in out):
        after = re.compile(r"\b(?:[Rr]epresentative|[Aa]mbassador|envoy) to (?:the )?$")
        out += [f for f in sentence.names if after.search(text[: f.start])]
    return out


def _apart(text: str, foreign: Sequence[Found], instrument: str) -> Iterator[list[Found]]:
    """One group for each agreement: one a country where several agreements are told, else all together."""
    first: dict[str, Found] = {}
    for found in foreign:
        first.setdefault(found.name.iso3, found)
    if len(first) > 1 and (_PLURAL.search(instrument) or re.search(r"\b(?:respectively|separately|each)\b", text)):
        yield from ([found] for found in first.values())
    else:
        yield list(first.values())


def _instrument_title(text: str, instrument: re.Match[str]) -> str:
    """The instrument with the words that name it: capitalised ones before, "on ..." after."""
    before = re.search(r"(?:(?:[A-Z][\w’'-]+|of|and|the|on|for|in)\s+)*$", text[: instrument.start()])
    lead = before[0] if before and instrument[0][0].isupper() else ""
    lead = re.sub(r"^(?:(?:of|and|the|on|for|in|The|A|An)\s+)+", "", lead)
    after = re.match(
        r"\s+(?:on|for|concerning|regarding)\s+[^,.;]{3,80}?(?=\s+(?:with|between|in|at|on|by|during|that|which|[A-Z][a-z]+day|today|earlier|last)\b|[,.;]|$)",
        text[instrument.end() :],
    )
    return " ".join(f"{lead}{instrument[0]}{after[0] if after else ''}".split())


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
        if re.search(r"\b(?:workshop|forum|seminar|conference|meeting|training|summit|award|support|aid)\b", near[:50]):
            continue
        away = [f for f in guests if f.name.iso3 not in ("", view.country)][:1]
        host = [f for f in sentence.names if f.start < verb.start() and f.name.iso3 == view.country][-1:]
        yield from _visit(sentence, verb, away, host, view, seen)


def _official(text: str, begin: int, end: int, subject: Sequence[Found], place: Sequence[Found], words: EnglishWords) -> bool:
    """Whether the one who visits holds an office, or is a person already met who calls on one who does."""
    official = words.pattern("official")
    if official.search(text[begin:end].lower()) or any(f.name.kind != "country" for f in subject):
        return True
    person = re.match(r"\W*(?:and\s+)?(?:[Hh]e|[Ss]he|[Tt]hey|[A-Z][a-z]+)\s+(?:also\s+|then\s+|later\s+)?$", text[begin:end])
    return bool(person and place and place[0].name.people and official.search(text[place[0].end : place[0].end + 60].lower()))


def _listed(text: str, names: Sequence[Found]) -> list[Found]:
    """The first name and those that follow it in a list."""
    out = list(names[:1])
    for one, other in pairwise(names):
        if _LIST.fullmatch(text[one.end : other.start]) is None:
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
        if (
            not foreign
            or words.pattern("private").search(text[verb.end() : verb.end() + 40])
            or not words.pattern("official").search(text.lower())
        ):
            continue
        home = [f for f in names if f.name.iso3 == view.country]
        thing = words.pattern("meeting").search(text)
        title = _event_title(text, thing) if thing and verb not in verbs else ""
        yield candidate(
            "meeting", sentence, verb.span(), nearest_date(sentence, *verb.span()),
            mentions([*home, *foreign], {}, "attendee"), title=title,
        )  # fmt: skip
        return


def _bilateral(text: str, verb: re.Match[str], words: EnglishWords) -> bool:
    if words.pattern("meeting").search(text[verb.end() : verb.end() + 40]) and not words.pattern("workshop").search(
        text[verb.end() : verb.end() + 60]
    ):
        return True
    near = text[max(0, verb.start() - 100) : verb.end() + 120]
    return words.pattern("meeting").search(near) is not None and words.pattern("workshop").search(near) is None


def _event_title(text: str, noun: re.Match[str]) -> str:
    lead = re.search(r"(?:(?:[A-Z0-9][\w’'–/-]*|of|and|on|for|in|the)\s+)*$", text[: noun.start()])
    return " ".join(f"{re.sub(r'^(?:(?:of|and|on|for|in|the|The|A|An)[ ]+)+', '', lead[0]) if lead else ''}{noun[0]}".split())


def find_ratings(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """Tiers of the United States' Trafficking in Persons Report, one for each country rated."""
    text = sentence.text
    if not words.pattern("tierword").search(text) and not _RATED.search(text):
        return
    tiers = [m for m in _TIER.finditer(text) if not re.search(r"\bfrom\s+$|\bbelow\s+$|\bthan\s+$", text[: m.start()])]
    if not tiers or planned(sentence, words) or not _RATED.search(text):
        return
    year = _REPORT_YEAR.search(text)
    for last, tier in pairwise([None, *tiers]):
        if tier is None:
            continue
        names = _rated(sentence, last, tier, single=len(tiers) == 1)
        value = _TIERS[tier["tier"].lower()]
        for found in names:
            when = nearest_date(sentence, *tier.span())
            out = candidate(
                "rating", sentence, tier.span(), when, (*mentions([found], {}, "subject"), _RATER),
                title="Trafficking in Persons Report", value=value, unit="Tier Watch List" if tier["watch"] else "Tier",
            )  # fmt: skip
            yield _of_year(out, (year[1] or year[2]) if year else "")


def _of_year(rating: Candidate, year: str) -> Candidate:
    from dataclasses import replace

    from kg.dates import parse_edtf

    return replace(rating, date=parse_edtf(year), date_as_written=year) if year else rating


def _rated(sentence: Sentence, last: re.Match[str] | None, tier: re.Match[str], *, single: bool) -> list[Found]:
    """The countries that a tier is said of: the names before it, and those listed after "along with", "include" or "with"."""
    text = sentence.text
    start = last.end() if last else 0
    before = [
        f for f in sentence.names
        if f.name.kind == "country" and start <= f.start < tier.start() and not _is_rater(text, f)
        and not re.search(r"\b(?:in|of|by|from)\s+(?:the\s+)?$", text[: f.start])
    ]  # fmt: skip
    listed = []
    if single and (
        mark := re.search(
            r"\b(?:along with|alongside|together with|include|includes|including|joining|are|were)\b", text[tier.end() :]
        )
    ):
        listed = [
            f
            for f in sentence.names
            if f.name.kind == "country" and f.start > tier.end() + mark.end() and not _is_rater(text, f)
        ]
    seen: dict[str, Found] = {}
    for found in (*before, *listed):
        if not found.name.people:
            seen.setdefault(found.name.iso3, found)
    return list(seen.values())


def _is_rater(text: str, found: Found) -> bool:
    after = text[found.end : found.end + 60]
    return found.name.iso3 == "USA" and (
        found.name.people
        or re.match(
            r"(?:'s|’s)?\s+(?:State|Department|government|[Tt]rafficking|Secretary|has|ranked|rated|placed|on|released|said|report|annual|TIP)",
            after,
        )
        is not None
    )


def find_openings(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """Mutual openings of borders: both sides let the other's travellers use what they use themselves."""
    text = sentence.text
    gate, mutual = words.pattern("gate").search(text), words.pattern("mutualwords").search(text)
    verb = next((m for m in words.pattern("opened").finditer(text) if asserted(sentence, m.start(), words)), None)
    foreign = [f for f in sentence.names if f.name.kind == "country" and f.name.iso3 not in ("", view.country)]
    if gate is None or mutual is None or verb is None or not foreign:
        return
    home = [f for f in sentence.names if f.name.kind == "country" and f.name.iso3 == view.country]
    yield candidate(
        "reciprocity", sentence, verb.span(), nearest_date(sentence, *verb.span()),
        mentions([*home, *foreign], {}, "member"), title=gate[0],
    )  # fmt: skip


def find_postings(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """Officers posted abroad, one candidate for each country."""
    text = sentence.text
    for verb in words.pattern("posted").finditer(text):
        if not asserted(sentence, verb.start(), words) or not words.pattern("poster").search(text):
            continue
        targets = [
            f for f in sentence.names
            if f.start >= verb.end() and not f.name.people and f.name.iso3 not in ("", view.country) and f.name.kind == "country"
        ]  # fmt: skip
        home = [f for f in sentence.names if f.name.iso3 == view.country][:1]
        for found in targets:
            yield candidate(
                "posting", sentence, verb.span(), nearest_date(sentence, *verb.span()),
                mentions([*home, found], {found.name.iso3: "host"}, "delegate"), location=found.written,
            )  # fmt: skip
        return
