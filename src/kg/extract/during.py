"""The event during which a sentence says that something took place: 論壇期間, 訪問期間."""

from __future__ import annotations

from collections.abc import Sequence

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.clauses import Reading, Sentence

_DURING = re.compile("(?:在|於)?(?P<what>訪[問臺華]|來訪|參訪|[^，。；]{0,12}?(?:會|論壇|活動|課程|班|營|日|週|展))期間，?")
_TRAVELS = frozenset(("visit",))
_GATHERS = frozenset(("workshop", "meeting", "training"))
_FAR = 2_000  # characters back to the event's telling


def during(sentence: Sentence, reading: Reading, found: Sequence[Candidate]) -> Candidate | None:
    """The last gathering told before for 論壇期間, the last visit for 訪問期間; None where the sentence does not begin so.

    ``found`` are the candidates of the sentences before it.
    """
    match = _DURING.match(sentence.text)
    if match is None:
        return None
    kinds = _TRAVELS if "訪" in match["what"] else _GATHERS
    here, _ = reading.folded.span(sentence.start, sentence.end)
    for candidate in reversed(found):
        if candidate.type in kinds and candidate.date is not None and candidate.end <= here:
            return candidate if here - candidate.end <= _FAR else None
    return None
