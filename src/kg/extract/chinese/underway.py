"""Talks under way about a paper or an opening, told by words for going on around a verb of talking.

目前正與新加坡、日本洽談中; 協議文本尚在磋商; 洽談中的國家包括英國、法國.  What they are about may stand in a sentence before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.others import is_between_others
from kg.extract.chinese.papers import paper_before
from kg.extract.chinese.partners import one_each
from kg.extract.chinese.telling import chunk, date_before, domestic, foreign, free_dates, hindered, home_party, mention, told
from kg.extract.chinese.tokens import Token
from kg.extract.chinese.when import When
from kg.extract.lexicon import PAIR

_FIRM = ("洽簽", "商簽", "議簽", "研簽", "洽談", "洽商", "磋商", "談判", "協商", "研商", "諮商", "商談", "議約")
_LOOSE = ("商議", "商討", "接洽", "審閱", "審議", "研議", "交涉", "討論", "溝通", "傳閱")
_TALKS = re.compile(f"(?P<firm>{'|'.join(_FIRM)})|{'|'.join(_LOOSE)}")
_MAY_TALK = re.compile("[{}][{}]".format(*map("".join, zip(*_FIRM, *_LOOSE, strict=True))))  # found sooner
_BEFORE = re.compile(
    "(?:保持|刻正?|現正?|目前[正仍也亦還均皆]?|正在?|仍在?|尚在?|還在|持續|賡續|續[就行與]|繼續|積極|陸續|進行最後|最後|著手|迄今仍|至今仍|一直)"
    "(?:辦理|進行|就|由|與|和|跟|同|透過|以|分別|積極|密切|[^，。；]{0,30}(?:與|和|跟|同|就|由))?[^，。；]{0,40}$"
)
_AFTER = re.compile(
    "(?:進行|持續|階段)?中(?!國|止|斷|心|央|，?止)|階段|(?:仍|仍在|尚|還|正)?(?:持續|進行)(?:中|$|[，。])|(?:尚|仍)?未(?:完成|定案|有結論)"
)
_ROUNDS = re.compile(
    r"(?:已|業已|迄今|至今|目前)[^，。；]{0,8}(?:進行|完成|舉行|談了)[^，。；]{0,6}(?:[\d一二三四五六七八九十兩]+|多|數)(?:輪|回合|次)"
)
_BEGUN = re.compile("[^，。；]{0,4}(?:啟動|展開|開始|開啟|起步)")
_ELSEWHERE = re.compile("[與和跟同]其[他餘]")  # with others, not named
_LISTED = re.compile("(?:中|階段)?(?:的|之)?(?:國家|對象|國)(?:還|尚)?(?:包括|包含|有|為|計有|：)(?:了)?")
_OBJECT = re.compile("草案|文本|條文|合約文字|約本")
_ABOUT = re.compile("[就對](?!是)(?!續約|換約|文本|草案|條文)[^，。；]{4,}")
_ROW = re.compile("(?:、|及|與|和|暨|以及)")
_OF_OPENING = ("passage", "programme", "mutual")
_OVER = re.compile(
    "破裂|告吹|擱置|停擺|停滯|中斷|中止|終止|落幕|完成談判|談判完成|完成諮商|談成|達成協議|無意|沒有|未與|不會|並未|未曾"
)
_PRIVATE = re.compile("勞資|薪資|房東|業者[間與和]|股權|收購|合併|球團|加盟|經紀|人質|綁匪|預算案|總預算|政黨|黨團")
_FEASIBLE = re.compile("[^，。；]{0,30}的?可(?:能|行)性")  # whether to talk at all, which `pending` tells
_TO_SIGN = re.compile("[就對為]|有關|推動|關於")
_ON_TEXT = re.compile("就[^，。；]{0,40}(?:文本|草案|條文)[^，。；]{0,6}交換意見")
_ANEW = re.compile("續約|換約|修[正訂約]|更新|草案|文本|條文|續簽|延長")
_TOPIC = re.compile("就[^，。；]{3,}(?:計畫|計劃|合作|議題|問題|措施|專案|案)(?:進行)?$")
_ON_PAPER = (*_OF_OPENING, "instrument", "sign")
_DAY = 3
_FAR = 300  # characters back to what is talked about
_REACH = 48  # characters from a word for going on to the verb


def find(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    """The talks under way that a sentence tells of, one for each partner."""
    on_text = _ON_TEXT.search(sentence.text) if "交換意見" in sentence.text else None
    if on_text is None and (_MAY_TALK.search(sentence.text) is None or _TALKS.search(sentence.text) is None):
        return
    if _OVER.search(sentence.text) or _PRIVATE.search(sentence.text):
        return
    done: set[str] = set()
    for match in (*_TALKS.finditer(sentence.text), *((on_text,) if on_text is not None else ())):
        place, end = sentence.start + match.start(), sentence.start + match.end()
        low, high = chunk(sentence, place)
        if _FEASIBLE.match(sentence.between(end, high)) is not None:
            continue
        if (match is not on_text and not _goes_on(sentence, low, place, end)) or _is_hindered(sentence, place):
            continue
        partners = [t for t in _partners(sentence, reading, low, high, place, end) if t.iso3 not in done]
        if not partners or (
            match is not on_text and match["firm"] is None and _OBJECT.search(sentence.between(low, high)) is None
        ):
            continue
        beside = _is_kept(sentence, low, place) or _is_of_topic(sentence, low, place)
        title = "" if beside else _about(sentence, reading, low, high)
        if not title:
            continue
        home = home_party(reading, (t for t in sentence.tokens if t.start < place), "signatory")
        when = _day_of(sentence, place) if match is on_text else _begun(sentence, end, high)
        for partner in one_each(partners):
            done.add(partner.iso3)
            yield told(
                reading, sentence, "agreement", max(low, place - 24), max(end, partner.end), when=when,
                status="negotiating", title=title,
                parties=(home, mention(reading, partner, "signatory")),
            )  # fmt: skip


def _goes_on(sentence: Sentence, low: int, place: int, end: int) -> bool:
    """Whether words for going on stand before or behind the verb of talking."""
    behind = sentence.between(end, end + 24)
    return (
        _BEFORE.search(sentence.between(max(low, place - _REACH), place)) is not None
        or _AFTER.match(behind) is not None
        or _ROUNDS.search(sentence.between(end, end + 40)) is not None
    )


def _begun(sentence: Sentence, end: int, high: int) -> When | None:
    """When the talks began, where that is told behind the verb: 談判自101年5月啟動."""
    dates = [d for d in free_dates(sentence) if end <= d.start < high and d.days]
    return next((d for d in dates if _BEGUN.match(sentence.between(d.end, d.end + 10)) is not None), None)


def _is_kept(sentence: Sentence, low: int, place: int) -> bool:
    """Whether the talks only go on under a paper that is signed: 依2013年簽署的協定持續磋商, but not 去年與A簽署，目前與B洽談."""
    signs = [t for t in sentence.of("sign") if t.start < place]
    signs = [t for t in signs if _TO_SIGN.search(sentence.between(t.start - 6, t.start)) is None]
    if not signs or not sentence.dates or _ANEW.search(sentence.text) is not None:
        return False
    own = any(t.is_name and t.kind != PAIR and low <= t.start < place for t in sentence.tokens)
    new = any(t.kind == "instrument" and place < t.start <= place + _REACH for t in sentence.tokens)
    return signs[-1].start >= low or not (own or new)


def _is_of_topic(sentence: Sentence, low: int, place: int) -> bool:
    """Whether the talks are about cooperation on something, and no paper: 就雷射技術合作的第二階段計畫磋商."""
    topic = _TOPIC.search(sentence.between(low, place))
    return topic is not None and not any(t.kind in _ON_PAPER and low <= t.start < place for t in sentence.tokens)


def _is_hindered(sentence: Sentence, place: int) -> bool:
    """Whether the talks are only wished for: 推動洽簽, but not 盼早日完成，刻正洽簽."""
    plans = [t for t in sentence.of("plan") if t.end <= place]
    return hindered(sentence, place) == "plan" and not re.search("[刻正仍尚]", sentence.between(plans[-1].end, place))


def _partners(sentence: Sentence, reading: Reading, low: int, high: int, place: int, end: int) -> list[Token]:
    """With whom: the row behind 與 in the part, those listed behind the verb, else those of the part before."""
    names = [t for t in sentence.tokens if foreign(reading, t) or t.kind == PAIR]
    if is_between_others(sentence, reading) or _among_others(sentence, reading, names):
        return []
    if _ELSEWHERE.search(sentence.between(max(sentence.start, low - _REACH), place)) is not None:
        return []
    listed = _LISTED.match(sentence.between(end, end + 16))
    if listed is not None:
        return _row(sentence, [t for t in names if end + listed.end() <= t.start < high], end + listed.end())
    here = [t for t in names if low <= t.start < place and not _is_place(sentence, t)]
    if not here:
        behind = [t for t in names if end <= t.start < high]
        here = behind if len({t.iso3 for t in behind}) == 1 else []
    both = any(t.kind == "bothsides" and low <= t.start < place for t in sentence.tokens)
    if not here and both and len({t.iso3 for t in names}) == 1:
        here = names[:1]
    if not names and any(low <= t.start < high for t in sentence.of("instrument", *_OF_OPENING)):
        return _told_before(sentence, reading)
    if not here and not re.search("[與和跟同](?!意)", sentence.between(low, place)):
        before = [t for t in names if t.start < low and not _is_place(sentence, t)]
        here = before if len({t.iso3 for t in before}) == 1 else []
    ours = any(domestic(reading, t) or t.kind in (PAIR, "bothsides") for t in sentence.tokens)
    linked = bool(here) and re.search("[與和跟同就由]", sentence.between(low, here[0].start + 1)) is not None
    return here if ours or linked or len({t.iso3 for t in here}) == 1 else []


def _told_before(sentence: Sentence, reading: Reading) -> list[Token]:
    """The one other country of the nearest sentence before that names some: what else is talked about with it."""
    text = reading.folded.text
    end = bisect_left(reading.token_starts, sentence.start)
    near: list[Token] = []
    for token in reversed(reading.tokens[max(0, end - 60) : end]):
        if sentence.start - token.end > _FAR or (near and "。" in text[token.end : near[-1].start]):
            break
        if foreign(reading, token):
            near.append(token)
    return near[-1:] if len({t.iso3 for t in near}) == 1 else []


def _day_of(sentence: Sentence, place: int) -> When | None:
    """The day before a place on which a text was gone through."""
    when = date_before(sentence, place)
    return when if when is not None and when.days and when.days[0].precision == _DAY else None


def _among_others(sentence: Sentence, reading: Reading, names: list[Token]) -> bool:
    """Whether two other countries talk with each other, though 雙方 is said of them: 美國與中國談判，雙方…."""
    if any(domestic(reading, t) or t.kind == PAIR for t in sentence.tokens):
        return False
    return any(
        one.iso3 != two.iso3
        and sentence.between(one.end, two.start) in ("與", "和", "跟", "同", "及")
        and one.start == chunk(sentence, one.start)[0]
        for one, two in pairwise(names)
    )


def _row(sentence: Sentence, names: list[Token], place: int) -> list[Token]:
    out: list[Token] = []
    for token in names:
        if token.start > place and _ROW.fullmatch(sentence.between(place, token.start)) is None:
            break
        out.append(token)
        place = token.end
    return out


def _is_place(sentence: Sentence, token: Token) -> bool:
    return sentence.between(token.start - 1, token.start) in ("在", "於", "赴", "駐", "至", "往")


def _about(sentence: Sentence, reading: Reading, low: int, high: int) -> str:
    """What they talk about: the paper or opening in the part, else in the sentence or those before it; empty where none is told."""
    plain = reading.folded.plain
    papers = [t for t in sentence.of("instrument") if low <= t.start < high]
    if papers:
        return plain[papers[-1].start : papers[-1].end]
    if _ABOUT.search(sentence.between(low, high)) is not None and not any(
        low <= t.start < high for t in sentence.of(*_OF_OPENING)
    ):
        return ""  # about something else
    named = paper_before(sentence, reading)
    if sentence.of("instrument") and named:
        return named
    end = bisect_left(reading.token_starts, high)
    for token in reversed(reading.tokens[max(0, end - 60) : end]):
        if token.kind in _OF_OPENING and high - token.end <= _FAR:
            return plain[token.start : token.end]
    return named if named or _OBJECT.search(sentence.between(low, high)) is None else ""
