"""Ranks in an index or report of somebody else (全球第11, 排名第28, 居冠), and its grades that have a name."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.extract.candidate import Candidate, Mention
from kg.extract.chinese.clauses import Reading, Sentence, quoted
from kg.extract.chinese.date_words import numeral
from kg.extract.chinese.telling import chunk, domestic, foreign, hindered, mention, told
from kg.extract.chinese.tokens import Token
from kg.extract.chinese.when import When
from kg.extract.folding import BREAK

_NUMBER = r"(?P<n>\d{1,3}|[一二三四五六七八九十百]{1,5})"
_AREA = "(?:全球|世界|亞洲|亞太|東亞|東南亞|歐洲|區域|地區|國際|全世界|亞太地區|亞洲地區|亞太區)"
_RANK = re.compile(
    "(?:(?:名列|位列|高居|位居|排名|排在|排行|列居|躍居|升至|升到|升為|升上|躍升|進步到|進步至|上升至|上升到|攀升至|推進至|前進到|前進至"
    "|退至|降到|跌到|跌至|下滑至|滑落至|掉到|退步到|退步至|維持|蟬聯|穩居|續居|並列|同列|名次為|名次是|排|居|列|拿下|勇奪|摘下|取得|獲得"
    rf"|獲|為|是|的|第)[「『]?{_AREA}?(?:的|排名|名次)?第\s?{_NUMBER}(?:名|位|強)?"
    rf"|(?:排名|名次|排行)(?:{_AREA}|為|是)?(?P<q>\d{{1,3}})(?:名|位)?(?![\d.%％年月日分人國億萬個項])"
    rf"|{_AREA}(?:排名)?第\s?{_NUMBER.replace('<n>', '<g>')}(?:名|位|強)?|第\s?{_NUMBER.replace('<n>', '<p>')}(?:名|位)"
    r"|第\s?(?P<bare>\d{1,3})(?=[、，。；及和與]|$)"
    "|(?P<first>冠軍|榜首|居冠|奪冠|之冠|龍頭|首位|第一把交椅|登頂))"
)
_GRADE = re.compile(
    "(?:獲|列為|評為|列入|納入|評定為)[^，。；「]{0,6}「(?P<g>[^「」]{2,10})」(?:的|之)?(?:等級|評級|評等|最佳|最高|成績)"
)
_MAY_RANK = re.compile("第|排名|名次|等級|評級|評等|最佳|冠|榜首|龍頭|首位")
_NO_RANK = re.compile(
    "[年月日屆次大條款項章節季期號批度輪組場份個家座例起任案代]|人|國|類|級|列|等|[一-龥]?貿易|夥伴|學期|者(?!，)|天|階段|時間|作|線|部"
)
_REGIONAL = re.compile("(?:亞洲|東亞|東南亞|亞太|歐洲|東協|區域|地區)[^，。；]{0,4}$")
_CAME_OUT = re.compile("公布|發布|出爐|發表|公告")
_OBJECT = re.compile("[將把]$")
_WHO = re.compile(
    r"(?:由|據|依|根據)?(?P<who>[^，。；「」『』《》()（）]{2,20}?)(?:[(（][^)）]{1,30}[)）])?[^，。；]{0,12}?(?:公布|公佈|發布|發表|出爐|出版|評比|評列)"
)
_GOAL = re.compile("目標值|評核指標|衡量標準|(?<!物流)績效指標|年度目標|目標：|本指標|備註：")
_AIM = re.compile("目標|衡量標準|期望|爭取|希望|力拚|力拼|挺進|可望|預估|預測|若能|有望")
_COMMERCE = re.compile(
    "貿易夥伴|出口國|進口國|投資國|觀光客源|客源|來源國|市場|外匯存底|選手|球隊|賽事|錦標賽|奧運|運動|金牌|總決賽|世錦賽|票房|收視|考試|錄取|報考"
)
_FROM_BEFORE = 200


def find(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    """The ranks that a sentence about an index or a report gives to countries."""
    if (
        _MAY_RANK.search(sentence.text) is None
        or not _is_about_ratings(sentence, reading)
        or _COMMERCE.search(sentence.text) is not None
        or _GOAL.search(sentence.text) is not None
    ):
        return
    said: set[tuple[int, str]] = set()
    subjects: list[Token] = []
    ranked: set[str] = set()
    for match in _RANK.finditer(sentence.text):
        place = sentence.start + match.start()
        low, high = chunk(sentence, place)
        if _is_no_rank(sentence, match) or hindered(sentence, place) or _AIM.search(sentence.between(low, high)) is not None:
            continue
        here = _subjects(sentence, reading, low, place)
        subjects = here or subjects
        value = _value(match)
        when = _when(sentence, reading, place, low)
        if value is None or when is None or not when.days or when.since:
            continue
        rated: list[Token | None] = [*subjects] or [None]
        for subject in rated:
            code = reading.home if subject is None or domestic(reading, subject) else subject.iso3
            if (value, code) in said or (subject is None and not _of_home(sentence, reading)):
                continue
            if code in ranked and _REGIONAL.search(sentence.between(low, place)) is not None:
                continue  # the first of its region, whose rank in the world is told
            said.add((value, code))
            ranked.add(code)
            yield _rating(sentence, reading, match, subject, value, when)
    if not said:
        yield from _graded(sentence, reading)


def _is_no_rank(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether the number is that of something else (第3屆, 第一級), or stands by itself behind no country."""
    if match["bare"]:
        place = sentence.start + match.start()
        return not any(t.end == place and t.kind in ("country", "home") for t in sentence.tokens)
    return (
        _NO_RANK.match(sentence.text, match.end()) is not None
        and not match["first"]
        and sentence.text[match.end() - 1] not in "名位強"
    )


def _value(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    if groups.get("first"):
        return 1
    written = next((words for words in groups.values() if words), "")
    try:
        return numeral(written)
    except (KeyError, ValueError):
        return None


def _is_about_ratings(sentence: Sentence, reading: Reading) -> bool:
    """Whether an index, a ranking or a report of ratings is named in the sentence or not far before it."""
    if sentence.of("index"):
        return True
    low = max(0, sentence.start - _FROM_BEFORE)
    return reading.lexicon.pattern("index", "(?:<<index>>)").search(reading.folded.text[low : sentence.start]) is not None


def _subjects(sentence: Sentence, reading: Reading, low: int, place: int) -> list[Token]:
    """The countries that are rated: those last named before the rank in its part, a rater and a place left out."""
    names = [t for t in sentence.tokens if low <= t.start < place and (t.kind == "country" or t.kind == "home")]
    objects = [t for t in names if _OBJECT.search(sentence.between(t.start - 1, t.start)) is not None]
    if objects:
        return [t for t in names if t.start >= objects[0].start]
    names = [t for t in names if sentence.between(t.end, t.end + 1) not in ("的", "國") or t.kind == "home"]
    names = [
        t for t in names if sentence.between(t.start - 1, t.start) not in ("在", "於", "將", "由", "據") or domestic(reading, t)
    ]
    rater = reading.lexicon.pattern(
        "rater",
        "(?:國?務院|國會|政府)?(?!排名|評比|排行|評鑑|名列)(?:<<index>>|<<report>>)|國務院|[^，。；]{2,10}(?:協會|基金會|雜誌|智庫|公司|集團|論壇)",
    )
    names = [t for t in names if t.kind == "home" or rater.match(sentence.text, t.end - sentence.start) is None]
    ours = [t for t in names if domestic(reading, t)]
    if ours and not (names[-1].iso3 and foreign(reading, names[-1])):
        return ours[-1:]
    last: list[Token] = []
    for token in reversed(names):
        if last and last[0].start - token.end > 2:
            break
        last.insert(0, token)
    return last


def _of_home(sentence: Sentence, reading: Reading) -> bool:
    return any(domestic(reading, t) for t in sentence.tokens) or not any(foreign(reading, t) for t in sentence.tokens)


def _when(sentence: Sentence, reading: Reading, place: int, low: int) -> When | None:
    """The date of a rank: its own in its part, else the day on which it came out, else the year in the index's name."""
    dates = [date for date in sentence.dates if date.days and not _is_compared(reading, date)]
    spans = [(sentence.start + a, sentence.start + b) for a, b in quoted(sentence.text)]
    free = [d for d in dates if not any(a <= d.start < b for a, b in spans)]
    own = [d for d in free if low <= d.start and d.end <= place]
    days = [d for d in free if d.end <= place and d.days[0].precision > 1]
    before = [d for d in free if d.end <= place]
    chosen = own[-1:] or days[-1:] or before[-1:] or [d for d in dates if d.end <= place][-1:]
    chosen = chosen or [d for d in free if d.start >= place and _CAME_OUT.match(sentence.between(d.end, d.end + 4)) is not None]
    own_year = bool(chosen) and (
        not chosen[0].relative or chosen[0].days[0].precision > 1 or not _is_this_year(reading, chosen[0])
    )
    if own_year or reading.published is None:
        return chosen[0] if own_year else None
    near = [d for d in reading.dates if place - _FROM_BEFORE <= d.end <= sentence.start and d.days and _is_told(reading, d)]
    near = [d for d in near if not _is_compared(reading, d)]
    exact = [d for d in near if d.days[0].precision > 1]
    return (exact or chosen[:1] or near)[-1] if near or chosen else None


def _is_compared(reading: Reading, when: When) -> bool:
    """Whether a date is only that of a rank before which is not told: 較去年進步, but not 較去年的第11名."""
    text = reading.folded.text
    return text[max(0, when.start - 1) : when.start] in ("較", "比") and not text.startswith(("第", "的第"), when.end)


def _is_this_year(reading: Reading, when: When) -> bool:
    """Whether it is the year of publication, 今年, in which the report came out on a day."""
    first = when.days[0].earliest
    return reading.published is not None and first is not None and first.year == reading.published.year


def _is_told(reading: Reading, when: When) -> bool:
    """Whether a date stands in a sentence, not in a dateline."""
    end = reading.folded.text.find(BREAK, when.end)
    return "。" in reading.folded.text[when.end : end if end >= 0 else None]


def _graded(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    """A class with a name instead of a number: 獲列為「一般追蹤」等級."""
    for match in _GRADE.finditer(sentence.text):
        place = sentence.start + match.start()
        low, _ = chunk(sentence, place)
        when = _when(sentence, reading, place, low)
        if hindered(sentence, place) or when is None or not when.days or when.since:
            continue
        for subject in _subjects(sentence, reading, low, place):
            yield _rating(sentence, reading, match, subject, None, when)


def _rating(
    sentence: Sentence, reading: Reading, match: re.Match[str], subject: Token | None, value: int | None, when: When
) -> Candidate:
    home = Mention(reading.lexicon.country_names[reading.home], "country", reading.home, "subject", actor=reading.home)
    party = home if subject is None else mention(reading, subject, "subject")
    raters = [
        t for t in sentence.tokens if foreign(reading, t) and t is not subject and t.end <= sentence.start + match.start()
    ]
    who = _WHO.match(sentence.text)
    rater: tuple[Mention, ...] = ()
    if raters and subject is not None and domestic(reading, subject):
        rater = (mention(reading, raters[0], "rater"),)
    elif who is not None:
        rater = (Mention(who["who"], "group", "", "rater"),)
    named = sentence.of("index")
    title = reading.folded.plain[named[0].start : named[0].end] if named else ""
    for low, high in quoted(sentence.text):
        if any(sentence.start + low <= t.start < sentence.start + high for t in named):
            title = reading.folded.plain[sentence.start + low : sentence.start + high]
    begin = sentence.start + match.start()
    unit = "" if value is None else "名"
    return told(
        reading, sentence, "rating", max(chunk(sentence, begin)[0], begin - 20), sentence.start + match.end(), when=when,
        title=title, parties=(*rater, party), value=value, unit=unit,
    )  # fmt: skip
