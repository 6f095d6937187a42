"""The publication day of a text, where the text itself states it: a dateline, a labelled date, a line that is nothing but a date.

Only a whole date counts.  A dateline without its year ("Taipei, Feb. 5 (CNA)") or month (中央社5日電), and numbers that may be read
in two orders (02/05/2021), give none.
"""

from __future__ import annotations

from functools import cache

from kg import patterns as re
from kg.dateline_english import english_day
from kg.dates import ROC_OFFSET, Dating, parse_edtf

_HEAD, _FOOT = 800, 400
_CHINESE = r"(?:中華民國|民國|西元|公元)?\s*(?P<y{0}>\d{{2,4}})\s*年\s*(?P<m{0}>\d{{1,2}})\s*月\s*(?P<d{0}>\d{{1,2}})\s*[日號]"
_DASHED = r"(?P<y{0}>\d{{2,4}})\s?(?P<s{0}>[-/.])\s?(?P<m{0}>\d{{1,2}})\s?(?P=s{0})\s?(?P<d{0}>\d{{1,2}})(?!\d)"
_HAN = re.compile("[\u4e00-\u9fff]")
_LATIN = re.compile("[A-Za-z]")
_SHARE = 4  # Latin letters to one Han character, from which on a text is English and names people in Chinese
_CHINESE_DAY = r"(?:[（(]?(?:星期|週|禮拜)?[一二三四五六日天][)）]?)"
_TIME = r"(?:[T\s]*(?:上午|下午)?\s*\d{1,2}[:：]\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:[AaPp]\.?[Mm]\.?|Z|[+-]\d{2}:?\d{2})?)"
_CHINESE_LABEL = (
    r"(?:(?:發[布佈稿表文行]|公[布告]|刊[登載出]|上[稿架線版傳]|張貼|建[檔立]|新聞|出[版刊]|資料|貼文)(?:日期|時間|日|於)"
    r"|日期|發[布佈](?=[／/|｜]))"
)


def _date(forms: tuple[str, ...]) -> str:
    """The pattern of a date, its groups numbered by its form."""
    return "(?:{})".format("|".join(form.format(n) for n, form in enumerate(forms)))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """A labelled date, a line that is a date, a dateline: compiled when a Chinese text is met."""
    date = _date((_CHINESE, _DASHED))
    weekday = _CHINESE_DAY
    source = r"[^\s。，,;；：:]{1,16}(?:新聞稿|新聞|訊|電|報導)\s*|"
    alone = rf"(?m)^[ \t　【〔（(]*(?:{source}{weekday},?\s*)?{date}[ \t　]*{weekday}?{_TIME}?[ \t　]*(?:新聞稿|訊)?[】〕）)]?[ \t　]*$"
    labelled = rf"(?m)(?:^|[\s|｜【〔（(▎]){_CHINESE_LABEL}\s*[】〕）)\]]?\s*[:：／/|｜]?\s*(?:{weekday},?\s*)?{date}"
    return tuple(map(re.compile, (labelled, alone, rf"{date}\s*(?:日?[電訊]|報導)")))


def publication_day(text: str) -> Dating | None:
    r"""The day on which the text says that it was published, None where it does not say so plainly.

    >>> publication_day("發布日期：110-02-05\n移民署說明").edtf
    '2021-02-05'
    >>> publication_day("Taipei, Feb. 5 (CNA) The agency said") is None
    True
    """
    head = text[:_HEAD]
    if _HAN.search(head) is None or len(_LATIN.findall(head)) >= _SHARE * len(_HAN.findall(head)):
        return english_day(text)
    for part in (head, text[-_FOOT:] if len(text) > _HEAD else ""):
        for pattern in _patterns():
            for match in pattern.finditer(part):
                day = _day(match)
                if day is not None:
                    return day
    return None


def _day(match: re.Match[str]) -> Dating | None:
    parts = {name[0]: value for name, value in match.groupdict().items() if value}
    year = int(parts["y"])
    if len(parts["y"]) == 2 and "s" in parts:
        return None  # 10-11-12 may be read in any order
    if year < 1000:
        year += ROC_OFFSET
    try:
        return parse_edtf(f"{year:04d}-{int(parts['m']):02d}-{int(parts['d']):02d}")
    except ValueError:  # a misprint states no day
        return None
