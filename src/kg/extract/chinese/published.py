"""The day on which a text appeared, as the text itself states it, and the year that a yearly report covers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from kg import patterns as re
from kg.extract.chinese.clauses import inside, quoted
from kg.extract.chinese.date_words import dating_of, numeral, points, year_of
from kg.extract.folding import BREAK, Folded
from kg.extract.lexicon import Lexicon

_PUBLISHED = re.compile(r"(?:日期|時間|發布|發佈|發稿|刊登|更新)[】)\]]?[:：／/]?\s?$")
_FULL = (
    r"(?:(?:中華民國|民國)?\s?(?P<y>\d{2,4})\s?年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?日"
    r"|(?P<sy>\d{4}|1[01]\d)(?P<sep>[-/.])(?P<sm>\d{1,2})(?P=sep)(?P<sd>\d{1,2}))"
)
_SET_APART = re.compile(rf"(?:^|[\s(（【\[｜|】／]){_FULL}(?=$|[\s)）】\]｜|]|\d{{1,2}}:\d\d|發[布佈])")
_SLASHED = re.compile(r"(?:^|[\s:：])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>20\d\d)(?=$|\s)")
_NO_DATELINE = re.compile(
    "[，。、！？；~至]|時間|地點|會期|期間|活動|開會|協[定議]|備忘錄|[拜到來]訪|拜會|參訪|簽署|會議|研討|論壇|課程"
)
_STAMPED = re.compile(
    rf"[(（【\[]?{_FULL}\s*(?:[（(]?(?:星期|週|周)?[一二三四五六日][）)]?\s*)?(?:上午|下午|晚間)?\s?\d{{1,2}}[:：]\d{{2}}"
)
_STAMP_LAST = re.compile(
    rf"(?:報導|報道|電|訊|記者)[^。]{{0,20}}{_FULL}\s*\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?\s*(?:[ap]m)?$"
)
_DAY_FIRST = re.compile(rf"{_FULL}[ 　](?=[^，。]{{0,30}}$)")
_CLOCK = re.compile(r"^(\d{1,2}[:：]\d{2})\s+(?=\d{4}[-/.])")  # a time that stands before the day
_WIRE = re.compile(r"(?P<m>\d{1,2})月(?P<d>\d{1,2})日(?:專)?電")
_CABLE_NUMBER = re.compile(rf"\)(1[0-2]\d)(\d\d)(\d\d)(?=[{BREAK}▲]|$)")
_HEAD_LINES = 8
_DISPATCH = re.compile(r"(?<![\d月])(?:(?P<m>\d{1,2})月)?(?P<d>\d{1,2})日(?:專電|外電|綜合報導|電|訊)")
_DISPATCHED_AT = 120  # characters from the beginning in which a dateline stands
_LATE = 3  # days that a report may appear after its dateline
_SIGNED_OFF = re.compile(rf"[(（][^()（）。]{{0,14}}?{_FULL}[)）]\s*$")
_YEAR = re.compile(r"(?<![\d—–~至到-])(20\d\d)年")


def publication_day(text: str) -> dt.date | None:
    """The day in the text's own dateline: a full date that stands alone near its beginning or end, or behind 發布日期 and the like."""
    size = len(text)
    edges = [(0, min(size, 400))] + ([(size - 250, size)] if size > 650 else [])
    for low, high in edges:
        for match in points(text, low, high):
            if not (match["sy"] or (match["y"] and match["d"])):
                continue
            year = year_of(match["sy"] or match["y"], match["era"])
            month, day = match["sm"] or match["m"], match["sd"] or match["d"]
            dating = dating_of(year, numeral(month), numeral(day))
            if dating is None or dating.earliest is None:
                continue
            before = text[max(0, match.start() - 8) : match.start()]
            alone = text[match.start() - 1 : match.start()] in ("", BREAK) and text[match.end() : match.end() + 1] in (
                "",
                BREAK,
            )
            cabled = text[match.end() : match.end() + 3].strip(" 　").startswith(("電", "訊", "報導", "專電"))
            if alone or cabled or _PUBLISHED.search(before):
                return dating.earliest
    return _wire(text) or _cabled(text) or _signed_off(text)


def _wire(text: str) -> dt.date | None:
    """The day of a wire report whose dateline leaves out the year, where the text gives the same day with its year."""
    wire = _WIRE.search(text, 0, 400)
    if wire is None:
        return None
    for match in re.compile(_FULL).finditer(text, 0, 1500):
        if match["m"] is not None and (int(match["m"]), int(match["d"])) == (int(wire["m"]), int(wire["d"])):
            dating = dating_of(year_of(match["y"], None), int(match["m"]), int(match["d"]))
            return dating.earliest if dating is not None else None
    stop = text.find("。", wire.end())
    titles = quoted(text[: stop if stop > 0 else 400])  # a year in the name of a paper is not that of the report
    said = _YEAR.finditer(text, wire.end(), stop if stop > 0 else 400)
    head = {int(match[1]) for match in said if inside(titles, match.start()) is None}
    if len(head) != 1 or max(int(match[1]) for match in _YEAR.finditer(text)) not in head:
        return None
    dating = dating_of(
        head.pop(), int(wire["m"]), int(wire["d"])
    )  # the one year told in its sentence, and no later one anywhere
    return dating.earliest if dating is not None else None


def dispatched(text: str, published: dt.date | None) -> dt.date | None:
    """The day that 今天 means: that of the wire's dateline (東京18日電) where the text appeared on it or soon after it."""
    match = _DISPATCH.search(text, 0, _DISPATCHED_AT)
    if match is None or published is None:
        return published
    for back in range(_LATE + 1):
        day = published - dt.timedelta(days=back)
        if day.day == int(match["d"]) and match["m"] in (None, str(day.month)):
            return day
    return published


def _signed_off(text: str) -> dt.date | None:
    """The day in the bracket with the paper's name that ends a text: (某日報，2021年2月5日)."""
    match = _SIGNED_OFF.search(text, max(0, len(text) - 60))
    if match is None:
        return None
    parts = (match["y"] or match["sy"], match["m"] or match["sm"], match["d"] or match["sd"])
    dating = dating_of(year_of(parts[0], None), int(parts[1]), int(parts[2]))
    return dating.earliest if dating is not None else None


def _cabled(text: str) -> dt.date | None:
    """The day in the number that the news agency sets behind its last bracket: (編輯：某某)1140402."""
    match = _CABLE_NUMBER.search(text, max(0, len(text) - 400))
    dating = dating_of(year_of(match[1], None), int(match[2]), int(match[3])) if match is not None else None
    return dating.earliest if dating is not None else None


def day_in_head(text: str) -> dt.date | None:
    """The one day that stands set apart in a line without punctuation at the head of a text as given: 某報　2021年2月5日."""
    lines = [_CLOCK.sub("", line.strip()) for line in text[:1500].split("\n") if line.strip()][:_HEAD_LINES]
    for line in lines:
        stamp = _STAMPED.match(line) or _DAY_FIRST.match(line) or _STAMP_LAST.search(line)
        if stamp is None and (len(line) > 60 or _NO_DATELINE.search(line) is not None):
            continue
        for match in [stamp] if stamp is not None else _SET_APART.finditer(line):
            parts = (match["y"] or match["sy"], match["m"] or match["sm"], match["d"] or match["sd"])
            dating = dating_of(year_of(parts[0], None), int(parts[1]), int(parts[2]))
            if dating is not None:
                return dating.earliest
    return _slashed(lines, text)


def _slashed(lines: Sequence[str], text: str) -> dt.date | None:
    """The day of a line such as 12/11/2024 19:05, where its numbers, or a 今天(12日) or (某地12日訊) in the text, tell which is the day."""
    for line in lines:
        match = _SLASHED.search(line) if len(line) <= 60 else None
        if match is None:
            continue
        one, two = int(match["a"]), int(match["b"])
        told = [
            day for day in {one, two} if re.search(rf"[(（天日](?:\D{{0,6}}){day}[日號]?(?:[)）]|訊|專?電)", text) is not None
        ]
        days = {one, two} if one == two else {n for n in (one, two) if n > 12} or set(told)
        if len(days) == 1:
            day = days.pop()
            dating = dating_of(int(match["y"]), two if day == one else one, day)
            return dating.earliest if dating is not None else None
    return None


def covered_year(folded: Folded, lexicon: Lexicon, limit: int) -> int | None:
    """The year that a yearly report covers: from its title (2019海巡白皮書), or where it names itself before ``limit``."""
    pattern = lexicon.pattern("reportword", r"(?<!\d)(\d{2,4})年度?(?:<<reportword>>)")
    match = pattern.search(folded.text, 0, limit)
    if match is None:
        title = lexicon.pattern(
            "yearbook",
            rf"(?<!\d)(\d{{2,3}}(?=年)|\d{{4}})(?:年度?)?[一-鿿]{{0,8}}(?:<<yearbook>>)(?=[{BREAK}第(]|$)"
            rf"|(?:<<yearbook>>)(?:中華民國|民國)?\(?(\d{{2,4}})\s?年(?=[度)]*(?:[{BREAK}第(]|$))",
        )
        match = title.search(folded.text, 0, 120)
    if match is None:
        return None
    number = int(next(filter(None, match.groups())))
    return number if number > 1900 else number + 1911
