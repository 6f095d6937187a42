"""Which of the statements that an English sentence tells of its agreements remain: what is signed outdoes what is talked about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.vocabulary import HOME

_EXCHANGED = re.compile(r"(?:diplomatic |verbal )?(?:notes|letters)\b|instruments?\b")
_ANEW = re.compile(
    r"\b(?:similar|another|new|second|third|further|successor|additional|separate|more|such|next|follow-up|"
    r"updated|supplement\w*|a|an)\s+(?:[\w-]+\s+){0,3}$"
)
_ACTIVE = re.compile(r"(?:sign|ink|conclud|agree)(?:s|ed|d)?\s+(?:an?|the|another|its|their)\b")
_TEXT_ONLY = re.compile(r"(?:finali[sz]|formali[sz]|reach|wrapp|agree|hammer|clinch|conclude)\w*\b")
OPEN, _DONE = ("planned", "negotiating", "positive-response"), ("signed", "applicable")


def weighed(told: Sequence[tuple[re.Match[str], list[Candidate]]]) -> Iterator[Candidate]:
    """The agreements that a sentence tells by its instruments, each once, what is dated first."""
    seen: list[Candidate] = []
    for instrument, found in sorted(told, key=lambda t: all(one.date is None for one in t[1])):
        for one in found:
            if any(_outdone(one, instrument, other, near) for near, others in told for other in others if other is not one):
                continue
            if not any(_same_again(one, other) for other in seen):
                seen.append(one)
                yield one


def _outdone(one: Candidate, instrument: re.Match[str], other: Candidate, near: re.Match[str]) -> bool:
    """Whether another statement of the sentence says more of the same instrument: what is signed is no longer talked about."""
    if one.status == "applicable" and other.status == "signed":
        return near is instrument and other.date is not None  # "in force since 2017, having been signed in 2013"
    if one.status == "signed" and other.status == "applicable":
        return _EXCHANGED.match(instrument[0]) is not None  # notes of ratification
    if one.status == "signed" and other.status == "planned" and near is instrument:
        return _TEXT_ONLY.match(one.exact) is not None  # the text is ready and will be signed
    if one.status not in OPEN:
        return False
    if other.status == "signed" and one.status == "planned" and _TEXT_ONLY.match(other.exact):
        return False
    mine, theirs = ({p.iso3 for p in c.parties} for c in (one, other))
    if mine - theirs and theirs - mine:
        return False  # with A it is signed, with B still talked about
    if other.status in _DONE:
        same = {p.iso3 for p in one.parties} & {p.iso3 for p in other.parties} - {HOME}
        return near is instrument or (
            bool(same) and _ANEW.search(one.quote[max(0, instrument.start() - 50) : instrument.start()]) is None
        )
    return near is instrument and other.status in OPEN and OPEN.index(other.status) > OPEN.index(one.status)


def _same_again(one: Candidate, other: Candidate) -> bool:
    """Whether two statements of a sentence are of one agreement: by another verb, without its day or with the same one."""
    if (one.type, one.status) != (other.type, other.status) or {p.iso3 for p in one.parties} != {p.iso3 for p in other.parties}:
        return False
    if one.date is None or other.date is None:
        return _ACTIVE.match(one.exact if one.date is None else other.exact) is None or _alike(one.title, other.title)
    return one.date.nests(other.date) or other.date.nests(one.date)


def _alike(one: str, other: str) -> bool:
    """Whether two titles may be of one instrument: one word of the one is in the other."""
    mine, theirs = (set(re.findall(r"[a-z]{4,}|[A-Z]{3,}", title.lower())) for title in (one, other))
    return bool(mine & theirs) or not mine or not theirs
