"""Talks about a paper that stands before them as their subject: 就AEO互認開展磋商, 就延長…協議交換意見."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.partners import one_each
from kg.extract.chinese.telling import chunk, date_before, domestic, foreign, hindered, home_party, mention, told
from kg.extract.chinese.tokens import Token
from kg.extract.lexicon import PAIR

TRIGGERS = frozenset(("talks", "ongoing", "favour", "instrument", "meets", "meeting"))
_SUBJECT_OF_TALKS = re.compile(
    "就(?P<what>[^，。；「《]{2,40}?)(?:問題|事宜|一事)?(?:正在|開展|進行|展開|舉行|保持|繼續|了)*"
    "(?:(?<=[展行始續了])?(?:磋商|談判|商談|協商)|(?P<weak>交換了?意見|進行了?(?:討論|溝通)))"
)
_AGREED = re.compile(
    "同意(?:儘快|儘早|盡快|盡早|早日|於[^，。；]{1,8})?(?:商簽|簽署|簽訂|商談|啟動)(?P<what>[^，。；]{0,30}?(?:協[定議]|備忘錄|條約|安排|互認))"
)
_PAPERISH = re.compile("互認|免簽|互免|安排|協[定議]|備忘錄|條約|文本|草案")
_TO_SIGN = re.compile("(?:早日|儘早|儘快|盡快)?(?:簽署|商簽|延長|修訂|修改|續簽|更新|達成|締結)")
_GOES_ON = re.compile("目前|正[在就與同]|仍[在就與]|繼續|持續|正式?啟動")
_WISHED = re.compile("希望|建議|提議|將於|擬|可望|期待|早日|儘快|爭取")


def find(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    """The papers that a sentence says to be talked about, or that both sides agreed to sign."""
    yield from _talked_about(sentence, reading)
    yield from _agreed_on(sentence, reading)


def _agreed_on(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    """What was agreed to be signed or to be talked about: 同意儘快商簽…備忘錄, 同意於年內啟動…互認磋商."""
    match = _AGREED.search(sentence.text) if "同意" in sentence.text else None
    if match is None:
        return
    place = sentence.start + match.start()
    low, high = chunk(sentence, place)
    before = [t for t in sentence.tokens if t.start < place and (foreign(reading, t) or t.kind == PAIR)]
    if not before or len({t.iso3 for t in before}) > 1 or hindered(sentence, place):
        return
    title = reading.folded.plain[sentence.start + match.start("what") : sentence.start + match.end("what")]
    yield told(
        reading, sentence, "agreement", low, high, status="planned", title=title,
        parties=(home_party(reading, sentence.tokens, "signatory"), mention(reading, before[0], "signatory")),
    )  # fmt: skip


def _talked_about(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    """Talks under way whose subject stands before them: 就AEO互認開展磋商, 就延長…協議交換意見; the latter on the day of the talks."""
    match = _SUBJECT_OF_TALKS.search(sentence.text) if "就" in sentence.text else None
    if match is None or (match["weak"] and _TO_SIGN.match(match["what"]) is None) or _PAPERISH.search(match["what"]) is None:
        return
    low, high = chunk(sentence, sentence.start + match.start("what"))
    part = sentence.between(low, high)
    going_on = _GOES_ON.search(part) is not None
    names = [t for t in sentence.tokens if low <= t.start < high and (foreign(reading, t) or t.kind == PAIR)]
    names = names or [t for t in sentence.tokens if t.start < high and foreign(reading, t)]
    talks = Token(sentence.start + match.start("what"), sentence.start + match.end(), "talks", match[0])
    when = None if going_on else date_before(sentence, talks.start)
    if when is not None and any(when.end <= t.start < low for t in sentence.of("sign")):
        when, going_on = None, True  # the day of what was signed
    if not names or not (going_on or when is not None or match["weak"]) or _WISHED.search(part) is not None:
        return
    if hindered(sentence, talks.start) or _is_among_others(sentence, reading, names):
        return
    title = reading.folded.plain[talks.start : sentence.start + match.end("what")]
    for partner in one_each(names):
        yield told(
            reading, sentence, "agreement", low, high, when=when, status="negotiating", title=title,
            parties=(home_party(reading, sentence.tokens, "signatory"), mention(reading, partner, "signatory")),
        )  # fmt: skip


def _is_among_others(sentence: Sentence, reading: Reading, names: Sequence[Token]) -> bool:
    """Whether other countries talk with each other: several are named, and the home side nowhere."""
    ours = any(domestic(reading, token) or token.kind in (PAIR, "bothsides") for token in sentence.tokens)
    return not ours and len({token.iso3 for token in names}) > 1
