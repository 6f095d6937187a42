"""Visits told in other words than those of calling: someone in office from abroad is here, or one of ours is abroad.

Read after `visits`, in sentences where that found none: an official from abroad, named before or in the sentence before, who arrives,
stays, looks at something or is received at a place of the home side; one of ours who goes to a place abroad and does not go for an event.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.chinese.callers import parties_of
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.comers import PRONOUN, comer, invites, is_comer, is_guest, named_before, sentence_before
from kg.extract.chinese.directions import TEACHES
from kg.extract.chinese.nearest import nearest
from kg.extract.chinese.ours import is_named_again
from kg.extract.chinese.receptions import is_meeting
from kg.extract.chinese.telling import chunk, chunks, domestic, foreign, hindered, told
from kg.extract.chinese.tokens import Token
from kg.extract.lexicon import LONGEST_CITY

# no 到 of 受到臺灣, 提到日本
_SHORT = re.compile(
    "[抵飛訪到赴至轉](?<![降遲寄送運直].)(?<![受感看得提談見聽想做達遭收接找碰遇學用意解識直]到)(?:(?<!轉)|往)(?=(?P<place>[一-鿿]{2,8}))"
)
_CALLS = frozenset(("拜訪", "拜會", "參訪", "來訪", "到訪"))
_HITHER = frozenset(("到過這裡", "來過這裡", "到過此地", "來過此地", "到過臺灣", "來過臺灣"))
_LETTER_ENDS = re.compile("[，。、；與和及並後訪考拜參洽協商交進展推取觀出爭與會視簽慰聽了瞭討分]|$")
_NEW_POST = re.compile("履新|就任|上任|到任|接任")
_CEREMONY = re.compile(
    "[^，。；]{0,14}(?:就職|就任|國慶|慶典|葬禮|喪禮|國葬|登基|加冕|獨立紀念|獨立日)"
)  # for which envoys travel
_BY = re.compile("(?:由|獲|受|在|經|承|蒙|與|和|跟|向)[^，。]{0,20}$")
_ACCEPTED = re.compile("(?:接受|接獲|迎接|歡迎)(?!.*(?:專訪|媒體|訪談))")
_ALONG = re.compile("(?:由|在)[^，。]{2,24}(?:陪同|引導|導覽|接待|安排|帶領)")


def find(sentence: Sentence, reading: Reading, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """The first visit that a sentence tells of in such words, if any; ``found`` are the candidates before it."""
    if not _may_travel(sentence, reading) or (sentence.of("post") and "駐" in sentence.text):
        return
    for verb in _verbs(sentence, reading):
        if hindered(sentence, verb.start) or _is_to_come(sentence, verb) or _is_attribute(sentence, verb):
            continue
        if TEACHES.match(sentence.between(verb.end, verb.end + 10)) is not None:
            return
        if _NEW_POST.search(sentence.between(verb.end, verb.end + 14)) is not None:
            return
        told_visit = _inward(sentence, reading, verb, found) or _outward(sentence, reading, verb)
        if told_visit is not None:
            if reading.lexicon.pattern("novisit", "<<novisit>>|<<private>>").search(sentence.text) is None:
                yield told_visit
            return


def _may_travel(sentence: Sentence, reading: Reading) -> bool:
    """Whether a country is named in the sentence, or may be by its letter or one of its cities, or someone is taken up."""
    if not sentence.dates:
        return False
    for token in sentence.tokens:
        if token.kind in ("come", "go", "visitverb") or foreign(reading, token):
            return True
    return PRONOUN.match(sentence.text) is not None or _SHORT.search(sentence.text) is not None


def _verbs(sentence: Sentence, reading: Reading) -> list[Token]:
    """The words of moving and being somewhere, in order: those of the lexicon, and 抵, 飛, 到 before a place."""
    found = [t for t in sentence.of("come", "go", "visitverb", "receive") if not is_meeting(reading, t)]
    for match in _SHORT.finditer(sentence.text):
        low = sentence.start + match.start()
        if not _taken(sentence, low) and (
            reading.lexicon.city_at(match["place"]) or _names_at(sentence, sentence.start + match.start("place"))
        ):
            found.append(Token(low, sentence.start + match.start("place"), "go", match[0]))
    for match in reading.lexicon.pattern("here", "<<here>>").finditer(sentence.text):
        low = sentence.start + match.start()
        if not _taken(sentence, low):
            found.append(Token(low, sentence.start + match.end(), "here", match[0]))
    return sorted(found, key=lambda token: token.start)


def _taken(sentence: Sentence, place: int) -> bool:
    """Whether a place lies inside a name or word of the lexicon."""
    return any(token.start <= place < token.end for token in sentence.tokens)


def _names_at(sentence: Sentence, place: int) -> bool:
    return any(token.start == place and token.kind == "country" for token in sentence.tokens)


def _is_attribute(sentence: Sentence, verb: Token) -> bool:
    """Whether it only says who somebody is: 來訪的部長."""
    return verb.text in ("來訪", "到訪") and sentence.between(verb.end, verb.end + 1) in ("的", "之")


def _is_to_come(sentence: Sentence, verb: Token) -> bool:
    before = sentence.between(chunk(sentence, verb.start)[0], verb.start)
    return (
        re.search(r"(?<![中少上准大武麻即])將(?!於?[今本]?\(?\d)|擬|預定|預計|即將|下[週周月]|明[年天日]|若|如果|邀請$", before)
        is not None
    )


def _place(sentence: Sentence, reading: Reading, low: int, high: int) -> Token | None:
    """The first place or body between two places: of the home side or abroad."""
    named = [t for t in sentence.tokens if low <= t.start < high and (t.is_name or domestic(reading, t)) and t.kind != "pair"]
    text = sentence.between(low, high + LONGEST_CITY)
    end = named[0].start - low if named else high - low
    for at in range(min(end, len(text))):
        name = reading.lexicon.city_at(text[at : at + LONGEST_CITY])
        if name:
            code = reading.lexicon.cities[name]
            if code == reading.home:
                return Token(low + at, low + at + len(name), "home", name)
            return Token(low + at, low + at + len(name), "country", name, code, code, reading.lexicon.country_names[code])
    return named[0] if named else None


def _inward(sentence: Sentence, reading: Reading, verb: Token, found: Sequence[Candidate]) -> Candidate | None:
    low, high = chunk(sentence, verb.start)
    if verb.kind != "receive" and _goes_for_event(sentence, reading, verb.end):
        return None
    if verb.kind == "receive" or (verb.kind == "visitverb" and _ACCEPTED.search(sentence.between(low, verb.start)) is not None):
        return _received(sentence, reading, verb)
    if verb.kind == "come" or verb.text in _HITHER:
        here = True
        visited: list[Token] = []
    else:
        place = _place(sentence, reading, verb.end, min(high, verb.end + 12))
        if place is None or verb.kind == "here":
            before = _place_before(sentence, reading, low, verb.start)
            place = before if before is not None else place
        place = place or _accompanied(sentence, reading, low, high)
        if place is None and verb.text in _CALLS and sentence.between(verb.end, verb.end + 1) in "，。；":
            place = Token(verb.end, verb.end, "home", "")
        if place is None:
            return None
        if place.start >= verb.end and _goes_for_event(sentence, reading, place.end):
            return None
        here = domestic(reading, place)
        visited = [place] if place.kind in ("agency", "self") else []
    visitor = comer(sentence, reading, verb.start) or named_before(sentence, reading, verb.start, found) if here else None
    if visitor is None:
        return None
    return _candidate(sentence, reading, verb, "inbound", [visitor], visited)


def _goes_for_event(sentence: Sentence, reading: Reading, place: int) -> bool:
    """Whether the words at a place say that they came to take part in something: 來臺參加, 赴北京參加了."""
    behind = sentence.between(place, place + 10).lstrip("，")
    return reading.lexicon.pattern("forevent", "<<forevent>>").match(behind) is not None


def _accompanied(sentence: Sentence, reading: Reading, low: int, high: int) -> Token | None:
    """Who of the home side went along in the part: 在…校長陪同下."""
    text = sentence.between(low, high)
    ours = [t for t in sentence.tokens if low <= t.start < high and domestic(reading, t)]
    return ours[0] if ours and _ALONG.search(text) is not None else None


def _place_before(sentence: Sentence, reading: Reading, low: int, high: int) -> Token | None:
    """A place of the home side behind 在, 到 and the like before the verb in its part."""
    text = sentence.between(low, high)
    for match in re.finditer("[在於到往至赴抵進]", text):
        place = _place(sentence, reading, low + match.end(), min(high, low + match.end() + 6))
        if place is not None and place.start - (low + match.end()) <= 6:
            return place
    return None


def _received(sentence: Sentence, reading: Reading, verb: Token) -> Candidate | None:
    """Someone from abroad who is received: behind the verb, or before it where the host stands behind 由 or 獲."""
    low, high = chunk(sentence, verb.start)
    before = sentence.between(low, verb.start)
    accepted = _ACCEPTED.search(before)
    if accepted is not None:
        begin = low + accepted.end()
        guests = [t for t in sentence.tokens if begin <= t.start < verb.start and is_guest(reading, t, verb.start)]
        return _candidate(sentence, reading, verb, "inbound", guests[:1], []) if guests else None
    if _BY.search(before) is not None:
        visitor = comer(sentence, reading, verb.start)
        home = [t for t in sentence.tokens if low <= t.start < verb.start and domestic(reading, t)]
        title = reading.lexicon.pattern("comer", "<<official>>|<<title>>")
        if visitor is None or visitor.start > low or (not home and title.search(before) is None):
            return None
        return _candidate(sentence, reading, verb, "inbound", [visitor], [])
    groups = [t for t in sentence.of("delegation") if verb.end <= t.start < high]
    if groups and not any(verb.end <= t.start < groups[0].start for t in sentence.tokens if t.is_name):
        earlier = sentence_before(sentence, reading)
        named = [t for t in earlier.tokens if is_comer(earlier, reading, t, earlier.end)] if earlier is not None else []
        return _candidate(sentence, reading, verb, "inbound", named[:1], []) if named else None
    guests = [t for t in sentence.tokens if verb.end <= t.start < high and is_comer(sentence, reading, t, high)]
    abroad = [t for t in sentence.tokens if t.start < verb.start and foreign(reading, t)]
    if not guests or abroad:
        return None
    return _candidate(sentence, reading, verb, "inbound", guests[:1], [])


def _outward(sentence: Sentence, reading: Reading, verb: Token) -> Candidate | None:
    if verb.kind not in ("go", "visitverb") or verb.text.startswith(("來", "到訪", "蒞")):
        return None
    high = chunk(sentence, verb.start)[1]
    place = _place(sentence, reading, verb.end, min(high, verb.end + 5)) or _letter(sentence, reading, verb)
    if invites(sentence.between(chunk(sentence, verb.start)[0], verb.start)):
        return None
    if place is None or not foreign(reading, place) or place.kind not in ("country", "agency"):
        return None
    rest = sentence.between(place.end, place.end + 30)
    event = reading.lexicon.pattern("forevent", "<<forevent>>").search(rest)
    talks = reading.lexicon.pattern("fortalks", "<<fortalks>>").search(rest)
    if event is not None and (talks is None or event.start() < talks.start()) and _CEREMONY.match(rest, event.end()) is None:
        return None
    if not _ours(sentence, reading, verb):
        return None
    targets = [place]
    for token in sentence.tokens:
        if token.start >= targets[-1].end and foreign(reading, token) and token.kind == "country":
            if sentence.between(targets[-1].end, token.start) not in ("、", "及", "和", "與"):
                break
            targets.append(token)
    return _candidate(sentence, reading, verb, "outbound", [], targets)


def _letter(sentence: Sentence, reading: Reading, verb: Token) -> Token | None:
    """The country whose letter stands alone behind a verb of one letter: 赴美, 飛日, 抵越."""
    letter = sentence.between(verb.end, verb.end + 1)
    codes = [code for code in reading.lexicon.letters.get(letter, ()) if code != reading.home]
    if len(verb.text) > 3 or not codes or _LETTER_ENDS.match(sentence.between(verb.end + 1, verb.end + 3)) is None:
        return None
    named = [code for code in codes if any(token.iso3 == code for token in sentence.tokens)]
    code = (named or codes)[0]
    return Token(verb.end, verb.end + 1, "country", letter, code, code, reading.lexicon.country_names[code])


def _ours(sentence: Sentence, reading: Reading, verb: Token) -> bool:
    """Whether one of ours in office is the subject: named before the verb, none from abroad nearer, with an office or a delegation."""
    before = [t for t in sentence.tokens if t.start < verb.start and (t.is_name or domestic(reading, t)) and t.kind != "pair"]
    leads = reading.lexicon.pattern("traveller", "<<leads>>|<<title>>|<<official>>|派員|人員|小組|赴任")
    for low, end in reversed([span for span in chunks(sentence) if span[0] <= verb.start]):
        text = sentence.between(low, min(end, verb.start))
        names = [t for t in before if low <= t.start < min(end, verb.start)]
        free = [t for t in names if not foreign(reading, t) or is_comer(sentence, reading, t, verb.start)]
        if free:
            last = free[-1]
            return (
                domestic(reading, last)
                and last.kind != "country"
                and leads.search(sentence.between(last.start, verb.start)) is not None
            )
        if leads.search(text) is not None and not any(foreign(reading, t) for t in before):
            return True
    if is_named_again(sentence, reading) and not any(foreign(reading, t) for t in before):
        return True
    earlier = sentence_before(sentence, reading) if PRONOUN.match(sentence.text) is not None else None
    if earlier is None or any(is_comer(earlier, reading, t, earlier.end) for t in earlier.tokens):
        return False
    ours = [t for t in earlier.tokens if domestic(reading, t)]
    return bool(ours) and leads.search(earlier.between(ours[-1].start, earlier.end)) is not None


def _candidate(
    sentence: Sentence, reading: Reading, verb: Token, direction: str, visitors: list[Token], visited: list[Token]
) -> Candidate | None:
    when = nearest(sentence, verb)
    date = when.whole if when is not None else None
    if date is None or when is None:
        return None
    low, high = chunk(sentence, verb.start)
    if date.precision == 1 and (reading.published is None or not low <= when.start < high):
        return None
    begin = visitors[0].start if visitors and visitors[0].start >= sentence.start else chunk(sentence, verb.start)[0]
    within = [t for t in visitors if t.start >= sentence.start] or visitors
    parties = parties_of(sentence, reading, verb, direction, within, visited, begin)
    return told(
        reading,
        sentence,
        "visit",
        chunk(sentence, verb.start)[0],
        verb.end + 8,
        when=when,
        date=date,
        direction=direction,
        parties=parties,
    )
