"""Openings mutual by their nature (青年度假打工計畫…啟動) or by what the sentence adds (對方國民亦同), on the day they hold from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.nearest import is_of_saying
from kg.extract.chinese.telling import chunk, domestic, foreign, free_dates, hindered, home_party, mention, told
from kg.extract.chinese.when import When
from kg.extract.lexicon import PAIR

_BY_NATURE = re.compile(
    "(?:度假打工|打工度假|渡假打工|打工渡假|工作假期|工作度假)(?:計[畫劃]|協[定議]|安排|簽證)?|青年(?:交流|流動)計[畫劃]|駕照(?:互換|互認|互惠|相互承認)"
)
_BOTH_WAYS = re.compile(
    "(?:雙方|兩國|兩地)[^，。；]{0,12}對方|同等待遇|相同待遇|同樣待遇|同步給予|[也亦](?:同樣|同步)?給予|亦同|也相同|比照(?:辦理|給予)|也可(?:免|使用|享)"
)
_FROM_THEN = re.compile(
    "(?:日)?起?(?:，)?(?:雙方|兩國)?(?:即|將)?(?:正式|全面|同步|開始|重新|再度|恢復)*(?:生效|實施|上路|啟用|啟動|施行|適用|開放|受理|重啟|開辦|試辦)"
)
_BEFORE = re.compile("[^，。；]{0,8}(?<!先)前(?![往來])")  # 自3月啟用前
_EXEMPTS = re.compile("(?:實施|互免|開始)[^，。；]{0,4}(?:免簽|免試換照|自動通關)")
_NOT_YET = re.compile("(?<![中少上准大])將(?!於?\\d)|擬|研議|爭取|洽談|磋商|談判|可望|希望|盼|評估|終止|停止|取消|暫停")


def starts(sentence: Sentence) -> list[When]:
    """The dates from which the sentence says that something holds: 5月15日正式上路, 自1月1日起."""
    return [
        date
        for date in free_dates(sentence)
        if date.days
        and (date.since or _FROM_THEN.match(sentence.between(date.end, date.end + 16)) is not None)
        and not is_of_saying(sentence, date)
        and _BEFORE.match(sentence.between(date.end, date.end + 12)) is None
    ]


def _between_two(sentence: Sentence) -> re.Match[str] | None:
    """An exemption said of a pair of countries, which is mutual: 臺加自2010年11月實施免簽."""
    match = _EXEMPTS.search(sentence.text)
    if match is None:
        return None
    low, high = chunk(sentence, sentence.start + match.start())
    return match if any(low <= t.start < high for t in sentence.tokens if t.kind == PAIR) else None


def find(sentence: Sentence, reading: Reading, known: Sequence[Candidate]) -> Iterator[Candidate]:
    """The opening that a sentence tells of so, if any, with a country that is not among the ``known`` ones."""
    if not sentence.dates or not sentence.of("passage"):
        return
    match = _BY_NATURE.search(sentence.text) or _BOTH_WAYS.search(sentence.text) or _between_two(sentence)
    if match is None:
        return
    place = sentence.start + match.start()
    begin = starts(sentence)
    low, high = chunk(sentence, place)
    if not begin or hindered(sentence, place) or _NOT_YET.search(sentence.between(low, high)) is not None:
        return
    names = [t for t in sentence.tokens if t.kind == PAIR] or [t for t in sentence.tokens if foreign(reading, t)]
    ours = any(domestic(reading, t) or t.kind == PAIR for t in sentence.tokens) or "國人" in sentence.text
    codes = {token.iso3 for token in names}
    if len(codes) != 1 or not ours or any(p.iso3 in codes for c in known for p in c.parties):
        return
    home = home_party(reading, (t for t in sentence.tokens if t.kind in ("home", "country")), "member")
    passage = sentence.of("passage")[0]
    yield told(
        reading, sentence, "reciprocity", min(passage.start, place), max(passage.end, sentence.start + match.end()),
        when=begin[0], title=reading.folded.plain[min(passage.start, place) : max(passage.end, sentence.start + match.end())],
        parties=(home, mention(reading, names[0], "member")),
    )  # fmt: skip
