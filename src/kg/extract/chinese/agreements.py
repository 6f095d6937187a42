"""Agreements signed, planned to be signed, or applied."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.dates import Dating
from kg.extract.candidate import Candidate
from kg.extract.chinese import intended, papers
from kg.extract.chinese.anchors import NOTES
from kg.extract.chinese.clauses import Reading, Sentence, quoted
from kg.extract.chinese.nearest import is_of_saying
from kg.extract.chinese.partners import partners_before, partners_behind, partners_in_title, with_us
from kg.extract.chinese.telling import (
    chunk,
    foreign,
    hindered,
    home_party,
    mention,
    told,
)  # fmt: skip
from kg.extract.chinese.tokens import Token
from kg.extract.chinese.unsigned import (
    hopeless,
    is_attribute,
    is_matter,
    is_of_its_own,
    is_rule,
    is_supposed,
    status_of_talks,
    tells_who,
)
from kg.extract.lexicon import PAIR

TRIGGERS = frozenset(("sign", "instrument", "applies"))
_WITH = re.compile("[與和跟同偕]")
_DONE = re.compile("已|曾|前已|業已|業經|業簽|簽有|訂有|完成|先後|陸續")
_ONE_BY_ONE = re.compile("陸續|先後")  # before a list: 自95年起，先後與A、B、C等國簽署
_ROW = 60  # characters of a list of partners
_TRAILING = re.compile(r"^(?:了|有關|相關|關於|一份|[一二兩三四五六七八九十\d]+[項份個]|之|的|首[個份])+")

_OTHER_EVENTS = frozenset(("hold", "workshop", "training", "meeting", "receive", "come", "attend"))
_AGREED = re.compile("(?:同意|承諾|允諾|考慮|可以|準備|即可|方可|方能|始可|才能|便可)(?:儘速|儘早|早日|共同|未來|雙方)*$")
_RENEWS = re.compile("續|換約|換文|重新|展延")


def find(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    """The agreements that a sentence tells of."""
    found = list(_first_rules(sentence, reading))
    yield from found
    yield from papers.find(sentence, reading, found)
    if not found:
        yield from intended.find(sentence, reading)


def _first_rules(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    signs = sentence.of("sign")
    instruments = sentence.of("instrument")
    before = sentence.start
    for i, sign in enumerate(signs):
        behind = signs[i + 1].start if i + 1 < len(signs) else sentence.end
        objects = [word for word in instruments if before <= word.start < behind] or _quoted_object(sentence, sign)
        if not objects:
            carried = papers.paper_before(sentence, reading)
            for candidate in _signed(sentence, reading, sign, before, behind, []) if carried else ():
                if candidate.date is not None:
                    yield candidate._replace(title=carried)
        if objects:
            if not tells_who(sentence, sign, before):
                yield from _signed(sentence, reading, sign, before, behind, objects)
            before = sign.end
    if instruments:
        yield from _applied(sentence, reading, signs)


def _quoted_object(sentence: Sentence, sign: Token) -> list[Token]:
    """What is signed where the verb says it itself (換文) or a quotation follows it whose last word is no known kind of paper."""
    if sign.text.endswith(NOTES):
        return [Token(sign.end - 2, sign.end, "instrument", sign.text[-2:])]
    for low, high in quoted(sentence.text):
        start, end = sentence.start + low, sentence.start + high
        if (
            1 <= start - sign.end <= 3
            and end - start >= 4
            and sentence.between(end - 1, end) not in ("法", "案", "令", "例", "書")
        ):
            return [Token(end - 1, end, "instrument", sentence.between(end - 1, end))]
    return []


def _signed(
    sentence: Sentence, reading: Reading, sign: Token, before: int, behind: int, objects: list[Token]
) -> Iterator[Candidate]:
    hindrance = _hindrance(sentence, reading, sign, behind, objects)
    if hindrance == "deny":
        return
    title = _title(sentence, reading, sign, behind, objects) if objects else ""
    partners = partners_behind(sentence, reading, sign, behind) or partners_before(sentence, reading, sign, before)
    if not partners and objects:
        partners = partners_in_title(sentence, reading, sign, objects)
    if not partners:
        return
    status = _status(sentence, sign, hindrance)
    begin, _ = chunk(sentence, sign.start)
    if hindrance and not _is_about(sentence, reading, sign, {token.iso3 for token, _, _ in partners}):
        return
    first = partners[0][0].start
    if _with_anyone(sentence, reading, begin, sign.start) and (
        first < sign.start or _of_another_event(sentence, sign.end, first)
    ):
        return
    home = home_party(reading, (t for t in sentence.tokens if before <= t.start < sign.start), "signatory")
    later = papers.signing_day(sentence, sign.end)
    settled = status == "planned" and not hindrance  # the day is that of the talks
    for token, when, date in ((token, None, None) for token, _, _ in partners) if settled else partners:
        if when is None and later is not None:
            when, date = later, later.whole
        if status == "planned" and date is not None and (_is_past(reading, date) or (when and is_of_saying(sentence, when))):
            when = date = None  # the day of something else told before the wish
        if when is None and status == "signed" and not _is_done(sentence, reading, sign, token):
            continue
        ahead = (
            reading.published is not None
            and date is not None
            and date.earliest is not None
            and date.earliest > reading.published
        )
        if status == "signed" and ahead:
            status = "planned"
        other = mention(reading, token, "signatory")
        low = min(when.start if when is not None else token.start, token.start)
        high = token.end if sign.end - low > 40 or token.start > sign.end else sign.end
        yield told(
            reading, sentence, "agreement", low, high, when=when, date=date, status=status, title=title, parties=(home, other)
        )


def _is_past(reading: Reading, date: Dating) -> bool:
    """Whether a date lies in a year before that of the publication."""
    return reading.published is not None and date.latest is not None and date.latest.year < reading.published.year


def _hindrance(sentence: Sentence, reading: Reading, sign: Token, behind: int, objects: list[Token]) -> str:
    """``deny`` where nothing was signed and nothing is to be, ``plan`` where it is still to be signed, else empty."""
    papers_end = max([sign.end, *(word.end for word in objects if word.end <= behind)])
    if (
        is_matter(sentence, sign.end)
        or is_of_its_own(sentence, papers_end)
        or is_rule(sentence, sign.end)
        or is_supposed(sentence, sign.start)
        or hopeless(sentence)
        or is_attribute(sentence, reading, sign.end)
    ):
        return "deny"
    hindrance = hindered(sentence, sign.start)
    if not hindrance and _AGREED.search(sentence.between(sign.start - 8, sign.start)) is not None:
        hindrance = "plan"
    wished = [t for t in sentence.of("favour") if chunk(sentence, sign.start)[0] <= t.start < sign.start]
    if wished and any(foreign(reading, t) for t in sentence.tokens if t.start < wished[0].start):
        return "deny"  # a favourable answer, which `pending` tells
    return hindrance or ("plan" if wished else "")


def _status(sentence: Sentence, sign: Token, hindrance: str) -> str:
    """What becomes of the paper by the words around the verb."""
    if any(token.kind == "applies" and token.start > sign.end and "適用" in token.text for token in sentence.tokens):
        return "applicable"
    return status_of_talks(sentence, sign.start) or ("planned" if hindrance else "signed")


def _is_about(sentence: Sentence, reading: Reading, sign: Token, codes: set[str]) -> bool:
    """Whether what is planned is with these countries: one stands in the part of the verb, or it is with us, or renews what they signed."""
    begin, _ = chunk(sentence, sign.start)
    near = any(
        t.start >= begin and (t.iso3 in codes or (t.kind == "bothsides" and t.start < sign.start)) for t in sentence.tokens
    )
    return near or with_us(sentence, reading, begin, sign.start) or _RENEWS.match(sign.text) is not None


def _with_anyone(sentence: Sentence, reading: Reading, low: int, high: int) -> bool:
    """Whether they sign with others that are not named: 與友邦簽署, but 與友邦貝里斯簽署."""
    match = reading.lexicon.pattern("anyone", "[與和跟同](?:<<anyone>>)").search(sentence.between(low, high))
    return match is not None and not any(token.start == low + match.end() and token.is_name for token in sentence.tokens)


def _of_another_event(sentence: Sentence, low: int, high: int) -> bool:
    """Whether what stands between tells of something else, so that the names behind it take part in that: 為落實…，辦理訓練，計有…."""
    return any(low <= token.start < high and token.kind in _OTHER_EVENTS for token in sentence.tokens)


def _is_done(sentence: Sentence, reading: Reading, sign: Token, partner: Token) -> bool:
    """Whether an undated signing is told as a fact: 已簽署, or in a press text with the partner before the verb."""
    if _DONE.search(sentence.between(sign.start - 12, sign.end)):
        return True
    since = any(date.since and date.end <= partner.start for date in sentence.dates)
    if since and _ONE_BY_ONE.search(sentence.between(sign.start - _ROW, partner.start)):
        return True
    return reading.published is not None and not _WITH.search(sentence.between(sign.end, partner.start))


def _title(sentence: Sentence, reading: Reading, sign: Token, behind: int, objects: list[Token]) -> str:
    """The agreement's name: what is quoted, else the words up to the kind of paper."""
    plain = reading.folded.plain
    spans = [(sentence.start + low, sentence.start + high) for low, high in quoted(sentence.text)]
    for start, end in sorted(spans, key=lambda span: span[0] < sign.start):
        if any(start <= word.start < end for word in objects):
            return plain[start:end]
    word = next((word for word in reversed(objects) if word.start >= sign.end and word.end <= behind), None)
    if word is not None:
        low, _ = chunk(sentence, word.start)
        return _TRAILING.sub("", plain[max(low, sign.end) : word.end])
    word = objects[0]
    low, _ = chunk(sentence, word.start)
    names = [token.end for token in sentence.tokens if token.is_name and low <= token.start < word.start]
    return _TRAILING.sub("", plain[max([low, *names]) : word.end])


def _applied(sentence: Sentence, reading: Reading, signs: list[Token]) -> Iterator[Candidate]:
    """An agreement named as the ground on which something is done: 依據「…協議」."""
    for word in sentence.of("applies"):
        if signs or not sentence.text.startswith(("「", "《", "『"), word.end - sentence.start):
            continue
        for low, high in quoted(sentence.text):
            start, end = sentence.start + low, sentence.start + high
            if start != word.end + 1 or not any(t.end == end for t in sentence.of("instrument")):
                continue
            names = [t for t in sentence.tokens if start <= t.start < end and (foreign(reading, t) or t.kind == PAIR)]
            if names:
                parties = (home_party(reading, sentence.tokens, "signatory"), mention(reading, names[0], "signatory"))
                title = reading.folded.plain[start:end]
                yield told(
                    reading, sentence, "agreement", word.start, end + 1, status="applicable", title=title, parties=parties
                )
