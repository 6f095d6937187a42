"""Grants and joint work with private bodies: who was funded or backed, for what, by how much."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.extract.candidate import Candidate, Mention
from kg.extract.chinese import gifts
from kg.extract.chinese.clauses import Reading, Sentence, quoted
from kg.extract.chinese.quantities import amount
from kg.extract.chinese.telling import (
    chunk,
    date_before,
    distinct,
    domestic,
    foreign,
    free_dates,
    hindered,
    home_party,
    joined,
    mention,
    told,
)
from kg.extract.chinese.tokens import Token

TRIGGERS = frozenset(("fund", "jointly", "gift"))
_SOON = re.compile("將(?:再|續|另|會)?$")
_SUM = re.compile(r"(?:新臺幣|美金)?\d[\d,.]*\s?[萬億千百]?(?:餘|多)?(?:美元|歐元|元|日圓|英鎊|澳幣)")
_FOR = re.compile("辦理|舉行|舉辦|參加|參與|推動|執行|製作|出席|購置|興建|進行|(?=「)|(?=『)")
_ENDS = re.compile("[，。；「『]|新臺幣|美金|派員|派人|組團|赴|前往|辦理|舉行|舉辦|參加|參與|推動|執行|[於自]$")
_BODIES = ("ngo", "university")
_TO_COUNTRIES = ("捐贈", "援贈", "援助", "捐助", "資助", "補助", "捐款")
_GIVEN = re.compile(r"\d[^，。]{1,16}?(?:給予|予|給)")
_MANY = re.compile(r"(\d[\d,萬億]*)\s?(元|件|案|美元|萬美元|歐元)")


def find(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    """The grants that a sentence tells of."""
    found = list(_by_name(sentence, reading))
    yield from found
    yield from gifts.find(sentence, reading, found)


def _by_name(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    end = sentence.start
    for verb in sentence.of("fund", "jointly"):
        if verb.start < end or hindered(sentence, verb.start) or _SOON.search(sentence.between(verb.start - 4, verb.start)):
            continue
        grantees, end = _grantees(sentence, reading, verb)
        if not grantees and verb.kind == "fund":
            grantees, end = _towards(sentence, reading, verb), verb.end
        if grantees and not sentence.dates and gifts.IS_TOPIC.match(sentence.between(verb.end, verb.end + 60)) is not None:
            continue
        if grantees and gifts.ENDED.match(sentence.between(verb.end, verb.end + 20)) is not None:
            continue
        if grantees and _among_others(sentence, reading, verb, grantees):
            continue
        if grantees:
            yield _grant(sentence, reading, verb, grantees, end)
        elif verb.kind == "fund":
            yield from _total(sentence, reading, verb)


def _among_others(sentence: Sentence, reading: Reading, verb: Token, grantees: list[Mention]) -> bool:
    """Whether another country gives to a third one: somebody from abroad is the subject, and nobody of the home side is named."""
    givers = {t.iso3 for t in sentence.tokens if t.start < verb.start and foreign(reading, t)}
    theirs = {g.iso3 for g in grantees} - {"", reading.home}
    ours = any(domestic(reading, t) for t in sentence.tokens)
    return bool(givers and theirs) and not ours and givers.isdisjoint(theirs)


def _grantees(sentence: Sentence, reading: Reading, verb: Token) -> tuple[list[Mention], int]:
    """The private bodies, municipalities or countries named right behind the verb, and where their names end."""
    begin, phrase = verb.end, _phrase(sentence, verb)
    given = _GIVEN.match(phrase)
    if given is not None:
        begin, phrase = begin + given.end(), phrase[given.end() :]
    if not 2 <= len(phrase) <= 60:
        return [], begin
    inside = [t for t in sentence.tokens if begin <= t.start < begin + len(phrase)]
    phrase = phrase.rstrip("，,")
    end = begin + len(phrase)
    role = "co-organizer" if verb.kind == "jointly" else "grantee"
    bodies = [t for t in inside if t.kind in _BODIES]
    if bodies and sum(t.end - t.start for t in bodies) >= len(phrase) - 2 * len(bodies):
        return [mention(reading, token, role) for token in bodies], end
    country = next((t for t in inside if foreign(reading, t) and t.start - begin <= 2), None)
    out = _unknown_bodies(reading, phrase, begin, inside, reading.home if country is None else country.iso3, role)
    if not out and country is not None and verb.text in _TO_COUNTRIES:
        countries = [t for t in inside if t.start > country.start and t.kind == "country" and foreign(reading, t)]
        out = [mention(reading, token, role) for token in joined(sentence, [country, *countries])]
    return out, end


def _phrase(sentence: Sentence, verb: Token) -> str:
    """The words behind the verb up to a day, a sum or what the grant is for."""
    text = sentence.between(verb.end, sentence.end)
    stops = [date.start - verb.end for date in sentence.dates if date.start >= verb.end]
    stops += [match.start() for match in (_SUM.search(text), _ENDS.search(text)) if match is not None]
    return text[: max(0, min(stops, default=len(text)))].rstrip("於自在")


def _unknown_bodies(reading: Reading, phrase: str, begin: int, inside: list[Token], iso3: str, role: str) -> list[Mention]:
    """The bodies of a phrase by the ends of their names, 某某協會及某某基金會, each of the state ``iso3`` unless it is known."""
    ends = reading.lexicon.pattern("ngoend", r"(?:<<ngoend>>)")
    closing = reading.lexicon.pattern("closing ngoend", r"(?:<<ngoend>>)$")
    parts = re.split("(及|、|與|和|暨)", phrase)
    if not all(closing.search(part) for part in parts[::2]):
        parts = [phrase]
    out: list[Mention] = []
    place = begin
    for part in parts:
        whole = any(match.end() >= len(part) - 1 for match in ends.finditer(part))
        if whole and 3 <= len(part) <= 40:
            token = next((t for t in inside if place <= t.start < place + len(part) and t.is_name), None)
            known = token is not None and token.kind in _BODIES and token.end - place >= len(part) - 8
            actor, state = (token.actor, token.iso3) if token is not None and known else ("", iso3)
            kind = "municipality" if part.endswith("政府") else "university" if part.endswith("大學") else "ngo"
            out.append(Mention(reading.folded.plain[place : place + len(part)], kind, state, role, actor=actor))
        place += len(part)
    return out


def _towards(sentence: Sentence, reading: Reading, verb: Token) -> list[Mention]:
    """The country or foreign body that something is given to where it stands before the verb: 向柬埔寨警方無償提供."""
    low = chunk(sentence, verb.start)[0]
    names = [t for t in sentence.tokens if low <= t.start < verb.start and foreign(reading, t)]
    if (
        not names
        or verb.start - names[-1].end > 12
        or sentence.between(names[-1].start - 1, names[-1].start) not in ("向", "對", "予", "給")
    ):
        return []
    if (
        re.match(
            r"了?(?:一|\d|價值|總價|[^，。]{0,14}(?:物資|設備|器材|車|船|艇|口罩|疫苗|裝備|款))",
            sentence.between(verb.end, verb.end + 20),
        )
        is None
    ):
        return []
    return [mention(reading, names[-1], "grantee")]


def _grant(sentence: Sentence, reading: Reading, verb: Token, grantees: list[Mention], end: int) -> Candidate:
    dates = [date for date in free_dates(sentence) if date.days]
    when = date_before(sentence, verb.start, dates)
    if when is None or chunk(sentence, verb.start)[0] > when.start:
        when = gifts.handed_over(sentence, verb.end) or next((date for date in dates if date.start >= verb.end), when)
    title = _purpose(sentence, reading, end)
    money = _MANY.search(sentence.between(end, sentence.end))
    value = amount(money[1]) if money is not None else None
    role = "co-organizer" if verb.kind == "jointly" else "funder"
    parties = distinct((home_party(reading, sentence.of("self"), role), *grantees))
    return told(
        reading, sentence, "grant", verb.start, end, when=when, title=title, parties=parties, value=value,
        unit=money[2] if money is not None and value is not None else "",
    )  # fmt: skip


def _purpose(sentence: Sentence, reading: Reading, end: int) -> str:
    """What the grant is for: the quoted name behind the grantee, else the words behind 辦理 and the like."""
    plain = reading.folded.plain
    for low, high in quoted(sentence.text):
        if sentence.start + low >= end:
            return plain[sentence.start + low : sentence.start + high]
    text = sentence.between(end, sentence.end)
    match = re.match(rf"[^，。]{{0,3}}?(?:{_FOR.pattern})", text)
    start = end + (match.end() if match is not None else 0)
    high = chunk(sentence, start + 1)[1]
    if high - start < 8:
        high = chunk(sentence, high + 1)[1]
    return plain[start:high].strip("，。 ")


def _total(sentence: Sentence, reading: Reading, verb: Token) -> Iterator[Candidate]:
    """A year's grants taken together: 111年計補助220件."""
    when = date_before(sentence, verb.start)
    number = re.match(r"(?:了|約|逾|共|計)?(\d[\d,萬億]*)\s?(元|件|案)", sentence.between(verb.end, verb.end + 20))
    if number is None or when is None or when.whole is None or chunk(sentence, verb.start)[0] > when.start:
        return
    subject = [t for t in sentence.tokens if t.kind == "agency" and t.start < verb.start]
    fund = mention(reading, subject[-1], "funder") if subject else home_party(reading, (), "funder")
    low, high = verb.start, verb.end + number.end()
    quotes = [reading.folded.plain[sentence.start + a : sentence.start + b] for a, b in quoted(sentence.text)]
    title = quotes[-1] if quotes else reading.folded.plain[low:high]
    yield told(
        reading, sentence, "grant", low, high, when=when, title=title, parties=(fund,), value=amount(number[1]), unit=number[2]
    )
