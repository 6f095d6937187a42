"""English sentences on officers who are taught, where no course is named: "two trainers drilled customs officers in the use of"."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.english_clauses import nearest_date
from kg.extract.english_gatherings import find_gatherings
from kg.extract.english_home import View
from kg.extract.english_parties import asserted, candidate, hypothetical, mentions
from kg.extract.english_spans import since
from kg.extract.english_words import EnglishWords, Sentence

_REACH = 120
_ABOUT = re.compile(
    r"(?!\s+(?:whether|if|ways|the (?:possibility|feasibility|issue|case|request|proposal|matter))\b)[^.;,]{3,120}"
)


def find_teaching(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """Officers of one state whom another teaches."""
    text = sentence.text
    for verb in words.pattern("teach").finditer(text):
        foreign = [f for f in sentence.names if f.name.iso3 not in ("", view.country)]
        if (
            not foreign
            or not asserted(sentence, verb.start(), words)
            or hypothetical(sentence, verb.start())
            or any(True for _ in find_gatherings(sentence, words, view))
        ):
            return
        near = text[max(0, verb.start() - _REACH) : verb.end() + _REACH]
        topic = _ABOUT.match(text, verb.end())
        if words.pattern("learner").search(near.lower()) is None or topic is None:
            continue
        names = [f for f in sentence.names if f.name.kind in ("country", "agency", "embassy", "io", "pronoun", "person")]
        yield candidate(
            "training", sentence, verb.span(), nearest_date(sentence, *verb.span()) or since(sentence), mentions(names, {}, "attendee"),
            title=" ".join(topic[0].split()),
        )  # fmt: skip
        return
