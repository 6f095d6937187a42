"""Who takes part in what an English sentence tells: its names, read by where they stand around the verb."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg import patterns as re
from kg.dates import Dating, Precision
from kg.extract.candidate import Candidate, Mention
from kg.extract.english_dates import When
from kg.extract.english_words import EnglishWords, Found, Sentence
from kg.vocabulary import HOME, MAX_PHRASE

_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|from|to|into|for|toward|towards|against|via|throughout|across|visiting|outside|inside|within|of|on|regarding|about|leaving)"
    r"\s+(?:(?:the|its|their|mainland|neighboring|northern|southern|eastern|western|central|downtown)\s+)*$",
    re.IGNORECASE,
)
_OF_STATE = re.compile(
    r"\b(?:[Gg]overnment|[Mm]inister|[Pp]resident|[Mm]inistry|[Rr]epublic|[Kk]ingdom|[Dd]epartment|[Oo]ffice|[Bb]ureau|[Dd]irector|"
    r"[Dd]elegations?|[Mm]issions?|[Cc]ounterparts?|[Aa]uthorities|[Oo]fficers|[Aa]gency|[Aa]mbassador|[Ee]mbassy|[Ss]ecretary|Affairs|Interior|Justice|Security|Labor|Immigration|Police|[Ll]awmakers?|"
    r"[Oo]fficials?|[Rr]epresentatives?|[Pp]rosecutors|[Pp]arliament|[Ss]peaker|[Gg]roup|[Mm]embers|[Gg]overnments|Congress)"
    r"\s+(?:of|from)\s+(?:the\s+)?$"
)
ANY_CASE = r"(?i:\b(?:{})\b)"
LISTED = re.compile(r"\s*(?:,|,?\s*and|,?\s*as well as|&|-|–|/)\s*(?:the\s+)?")
_CLAUSE = re.compile(
    r";|, (?:while|but|and|which|where|adding|after|before|who)\b|\b(?:that|which|while|although|because|after|before|when)\b"
)
_BACKGROUND = re.compile(
    r"\b(?:since|established in|founded in|launched in|following|first time since|as of|by the end of|born)\W+$"
)
_AUX = re.compile(
    r"\b(?:will|would|could|may|might|can|should|shall|must|to|not|never|n't|n’t|be|without|if|whether|once|unless|until|yet)\s+"
    r"(?:(?:be|have|been|also|soon|jointly|formally|officially|then|later|again|eventually|ever|\w+ly)\s+)*$"
)
_AWAY = re.compile(r"(?<!during)(?<!in),? \b(?:which|who|where|while)\b")
_FEWEST = 3
_CONDITION = re.compile(r"\b(?:if|whether|unless|until|once|had it|in case|yet to)\b[^,;]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class View:
    """The country from which a text tells, so that visits to it are inbound, and the year of the one rating report it names."""

    country: str
    report_year: str = ""


def viewpoint(told: Iterable[Sentence]) -> View:
    """Taiwan where the text names it, else a country that most of at least three names are of, else Taiwan."""
    named = [f.name for s in told for f in s.names if f.name.iso3 and f.name.kind not in ("person", "group")]
    counts = Counter(name.iso3 for name in named) + Counter(name.iso3 for name in named if name.kind != "country")
    if HOME in counts or counts.total() < _FEWEST:
        return View(HOME)
    code, most = counts.most_common(1)[0]
    return View(code if most * 2 > counts.total() else HOME)


def asserted(sentence: Sentence, start: int, words: EnglishWords) -> bool:
    """Whether the verb that starts there is told as done: not planned, wished, conditional or denied."""
    before = sentence.text[max(0, start - 90) : start]
    if _AUX.search(before) or _CONDITION.search(before):
        return False
    return words.pattern("plan", r"\b(?:{})\s+(?:\w+\s+){{0,2}}$").search(before) is None


def planned(sentence: Sentence, words: EnglishWords) -> bool:
    """Whether the sentence speaks of what is to come."""
    return words.pattern("plan").search(sentence.text) is not None


def stands_for_state(sentence: Sentence, found: Found, words: EnglishWords) -> bool:
    """Whether a name stands for the state or its officials, not for a place, a company or a group of people."""
    text = sentence.text
    if found.name.people:
        if words.pattern("private", r"\s+(?:[\w-]+\s+){{0,2}}(?:{})\b").match(text, found.end):
            return words.pattern("official", r"\s+(?:[\w-]+\s+){{0,1}}(?:{})\b").match(text, found.end) is not None
        return True
    before = text[max(0, found.start - 60) : found.start]
    if _OF_STATE.search(before):
        return True
    if _PLACE_BEFORE.search(before):
        return False
    earlier = [f for f in sentence.names if f.end <= found.start]
    if earlier and not earlier[-1].name.people and LISTED.fullmatch(text[earlier[-1].end : found.start]):
        return stands_for_state(sentence, earlier[-1], words)
    return True


def clause_start(text: str, position: int) -> int:
    """Where the clause that holds the position begins."""
    starts = [m.end() for m in _CLAUSE.finditer(text, 0, position)]
    return starts[-1] if starts else 0


def subject_start(text: str, position: int) -> int:
    """Where the clause begins that holds the verb's subject: before a "who" that stands between them."""
    begin = clause_start(text, position)
    relative = re.search(r",? (?:who|which)$", text[:begin])
    return clause_start(text, relative.start()) if relative else begin


def nearest_date(sentence: Sentence, start: int, end: int, *, narrow: bool = False) -> When | None:
    """The date nearest to a verb; with ``narrow`` only one in the same stretch between commas."""
    best: tuple[int, When] | None = None
    for when in sentence.dates:
        between = sentence.text[end : when.start] if when.start >= end else sentence.text[when.end : start]
        if _BACKGROUND.search(sentence.text[: when.start]) or _AWAY.search(between) or (narrow and re.search(r"[,;]", between)):
            continue
        distance = len(between) + 80 * len(_CLAUSE.findall(between)) + 60 * (when.dating.precision < Precision.DAY)
        if best is None or distance < best[0]:
            best = (distance, when)
    return best[1] if best else None


def mentions(names: Sequence[Found], roles: dict[str, str], role: str) -> tuple[Mention, ...]:
    """The parties for names, one for each country or agency; ``roles`` maps a country to a role other than ``role``."""
    out: dict[tuple[str, str], Mention] = {}
    for found in names:
        name = found.name
        key = (name.kind, name.actor or found.written)
        out.setdefault(key, Mention(found.written, name.kind, name.iso3, roles.get(name.iso3, role), actor=name.actor))
    return tuple(out.values())


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
