"""How long an event lasts: a first day with its number of days (18日開訓，為期五天), and the two ends of a stay (9日抵臺…12日離臺)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from kg import patterns as re
from kg.dates import Dating, parse_edtf
from kg.extract.chinese.date_words import numeral
from kg.extract.chinese.when import When
from kg.extract.folding import BREAK

_NUMBER = r"(?P<n>\d{1,2}|[兩一二三四五六七八九十]{1,3})"
_FOR = re.compile(
    rf"(?:(?:訪[^，。\d]{{1,3}}|行程|會期|課程|議程|停留|訪期|活動|在臺)(?:共計|共|為)?|為期|為時|一連|連續|歷時|期程|展開|進行|起|率團|訪問|共計|共|長達|的|上了){_NUMBER}[天日](?!起|前|後|內|來)"
    rf"|{_NUMBER.replace('<n>', '<m>')}[天日](?:[兩一二三四五六七八九]夜)?的?(?:課程|行程|訪問|參訪|考察|會議|研習|訓練|期間|議程|之旅)"
)
_BEFORE = re.compile(
    rf"(?:為期|為時|一連|連續){_NUMBER}[天日](?:[兩一二三四五六七八九]夜)?的?[^，。；]{{0,30}}[，]?[^，。；\d]{{0,12}}$"
)
_ENDING = re.compile("[^，。；]{0,16}(?:閉幕|落幕|結束|結訓|結業|畫下句點|劃下句點)")
_OPENING = re.compile("起|[^，。；]{0,16}(?:開幕|登場|展開|開訓|開班|起跑|揭幕|開課|開議|舉行|召開|舉辦)")
_COMMA = re.compile("[，；]")
_STOP = re.compile(f"[。！？{BREAK}]")
_COMES = re.compile(
    "抵|飛|啟程|出發|來臺|訪臺|(?:赴|前往)(?![^，。；]{0,12}[署部局院府會廳])|搭機|率團|降落|入境|到訪"
    "|開訓|開課|開班|開幕|登場|展開|起|報到"
)
_LEAVES = re.compile(
    "[^，。；]{0,12}(?:離臺|離境|離去|離開|返國|返臺|返抵|回國|回臺|賦歸|歸國|回到國|回到臺|返臺|結訓|結業|閉幕|落幕|結束|搭機返)"
)
_STAYS = re.compile("(?:訪期|訪程|停留|待|持續|進行|議程|活動|行程|訪問|展期|為期)[^，。；]{0,4}[到至]$")
_ALLOWED = re.compile("[可得]停留|免簽|簽證|最[長多]|每次|居留|不超過|至多|隔離")  # days that are allowed, not spent
_COURSE_ENDS = re.compile("[^。；]{0,60}?(?:結訓|結業|閉訓)")
_IS_TAUGHT = re.compile("[^，。；]{0,20}?(?:受訓|上課|研習|參訓|訓練|課程|授課)")
_MOST_DAYS = 62
_COUNTED_BEFORE = 60  # characters before a day in which a number of days is looked for
_MOST_DATES = 12  # dates behind the first among which its end is looked for


def with_ends(text: str, dates: Sequence[When]) -> list[When]:
    """The dates with those made an interval of which the sentence tells how long they last or when they end."""
    out = list(dates)
    for i, when in enumerate(out):
        if len(when.days) != 1 or when.days[0].precision != 3 or when.days[0].earliest is None or when.interval:
            continue
        stop = _STOP.search(text, when.end)
        end = stop.start() if stop is not None else len(text)
        whole = (
            _counted(text, when, out[i + 1 : i + 2], end)
            or _announced(text, when)
            or _ended(text, when, out[i + 1 : i + _MOST_DATES], end)
            or _begun(text, when, out[i + 1 : i + _MOST_DATES], end)
        )
        if whole is not None:
            out[i] = when._replace(days=(whole,), interval=True, since=False)
    return out


def _counted(text: str, when: When, later: Sequence[When], end: int) -> Dating | None:
    """The days that are counted behind the first one, before any other day is told."""
    following = next((date.start for date in later if date.start < end), end)
    behind = text[when.end : min(following, when.end + 60)]
    match = _FOR.search(behind) if "天" in behind or "日" in behind else None
    if match is None or _ALLOWED.search(behind, 0, match.end()) is not None:
        return None
    counted = match["n"] or match["m"]
    number = 2 if counted == "兩" else numeral(counted)
    first = when.days[0].earliest
    if first is None or not 1 < number <= _MOST_DAYS:
        return None
    if "結束" in behind[: match.start()]:
        first, last = first - dt.timedelta(days=number - 1), first
        return parse_edtf(f"{first.isoformat()}/{last.isoformat()}")
    return parse_edtf(f"{first.isoformat()}/{(first + dt.timedelta(days=number - 1)).isoformat()}")


def _announced(text: str, when: When) -> Dating | None:
    """The days that are counted before the one on which it ends or begins: 為期3天的研討會，昨天閉幕."""
    match = _BEFORE.search(text, max(0, when.start - _COUNTED_BEFORE), when.start)
    day = when.days[0].earliest
    if match is None or day is None:
        return None
    days = dt.timedelta(days=(2 if match["n"] == "兩" else numeral(match["n"])) - 1)
    if not 0 < days.days <= _MOST_DAYS:
        return None
    if _ENDING.match(text, when.end) is not None:
        return parse_edtf(f"{(day - days).isoformat()}/{day.isoformat()}")
    return parse_edtf(f"{day.isoformat()}/{(day + days).isoformat()}") if _OPENING.match(text, when.end) is not None else None


def _ended(text: str, when: When, later: Sequence[When], end: int) -> Dating | None:
    """From the day on which somebody comes or something begins to that on which it ends."""
    first = when.days[0].earliest
    if first is None or not later or later[0].start >= end:
        return None
    comma = _COMMA.search(text, when.end, end)
    if _COMES.search(text, when.end, comma.start() if comma is not None else end) is None:
        return None
    for date in later:
        if date.start >= end:
            break
        last = date.days[0].latest if len(date.days) == 1 and date.days[0].precision == 3 else None
        if last is None or not first < last <= first + dt.timedelta(days=_MOST_DAYS):
            continue
        if _LEAVES.match(text, date.end) is not None or _STAYS.search(text, when.end, date.start) is not None:
            return parse_edtf(f"{first.isoformat()}/{last.isoformat()}")
    return None


def _begun(text: str, when: When, later: Sequence[When], end: int) -> Dating | None:
    """From the day told behind, from which a course went on, to the day on which it ends: 今天結訓，學員自11月5日起受訓."""
    last = when.days[0].latest
    if last is None or not later or _COURSE_ENDS.match(text, when.end, end) is None:
        return None
    for date in later:
        first = date.days[0].earliest if len(date.days) == 1 and date.days[0].precision == 3 else None
        if date.start >= end or first is None or not date.since or _IS_TAUGHT.match(text, date.end, end) is None:
            continue
        if first < last <= first + dt.timedelta(days=_MOST_DAYS):
            return parse_edtf(f"{first.isoformat()}/{last.isoformat()}")
    return None
