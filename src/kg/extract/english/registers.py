"""Registers in English texts: lines with a partner and a day each under "signed the following memorandums:"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.english.dates import When, find_dates
from kg.extract.english.home import View
from kg.extract.english.parties import ANY_CASE, candidate, mentions, with_home
from kg.extract.english.words import EnglishWords, Found, Sentence

_BEFORE = re.compile(r"(?:\W|\d{1,2}[.)])*(?:[Tt]he\s+)?")
_BETWEEN = re.compile(r"\s*[:,–—(-]{0,2}\s*(?:signed\s+)?(?:on\s+|in\s+)?")
_AFTER = re.compile(r"[\s.;,)]*(?:\([^)]{0,40}\))?[\s.;,)]*")
_LONGEST = 90


def registers(
    told: Sequence[Sentence], words: EnglishWords, view: View, published: dt.date | None
) -> dict[int, list[Candidate]]:
    """The agreements of the registers of a text, by the number of the sentence that heads each register."""
    out: dict[int, list[Candidate]] = {}
    head: int | None = None
    for number, sentence in enumerate(told):
        if sentence.text.endswith(":") and _speaks_of_signing(sentence, words):
            head = number
        elif head is not None and len(sentence.text) < _LONGEST:
            for state, when in _row(sentence, view, published):
                parties = with_home(mentions([state], {}, "signatory"), view, "signatory")
                title = words.pattern("instrument", ANY_CASE).findall(told[head].text)[0]
                row = candidate("agreement", sentence, (state.start, when.end), when, parties, status="signed", title=title)
                out.setdefault(head, []).append(row)
        else:
            head = None
    return out


def _speaks_of_signing(sentence: Sentence, words: EnglishWords) -> bool:
    return all(words.pattern(kind, ANY_CASE).search(sentence.text) is not None for kind in ("instrument", "signed"))


def _row(sentence: Sentence, view: View, published: dt.date | None) -> Iterator[tuple[Found, When]]:
    """The state and the day of a line that holds nothing else."""
    states = [f for f in sentence.names if f.name.kind == "country" and f.name.iso3 != view.country]
    dates = list(find_dates(sentence.text, published, None))
    if len(states) != 1 or len(dates) != 1:
        return
    state, when = states[0], dates[0]
    text = sentence.text
    if (
        _BEFORE.fullmatch(text, 0, state.start)
        and _BETWEEN.fullmatch(text, state.end, when.start)
        and _AFTER.fullmatch(text, when.end)
    ):
        yield state, when
