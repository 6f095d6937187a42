"""The publication day of a text, where the text itself states it: a dateline, a labelled date, a line that is nothing but a date.

Only a whole date counts.  A dateline without its year ("Taipei, Feb. 5 (CNA)") or month (中央社5日電), and numbers that may be read
in two orders (02/05/2021), give none.
"""

from __future__ import annotations

from functools import cache

from kg import patterns as re
from kg.dates import ROC_OFFSET, Dating, parse_edtf

_HEAD, _FOOT = 800, 400
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|"
    r"Dec(?:ember)?)"
)

_CHINESE = r"(?:中華民國|民國|西元|公元)?\s*(?P<y{0}>\d{{2,4}})\s*年\s*(?P<m{0}>\d{{1,2}})\s*月\s*(?P<d{0}>\d{{1,2}})\s*[日號]"
_DASHED = r"(?P<y{0}>\d{{2,4}})\s?(?P<s{0}>[-/.])\s?(?P<m{0}>\d{{1,2}})\s?(?P=s{0})\s?(?P<d{0}>\d{{1,2}})(?!\d)"
_MONTH_FIRST = rf"(?P<n{{0}}>{_MONTH})\.?\s+(?P<d{{0}}>\d{{{{1,2}}}})(?:st|nd|rd|th)?,?\s+(?P<y{{0}}>\d{{{{4}}}})"
_DAY_FIRST = rf"(?P<d{{0}}>\d{{{{1,2}}}})(?:st|nd|rd|th)?\s+(?P<n{{0}}>{_MONTH})\.?,?\s+(?P<y{{0}}>\d{{{{4}}}})"
_NUMBERS = re.compile(r"(?m)^\s*(\d{1,2})/(\d{1,2})/(\d{4})\b")
_HAN = re.compile("[\u4e00-\u9fff]")
_CHINESE_DAY = r"(?:[（(]?(?:星期|週|禮拜)?[一二三四五六日天][)）]?)"
_ENGLISH_DAY = r"(?:\(?(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?\)?)"
_TIME = r"(?:[T\s]*(?:上午|下午)?\s*\d{1,2}[:：]\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:[AaPp]\.?[Mm]\.?|Z|[+-]\d{2}:?\d{2})?)"
_CHINESE_LABEL = r"(?:(?:發[布佈稿表]|公[布告]|刊登|上稿|張貼|建檔|新聞|出版)(?:日期|時間|日)|日期)"
_ENGLISH_LABEL = (
    r"(?i:(?:release|publication|publish|posted|post|issue)d?\s*(?:date|on)?|date|published\s*(?:date|on)?|"
    r"for\s+immediate\s+release)"
)


def _date(forms: tuple[str, ...], first: int = 0) -> str:
    """The pattern of a date, its groups numbered from ``first``, so that two may stand in one pattern."""
    return "(?:{})".format("|".join(form.format(n) for n, form in enumerate(forms, first)))


@cache
def _patterns(*, chinese: bool) -> tuple[re.Pattern[str], ...]:
    """A labelled date, a line that is a date, a dateline: compiled when a text in the language is met."""
    forms = (_CHINESE, _DASHED) if chinese else (_DASHED, _MONTH_FIRST, _DAY_FIRST)
    label, weekday = (_CHINESE_LABEL, _CHINESE_DAY) if chinese else (_ENGLISH_LABEL, _ENGLISH_DAY)
    date = _date(forms)
    source = r"[^\s。，,;；：:]{1,16}(?:新聞稿|新聞|訊|電|報導)\s*|" if chinese else ""
    alone = rf"(?m)^[ \t　【〔（(]*(?:{source}{weekday},?\s*)?{date}[ \t　]*{weekday}?{_TIME}?[ \t　]*(?:新聞稿|訊)?[】〕）)]?[ \t　]*$"
    wire = (
        rf"{date}\s*(?:日?[電訊]|報導)"
        if chinese
        else rf"(?m)^[A-Z][A-Za-z. ]{{2,30}},?\s+[\[(]?{_date(forms, len(forms))}[\])]?\s*(?:\(|--?|[–—/])"
    )
    labelled = rf"(?m)(?:^|[\s|｜【〔（(]){label}\s*[:：]?\s*(?:{weekday},?\s*)?{date}"
    return tuple(map(re.compile, (labelled, alone, wire)))


def publication_day(text: str) -> Dating | None:
    r"""The day on which the text says that it was published, None where it does not say so plainly.

    >>> publication_day("發布日期：110-02-05\n移民署說明").edtf
    '2021-02-05'
    >>> publication_day("Taipei, Feb. 5 (CNA) The agency said") is None
    True
    """
    chinese = _HAN.search(text, 0, _HEAD) is not None
    if not chinese and (day := _american(text[:_HEAD])) is not None:
        return day
    for part in (text[:_HEAD], text[-_FOOT:] if len(text) > _HEAD else ""):
        for pattern in _patterns(chinese=chinese):
            for match in pattern.finditer(part):
                day = _day(match)
                if day is not None:
                    return day
    return None


def _american(head: str) -> Dating | None:
    """A line with the numbers of a day, month first (04/27/2018), where no other order is possible or the dateline says which."""
    match = _NUMBERS.search(head)
    if match is None:
        return None
    month, day, year = (int(part) for part in match.groups())
    named = month <= 12 and re.search(rf"\b{_MONTHS[month - 1]}[a-z]*\.?\s+{day}\b", head, re.IGNORECASE)
    if month > 12 or not (day > 12 or month == day or named):
        return None
    try:
        return parse_edtf(f"{year:04d}-{month:02d}-{day:02d}")
    except ValueError:
        return None


def _day(match: re.Match[str]) -> Dating | None:
    parts = {name[0].lower(): value for name, value in match.groupdict().items() if value}
    year = int(parts["y"])
    if len(parts["y"]) == 2 and "s" in parts:
        return None  # 10-11-12 may be read in any order
    month = int(parts["m"]) if "m" in parts else _MONTHS.index(parts["n"][:3].lower()) + 1
    if year < 1000:
        year += ROC_OFFSET
    try:
        return parse_edtf(f"{year:04d}-{month:02d}-{int(parts['d']):02d}")
    except ValueError:  # a misprint states no day
        return None
