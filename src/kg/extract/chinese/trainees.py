"""Courses told by who is taught: officers from abroad here, or of ours abroad, 受訓, 上課, 結業, on days that the text gives.

Read where a sentence tells no event by its name.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.chinese.clauses import Reading, Sentence, quoted
from kg.extract.chinese.comers import WITH
from kg.extract.chinese.nearest import nearest
from kg.extract.chinese.telling import chunk, distinct, foreign, hindered, home_party, mention, told
from kg.extract.chinese.tokens import Token

_REACH = 40  # characters from a country's name to who is taught
_NAMED = re.compile("「([^「」]{2,30}(?:班|營|課程|訓練|研習))」")
_OF_OTHERS = frozenset(("代訓", "培訓", "調訓"))  # whose object may be people from abroad
_LOOKED_AT = re.compile("(?:觀摩|參觀|視察)[^，。；]{0,8}$")  # a training that visitors looked at
_ASKED = re.compile("(?:邀請|邀|由|請)$")
_SENT_HERE = re.compile(
    "[^，。；]{0,14}派[^，。；]{0,8}(?:專家|教官|講師|檢察官|官員|探員)[^，。；]{0,4}(?:來臺|來訪|赴臺|抵臺)，?(?:協助|為|講|授|訓|培|指)"
)
_TEACHERS = re.compile(
    "[^，。；]{0,20}(?:專家|講師|教官|講座|官員|檢察官|探員|師資)[^，。；]{0,10}(?:講授|授課|教授|指導|傳授)"
)
_THROUGH = re.compile("(?:結束|完成|接受)[^，。；]{0,24}(?:訓練|課程|研習|培訓|講習|見習|實習)(?!中心|所|基地)")
_NO_COURSE = (
    "華語|中文課程|中文班|母語|學生|學童|移工|外勞|新住民|留學|職棒|球員|選手"
    "|替代役|求職|失業|雇主|民眾|師生|大學生|漁工|看護工|考試"
)


def find(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    """The course that a sentence tells of by who is taught, if any."""
    if not sentence.dates or not any(foreign(reading, token) for token in sentence.tokens):
        return
    lexicon = reading.lexicon
    words = (lexicon.pattern("trained", "<<trained>>"), _THROUGH)  # two are found sooner than one that joins them
    taught = min(filter(None, (word.search(sentence.text) for word in words)), key=re.Match.start, default=None)
    if taught is not None and _LOOKED_AT.search(sentence.text[max(0, taught.start() - 12) : taught.start()]) is not None:
        return
    if taught is None or lexicon.pattern("nocourse", _NO_COURSE).search(sentence.text) is not None:
        return
    place = sentence.start + taught.start()
    habit = lexicon.pattern("habitual", "<<habit>>|<<several>>|定期|不定期|經常|常態")
    if habit.search(sentence.between(chunk(sentence, place)[0], place)) is not None:
        return
    end = sentence.start + taught.end() + (2 if taught[0] in _OF_OTHERS else 0)
    who = [t for t in sentence.tokens if t.start <= end and foreign(reading, t) and t.kind not in ("embassy", "pair")]
    trainees = [t for t in who if _are_taught(sentence, reading, t) or _teach(sentence, t)]
    if not trainees or hindered(sentence, place) or "將" in sentence.between(chunk(sentence, place)[0], place):
        return
    verb = Token(place, place + len(taught[0]), "training", taught[0])
    when = nearest(sentence, verb)
    date = when.whole if when is not None else None
    own = when is not None and chunk(sentence, place)[0] <= when.start < place
    if date is None or when is None or (when.days[0].precision == 1 and not own):
        return
    spans = [sentence.text[low:high] for low, high in quoted(sentence.text)]
    named = [span for span in spans if span.endswith(("班", "營", "課程", "訓練", "研習", "計畫", "專班"))]
    low, high = chunk(sentence, place)
    behind = _NAMED.search(reading.folded.text, sentence.end, sentence.end + _REACH * 2)
    named = named or ([behind[1]] if behind is not None else [])
    title = named[0] if named else reading.folded.plain[max(low, place - 12) : min(high, verb.end + 8)].strip("，。 名位")
    parties = [mention(reading, token, "attendee") for token in trainees]
    yield told(
        reading,
        sentence,
        "training",
        low,
        verb.end,
        when=when,
        date=date,
        title=title,
        parties=distinct((home_party(reading, sentence.tokens, "organizer"), *parties)),
    )


def _teach(sentence: Sentence, token: Token) -> bool:
    """Whether a foreign name is that of people who were asked to teach ours: 邀請日本入管廳專家講授."""
    behind = sentence.between(token.end, token.end + _REACH)
    if _SENT_HERE.match(behind) is not None:
        return True
    return (
        _ASKED.search(sentence.between(token.start - 3, token.start)) is not None
        and _TEACHERS.match(sentence.between(token.end, token.end + _REACH)) is not None
    )


def _are_taught(sentence: Sentence, reading: Reading, token: Token) -> bool:
    """Whether a foreign name is that of people in office who are taught, or of the place to which ours were sent to be taught."""
    phrase = sentence.between(token.end, token.end + _REACH).partition("。")[0]
    before = sentence.between(token.start - 3, token.start)
    if before.endswith(("赴", "在", "往", "於", "至")):
        part = sentence.between(sentence.start, token.start)
        return reading.lexicon.pattern("trainees", "<<trainees>>|<<title>>").search(part) is not None
    if WITH.search(before) is not None:
        return False
    return reading.lexicon.pattern("trainees", "<<trainees>>|<<title>>").search(phrase) is not None
