"""Lines without a full stop in an English page: headlines of the text, and links to others that stand beside and below it."""

from __future__ import annotations

from collections.abc import Sequence

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.english.words import Sentence

_BESIDE = 4  # characters between a day and the beginning of its line
_BEHIND = 30
_LINKS = re.compile(
    r"(?:related|most (?:popular|read|viewed)|recent|latest|popular|trending|read (?:more|also)|see also|you (?:may|might)|more (?:news|"
    r"stories|from|on)|previous|next|archives?|also worth|top (?:news|stories)|recommended|in other news|don['’]t miss|editor['’]s|"
    r"other news|follow us|share this)\b",
    re.IGNORECASE,
)


def links_from(told: Sequence[Sentence], lead: int) -> int:
    """The number of the first line behind the lead from which on lines without a full stop are links to other texts."""
    return next((n for n, s in enumerate(told) if n > lead and s.headline and _LINKS.match(s.text)), len(told))


def dated_as_link(sentence: Sentence) -> bool:
    """Whether a line begins or ends with the day on which another text appeared: "May 12, 2018 Adviser arrives"."""
    text = sentence.text.rstrip()
    return not text.endswith((".", ")")) and any(
        when.start < _BESIDE or len(text) - when.end < _BEHIND for when in sentence.dates if when.dating.edtf[4:5] == "-"
    )


def borne_out(head: Candidate, told: Sequence[Sentence]) -> bool:
    """Whether the text itself speaks of the countries that a headline names."""
    body = {f.name.iso3 for sentence in told if not sentence.headline for f in sentence.names}
    return not body or {p.iso3 for p in head.parties if p.iso3} <= body | {"TWN"}
