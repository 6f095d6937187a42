"""Meetings told by their verb: someone of the home side and someone from abroad met, 會面, 晤談, 視訊連線, on a day.

Read where a sentence has told no other event. What is said during a visit told before is part of that visit in Taiwan's texts;
those of other countries tell the two apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg import patterns as re
from kg.dates import Dating
from kg.extract.candidate import Candidate
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.nearest import nearest
from kg.extract.chinese.ours import is_named_again
from kg.extract.chinese.telling import chunk, distinct, domestic, foreign, hindered, home_party, location, mention, told
from kg.extract.chinese.tokens import Token
from kg.extract.chinese.when import When
from kg.extract.chinese.whose import sides
from kg.extract.lexicon import PAIR
from kg.vocabulary import HOME

TRIGGERS = frozenset(("meets", "meeting", "talks", "receive", "workshop", "ongoing"))
_OFFICE_MET = re.compile("^(?:[部外防首]長|總理|領袖)")  # 與…福利部長會談
_TALKS = re.compile("(?:舉行|進行|展開|面對面|閉門)[^，。]{0,8}$")
_WITH = "與和跟同偕"
_JOINED = re.compile(
    "[與和跟同偕](?:(?:[來到]訪|訪[臺華]|甫|新任|駐臺)?的?|[^，。；、]{2,12}(?:訪問|考察|出席[^，。；、]{2,10})的)$"
)
_NOT_TOLD = re.compile(r"機制|平臺|管道|窗口|紀錄|時程|方式|需求|邀請|之旅|議題|前[，。]|對象|能力|門檻|義務|破局")
_WISHED = re.compile(
    r"(?<![中少上准大武麻即])將(?!於?[今本]?\(?\d)|擬|預定|預計|即將|下[週周月]|明[年天日]|若|如果|應該?|儘速|盡速|可以|願意|邀請[^，]{0,6}$|安排$|要求|呼籲|主張|建議"
)
_MEANWHILE = re.compile("[^，。]{0,10}(?:期間|會中|會場邊|場邊|會外|席間|會議空檔|空檔)，?")
_RECENT = re.compile("日前|近日|近期|不久前|稍早")
_GATHERED = frozenset(("workshop", "meeting", "training"))
_NEAR = 600  # characters from a visit whose meetings are part of it


def find(sentence: Sentence, reading: Reading, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """The first such meeting of a sentence, if any; ``found`` are the candidates before it."""
    if sentence.of("workshop", "training") and not sentence.of("meets", "meeting"):
        return
    for verb in sentence.of(*TRIGGERS):
        if not _tells(sentence, reading, verb, found):
            continue
        others = _others(sentence, reading, verb)
        if not others:
            continue
        when = _during(sentence, reading, verb, found) or nearest(sentence, verb)
        if reading.home == HOME and _is_of_visit(sentence, reading, others, when, found):
            continue
        if when is None and _RECENT.search(sentence.between(sentence.start, verb.start)) is None:
            continue
        if when is not None and (when.since or when.days[0].precision == 1):
            continue
        if any(c.type == "meeting" and (when is None or c.date == when.whole) for c in found[-4:]):
            continue
        before = [t for t in sentence.tokens if t.start < verb.start and domestic(reading, t)]
        ours = [t for t in before if t.kind in ("agency", "self", "home")]
        home = [mention(reading, token, "attendee") for token in ours] or [home_party(reading, ours, "attendee")]
        parties = distinct((*home, *(mention(reading, token, "attendee") for token in others)))
        yield told(
            reading, sentence, "meeting", chunk(sentence, verb.start)[0], verb.end + 4, when=when, parties=parties,
            location=location(sentence),
        )  # fmt: skip
        return


def _tells(sentence: Sentence, reading: Reading, verb: Token, found: Sequence[Candidate]) -> bool:
    """Whether a verb tells that two sides met: 會面, 舉行會談; not wished for, not a habit, and not on the way to a paper signed."""
    if not _is_of_meeting(sentence, reading, verb):
        return False
    on_phone = "通" in verb.text or "電話" in verb.text
    if reading.home != HOME and (on_phone or _is_what_was_said(verb, found, reading, sentence)):
        return False  # their texts tell calls apart from meetings
    if hindered(sentence, verb.start) or _NOT_TOLD.match(sentence.between(verb.end, verb.end + 4)) is not None:
        return False
    low, high = chunk(sentence, verb.start)
    before = sentence.between(low, verb.start)
    habit = reading.lexicon.pattern("habitual", "<<habit>>|<<several>>|定期|不定期|經常|常態")
    if _WISHED.search(before) is not None or habit.search(before) is not None:
        return False
    if any(low <= t.start < high for t in sentence.of("sign")):
        return False
    return verb.kind != "talks" or _TALKS.search(sentence.between(verb.start - 12, verb.start)) is not None


def _is_of_meeting(sentence: Sentence, reading: Reading, verb: Token) -> bool:
    """Whether the word is one for meeting, or its noun has a form that is: 首輪談判, 部長會談."""
    said = verb.text.lstrip("首輪次") if verb.kind == "ongoing" else _OFFICE_MET.sub("", verb.text)
    known = verb.kind == "meets" or said in reading.lexicon.words["meetsalso"]
    return known or (said == "談判" and _is_round(sentence, verb))


def _is_what_was_said(verb: Token, found: Sequence[Candidate], reading: Reading, sentence: Sentence) -> bool:
    """Whether it only says what was spoken of at the meeting or on the visit that the sentence tells: 雙方就…交換意見."""
    here, _ = reading.folded.span(sentence.start, sentence.end)
    return verb.text.endswith(("意見", "看法")) and any(c.type in ("visit", "meeting") and c.end > here for c in found[-4:])


def _is_round(sentence: Sentence, verb: Token) -> bool:
    """Whether a round of talks is held, about no paper that the sentence names: 首輪談判於…舉行."""
    low, high = chunk(sentence, verb.start)
    held = any(low <= t.start < high for t in sentence.of("hold"))
    return held and not sentence.of("instrument")


def _during(sentence: Sentence, reading: Reading, verb: Token, found: Sequence[Candidate]) -> When | None:
    """The days of the event told before, where the sentence begins with 年會期間, 會場邊 and the like and no day stands before the verb."""
    if _MEANWHILE.match(sentence.text) is None or any(date.start < verb.start for date in sentence.dates):
        return None
    here, _ = reading.folded.span(sentence.start, sentence.end)
    last = next((c for c in reversed(found[-4:]) if c.type in _GATHERED and here - c.end <= _NEAR), None)
    return (
        When(sentence.start, sentence.start, (last.date,), relative=True)
        if last is not None and last.date is not None
        else None
    )


def _others(sentence: Sentence, reading: Reading, verb: Token) -> list[Token]:
    """Those from abroad whom the home side met: empty where two others met, or only one side is told."""
    low, high = chunk(sentence, verb.start)
    begin = sentence.start
    before = [t for t in sentence.tokens if begin <= t.start < verb.start]
    pairs = [t for t in before if t.kind == PAIR and t.iso3 and t.iso3 != reading.home]
    if pairs:
        return [t for t in pairs if t.start == pairs[-1].start]
    abroad = [t for t in before if _meets(sentence, reading, t) and not _is_place(sentence, t)]
    ours = [t for t in before if domestic(reading, t) and t.kind in ("agency", "self", "home", "country")]
    behind = [t for t in sentence.tokens if verb.end <= t.start < high and _meets(sentence, reading, t)]
    for some in (abroad, behind):
        joined = [t for t in some if _JOINED.search(sentence.between(chunk(sentence, t.start)[0], t.start)) is not None]
        if not joined:
            continue
        others = [t for t in abroad if t.start < joined[0].start]
        told_here = [t for t in others if t.start >= low]
        implied = reading.year is not None or _is_ours(sentence, reading, begin, joined[0].start)
        if not told_here and (ours or (not others and implied)):
            return [t for t in some if t.start >= joined[0].start]
    if abroad and any(sentence.between(t.start - 1, t.start) in tuple(_WITH) and t.start > abroad[0].start for t in ours):
        return abroad
    return sides(sentence, reading, verb.start)


def _meets(sentence: Sentence, reading: Reading, token: Token) -> bool:
    """Whether a name is that of a side from abroad; an office of it here only where it is joined to ours: 與駐臺北…代表處."""
    joined = token.kind != "embassy" or sentence.between(token.start - 1, token.start) in tuple(_WITH)
    return foreign(reading, token) and token.kind != PAIR and joined


def _is_ours(sentence: Sentence, reading: Reading, low: int, high: int) -> bool:
    """Whether someone in office stands before, of no country named: 署長與日本警察廳長官會面."""
    ours = reading.lexicon.pattern("ours", "<<title>>|我方|代表團|駐[^，。]{2,8}(?:代表處|大使館|辦事處|總領事館)")
    return ours.search(sentence.between(low, high)) is not None or is_named_again(sentence, reading)


def _is_place(sentence: Sentence, token: Token) -> bool:
    """Whether a country is only where they met: 在日本, 於泰國."""
    return token.kind == "country" and sentence.between(token.start - 1, token.start) in ("在", "於", "赴", "抵", "駐", "至")


def _is_of_visit(
    sentence: Sentence, reading: Reading, others: list[Token], when: When | None, found: Sequence[Candidate]
) -> bool:
    """Whether a visit of one of them was told near before, of which the meeting is a part: not where its own day is another."""
    here, _ = reading.folded.span(sentence.start, sentence.end)
    codes = {token.iso3 for token in others}
    own = when.whole if when is not None and when.end > when.start else None
    return any(
        c.type == "visit" and here - c.end <= _NEAR and any(p.iso3 in codes for p in c.parties) and not _is_apart(own, c.date)
        for c in found[-8:]
    )


def _is_apart(one: Dating | None, two: Dating | None) -> bool:
    """Whether two dates have no day in common."""
    if one is None or two is None or not (one.earliest and one.latest and two.earliest and two.latest):
        return False
    return one.latest < two.earliest or two.latest < one.earliest
