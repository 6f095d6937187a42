"""Who takes part in what an English sentence tells: its names, read by where they stand around the verb."""

from __future__ import annotations

from collections.abc import Sequence

from kg import patterns as re
from kg.dates import Dating
from kg.extract.candidate import Candidate, Mention
from kg.extract.english.dates import When
from kg.extract.english.home import View
from kg.extract.english.words import EnglishWords, Found, Sentence
from kg.vocabulary import HOME, MAX_PHRASE

_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|from|to|into|for|toward|towards|against|via|throughout|across|visiting|outside|inside|within|of|"
    r"on|regarding|about|leaving)"
    r"\s+(?:(?:the|its|their|mainland|neighboring|northern|southern|eastern|western|central|downtown)\s+)*$",
    re.IGNORECASE,
)
_AT_BODY = re.compile(
    r"\b(?:in|at|near|to|into|toward|towards|visiting|outside|inside|within|against)\s+(?:the\s+|its\s+)?$", re.IGNORECASE
)
_OF = re.compile(r"(?P<word>[\w-]+),?\s+(?:[—–-]\s+)?(?:of|from)\s+(?:the\s+)?$")
_OF_PERSON = re.compile(r"[A-Z][\w’'-]+\s+(?:of|from)\s+(?:the\s+)?$")
_OWNS_A_NAME = re.compile(r"['’]s\s+[A-Z]")
PRIVATE = r"(?i:(?<![\w-])(?<!\bhis )(?<!\bher )(?<!inister for )(?<!inister of )(?:{})\b)"  # not "and his wife"
ANY_CASE = r"(?i:\b(?:{})\b)"
LISTED = re.compile(r"\s*(?:,|,?\s*and|,?\s*as well as|&|-|–|/)\s*(?:the\s+)?")
_ORDINARY = re.compile(
    r"\s+(?:who|were|was|reached|came|had been|have been|fled|worked|working|living|staying|aged|entered|arrived)\b"
)
_IN_BRACKETS = re.compile(r"\s*\([^()]{1,30}\)")
_AUX = re.compile(
    r"\b(?:will|would|could|may|might|can|should|shall|must|to|not|never|n't|n’t|be|(?<!after )(?<!since )(?<!before )being|"
    r"without|if|whether|once|unless|until|yet)\s+"
    r"(?:(?:be|have|been|also|soon|jointly|formally|officially|then|later|again|eventually|ever|\w+ly)\s+)*$"
)
_TO_COME = re.compile(
    r"\b(?:will|shall|to|would|could)\s+(?:(?:be|have|soon|also|jointly|formally|officially|then|later|again|"
    r"eventually|\w+ly)\s+)*$"
)
_FIRST_TO = re.compile(
    r"(?<!will be the )(?<!would be the )(?<!become the )\b(?:first|second|third|only|last|latest|\w+th)\s+(?:[\w-]+\s+){0,6}to\s+$"
)
_NEVER = re.compile(
    r"(?:\b(?:not|never|nothing|none|nobody|no one|no|nor|neither|without|refus\w+|fail\w+|declin\w+|denied|denies|"
    r"rather than|let alone|unlikely|yet)|n['’]t)\s+"
    r"(?:[\w’'-]+\s+){0,5}$"
)
_CONDITION = re.compile(
    r"\b(?:if|whether|unless|until|once|had it|in case|yet to)\b(?:(?!\bthat\b|\bwhich\b)[^,;])*$", re.IGNORECASE
)


def asserted(sentence: Sentence, start: int, words: EnglishWords) -> bool:
    """Whether the verb that starts there is told as done: not planned, wished, conditional or denied."""
    before = sentence.text[max(0, start - 90) : start]
    if _CONDITION.search(before):
        return False
    if _AUX.search(before):
        return _FIRST_TO.search(before) is not None
    if not sentence.headline and words.pattern("present").match(sentence.text, start):
        return False
    return words.pattern("plan", r"\b(?:{})\s+(?:\w+\s+){{0,2}}$").search(before) is None


def hypothetical(sentence: Sentence, start: int) -> bool:
    """Whether the verb that starts there is said not to be done, or only under a condition."""
    before = sentence.text[max(0, start - 90) : start]
    return _CONDITION.search(before) is not None or _NEVER.search(before) is not None


def planned_before(sentence: Sentence, start: int, words: EnglishWords) -> bool:
    """Whether the verb that starts there is told as to be done."""
    before = sentence.text[max(0, start - 90) : start]
    if _FIRST_TO.search(before):
        return False
    return (
        _TO_COME.search(before) is not None
        or words.pattern("plan", r"\b(?:{})\s+(?:[\w.,]+\s+){{0,3}}$").search(before) is not None
    )


def planned(sentence: Sentence, words: EnglishWords) -> bool:
    """Whether the sentence speaks of what is to come."""
    return words.pattern("plan").search(sentence.text) is not None


def stands_for_state(sentence: Sentence, found: Found, words: EnglishWords) -> bool:
    """Whether a name stands for the state or its officials, not for a place, a company or a group of people."""
    text = sentence.text
    if found.name.kind == "city":
        return words.pattern("cityoffice", r"(?:['’]s?)?\s+(?i:{})\b").match(text, found.end) is not None
    if found.name.kind in ("person", "group", "pair", "pronoun"):
        return True
    if found.name.kind == "country" and words.pattern("private", r"\s+(?:{})\b").match(text, found.end):
        return False  # a Hong Kong magazine
    if found.name.people:
        if _of_state(text[max(0, found.start - 60) : found.start], words):
            return True
        if words.pattern("private", r"\s+(?:[\w-]+\s+){{0,2}}(?:{})\b").match(text, found.end):
            return words.pattern("official", r"\s+(?:[\w-]+\s+){{0,1}}(?:{})\b").match(text, found.end) is not None
        return _ORDINARY.match(text, found.end) is None or text[: found.start].endswith(("the ", "The "))
    if (
        found.name.kind == "country"
        and _OWNS_A_NAME.match(text, found.end)
        and not words.pattern("official").search(text[found.end : found.end + 70].lower())
    ):
        return False  # Taiwan's Foxlink
    before = text[max(0, found.start - 60) : found.start]
    if found.name.kind == "country" and words.pattern("office", r"\s+(?:[A-Z][\w’'-]+\s+){{0,3}}(?:{})\b").match(
        text, found.end
    ):
        return True  # from Bangladesh High Commissioner Rahman
    if _of_state(before, words) or _OF_PERSON.search(before):
        return True
    if (_AT_BODY if found.name.kind in ("agency", "embassy", "io") else _PLACE_BEFORE).search(before):
        return False
    if found.name.kind in ("agency", "embassy"):
        return True
    first = _first_listed(sentence, found)
    return first is found or stands_for_state(sentence, first, words)


def _of_state(before: str, words: EnglishWords) -> bool:
    """Whether the words before a name make it the owner of an office: "director-general of", "the Senate of"."""
    match = _OF.search(before)
    return match is not None and words.pattern("bodyof").fullmatch(match["word"].lower()) is not None


def _first_listed(sentence: Sentence, found: Found) -> Found:
    """The first name of the list of countries that a name stands in, the name itself where it stands in none."""
    place = sentence.names.index(found)
    while place > 0:
        before = sentence.names[place - 1]
        if (
            before.name.people
            or LISTED.fullmatch(_IN_BRACKETS.sub("", sentence.text[before.end : sentence.names[place].start])) is None
        ):
            break
        place -= 1
    return sentence.names[place]


def mentions(names: Sequence[Found], roles: dict[str, str], role: str) -> tuple[Mention, ...]:
    """The parties for names, one for each country or agency; ``roles`` maps a country to a role other than ``role``."""
    out: dict[tuple[str, str], Mention] = {}
    for found in names:
        name = found.name
        key = (name.kind, name.actor or found.written)
        if name.kind in ("pronoun", "pair"):  # words that stand for a state named elsewhere
            out.setdefault(
                ("country", name.iso3), Mention(name.iso3, "country", name.iso3, roles.get(name.iso3, role), actor=name.iso3)
            )
            continue
        out.setdefault(key, Mention(found.written, name.kind, name.iso3, roles.get(name.iso3, role), actor=name.actor))
    return tuple(out.values())


def with_home(parties: Sequence[Mention], view: View, role: str) -> tuple[Mention, ...]:
    """The parties, and the country from which the text tells where only one state is named."""
    if view.country == HOME or len({m.iso3 for m in parties if m.iso3}) != 1 or any(m.iso3 == view.country for m in parties):
        return tuple(parties)
    return (Mention(view.country, "country", view.country, role, actor=view.country), *parties)


def candidate(
    kind: str, sentence: Sentence, at: tuple[int, int], when: When | None, parties: Sequence[Mention], **fields: object
) -> Candidate:
    """A candidate that rests on a sentence; its telling phrase stands around the verb at ``at``."""
    dating: Dating | None = when.dating if when else None
    return Candidate(
        type=kind,
        start=sentence.start,
        end=sentence.start + len(sentence.text),
        exact=_phrase(sentence.text, *at),
        quote=sentence.text,
        date=dating,
        date_as_written=when.written if when else "",
        parties=tuple(parties),
        **fields,  # type: ignore[arg-type]
    )


def _phrase(text: str, start: int, end: int) -> str:
    """Whole words from the verb on, at most MAX_PHRASE characters."""
    piece = text[start : start + MAX_PHRASE]
    if start + MAX_PHRASE < len(text) and " " in piece[end - start :]:
        piece = piece[: piece.rindex(" ")]
    return piece.strip()
