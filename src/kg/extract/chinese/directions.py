"""Which way a visit goes: who went to whom across a border, by the verb and by the names before and behind it."""

from __future__ import annotations

from typing import NamedTuple

from kg import patterns as re
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.subjects import has_latin, heads_of, leads, subject_of, these_countries
from kg.extract.chinese.telling import chunk, domestic, foreign, joined
from kg.extract.chinese.tokens import Token
from kg.extract.chinese.whose import place_abroad
from kg.vocabulary import HOME

ARRIVES = frozenset(("抵達", "飛抵", "抵訪"))
TEACHES = re.compile("[，、]?(?:協助|為[^，。；]{1,6})?(?:訓練|授課|講授|培訓|講習)")  # who comes to teach, for a course
_TOWARDS = re.compile("(?:至|到|赴|來|前來|前往|抵|於|對)$")
_TRAVEL = re.compile("訪問|拜會|參訪|考察|出訪|拜訪|進行|會晤|會談|會商|洽談|磋商|協商|出席就職|參加就職")
_EVENT = re.compile("參加|出席|參與|與會|擔任|演講|邀請|發表")
_STATE_VISIT = re.compile("(?:正式|國是|國事|工作|友好|敦睦)訪問")
_RELIEF = re.compile("搜救|救援|救災|賑災")
_STAYS = re.compile(
    "協助搜救|搜救|救災|馳援|支援|受訓|研習|就學|留學|工作|觀光|旅遊|定居|投資|參加|出席|參與|與會|演出|比賽|擔任|時|前|後|之|的|人|就讀|任教|發展|履新|接受|駐"
)
_FAR = 12  # characters behind the verb in which the one called on is named
_NEAR = 8  # characters before the verb in which a host is named


class Way(NamedTuple):
    """A direction, those who went, those whom they went to, and where the part of the subject begins."""

    direction: str
    visitors: list[Token]
    visited: list[Token]
    begin: int


class _Call(NamedTuple):
    """A verb of visiting with the names of its subject and those behind it, from ``begin`` to the end of its part, ``high``."""

    sentence: Sentence
    reading: Reading
    verb: Token
    before: list[Token]
    aims: list[Token]
    begin: int
    high: int

    @property
    def comers(self) -> list[Token]:
        """The possible visitors from abroad among those of the subject."""
        return [token for token in self.before if _comes(self.reading, token)]

    @property
    def foreign_aims(self) -> list[Token]:
        """Those abroad who are named behind the verb."""
        return [token for token in self.aims if foreign(self.reading, token)]

    @property
    def home_aims(self) -> list[Token]:
        """Those of the home side who are named behind the verb."""
        return [token for token in self.aims if domestic(self.reading, token)]

    @property
    def is_far(self) -> bool:
        """Whether nobody is named close behind the verb."""
        return not self.aims or self.aims[0].start - self.verb.end > _FAR

    @property
    def is_official(self) -> bool:
        """Whether the subject is someone in office."""
        return _is_official(self.sentence, self.reading, self.sentence.between(self.begin, self.verb.start), self.verb)

    def inbound(self, visited: list[Token]) -> Way:
        """The subject came to the home side."""
        return Way("inbound", self.comers, visited, self.begin)

    def outbound(self, visitors: list[Token], visited: list[Token]) -> Way:
        """Somebody of the home side went abroad."""
        return Way("outbound", visitors, visited, self.begin)


def way_of(sentence: Sentence, reading: Reading, verb: Token) -> Way | None:
    """The way of a visit that a verb tells; None where no border is crossed, or nobody in office crosses it."""
    begin, before = subject_of(sentence, reading, verb)
    these = these_countries(sentence, reading, verb, begin)
    if these and (domestic(reading, before[0]) if before else leads(sentence, reading, begin, verb.start)):
        return Way("outbound", before[:1], these, begin)
    call = _turned(_hosted(_call(sentence, reading, verb, begin, before)))
    if verb.kind == "goes":
        return _by_letter(call)
    if verb.kind == "go":
        return _hither(call) if _is_hither(call) else _outward(call)
    if verb.kind == "come":
        return _came(call)
    if verb.kind == "receive":
        return _received(call)
    return _called(call)


def _call(sentence: Sentence, reading: Reading, verb: Token, begin: int, before: list[Token]) -> _Call:
    """The verb with its names; a city right behind it is one of them."""
    high = chunk(sentence, verb.start)[1]
    aims = [t for t in sentence.tokens if verb.end <= t.start < high and (t.is_name or domestic(reading, t))]
    city = _city(sentence, reading, verb, high)
    if city is not None:
        aims = [city, *aims]
    return _Call(sentence, reading, verb, heads_of(sentence, before), aims, begin, high)


def _hosted(call: _Call) -> _Call:
    """The call with the host among those called on where it stands before the verb: 6日至本署拜會."""
    sentence, reading, verb, before = call.sentence, call.reading, call.verb, call.before
    host = before[-1] if before and domestic(reading, before[-1]) and verb.start - before[-1].end <= _NEAR else None
    if host is None or not _TOWARDS.search(sentence.between(host.start - 2, host.start)):
        return call
    if len(before) > 1:
        return call._replace(before=before[:-1], aims=[host])
    begin, others = subject_of(sentence, reading, verb._replace(start=chunk(sentence, host.start)[0]))
    return call._replace(before=[t for t in others if foreign(reading, t)][:1], aims=[host], begin=begin)


def _turned(call: _Call) -> _Call:
    """The call with the last name before the verb as the one called on where 對 leads it: 對日本進行訪問."""
    sentence, before = call.sentence, call.before
    if not before or not foreign(call.reading, before[-1]):
        return call
    aim = before[-1]
    if sentence.between(aim.start - 1, aim.start) != "對":
        return call
    return call._replace(before=before[:-1], aims=[aim], verb=call.verb._replace(start=aim.start, end=aim.start))


def _by_letter(call: _Call) -> Way | None:
    """Somebody of the home side went where one letter says so: 局長訪日."""
    if not call.before:
        return call.outbound([], [call.verb]) if leads(call.sentence, call.reading, call.begin, call.verb.start) else None
    return call.outbound(call.before, [call.verb]) if domestic(call.reading, call.before[0]) else None


def _is_hither(call: _Call) -> bool:
    """Whether those who go are from abroad and go to an office of the home side: 前往本署."""
    if not call.aims or call.aims[0].start != call.verb.end or call.aims[0].kind not in ("self", "agency"):
        return False
    return domestic(call.reading, call.aims[0]) and bool(call.comers)


def _hither(call: _Call) -> Way | None:
    """They went to an office of the home side, to call there: 前往本署拜會."""
    travel = _TRAVEL.search(call.sentence.between(call.aims[0].end, call.high))
    return call.inbound(call.aims[:1]) if travel is not None else None


def _outward(call: _Call) -> Way | None:
    """Somebody of the home side went to a country, to call there and not for an event: 赴日本拜會."""
    sentence, reading, verb, before = call.sentence, call.reading, call.verb, call.before
    targets = [t for t in call.foreign_aims if t.kind == "country"]
    if not targets or targets[0].start - verb.end > 2:
        return None
    rest = sentence.between(targets[0].end, targets[0].end + 40)
    travel = _TRAVEL.search(rest)
    event = _EVENT.search(rest)
    if travel is None or (event is not None and event.start() < travel.start()):
        return None
    low, _ = chunk(sentence, verb.start)
    ours = [t for t in before if domestic(reading, t)]
    led = leads(sentence, reading, low, verb.end) or _STATE_VISIT.search(sentence.text) is not None
    if not ours and ((before and before[-1].end > low) or not led):
        return None
    return call.outbound(ours[:1], joined(sentence, targets))


def _came(call: _Call) -> Way | None:
    """Somebody in office came: 局長率團來臺; those who came for an event, to teach or as one of a crowd did not."""
    sentence, reading, verb, before = call.sentence, call.reading, call.verb, call.before
    if TEACHES.match(sentence.between(verb.end, verb.end + 10)) is not None:
        return None
    around = sentence.between(call.begin, call.begin + 4) + sentence.between(verb.end, min(verb.end + 8, call.high))
    if _EVENT.search(around) or not call.comers:
        return None
    phrase = sentence.between(before[-1].end, verb.start)
    crowd = reading.lexicon.pattern("crowd", "<<crowd>>").search(phrase)
    office = reading.lexicon.pattern("comer", "<<official>>|<<title>>")
    if crowd is not None and office.search(phrase, crowd.end()) is None:
        return None
    group = before[-1].text in reading.lexicon.words["delegation"]  # taken up: 訪問團於5月19日抵臺
    who = before[-1].text if before[-1].name else ""  # a person taken up: 局長6月15日抵臺
    if len(verb.text) == 2 and not group and not _is_official(sentence, reading, who + phrase, verb):
        return None
    return call.inbound(call.home_aims)


def _received(call: _Call) -> Way | None:
    """Somebody from abroad was received here, or, where the place is one abroad, somebody of the home side went there."""
    sentence, reading, verb = call.sentence, call.reading, call.verb
    if reading.home == HOME:
        place = place_abroad(sentence, reading, chunk(sentence, verb.start)[0], verb.start)
        if place is not None:  # whoever is received there, somebody of ours has gone there
            theirs = any(t.iso3 == place.iso3 for t in call.foreign_aims) and not call.comers
            return call.outbound([], [place]) if call.home_aims or theirs else None
    guests = [t for t in call.aims if _comes(reading, t)]
    return Way("inbound", guests, call.before[:1], verb.end) if guests and not call.comers else None


def _called(call: _Call) -> Way | None:
    """Somebody called on another or arrived: 拜會, 來訪, 抵達."""
    sentence, reading, verb = call.sentence, call.reading, call.verb
    if verb.text in ARRIVES:
        if verb.text != "抵訪" and not call.aims and sentence.between(verb.end, verb.end + 1) in tuple("，。；"):
            return _arrived(call)
        if _RELIEF.search(sentence.between(verb.end, verb.end + 14)) is not None or not call.is_official:
            return None
    gone_to = _gone_to(sentence, reading, verb)
    if gone_to:
        senders = [t for t in call.before if domestic(reading, t)]
        led = senders or leads(sentence, reading, sentence.start, verb.start)
        return call.outbound(senders[:1], gone_to) if led else None
    if call.is_far and _is_host(sentence, reading, verb):
        return call.inbound([]) if call.comers and _comes(reading, call.before[0]) else None
    if verb.text == "來訪" and not call.aims and call.comers and foreign(reading, call.before[0]):
        return call.inbound([]) if call.is_official else None
    return None if call.is_far else _between(call)


def _arrived(call: _Call) -> Way | None:
    """Somebody in office from abroad arrived, and nowhere else than here is named: 訪問團6日抵達，."""
    comers = [t for t in call.comers if foreign(call.reading, t)]
    return Way("inbound", comers, [], call.begin) if comers and call.is_official else None


def _between(call: _Call) -> Way | None:
    """One side called on the other, both told by their names: inbound by whom they called on, outbound by who went."""
    sentence, reading, before, aim = call.sentence, call.reading, call.before, call.aims[0]
    if domestic(reading, aim) and (call.comers or (not before and has_latin(sentence, call.begin, call.verb.start))):
        if before and domestic(reading, before[0]) and before[0].kind != "home":
            return None
        return call.inbound([aim])
    if before and reading.home == HOME and sentence.between(before[0].end, before[0].end + 1) == "駐":
        return None
    ours = domestic(reading, before[0]) if before else leads(sentence, reading, call.begin, call.verb.start)
    if foreign(reading, aim) and aim.kind != "embassy" and ours:
        return call.outbound(before[:1], call.foreign_aims)
    return None


def _gone_to(sentence: Sentence, reading: Reading, verb: Token) -> list[Token]:
    """The place abroad to which somebody goes in the part of the verb, to call there: 前往帛琉司法部拜會部長."""
    low, _ = chunk(sentence, verb.start)
    for token in sentence.of("go"):
        aims = [t for t in sentence.tokens if token.end <= t.start <= token.end + 2 and foreign(reading, t)]
        if low <= token.start < verb.start and aims:
            return aims[:1]
    return []


def _city(sentence: Sentence, reading: Reading, verb: Token, high: int) -> Token | None:
    """The country of a city abroad that stands right behind the verb: 訪問河內."""
    if verb.kind not in ("go", "visitverb"):
        return None
    name = reading.lexicon.city_at(sentence.between(verb.end, high))
    if not name:
        return None
    code = reading.lexicon.cities[name]
    official = _is_official(sentence, reading, sentence.between(chunk(sentence, verb.start)[0], verb.start), verb)
    if code == reading.home and verb.text not in ARRIVES and not official and reading.home == HOME:
        return None
    if code == reading.home:
        return Token(verb.end, verb.end + len(name), "home", name)
    country = reading.lexicon.country_names[code]
    return Token(verb.end, verb.end + len(name), "country", name, code, code, country)


def _is_official(sentence: Sentence, reading: Reading, phrase: str, verb: Token) -> bool:
    """Whether someone in office or a delegation comes, who is not said to come for an event, a course or for good."""
    official = reading.lexicon.pattern("invited comer", "<<official>>|<<title>>|應[^，。]{2,14}邀請")
    behind = sentence.between(verb.end, verb.end + 6)
    told_so = official.search(phrase) is not None or _STATE_VISIT.search(sentence.text) is not None
    return told_so and _STAYS.match(behind) is None


def _is_host(sentence: Sentence, reading: Reading, verb: Token) -> bool:
    """Whether an office of the home side stands right behind the verb: 晉見總統, 拜會縣府."""
    pattern = reading.lexicon.pattern("host", "(?:了|我|我國)?(?:<<surname>>)?(?:<<host>>)")
    return pattern.match(sentence.between(verb.end, verb.end + 8)) is not None


def _comes(reading: Reading, token: Token) -> bool:
    """Whether a name is that of a possible visitor from abroad: foreign, or international without a home country."""
    return foreign(reading, token) or (token.kind in ("io", "ngo", "embassy") and not token.iso3)
