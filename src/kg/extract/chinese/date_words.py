"""How Chinese texts write a date: the pattern of one date expression, numerals, and the years of both eras."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from functools import lru_cache

from kg import patterns as re
from kg.dates import ROC_OFFSET, Dating, parse_edtf

CHINESE_DIGITS = "一二三四五六七八九十"
WEEKDAYS = "一二三四五六日天"
_CN = CHINESE_DIGITS
_DAY = rf"\d{{1,2}}|[{_CN}]{{1,3}}|[廿卅][{_CN}]?"
_RUN = r"(?:[至及、和與到~–─-]|以及)(?:\d{1,2}月)?\d{1,2}[日號]"
# What may stand behind a lone 九日 or 18號, which else is a number, a name or a street.
_ON_IT = (
    "(?=[上下中]午|[晚早凌清深夜傍]|起|在|於|自|假|抵|飛|赴|率|搭|與|和|由|舉|簽|拜|參|訪|會|接|出|前往|到|返|離|宣|公|表|召|展|說|指|發|開|結|踏|來"
    "|[至及、和與到~–─-]|以及)"
)
_NOW = "(?<![迄至如現當古而從即方尤及截到尚明昨前])(?P<now>[今昨])(?![後生世古朝非是春夏秋冬明次番昔日天年月井村泉西田野川枝敏昨、時和(])"
_BACK = "兩二三四五六七八九十"
# A letter with which a date may begin, then what it looks back on and ahead to: the matcher finds a class quickly.
_LEAD = re.compile(
    rf"[\d{_CN}兩百廿卅零〇○今去前明本同當昨上次翌隔下這個週周星禮中民西公]"
    r"(?:(?<=\d)(?<![\d.]\d)(?=\d{0,3}(?:[年月日號]|天前|(?:[至及、和與到~–─/.-]|以及)\s?\d))"
    rf"|(?<=[今昨])|(?=[\s{_CN}百廿卅零〇○年月日號天個前(華國元週周星禮期拜])(?:(?<=[{_CN}百廿卅零〇○])(?=[{_CN}百廿卅零〇○]{{0,5}}[年月日號])|(?<=[{_BACK}])(?=天前)"
    r"|(?<=[今去前明本同當昨上次翌隔這下])(?=\s?[年個月日天前(])|(?<=前)(?=一[天日])|(?<=中)(?=華民國)|(?<=民)(?=國)|(?<=[西公])(?=元)"
    rf"|(?<=[本這上下個])(?=個?(?:[週周]|星期|禮拜)[{WEEKDAYS}])|(?<=上)(?=個?(?:[週周]|星期|禮拜)(?!末))|(?<=[週周])(?=[{WEEKDAYS}])|(?<=星)(?=期[{WEEKDAYS}])|(?<=禮)(?=拜[{WEEKDAYS}])))"
)
_POINT = re.compile(
    "(?:"
    r"(?<![\d.])(?P<bad>(?P<bady>\d{2,4})年\d{1,2}年\d{1,2}日)"
    r"|(?<![\d/.-])(?P<sy>\d{3,4}|[89]\d(?=\.))(?P<sep>[/.-])\s?(?P<sm>\d{1,2})(?P=sep)\s?(?P<sd>\d{1,2})(?![\d/.]|(?<=-\d\d)-)"
    r"(?:(?:(?<=[/.]\d)|(?<=[/.]\d\d))[-~–─至](?P<se>\d{1,2})(?![\d/.:年月個名萬億,%]))?"
    rf"|(?<![\d/.%])(?P<ms>\d{{1,2}})[/.](?P<ds>\d{{1,2}})(?![\d/.])"
    r"|(?:(?P<era>(?:中華)?民國|西元|公元)?(?:(?<![\d.,])(?P<y>\d{2,4})|(?P<yc>[一二三四五六七八九十百零〇○]{2,5}))"
    r"(?:年(?:度)?(?!級)|(?=[至~]\d{2,4}年))"
    r"|(?P<yr>[今去前明本同當]|上(?=\(|年度|年\d)|[次翌隔](?=年\d|年[一二三四五六七八九十]{1,2}月))\s?(?:\((?P<yrn>\d{2,4})\))?年(?:度)?)"
    rf"(?:(?P<half>[上下])半年(?!度?報)|(?P<m>\d{{1,2}}|[{_CN}]{{1,3}})月份?(?:(?P<d>{_DAY})(?:[日號]|(?=起)|(?={_RUN})))?)?"
    rf"|(?:(?<![\d.,個])(?P<m2>\d{{1,2}}|[{_CN}]{{1,3}})月份?|(?P<mr>[本同上當這])\s?個?(?:\((?P<mrn>\d{{1,2}})\))?月份?)"
    rf"(?:(?P<d2>{_DAY})(?:[日號]|(?={_RUN})))?"
    r"|(?P<dr>[今昨明前]|本(?=\s?\(\d{1,2}\)\s?[日天])|(?<!日)本(?=日(?![前內後之報起])))\s?(?:\((?P<drn>\d{1,2})\)\s?[日天]|(?P<drt>[日天])(?:\((?:\d{1,2}月)?(?P<drb>\d{1,2})日?\))?)"
    r"|(?<!\d)(?P<ago>\d{1,2}|" + rf"[{_BACK}])天前(?!往)"
    r"|(?P<same>[同當][日天])"
    r"|(?P<next>[翌隔次])(?:\((?P<nextn>\d{1,2})\))?[日天]"
    r"|(?<![始幕會議行束式訪問離抵署約典選節假賽禮])(?P<prior>前一[天日])(?![天日])"
    rf"|{_NOW}"
    rf"|(?<![每逢隔一兩各四\d])(?P<wr>[本這上下])?個?(?:週|周|星期|禮拜)(?P<wd>[{WEEKDAYS}])(?:\((?:\d{{1,2}}月)?(?P<wdn>\d{{1,2}})日?\))?(?(wr)(?![年之歲次個])|(?![年之歲次個至到]))"
    rf"|(?P<lw>上個?(?:週|周|星期|禮拜))(?![{WEEKDAYS}末])"
    rf"|(?<![\d.,第共滿達逾約近])(?<!(?<!預)計)(?P<d3>\d{{1,2}}|廿[{_CN}]?|[{_CN}]{{1,3}}(?=[日號]))(?:日(?!本[國人]|[報圓幣元後籍夜數程式月]|間(?![走赴於在，訪率與前拜舉參出])|以[來內上下前後]|前(?![往來赴])|內(?![政閣]))|號{_ON_IT}|(?={_RUN}))"
    r")"
)
_DIGIT = {letter: i for i, letter in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
LONE = re.compile(_ON_IT)


def points(text: str, low: int = 0, high: int = sys.maxsize) -> Iterator[re.Match[str]]:
    """The date expressions of a text between two places, each by itself, without overlap."""
    for lead in _LEAD.finditer(text, low, high):
        place = lead.start()
        if place >= low:
            match = _POINT.match(text, place, high)
            if match is not None:
                low = match.end()
                yield match


def numeral(text: str) -> int:
    """A whole number in digits or Chinese numerals up to a hundred and some: 廿六, 一百零四, 一〇四."""
    if text.isdigit():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "十" not in text and "百" not in text:
        return int("".join(str(_DIGIT[letter]) for letter in text))
    hundreds, _, rest = text.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    total = 100 * (_DIGIT.get(hundreds, 1) if hundreds or "百" in text else 0)
    if ten:
        total += 10 * (_DIGIT[tens[-1]] if tens and tens[-1] in _DIGIT and _DIGIT[tens[-1]] else 1)
    ones = ones.lstrip("零〇○")
    return total + (_DIGIT[ones[-1]] if ones else 0)


@lru_cache(maxsize=1024)
def year_of(text: str, era: str | None) -> int | None:
    """The Gregorian year of a written one, which is a ROC year where it is below 190; None where it is none."""
    try:
        number = numeral(text)
    except (KeyError, ValueError):
        return None
    if 1895 <= number <= 2100:
        return number
    return number + ROC_OFFSET if 0 < number <= 189 and era not in ("西元", "公元") else None


@lru_cache(maxsize=4096)
def dating_of(year: int | None, month: int | None = None, day: int | None = None) -> Dating | None:
    """The dating of the parts; None where they name no day of the calendar."""
    if year is None:
        return None
    parts = f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else "")
    try:
        return parse_edtf(parts)
    except ValueError:
        return None


def up_to(first: Dating | None, last: str | None) -> Dating | None:
    """The days from the first to a later ``last`` of its month: 105.02.24-27; the first alone where there is no such day."""
    if first is None or last is None:
        return first
    try:
        return parse_edtf(f"{first.edtf}/{first.edtf[:8]}{int(last):02d}")
    except ValueError:
        return first


def week_before(published: dt.date | None) -> Dating | None:
    """The seven days of the week before the one of publication: 上週."""
    if published is None:
        return None
    monday = published - dt.timedelta(days=published.weekday() + 7)
    return parse_edtf(f"{monday.isoformat()}/{(monday + dt.timedelta(days=6)).isoformat()}")
