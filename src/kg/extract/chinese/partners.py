"""With whom an agreement is signed: the countries before the verb, behind it or in the agreement's name, each with its date."""

from __future__ import annotations

from kg import patterns as re
from kg.dates import Dating
from kg.extract.chinese.clauses import Reading, Sentence, quoted
from kg.extract.chinese.signing_day import is_of_other
from kg.extract.chinese.telling import chunk, chunks, date_before, domestic, foreign, free_dates
from kg.extract.chinese.tokens import Token
from kg.extract.chinese.when import When
from kg.extract.lexicon import PAIR

_LIST_BEHIND = re.compile(
    r"(?:(?:之|的)?(?:國家|對象)?(?:(?<!次)係|(?<!次)為|包括|包含|(?<!沒)有|計有|分別為|分別於|如下|：|計)|之|的)"
)
_AT = "在於假赴抵駐至往訪"
_AFTER = re.compile("繼[^，。；簽締訂與和\\d]{0,24}$")
_WITH = re.compile("[與和跟同偕]")
WITH_US = re.compile("[與和跟同](?:我國|我方|我|臺灣|中華民國)")
_VERBS = frozenset(("talks", "ongoing", "sign", "visitverb", "meets", "meeting", "hold", "receive", "favour"))
_IN_BRACKET = re.compile(r"[^，。；、()與和及]{0,20}\(")  # from a country to its date: 吐瓦魯金融情報中心(3月15日)
_TOLD_AGAIN = re.compile(
    "(?:此|這|也|亦)?[為是係成](?:為)?[^，。；]{0,20}(?:首[度次個]|第[\\d一二三四五六七八九十]+[度次個份])"
)
Item = tuple[Token, When | None, Dating | None]


def partners_before(sentence: Sentence, reading: Reading, sign: Token, before: int) -> list[Item]:
    """The countries with which it is signed where they stand before the verb, each with its date."""
    parts = [(max(low, before), min(high, sign.start)) for low, high in chunks(sentence) if low < sign.start and high > before]
    names: list[Token] = []
    third = False
    start = sign.start
    for low, high in reversed(parts):
        inside = [t for t in sentence.tokens if low <= t.start < high]
        here = [t for t in inside if (foreign(reading, t) or t.kind == PAIR) and not _is_place(sentence, t)]
        here = here or [t for t in inside if _is_stateless(sentence, t)]
        if here:
            if names and not _is_listing(sentence, here, low, high):
                break
            names = here + names
            start = low
            third = between_others(sentence, reading, here, inside)
        elif names:
            break
    link = with_us(sentence, reading, chunk(sentence, sign.start)[0], sign.start)
    if not names and link:
        names = _subjects(sentence, reading, chunk(sentence, sign.start)[0])
    if not names or third:
        return []
    first = min(token.start for token in names)
    linked = _WITH.search(sentence.between(start, sign.start)) or any(token.kind == PAIR for token in names)
    both = (
        any(t.kind == "bothsides" and start <= t.start < sign.start for t in sentence.tokens)
        and len({t.iso3 for t in names}) == 1
    )
    if not linked and not both and not any(domestic(reading, token) or token.text == "來訪" for token in sentence.tokens):
        return []
    names = _after_link(sentence, reading, names, start, sign.start)
    if not names:
        return []
    dates = [date for date in free_dates(sentence) if start <= date.start < sign.start and date.days]
    if not dates:
        earlier = date_before(sentence, first)
        told_again = _TOLD_AGAIN.match(sentence.between(chunk(sentence, sign.start)[0], sign.start)) is not None
        dates = [earlier] if earlier is not None and (earlier.start >= before or told_again) and earlier.days else []
    dates = [date for date in dates if not is_of_other(sentence, date, sign.start)]
    return _paired(sentence, names, dates, apart="分別" in sentence.between(start, sign.end))


def with_us(sentence: Sentence, reading: Reading, low: int, high: int) -> bool:
    """Whether the part says that it is with the home side: 與我國, 與立法院."""
    if WITH_US.search(sentence.between(low, high)) is not None:
        return True
    ours = (t for t in sentence.tokens if low < t.start < high and domestic(reading, t))
    return any(_WITH.match(sentence.between(t.start - 1, t.start)) is not None for t in ours)


def _is_stateless(sentence: Sentence, token: Token) -> bool:
    """Whether it is an organisation of states, or a state without a code, right behind 與: 與中美洲經濟整合銀行簽署."""
    stateless = token.kind in ("io", "country") and not token.iso3
    if sentence.between(token.end, token.end + 2) in ("國家", "會員", "成員"):
        return False
    return stateless and _WITH.fullmatch(sentence.between(token.start - 1, token.start)) is not None


def _after_link(sentence: Sentence, reading: Reading, names: list[Token], low: int, high: int) -> list[Token]:
    """Only the countries behind 與 where some stand there and the home side before it."""
    match = _WITH.search(sentence.between(low, high))
    if match is None:
        return names
    place = low + match.start()
    if re.match("[與和跟同](?:我國|我方|我|臺灣|本署|中華民國)", sentence.between(place, place + 6)):
        low, _ = chunk(sentence, place)
        here = [token for token in names if low <= token.start < place]
        return here or _subjects(sentence, reading, low)
    ours = any(domestic(reading, token) and token.start < place for token in sentence.tokens)
    behind = [token for token in names if token.start > place or token.kind == PAIR]
    return behind if behind and (ours or len(behind) == len(names)) else names


def _subjects(sentence: Sentence, reading: Reading, place: int) -> list[Token]:
    """The foreign names of the nearest part before ``place`` that has some: who signs 與我國 there."""
    for low, high in reversed(chunks(sentence)):
        names = [t for t in sentence.tokens if low <= t.start < high and high <= place and foreign(reading, t)]
        if names:
            return names
    return []


def between_others(sentence: Sentence, reading: Reading, names: list[Token], inside: list[Token]) -> bool:
    """Whether two foreign countries sign with each other and the home side is not among those ``inside`` the part."""
    if len({token.iso3 for token in names}) < 2 or any(token.kind == PAIR for token in names):
        return False
    gap = sentence.between(names[0].end, names[1].start)
    lead = sentence.between(inside[0].start - 2, names[0].start)
    ours = any(domestic(reading, token) for token in inside)
    return bool(_WITH.search(gap)) and not _WITH.search(lead) and not ours


def _is_listing(sentence: Sentence, names: list[Token], low: int, high: int) -> bool:
    """Whether a part between commas holds little more than 與, countries and dates, and no verb of its own: 正與史瓦帝尼洽談."""
    if any(low <= token.start < high and token.kind in _VERBS for token in sentence.tokens):
        return False
    if re.search("實施|生效|施行", sentence.between(low, high)) is not None:
        return False
    known = sum(token.end - token.start for token in names)
    known += sum(date.end - date.start for date in sentence.dates if low <= date.start < high)
    return high - low - known <= 8


def _is_place(sentence: Sentence, token: Token) -> bool:
    """Whether the country is only where they signed, or who did so before: 繼義大利之後."""
    if sentence.between(token.start - 1, token.start) in tuple(_AT):
        return True
    if "繼" not in sentence.text:
        return False
    behind = sentence.between(token.end, min(token.end + 26, chunk(sentence, token.start)[1]))
    return _AFTER.search(sentence.between(token.start - 26, token.start)) is not None and "後" in behind


def _paired(sentence: Sentence, names: list[Token], dates: list[When], apart: bool) -> list[Item]:
    """Each country with its date: 於D1與A、D2與B; A於D1、B於D2; 於D1、D2分別與A、B."""
    named = one_each(names)
    if not dates:
        return [(token, None, None) for token in named]
    bracketed = {
        token: date
        for token in named
        for date in dates
        if _IN_BRACKET.fullmatch(sentence.between(token.end, date.start)) is not None
    }
    if bracketed:
        rest = [date for date in dates if date not in bracketed.values()]
        given = rest[-1] if rest and rest[-1].end <= named[0].start and len(bracketed) < len(named) else None
        chosen_for = {token: bracketed.get(token, given) for token in named}
        return [(token, when, when.whole if when is not None else None) for token, when in chosen_for.items()]
    flat = [(date, day) for date in dates for day in date.days]
    in_turn = dates[-1].end <= named[0].start or (apart and named[-1].end <= dates[0].start)
    if len(flat) == len(named) > 1 and (apart or len(dates) == 1) and in_turn:
        return [(token, date, day) for token, (date, day) in zip(named, flat, strict=True)]
    if len(named) == 1:
        return [(named[0], when, when.whole) for when in in_row(sentence, dates)]
    leads = dates[0].start < named[0].start
    items: list[Item] = []
    for token in named:
        if leads:
            chosen = [date for date in dates if date.start < token.start][-1]
        else:
            later = [date for date in dates if date.start > token.start] or dates
            chosen = later[0]
        items.append((token, chosen, chosen.whole))
    return items


def in_row(sentence: Sentence, dates: list[When]) -> list[When]:
    """The last date and those joined to it: 99年及103年兩度換約."""
    kept = dates[-1:]
    for date in reversed(dates[:-1]):
        if sentence.between(date.end, kept[0].start) not in ("及", "、", "和", "與"):
            break
        kept.insert(0, date)
    return kept


def one_each(names: list[Token]) -> list[Token]:
    """One name for each country, the first."""
    first: dict[str, Token] = {}
    for token in names:
        first.setdefault(token.iso3, token)
    return list(first.values())


def partners_behind(sentence: Sentence, reading: Reading, sign: Token, behind: int) -> list[Item]:
    """The countries of a list behind the verb: 已簽署之蒙古、…等國, 簽訂之協定係分別於100年之蒙古、101年印尼."""
    if not any(t.start >= sign.end and t.kind == "country" and foreign(reading, t) for t in sentence.tokens):
        return []
    text = sentence.between(sign.end, behind)
    for match in _LIST_BEHIND.finditer(text):
        if match[0] == "為" and text[match.start() - 1 : match.start()] in tuple("年月曾已並亦也，"):
            continue  # for somebody: 每年為老方培訓
        if match[0] == "：" and "，" in text[: match.start()]:
            continue
        place = sign.end + match.end()
        high = _list_end(sentence, reading, place)
        spans = quoted(sentence.text)
        names = [
            token
            for token in sentence.tokens
            if place <= token.start < high
            and foreign(reading, token)
            and token.kind == "country"
            and not _is_place(sentence, token)
            and not any(sentence.start + low <= token.start < sentence.start + end for low, end in spans)
        ]
        dates = [date for date in free_dates(sentence) if place - 1 <= date.start < high and date.days]
        begin = min([token.start for token in names[:1]] + [date.start for date in dates[:1]], default=high)
        if names and begin - place <= 3:
            tail = sentence.between(names[-1].end, high)
            direct = match[0] in ("之", "的")
            if direct and (place != sign.end + 1 or re.match(r"(?:等|等國|等國家|等\d+國|[等之]?\d*個?國家)?$", tail) is None):
                continue
            return _paired(sentence, names, dates, apart=False)
    return []


def _list_end(sentence: Sentence, reading: Reading, place: int) -> int:
    """Where a list ends that may run over commas, each further part beginning with a year: …、103年美國、…."""
    end = chunk(sentence, place)[1]
    for low, high in chunks(sentence):
        led = any(low <= date.start <= low + 2 for date in sentence.dates)
        if low == end + 1 and led and any(low <= t.start < high and foreign(reading, t) for t in sentence.tokens):
            end = high
    return end


def partners_in_title(sentence: Sentence, reading: Reading, sign: Token, objects: list[Token]) -> list[Item]:
    """The countries in the agreement's own name, 「臺越…協定」; only where the home side is told too."""
    stop = chunk(sentence, max(sign.end, objects[0].start))[1]
    low, high = min(sign.end, objects[0].start), max([sign.end, *(word.end for word in objects if word.end <= stop)])
    begin = chunk(sentence, low)[0]
    names = [t for t in sentence.tokens if begin <= t.start < high and (foreign(reading, t) or t.kind == PAIR)]
    names = [token for token in names if not _is_place(sentence, token)]
    ours = any(domestic(reading, token) or token.kind in (PAIR, "bothsides") for token in sentence.tokens)
    codes = {token.iso3 for token in names}
    others = len(codes) > 1 and not any(domestic(reading, token) or token.kind == PAIR for token in sentence.tokens)
    inside = [t for t in sentence.tokens if begin <= t.start < high]
    if not names or not ours or others or len(codes) > 2 or between_others(sentence, reading, names, inside):
        return []
    when = date_before(sentence, sign.end)
    when = None if when is not None and is_of_other(sentence, when, sign.start) else when
    return [(names[0], when, when.whole if when is not None else None)]
