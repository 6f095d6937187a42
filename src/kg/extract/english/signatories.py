"""Who is party to an agreement in an English sentence, and which of the names are party to the same one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg import patterns as re
from kg.extract.english.home import View
from kg.extract.english.parties import stands_for_state
from kg.extract.english.words import EnglishWords, Found, Sentence
from kg.vocabulary import HOME

_WITH = re.compile(r"\b(?:with|between|(?<!followed )by|among|alongside|and its|and their)\b")
_WITH_ENDS = re.compile(
    r"[;]|\bon (?!(?:[A-Z][a-z]+\.? \d|\d))|\b(?:to|for|aimed|aiming|that|which|covering|regarding|during|at|under|"
    r"concerning|allowing|"
    r"in an?|in the|in order|(?<!agencies )(?<!counterparts )(?<!authorities )(?<!bodies )(?<!ministries )in (?=[A-Z]))\b"
)
_COMPOUND = re.compile(r"(?:[-–—/][A-Z][\w.]+)?(?:['’]s?)?(?:\s[\w-]+){0,5}\s")
_PARTY = re.compile(r"\b(?:between|with|by)\s+(?:the\s+)?(?:(?!in\b|at\b|from\b)\w+\s+){0,2}$")
_ADDRESSED = re.compile(r"\b(?:propos|suggest|offer|submitt|present|sen[dt])\w*\s+(?:[\w’'-]+\s+){0,4}to\s+(?:the\s+)?$")
_SITE = re.compile(r"\b(?:in|at|to|from|near|of|via|for|into|outside|visiting|visited|visit)\s+(?:\w+\s+)?$")
_COUNTERPART = re.compile(r"\b(?:counterparts?|hosts?|opposite numbers?|hosting|host side)\b")
_WITH_IT = re.compile(r"\bwith\s+(?:the\s+)?$")
_APPOSED = re.compile(r"\w,\s+(?:\w+ly\s+)?$")
_AND_ANOTHER = re.compile(r",\s+and$")
PLURAL = re.compile(
    r"(?:(?<!note)(?<!letter)(?<!minute)s|memoranda|those|ones)(?: of (?:understanding|cooperation|intent|agreement))?$"
)
FREE_OF_TALK = 140


def signatories(
    sentence: Sentence, verb: re.Match[str], instrument: re.Match[str], clause: tuple[int, int], words: EnglishWords
) -> list[Found]:
    """The names of the clause before the verb that stand for a state, and those in the list after "with", "between" or "by"."""
    text = sentence.text
    begin = clause[0]
    if _APPOSED.search(text, 0, verb.start()) and _AND_ANOTHER.search(text, 0, begin):
        begin = 0  # "A, ambassador of ..., and B, minister of ..., signed"
    found = _within(sentence, verb, instrument, begin, clause[1], words)
    if not any(f.name.iso3 not in ("", HOME) for f in found):
        found = _within(sentence, verb, instrument, 0, len(text), words)
    if len({f.name.iso3 for f in found} - {""}) < 2:
        after = re.compile(r"\b(?:[Rr]epresentative|[Aa]mbassador|envoy) to (?:the )?$")
        found += [f for f in sentence.names if after.search(text[: f.start]) or _ADDRESSED.search(text[: f.start])]
    if not any(f.name.iso3 not in ("", HOME) for f in found):
        found += [f for f in sentence.names if f.name.kind == "country" and text[: f.start] == "In "]
    if not any(f.name.iso3 not in ("", HOME) for f in found):
        found += _cities(sentence, verb, instrument, found)
    return found


def _cities(sentence: Sentence, verb: re.Match[str], instrument: re.Match[str], found: Sequence[Found]) -> list[Found]:
    """The cities that are parties themselves, else the foreign one where a counterpart of somebody signs."""
    text = sentence.text
    cities = [f for f in sentence.names if f.name.kind == "city"]
    parties = [
        f for f in cities if _PARTY.search(text[: f.start]) or (f.start < verb.start() and not _SITE.search(text[: f.start]))
    ]
    known = {f.name.iso3 for f in found}
    if not parties and _COUNTERPART.search(text):
        parties = [f for f in cities if f.name.iso3 not in known]
    return parties


def _within(
    sentence: Sentence, verb: re.Match[str], instrument: re.Match[str], begin: int, end: int, words: EnglishWords
) -> list[Found]:
    text = sentence.text
    reach = [(begin, verb.start())]
    for mark in _WITH.finditer(text, min(verb.start(), instrument.start()), end):
        if mark.start() - max(verb.end(), instrument.end()) > FREE_OF_TALK:
            break
        stop = next((m for m in _WITH_ENDS.finditer(text, mark.end(), end) if not _in_name(sentence, m.start())), None)
        reach.append((mark.end(), stop.start() if stop else end))
    out = []
    for found in sentence.names:
        inside = [n for n, (a, b) in enumerate(reach) if a <= found.start < b]
        if (
            not inside
            and text[found.end : instrument.start()].count(" ") < 6
            and _COMPOUND.fullmatch(text, found.end, instrument.start())
        ):
            out.append(found)
            continue
        if not inside or found.name.kind == "city" or (found.name.kind == "pronoun" and inside[0] > 0):
            continue
        if stands_for_state(sentence, found, words) or (inside[0] > 0 and not found.name.people):
            out.append(found)
    return out


def _in_name(sentence: Sentence, position: int) -> bool:
    """Whether a place lies inside a name: "American Institute in Taiwan"."""
    return any(f.start < position < f.end for f in sentence.names)


def by_instrument(foreign: Sequence[Found], things: Sequence[re.Match[str]]) -> Iterator[list[Found]]:
    """The names in groups, a new one where another instrument stands between two: "an agreement with A and a pact with B".

    Those before the first instrument are who signed, and belong to it.
    """
    first = min(thing.start() for thing in things)
    group: list[Found] = []
    for found in foreign:
        if group and group[-1].start > first and any(group[-1].end <= thing.start() < found.start for thing in things):
            yield group
            group = []
        group.append(found)
    yield group


def apart(text: str, foreign: Sequence[Found], instrument: str, verb: int) -> Iterator[list[Found]]:
    """One group for each agreement: one a country where several agreements are told, else all together.

    A foreign state that signs with several others is party to each of theirs.
    """
    countries: dict[str, list[Found]] = {}
    for found in foreign:
        countries.setdefault(found.name.iso3, []).append(found)
    each = all(_WITH_IT.search(text, 0, names[0].start) for names in countries.values())
    if len(countries) > 1 and (each or PLURAL.search(instrument) or re.search(r"\b(?:respectively|separately|each)\b", text)):
        subject = [f for f in foreign if f.start < verb and not each]
        others = [names for names in countries.values() if not any(f in subject for f in names)]
        if len({f.name.iso3 for f in subject}) == 1 and len(others) > 1:
            yield from ([*subject, *names] for names in others)
        else:
            yield from countries.values()
    else:
        yield list(foreign)


def partners(parties: Sequence[Found], status: str, view: View) -> list[Found]:
    """The parties that the home country signs with: other states, else Taiwan, else an organisation of states."""
    foreign = [f for f in parties if f.name.iso3 not in ("", view.country) and f.name.kind != "io"]
    if view.country != HOME and not foreign:
        foreign = [f for f in parties if f.name.iso3 == HOME]
    if not foreign and status == "signed":
        foreign = [f for f in parties if f.name.kind == "io"]
    return foreign
