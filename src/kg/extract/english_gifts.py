"""English sentences on gifts told otherwise than "A gave B": passives, nouns ("a gift of Japan"), takers as subjects."""

from __future__ import annotations

from collections.abc import Sequence

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.english_clauses import nearest_date
from kg.extract.english_home import View
from kg.extract.english_parties import asserted, candidate, mentions, stands_for_state, with_home
from kg.extract.english_words import EnglishWords, Found, Sentence

_FROM = re.compile(
    r"\b(?:from|by|courtesy of|thanks to|gifts? of|gifted by|funding of|donor|donors?:?|on behalf of|"
    r"the people of|funds? of|grant of|"
    r"assistance of|support of|aid of|money of)\s+(?:(?:the|its|his|her|both|people|government|embassy|of|republic|kingdom|"
    r"[A-Z][\w.’'-]+)\s+){0,6}$"
)
_TO = re.compile(
    r"\b(?:to|for|at|in|with|of)\s+(?:(?:the|its|his|her|people|government|of|republic|kingdom|[A-Z][\w.’'-]+)\s+){0,6}$"
)
_NEAR = 70
_NO_GIFT = re.compile(
    r"\s+(?:back|home)\b|"
    r"\s+(?:\w+\s+){0,2}(?:certificates?|diplomas?|invitations?|awards?|credentials|lectures?|speech|talks?|"
    r"training|briefing|visits?|"
    r"replies|reply|support|approval|permission|welcome|guests?|delegation|visa|visas|degree|degrees)\b"
)
_SENT = re.compile(r"(?:sent|dispatched|flew in)$", re.IGNORECASE)
_TO_THEM = re.compile(r"[^.;]{0,80}\bto\b")
_KEPT = re.compile(
    r"\b(?:smuggl\w+|seiz\w+|stolen|confiscat\w+|bribe\w*|fined?|ransom|auction\w*|contract|tender|sold|bought|"
    r"purchased|lottery)\b"
)


def gift_told(
    sentence: Sentence, words: EnglishWords, view: View, amount: tuple[int | None, str], at: re.Match[str] | None
) -> Candidate | None:
    """A gift where the sentence holds a word of giving told as done, something given and two states, whatever its order."""
    text = sentence.text
    if _KEPT.search(text):
        return None
    given = words.pattern("given", r"(?i:\b(?:{})\b)")
    goods = [*words.pattern("gift").finditer(text), *([at] if at else [])]
    verb = next((m for m in given.finditer(text) if asserted(sentence, m.start(), words) and _of_gift(text, m, goods)), None)
    if verb is None:
        return None
    states = [f for f in sentence.names if f.name.iso3 and f.name.kind in ("country", "agency", "embassy", "pair", "group")]
    states = [f for f in states if not f.name.people or stands_for_state(sentence, f, words)]
    codes = {f.name.iso3 for f in states}
    if not codes - {view.country}:
        return None
    giver = _giver(text, states, verb)
    if giver is None:
        return None
    taker = [f for f in states if f.name.iso3 != giver.name.iso3][:1]
    if not taker:
        taker = [f for f in sentence.names if f.name.kind == "city" and f.name.iso3 not in ("", giver.name.iso3)][:1]
    if not taker and giver.name.iso3 == view.country:
        return None
    parties = (*mentions([giver], {}, "funder"), *mentions(taker, {}, "grantee"))
    return candidate(
        "grant", sentence, verb.span(), nearest_date(sentence, *verb.span()), with_home(parties, view, "grantee"),
        value=amount[0], unit=amount[1],
    )  # fmt: skip


def _of_gift(text: str, verb: re.Match[str], goods: Sequence[re.Match[str]]) -> bool:
    """Whether a word of giving goes with one of the goods or sums: near it, and not with a certificate or an invitation."""
    if _NO_GIFT.match(text, verb.end()) or (_SENT.match(verb[0]) and not _TO_THEM.match(text, verb.end())):
        return False
    return any(-_NEAR < thing.start() - verb.end() < _NEAR or 0 <= verb.start() - thing.end() < _NEAR for thing in goods)


def _giver(text: str, states: Sequence[Found], verb: re.Match[str]) -> Found | None:
    """Who gave: the state behind "from", "by" or "a gift of", else the first before the verb that is nobody's taker."""
    named = next(
        (
            f
            for f in states
            if (mark := _FROM.search(text[max(0, f.start - 90) : f.start]))
            and (f.start > verb.start() or mark[0][:4] != "from")
        ),
        None,
    )
    owned = next(
        (
            f
            for f in states
            if re.match(r"['’]s?\s+(?:\w+\s+){0,2}(?:gift|donation|grant|embassy|aid agency)\b", text[f.end : f.end + 40])
        ),
        None,
    )
    before = [f for f in states if f.end <= verb.start() and not _TO.search(text[max(0, f.start - 90) : f.start])]
    adjective = next(
        (f for f in states if re.search(r"-(?:funded|donated|financed|built|gifted)\b", text[f.end : f.end + 14])), None
    )
    return named or adjective or owned or (before[0] if before else None)
