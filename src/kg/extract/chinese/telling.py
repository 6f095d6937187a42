"""What the families of patterns share: parts of a sentence, its dates, and a candidate built from it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from kg import patterns as re
from kg.dates import Dating
from kg.extract.candidate import Candidate, Mention
from kg.extract.chinese.clauses import Reading, Sentence, inside, quoted
from kg.extract.chinese.tokens import ACTORS, Token
from kg.extract.chinese.when import When, within
from kg.extract.folding import BREAK
from kg.extract.lexicon import PAIR
from kg.vocabulary import MAX_PHRASE

_COMMA = re.compile(r"[，：；,:](?:(?<![,:])|(?<=,)(?![ \d])|(?<=:)(?!\d))")
# behind years: a plan's name
_PLAN = re.compile("(?:年度?)?(?:司法|執法|移民管理|禁毒|海關|警務|安全)?(?:合作|交流|行動|執行)(?:計[劃畫]|議定書)")
_WIRED = re.compile("\\s?(?:專電|外電|電(?![話子視影])|訊)")
_HINDER = ("plan", "deny")
_ALSO = ("並", "且", "以及", "同時", "也")
_FUTURE = re.compile(r"(?<![中少上准大武麻即])將(?!於?[今本昨]?\(?\d)(?![^，。；]{0,12}[給予贈交送列為納入])")
_JOINS = ("、", "及", "與", "和", "暨", "以及")
_DATELINE = 40  # characters of a sentence in which a dateline ends
_LONGEST_UNIT = 5_000  # characters of a paragraph that are looked back on
_PLACE = re.compile(
    r"(?:[在於假](?!\d))([^，。、；：「」()在於假與和為]{2,24}?)(?:，|共同|聯合)?(?:舉辦|舉行|召開|辦理|主辦|簽署|登場|合辦)"
)


def chunk(sentence: Sentence, place: int) -> tuple[int, int]:
    """The part between commas or colons that holds a place."""
    start = sentence.start
    edges = _edges(sentence.text)
    i = bisect_left(edges, place - start, 1, len(edges) - 1)
    return start + edges[i - 1] + 1, start + edges[i]


@lru_cache(maxsize=16)
def _edges(text: str) -> tuple[int, ...]:
    """Where the commas and colons of a sentence stand, with an edge before it and one behind it."""
    return (-1, *[match.start() for match in _COMMA.finditer(text)], len(text))


def chunks(sentence: Sentence) -> list[tuple[int, int]]:
    """All parts between commas or colons, in order."""
    edges = [sentence.start + edge for edge in _edges(sentence.text)]
    return [(low + 1, high) for low, high in pairwise(edges)]


def free_dates(sentence: Sentence) -> list[When]:
    """The dates that do not stand inside a quoted title."""
    if not sentence.dates:
        return []
    start = sentence.start
    spans = quoted(sentence.text)
    return [
        date
        for date in sentence.dates
        if not (spans and inside(spans, date.start - start))
        and not (date.end - start < _DATELINE and _is_dateline(sentence, date))
        and not (date.days and date.days[0].precision == 1 and _PLAN.match(sentence.text, date.end - start))
    ]


def _is_dateline(sentence: Sentence, date: When) -> bool:
    """Whether it is the day of a wire's dateline: 9月12日電."""
    return _WIRED.match(sentence.text, date.end - sentence.start) is not None


def date_before(sentence: Sentence, place: int, dates: Sequence[When] | None = None) -> When | None:
    """The nearest date that ends before a place, and is not the beginning of a time up to it: 自2017年…以來."""
    found = [date for date in (free_dates(sentence) if dates is None else dates) if date.end <= place + 1]
    if found and "以來" in sentence.text:
        found = [date for date in found if "以來" not in sentence.between(date.end, place)]
    return found[-1] if found else None


def unit_dates(reading: Reading, sentence: Sentence) -> list[When]:
    """The dates before the sentence in its paragraph or item."""
    low = max(0, sentence.start - _LONGEST_UNIT)
    begin = max(low, reading.folded.text.rfind(BREAK, low, sentence.start) + 1)
    if begin >= sentence.start:
        return []
    return within(reading.dates, reading.date_starts, begin, sentence.start)


def hindered(sentence: Sentence, place: int) -> str:
    """``plan`` or ``deny`` where such a word governs the trigger at ``place``, else empty."""
    words = [token for token in sentence.tokens if token.kind in _HINDER]
    if _goes_on_planned(sentence, place):
        return "plan"
    if not words:
        return ""
    low, high = chunk(sentence, place)
    for token in words:
        if token.kind == "plan" and low <= token.start < place and place - token.end <= 30:
            return "plan"
        if token.kind == "deny" and low <= token.start < high and abs(place - token.start) <= 30:
            return "deny"
    return ""


def _goes_on_planned(sentence: Sentence, place: int) -> bool:
    """Whether a part without a day of its own goes on from one that is still to come: 將晉見總統，並見證換約."""
    if "將" not in sentence.text:
        return False
    low, _ = chunk(sentence, place)
    if low == sentence.start or not sentence.between(low, low + 2).startswith(_ALSO):
        return False
    begin, _ = chunk(sentence, low - 2)
    told_then = any(low <= date.start < place for date in sentence.dates)
    return not told_then and _FUTURE.search(sentence.between(begin, low)) is not None


def foreign(reading: Reading, token: Token) -> bool:
    """Whether a name stands for another country or an actor of one."""
    return token.iso3 not in ("", reading.home) and token.kind in ACTORS


def domestic(reading: Reading, token: Token) -> bool:
    """Whether a word stands for the viewpoint's own side."""
    return token.kind in ("self", "home") or (token.iso3 == reading.home and token.kind in ACTORS)


def mention(reading: Reading, token: Token, role: str, **more: str) -> Mention:
    """A token as a party."""
    if token.name:
        return Mention(token.name, "country", token.iso3, role, actor=token.iso3, **more)
    name = reading.folded.plain[token.start : token.end].replace(BREAK, "")
    if token.kind == "self":
        return Mention(name, "agency", reading.home, role, actor=reading.viewpoint.actor, **more)
    if token.kind in ("home", "bothsides"):
        return Mention(name, "country", reading.home, role, actor=reading.home, **more)
    if token.kind in (PAIR, "goes"):
        return Mention(name[-1:], "country", token.iso3, role, actor=token.iso3, **more)
    return Mention(name, token.kind, token.iso3, role, actor=token.actor, **more)


def home_party(reading: Reading, tokens: Iterable[Token], role: str) -> Mention:
    """The first word for the viewpoint's side among the tokens as a party; the viewpoint's agency where there is none."""
    for token in tokens:
        if token.kind in ("self", "home", "agency", "country") and domestic(reading, token):
            return mention(reading, token, role)
    view = reading.viewpoint
    if not view.agency:
        return Mention(reading.lexicon.country_names[view.country], "country", view.country, role, actor=view.country)
    return Mention(view.agency, "agency", view.country, role, actor=view.actor)


def distinct(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The parties without those named twice in one role."""
    kept: dict[tuple[str, str], Mention] = {}
    for party in mentions:
        kept.setdefault((party.name, party.role), party)
    return tuple(kept.values())


def joined(sentence: Sentence, names: Sequence[Token]) -> list[Token]:
    """The first name and those in one row with it: 香港及新加坡, 獅子山、賴比瑞亞等國."""
    kept = list(names[:1])
    for token in names[1:]:
        if sentence.between(kept[-1].end, token.start) not in _JOINS:
            break
        kept.append(token)
    return kept


def location(sentence: Sentence) -> str:
    """Where the sentence says that its event took place, empty where it does not."""
    match = _PLACE.search(sentence.text)
    return match[1] if match is not None else ""


def told(
    reading: Reading,
    sentence: Sentence,
    type_: str,
    low: int,
    high: int,
    *,
    when: When | None = None,
    date: Dating | None = None,
    **fields: object,
) -> Candidate:
    """A candidate that rests on the sentence, its telling phrase from ``low`` to ``high``."""
    folded = reading.folded
    low, high = max(low, sentence.start), min(max(high, low + 1), sentence.end)
    while low < high and folded.plain[low] in " ，、：" + BREAK:
        low += 1
    if high - low > MAX_PHRASE:
        low = high - MAX_PHRASE
    start, end = folded.span(sentence.start, sentence.end)
    written = "" if when is None else folded.plain[when.start : when.end]
    note = str(fields.pop("note", "") or "")
    if when is not None and when.note:
        note = "; ".join(filter(None, (note, when.note)))
    return Candidate(
        type_,
        start,
        end,
        folded.plain[low:high].strip(),
        folded.plain[sentence.start : sentence.end].strip(),
        date=date if date is not None else (when.whole if when is not None else None),
        date_as_written=written,
        note=note,
        **fields,  # type: ignore[arg-type]
    )
