"""People and offices posted abroad in the words of posting: 派駐, 設立駐…代表處; `stations` reads the other forms."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.extract.candidate import Candidate, Mention
from kg.extract.chinese import stations
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.openings import unique
from kg.extract.chinese.telling import chunk, foreign, free_dates, hindered, home_party, mention, told
from kg.extract.chinese.tokens import Token
from kg.extract.chinese.when import When

TRIGGERS = frozenset(("post", "setup", "office", "poster"))
_OPENS = frozenset(("揭牌", "掛牌", "揭幕運作", "開館", "成立", "設立"))


def find(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    """The postings that a sentence tells of."""
    if sentence.text.endswith("？"):
        return
    posted = [candidate for word in sentence.of("post", "setup") for candidate in _posting(sentence, reading, word)]
    later = list(stations.find(sentence, reading, posted))
    told_with_day = [candidate for candidate in (*posted, *later) if candidate.date is not None]
    dated = {party.iso3 for candidate in told_with_day for party in candidate.parties if party.role == "host"}
    for candidate in posted:
        if candidate.date is not None or not any(p.iso3 in dated for p in candidate.parties if p.role == "host"):
            yield candidate
    yield from later


def _posting(sentence: Sentence, reading: Reading, word: Token) -> Iterator[Candidate]:
    if hindered(sentence, word.start) == "deny" or hindered(sentence, word.start) == "plan":
        return
    low, high = chunk(sentence, word.start)
    if stations.is_untold(sentence.between(low, high), sentence.between(word.end, high)):
        return
    inside = [t for t in sentence.tokens if low <= t.start < high]
    people = [t for t in inside if t.kind == "poster"] or [t for t in sentence.of("poster") if t.start < low][-1:]
    if word.kind == "setup":
        offices = list(_office(sentence, reading, word, low, high))
        yield from offices
        placed = re.search("(?:現|目前|已|另|並|亦)?[於在][^，。]{2,40}$", sentence.between(low, word.start)) is not None
        if offices or not people or not (placed or sentence.between(word.end, word.end + 1) == "駐"):
            return
    names = unique([t for t in inside if t.kind == "country" and foreign(reading, t)])
    names = names or _stations(sentence, reading, inside)
    if (
        not people
        or not names
        or (
            names[0].start < word.start and sentence.between(names[0].start - 1, names[0].start) not in ("於", "在", "駐", "向")
        )
    ):
        return
    when = _near(sentence, word)
    number = re.search(r"(\d+)名", sentence.between(word.end, word.end + 6))
    for token in names:
        parties = _posted(reading, sentence, token, people[0])
        yield told(
            reading, sentence, "posting", min(word.start, token.start), max(people[0].end, token.end, word.end), when=when,
            title=reading.folded.plain[people[0].start : people[0].end], parties=parties,
            location=reading.folded.plain[token.start : token.end],
            value=int(number[1]) if number is not None else None, unit="名" if number is not None else "",
        )  # fmt: skip


def _stations(sentence: Sentence, reading: Reading, inside: list[Token]) -> list[Token]:
    """The countries in the names of offices abroad: 駐泰國臺北經濟文化辦事處, 駐胡志明市辦事處."""
    lexicon = reading.lexicon
    out = []
    for token in inside:
        if token.kind not in ("embassy", "office"):
            continue
        text = sentence.between(token.start - 12, token.end)
        for name, code in (*((name, code) for code, name in lexicon.country_names.items()), *lexicon.cities.items()):
            if code != reading.home and f"駐{name}" in text:
                out.append(Token(token.start, token.end, "country", name, code, code, lexicon.country_names[code]))
    return out


def _near(sentence: Sentence, word: Token) -> When | None:
    low, _ = chunk(sentence, word.start)
    dates = [date for date in free_dates(sentence) if low <= date.start < word.start and date.days]
    if not dates:
        dates = [date for date in free_dates(sentence) if date.days and date.end <= low <= date.end + 2]
    return dates[-1] if dates else None


def _posted(reading: Reading, sentence: Sentence, country: Token, people: Token) -> tuple[Mention, ...]:
    sender = home_party(reading, sentence.of("self", "agency"), "organizer")
    sent = Mention(reading.folded.plain[people.start : people.end], "group", reading.home, "delegate")
    return sender, mention(reading, country, "host"), sent


def _office(sentence: Sentence, reading: Reading, word: Token, low: int, high: int) -> Iterator[Candidate]:
    """An office set up abroad: 新增駐…代表處, 設立駐…辦事處."""
    text = sentence.between(word.end, high)
    match = reading.lexicon.pattern("new office", "了?(?P<name>駐[^，。、；]{2,30}?(?:<<office>>))").match(text)
    if match is None:
        offices = reading.lexicon.pattern("office", "(?P<name>駐[^，。、；]{2,24}?(?:<<office>>))")
        match = next(iter(reversed(list(offices.finditer(sentence.between(low, word.start))))), None)
        if match is not None and re.search("[與和跟及同「『簽]", sentence.between(low + match.end(), word.start)) is not None:
            return  # what is opened is another thing, which the office signs or names
        if match is None or word.text not in _OPENS:
            return
    codes = [
        code for code, name in reading.lexicon.country_names.items() if f"駐{name}" in match["name"] and code != reading.home
    ]
    when = _near(sentence, word)
    sender = home_party(reading, sentence.of("self", "agency"), "organizer")
    for code in codes:
        name = reading.lexicon.country_names[code]
        host = Mention(name, "country", code, "host", actor=code)
        office = Mention(match["name"], "embassy", reading.home, "delegate")
        yield told(
            reading, sentence, "posting", word.start, word.end + match.end(), when=when, title=match["name"],
            parties=(sender, host, office), location=name,
        )  # fmt: skip
