"""What an event is called: where its name stands around its noun, and the list of which it is a further item."""

from __future__ import annotations

from kg import patterns as re
from kg.extract.chinese.clauses import Sentence
from kg.extract.chinese.sessions import COUNT
from kg.extract.chinese.telling import chunk
from kg.extract.chinese.tokens import Token

NOUNS = ("meeting", "workshop", "training")
_TOPIC_BEFORE = re.compile("就|針對|關於|有關|圍繞|涵蓋|包括|包含|聚焦|討論|商討|強調|肯定|感謝|[、及與和]")
_SEEN = re.compile("(?:觀摩|參觀|視察|檢視|檢閱|觀看|欣賞|體驗)(?![^，。；]*[「『])[^，。；]{0,16}$")
_TOPIC_BEHIND = re.compile(
    "[^，。；「」]{0,24}?(?:議題|事項|事宜|領域|方面|需求|能量|面向|主題|合作(?!計畫)|進行(?:意見|經驗|深度|廣泛|深入|雙向)?(?:交流|討論|研商|溝通|洽談)"
    "|交換(?:意見|經驗)|交流意見|(?:廣泛|深入)?討論)"
)
_GOES_ON = re.compile("[^-─－—(（」』]")
_BREAKS = re.compile("[，於在假與舉辦召開會中並]")
_IN_A_NAME = re.compile("[室廳中所費者員案題]|專題|期間|中|後|成果|計畫|通過|機會|方式|內容|包括|經驗|需求")
_MARK = re.compile(r"[「」『』《》、；]|[電訊導][)〕]")
_LEAD_ON = re.compile(rf"[於在並與的了之過完]|{COUNT}")
_LEAD = re.compile(rf"{_LEAD_ON.pattern}|首次|首屆|共同|辦理")
_COUNTED = re.compile(rf"[、及暨與]{COUNT}$")
_BRACKET = re.compile(r"\([^()]{2,80}\)")


def title_span(sentence: Sentence, noun: Token, spans: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Where the event's name stands; None where the noun is part of another name."""
    for low, high in spans:
        if low <= noun.start < high:
            if sentence.between(noun.end, noun.end + 1) in ("暨", "及") and any(
                noun.end < t.start < high for t in sentence.of(*NOUNS)
            ):
                return low, noun.end
            if high - noun.end > 1 and _GOES_ON.match(sentence.between(noun.end, high)):
                return None
            return low, high
        if noun.start >= high and noun.start - high <= 12 and sentence.between(high, high + 1) in "」』》":
            between = sentence.between(high + 1, noun.start)
            if _BREAKS.search(between) is None:
                return low, noun.end
    if _IN_A_NAME.match(sentence.between(noun.end, noun.end + 2)) is not None:
        return None
    begin, _ = chunk(sentence, noun.start)
    edges = [begin]
    edges += [t.end for t in sentence.tokens if begin <= t.start < noun.start and t.kind in ("hold", "attend")]
    edges += [d.end for d in sentence.dates if begin <= d.start < noun.start]
    edges += [begin + m.end() for m in _MARK.finditer(sentence.between(begin, noun.start))]
    low = max(edges)
    lead = _LEAD.match(sentence.between(low, noun.start))
    whole = noun.kind == "meeting"  # which may be named by its kind alone
    while lead is not None and low + lead.end() < noun.start + whole:
        low += lead.end()
        lead = _LEAD_ON.match(sentence.between(low, noun.start))
    return low, noun.end + bracket(sentence, noun.end)


def is_topic(sentence: Sentence, noun: Token) -> bool:
    """Whether it is only what somebody spoke about, wants to better or looked at: 就人員訓練等議題交流, 觀摩訓練."""
    low, high = chunk(sentence, noun.start)
    before = sentence.between(low, noun.start)
    if _SEEN.search(before) is not None:
        return True
    return _TOPIC_BEFORE.search(before) is not None and _TOPIC_BEHIND.match(sentence.between(noun.end, high)) is not None


def bracket(sentence: Sentence, place: int) -> int:
    """How long the brackets at a place are, 0 where none stand there."""
    match = _BRACKET.match(sentence.text, place - sentence.start)
    return match.end() - (place - sentence.start) if match is not None else 0


def listed(sentence: Sentence, low: int) -> int | None:
    """Where the list began of which the event at ``low`` is a further item: 召開1場編輯會議、4場諮詢會議及1場定稿會議."""
    if _COUNTED.search(sentence.between(low - 8, low)) is None and not sentence.between(low - 1, low).endswith(
        ("、", "及", "暨")
    ):
        return None
    begin, _ = chunk(sentence, low)
    nouns = [t for t in sentence.of(*NOUNS) if begin <= t.start < low]
    return nouns[0].start if nouns else None
