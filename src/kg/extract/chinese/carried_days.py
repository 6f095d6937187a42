"""What day a sentence without one takes up: that of the sentence before, of an hour told (下午), not that on which somebody said so."""

from __future__ import annotations

from kg import patterns as re
from kg.dates import Dating, parse_edtf
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.when import When, within
from kg.extract.folding import BREAK

_FAR = 500
_ENDS = re.compile(f"[。！？{BREAK}]")
_DONE_ON = re.compile("[已業甫早]於?$|係於$")
TOLD_ONLY = re.compile("[^，。]{0,6}(?:表示|宣布|宣佈|指出|說明|證實|說|公布|發布|透露|強調)")
_HOUR = re.compile("上午|下午|晚間|晚上|傍晚|中午|清晨|凌晨")
_HOUR_REACH = 39  # letters of a sentence in which an hour at its head stands
_AT_AN_HOUR = re.compile(rf"[^，。；]{{0,24}}?，?[^，。；]{{0,12}}?(?:{_HOUR.pattern})")


def carrying(sentence: Sentence, date: Dating | None) -> Sentence:
    """The sentence with a day that it takes up at its head."""
    if date is None:
        return sentence
    return sentence._replace(dates=(When(sentence.start, sentence.start, (date,), relative=True), *sentence.dates))


def at_an_hour(text: str) -> bool:
    """Whether a sentence begins with an hour: 下午，…."""
    return _HOUR.search(text, 0, _HOUR_REACH) is not None and _AT_AN_HOUR.match(text) is not None


def day_of_hour(sentence: Sentence, reading: Reading) -> Dating | None:
    """The day of an hour without one (下午): the one day told in the two sentences before, else that of publication where none was told."""
    text = reading.folded.text
    ends = [m.end() for m in _ENDS.finditer(text, max(0, sentence.start - _FAR), sentence.start - 1)]
    begin = ends[-3] if len(ends) > 2 else max(0, sentence.start - _FAR)
    told = [d for d in within(reading.dates, reading.date_starts, begin, sentence.start) if d.days and _is_told(text, d)]
    days = {d.whole for d in told}
    if len(days) == 1 and told[0].days[0].precision == 3 and not told[0].interval:
        return told[0].whole
    earlier = any(d.days and _is_told(text, d) for d in reading.dates if d.start < sentence.start)
    return parse_edtf(reading.published.isoformat()) if reading.published is not None and not earlier else None


def _is_told(text: str, when: When) -> bool:
    """Whether a date stands in a sentence, not in a dateline."""
    end = text.find(BREAK, when.end)
    return "。" in text[when.end : end if end >= 0 else None]


def day_before(sentence: Sentence, reading: Reading) -> Dating | None:
    """The one day that the sentence before it in its paragraph names, where no event was read there."""
    low = reading.folded.text.rfind(BREAK, 0, sentence.start) + 1
    begin = max((m.end() for m in _ENDS.finditer(reading.folded.text, low, sentence.start - 1)), default=low)
    days = [date for date in within(reading.dates, reading.date_starts, begin, sentence.start) if date.days]
    return days[0].whole if len(days) == 1 and days[0].days[0].precision == 3 else None


def without_telling(sentence: Sentence, reading: Reading) -> Sentence:
    """The sentence without the day on which somebody said so, where it then tells a day that is past: 今宣布…已於5日落幕."""
    if reading.published is None or len(sentence.dates) < 2:
        return sentence
    text = reading.folded.text
    first, second = sentence.dates[:2]
    behind = [d for d in sentence.dates[1:] if _DONE_ON.search(text, max(0, d.start - 2), d.start) is not None]
    past = [d for d in behind if d.days and d.days[0].earliest is not None and d.days[0].earliest <= reading.published]
    if TOLD_ONLY.match(text, first.end, second.start) is None or not past:
        return sentence
    return sentence._replace(dates=sentence.dates[1:])
