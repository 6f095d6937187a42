"""The event during which a sentence says that something took place: 論壇期間, 訪問期間, and signings told right behind it."""

from __future__ import annotations

from collections.abc import Sequence

from kg import patterns as re
from kg.dates import Dating
from kg.extract.candidate import Candidate
from kg.extract.chinese.clauses import Reading, Sentence
from kg.vocabulary import NETWORK_TYPES

_DURING = re.compile(
    "(?:在|於)?(?P<what>訪[問臺華]|來訪|參訪|[^，。；]{0,12}?(?:會|論壇|活動|課程|班|營|日|週|展))期間，?"
    "|[在於]?(?:本次|本屆|該)?(?P<at>論壇|研討會|年會|峰會|大會|工作坊|座談會)(?:會?中|上|現場|(?:結束|閉幕)?後)，"
)
_AT_IT = re.compile("[在於](?:本次|本屆|該)?(?P<what>論壇|研討會|會議|活動|典禮|年會|儀式|展覽|大會|峰會)(?:中|上|期間|現場)")
_SAME_TIME = re.compile("[並也亦還]|另(?!外有)|隨後|同時|當場|現場|見證|雙方|兩[國人]")
_OTHER_TIME = re.compile(
    "[已曾]|此前|早前|過去|先前|原|當年|迄今|[去今前明每近歷]年|近[日期來]|目前|以來|多年|至今|累計|將|擬|計[劃畫]|希望|願|同意|承諾|允諾|考慮|期盼|可望|推動|[上下]個?[月週周次屆]|預計|多項"
)
_TRAVELS = frozenset(("visit",))
_GATHERS = frozenset(("workshop", "meeting", "training"))
_FAR = 2_000  # characters back to the event's telling
_NEAR = 4  # characters between the end of an event's sentence and the next one


def during(sentence: Sentence, reading: Reading, found: Sequence[Candidate]) -> Candidate | None:
    """The last gathering told before for 論壇期間, the last visit for 訪問期間; None where the sentence does not begin so.

    ``found`` are the candidates of the sentences before it.
    """
    match = _DURING.match(sentence.text)
    if match is None:
        return None
    return _last_of(match["what"] or match["at"], sentence, reading, found)


def _last_of(what: str, sentence: Sentence, reading: Reading, found: Sequence[Candidate]) -> Candidate | None:
    """The last event told before of the kind that a word names: a visit, or a gathering that bears the word in its name."""
    kinds = _TRAVELS if "訪" in what else _GATHERS
    here, _ = reading.folded.span(sentence.start, sentence.end)
    near = [c for c in found if c.type in kinds and c.date is not None and c.end <= here and here - c.end <= _FAR]
    named = [c for c in near if what[-2:] in c.title]
    return next(reversed(named or near), None)


def day_of_signing(sentence: Sentence, reading: Reading, found: Sequence[Candidate], before: Dating | None) -> Dating | None:
    """The day of what the sentence right before tells, where this one tells in the same breath of a signing: 雙方並簽署備忘錄.

    ``before`` is the one day that the sentence before names; what is told of another time has none.
    """
    signs = sentence.of("sign")
    if not signs or sentence.dates:
        return None
    until = sentence.between(sentence.start, signs[0].end)
    if _OTHER_TIME.search(until) is not None:
        return None
    place = _AT_IT.search(until)
    event = _last_of(place["what"], sentence, reading, found) if place is not None else None
    if event is not None:
        return event.date
    if place is None and _SAME_TIME.search(until) is None:
        return None
    here, _ = reading.folded.span(sentence.start, sentence.end)
    days = {c.date for c in found[-4:] if c.type in NETWORK_TYPES and 0 <= here - c.end <= _NEAR and c.date is not None}
    day = days.pop() if len(days) == 1 else before if not days else None
    return day if day is not None and day.earliest == day.latest else None
