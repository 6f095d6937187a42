"""English sentences that announce an event with its day ("will lead a delegation to … from May 3 to 6"), read as if it were told.

Only what is said to happen is read so: not what is hoped, offered, expected or conditional, and nothing without a day or a month.
"""

from __future__ import annotations

from dataclasses import replace

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.english_dates import When
from kg.extract.english_words import Sentence
from kg.vocabulary import MAX_PHRASE

ANNOUNCED = ("visit", "meeting", "workshop", "training", "posting")
NOTE = "announced"
_TOLD = {
    "visit": "visited", "lead": "led", "pay": "paid", "make": "made", "arrive": "arrived", "travel": "traveled", "host": "hosted",
    "hold": "held", "meet": "met", "organize": "organized", "organise": "organised", "conduct": "conducted", "run": "ran",
    "attend": "attended", "station": "stationed", "post": "posted", "send": "sent", "dispatch": "dispatched", "open": "opened",
    "set up": "set up", "be held": "was held", "take place": "took place", "be stationed": "is stationed", "be posted": "is posted",
    "be hosted": "was hosted", "be in": "was in", "kick off": "opened", "be opened": "was opened", "receive": "received",
    "welcome": "welcomed", "call on": "called on", "fly to": "went to", "head to": "went to", "tour": "toured", "join": "joined",
    "co-host": "hosted", "convene": "convened", "be convened": "was convened", "be organized": "was organized", "begin": "began",
    "undergo": "underwent", "take part in": "attended", "take up": "took up", "be based": "is based",
}  # fmt: skip
_FORM = re.compile(
    r"\b(?P<plan>will(?: also| then| jointly)?|shall|(?:is|are) (?:to|set to|due to|scheduled to|slated to)|"
    r"(?:has|have) been scheduled to)\s+(?P<verb>" + "|".join(sorted(_TOLD, key=len, reverse=True)) + r")\b"
)
_VISIT = re.compile(r"(?:visit|trip|tour|mission|stay)\b")
_UNSURE = re.compile(
    r"\b(?:if|whether|unless|once|could|may|might|would|hop(?:e|es|ed|ing)|expect\w*|propos\w+|invit(?:ed?|es|ing)|consider\w*|possib\w+|"
    r"not|never|likely|aims?|plans? to|should|every year|each year|annually|report(?:s|edly)|rumou?rs?)\b"
)


def announced(sentence: Sentence) -> Sentence | None:
    """The sentence with its announcement put as told, letter by letter as long as it was, and its dates as days to come.

    None where it announces nothing with a day.
    """
    ahead = tuple(When(w.start, w.end, w.ahead, w.written) for w in sentence.dates if w.ahead is not None)
    if not ahead or _UNSURE.search(sentence.text):
        return None
    out = text = sentence.text
    for match in _FORM.finditer(text):
        told = _TOLD[match["verb"]]
        if len(told) <= len(match[0]):
            out = out[: match.start()] + told.ljust(len(match[0])) + out[match.end() :]
    return replace(sentence, text=out, dates=ahead) if out != text else None


def as_announced(candidate: Candidate, told: Sentence, sentence: Sentence) -> Candidate | None:
    """A candidate read from an announcement put as told, with the words of the sentence; None where it rests on what came before."""
    start = told.text.find(candidate.exact)
    plans = [plan.span() for plan in _FORM.finditer(sentence.text)]
    start, end = next(((a, b) for a, b in plans if a <= start < b), (start, start + len(candidate.exact)))
    visits = candidate.type != "visit" or start in dict(plans) or _VISIT.match(candidate.exact)
    if start < plans[0][0] or not visits:
        return None
    exact = sentence.text[start : max(end, start + len(candidate.exact))][:MAX_PHRASE].strip()
    title = " ".join(candidate.title.split())
    return replace(candidate, quote=sentence.text, exact=exact, title=title, note=NOTE)
