"""Visits: who went to whom across a border, inbound or outbound; calls between domestic offices are none."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.chinese.callers import bracketed, each, parties_of
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.comers import invites
from kg.extract.chinese.directions import ARRIVES, Way, way_of
from kg.extract.chinese.nearest import is_of_saying, nearest
from kg.extract.chinese.receptions import is_attribute, is_meeting
from kg.extract.chinese.telling import chunk, date_before, free_dates, hindered, told
from kg.extract.chinese.tokens import Token
from kg.extract.chinese.when import When
from kg.vocabulary import HOME

TRIGGERS = frozenset(("visitverb", "receive", "come", "go", "goes"))
_NOUN = re.compile(
    "調查(?![局署處站])|團|行程|期間|學者|報告|計畫|計劃|者|人數|次數|活動|之旅|量|率|意願|機制|邀請|後|時|之行|紀錄|執行|簽證|目的"
)
_TO_COME = re.compile(r"(?<![中少上准大武麻])將(?!於?[今本]?\(?\d)[^，。；]{0,12}$")
_MEANWHILE = re.compile("^(?:後|[^，。；]{0,8}(?:時|期間|之際)$)")
_HABITUAL = re.compile("每[年月季次]|年年")
_ANEW = re.compile("再[度次]|二度|三度|又率")  # another journey of the same people
_ESCORTED = re.compile("押[解返回送]|解送|遣返|遣送|緝捕歸案|引渡回")  # those who arrive are no guests
_NEW_POST = re.compile("到任|出任|履新|接任|就任新職")
_LATELY = re.compile("日前|日昨|上午|下午|近日|[上本][週周]|近期")
_MANY = re.compile(r"一行(\d+)人|等(\d+)[位人]")


def find(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    """The visits that a sentence tells of; a further call on a journey told by its arrival is part of that one."""
    arrived: set[tuple[str, int]] = set()
    for verb in sentence.of(*TRIGGERS):
        if not _tells(sentence, reading, verb):
            continue
        if (verb.kind == "come" or verb.text in ARRIVES) and _ESCORTED.search(sentence.text, 0, verb.start - sentence.start):
            continue
        before = sentence.between(chunk(sentence, verb.start)[0], verb.start)
        if _is_unsaid(reading, before):
            continue
        way = way_of(sentence, reading, verb)
        if way is None or (way.direction == "outbound" and _is_new_post(sentence, reading, verb)):
            continue
        journey = (way.direction, way.begin)
        if journey in arrived and _ANEW.search(before) is None:
            continue
        found = list(_told(sentence, reading, verb, way))
        if found and (verb.kind == "come" or verb.text in ARRIVES):
            arrived.add(journey)
        yield from found


def _tells(sentence: Sentence, reading: Reading, verb: Token) -> bool:
    """Whether a verb tells a visit: it is no part of a noun, 訪問團, is not hindered, and tells no meeting and no attribute."""
    is_noun = _NOUN.match(sentence.between(verb.end, verb.end + 4)) is not None
    if (is_noun and not _took_place(sentence, verb)) or hindered(sentence, verb.start):
        return False
    return not is_meeting(reading, verb) and not is_attribute(sentence, reading, verb)


def _is_unsaid(reading: Reading, before: str) -> bool:
    """Whether the words before the verb tell of firms and parties in a press text, or of what is to come, invited to or a habit."""
    if reading.year is None and reading.lexicon.pattern("private", "<<private>>").search(before) is not None:
        return True
    return invites(before) or any(pattern.search(before) is not None for pattern in (_TO_COME, _HABITUAL))


def _is_new_post(sentence: Sentence, reading: Reading, verb: Token) -> bool:
    """Whether they go there for a new post: said anywhere in a text of Taiwan's, in the verb's own part in those of others."""
    part = sentence.text if reading.home == HOME else sentence.between(*chunk(sentence, verb.start))
    return _NEW_POST.search(part) is not None


def _took_place(sentence: Sentence, verb: Token) -> bool:
    """Whether a journey in the background has a day or month of its own: 今年6月國王訪問臺灣時，…."""
    low, high = chunk(sentence, verb.start)
    when = date_before(sentence, verb.start)
    own = when is not None and low <= when.start and bool(when.days) and when.days[0].precision > 1
    return own and _MEANWHILE.search(sentence.between(verb.end, high)) is not None


def _told(sentence: Sentence, reading: Reading, verb: Token, way: Way) -> Iterator[Candidate]:
    """The visit, one for each country and day: a visit without a day is told only where the text says that it was of late."""
    low, high = chunk(sentence, verb.start)
    dates = [d for d in free_dates(sentence) if d.start < verb.start and (low <= d.start or not is_of_saying(sentence, d))]
    when = _when(sentence, reading, verb, dates)
    if when is None and not _is_recent(sentence, reading, verb):
        return
    if when is not None and when.days and when.days[0].precision == 1:
        return
    direction, visitors, visited, begin = way
    parties = parties_of(sentence, reading, verb, direction, visitors, visited, begin)
    high = min(high, (visited[0].end if visited and visited[0].start > verb.start else verb.end) + 2)
    abroad = visitors if direction == "inbound" else visited
    many = _MANY.search(sentence.between(begin, verb.end))
    attendance = int(next(filter(None, many.groups()))) if many is not None else None
    for token, date in bracketed(sentence, abroad, dates) or list(each(abroad, when)):
        kept = tuple(p for p in parties if token is None or not p.iso3 or p.iso3 in (token.iso3, reading.home))
        yield told(
            reading, sentence, "visit", low, high, when=when if date is not None else None, date=date, direction=direction,
            parties=kept, attendance=attendance,
        )  # fmt: skip


def _when(sentence: Sentence, reading: Reading, verb: Token, dates: list[When]) -> When | None:
    """The day of a visit: the last before the verb, else the first behind it in its part, in a press text also one elsewhere."""
    when = date_before(sentence, verb.start, [d for d in dates if d.days] or dates)
    if when is None:
        inner = [date for date in free_dates(sentence) if verb.start < date.start < chunk(sentence, verb.start)[1]]
        when = inner[0] if inner and inner[0].days else None
    if when is None and reading.year is None:
        later = nearest(sentence, verb)
        when = later if later is not None and later.days[0].precision == 3 else None
    return when


def _is_recent(sentence: Sentence, reading: Reading, verb: Token) -> bool:
    """Whether a visit without a day may be told: it is said to be of late, or nothing dates the text."""
    if reading.published is not None and _LATELY.search(sentence.text) is not None:
        return True
    return reading.year is None and reading.published is None and verb.kind == "visitverb"
