"""Agreements told in other forms than a verb between two sides: exchanges of notes, dated nouns, a partner named before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.chinese.anchors import LINK, Anchor, anchors_of
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.effects import in_force, status_of
from kg.extract.chinese.partners import between_others, in_row, one_each
from kg.extract.chinese.signing_day import is_of_other
from kg.extract.chinese.telling import chunk, domestic, foreign, free_dates, hindered, home_party, mention, told
from kg.extract.chinese.tokens import Token
from kg.extract.chinese.unsigned import hopeless, is_attribute, is_matter, is_of_its_own, is_rule, is_supposed, status_of_talks
from kg.extract.chinese.when import When
from kg.extract.folding import BREAK
from kg.extract.lexicon import PAIR

_DONE = re.compile("已|曾|業|完成|先後|陸續|早年|簽有|訂有|過去|去年|當年|此前|日前|甫|剛")
_PLACED = ("在", "於", "赴", "抵", "駐", "至", "往", "訪", "從", "自", "留", "旅")
_PARTNERLESS = re.compile("[與和跟同](?!國立|我國|我方|其|該|對方|此|時|意|步|日|年|樣|一|往|仁)")
_SIGNING_DAY = re.compile(
    "(?:簽署|簽約|簽訂|換文|簽字)(?:(?:日期|日|時間)(?:為|是|係|：)?|(?:儀式|典禮)(?:已|係|訂)?於)$|，(?:日期|時間)(?:為|是|係|：)$"
)
_TELLS_WHOM = re.compile("對象|這是|此為|此係|為我國?與|是我國?與|也是|係我|為臺灣|是臺灣|成為我|成為臺|另一方|簽約方|簽署方")
_OWN_PART = re.compile("市長|縣長|議長|校長|部長|署長|局長|院長|處長|館長|續約|會後")
_CAME = re.compile("(?:之|的)[^，。；]{2,24}(?:係|是|乃|則|已|早)(?:於|在)?$")
_MANY = re.compile("聯合國|公約|巴黎協定|各國|多邊|日內瓦公約")
_DAY = 3  # the precision of a day
_THAT = re.compile("[該此][項份一]?[^，。；]{0,6}$")  # before a paper told of before
_FAR = 300
_NEAR_PAPER = 400
_BACK = 3  # sentences that are looked back on for a partner


def find(sentence: Sentence, reading: Reading, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """The agreements signed that a sentence tells of and the first rules, whose candidates are ``found``, do not."""
    if _MANY.search(sentence.text) is not None or hopeless(sentence):
        return
    anchors = [a for a in anchors_of(sentence) if not is_matter(sentence, a.end)]
    known = {(p.iso3, "" if c.date is None else c.date.edtf) for c in found if c.status != "planned" for p in c.parties}
    pending = {p.iso3 for c in found if c.status not in ("signed", "applicable") for p in c.parties}
    for candidate in in_force(sentence, reading):
        if not any((p.iso3, "") not in known and any(code == p.iso3 for code, _ in known) for p in candidate.parties[1:]):
            yield candidate
    low = sentence.start
    partners: list[Token] = []
    for i, anchor in enumerate(anchors):
        high = anchors[i + 1].start if i + 1 < len(anchors) else sentence.end
        if _is_untold(sentence, reading, anchor):
            continue
        when = anchor.when or _when(sentence, anchor, low, high)
        partners = _sides(sentence, reading, anchor, when, low, high) or (
            partners if anchor.noun else []
        )  # of the same signing
        here = {token.iso3 for token in sentence.tokens if low <= token.start < high}
        before = [d for d in free_dates(sentence) if d.days and low <= d.start and d.end <= anchor.start + 1]
        times = in_row(sentence, before) if when in before else [when]
        low = anchor.end
        if not anchor.noun and any(code in here for code, _ in known if code != reading.home):
            continue
        if when is None and (anchor.noun or not _is_done(sentence, anchor)):
            continue
        home = home_party(reading, (t for t in sentence.tokens if t.start < anchor.end), "signatory")
        for token, when, date in ((t, w, w.whole if w is not None else None) for t in one_each(partners) for w in times):
            key = (token.iso3, "" if date is None else date.edtf)
            if key in known or token.iso3 in pending or (date is None and any(code == token.iso3 for code, _ in known)):
                continue
            known.add(key)
            begin = max(sentence.start, min(anchor.start, when.start if when is not None else anchor.start) - 6)
            yield told(
                reading, sentence, "agreement", begin, anchor.end, when=when, status=status_of(reading, when),
                title=_title(sentence, reading, anchor), parties=(home, mention(reading, token, "signatory")),
            )  # fmt: skip


def _is_untold(sentence: Sentence, reading: Reading, anchor: Anchor) -> bool:
    """Whether a signing is not told as one that took place: hindered, wished for, supposed, talked about, a rule, or an attribute."""
    if hindered(sentence, anchor.start) or _is_wish(sentence, anchor) or is_attribute(sentence, reading, anchor.end):
        return True
    if is_supposed(sentence, anchor.start) or status_of_talks(sentence, anchor.start) or is_rule(sentence, anchor.end):
        return True
    return any(is_of_its_own(sentence, t.end) for t in sentence.of("instrument"))


def _sides(sentence: Sentence, reading: Reading, anchor: Anchor, when: When | None, low: int, high: int) -> list[Token]:
    """The other sides of a signing: those named with it, else behind it, else the one of the sentence, else one spoken of before."""
    names = _names(sentence, reading, anchor, low, min(high, chunk(sentence, anchor.end - 1)[1]))
    names = names or _names_behind(sentence, reading, anchor) or _only_country(sentence, reading, anchor, when)
    if names or any(foreign(reading, t) and low <= t.start < anchor.end for t in sentence.tokens):
        return names
    return _names_before(sentence, reading, anchor, when)


def paper_before(sentence: Sentence, reading: Reading) -> str:
    """The name of the last paper quoted, or its kind, in the sentence or before it; empty where none is near."""
    end = bisect_left(reading.token_starts, sentence.end)
    for token in reversed(reading.tokens[max(0, end - 60) : end]):
        if token.kind == "instrument" and sentence.start - token.end <= _NEAR_PAPER:
            begin = max(reading.folded.text.rfind(mark, max(0, token.start - 60), token.start) for mark in "「《『")
            inside = begin >= 0 and not re.search("[」》』。]", reading.folded.text[begin : token.start])
            return reading.folded.plain[begin + 1 if inside else token.start : token.end]
    return ""


def _is_wish(sentence: Sentence, anchor: Anchor) -> bool:
    """Whether signing is what somebody is willing to do: 願與我方簽署."""
    low = chunk(sentence, anchor.start)[0]
    return any(t.kind == "favour" and low <= t.start < anchor.start for t in sentence.tokens)


def _is_done(sentence: Sentence, anchor: Anchor) -> bool:
    return _DONE.search(sentence.between(anchor.start - 12, anchor.end)) is not None


def _when(sentence: Sentence, anchor: Anchor, low: int, high: int) -> When | None:
    """The date of a signing: the last before it since the one before, else that in brackets or of 簽署日期為 behind it."""
    dates = [date for date in free_dates(sentence) if date.days]
    before = [date for date in dates if low <= date.start and date.end <= anchor.start + 1]
    before = [date for date in before if not is_of_other(sentence, date, anchor.start)]
    if before and before[-1].days[0].precision == _DAY and not before[-1].interval:
        return before[-1]
    for date in dates:
        if anchor.end <= date.start < high and (
            sentence.between(date.start - 1, date.start) == "("
            or _CAME.match(sentence.between(anchor.end, date.start)) is not None
            or _SIGNING_DAY.search(sentence.between(date.start - 8, date.start)) is not None
        ):
            return date
    return before[-1] if before else None


def signing_day(sentence: Sentence, low: int) -> When | None:
    """The day of a signing that is told of its own behind it: 簽署日期為5月3日, 備忘錄(5月3日，臺北)."""
    ends = [t.end for t in sentence.of("instrument") if t.end >= low]
    for date in free_dates(sentence):
        if low > date.start or not date.days:
            continue
        if _SIGNING_DAY.search(sentence.between(date.start - 8, date.start)) is not None:
            return date
        if any(sentence.between(end, date.start) in ("(", "」(") for end in ends):
            return date
    return None


def _names_behind(sentence: Sentence, reading: Reading, anchor: Anchor) -> list[Token]:
    """The other side where a later part tells it: 對象是宏都拉斯移民總局, 這是臺灣與立陶宛首份…."""
    high = chunk(sentence, anchor.end - 1)[1]
    behind = _TELLS_WHOM.match(sentence.between(high + 1, sentence.end))
    if behind is None:
        return []
    low, end = chunk(sentence, high + 1)
    return [t for t in sentence.tokens if low <= t.start < end and (foreign(reading, t) or t.kind == PAIR)]


def _only_country(sentence: Sentence, reading: Reading, anchor: Anchor, when: When | None) -> list[Token]:
    """The one other country that the sentence names before a dated signing whose own part names none: 訪加州，2日與…市長簽約."""
    low = chunk(sentence, anchor.start)[0]
    if when is None or any(
        domestic(reading, t) or foreign(reading, t) for t in sentence.tokens if low <= t.start < anchor.start
    ):
        return []
    names = [t for t in sentence.tokens if t.start < low and (foreign(reading, t) or t.kind == PAIR)]
    ours = any(domestic(reading, t) or t.kind in (PAIR, "bothsides") for t in sentence.tokens)
    own = _OWN_PART.search(sentence.text) is not None or any(sentence.between(t.start - 1, t.start) == "與" for t in names)
    return names[:1] if len({t.iso3 for t in names}) == 1 and (ours or own) else []


def _is_party(sentence: Sentence, token: Token) -> bool:
    return sentence.between(token.start - 1, token.start) not in _PLACED


def _names(sentence: Sentence, reading: Reading, anchor: Anchor, low: int, high: int) -> list[Token]:
    """The other sides named since the signing before: those of the nearest part that has some, if the home side is one of the two."""
    names = [t for t in sentence.tokens if low <= t.start < high and (foreign(reading, t) or t.kind == PAIR)]
    names = [t for t in names if t.kind == PAIR or _is_party(sentence, t)]
    if not names:
        return []
    near = [t for t in names if t.start < anchor.end] or names
    begin = chunk(sentence, near[-1].start)[0]
    near = [t for t in near if t.start >= begin]
    ours = any(domestic(reading, t) or t.kind in ("bothsides", PAIR) for t in sentence.tokens)
    linked = LINK.search(sentence.between(near[0].start - 1, near[0].start)) is not None
    domestics = any(domestic(reading, t) or t.kind == PAIR for t in sentence.tokens)
    if len({t.iso3 for t in near}) > 1 and not domestics and not linked:
        return []
    inside = [t for t in sentence.tokens if begin <= t.start < near[-1].end]
    if between_others(sentence, reading, near, inside):
        return []
    return near if ours or linked or near[0].kind == PAIR else []


def _names_before(sentence: Sentence, reading: Reading, anchor: Anchor, when: When | None) -> list[Token]:
    """The other side where only the sentences before name it: the one country of the nearest that names one."""
    if (
        when is None
        or when.days[0].precision < 1
        or _PARTNERLESS.search(sentence.between(chunk(sentence, anchor.start)[0], anchor.start))
    ):
        return []
    that = any(
        t.end <= anchor.start and _THAT.search(sentence.between(t.start - 8, t.start)) for t in sentence.of("instrument")
    )
    if any(foreign(reading, t) for t in sentence.tokens if not that or t.start < anchor.start):
        return []
    token = nearest_country(sentence, reading)
    return [token] if token is not None else []


def nearest_country(sentence: Sentence, reading: Reading) -> Token | None:
    """The one country that the nearest sentence before names; None where that names several, or none is near."""
    text, end = reading.folded.text, bisect_left(reading.token_starts, sentence.start)
    stops = 0
    place = sentence.start
    near: dict[str, Token] = {}
    for token in reversed(reading.tokens[max(0, end - 60) : end]):
        if not foreign(reading, token) or not _is_near(text, token):
            continue
        stops = len(re.findall(f"[。！？{BREAK}]", text[token.end : place]))
        if near and stops:
            break
        if stops > _BACK or sentence.start - token.end > _FAR:
            break
        near[token.iso3] = token
        place = token.start
    return next(iter(near.values())) if len(near) == 1 else None


def _is_near(text: str, token: Token) -> bool:
    return text[token.start - 1 : token.start] not in ("在", "於", "從")


def _title(sentence: Sentence, reading: Reading, anchor: Anchor) -> str:
    paper = next((t for t in sentence.of("instrument") if t.end >= anchor.end), None)
    paper = paper or next(iter(reversed(sentence.of("instrument"))), None)
    if paper is None:
        return ""
    plain, text = reading.folded.plain, sentence.text
    begin = max(text.rfind(mark, 0, paper.start - sentence.start) for mark in "「《『")
    inside = begin >= 0 and re.search("[」》』]", text[begin : paper.start - sentence.start]) is None
    return plain[sentence.start + begin + 1 if inside else paper.start : paper.end]
