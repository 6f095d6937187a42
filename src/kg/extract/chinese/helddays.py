"""The days on which an event was held: those next to its name or verb, not those of what was said or signed."""

from __future__ import annotations

from kg import patterns as re
from kg.dates import Dating
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.nearest import is_of_saying
from kg.extract.chinese.telling import chunk, free_dates
from kg.extract.chinese.titles import NOUNS
from kg.extract.chinese.tokens import Token
from kg.extract.chinese.when import When

_OPENED = re.compile(
    "(?:[於在假][^，。；]{2,24}?)?(?:[以採][^，。；]{2,12}?(?:方式|形式|連線)|透過視訊|以視訊)?(?:正式|盛大|熱烈)?(?:開訓|開幕|登場|展開|揭幕|召開|舉行|舉辦|進行|開班|開營|起跑|結訓|結業|閉訓|閉幕|落幕)"
)
_SPOKE = re.compile("演講|演說|致詞|致辭|專題報告|主題報告|開幕")  # in a later part: somebody spoke there


def day_held(sentence: Sentence, reading: Reading, low: int, high: int, verb: Token) -> When | None:
    """The event's date: that between its name and the verb, else the last before its name in the sentence, else the first behind it."""
    begin, stop = chunk(sentence, verb.start)
    dates = [
        date
        for date in free_dates(sentence)
        if not _of_another(sentence, reading, date, low) and (begin <= date.start < stop or not is_of_saying(sentence, date))
    ]
    between = [date for date in dates if high <= date.start and date.end <= verb.start + 1 and date.days]
    if between:
        return between[-1]
    told_before = [date for date in dates if date.days and date.end <= low + 1]
    if len(told_before) > 1 and told_before[-1].days[0].precision == 1 and low - told_before[-1].end <= 1:
        told_before.pop()  # the year in the event's own name: 6月15日，2023年…研修班開班
    before = told_before[-1] if told_before else None
    end = chunk(sentence, high)[1]
    behind = [date for date in dates if high <= date.start < end and date.days and not _of_sign(sentence, high, date)]
    if before is not None and behind and before.days[0].precision < behind[0].days[0].precision:
        return behind[0]
    if before is None and behind:
        return behind[0]
    if before is None and sentence.between(end, end + 1) in ("：", ":"):
        later = [date for date in dates if date.start > end and date.days and date.days[0].precision == 3]
        return later[0] if later and not any(token.start > end for token in sentence.of(*NOUNS)) else None
    later = [date for date in dates if end < date.start <= end + 4 and date.days]
    if before is None and later and _OPENED.match(sentence.between(later[0].end, later[0].end + 34)):
        return later[0]
    if before is None and not later:
        spoken = [
            d for d in dates if end < d.start and d.days and _SPOKE.search(sentence.between(d.end, chunk(sentence, d.start)[1]))
        ]
        if len(spoken) == 1 and spoken[0].days[0].precision == 3:
            return spoken[0]
    if before is None:
        inner = [date for date in dates if low <= date.start < high and date.days]
        return inner[0] if inner else None
    return before


def _of_another(sentence: Sentence, reading: Reading, date: When, place: int) -> bool:
    """Whether a date in a part before ``place`` is said of something else there: 104年簽署之…生效後, 自2015年成立以來."""
    high = chunk(sentence, date.start)[1]
    pattern = reading.lexicon.pattern("nodate", "<<nodate>>")
    if high >= place:
        return False
    year_signed = (
        bool(date.days) and date.days[0].precision == 1 and any(date.end <= t.start < high for t in sentence.of("sign"))
    )
    return year_signed or pattern.search(sentence.between(date.end, high)) is not None


def _of_sign(sentence: Sentence, low: int, date: When) -> bool:
    """Whether a date behind an event is that of what was signed then: 舉行會談並於5月28日簽署."""
    high = chunk(sentence, date.start)[1]
    return "並" in sentence.between(low, date.start) and any(date.end <= t.start < high for t in sentence.of("sign"))


def days_held(sentence: Sentence, when: When) -> list[Dating]:
    """The days of the event: one interval where they follow each other, unless the text sets them apart."""
    whole = when.whole
    apart = "分別" in sentence.text or sentence.between(when.end, when.end + 1) == "各"
    if len(when.days) > 1 and when.follows and whole is not None and not apart:
        return [whole]
    return list(when.days)
