"""What a sentence takes up from those before it: the other side of 雙方, the country of 該團, the day of 會後."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.chinese.carried_days import TOLD_ONLY, at_an_hour, carrying, day_before, day_of_hour, without_telling
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.during import day_of_signing, during
from kg.extract.chinese.occasion import LASTING
from kg.extract.chinese.rulers import ruler
from kg.extract.chinese.telling import chunk, domestic, foreign
from kg.extract.chinese.tokens import Token
from kg.extract.chinese.when import within
from kg.extract.folding import BREAK
from kg.extract.lexicon import PAIR
from kg.vocabulary import HOME, NETWORK_TYPES

_POINTING = frozenset(("bothsides", "delegation", "them", "thatbody"))
_BODY = 16  # characters from a country's name to the end of its body's
_FAR = 500
_HEADLINE = 80
_ENDS = re.compile(f"[。！？{BREAK}]")
_GOES_ON = re.compile(
    "(?:雙方|兩國|雙邊|我方|該團|訪團|代表團)(?:並|也|亦|還|同時)|另?並"
    "|[^，。；]{0,8}(?:會議|會談|會晤|論壇|研討會|年會|峰會|大會|典禮|儀式|活動|簽署|簽約|[餐晚午]宴|餐會|酒會|茶會|記者會|休息|參訪|拜會)"
    "(?:閉幕|開幕|結束|舉行|進行|圓滿)?(?:(?:時|後|中|上|期間|之後|之際|當中|空檔|現場)，|(?:會?中|期間|席間|現場)(?:並|也|亦|還|同時)(?:由|安排|共同|與|簽|舉行)?)"
)
_VISITS = frozenset(("visitverb", "come", "receive", "go", "goes"))
_PRONOUN = re.compile(
    r"(?:[^，。；]{0,8}，)?(?P<who>他們?|她們?|渠等?|該員|該官員|一行人?|全團|訪賓|這位[^，。]{2,6})(?![國人]|事)"
)
_NAMED_AT = 40  # characters of a sentence in which the person that it is about is looked for
_NAMED_BEFORE = 3_000  # characters back to a person's first naming
_SERIES = re.compile(r"(?:第[\d一二三四五六七八九十]+|[上前首]一?)[屆次](?:會議|會談|對話|磋商|諮商)")


def taken_up(sentence: Sentence, reading: Reading, found: Sequence[Candidate]) -> Sentence:
    """The sentence with the countries that its words point to, and with the day of what was told before where it goes on from there.

    ``found`` are the candidates of the sentences before it.
    """
    sentence = _with_ruler(_with_person(without_telling(sentence, reading), reading), reading)
    kinds = {token.kind for token in sentence.tokens}
    text, dates = sentence.text, sentence.dates
    points = not _POINTING.isdisjoint(kinds)
    years = not dates or all(date.days and date.days[0].precision == 1 for date in dates)  # 會談後，雙方就2022年簽署的…
    goes_on = years and _continues(sentence, reading)
    if not dates and not goes_on and at_an_hour(text):
        sentence = carrying(sentence, day_of_hour(sentence, reading))
    if not goes_on and reading.home == HOME and "sign" in kinds and not sentence.dates:
        sentence = carrying(sentence, day_of_signing(sentence, reading, found, day_before(sentence, reading)))
    if (
        ("屆" in text or "次" in text)
        and _SERIES.search(text)
        and not any(foreign(reading, token) for token in sentence.tokens)
    ):
        sentence = _of_series(sentence, reading, found)
    if not points and not goes_on:
        return sentence
    last = _last(sentence, reading, found)
    if points:
        named = [token for token in sentence.tokens if foreign(reading, token)]
        if not named:
            sentence = sentence._replace(tokens=_pointed(sentence, reading, last))
        elif len({token.iso3 for token in named}) == 1:
            known = named[0].iso3 == _country(sentence, reading, last)
            sentence = sentence._replace(tokens=_both(sentence, reading, named[0], known))
    if goes_on:
        held = [c for c in found[-12:] if c.type not in LASTING]
        told = during(sentence, reading, found) or _last(sentence, reading, held)
        date = told.date if told is not None else day_before(sentence, reading)
        sentence = carrying(sentence, date)
    return sentence


def _of_series(sentence: Sentence, reading: Reading, found: Sequence[Candidate]) -> Sentence:
    """The sentence with the two sides of the meeting told before at its head, where it tells an earlier one: 第4屆會議係於110年召開."""
    meeting = next((candidate for candidate in reversed(found[-6:]) if candidate.type == "meeting"), None)
    if meeting is None:
        return sentence
    codes = {p.iso3 for p in meeting.parties} - {"", reading.home}
    code = codes.pop() if len(codes) == 1 else ""
    start = sentence.start
    name = reading.lexicon.country_names[code] if code else ""
    both = Token(start, start, PAIR if code else "bothsides", "", code, code, name)
    return sentence._replace(tokens=(both, *sentence.tokens))


def _with_person(sentence: Sentence, reading: Reading) -> Sentence:
    """The sentence with the country of the person from abroad that it is about: 她, or a name told with its country before."""
    kinds = [token.kind for token in sentence.tokens]
    if _VISITS.isdisjoint(kinds) or any(foreign(reading, token) for token in sentence.tokens):
        return sentence
    pronoun = _PRONOUN.match(sentence.text)
    if pronoun is not None:
        low, high = sentence.start + pronoun.start("who"), sentence.start + pronoun.end("who")
        code = _subject_before(sentence, reading)
    else:
        high = sentence.start + _NAMED_AT
        head = sentence.between(sentence.start, high)
        office = reading.lexicon.pattern(
            "againnamed",
            r"(?:[^，。；]{0,8}，)?(?P<who>[一-鿿]{2,6}?|[A-Z][A-Za-z.’' -]{2,40}?)(?:<<former>>)?(?:<<title>>|一行)",
        )
        person = office.match(head)
        if person is None:
            return sentence
        low, high = sentence.start + person.start("who"), sentence.start + person.end()
        code = _country_of(person["who"], sentence, reading)
    if not code or any(domestic(reading, t) and t.end >= low - 1 and t.start < high for t in sentence.tokens):
        return sentence
    return _with_country(sentence, reading, low, high, code)


def _with_ruler(sentence: Sentence, reading: Reading) -> Sentence:
    """The sentence with the country of a head of state or government named by the office alone: 國王6月訪問臺灣時."""
    place = ruler(sentence, reading)
    code = _country(sentence, reading, None) if place is not None else ""
    return _with_country(sentence, reading, *place, code) if place is not None and code else sentence


def _with_country(sentence: Sentence, reading: Reading, low: int, high: int, code: str) -> Sentence:
    """The sentence with the words at ``low`` to ``high`` standing for a country."""
    token = Token(low, high, "country", sentence.between(low, high), code, code, reading.lexicon.country_names[code])
    kept = [t for t in sentence.tokens if t.end <= low or t.start >= high]
    return sentence._replace(tokens=tuple(sorted([*kept, token], key=lambda t: t.start)))


def _subject_before(sentence: Sentence, reading: Reading) -> str:
    """The country with which the sentence before begins its names, empty where that is the home side."""
    end = bisect_left(reading.token_starts, sentence.start)
    text = reading.folded.text
    begin = max((m.end() for m in _ENDS.finditer(text, max(0, sentence.start - _FAR), sentence.start - 1)), default=0)
    for token in reading.tokens[bisect_left(reading.token_starts, begin) : end]:
        if domestic(reading, token):
            return ""
        if foreign(reading, token):
            return token.iso3
    return ""


def _country_of(name: str, sentence: Sentence, reading: Reading) -> str:
    """The country named right before a person's first naming, empty where none is or the person is of the home side."""
    text = reading.folded.text
    first = text.find(name, max(0, sentence.start - _NAMED_BEFORE), sentence.start)
    if first < 0:
        return ""
    end = bisect_left(reading.token_starts, first)
    near = reading.tokens[max(0, end - 4) : end]
    for before, token in reversed(list(zip((None, *near), near, strict=False))):
        if first - token.end > _NAMED_AT or re.search(f"[，。；{BREAK}]", text[token.end : first]) is not None:
            continue
        if foreign(reading, token):
            return token.iso3
        if domestic(reading, token) and not (before is not None and before.end == token.start and foreign(reading, before)):
            return ""
    return ""


def headline_dated(found: Sequence[Candidate], reading: Reading) -> list[Candidate]:
    """The candidates with the undated one of a headline given the day on which the first sentence of the text tells it."""
    text = reading.folded.text
    end = text.find(BREAK)
    if reading.published is None or not 0 < end < _HEADLINE:
        return list(found)
    limit = reading.folded.origin(end)
    told = {(c.type, p.iso3) for c in found if c.date is not None for p in c.parties}
    return [
        _with_day(c, reading, end)
        if c.date is None
        and c.end <= limit + 1
        and c.status in ("", "signed")
        and not any((c.type, p.iso3) in told for p in c.parties if p.iso3 != reading.home)
        else c
        for c in found
    ]


def _with_day(candidate: Candidate, reading: Reading, end: int) -> Candidate:
    """The candidate with the first day told within the next two sentences that name its country."""
    codes = {p.iso3 for p in candidate.parties if p.iso3 and p.iso3 != reading.home}
    text = reading.folded.text
    places = [m.start() for m in _ENDS.finditer(text, end + 1, min(len(text), end + _FAR)) if m.start() - end > _HEADLINE // 2]
    if candidate.type not in NETWORK_TYPES or not codes or not places:
        return candidate
    days = [d for d in within(reading.dates, reading.date_starts, end, places[0]) if d.days and d.days[0].precision == 3]
    days = [d for d in days if TOLD_ONLY.match(text, d.end) is None and text[d.end : d.end + 1] not in (BREAK, "電")]
    low, high = bisect_left(reading.token_starts, end), bisect_left(reading.token_starts, places[0])
    if len(days) != 1 or codes.isdisjoint(token.iso3 for token in reading.tokens[low:high]):
        return candidate
    when = days[0]
    return candidate._replace(date=when.whole, date_as_written=reading.folded.plain[when.start : when.end])


def _last(sentence: Sentence, reading: Reading, found: Sequence[Candidate]) -> Candidate | None:
    """The last event told before the sentence, not far from it."""
    here, _ = reading.folded.span(sentence.start, sentence.end)
    for candidate in reversed(found[-6:]):
        if candidate.type in NETWORK_TYPES and candidate.end <= here:
            return candidate if here - candidate.end <= _FAR else None
    return None


def _continues(sentence: Sentence, reading: Reading) -> bool:
    """Whether the sentence says of itself that it goes on from the one before: 會後, 席間, 雙方並."""
    pattern = reading.lexicon.pattern("sameday", "(?:<<sameday>>)")
    return pattern.match(sentence.text) is not None or _GOES_ON.match(sentence.text) is not None


def _pointed(sentence: Sentence, reading: Reading, last: Candidate | None) -> tuple[Token, ...]:
    bodies = [token for token in sentence.tokens if token.kind == "thatbody"]
    code = _body_before(reading, bodies[0]) if bodies else _country(sentence, reading, last)
    if not code:
        return sentence.tokens
    name = reading.lexicon.country_names[code]
    ours = last is not None and last.direction == "outbound"
    out: list[Token] = []
    for token in sentence.tokens:
        if token.kind == "bothsides":
            out.append(token._replace(kind=PAIR, iso3=code, actor=code, name=name))
        elif token.kind in ("them", "thatbody") or (
            token.kind == "delegation" and not ours and not _named(out, reading, sentence, token)
        ):
            start = token.start + 1 if token.text[0] == "與" else token.start
            out.append(token._replace(start=start, kind="country", iso3=code, actor=code, name=name))
        else:
            out.append(token)
    return tuple(out)


def _body_before(reading: Reading, word: Token) -> str:
    """The country whose body is meant by 該局: that of the last body named whose name ends in the same letter; empty where it is ours."""
    end = bisect_left(reading.token_starts, word.start)
    for token in reversed(reading.tokens[max(0, end - 40) : end]):
        if word.start - token.end > _FAR:
            break
        if domestic(reading, token) and token.text[-1] == word.text[-1]:
            return ""
        behind = re.split("[，。；、「」]", reading.folded.text[token.end : token.end + _BODY])[0]
        if foreign(reading, token) and (token.text[-1] == word.text[-1] or word.text[-1] in behind):
            return token.iso3
    return ""


def _both(sentence: Sentence, reading: Reading, named: Token, known: bool) -> tuple[Token, ...]:
    """The tokens with 兩國 in a part of its own standing for the home side and the one other country named before it.

    ``known`` says that the sentences before name the same country, so that 雙方 may stand before its name too.
    """
    name = reading.lexicon.country_names.get(named.iso3, named.text)
    return tuple(
        token._replace(kind=PAIR, iso3=named.iso3, actor=named.iso3, name=name)
        if token.kind == "bothsides" and chunk(sentence, token.start)[0] == token.start and (named.end < token.start or known)
        else token
        for token in sentence.tokens
    )


def _named(before: list[Token], reading: Reading, sentence: Sentence, token: Token) -> bool:
    """Whether the home side stands right before a delegation's word: 我代表團."""
    return any(domestic(reading, t) and "，" not in sentence.between(t.end, token.start) for t in before)


def _country(sentence: Sentence, reading: Reading, last: Candidate | None) -> str:
    """The country meant: the only one of the nearest sentence that names some, else that of the last event; empty where neither tells."""
    end = bisect_left(reading.token_starts, sentence.start)
    text = reading.folded.text
    low = -1
    near: list[str] = []
    for token in reversed(reading.tokens[max(0, end - 60) : end]):
        if sentence.start - token.end > _FAR or token.start < low:
            break
        if foreign(reading, token):
            if low < 0:
                low = max((m.end() for m in _ENDS.finditer(text, max(0, token.start - _FAR), token.start)), default=0)
            near.append(token.iso3)
    told = [p.iso3 for p in last.parties if p.iso3 and p.iso3 != reading.home] if last is not None else []
    if len(set(near)) == 1:
        return near[0]
    return told[0] if len(set(told)) == 1 else ""
