"""Meetings, workshops and trainings: held, or attended, on days that the text gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.chinese.attending import attendance_of, learners_of, parties_of
from kg.extract.chinese.clauses import Reading, Sentence, quoted
from kg.extract.chinese.helddays import day_held, days_held
from kg.extract.chinese.sessions import count_of, parties_in, sessions_of
from kg.extract.chinese.telling import chunk, foreign, hindered, location, told
from kg.extract.chinese.titles import NOUNS, bracket, is_topic, listed, title_span
from kg.extract.chinese.tokens import Token
from kg.extract.chinese.when import When
from kg.extract.chinese.whose import is_domestic, is_of_others
from kg.extract.lexicon import PAIR
from kg.vocabulary import HOME

TRIGGERS = frozenset(NOUNS)
_GENERIC = re.compile(
    r"^(?:該|本次|本屆|此次|各項|各式|相關|有關|國際|雙邊|重要|專業|\d+[場次]*|等|各|召開|定期|以線上|國內外|兩岸)*$"
)
_STOP = re.compile("[。；：，]")
_NATIONS = re.compile(r"(\d+)\s?(?:多|餘)?(?:個)?(?:國家|國)(?!際)")
_BARE_VERBS = frozenset(("研商", "諮商", "研習", "訓練", "對話", "研討", "座談"))
_OBJECT = re.compile("(?![會議班營課團中後時之的及與和暨等並於在由])[一-鿿]")
_LETTERS = re.compile(r"\([A-Z][A-Za-z]{1,9}\)[^，。；]*$")
_CONTENT = re.compile("(?:課程|內容|主題|議題|項目|科目)[^，。；]{0,6}(?:包含|包括|涵蓋|為|計有|有)")
_SELF_SAYING = frozenset(("受訓",))
_COMES_FOR = re.compile("(?:來臺|來華|赴臺|來署)[^，。]{0,4}$|赴[^，。]{2,28}$")
_SAME_NAME = re.compile(r"(?:\([^()]{1,30}\))?(?:第\d+[屆次])?|[」』]?(?:執行)?|周邊|系列|部長級|會前|雙邊|領袖|首長|專題|年度")
_SERIAL = re.compile(r"(?:第[\d一二三四五六七八九十]+[次屆]|首[次屆])$")
_NTH = re.compile(r"第[\d一二三四五六七八九十]+[次屆]")
_TALKS = frozenset(("視訊會談", "視訊會議"))
_ALONE = re.compile("[，。；、就]|$")
_SO_FAR = re.compile("至今|迄今|歷來|歷年|累計|截至")
_FOUNDED = re.compile("(?:首次|首度)?(?:開辦|創辦|創設|首辦)")  # the first of a series, in a year that may be all that is told
_SPEAKS = re.compile(
    "[」』]?(?:[(（][^()（）]{2,60}[)）])?(?:會?[上中]|開幕(?:式|典禮)?[上中]?|閉幕(?:式|典禮)?[上中]?|現場)?(?:發表|進行|以)?(?:[^，。；]{0,12})?(?:致詞|致辭|演說|演講|開講|擔任主講|專題報告)"
)
_AT = re.compile("[在於]「?$|[在於]$")
_UNINVITED = ("未獲邀", "未受邀", "未獲同意", "未獲准", "未獲接受", "未獲回應", "未能成行", "未能與會", "未能出席", "未能參加")
_SEMINAR = re.compile("(?:全球合作暨訓練架構|GCTF)[^，。]{0,20}研習營$")
_NAME_GOES_ON = 40  # characters between two nouns of one name
_COVERS = ("包括", "包含", "期藉")
_MET_WITH = re.compile("(?:並|還|又)?[與和跟同]")
_WITH = re.compile("[與和跟同]")


def find(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    """The meetings, workshops and trainings that a sentence tells of."""
    spans = [(sentence.start + low, sentence.start + high) for low, high in quoted(sentence.text)]
    nouns = sentence.of(*TRIGGERS)
    done: set[tuple[int, int]] = set()
    for i, noun in enumerate(nouns):
        if _is_of_next(sentence, noun, nouns[i + 1 : i + 2]) or _is_no_noun(sentence, noun, nouns):
            continue
        span = title_span(sentence, noun, spans)
        if span is None or span in done or is_topic(sentence, noun):
            continue
        done.add(span)
        if is_domestic(sentence, reading, noun.kind):
            continue
        if noun.kind == "training" and _SEMINAR.search(sentence.between(span[0] - 30, noun.end)) is not None:
            noun = noun._replace(kind="workshop")
        if noun.kind == "meeting" and is_of_others(sentence, reading, noun.start):
            continue
        verb = _verb(sentence, span, noun)
        if verb is None or hindered(sentence, verb.start) or _is_habit(sentence, reading, verb):
            continue
        if _says_who(sentence, reading, verb, span[1]):
            continue
        begin = chunk(sentence, noun.start)[0]
        if noun.text == "年會" and any(begin <= t.start < noun.start for t in sentence.of("attend")):
            noun = noun._replace(kind="meeting")  # of the body that they belong to
        yield from _told(sentence, reading, noun, span, verb)


def _is_of_next(sentence: Sentence, noun: Token, following: Sequence[Token]) -> bool:
    """Whether a noun is only the beginning of a longer name, 工作坊系列研討會, or a body whose meeting the next one tells."""
    if not following:
        return False
    between = sentence.between(noun.end, following[0].start)
    if len(between) <= _NAME_GOES_ON and _SAME_NAME.fullmatch(between) is not None:
        return True
    return noun.text.endswith("委員會") and _LETTERS.match(between) is not None


def _is_no_noun(sentence: Sentence, noun: Token, nouns: Sequence[Token]) -> bool:
    """Whether the word stands for no event of its own: as a verb, 研商議題, 進行研討，, or 受訓 behind the course that it is about."""
    if noun.text in _SELF_SAYING and any(other.kind == "training" and other.start < noun.start for other in nouns):
        return True
    behind = sentence.between(noun.end, noun.end + 1)
    if noun.text in ("研討", "座談") and behind in tuple("，。；") and "進行" in sentence.between(noun.start - 12, noun.start):
        return True
    serial = _SERIAL.search(sentence.between(noun.start - 6, noun.start)) is not None
    return noun.text in _BARE_VERBS and not serial and _OBJECT.match(behind) is not None


def _says_who(sentence: Sentence, reading: Reading, verb: Token, end: int) -> bool:
    """Whether the words say who somebody is in a text of another country, which `receptions` reads: 來出席論壇的部長."""
    came_for_it = verb.kind == "attend" and sentence.between(verb.start - 2, verb.start).startswith("來")
    return reading.home != HOME and came_for_it and sentence.between(end, end + 1) == "的"


def _talks_with(sentence: Sentence, low: int, high: int) -> bool:
    """Whether the part is a subject that talks with another: 9日與美國衛生部長視訊會談."""
    begin = chunk(sentence, high - 1)[0]
    return any(t.is_name and begin < t.start < high and _WITH.search(sentence.between(begin, t.start)) for t in sentence.tokens)


def _is_habit(sentence: Sentence, reading: Reading, verb: Token) -> bool:
    """Whether it is said to return, 每年都會舉行, or not to have come about, 活動未果."""
    low, high = chunk(sentence, verb.start)
    pattern = reading.lexicon.pattern("habit", "(?:<<habit>>)[^，。]{0,4}$")
    if pattern.search(sentence.between(max(low, verb.start - 12), verb.start)) is not None:
        return True
    denied = [token for token in sentence.of("deny") if token.text.startswith("未")]
    return any(
        low <= token.start < high or sentence.between(token.start, token.end + 4).startswith(_UNINVITED) for token in denied
    )


def _verb(sentence: Sentence, span: tuple[int, int], noun: Token) -> Token | None:
    """The verb that says that it was held or attended: close before the name, or behind it in its part."""
    low, high = span
    if noun.text in _SELF_SAYING and _COMES_FOR.search(sentence.between(noun.start - 32, noun.start)):
        return noun
    inherited = listed(sentence, low)
    for token in reversed(sentence.of("hold", "attend")):
        if inherited is not None and token.end <= inherited:
            return token
        gap = sentence.between(token.end, low)
        if token.text == "接受" and noun.kind != "training":
            continue
        if token.end <= low and len(gap) <= 14 and _STOP.search(gap) is None:
            return token
    end = chunk(sentence, high)[1]
    if sentence.between(high, high + 1) in tuple("」』》"):
        high += 1 + bracket(sentence, high + 1)  # its name in another language
    if noun.text in _TALKS and _ALONE.match(sentence.between(high, high + 1)) and _talks_with(sentence, low, high):
        return noun
    if _AT.search(sentence.between(low - 2, low)) is not None and _SPEAKS.match(sentence.between(high, end)) is not None:
        return noun
    for token in sentence.of("hold"):
        if (
            high <= token.start < end + 20
            and token.start - high <= 45
            and not re.search("[」』].*[「『]", sentence.between(high, token.start))
        ):
            between = sentence.between(high, token.start)
            if between.count("，") <= 1 and not any(high + 1 < t.start < token.start for t in sentence.of(*TRIGGERS)):
                return token
    return None


def _told(sentence: Sentence, reading: Reading, noun: Token, span: tuple[int, int], verb: Token) -> Iterator[Candidate]:
    """The event on each of its days, where its name or what is told of it makes it one of its own."""
    title = _title(reading, span)
    value = count_of(sentence, span)
    if _is_general(sentence, reading, noun, span, title, value):
        return
    bare = _is_bare(noun, title)
    learners = learners_of(sentence, reading, verb) if noun.kind == "training" else None
    named = noun.kind == "meeting" and _partner(sentence, reading, verb)
    if bare and value is None and not named and learners is None:
        return
    when = day_held(sentence, reading, min(span[0], verb.start), span[1], verb)
    if when is None or not when.days:
        if reading.year is not None and not bare:
            yield from _undated(sentence, reading, noun, span, verb, title)
        return
    attendance = attendance_of(sentence, span) or learners
    if when.days[0].precision == 1 and not _is_single(sentence, reading, noun, verb, title, when, value, attendance):
        return
    parties = parties_of(sentence, reading, noun, span, verb)
    nations = _NATIONS.search(sentence.between(span[1], sentence.end))
    sessions = sessions_of(sentence, span[1])
    if sessions:
        ours = tuple(party for party in parties if party.iso3 in ("", reading.home))
        times = [(s.when, s.when.whole, (*ours, *parties_in(sentence, reading, s))) for s in sessions]
        value = None
    else:
        times = [(when, date, parties) for date in days_held(sentence, when)]
    for when, date, parties in times:
        yield told(
            reading, sentence, noun.kind, min(verb.start, span[0] - 1),
            min(span[1] + 1, span[0] + 30) if verb.start < span[0] else verb.end,
            when=when, date=date, title=title, parties=parties, location=location(sentence), attendance=attendance,
            countries_count=int(nations[1]) if nations is not None else None,
            value=value, unit="次" if value is not None else "",
        )  # fmt: skip


def _title(reading: Reading, span: tuple[int, int]) -> str:
    """The event's name as it is written, with both its quotation marks or none."""
    low, high = span
    title = reading.folded.plain[low:high].strip("「」『』《》 ")
    return title if title.count("「") == title.count("」") else reading.folded.plain[low - 1 : high]


def _is_general(
    sentence: Sentence, reading: Reading, noun: Token, span: tuple[int, int], title: str, value: int | None
) -> bool:
    """Whether events are spoken of in general: a number held until now, what a course covers, several together, 多場研討會."""
    before = sentence.between(chunk(sentence, span[0])[0], span[0])
    if value is not None and _SO_FAR.search(before) is not None:
        return True
    if noun.text in _BARE_VERBS and _CONTENT.search(before) is not None:
        return True
    if any(word in title for word in _COVERS):
        return True
    return reading.lexicon.pattern("several", "<<several>>").search(title[-14:]) is not None


def _is_bare(noun: Token, title: str) -> bool:
    """Whether an event has no name beyond its noun: 該次會議, 國際研討會; a course of four letters and more has one."""
    own = len(noun.text) < 4 or noun.kind != "training"
    return own and _GENERIC.match(title[: max(0, len(title) - len(noun.text))]) is not None


def _is_single(
    sentence: Sentence,
    reading: Reading,
    noun: Token,
    verb: Token,
    title: str,
    when: When,
    value: int | None,
    attendance: int | None,
) -> bool:
    """Whether an event of which only the year is told is one: numbered, counted, the first of a series or held for others."""
    numbered = _NTH.search(title) is not None
    if noun.kind == "meeting" and value is None and not numbered:
        return False
    if when.since:
        return reading.published is None  # what has been held since a year is no event of its own
    if value is not None or attendance is not None or numbered or verb is noun:
        return True
    founded = _FOUNDED.match(sentence.between(when.end, when.end + 8)) is not None
    return founded or _for_others(sentence, reading, verb)


def _partner(sentence: Sentence, reading: Reading, verb: Token) -> bool:
    """Whether the part of the verb names another side: 與立陶宛衛生部長舉行視訊會議."""
    low, high = chunk(sentence, verb.start)
    names = [t for t in sentence.tokens if low <= t.start < high and foreign(reading, t)]
    if any(t.kind == PAIR or _WITH.search(sentence.between(low, t.start)) is not None for t in names):
        return True
    before = {t.iso3 for t in sentence.tokens if t.start < low and foreign(reading, t)}
    met = _MET_WITH.match(sentence.between(low, verb.start)) is not None
    return reading.home != HOME and not names and len(before) == 1 and met  # 訪問柬埔寨，與某省警察局舉行會談


def _for_others(sentence: Sentence, reading: Reading, verb: Token) -> bool:
    """Whether it was held for people from abroad: 為聖露西亞及聖文森辦理."""
    low, _ = chunk(sentence, verb.start)
    return any(
        low < t.start < verb.start and foreign(reading, t) and sentence.between(t.start - 1, t.start) in ("為", "替")
        for t in sentence.tokens
    )


def _undated(
    sentence: Sentence, reading: Reading, noun: Token, span: tuple[int, int], verb: Token, title: str
) -> Iterator[Candidate]:
    """What a yearly report tells of without a day: a meeting with several countries, a course held regularly."""
    abroad = {t.iso3 for t in sentence.tokens if foreign(reading, t) and t.start >= span[1]}
    regular = sentence.between(verb.start - 2, verb.start) == "定期"
    if (noun.kind == "meeting" and len(abroad) > 1) or (noun.kind == "training" and regular):
        parties = parties_of(sentence, reading, noun, span, verb)
        yield told(reading, sentence, noun.kind, verb.start, span[1], title=title, parties=parties)
