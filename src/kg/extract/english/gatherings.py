"""English sentences on workshops and trainings: public events with a name or a topic of their own."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.english.clauses import clause_start, nearest_date
from kg.extract.english.home import View
from kg.extract.english.parties import ANY_CASE, PRIVATE, asserted, candidate, hypothetical, mentions, stands_for_state
from kg.extract.english.spans import since, spanning
from kg.extract.english.titles import title_of
from kg.extract.english.words import EnglishWords, Sentence
from kg.vocabulary import HOME

_NEAR = 190
_DIRECT = 25  # characters between a verb and "training of"
_ATTENDANCE = re.compile(
    r"\b(\d{1,3}(?:,\d{3})+|\d+)\s+(?:participants|attendees|people|officers|officials|experts|representatives|"
    r"delegates|guests|"
    r"trainees|professionals)\b"
)
_COUNTRIES = re.compile(r"\b(?:from\s+)?(\d{1,3})\s+(?:different\s+)?(?:countries|nations)\b")
_PASSIVE = re.compile(
    r"\b(?:was|were|been)\s+(?:\w+\s+){0,2}\w+$|took|opened|kicked|concluded|began|wrapped|closed|ran|ended|came|drew|"
    r"gathered|brought|got under|started|finished|attracted|commenced|wound up"
)
_DAY = 10  # characters of a whole date
_ONE = re.compile(r"(?:\b(?:[Aa]n?|[Tt]he (?:\w+(?:st|nd|rd|th)|first|20\d\d))\s+(?:[\w’'-]+\s+){0,4}|[A-Z][\w-]+ (?:and )?)$")
_DEFINITE = re.compile(r"\b(?:[Tt]he|[Tt]his|[Tt]hat|[Ss]uch|[Oo]f)\s+(?:[\w-]+[- ](?:day|week|month|year)\s+)?$")
_WHICH = re.compile(
    r"(?:\s[\w’'-]+){0,6},?\s(?:which|that)\s|\s+(?:the\s+)?(?:[A-Z][\w.’'-]*\s+){1,6}(?:\w+ly\s+)?$|\s+(?:it|they)\s+$"
)
_FOR_WHOM = re.compile(r"\s+for\s+[^.;,]{3,40}")
_EXPERT = re.compile(
    r"\b(?:expert|experts['’]|inter-?governmental|ministerial|multi-?agency) (?:[\w-]+ ){0,3}"
    r"(?:workshop|seminar|forum|conference|training|course)"
)
_GUEST = re.compile(r"\bfrom (?:[\w, ]+ )?$")
_PARTICIPLE = re.compile(r"(?:,?\s+|\s.*,\s*)(?:(?:which|that) (?:was|were)\s+)?(?:jointly\s+|co-)?$")
_TWO = re.compile(
    r"\b(?:[Bb]ilateral|[Tt]rilateral|[Jj]oint|held their(?: \w+)?|"
    r"[A-Z][a-z]+(?: [A-Z][a-z]+)?[-–][A-Z][a-z]+(?: [A-Z][a-z]+)?)\s+(?:[\w-]+\s+){0,4}$"
)
_WITH_ONE = re.compile(
    r"\s+with\s+(?:(?:the|his|her|its|their)\s+)?(?:[A-Z][a-z]|counterparts?\b)"
)  # a video conference with Minister Tora
_SERIES = re.compile(
    r"\b(?:\d[\d,]*|several|many|some|numerous|dozens of|a series of|hundreds of|more|these|such|annual|"
    r"regular)\s+(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
_NO_NOUN = re.compile(
    r"\s+(?:arrangement|agreement|accord|memorandum|MOU|pact|deal|plan|request|cooperation|ties|exchanges?|opportunit\w+|purposes?|"
    r"school|academy|programmes? for students|base|facilit\w+|budget|needs|"
    r"Framework|Institute|Cent(?:er|re)|Division|Academy|School|Unit|Command|rooms?|hotels?|cent(?:er|re)|ground|"
    r"vessel|ship|manual|materials?)\b"
)


def find_gatherings(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """The workshop or training of a sentence: of several nouns the one nearest to its verb."""
    text = sentence.text
    told = None if words.pattern("routine").search(text) else _nearest(sentence, words, view)
    if told is None:
        return
    kind, noun, verb = told
    when = nearest_date(sentence, *verb.span()) or nearest_date(sentence, *noun.span()) or since(sentence)
    title = title_of(text, noun)
    unnamed = not title and kind == "training" and when is not None and not _DEFINITE.search(text[: noun.start()])
    if unnamed and _public(sentence, verb, words):
        title = noun[0]
    if not title or not _of_office(sentence, kind, noun, verb, title, words):
        return
    names = [
        f
        for f in sentence.names
        if f.name.kind in ("country", "agency", "embassy", "io")
        and (stands_for_state(sentence, f, words) or f.name.kind != "country" or _GUEST.search(text[: f.start]))
    ]
    role = "organizer" if words.pattern("held").fullmatch(verb[0]) else "attendee"
    number, countries = _ATTENDANCE.search(text), _COUNTRIES.search(text)
    yield candidate(
        kind, sentence, verb.span(), spanning(sentence, verb.start(), when, words),
        (*mentions([f for f in names if f.end <= verb.start()], {}, role),
         *mentions([f for f in names if f.end > verb.start()], {}, "attendee")),
        title=title, attendance=int(number[1].replace(",", "")) if number else None,
        countries_count=int(countries[1]) if countries else None,
    )  # fmt: skip


def _nearest(sentence: Sentence, words: EnglishWords, view: View) -> tuple[str, re.Match[str], re.Match[str]] | None:
    """The noun of a gathering that is nearest to a verb that tells it, else one that has a day of its own, with its kind."""
    text = sentence.text
    bare: tuple[str, re.Match[str], re.Match[str]] | None = None
    best: tuple[int, str, re.Match[str], re.Match[str]] | None = None
    for kind, noun in _nouns(text, words):
        verb = _told(sentence, noun, words)
        if verb is None:
            if bare is None and _dated(sentence, noun, words, view):
                bare = kind, noun, noun
            continue
        if text.startswith(" of ", noun.end()) and noun.start() - verb.end() not in range(_DIRECT):
            continue  # "an agreement on … the training of cadets"
        gap = abs(verb.start() - noun.start())
        if best is None or gap < best[0]:
            best = gap, kind, noun, verb
    return best[1:] if best is not None else bare


def _nouns(text: str, words: EnglishWords) -> Iterator[tuple[str, re.Match[str]]]:
    """The nouns for trainings and workshops, without those that mean none (in the course of), and several at once."""
    idioms = [m.span() for m in words.pattern("idiom", ANY_CASE).finditer(text)]
    for kind in ("training", "workshop"):
        for noun in words.pattern(kind, ANY_CASE).finditer(text):
            if (
                any(a <= noun.start() < b for a, b in idioms)
                or _of_two(text, noun)
                or text[noun.start() - 1 : noun.start()] == "-"
            ):
                continue
            if _NO_NOUN.match(text, noun.end()) or (noun[0].endswith("s") and _SERIES.search(text[: noun.start()])):
                continue
            yield kind, noun


def _of_office(
    sentence: Sentence, kind: str, noun: re.Match[str], verb: re.Match[str], title: str, words: EnglishWords
) -> bool:
    """Whether a gathering is one of people in office, and not of students, workers or a company."""
    text = sentence.text
    if noun.start() > verb.start() and _privately(text[clause_start(text, verb.start()) : verb.start()], words):
        return False
    if (for_whom := _FOR_WHOM.match(text, noun.end())) is not None and _privately(for_whom[0], words):
        return False
    named = title[0].isdigit() or sum(word[:1].isupper() for word in title.split()) > 1
    if not named and not words.pattern("field").search(title) and not _public(sentence, verb, words):
        return False
    bodies = any(f.name.kind in ("agency", "embassy", "io") for f in sentence.names)
    return kind == "workshop" or named or bodies or _in_office(text, verb, words)


def _dated(sentence: Sentence, noun: re.Match[str], words: EnglishWords, view: View) -> bool:
    """Whether a noun without a verb of holding tells an event: one with a day of its own and another state, neither planned nor denied."""
    text = sentence.text
    when = nearest_date(sentence, *noun.span())
    if when is None or len(when.dating.edtf) < _DAY or not any(f.name.iso3 not in ("", view.country) for f in sentence.names):
        return False
    if noun[0].endswith("s") or _ONE.search(text[: noun.start()]) is None or words.pattern("plan").search(text):
        return False
    return not hypothetical(sentence, noun.start()) and not words.pattern("private", PRIVATE).search(text)


def _privately(subject: str, words: EnglishWords) -> bool:
    """Whether those who attend are students, workers or the like, and no officials."""
    return words.pattern("private", PRIVATE).search(subject) is not None and not words.pattern("official").search(
        subject.lower()
    )


def _in_office(text: str, verb: re.Match[str], words: EnglishWords) -> bool:
    """Whether people in office are taught, or an authority teaches."""
    doer = text[clause_start(text, verb.start()) : verb.start()].lower()
    return any(words.pattern(kind).search(part) for kind, part in (("learner", text.lower()), ("official", doer)))


def _public(sentence: Sentence, verb: re.Match[str], words: EnglishWords) -> bool:
    """Whether an authority holds or attends it, or a foreign country is named."""
    text = sentence.text
    by = re.search(r"\bby\s+(?:[\w’'-]+\s+){0,8}", text[verb.end() :])
    doer = f"{text[clause_start(text, verb.start()) : verb.start()]} {by[0] if by else ''}".lower()
    if _EXPERT.search(text) or (_COUNTRIES.search(text) and words.pattern("official").search(text.lower())):
        return True
    return words.pattern("official").search(doer) is not None or any(
        f.name.kind in ("agency", "embassy", "io", "person", "pair", "group")
        or (
            f.name.kind == "country"
            and f.name.iso3 != HOME
            and (stands_for_state(sentence, f, words) or _GUEST.search(text[: f.start]) is not None)
        )
        for f in sentence.names
    )


def _told(sentence: Sentence, noun: re.Match[str], words: EnglishWords) -> re.Match[str] | None:
    """The verb that says that the event took place or was attended, in the noun's clause."""
    return _verb_from(sentence, noun, words, clause_start(sentence.text, noun.start())) or _verb_from(sentence, noun, words, 0)


def _verb_from(sentence: Sentence, noun: re.Match[str], words: EnglishWords, begin: int) -> re.Match[str] | None:
    text = sentence.text
    for kind in ("held", "attended"):
        for verb in words.pattern(kind).finditer(text, begin):
            gap = noun.start() - verb.end() if verb.end() <= noun.start() else verb.start() - noun.end()
            if gap > _NEAR or not asserted(sentence, verb.start(), words):
                continue
            between = text[noun.end() : verb.end()]
            after = verb.start() > noun.end()
            if (
                after
                and not _PASSIVE.search(between)
                and not _WHICH.match(text[noun.end() : verb.start()])
                and not (sentence.dates and _PARTICIPLE.match(text[noun.end() : verb.start()]))
            ):
                continue
            return verb
    return None


def _of_two(text: str, noun: re.Match[str]) -> bool:
    """Whether a conference is one of two sides, and so a meeting: "bilateral", "joint", "Taiwan-Paraguay"."""
    return noun[0].lower() in (
        "conference",
        "video conference",
        "videoconference",
        "dialogue",
        "forum",
        "roundtable",
        "video roundtable",
    ) and (_TWO.search(text[: noun.start()]) is not None or _WITH_ONE.match(text, noun.end()) is not None)
