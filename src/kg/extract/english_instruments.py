"""What English sentences call an agreement, and the words that say what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.extract.english_parties import ANY_CASE, asserted, hypothetical, planned_before
from kg.extract.english_words import EnglishWords, Sentence

_PAPERS = re.compile(r"\s+(?:fraud|examination|inspection|security|detection|forgery|verification|analysis|checks?|experts?)\b")
_NONE = re.compile(r"\b(?:[Nn]o|[Nn]either|[Nn]or|without an?y?)\s+(?:\w+\s+){0,2}$")
ANAPHOR = re.compile(
    r"\b(?:[Tt]he (?:first |latest |last )?one|[Tt]hat|[Aa]nother|[Oo]ne|[Tt]hose|[Oo]nes|[Tt]he latter|"
    r"[Tt]he others?)(?=\s+(?:with|on|signed|concluded|inked|dating|from)\b)"
)
_DATED = re.compile(
    r"\b(?:dated|dates? (?:from|back to)|dating (?:from|back to))(?=\s)|(?:(?<=\b[Aa] )|(?<=\b[Tt]he )|"
    r"(?<=\b[Aa]n )|(?<=\b[Tt]heir )|(?<=\b[Ii]ts )|"
    r"(?<=['’]s )|(?<=\b[Uu]nder ))(?:19|20)\d\d(?=\s+(?!Trafficking|TIP)[a-z-])|(?<=of )(?:19|20)\d\d\b|"
    r"\b(?:is|are|was|were|been|has|have|had|already) (?:already |now )?in place\b|"
    r"\b(?:has|have|had|maintains?)\b(?=\s+(?:[\w-]+\s+){0,3}(?:treat|agreement|pact|accord|memorand|MO[UC]|"
    r"arrangement|convention|protocol)[a-z]*\s+with\b)"
)
_AGAIN = re.compile(r"(?:renew|extend|prolong|roll)", re.IGNORECASE)
_URGED = re.compile(
    r"\b(?:urg(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:on|for|upon)|demand(?:s|ed|ing)|petition\w*|appeal(?:s|ed|ing))\b"
)
_TO_DEAL = re.compile(r"\b(?:to|can|will|not|who|that) deals?$")


def instruments(sentence: Sentence, words: EnglishWords) -> list[re.Match[str]]:
    """The instruments that a sentence names, and what stands for one named before ("the one with")."""
    found = [
        m for m in words.pattern("instrument", ANY_CASE).finditer(sentence.text) if not _NONE.search(sentence.text[: m.start()])
    ]
    found = [
        m for m in found if _PAPERS.match(sentence.text, m.end()) is None and not _TO_DEAL.search(sentence.text, 0, m.end())
    ]
    if sentence.focus or found:
        found += ANAPHOR.finditer(sentence.text)
    return [m for m in found if words.pattern("nocontract").search(sentence.text[max(0, m.start() - 25) : m.start()]) is None]


def status_words(sentence: Sentence, words: EnglishWords) -> Iterator[tuple[re.Match[str], str]]:
    """The words that tell of an instrument, each with the status that it has by them."""
    text = sentence.text
    bound: set[int] = set()
    for kind, told in (("inforce", "applicable"), ("signed", "signed"), ("signing", "signed")):
        for verb in words.pattern(kind, ANY_CASE).finditer(text):
            if kind == "inforce":
                bound.add(verb.start())
            elif verb.start() in bound:
                continue
            if hypothetical(sentence, verb.start()):
                continue
            if asserted(sentence, verb.start(), words):
                yield verb, told
            elif (
                kind != "inforce"
                and not _AGAIN.match(verb[0])
                and not _URGED.search(text, 0, verb.start())
                and planned_before(sentence, verb.start(), words)
            ):
                yield verb, "planned"
    for verb in _DATED.finditer(text):
        yield verb, "signed"
    for kind, status in (("response", "positive-response"), ("hopes", "planned"), ("negotiates", "negotiating")):
        for verb in words.pattern(kind, ANY_CASE).finditer(text):
            if not hypothetical(sentence, verb.start()):
                yield verb, status


def instrument_title(text: str, instrument: re.Match[str]) -> str:
    """The instrument with the words that name it: capitalised ones before, "on ..." after."""
    before = re.search(r"(?:(?:[A-Z][\w’'-]+|of|and|the|on|for|in)\s+)*$", text[: instrument.start()])
    lead = before[0] if before and instrument[0][0].isupper() else ""
    lead = re.sub(r"^(?:(?:of|and|the|on|for|in|The|A|An)\s+)+", "", lead)
    after = re.match(
        r"\s+(?:on|for|concerning|regarding)\s+(?![A-Z][a-z]+day)[^,.;]{3,80}?(?=\s+(?:with|between|in|at|on|by|"
        r"during|that|which|has|have|was|were|is|are|had|will|"
        r"[A-Z][a-z]+day|today|earlier|last)\b|[,.;]|$)",
        text[instrument.end() :],
    )
    return " ".join(f"{lead}{instrument[0]}{after[0] if after else ''}".split())
