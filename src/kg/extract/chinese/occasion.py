"""The day of the occasion that a sentence without a day of its own goes on telling, in the texts of other countries than Taiwan.

That of the event told in the sentence right before it, 會談結束後，…。…向…贈送設備; behind words such as 儀式後 with no event near,
that of the text's first sentence.  What is said, planned, or told of earlier times has none.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg import patterns as re
from kg.dates import Dating
from kg.extract.candidate import Candidate
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.telling import domestic, foreign
from kg.extract.chinese.when import When
from kg.extract.folding import BREAK
from kg.vocabulary import NETWORK_TYPES

_AFTER = re.compile(
    "[^，。；]{0,8}(?:儀式|會見|會談|會晤|磋商|典禮|簽[約署字]|開[班幕]式|[結畢]業式|論壇|會議|活動|訪問)(?:結束)?(?:前|後|上|中|期間|之[前後])，"
    "|(?:在|訪問)[^，。；]{2,10}期間，|會[前後]，|(?:會議|會談|會晤|磋商)(?=[^，。；]{0,14}(?:了|通過|審議|回顧|通報))"
)
_THERE = re.compile("(?:在|訪問)(?P<place>[^，。；]{2,10}?)(?:期間)?，")
_CEREMONY = re.compile("儀式|典禮|式[前後上中期之結]|活動|論壇")  # there is one in a text, which its first sentence tells
_DOES = frozenset(("sign", "fund", "gift", "visitverb", "receive", "response", "meeting", "meets"))
_WHO = re.compile("會議|會談|會晤|雙方|兩國|[一-鿿]{1,2}方|代表團|訪問團|[^，。；]{0,6}一行|其間|期間|[兩三]位")
_WHO_REACH = 14  # characters of a sentence in which its subject stands
_EARLIER = re.compile(
    "[已曾]|此前|早前|[去今前明每近歷]年|近[日期來]|目前|以來|多年|至今|截至|累計|將|擬|計劃|希望|願|下[月週周次屆一]|預計|據悉|據統計|上[月週周次屆一]"
)
_SAYS = re.compile("[^，。；：]{0,24}(?:表示|說|指出|介紹|強調|稱|透露|認為)(?:，|：|[^，。；]{6,})")
_HEADED = re.compile(r"\s?(?:專?電|訊|\d{1,2}[:：]\d\d|來源|\s|[)）】\]]|$)")
LASTING = frozenset(("reciprocity", "rating"))  # nothing comes after them as after a meeting: 會後
_LONGEST = 600  # characters from a day to the end of its sentence
_NEAR = 4  # characters between the event's sentence and the next


def lead_day(reading: Reading) -> Dating | None:
    """The one day of the text's first sentence, where that tells one."""
    text = reading.folded.text
    for i, date in enumerate(reading.dates):
        if not date.days or date.days[0].precision != 3 or _HEADED.match(text, date.end) is not None:
            continue
        stop = text.find("。", date.end, date.end + _LONGEST)
        if stop < 0 or BREAK in text[date.end : stop]:
            continue
        others = [d for d in reading.dates[i + 1 :] if d.start < stop and d.days and d.days[0].precision == 3]
        return date.whole if all(other.whole == date.whole for other in others) else None
    return None


def with_occasion(sentence: Sentence, reading: Reading, found: Sequence[Candidate], lead: Dating | None) -> Sentence:
    """The sentence with the day of the occasion of which it tells; ``found`` are the candidates of the sentences before it."""
    if any(not date.days or date.days[0].precision > 1 for date in sentence.dates):
        return sentence
    if _DOES.isdisjoint(token.kind for token in sentence.tokens) or _SAYS.match(sentence.text) is not None:
        return sentence
    date = None
    after = _AFTER.match(sentence.text)
    stay = _stay(sentence, reading, found)
    if stay is not None:
        date = stay
    elif after is not None and _CEREMONY.search(after[0]) is not None:
        date = lead or _told_last(found)
    elif after is not None:
        date = _told_last(found) or lead
    elif _EARLIER.search(sentence.text) is None and _has_subject(sentence, reading):
        date = _told_right_before(sentence, reading, found)
    if date is None:
        return sentence
    return sentence._replace(dates=(When(sentence.start, sentence.start, (date,), relative=True), *sentence.dates))


def _stay(sentence: Sentence, reading: Reading, found: Sequence[Candidate]) -> Dating | None:
    """The days of the visit told before to the country in which the sentence says that somebody was: 在印度尼西亞，…會見了."""
    there = _THERE.match(sentence.text)
    if there is None:
        return None
    codes = {t.iso3 for t in sentence.tokens if t.start < sentence.start + there.end() and foreign(reading, t)}
    city = reading.lexicon.city_at(there["place"])
    codes |= {reading.lexicon.cities[city]} if city else set()
    visits = (c for c in reversed(found) if c.type == "visit" and any(p.iso3 in codes - {reading.home} for p in c.parties))
    return next((c.date for c in visits if c.date is not None and c.date.precision == 3), None)


def _has_subject(sentence: Sentence, reading: Reading) -> bool:
    near = sentence.start + _WHO_REACH
    named = any(token.start < near and (foreign(reading, token) or domestic(reading, token)) for token in sentence.tokens)
    return named or _WHO.match(sentence.text) is not None


def _told_last(found: Sequence[Candidate]) -> Dating | None:
    held = (c for c in reversed(found[-4:]) if c.type in NETWORK_TYPES and c.type not in LASTING)
    dates = (c.date for c in held if c.date is not None)
    return next((date for date in dates if date.precision == 3), None)


def _told_right_before(sentence: Sentence, reading: Reading, found: Sequence[Candidate]) -> Dating | None:
    """The day of the events of the sentence right before, in the same paragraph, where they have one day."""
    if sentence.start == 0 or reading.folded.text[sentence.start - 1] == BREAK:
        return None
    here, _ = reading.folded.span(sentence.start, sentence.end)
    days = {c.date for c in found[-4:] if c.type in NETWORK_TYPES and 0 <= here - c.end <= _NEAR}
    day = days.pop() if len(days) == 1 else None
    return day if day is not None and day.precision == 3 else None
