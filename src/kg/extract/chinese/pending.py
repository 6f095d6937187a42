"""Agreements that are not signed yet: talked about, wished for, or answered favourably by the other side."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.dates import parse_edtf
from kg.extract.candidate import Candidate, Mention
from kg.extract.chinese import underway
from kg.extract.chinese.clauses import Reading, Sentence, quoted
from kg.extract.chinese.partners import one_each
from kg.extract.chinese.telling import (
    chunk,
    date_before,
    distinct,
    domestic,
    foreign,
    free_dates,
    hindered,
    home_party,
    mention,
    told,
)
from kg.extract.chinese.tokens import Token
from kg.extract.chinese.unsigned import is_denied_report
from kg.extract.chinese.when import When
from kg.extract.lexicon import PAIR

TRIGGERS = frozenset(("talks", "response", "ongoing", "favour", "instrument", "passage", "mutual"))
_ROUND = re.compile("輪|第[一二三四五六七八九十\\d]+次|首次|展開|啟動|恢復|重啟|完成|公布|交換意見|又談了")
_NOT_SIGNED = frozenset(("尚未", "未能", "仍未", "迄未", "未簽", "未締結", "未達成", "無時間表", "沒有時間表"))
_KEPT = re.compile("維持|遵守|履行|既有|續行|信守|談判$|重啟|恢復")
_KEPT_WORD = re.compile("(?:信守|遵守|履行|兌現|違背|背棄)[^，。；]{0,12}$")  # before 承諾: what was promised
_OLD_FAVOUR = frozenset(
    ("樂觀其成", "口頭表示支持", "表示支持", "表達支持", "表示同意", "原則同意", "表達簽署意願", "表示願意簽署")
)
_BY_ITSELF = re.compile("簽|續談")
_SUBJECT = re.compile("[所之的提]")
_ELSEWHERE = re.compile("[與和跟同]其[他餘]")  # with others, not named
_ANEW = re.compile("(?:本次|此次|這次|新版|新一輪)[^，。；]{0,6}(?:續約|換約|續簽|修訂|文本|草案|協[定議])")
_NOW = re.compile("刻正|目前|現正|正在|仍在|尚在|持續")
_OF_IT = re.compile("[」》]?(?:的|之)")
_FINISHES = re.compile("完成|結束|達成|收尾|加速|加快|推進|取得進展")
_MONTH = 2
_DEMANDED = re.compile(
    "要求|促請|籲請|催促|主張|建議|質疑|喊話|責成|應(?:儘速|儘早|積極|主動)"
)  # by others than those who would talk
_PROPOSED = re.compile("的(?:建議|提議|提案|倡議|構想)")
_FEASIBLE = re.compile("[^，。；]{0,14}的?可(?:能|行)性")  # 研商簽署…的可能性: not yet talked about
_AGREED = re.compile("同意[^，。；]{0,6}$")


def find(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    """The agreements talked about, wished for or well received that a sentence tells of."""
    if sentence.text.endswith("？") or is_denied_report(sentence):
        return
    under = list(underway.find(sentence, reading))
    yield from under
    known = {party.iso3 for candidate in under for party in candidate.parties if party.iso3 != reading.home}
    for candidate in _told_of(sentence, reading):
        if (
            candidate.date is not None
            or candidate.status != "negotiating"
            or known.isdisjoint(p.iso3 for p in candidate.parties)
        ):
            yield candidate


def _told_of(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    """Talks on a day, wishes, and answers, by their words."""
    yield from _talked(sentence, reading)
    for answer in sentence.of("response"):
        yield from _answered(sentence, reading, answer)
    for word in sentence.of("ongoing", "favour"):
        yield from _pending(sentence, reading, word)


def _talked(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    """Talks about signing, on the day that they were held; wishes where the sentence puts them as such."""
    for talks in sentence.of("talks"):
        low, high = chunk(sentence, talks.start)
        objects = [word for word in sentence.of("instrument") if talks.start < word.start < high]
        objects = objects or _about(sentence, talks, low) or _named_before(sentence, talks, low)
        if not objects:
            continue
        near = [t for t in sentence.tokens if low <= t.start < high and (foreign(reading, t) or t.kind == PAIR)]
        near = near or _both_sides(sentence, reading, low, talks.start)
        if _among_others(sentence, reading, near):
            continue
        title = reading.folded.plain[talks.end : objects[-1].end].strip("「」『』《》 ") or objects[-1].text
        if _PROPOSED.search(sentence.between(objects[-1].end, high)) is not None:
            continue
        asked = _FEASIBLE.match(sentence.between(objects[-1].end, high)) is not None
        settled = asked or _AGREED.search(sentence.between(low, talks.start)) is not None
        hindrance = "plan" if settled else hindered(sentence, talks.start)
        if hindrance == "deny" or _DEMANDED.search(sentence.between(low, talks.start)) is not None:
            continue
        if hindrance == "plan":
            status = "negotiating" if _is_end_of_talks(sentence, talks, low) else "planned"
            earlier = [t for t in sentence.tokens if t.start < low and (foreign(reading, t) or t.kind == PAIR)]
            for partner in one_each(near or earlier):
                yield _talk(sentence, reading, talks, partner, status, title, None)
            continue
        if _NOW.search(sentence.between(low, talks.start)) is not None:
            continue  # under way, and of no day told before
        when = date_before(sentence, talks.start)
        if when is not None and any(when.end <= t.start < low for t in sentence.of("sign")):
            continue  # the day of what was signed
        others = [t for t in sentence.tokens if t.start < talks.start and foreign(reading, t)]
        if when is None or when.whole is None or when.whole.precision < _MONTH or not (near or others):
            continue
        yield _talk(sentence, reading, talks, (near or others)[-1], "negotiating", title, when)


def _named_before(sentence: Sentence, talks: Token, low: int) -> list[Token]:
    """The paper of an earlier part where this one says with whom the like is still to be talked about: 今年將與英國洽簽."""
    if talks.text[-1] != "簽" or sentence.between(talks.end, talks.end + 1) not in ("", "，", "。", "；"):
        return []
    return [word for word in sentence.of("instrument") if word.end <= low][-1:]


def _both_sides(sentence: Sentence, reading: Reading, low: int, high: int) -> list[Token]:
    """The one other country that the sentence names before 雙方 between two places: 捷克珍視…，期盼雙方洽簽."""
    pointing = [t for t in sentence.of("bothsides") if low <= t.start < high]
    names = [t for t in sentence.tokens if pointing and t.start < low and foreign(reading, t)]
    return names[:1] if len({token.iso3 for token in names}) == 1 else []


def _is_end_of_talks(sentence: Sentence, talks: Token, low: int) -> bool:
    """Whether it is the end of talks that is hoped for, so that they go on: 期盼完成「…協定」的磋商."""
    return (
        sentence.between(talks.start - 1, talks.start) in ("的", "之")
        and _FINISHES.search(sentence.between(low, talks.start)) is not None
    )


def _about(sentence: Sentence, talks: Token, low: int) -> list[Token]:
    """The paper that talks were about where it stands before them: 就「…協議」磋商, 「…協定」的磋商."""
    papers = [word for word in sentence.of("instrument") if low <= word.start and word.end <= talks.start]
    if papers and _OF_IT.fullmatch(sentence.between(papers[-1].end, talks.start)) is not None:
        return papers
    return papers if papers and re.search("[就對]", sentence.between(low, papers[-1].start)) is not None else []


def _among_others(sentence: Sentence, reading: Reading, near: list[Token]) -> bool:
    """Whether other countries talk with each other: several are named, and the home side nowhere."""
    codes = {token.iso3 for token in near}
    ours = [t for t in sentence.tokens if domestic(reading, t) and t.text not in ("我",)]
    return len(codes) > 1 and not ours and not any(t.kind in (PAIR, "bothsides") for t in sentence.tokens)


def _talk(
    sentence: Sentence, reading: Reading, talks: Token, partner: Token, status: str, title: str, when: When | None
) -> Candidate:
    home = home_party(reading, sentence.tokens, "signatory")
    parties = (home, mention(reading, partner, "signatory"))
    high = chunk(sentence, talks.start)[1]
    return told(
        reading,
        sentence,
        "agreement",
        chunk(sentence, talks.start)[0],
        high,
        when=when,
        status=status,
        title=title,
        parties=parties,
    )


def _answered(sentence: Sentence, reading: Reading, answer: Token) -> Iterator[Candidate]:
    """Countries that answered favourably, 獲帛琉、加拿大等國正面回應; the year is that of a yearly report."""
    low, high = chunk(sentence, answer.start)
    if hindered(sentence, answer.start):
        return
    names = [t for t in sentence.tokens if low <= t.start < answer.start and foreign(reading, t)]
    when = date_before(sentence, answer.start)
    date = parse_edtf(str(reading.year)) if when is None and reading.year is not None else None
    seen: set[str] = set()
    for token in names:
        if token.iso3 in seen:
            continue
        seen.add(token.iso3)
        home: Mention = home_party(reading, sentence.tokens, "subject")
        parties = distinct((home, mention(reading, token, "subject")))
        yield told(
            reading, sentence, "agreement", token.start, high, when=when, date=date, status="positive-response", parties=parties
        )


def _pending(sentence: Sentence, reading: Reading, word: Token) -> Iterator[Candidate]:
    """A paper that is still talked about, or that a partner took well: 草案刻由泰國審閱, 馬紹爾政府口頭表示支持."""
    low, high = _clause(sentence, word.start)
    begin, end = chunk(sentence, word.start)
    denied = [t for t in sentence.of("deny") if low <= t.start < high]
    if word.kind == "ongoing":
        denied = [t for t in denied if t.text not in _NOT_SIGNED]
    if denied or hindered(sentence, word.start):
        return
    favour = word.kind == "favour"
    drafts = _drafts(sentence, word, low, end)
    names = [t for t in sentence.tokens if begin <= t.start < word.start and foreign(reading, t)]
    names = names or [t for t in sentence.tokens if low <= t.start < word.start and (foreign(reading, t) or t.kind == PAIR)]
    if not names and not favour:
        names = [t for t in sentence.tokens if word.end <= t.start < end and foreign(reading, t)]
    if _ELSEWHERE.search(sentence.between(low, end)) is not None:
        return
    if not drafts or not names or (favour and not _is_theirs(sentence, reading, word, names)):
        return
    signs = [t for t in sentence.of("sign") if low <= t.start < word.start and not hindered(sentence, t.start)]
    signs = [] if _ANEW.search(sentence.between(low, word.start)) is not None else signs
    if any(date_before(sentence, t.start) is not None for t in signs):
        return
    status = "positive-response" if favour else "negotiating"
    dates = [date for date in free_dates(sentence) if begin <= date.start < word.start or low <= date.start < begin]
    told_then = favour or _ROUND.search(sentence.between(begin, end)) is not None
    when = dates[-1] if dates and dates[-1].days and told_then else None
    named = reading.folded.plain[drafts[-1].start : drafts[-1].end]
    title = next(
        (
            reading.folded.plain[sentence.start + a : sentence.start + b]
            for a, b in quoted(sentence.text)
            if a < drafts[-1].end - sentence.start <= b
        ),
        named,
    )
    home = home_party(reading, (t for t in sentence.tokens if t.start < word.start), "signatory")
    for partner in one_each(names):
        parties = distinct((home, mention(reading, partner, "signatory")))
        yield told(reading, sentence, "agreement", begin, word.end, when=when, status=status, title=title, parties=parties)


def _drafts(sentence: Sentence, word: Token, low: int, end: int) -> list[Token]:
    """The paper that is talked about: before the word in its clause, or behind it in its part; kept agreements are none."""
    drafts = [t for t in sentence.of("instrument", "talks") if t.start < end and t.start != word.start]
    if word.kind != "favour":
        return drafts
    if (
        _KEPT.search(sentence.between(word.end, end)) is not None
        or _KEPT_WORD.search(sentence.between(low, word.start)) is not None
    ):
        return []
    signs = [t for t in sentence.of("instrument", "sign") if low <= t.start < end] or [
        t for t in sentence.of("talks") if low <= t.start < end and t.text[-1] in "簽"
    ]
    if signs or word.text in _OLD_FAVOUR:
        return signs or drafts
    return [word] if _BY_ITSELF.search(word.text) is not None else []


def _is_theirs(sentence: Sentence, reading: Reading, word: Token, names: list[Token]) -> bool:
    """Whether the other side is who took it well: no word for the home side stands between its name and the verb."""
    ours = [t for t in sentence.tokens if names[-1].end <= t.start < word.start and domestic(reading, t)]
    return not any(_SUBJECT.match(sentence.between(t.end, t.end + 1)) is None and t.kind == "agency" for t in ours)


def _clause(sentence: Sentence, place: int) -> tuple[int, int]:
    """The part between semicolons that holds a place."""
    at = place - sentence.start
    low = sentence.text.rfind("；", 0, at) + 1
    high = sentence.text.find("；", at)
    return sentence.start + low, sentence.start + high if high >= 0 else sentence.end
