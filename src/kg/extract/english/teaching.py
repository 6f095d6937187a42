"""English sentences on officers who are taught, where no course is named: "two trainers drilled customs officers in the use of"."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.english.clauses import clause_start, nearest_date
from kg.extract.english.gatherings import find_gatherings
from kg.extract.english.home import View
from kg.extract.english.parties import PRIVATE, asserted, candidate, hypothetical, mentions
from kg.extract.english.spans import since
from kg.extract.english.words import EnglishWords, Sentence

_OBJECT = 70  # characters behind a verb in which those stand who are taught
_TITLE = 120
_LEARNS = re.compile(r"(?:stud|learn|practi|hon|brush|familiari|acquaint|master)", re.IGNORECASE)
_TAUGHT = re.compile(r"\b(?:was|were|been|being)\s+(?:\w+ly\s+|also\s+)?$|^(?:was|were)\s")
_COURSE = re.compile(
    r"\W*(?:and\s+)?(?:[Tt]he|[Tt]his|[Ii]t|[Ee]ach|[Aa]ll)\s+(?:[\w-]+\s+){0,4}(?:courses?|class(?:es)?|training|workshops?|lessons?|programmes?|programs?|"
    r"curriculum|modules?|sessions?|subjects)\b"
)
_SAID = re.compile(r"^.*\bsaid (?:that )?")
_ALONE = re.compile(r"\s+(?:for|with|in|at|under|alongside|together)\b")
_NOT = re.compile(r"\s+(?:whether|if|ways|the (?:possibility|feasibility|issue|case|request|proposal|matter))\b")
_SUBJECT = re.compile(
    r"\b(?:in|on|how to|for)\s+(?!(?:the\s+)?(?:[A-Z]|\d|last\b|first\b|early\b|late\b|years?\b|months?\b|weeks?\b|days?\b))[^.;,]{4,100}"
)
_TIME = (
    r"(?:last|this|next|earlier)\s+(?:year|month|week|\w+day)|since\s.*|"
    r"(?:in|on|from|between)\s+(?:[A-Z]\w+\.?\s+)?\d.*|yesterday|today"
)
_DAY = re.compile(rf"\s+(?:{_TIME})$")
_WHEN = re.compile(rf"\s+(?:{_TIME}|(?:in|at)\s+(?:the\s+)?[A-Z].*)$")


def find_teaching(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """Officers of one state whom another teaches."""
    text = sentence.text
    for verb in words.pattern("teach").finditer(text):
        foreign = [f for f in sentence.names if f.name.iso3 not in ("", view.country) or f.name.kind == "io"]
        if (
            not foreign
            or not asserted(sentence, verb.start(), words)
            or hypothetical(sentence, verb.start())
            or any(True for _ in find_gatherings(sentence, words, view))
        ):
            return
        subject = text[clause_start(text, verb.start()) : verb.start()]
        behind = text[verb.end() : verb.end() + _OBJECT]
        alone = verb[0].endswith("trained") and _ALONE.match(text, verb.end())
        if _COURSE.match(subject) and text.startswith(" by ", verb.end()):
            continue  # "the course was taught by": told where the course is
        learns = alone or _TAUGHT.search(subject) or _LEARNS.match(verb[0]) or _TAUGHT.match(verb[0])
        taught = subject if learns else behind
        if (
            not learns
            and words.pattern("private", PRIVATE).search(subject)
            and not words.pattern("official").search(subject.lower())
        ):
            continue
        if words.pattern("learner").search(taught.lower()) is None or _NOT.match(text, verb.end()):
            continue
        names = [f for f in sentence.names if f.name.kind in ("country", "agency", "embassy", "io", "pronoun", "person")]
        yield candidate(
            "training", sentence, verb.span(), nearest_date(sentence, *verb.span()) or since(sentence), mentions(names, {}, "attendee"),
            title=_title(text, subject, verb),
        )  # fmt: skip
        return


def _title(text: str, subject: str, verb: re.Match[str]) -> str:
    """What is taught, else who is taught and where."""
    topic = _SUBJECT.search(text, verb.end())
    subject = _SAID.sub("", subject.split(",")[-1]).strip()
    told = f"{subject} {text[verb.start() : verb.end() + _TITLE]}"
    words = topic[0].split(" ", 1)[1] if topic is not None else told
    words = re.split(r"[;,]|\.(?=\s[A-Z]|\s*$)|\s+under\s", " ".join(words.split()))[0]
    return (_WHEN if topic is not None else _DAY).sub("", words)
