"""Visits: who went to whom across a border, inbound or outbound; calls between domestic offices are none."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.extract.callers import bracketed, each, parties_of
from kg.extract.candidate import Candidate
from kg.extract.clauses import Reading, Sentence
from kg.extract.nearest import is_of_saying, nearest
from kg.extract.receptions import is_attribute, is_meeting
from kg.extract.subjects import has_latin, heads_of, leads, subject_of, these_countries
from kg.extract.telling import (
    chunk,
    date_before,
    domestic,
    foreign,
    free_dates,
    hindered,
    told,
)  # fmt: skip
from kg.extract.tokens import Token
from kg.extract.whose import place_abroad
from kg.vocabulary import HOME

TRIGGERS = frozenset(("visitverb", "receive", "come", "go", "goes"))
_NOUN = re.compile(
    "調查(?![局署處站])|團|行程|期間|學者|報告|計畫|計劃|者|人數|次數|活動|之旅|量|率|意願|機制|邀請|後|時|之行|紀錄|執行|簽證|目的"
)
_TOWARDS = re.compile("(?:至|到|赴|來|前來|前往|抵|於|對)$")
_TRAVEL = re.compile("訪問|拜會|參訪|考察|出訪|拜訪|進行|會晤|會談|會商|洽談|磋商|協商|出席就職|參加就職")
_EVENT = re.compile("參加|出席|參與|與會|擔任|演講|邀請|發表")
_TO_COME = re.compile(r"(?<![中少上准大武麻])將(?!於?[今本]?\(?\d)[^，。；]{0,12}$")
_STATE_VISIT = re.compile("(?:正式|國是|國事|工作|友好|敦睦)訪問")
_MEANWHILE = re.compile("^(?:後|[^，。；]{0,8}(?:時|期間|之際)$)")
_HABITUAL = re.compile("每[年月季次]|年年")
_ANEW = re.compile("再[度次]|二度|三度|又率")  # another journey of the same people
_INVITED = re.compile("(?<![應獲受])邀[^，。]{0,10}$")
_NEW_POST = re.compile("到任|出任|履新|接任|就任新職")
_RELIEF = re.compile("搜救|救援|救災|賑災")
_ARRIVES = frozenset(("抵達", "飛抵", "抵訪"))
_STAYS = re.compile(
    "協助搜救|搜救|救災|馳援|支援|受訓|研習|就學|留學|工作|觀光|旅遊|定居|投資|參加|出席|參與|與會|演出|比賽|擔任|時|前|後|之|的|人|就讀|任教|發展|履新|接受|駐"
)
TEACHES = re.compile("[，、]?(?:協助|為[^，。；]{1,6})?(?:訓練|授課|講授|培訓|講習)")  # who comes to teach, for a course
_MANY = re.compile(r"一行(\d+)人|等(\d+)[位人]")


def find(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    """The visits that a sentence tells of; a further call on a journey told by its arrival is part of that one."""
    arrived: set[tuple[str, int]] = set()
    for verb in sentence.of(*TRIGGERS):
        if (_NOUN.match(sentence.between(verb.end, verb.end + 4)) and not _took_place(sentence, verb)) or hindered(
            sentence, verb.start
        ):
            continue
        if is_meeting(reading, verb):
            continue
        if is_attribute(sentence, reading, verb):
            continue
        before = sentence.between(chunk(sentence, verb.start)[0], verb.start)
        private = reading.lexicon.pattern("private", "<<private>>")
        if reading.year is None and private.search(before) is not None:
            continue
        if _TO_COME.search(before) is not None or _INVITED.search(before) is not None:
            continue
        if _HABITUAL.search(before) is not None:
            continue
        way = _way(sentence, reading, verb)
        if way is None or (way[0] == "outbound" and _is_new_post(sentence, reading, verb)):
            continue
        journey = (way[0], way[3])
        if journey in arrived and _ANEW.search(before) is None:
            continue
        found = list(_told(sentence, reading, verb, *way))
        if found and (verb.kind == "come" or verb.text in _ARRIVES):
            arrived.add(journey)
        yield from found


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


def _way(sentence: Sentence, reading: Reading, verb: Token) -> tuple[str, list[Token], list[Token], int] | None:
    """Direction, visitors, visited, and where the subject's part begins; None where no border is crossed."""
    high = chunk(sentence, verb.start)[1]
    aims = [t for t in sentence.tokens if verb.end <= t.start < high and (t.is_name or domestic(reading, t))]
    city = _city(sentence, reading, verb, high)
    if city is not None:
        aims = [city, *aims]
    begin, before = subject_of(sentence, reading, verb)
    these = these_countries(sentence, reading, verb, begin)
    if these and (domestic(reading, before[0]) if before else leads(sentence, reading, begin, verb.start)):
        return "outbound", before[:1], these, begin
    before = heads_of(sentence, before)
    host = before[-1] if before and domestic(reading, before[-1]) and verb.start - before[-1].end <= 8 else None
    if host is not None and _TOWARDS.search(sentence.between(host.start - 2, host.start)):
        aims = [host]
        before = before[:-1]
        if not before:
            begin, before = subject_of(sentence, reading, verb._replace(start=chunk(sentence, host.start)[0]))
            before = [t for t in before if foreign(reading, t)][:1]
    if before and foreign(reading, before[-1]) and sentence.between(before[-1].start - 1, before[-1].start) == "對":
        aims = before[-1:]
        before = before[:-1]
        verb = verb._replace(start=aims[0].start, end=aims[0].start)
    if verb.kind == "goes":
        if not before and leads(sentence, reading, begin, verb.start):
            return "outbound", [], [verb], begin
        return ("outbound", before, [verb], begin) if before and domestic(reading, before[0]) else None
    if (
        verb.kind == "go"
        and aims
        and aims[0].kind in ("self", "agency")
        and domestic(reading, aims[0])
        and aims[0].start == verb.end
        and _comers(reading, before)
    ):
        travel = _TRAVEL.search(sentence.between(aims[0].end, high))
        return ("inbound", _comers(reading, before), aims[:1], begin) if travel is not None else None
    if verb.kind == "go":
        return _outward(sentence, reading, verb, before, aims, begin)
    if verb.kind == "come":
        if TEACHES.match(sentence.between(verb.end, verb.end + 10)) is not None:
            return None
        around = sentence.between(begin, begin + 4) + sentence.between(verb.end, min(verb.end + 8, high))
        if _EVENT.search(around) or not _comers(reading, before):
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
        return "inbound", _comers(reading, before), [t for t in aims if domestic(reading, t)], begin
    aim = aims[0] if aims else None
    if verb.text in ("抵達", "飛抵") and aim is None and sentence.between(verb.end, verb.end + 1) in tuple("，。；"):
        comers = [t for t in _comers(reading, before) if foreign(reading, t)]  # nowhere else than here
        official = _is_official(sentence, reading, sentence.between(begin, verb.start), verb)
        return ("inbound", comers, [], begin) if comers and official else None
    if verb.text in _ARRIVES and _RELIEF.search(sentence.between(verb.end, verb.end + 14)) is not None:
        return None
    if verb.text in _ARRIVES and not _is_official(sentence, reading, sentence.between(begin, verb.start), verb):
        return None
    going = _gone_to(sentence, reading, verb)
    if going:
        senders = [t for t in before if domestic(reading, t)]
        return (
            ("outbound", senders[:1], going, begin) if senders or leads(sentence, reading, sentence.start, verb.start) else None
        )
    if verb.kind == "visitverb" and (aim is None or aim.start - verb.end > 12) and _is_host(sentence, reading, verb):
        comers = _comers(reading, before)
        return ("inbound", comers, [], begin) if comers and _comes(reading, before[0]) else None
    if verb.kind == "receive" and reading.home == HOME:
        place = place_abroad(sentence, reading, chunk(sentence, verb.start)[0], verb.start)
        if place is not None:  # whoever is received there, somebody of ours has gone there
            ours = any(domestic(reading, t) for t in aims)
            theirs = any(foreign(reading, t) and t.iso3 == place.iso3 for t in aims) and not _comers(reading, before)
            return ("outbound", [], [place], begin) if ours or theirs else None
    if verb.kind == "receive":
        guests = [t for t in aims if _comes(reading, t)]
        return ("inbound", guests, before[:1], verb.end) if guests and not _comers(reading, before) else None
    if verb.text == "來訪" and not aims and _comers(reading, before) and foreign(reading, before[0]):
        official = _is_official(sentence, reading, sentence.between(begin, verb.start), verb)
        return ("inbound", _comers(reading, before), [], begin) if official else None
    if aim is None or aim.start - verb.end > 12:
        return None
    comers = _comers(reading, before)
    if domestic(reading, aim) and (comers or (not before and has_latin(sentence, begin, verb.start))):
        if before and domestic(reading, before[0]) and before[0].kind != "home":
            return None
        return "inbound", comers, [aim], begin
    if before and reading.home == HOME and sentence.between(before[0].end, before[0].end + 1) == "駐":
        return None
    ours = domestic(reading, before[0]) if before else leads(sentence, reading, begin, verb.start)
    if foreign(reading, aim) and aim.kind != "embassy" and ours:
        return "outbound", before[:1], [t for t in aims if foreign(reading, t)], begin
    return None


def _outward(
    sentence: Sentence, reading: Reading, verb: Token, before: list[Token], aims: list[Token], begin: int
) -> tuple[str, list[Token], list[Token], int] | None:
    targets = [t for t in aims if foreign(reading, t) and t.kind == "country"]
    if not targets or targets[0].start - verb.end > 2:
        return None
    rest = sentence.between(targets[0].end, targets[0].end + 40)
    low, _ = chunk(sentence, verb.start)
    travel = _TRAVEL.search(rest)
    event = _EVENT.search(rest)
    if travel is None or (event is not None and event.start() < travel.start()):
        return None
    ours = [t for t in before if domestic(reading, t)]
    led = leads(sentence, reading, low, verb.end) or _STATE_VISIT.search(sentence.text) is not None
    if not ours and ((before and before[-1].end > low) or not led):
        return None
    return "outbound", ours[:1], _row(sentence, targets), begin


def _gone_to(sentence: Sentence, reading: Reading, verb: Token) -> list[Token]:
    """The place abroad to which somebody goes in the part of the verb, to call there: 前往帛琉司法部拜會部長."""
    low, _ = chunk(sentence, verb.start)
    for token in sentence.of("go"):
        aims = [t for t in sentence.tokens if token.end <= t.start <= token.end + 2 and foreign(reading, t)]
        if low <= token.start < verb.start and aims and verb.kind == "visitverb":
            return aims[:1]
    return []


def _row(sentence: Sentence, names: list[Token]) -> list[Token]:
    """The first name and those joined to it: 香港及新加坡."""
    kept = names[:1]
    for token in names[1:]:
        if sentence.between(kept[-1].end, token.start) not in ("、", "及", "和", "與"):
            break
        kept.append(token)
    return kept


def _city(sentence: Sentence, reading: Reading, verb: Token, high: int) -> Token | None:
    """The country of a city abroad that stands right behind the verb: 訪問河內."""
    if verb.kind not in ("go", "visitverb"):
        return None
    name = reading.lexicon.city_at(sentence.between(verb.end, high))
    if not name:
        return None
    code = reading.lexicon.cities[name]
    official = _is_official(sentence, reading, sentence.between(chunk(sentence, verb.start)[0], verb.start), verb)
    if code == reading.home and verb.text not in _ARRIVES and not official and reading.home == HOME:
        return None
    if code == reading.home:
        return Token(verb.end, verb.end + len(name), "home", name)
    country = reading.lexicon.country_names[code]
    return Token(verb.end, verb.end + len(name), "country", name, code, code, country)


def _is_official(sentence: Sentence, reading: Reading, phrase: str, verb: Token) -> bool:
    """Whether someone in office or a delegation comes, who is not said to come for an event, a course or for good."""
    official = reading.lexicon.pattern("comer", "<<official>>|<<title>>|應[^，。]{2,14}邀請")
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


def _comers(reading: Reading, before: list[Token]) -> list[Token]:
    return [token for token in before if _comes(reading, token)]


def _told(
    sentence: Sentence, reading: Reading, verb: Token, direction: str, visitors: list[Token], visited: list[Token], begin: int
) -> Iterator[Candidate]:
    low = chunk(sentence, verb.start)[0]
    dates = [d for d in free_dates(sentence) if d.start < verb.start and (low <= d.start or not is_of_saying(sentence, d))]
    when = date_before(sentence, verb.start, [d for d in dates if d.days] or dates)
    if when is None:
        inner = [date for date in free_dates(sentence) if verb.start < date.start < chunk(sentence, verb.start)[1]]
        when = inner[0] if inner and inner[0].days else None
    if when is None and reading.year is None:
        later = nearest(sentence, verb)
        when = later if later is not None and later.days[0].precision == 3 else None
    recent = (
        reading.published is not None and re.search("日前|日昨|上午|下午|近日|[上本][週周]|近期", sentence.text) is not None
    )
    dated_text = reading.year is not None or reading.published is not None
    if when is None and not recent and (dated_text or verb.kind != "visitverb"):
        return
    if when is not None and when.days and when.days[0].precision == 1:
        return
    parties = parties_of(sentence, reading, verb, direction, visitors, visited, begin)
    low, high = chunk(sentence, verb.start)
    high = min(high, (visited[0].end if visited and visited[0].start > verb.start else verb.end) + 2)
    abroad = visitors if direction == "inbound" else visited
    many = _MANY.search(sentence.between(begin, verb.end))
    attendance = int(next(filter(None, many.groups()))) if many is not None else None
    pairs = bracketed(sentence, abroad, dates) or list(each(abroad, when))
    for token, date in pairs:
        kept = tuple(p for p in parties if token is None or not p.iso3 or p.iso3 in (token.iso3, reading.home))
        yield told(
            reading,
            sentence,
            "visit",
            low,
            high,
            when=when if date is not None else None,
            date=date,
            direction=direction,
            parties=kept,
            attendance=attendance,
        )
