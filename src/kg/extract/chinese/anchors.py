"""Where a sentence tells of an agreement: verbs of signing, exchanges of notes, renewals, and papers with a date of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kg import patterns as re
from kg.extract.chinese.clauses import Sentence
from kg.extract.chinese.telling import chunk, free_dates
from kg.extract.chinese.tokens import Token
from kg.extract.chinese.when import When
from kg.extract.lexicon import PAIR

NOTES = ("換文", "換函", "換約", "照會", "換訂")
_VERB_BEHIND = re.compile("[，。；、的之就同延確]|完成|生效|確認|更新|展延|續約|方式|$")
_OF_DATE = re.compile(
    "(?:[與和跟同][^，。；]{2,24}?)?(?:間|雙方|所|簽署|簽訂|簽定|簽立|簽)?(?:的|之)[「《『]?[^，。；」》]{0,20}$"
)
_SINCE_THEN = re.compile("[」》]?(?:則|卻|其實|已|早已?|係|是|乃)*(?:於|在)?$")
_THERE = re.compile("(?:就|便|即|已|起)+(?:有|存在|簽|締)|(?:簽署|簽訂|簽定|締結|簽立|所簽|簽成|簽字)")
LINK = re.compile("[與和跟同偕及、]")
_PAPER_IN_VERB = (
    "約",
    "盟",
    "宣言",
    "聲明",
    "公報",
    "結為",
    "備忘錄",
    "文本",
    "協議",
    "照會",
    "姊妹",
    "姊妹市",
    "縣市",
    "城市",
    "姊妹校",
    "姊妹港",
)
_RENEWED = re.compile(
    "(?:再續|續延|展延|延長|續約|更新)(?:效期|至|了|過?[一二兩三]次|[一二兩三四五六七八九十\\d]{1,3}年)|(?<=[年月日])(?:更新|續約|展延|延長)(?=[。，；])"
)
_HANDED_OVER = re.compile("移交|交接|捐贈|交付")  # where who gives and who gets sign for it
_PLAN = re.compile("計[劃畫]|紀要|文件|方案|路線圖")
_NO_PAPER = re.compile(
    "^.{0,30}(?:法案|法令|命令|行政令|請願|連署|支票|名冊|法律|公告|保證書|切結書|證書|交接書|同意書|法(?:[」》，。]|$))|^(?:國|方|人|者|會員)"
)


class Anchor(NamedTuple):
    """Where an agreement is told: the words at ``start`` to ``end``, with a date of their own where they are a dated noun."""

    start: int
    end: int
    when: When | None
    noun: bool


def anchors_of(sentence: Sentence) -> list[Anchor]:
    """The verbs of signing that have a paper in the sentence, exchanges of notes, and papers with a date of their own."""
    papers = sentence.of("instrument")
    out = []
    signs = sentence.of("sign")
    for sign in signs:
        if papers or sign.text.endswith(_PAPER_IN_VERB) or _with_someone(sentence, sign):
            out.append(Anchor(sign.start, sign.end, None, False))
    for renewal in _RENEWED.finditer(sentence.text) if papers else ():
        start = sentence.start + renewal.start()
        if any(0 <= start - paper.end <= 8 for paper in papers):
            out.append(Anchor(start, sentence.start + renewal.end(), None, False))
    dates = [date for date in free_dates(sentence) if date.days]
    found = ((paper, _in_bracket(sentence, paper, dates)) for paper in papers)
    bracketed = {paper: when for paper, when in found if when is not None}  # 投資協議(2011年9月)與開放天空協議(同年11月)
    for paper in papers:
        begin, end = chunk(sentence, paper.start)
        if len(bracketed) > 1 and paper in bracketed:
            out.append(Anchor(paper.start, paper.end, bracketed[paper], True))
            continue
        if any(begin <= sign.start < paper.end and paper.start - sign.end <= 40 for sign in signs) and not _is_second(
            sentence, paper, dates, signs
        ):
            continue
        dated = next((date for date in reversed(dates) if date.end <= paper.start and paper.start - date.end <= 44), None)
        between = sentence.between(dated.end, paper.start) if dated is not None else ""
        if paper.text.endswith(NOTES) and _VERB_BEHIND.match(sentence.between(paper.end, paper.end + 2)) is not None:
            out.append(Anchor(paper.start, paper.end, None, False))
        elif dated is not None and _OF_DATE.match(between) is not None:
            out.append(Anchor(dated.start, paper.end, dated, True))
        elif paper in bracketed and not signs:
            out.append(Anchor(paper.start, paper.end, bracketed[paper], True))
        else:
            later = next((date for date in dates if paper.end <= date.start < end and date.start - paper.end <= 8), None)
            if (
                later is not None
                and _SINCE_THEN.match(sentence.between(paper.end, later.start)) is not None
                and _THERE.match(sentence.between(later.end, later.end + 4)) is not None
            ):
                out.append(Anchor(paper.start, paper.end, later, True))
    return sorted(out)


def _in_bracket(sentence: Sentence, paper: Token, dates: Sequence[When]) -> When | None:
    """The day alone in brackets right behind the name of a paper between two sides: 臺美…協定(102年3月1日)."""
    behind = sentence.between(paper.end, paper.end + 2)
    date = next((d for d in dates if 0 < d.start - paper.end <= 2 and behind.startswith(("(", "」(", "》("))), None)
    return date if date is not None and sentence.between(date.end, date.end + 1) == ")" else None


def _with_someone(sentence: Sentence, sign: Token) -> bool:
    """Whether something of no known kind is signed with another: 與泰國簽署「…計畫」, no law and no order."""
    low, high = chunk(sentence, sign.start)
    if sign.text == "簽字" and _HANDED_OVER.search(sentence.text) is not None:
        return False
    if _NO_PAPER.search(sentence.between(sign.end, high)) is not None or _NO_PAPER.match(sentence.between(sign.end, high)):
        return False
    if _PLAN.search(sentence.between(sign.end, high)) is not None and any(
        t.kind == PAIR and sign.end <= t.start < high for t in sentence.tokens
    ):
        return True  # 簽署了兩國…合作計劃
    return any(
        low <= t.start < sign.start
        and (t.kind == PAIR or (t.is_name and LINK.search(sentence.between(t.start - 1, t.start)) is not None))
        for t in sentence.tokens
    )


def _is_second(sentence: Sentence, paper: Token, dates: Sequence[When], signs: Sequence[Token]) -> bool:
    """Whether a paper behind a verb of signing has its own date behind another paper: 1971年簽訂的協定及1999年的條約."""
    verb = max((sign.end for sign in signs if sign.end <= paper.start), default=sentence.start)
    others = [word for word in sentence.of("instrument") if verb <= word.start < paper.start]
    return bool(others) and any(others[-1].end <= date.start and date.end <= paper.start for date in dates)
