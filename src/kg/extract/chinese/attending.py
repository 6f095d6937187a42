"""Who took part in an event: organizers, the countries in its name, those invited, and how many there were."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kg import patterns as re
from kg.extract.candidate import Mention
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.participants import from_abroad
from kg.extract.chinese.telling import chunk, distinct, domestic, foreign, home_party, mention
from kg.extract.chinese.tokens import Token
from kg.extract.chinese.whose import place_abroad, sides
from kg.extract.lexicon import PAIR
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
_WITH_ONE = ("與", "和", "跟")
_AT = ("假", "在", "於")
_FOR = ("為", "替")
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


class _Event(NamedTuple):
    """An event told by a noun, with the span of its name and the verb that says that it was held or attended."""

    sentence: Sentence
    reading: Reading
    noun: Token
    span: tuple[int, int]
    verb: Token

    @property
    def role(self) -> str:
        """What the home side is in it."""
        return "delegate" if self.verb.kind == "attend" else "organizer"

    @property
    def begin(self) -> int:
        """Where the verb's part of the sentence begins."""
        return chunk(self.sentence, self.verb.start)[0]

    @property
    def is_meeting(self) -> bool:
        """Whether the two sides met, other than in a workshop or course."""
        return self.noun.kind == "meeting"

    @property
    def abroad(self) -> list[Token]:
        """The names from abroad in the sentence."""
        return [token for token in self.sentence.tokens if foreign(self.reading, token)]

    @property
    def only_before(self) -> Token | None:
        """The first name of the one country that the sentence names before the event."""
        before = [token for token in self.abroad if token.start < self.span[0]]
        return before[0] if len({token.iso3 for token in before}) == 1 else None

    def party(self, token: Token, role: str) -> Mention:
        """A name as a party."""
        return mention(self.reading, token, role)

    def is_abroad(self, party: Mention) -> bool:
        """Whether a party is known to be from abroad."""
        return party.iso3 not in ("", self.reading.home)


def parties_of(sentence: Sentence, reading: Reading, noun: Token, span: tuple[int, int], verb: Token) -> tuple[Mention, ...]:
    """Organizers before the verb, the countries in the name, and those named as taking part."""
    event = _Event(sentence, reading, noun, span, verb)
    out = [*_of_home(event), *_held_with(event), *_held_for(event)]
    if not out and (event.role == "organizer" or _SENT.search(sentence.between(event.begin, verb.end)) is not None):
        out.append(home_party(reading, (), event.role))
    out += _who_met(event) if event.is_meeting else _guests(event)
    if not event.is_meeting:
        known = {party.iso3 for party in out}
        out += [party for party in from_abroad(sentence, reading, span, verb) if party.iso3 not in known]
    named = {party.iso3 for party in out if len(party.name) > 1 and party.kind == "country"}
    out = [party for party in out if len(party.name) > 1 or party.iso3 not in named]
    for further in (_met_before, _in_row, _hosts, _of_series, _forum) if event.is_meeting else (_hosts,):
        if not any(event.is_abroad(party) for party in out):
            out += further(event)
    return distinct((*out, *_groups(sentence, reading, span)))


def _of_home(event: _Event) -> Iterator[Mention]:
    """Those of the home side before the event: of the part of 本署, else of the verb's part, else the last three."""
    sentence, reading = event.sentence, event.reading
    before = min(event.span[0], event.verb.start)
    ours = [t for t in sentence.tokens if t.start < before and domestic(reading, t) and t.kind != "country"]
    near = [t for t in ours if t.start >= event.begin and not _is_place(sentence, t)] or ours[-3:]
    selves = [t for t in ours if t.kind == "self"]
    if selves:
        end = chunk(sentence, selves[-1].start)[1]
        near = [t for t in ours if selves[-1].start <= t.start < end and not _is_place(sentence, t)]
    for i, token in enumerate(near):
        yield event.party(token, event.role if i == 0 or event.role == "delegate" else "co-organizer")


def _held_with(event: _Event) -> Iterator[Mention]:
    """The bodies from abroad that held it too, before the verb: 本署與日本警察廳共同舉辦."""
    if event.role == "organizer":
        for token in event.abroad:
            if event.begin <= token.start < event.verb.start and token.kind not in ("country", PAIR):
                yield event.party(token, "co-organizer")


def _held_for(event: _Event) -> Iterator[Mention]:
    """The countries for whose officers it was held: 為帛琉警察人員舉辦."""
    between = event.sentence.between
    for token in event.abroad:
        led = between(token.start - 1, token.start) in _FOR
        if led and _OFFICERS.match(between(token.end, token.end + 15)):
            yield event.party(token, "attendee")


def _who_met(event: _Event) -> Iterator[Mention]:
    """Those who took part in a meeting: countries and bodies by where they stand, and the organisations named before its end."""
    for token in event.sentence.tokens:
        role = _role_met(event, token)
        if role:
            yield event.party(token, role)
    for token in event.sentence.of("io"):
        if not token.iso3 and token.start < event.span[1]:
            yield event.party(token, "attendee")


def _role_met(event: _Event, token: Token) -> str:
    """What a name is in a meeting; empty where it has no part in it.

    Attendee: in the name of the meeting, behind it, behind 與 or where it was held (在日本). Guest: a body before it. Host: 赴日本出席.
    """
    (low, high), between = event.span, event.sentence.between
    if token.kind == PAIR and low <= token.start < high:
        return "attendee"
    if not foreign(event.reading, token):
        return ""
    before = between(token.start - 1, token.start)
    led = between(event.begin, token.start)
    if token.start >= low or before in _WITH_ONE or (event.begin <= token.start and _WITH.search(led)):
        return "attendee"
    if token.kind != "country":
        return "guest"
    if before in _AT:
        return "attendee"
    return "host" if event.role == "delegate" and _WENT.search(led) else ""


def _guests(event: _Event) -> Iterator[Mention]:
    """The pairs in the name of a workshop or course, and those from abroad who are listed as invited."""
    low, high = event.span
    for token in event.sentence.tokens:
        if token.kind == PAIR and low <= token.start < high:
            yield event.party(token, "attendee")
        elif token.start >= high and foreign(event.reading, token) and _is_guest(event.sentence, token, high):
            yield event.party(token, "guest")


def _met_before(event: _Event) -> Iterator[Mention]:
    """The one country named before a meeting that the home side is told to have held with it: 日本…，該署與本署召開會議."""
    other, sentence = event.only_before, event.sentence
    if other is None:
        return
    with_us = _WITH_US.search(sentence.between(event.begin, max(event.span[0], event.verb.start)))
    if with_us or (event.reading.home != HOME and _WITH.search(sentence.between(event.begin, event.begin + 2))):
        yield event.party(other, "attendee")


def _in_row(event: _Event) -> Iterator[Mention]:
    """The countries whose letters stand in a row with the home side's: 臺、日、美三方會議."""
    return (event.party(token, "attendee") for token in sides(event.sentence, event.reading, event.span[0]))


def _hosts(event: _Event) -> Iterator[Mention]:
    """The country of the city abroad where it was held: 在胡志明市舉行."""
    place = place_abroad(event.sentence, event.reading)
    if place is not None:
        yield event.party(place, "host")


def _of_series(event: _Event) -> Iterator[Mention]:
    """The one country named before a meeting that is one of a series: 感謝越方…，上一次會議於."""
    other = event.only_before
    if other is not None and _OF_SERIES.search(event.sentence.between(*event.span)) is not None:
        yield event.party(other, "attendee")


def _forum(event: _Event) -> Iterator[Mention]:
    """The body whose numbered meeting it is, where nobody else is named: 亞太警政論壇第5屆會議."""
    serial = _SERIAL.match(event.reading.folded.plain[slice(*event.span)])
    if serial is not None:
        yield Mention(serial[1], "group", event.reading.home, "organizer")


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
