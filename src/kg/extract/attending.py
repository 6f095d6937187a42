"""Who took part in an event: organizers, the countries in its name, those invited, and how many there were."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.extract.candidate import Mention
from kg.extract.clauses import Reading, Sentence
from kg.extract.lexicon import PAIR
from kg.extract.participants import from_abroad
from kg.extract.telling import chunk, distinct, domestic, foreign, home_party, mention
from kg.extract.tokens import Token
from kg.extract.whose import place_abroad, sides
from kg.vocabulary import HOME

_PEOPLE = re.compile(r"(?:共調訓|調訓|計|共計|共|約|逾|近|有|達|數為?)?(?:約|逾|近)?(\d[\d,]*)\s?(?:多|餘)?(?:名|人|位)(?:次)?")
_NUMBERED = re.compile(r"[\d,]\s?[多餘]?[名人位]")  # quickly looked for
_PRESENT = re.compile("與會|參加|參訓|參與|出席|人數|共襄盛會|參訓|調訓|受訓|學員")
_OFFICERS = re.compile("[^，]{0,12}(?:官員|人員|學員|官)")
_CALLED = re.compile("(?:邀請|邀集|邀)(?P<who>[^，。；]{2,60}?)(?:等|，|參加|參與|共同|$)")
_INVITED = re.compile("邀請|邀集|來自|計有|包括|包含")
_WITH_US = re.compile("[與和跟同](?:該|本|我)")
_OF_SERIES = re.compile(r"(?:[上前]一?[次屆]|第[\d一二三四五六七八九十]+[次屆])")
_SERIAL = re.compile(r"^([一-鿿]{4,40}?)(?:\d{2,4}年)?(?:度)?第\d+[次屆]")
_WITH = re.compile("[與和跟同]")
_WENT = re.compile("(?:赴|前往|抵|飛往|遠赴)$")
_SENT = re.compile("派員|派遣|選派|指派|派代表|由本")


def attendance_of(sentence: Sentence, span: tuple[int, int]) -> int | None:
    """How many people took part, where the sentence says so behind the event's name."""
    text = sentence.between(span[1], sentence.end)
    if _NUMBERED.search(text) is None:
        return None
    for match in _PEOPLE.finditer(text):
        around = text[max(0, match.start() - 12) : match.end() + 20]
        if _PRESENT.search(around):
            return int(match[1].replace(",", ""))
    return None


def learners_of(sentence: Sentence, reading: Reading, verb: Token) -> int | None:
    """How many people in office from abroad were taught, where the part of the verb says so: 60名寮國警官…參加培訓."""
    low, high = chunk(sentence, verb.start)
    part = sentence.between(low, high)
    who = reading.lexicon.pattern("learners", r"(\d+)[名位人][^，。]{0,14}(?:<<trainees>>)").search(part)
    abroad = any(low <= t.start < high and foreign(reading, t) for t in sentence.tokens)
    return int(who[1]) if who is not None and abroad else None


def parties_of(sentence: Sentence, reading: Reading, noun: Token, span: tuple[int, int], verb: Token) -> tuple[Mention, ...]:
    """Organizers before the verb, the countries in the name, and those named as taking part."""
    low, high = span
    role = "delegate" if verb.kind == "attend" else "organizer"
    begin = chunk(sentence, verb.start)[0]
    out: list[Mention] = []
    ours = [t for t in sentence.tokens if t.start < min(low, verb.start) and domestic(reading, t) and t.kind != "country"]
    near = [t for t in ours if t.start >= begin and not _is_place(sentence, t)] or ours[-3:]
    selves = [t for t in ours if t.kind == "self"]
    if selves:
        end = chunk(sentence, selves[-1].start)[1]
        near = [t for t in ours if selves[-1].start <= t.start < end and not _is_place(sentence, t)]
    for i, token in enumerate(near):
        out.append(mention(reading, token, role if i == 0 or role == "delegate" else "co-organizer"))
    abroad = [token for token in sentence.tokens if foreign(reading, token)]
    for token in abroad:
        if role == "organizer" and begin <= token.start < verb.start and token.kind not in ("country", PAIR):
            out.append(mention(reading, token, "co-organizer"))
    for token in abroad:
        led = sentence.between(token.start - 1, token.start) in ("為", "替")
        if led and _OFFICERS.match(sentence.between(token.end, token.end + 15)):
            out.append(mention(reading, token, "attendee"))
    if not out and (role == "organizer" or _SENT.search(sentence.between(begin, verb.end)) is not None):
        out.append(home_party(reading, (), role))
    for token in sentence.tokens:
        if token.kind == PAIR and low <= token.start < high:
            out.append(mention(reading, token, "attendee"))
        elif foreign(reading, token):
            if low <= token.start < high and noun.kind == "meeting":
                out.append(mention(reading, token, "attendee"))
            elif token.start >= high or sentence.between(token.start - 1, token.start) in ("與", "和", "跟"):
                if noun.kind == "meeting" or _is_guest(sentence, token, high):
                    out.append(mention(reading, token, "attendee" if noun.kind == "meeting" else "guest"))
            elif noun.kind == "meeting" and begin <= token.start < low and _WITH.search(sentence.between(begin, token.start)):
                out.append(mention(reading, token, "attendee"))
            elif noun.kind == "meeting" and token.start < low and token.kind not in ("country",):
                out.append(mention(reading, token, "guest"))
            elif noun.kind == "meeting" and sentence.between(token.start - 1, token.start) in ("假", "在", "於"):
                out.append(mention(reading, token, "attendee"))
            elif (
                noun.kind == "meeting"
                and role == "delegate"
                and token.start < low
                and _WENT.search(sentence.between(begin, token.start))
            ):
                out.append(mention(reading, token, "host"))
    if noun.kind == "meeting":
        out += [mention(reading, t, "attendee") for t in sentence.tokens if t.kind == "io" and not t.iso3 and t.start < high]
    if noun.kind != "meeting":
        known = {party.iso3 for party in out}
        out += [party for party in from_abroad(sentence, reading, span, verb) if party.iso3 not in known]
    named = {party.iso3 for party in out if len(party.name) > 1 and party.kind == "country"}
    out = [party for party in out if len(party.name) > 1 or party.iso3 not in named]
    if noun.kind == "meeting" and not any(party.iso3 not in ("", reading.home) for party in out):
        before = [t for t in abroad if t.start < low]
        if (
            before
            and len({t.iso3 for t in before}) == 1
            and (
                _WITH_US.search(sentence.between(begin, max(low, verb.start)))
                or (reading.home != HOME and _WITH.search(sentence.between(begin, begin + 2)))
            )
        ):
            out.append(mention(reading, before[0], "attendee"))
    if noun.kind == "meeting" and not any(party.iso3 not in ("", reading.home) for party in out):
        out += [mention(reading, token, "attendee") for token in sides(sentence, reading, low)]
    if not any(party.iso3 not in ("", reading.home) for party in out):
        place = place_abroad(sentence, reading)
        out += [mention(reading, place, "host")] if place is not None else []
    if noun.kind == "meeting" and not any(party.iso3 not in ("", reading.home) for party in out):
        before = [t for t in sentence.tokens if t.start < low and foreign(reading, t)]
        if len({t.iso3 for t in before}) == 1 and _OF_SERIES.search(sentence.between(low, high)) is not None:
            out.append(mention(reading, before[0], "attendee"))  # 感謝越方…，上一次會議於
    serial = _SERIAL.match(reading.folded.plain[low:high]) if noun.kind == "meeting" else None
    if serial is not None and not any(party.iso3 not in ("", reading.home) for party in out):
        out.append(Mention(serial[1], "group", reading.home, "organizer"))
    return distinct((*out, *_groups(sentence, reading, span)))


def _is_place(sentence: Sentence, token: Token) -> bool:
    """Whether a name is part of where it takes place: 假…大學推廣教育部國際會議廳."""
    return re.search("[假在於][^，]{0,12}$", sentence.between(chunk(sentence, token.start)[0], token.start)) is not None and (
        re.match(r"[^，]{0,12}(?:廳|室|樓|中心|會館|飯店|館)", sentence.between(token.end, token.end + 16)) is not None
    )


def _is_guest(sentence: Sentence, token: Token, place: int) -> bool:
    """Whether a name behind the event stands in a list of those invited."""
    if _INVITED.search(sentence.between(place, token.start)) is None:
        return False
    return (
        token.kind != "country"
        or re.match("[、及和與等籍]|國家|專家|官員|代表|學者", sentence.between(token.end, token.end + 2)) is not None
    )


def _groups(sentence: Sentence, reading: Reading, span: tuple[int, int]) -> Iterator[Mention]:
    """Groups called to the event, or named in its title: 邀集專家學者、民間團體."""
    plain = reading.folded.plain
    pattern = reading.lexicon.pattern("group", "<<group>>")
    for match in pattern.finditer(sentence.between(*span)):
        yield Mention(match[0], "group", "", "attendee")
    for match in _CALLED.finditer(sentence.text):
        place = sentence.start + match.start("who")
        for part in re.split("(及|、|與|暨)", match["who"]):
            known = any(place <= token.start < place + len(part) for token in sentence.tokens)
            if len(part) > 1 and not known and not any(letter.isdigit() for letter in part):
                yield Mention(plain[place : place + len(part)], "group", "", "attendee")
            place += len(part)
