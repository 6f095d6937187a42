"""What is to be signed on a visit or at a meeting that the text told before: 行程中將簽署技術合作協定."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.papers import nearest_country
from kg.extract.chinese.telling import chunk, domestic, foreign, hindered, home_party, mention, told
from kg.extract.chinese.tokens import Token
from kg.extract.chinese.unsigned import hopeless, is_matter, is_rule

_MEANWHILE = re.compile("(?:行程|訪問|訪團|訪[臺華]|此行|停留|會談|會議|論壇|典禮|期間|屆時|雙方|兩國)")
_WILL = re.compile("(?<![少上准大武麻])(?:將|擬|預定)(?!於?本?\\d)[^，。；]{0,16}$")
_ANOTHER = re.compile("[與和跟同](?!步|時|意|樣|日)|各國|多國|他國")


def find(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    """The agreement that the sentence tells to be signed, with the one country that the sentences before it name."""
    papers = sentence.of("instrument")
    signs = [t for t in sentence.of("sign") if _is_to_come(sentence, t)]
    named = [t for t in sentence.tokens if foreign(reading, t)]
    if not papers or not signs or not all(t.name for t in named) or hopeless(sentence):
        return  # whom a sentence names itself, the first rules read
    sign = signs[0]
    before = sentence.between(sentence.start, sign.start)
    if _MEANWHILE.search(before) is None or _ANOTHER.search(before) is not None:
        return
    if is_matter(sentence, sign.end) or is_rule(sentence, sign.end) or papers[-1].end < sign.start:
        return
    partner = named[0] if named else nearest_country(sentence, reading)
    if partner is None:
        return
    paper = next(t for t in papers if t.end > sign.start)
    home = home_party(reading, (t for t in sentence.tokens if domestic(reading, t)), "signatory")
    yield told(
        reading, sentence, "agreement", sign.start, paper.end, status="planned",
        title=reading.folded.plain[sign.end : paper.end].lstrip("「《『"),
        parties=(home, mention(reading, partner, "signatory")),
    )  # fmt: skip


def _is_to_come(sentence: Sentence, sign: Token) -> bool:
    hindrance = hindered(sentence, sign.start)
    before = sentence.between(chunk(sentence, sign.start)[0], sign.start)
    return hindrance == "plan" or (not hindrance and _WILL.search(before) is not None)
