"""Figures and counted claims: a number with its unit, what it counts, and the period that it covers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from kg import patterns as re
from kg.dates import Dating, parse_edtf
from kg.extract.candidate import Candidate
from kg.extract.chinese.clauses import Reading
from kg.extract.chinese.quantities import DIGIT, NUMBER, amount
from kg.extract.chinese.when import When
from kg.extract.folding import BREAK
from kg.vocabulary import MAX_PHRASE

_LONGEST_PART = 90  # letters that are looked back on
_FAR = 400  # letters from a date to the number that it dates
_TO_STOP = re.compile(f"(?s:.*)[，。；：！？{BREAK}]")
_SERIES = re.compile(r"連續(?P<n>\d{1,2})(?P<unit>年|屆|次)")
_UP_TO = re.compile(r"(?:截至|迄|至|統計至|累計至)\s?$")
_COUNTED = re.compile(r"\d[^\d、]{1,4}(?:、|及)")
_DATED = re.compile(r"\d年(?:度)?(?:\d+月)?(?:\d+日)?(?:底)?(?:止)?")
_NUMBERED = re.compile(r"\(?[一二三四五六七八九十\dA-Za-z]{1,2}[)、.．]")
_OPENING = re.compile(r"(?:其中|另|並|及|與|且|以及|截至|自|於|至|在|底止|年底止|止|底|起|共|計)*")
_CLAIMED = re.compile(r"(?:共有|共|連續|計|達|已)$")


def find_all(reading: Reading) -> Iterator[Candidate]:
    """The figures and claims of a text. A number stands with its unit, with 萬 and 億 worked out; ordinals are left out."""
    lexicon = reading.lexicon
    pattern = lexicon.pattern(
        "figure",  # what stands before the number is looked at behind its first digit, so that the matcher can look for digits
        rf"(?P<n>\d(?<![第A-Za-z.,\d/億萬千零-]\d)(?>{NUMBER.removeprefix(DIGIT)}))(?:多|餘)?(?P<unit>(?:<<unit>>))(?!際|語|籍)",
    )
    claimed = frozenset(lexicon.words.get("claimunit", ()))
    leads = lexicon.words.get("countlead", ("計",))
    text = reading.folded.text
    periods: dict[int, Dating | None] = {}  # by where a date begins; most date several numbers
    for match in pattern.finditer(text):
        start, end = match.span()
        when = _last_date(reading, start + 1)
        if when is not None and start < when.end:
            continue
        number, unit = match.group("n", "unit")
        value = amount(number)
        low = _part(text, start)
        label = _label(text, low, start, leads)
        if len(label) < 2 and text[low - 1 : low] in ("，", "："):
            label, low = _label(text, _part(text, low - 1), low - 1, leads), _part(text, low - 1)
        if value is None or len(label) < 2:
            continue
        kind = "claim" if unit in claimed and _CLAIMED.search(text, low, start) else "figure"
        yield _told(reading, kind, (low, start, end), label, value, unit, when, periods)
    for match in _SERIES.finditer(text):
        start, end = match.span()
        low = _part(text, start)
        label = _label(text, low, start, leads) or match[0]
        when = _last_date(reading, start)
        yield _told(reading, "claim", (low, start, end), label, int(match["n"]), match["unit"], when, periods)


def _part(text: str, place: int) -> int:
    """Where the part begins that holds a place: behind the last mark before it, not too far back."""
    low = max(0, place - _LONGEST_PART)
    match = _TO_STOP.match(text, low, place)
    return low if match is None else match.end()


def _told(
    reading: Reading,
    kind: str,
    passage: tuple[int, int, int],
    label: str,
    value: float,
    unit: str,
    before: When | None,
    periods: dict[int, Dating | None],
) -> Candidate:
    low, start, end = passage
    plain = reading.folded.plain
    first, last = reading.folded.span(low, end)
    quote = plain[low:end].strip()
    exact = quote if end - low <= MAX_PHRASE else plain[end - MAX_PHRASE : end].strip()
    when = before if before is not None and _governs(reading.folded.text, before, start) else None
    dated = -1 if when is None else when.start
    if dated not in periods:
        periods[dated] = _period(reading, when)
    return Candidate(
        kind,
        first,
        last,
        exact,
        quote,
        date_as_written="" if when is None else plain[when.start : when.end],
        title=label,
        value=value,
        unit="%" if unit == "％" else unit,
        period=periods[dated],
    )


def _label(text: str, low: int, high: int, leads: tuple[str, ...]) -> str:
    """What is counted: the words before the number without the date at their head and the words of counting at their end."""
    label = text[low:high]
    while label.endswith(leads):
        label = label[:-1]
    if "、" in label or "及" in label:
        label = _COUNTED.split(label)[-1]
    dated = _DATED.search(label) if "年" in label else None
    if dated is not None and dated.end() < len(label):
        label = label[dated.end() :]
    numbered = _NUMBERED.match(label)
    opening = _OPENING.match(label, 0 if numbered is None else numbered.end())
    return label[0 if opening is None else opening.end() :].strip("「」『』() ")[-60:]


def _last_date(reading: Reading, place: int) -> When | None:
    """The last date that begins before a place."""
    i = bisect_left(reading.date_starts, place) - 1
    return reading.dates[i] if i >= 0 else None


def _governs(text: str, when: When, place: int) -> bool:
    """Whether the last date before a number at ``place`` is its date: in its sentence, else in its paragraph or item."""
    return place - when.end <= _FAR and bool(when.days) and text.find(BREAK, when.end, place) < 0


def _period(reading: Reading, when: When | None) -> Dating | None:
    """The period of a number: that of its date, open at its beginning behind 截至, else the year of a yearly report."""
    whole = when.whole if when is not None else None
    if when is None or whole is None:
        return parse_edtf(str(reading.year)) if reading.year is not None else None
    before = reading.folded.text[max(0, when.start - 3) : when.start]
    up_to = ("至" in before or "迄" in before) and _UP_TO.search(before) is not None
    if up_to and not when.interval and whole.latest is not None:
        return parse_edtf(f"../{whole.latest.isoformat()}")
    return whole
