"""Who from abroad took part in a workshop or course: those in its name, who held it too, the host country, guests, teachers and taught."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.extract.candidate import Mention
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.telling import chunk, foreign, mention
from kg.extract.chinese.tokens import Token

_JOINED = ("與", "和", "跟", "同", "偕")
_PLACED = ("在", "於", "假", "赴", "往", "抵", "至")
_TAKES_PART = re.compile(
    "參訓|受訓|參加|參與|與會|出席|受邀|應邀|獲邀|邀請|邀集|邀|授課|講授|主講|講座|演講|演說|致詞|致辭|分享|來自|學員|列席|派員|派出|派代表|共同|合辦|協辦|代表|獲頒|結業|結訓|[\\d一二兩三四五六七八九十]+[名位]"
)
_TALKED_ABOUT = re.compile("[^，。；]{0,4}(?:籍|毒品|商品|產品|市場|語|詐騙|移工|漁工|新住民|情勢|模式|經驗|制度)")
_ABOUT = re.compile("(?:針對|有關|關於|打擊|防範|對|就|如)$")


def from_abroad(sentence: Sentence, reading: Reading, span: tuple[int, int], verb: Token) -> Iterator[Mention]:
    """The names from abroad in the event's own part of the sentence, or in one that tells who took part, each with its role."""
    abroad = [token for token in sentence.tokens if foreign(reading, token)]
    if not abroad:
        return
    low, high = span
    parts = {
        _subject(sentence, reading, low),
        chunk(sentence, low)[0],
        chunk(sentence, verb.start)[0],
        chunk(sentence, max(low, high - 1))[0],
    }
    for token in abroad:
        begin, end = chunk(sentence, token.start)
        if begin not in parts and _TAKES_PART.search(sentence.between(begin, end)) is None:
            continue
        if low <= token.start < high:
            yield mention(reading, token, "attendee")
            continue
        if _TALKED_ABOUT.match(sentence.between(token.end, token.end + 8)) is not None:
            continue
        if _ABOUT.search(sentence.between(token.start - 2, token.start)) is not None:
            continue
        yield mention(reading, token, _role(sentence, token, high))


def _subject(sentence: Sentence, reading: Reading, place: int) -> int:
    """Where the first part of the sentence begins, if it names no more than people in office from abroad, a delegation; else ``place``."""
    begin, end = chunk(sentence, sentence.start)
    inside = [t for t in sentence.tokens if t.start < end]
    pattern = reading.lexicon.pattern("subject people", "<<trainees>>|<<title>>|<<official>>|專家|代表")
    people = pattern.search(sentence.between(begin, end)) is not None
    alone = all(t.is_name or t.kind in ("delegation", "come", "poster") for t in inside)
    return begin if people and alone and inside and foreign(reading, inside[0]) else chunk(sentence, place)[0]


def _role(sentence: Sentence, token: Token, high: int) -> str:
    before = sentence.between(token.start - 1, token.start)
    if before in _PLACED:
        return "host"
    if before in _JOINED and token.start < high:
        return "co-organizer"
    return "guest" if token.start >= high else "attendee"
