"""The classes into which a report puts countries (第一級, Tier 2, 第二級觀察名單), each with the countries that are in it.

A sentence is gone through part by part: the countries last named before a class are in it, or those listed behind it; a part without
names goes on about those of the part before; 與…並列 and …亦在列 join others to the class told last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg import patterns as re
from kg.extract.candidate import Candidate, Mention
from kg.extract.chinese.clauses import Reading, Sentence, quoted
from kg.extract.chinese.releases import day_of_class, own_date
from kg.extract.chinese.telling import chunk, chunks, domestic, foreign, hindered, mention, told
from kg.extract.chinese.tokens import Token
from kg.extract.chinese.when import When

_MAY = re.compile("[級列類]|[Tt]ier|Category")
_TIER = re.compile(
    r"第\s?(?P<n>[一二三四1-4])\s?(?:等級|級|列|類)|(?<![\d一二三四五六七八九十第分])(?P<b>[一二三1-3])級"
    r"|[Tt]ier\s?(?P<t>[1-3])|Category\s?(?P<c>[12])"
)
_RANK = {"一": 1, "二": 2, "三": 3, "四": 4}
_BRACKETED = re.compile(r"[」』]?(?:名單|國家)?\s?[(（]\s?")
_NO_TIER = re.compile(
    "毒品|傳染病|開設|警戒|古蹟|法定|地震|災害|應變|管制|疫情|產業|活動|文物|謀生|電信|動員|加強|跳|距|學校|主管|單位|機關|公務|醫|行政|城市|方|戰"
)
_COUNTED = re.compile(
    r"[」』]?(?:觀察名單)?(?:國家|國|者|[的之](?:其他|其餘|另外)?)?(?:[(（](?:地區|[Tt]ier\s?\d)[)）])?(?:則|僅|只)?(?:有|計|共|計有|共有)?[(（]?(?:\d|[一二三四五六七八九十廿卅]+(?:餘|多)?個?國)"
)
_DIVIDED = re.compile("分[為成作]|區分|劃分")
_UNSURE = re.compile("恐|若|倘|可能|或將|面臨|避免|擔憂|警告|威脅|目標|基準|標準|期望|爭取|希望|力拚|力拼|可望|有望|挑戰|盼")
_GOAL = re.compile("目標值|評核指標|衡量標準|績效指標|年度目標|目標：|本指標|備註：")
_PUBLISHED = re.compile("公布|公佈|發布|發表|出爐|出版|宣布|宣佈|指出|表示|肯定|點名|提到|認為|批評|強調|證實")
_FROM = re.compile(r"(?:由|從|自|原為?|原本(?:為|是|列)?|原列)[^，。；、]{0,14}$")
_MOVED = re.compile("^[」』]?(?:名單)?[^，。；]{0,14}[升降調移跌落躍晉改提列進退](?:[^，。；第]{0,6})$")
_BEHIND = re.compile(
    r"[」』]?(?:[(（][^()（）]{1,12}[)）])?(?:觀察名單|名單|評等|等級)?(?:之|的)?(?:亞太|亞洲|東南亞|東協|亞細安|歐洲|其他|其它)?(?:國家|國|者)(?:[(（]地區[)）])?"
    r"(?:除了?|還|尚|亦|也|僅|只|另|計|共|則|分別|主要|有|包括|包含|為|是|：|:){1,4}"
)
_ROW = re.compile(
    "(?:、|及|與|和|暨|以及|等(?:[\\d一二三四五六七八九十]+[餘多]?)?(?:個)?(?:國家|國)?|外，?|還|尚|另|亦|也|計|有|包括|包含|了)*"
)
_JOINED = re.compile("[與和跟同]")
_BESIDE = re.compile("並列|同列|同級|同屬|同為|同等|齊名|一同|相同|一起|共同|看齊")
_ALSO = re.compile("(?:在列|其中|上榜|榜上有名|同列|同級|亦同|也同|同樣如此)")
_LEAD = re.compile(
    r"(?:(?:其中|至於|另外?|此外|而|但|並將?|將|則|不過|同時|連同|鄰國|亞洲的?|東南亞的?|報告(?:指出|稱|說|將)?|[^，。；]{0,6}(?:方面|部分))[，：]?)*"
)
_PLACED = re.compile("在$|(?<![優高低次同屬])於$")
_BY = re.compile("[獲被遭經由據受]$")
_BODY = re.compile(
    r"(?:聯邦)?(?:國?務院|國會|政府|眾議院|參議院)|[^，。；、在於由將\d]{0,12}?(?:報告|總署|協會|基金會|組織|雜誌|智庫)"
)
_MAINLAND = re.compile("(?<![一-鿿])陸(?=[、與和及])|(?<=[、與和及將])陸(?=[、與和及等遭被則列])")
_FAR = 600  # characters back to where the report is named


class Tier(NamedTuple):
    """A class at ``start`` to ``end`` of the text.

    ``counted`` says that only the number of its countries follows, ``former`` that they left it.
    """

    start: int
    end: int
    rank: int
    counted: bool
    former: bool


def find(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    """The classes that a sentence gives to countries."""
    if _MAY.search(sentence.text) is None or _GOAL.search(sentence.text) is not None or not _is_about(sentence, reading):
        return
    tiers = _tiers(sentence)
    if not tiers:
        return
    seen: set[tuple[int, str, str]] = set()
    for tier, names in _given(sentence, reading, tiers):
        when = own_date(sentence, tier.start) if tier.former else day_of_class(sentence, reading, tier.start)
        if when is None or when.since or not when.days:
            continue
        for token in names or (None,):
            code = reading.home if token is None or domestic(reading, token) else token.iso3
            key = (tier.rank, code, str(when.whole))
            if key not in seen:
                seen.add(key)
                yield _rating(sentence, reading, tier, token, when)


def _is_about(sentence: Sentence, reading: Reading) -> bool:
    """Whether classes of this kind are spoken of: a report is named here or before, or a verb of rating stands beside one."""
    if sentence.of("rate") and re.search("報告|評|名單", sentence.text) is not None:
        return True
    pattern = reading.lexicon.pattern("tiered", "<<tiered>>")
    return pattern.search(reading.folded.text, max(0, sentence.start - _FAR), sentence.end) is not None


def _tiers(sentence: Sentence) -> list[Tier]:
    """The classes named in a sentence, one told twice (第一級(Tier 1)) once."""
    out: list[Tier] = []
    text = sentence.text
    matches = [m for m in _TIER.finditer(text) if _NO_TIER.match(text, m.end()) is None]
    for i, match in enumerate(matches):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        if out and _BRACKETED.fullmatch(sentence.between(out[-1].end, start)) is not None:
            continue
        low, high = chunk(sentence, start)
        if _DIVIDED.search(sentence.between(low, start)) is not None:
            continue
        written = next(words for words in match.groups() if words)
        rank = _RANK.get(written) or int(written)
        others = [m for m in matches[i + 1 :] if _BRACKETED.fullmatch(text[match.end() : m.start()]) is None]
        follows = others[0] if others else None
        former = (
            follows is not None
            and sentence.start + follows.start() < high
            and _FROM.search(sentence.between(low, start).rstrip("「『")) is not None
            and _MOVED.match(text[match.end() : follows.start()].rstrip("「『")) is not None
        )
        out.append(Tier(start, end, rank, _COUNTED.match(text, match.end()) is not None, former))
    return out


def _given(sentence: Sentence, reading: Reading, tiers: Sequence[Tier]) -> Iterator[tuple[Tier, list[Token]]]:
    """Each class with the countries in it; an empty list stands for the home side that is not named."""
    names = _names(sentence, reading)
    current: list[Token] = []
    last: Tier | None = None
    for low, high in chunks(sentence):
        here = [tier for tier in tiers if low <= tier.start < high]
        part = [t for t in names if low <= t.start < high]
        if not here:
            if last is not None and part and _is_joined(sentence, low, part, high):
                yield last, _group(sentence, part, part[-1].end, low)
            elif last is not None and _ALSO.search(sentence.between(low, high)) is not None:
                yield last, part or current
            else:
                current = _subject(sentence, reading, part, low) or current
            continue
        begin = low
        for tier in here:
            if hindered(sentence, tier.start) or _UNSURE.search(sentence.between(low, tier.start)) is not None:
                continue
            behind = _listed(sentence, names, tier)
            group = behind or _group(sentence, [t for t in part if begin <= t.start < tier.start], tier.start, begin)
            if group and not behind and _JOINED.match(sentence.between(group[0].start - 1, group[0].start)):
                earlier = [t for t in part if low <= t.start < group[0].start]
                group = [*(earlier[-1:] or current), *group]
            last = tier
            if tier.counted and not behind:
                continue
            if not group and not current and not _is_home(sentence, reading, tier):
                continue
            current = group or current
            if not tier.former or own_date(sentence, tier.start) is not None:
                yield tier, current
            begin = begin if tier.former else tier.end


def _names(sentence: Sentence, reading: Reading) -> list[Token]:
    """The countries of a sentence that may be in a class: not who rates, nor where it was."""
    out = []
    for token in sentence.tokens:
        if token.kind not in ("country", "home") or token.text == "兩岸":
            continue
        if foreign(reading, token):
            before, behind = sentence.between(token.start - 2, token.start), sentence.between(token.end, token.end + 16)
            if (
                _PLACED.search(sentence.between(token.start - 2, token.start))
                or behind[:1] in ("籍", "人")
                or _BODY.match(behind) is not None
            ):
                continue
            if _BY.search(before) and not re.match("[、及與和]", behind):
                continue
        elif not domestic(reading, token):
            continue
        out.append(token)
    china = reading.lexicon.country_names.get("CHN")
    if china is not None and reading.home != "CHN":
        for match in _MAINLAND.finditer(sentence.text):
            place = sentence.start + match.start()
            if not any(t.start <= place < t.end for t in sentence.tokens if t.is_name):
                out.append(Token(place, place + 1, "country", "陸", "CHN", "CHN"))
    return sorted(out, key=lambda token: token.start)


def _group(sentence: Sentence, names: Sequence[Token], place: int, low: int) -> list[Token]:
    """The row of countries last named before a place; those before a verb of publishing are left out."""
    said = [low + m.end() for m in _PUBLISHED.finditer(sentence.between(low, place))]
    names = [t for t in names if t.start >= max(said, default=low)]
    last: list[Token] = []
    for token in reversed(names):
        if last and _ROW.fullmatch(sentence.between(token.end, last[0].start)) is None:
            break
        last.insert(0, token)
    return last


def _listed(sentence: Sentence, names: Sequence[Token], tier: Tier) -> list[Token]:
    """The countries listed behind a class: 第三級國家包括…, 第一級國家除臺灣外，尚有…."""
    match = _BEHIND.match(sentence.between(tier.end, tier.end + 40))
    if match is None:
        return []
    place = tier.end + match.end()
    out: list[Token] = []
    for token in names:
        if token.start < place:
            continue
        if _ROW.fullmatch(sentence.between(place, token.start)) is None:
            break
        out.append(token)
        place = token.end
    return out


def _is_joined(sentence: Sentence, low: int, part: Sequence[Token], high: int) -> bool:
    """Whether a part only sets countries beside those before: 與美國、英國等30國並列."""
    return (
        _JOINED.search(sentence.between(low, part[0].start)[-3:]) is not None
        and _BESIDE.search(sentence.between(part[-1].end, high)) is not None
    )


def _subject(sentence: Sentence, reading: Reading, part: Sequence[Token], low: int) -> list[Token]:
    """Whom a part without a class is about: the home side named in it, else the countries at its head."""
    ours = [t for t in part if domestic(reading, t)]
    if ours:
        return ours[-1:]
    if part and _LEAD.fullmatch(sentence.between(low, part[0].start)) is not None:
        row = [part[0]]
        for token in part[1:]:
            if _ROW.fullmatch(sentence.between(row[-1].end, token.start)) is None:
                break
            row.append(token)
        published = _PUBLISHED.search(sentence.between(row[-1].end, chunk(sentence, low)[1]))
        return [] if published is not None else row
    return []


def _is_home(sentence: Sentence, reading: Reading, tier: Tier) -> bool:
    """Whether a class without any name is the home side's: no other country stands before it, but for the rater."""
    return reading.published is not None or not any(
        foreign(reading, t) and t.kind == "country" for t in sentence.tokens if t.start < tier.start
    )


def _rating(sentence: Sentence, reading: Reading, tier: Tier, token: Token | None, when: When) -> Candidate:
    home = Mention(reading.lexicon.country_names[reading.home], "country", reading.home, "subject", actor=reading.home)
    party = home if token is None else mention(reading, token, "subject")
    raters = [
        t for t in sentence.tokens
        if foreign(reading, t) and t.start < tier.start and (t.kind == "agency" or _BODY.match(sentence.between(t.end, t.end + 16)))
    ]  # fmt: skip
    title = reading.lexicon.pattern("report", "(?:<<report>>)").search(sentence.text)
    name = title[0] if title is not None else ""
    for low, high in quoted(sentence.text):
        if title is not None and low <= title.start() < high:
            name = reading.folded.plain[sentence.start + low : sentence.start + high]
    low = min(tier.start, token.start) if token is not None else max(sentence.start, tier.start - 20)
    high = max(tier.end, token.end) if token is not None else tier.end
    return told(
        reading, sentence, "rating", low, high, when=when, title=name,
        parties=(*(mention(reading, t, "rater") for t in raters[:1]), party), value=tier.rank, unit="級",
    )  # fmt: skip
