"""Who comes from abroad: the official, delegation or body that a sentence, or the one before it, names as a traveller."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.telling import domestic, foreign
from kg.extract.chinese.tokens import Token
from kg.extract.folding import BREAK

PRONOUN = re.compile(
    "(?:[^，。]{0,8}，)?(?:[他她渠]|該員|該團|一行|訪團|訪賓|外賓|團員|代表團|該局長|該署長|該部長|這位|這名|這群|此行|隨後|同行)"
)
WITH = re.compile(
    "(?:[與和跟同在由向對駐赴]|前往|陪同|針對|呼籲|要求|邀請|陪伴|援助|協助|提供|防範|拜訪|拜會|訪問|參訪|出訪|有關|關於|所屬|除了)$"
)
_ABROAD_FOR = re.compile("[^，。]{0,12}(?:籍|留學|旅遊|移工|漁工|學生|旅客|遊客|觀光|商品|產品|市場|語)")
_INVITES = re.compile("(?<![應獲受])邀[^，。]{0,12}$")
_INVITED = re.compile("[應獲受][^，。時訪並也]{1,16}邀")  # but 受訪時邀請 invites
_END = re.compile(f"[。！？{BREAK}]")
_REACH = 45  # characters from a foreign name to the office of who comes
_FAR = 220  # characters to the sentence that names who is meant


def comer(sentence: Sentence, reading: Reading, place: int) -> Token | None:
    """Who comes: the nearest official from abroad before a place in the sentence, else in the one before where a pronoun stands here."""
    low = sentence.start
    for token in reversed([t for t in sentence.tokens if low <= t.start < place]):
        if is_comer(sentence, reading, token, place):
            ours = [t for t in sentence.tokens if t.start < token.start and domestic(reading, t)]
            joined = sentence.between(token.start - 1, token.start) in ("與", "和", "跟", "同")
            if joined and ours and not _is_delegation(sentence, reading, token, place):
                return None
            return token
    taken_up = PRONOUN.match(sentence.between(low, place))
    if taken_up is None or any(t.start < low + taken_up.end() and t.is_name for t in sentence.tokens if t.kind != "pair"):
        return None
    before = sentence_before(sentence, reading)
    if before is None:
        return None
    named = [t for t in before.tokens if is_comer(before, reading, t, before.end)]
    return named[0] if named and len({t.iso3 for t in named}) == 1 else None


def named_before(sentence: Sentence, reading: Reading, place: int, found: Sequence[Candidate]) -> Token | None:
    """Someone from abroad who is named again: the country of a person who was told to have come."""
    text = sentence.between(sentence.start, place)
    for candidate in reversed(found[-12:]):
        for party in candidate.parties if candidate.type == "visit" and candidate.direction == "inbound" else ():
            if party.kind == "person" and party.iso3 not in ("", reading.home) and len(party.name) > 1 and party.name in text:
                low = sentence.start + text.index(party.name)
                name = reading.lexicon.country_names[party.iso3]
                return Token(low, low + len(party.name), "country", party.name, party.iso3, party.iso3, name)
    return None


def _is_delegation(sentence: Sentence, reading: Reading, token: Token, place: int) -> bool:
    """Whether a foreign name is that of a delegation: it travels, with whomever it meets."""
    pattern = reading.lexicon.pattern("group body", "<<groupword>>|訪團|議員團|參訪團")
    return pattern.search(re.split("[，。]", sentence.between(token.end, place))[0]) is not None


def sentence_before(sentence: Sentence, reading: Reading) -> Sentence | None:
    """The sentence before, with its names and without its dates; None at the head of a text."""
    text = reading.folded.text
    low = max(0, sentence.start - _FAR)
    cuts = [match.end() for match in _END.finditer(text, low, max(low, sentence.start - 1))]
    start = cuts[-1] if cuts else low
    if start >= sentence.start or (cuts and text[cuts[-1] - 1] == BREAK and start > sentence.start - 4):
        return None
    first, last = bisect_left(reading.token_starts, start), bisect_left(reading.token_starts, sentence.start)
    return Sentence(start, sentence.start, text[start : sentence.start], reading.tokens[first:last], ())


def is_comer(sentence: Sentence, reading: Reading, token: Token, end: int) -> bool:
    """Whether a foreign name begins the name of someone in office or of a delegation that stands before ``end``."""
    if not foreign(reading, token) or token.kind in ("pair", "embassy"):
        return False
    before = sentence.between(token.start - 3, token.start)
    if WITH.search(before) is not None and not (before[-1] in "與和跟同" and _is_delegation(sentence, reading, token, end)):
        return False
    phrase = re.split("[，。；「]|臺灣|我國|提出|表示|訪臺|來臺", sentence.between(token.end, min(token.end + _REACH, end)))[0]
    if _ABROAD_FOR.match(phrase) is not None:
        return False
    if token.text in reading.lexicon.words["delegation"]:
        return True
    crowd = reading.lexicon.pattern("crowd", "<<crowd>>").search(phrase)
    office = reading.lexicon.pattern("invited comer", "<<official>>|<<title>>|應[^，。]{2,14}邀請").search(phrase)
    return office is not None and (crowd is None or office.start() > crowd.start())


def invites(before: str) -> bool:
    """Whether the words before a verb of travelling are those of an invitation, and not of who follows one: 應柬方邀請抵達金邊."""
    return _INVITES.search(before) is not None and _INVITED.search(before) is None


def is_guest(reading: Reading, token: Token, end: int) -> bool:
    """Whether a foreign name is that of someone in office or a body whose call is received."""
    return foreign(reading, token) and token.kind not in ("pair", "embassy") and end - token.start <= _REACH
