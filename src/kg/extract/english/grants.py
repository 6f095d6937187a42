"""English sentences on money or goods that a government, or a body in its stead, gives: who gave what to whom.

A word of giving tells by its form where to look: "A gave B a boat", "A gave a boat to B", "a boat was given to B by A", "B received a
boat from A", "a boat donated by A", "A's gift of a boat".  Who is not named is the state that the text last spoke of, or its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg import patterns as re
from kg.extract.candidate import Candidate, Mention
from kg.extract.english.clauses import clause_start, nearest_date
from kg.extract.english.gifts import NUMBERED, Gift, called, gift_of, gifts
from kg.extract.english.home import View
from kg.extract.english.parties import ANY_CASE, LISTED, asserted, candidate, hypothetical, mentions, stands_for_state
from kg.extract.english.words import EnglishWords, Found, Name, Sentence
from kg.vocabulary import HOME

_STATES = ("country", "agency", "embassy", "pair", "group", "person", "pronoun", "io", "ngo")
_BEFORE = 30
_BETWEEN = (
    r"(?:(?:the|its|his|her|their|both|people|government|embassy|of|in|and|for|republic|kingdom|[A-Z][\w.’'-]+)\s+){0,10}$"
)
_FROM = re.compile(
    r"\b(?:from|(?<!attended )(?<!witnessed )(?<!visit )(?<!led )by|formerly of|courtesy of|thanks to|gifts? of|donations? of|funding of|"
    r"contribution of|donors?:?|on behalf of|the people of|"
    rf"funds? of|grant of|assistance of|support of|aid of|money of|thanked|under)\s+{_BETWEEN}"
)
_TO = re.compile(rf"\b(?:to|for|at|in|with|of|toward|towards)\s+{_BETWEEN}")
_TOWARD = re.compile(rf"\b(?:to|for|at|toward|towards)\s+{_BETWEEN}")
_RELATIVE = re.compile(r"\b(?:which|that)\s+(?:[\w’'-]+\s+){1,4}$")
_BODY = re.compile(
    r"\bto\s+(?:the\s+|an?\s+)?((?:[A-Z][\w’'.-]*|of|and|for|in|the)(?:\s+(?:[A-Z][\w’'.-]*|of|and|for|in|the))*)"
)
_OWNED = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,3}(?:gift|donation|grants?|contribution|aid)\b")
_ADJECTIVE = re.compile(r"-(?:funded|donated|financed|built|gifted)\b")
_CHARITY = re.compile(
    r"\b(?:Foundation|Association|Organi[sz]ation|Society|Federation|Council|Network|Cent(?:er|re)|Agency|Union|Alliance)\b"
)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|be|is|are)\s+(?:\w+ly\s+|also\s+|then\s+)?$")
_PARTICIPLE = re.compile(r"\s+(?:(?:last|on|in|earlier|this)\s+[\w ,]{2,20}?\s)?(?:by|from|under|through)\b")
_DIPLOMAT = re.compile(
    r"\b(?:Ambassador|Chargé|Charge d|High Commissioner|Consul(?:[- ]General)?|Counsellor|the (?:embassy|mission|"
    r"high commission|consulate|"
    r"representative office|trade office)|[Tt]he (?:\w+ )?(?:donor|island|Asian|Pacific|African|Caribbean|allied|"
    r"friendly) (?:country|nation|state|ally))\b"
)
_NO_GRANT = re.compile(
    r"\b(?:smuggl\w+|seiz\w+|stolen|stole|confiscat\w+|brib\w+|fine|fined|ransom|auction\w*|contracts?|tender|sold|"
    r"bought from|purchased from|"
    r"heroin|cocaine|amphetamine\w*|narcotics|cannabis|lottery|budgeted|exports?|imports?|bounty|salary|salaries|wages?|"
    r"brokers?|court)\b",
    re.IGNORECASE,
)
_COURSE = re.compile(r"(?<![-\w])(?:courses?|training|class(?:es)?|lectures?|seminars?|workshops?|lessons)\b", re.IGNORECASE)
_BY = re.compile(r"\b(?:(?<!attended )by|from)\s+(?:the\s+)?$")
_SENT = re.compile(r"(?:sent|dispatched|shipped|flew in|delivered|wired|transferred|extended)$", re.IGNORECASE)
_TO_THEM = re.compile(r"[^.;]{0,80}\bto\b")
_NOTES = re.compile(
    r"\b(?:exchanged? (?:of )?(?:diplomatic )?notes|notes? (?:were|was) exchanged|grant agreement)\b", re.IGNORECASE
)
_EX = re.compile(r"\b(?:former|retired|decommissioned)\s+$")  # "a former Japanese cutter was given to"
_MADE = re.compile(r"\s+(?:had\s+)?(?:built|gave|donated|bought|funded|paid|provided|supplied|made)\b")


def find_grants(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """Money or goods given by a government to another state or to a named body: one for each giver."""
    text = sentence.text
    if _NO_GRANT.search(text):
        return
    found = gifts(text, words)
    told: set[str] = set()
    for word in sorted(_words(sentence, words), key=lambda m: m.start()):
        if not asserted(sentence, word.start(), words) or hypothetical(sentence, word.start()):
            continue
        sides = _sides(sentence, word, found, words, view)
        if sides is None:
            continue
        gift, giver, takers = sides
        if giver.name.iso3 in told:
            continue
        told.add(giver.name.iso3)
        yield candidate(
            "grant", sentence, word.span(), nearest_date(sentence, *word.span()),
            (*mentions([giver], {}, "funder"), *takers),
            title=called(text, gift, word), value=gift.value, unit=gift.unit,
        )  # fmt: skip


def _words(sentence: Sentence, words: EnglishWords) -> Iterator[re.Match[str]]:
    for kind in ("donates", "gives", "gets", "donation", "funds"):
        yield from words.pattern(kind, ANY_CASE).finditer(sentence.text)


@dataclass(frozen=True, slots=True)
class _Voice:
    """How a word tells a gift: as got, as a noun, as paid for, in the passive; ``strong`` words mean a gift by themselves."""

    gets: bool
    noun: bool
    funds: bool
    passive: bool
    strong: bool


def _voice(text: str, word: re.Match[str], words: EnglishWords) -> _Voice:
    gets, noun, funds, donates = (
        words.pattern(kind, ANY_CASE).fullmatch(word[0]) is not None for kind in ("gets", "donation", "funds", "donates")
    )
    been = _PASSIVE.search(text[max(0, word.start() - _BEFORE) : word.start()]) is not None
    passive = been if gets else not noun and (been or _PARTICIPLE.match(text, word.end()) is not None)
    return _Voice(gets, noun, funds, passive, gets or donates)


def _thing(text: str, word: re.Match[str], found: Sequence[Gift], voice: _Voice) -> tuple[Gift | None, _Voice]:
    """What is given, and the voice: "the police were given eight cars" is one of getting."""
    gift = gift_of(text, word, found, behind=not voice.passive or voice.funds, counted=voice.strong)
    if gift is None and not voice.passive and _RELATIVE.search(text[max(0, word.start() - _BEFORE) : word.start()]):
        gift = gift_of(text, word, found, behind=False, counted=True)  # "the first boat, which A gave B"
    if gift is None and (voice.passive or voice.noun):
        gift = gift_of(text, word, found, behind=voice.passive, counted=voice.strong)
        voice = replace(voice, gets=voice.gets or (voice.passive and gift is not None))
    if gift is not None and gift.value is None and _COURSE.search(called(text, gift, word)):
        gift = None
    return gift, voice


def _sides(
    sentence: Sentence, word: re.Match[str], found: Sequence[Gift], words: EnglishWords, view: View
) -> tuple[Gift, Found, tuple[Mention, ...]] | None:
    """What is given with a word of giving, who gives it and who gets it; None where it is no gift of one state to another."""
    text = sentence.text
    gift, voice = _thing(text, word, found, _voice(text, word, words))
    if (gift is None and not voice.funds) or (voice.funds and text[: word.start()].endswith((" is ", " are "))):
        return None  # what is still to take place is only to be paid for
    if _SENT.match(word[0]) and not _TO_THEM.match(text, word.end()):
        return None
    giver = _giver(sentence, word, words, view, voice)
    if giver is None:
        return None
    ours = giver.name.iso3 in ("", view.country)
    if gift is None:
        return None if ours else (Gift(*word.span()), giver, _takers(sentence, word, giver, words, view, voice) or ())
    if gift.counted and giver.name.kind == "country" and not giver.name.people:
        return None  # "received 40 letters from Japan"
    takers = _takers(sentence, word, giver, words, view, voice)
    if takers is None:
        return (gift, giver, ()) if voice.funds and not ours else None
    if giver.name.iso3 == view.country and gift.value is None and _taken_up(sentence, takers):
        told_of = text[: gift.start].endswith(("the ", "The "))
        if not told_of and not NUMBERED.match(called(text, gift, word)):
            return None  # "has given trucks before"
    return gift, giver, takers


def _giver(sentence: Sentence, word: re.Match[str], words: EnglishWords, view: View, voice: _Voice) -> Found | None:
    """Who gave: the state behind "from", "by" or "a gift of", else the verb's subject."""
    text = sentence.text
    passive = voice.passive or voice.gets or voice.noun or voice.funds
    states = [f for f in sentence.names if f.name.kind in _STATES]
    marked = [f for f in states if _marked(_FROM, text, f)]
    behind = [f for f in marked if f.start >= word.end()]
    if passive and (behind or voice.gets):
        return behind[0] if behind else None
    for f in states:
        if _ADJECTIVE.match(text, f.end) or (_OWNED.match(text, f.end) and f.start < word.start()):
            return f
    begin = clause_start(text, word.start())
    subject = [
        f
        for f in states
        if begin <= f.start < word.start()
        and not _marked(_TOWARD, text, f)
        and (stands_for_state(sentence, f, words) or f.name.kind in ("embassy", "io", "ngo"))
    ]
    if not passive and subject:
        return subject[0]
    if marked and (passive or marked[0].start < word.start()):
        return marked[0]
    return _implied(sentence, word, words, view, begin, passive=passive)


def _implied(
    sentence: Sentence, word: re.Match[str], words: EnglishWords, view: View, begin: int, *, passive: bool
) -> Found | None:
    """Who gave where no word says so: whose ship it was, who made it, who exchanged notes on it, or the state of a diplomat."""
    text = sentence.text
    states = [f for f in sentence.names if f.name.kind in _STATES]
    if passive:
        once = next((f for f in states if f.end <= word.start() and _EX.search(text[: f.start])), None)
        made = once or next((f for f in states if f.start > word.end() and _MADE.match(text, f.end)), None)
        if made is not None:
            return made
    if _NOTES.search(text):
        return next((f for f in states if f.end <= word.start() and stands_for_state(sentence, f, words)), None)
    diplomat = _DIPLOMAT.search(text, word.end() if passive else begin)
    if diplomat is None or (_BY.search(text[: diplomat.start()]) is None if passive else diplomat.start() > word.start()):
        return None
    code = view.country if view.country == HOME and view.known else sentence.focus
    return Found(*diplomat.span(), diplomat[0], Name("pronoun", code)) if code else None


def _takers(
    sentence: Sentence, word: re.Match[str], giver: Found, words: EnglishWords, view: View, voice: _Voice
) -> tuple[Mention, ...] | None:
    """Who was given it: named behind "to" or the like, or by the verb, else the state last spoken of, or the text's own."""
    text, code = sentence.text, giver.name.iso3
    others = [f for f in sentence.names if f is not giver and f.name.iso3 != code and f.name.kind in (*_STATES, "city")]
    others = [f for f in others if f.name.iso3 or (f.name.kind == "io" and _marked(_TO, text, f))]
    others = [f for f in others if f.name.kind != "ngo" and not ("thanked" in text and text.startswith(" for ", f.end))]
    others = [f for f in others if not f.name.people or stands_for_state(sentence, f, words)]
    near = [
        f
        for f in others
        if _marked(_TO, text, f) or ((voice.gets or voice.noun) and f.end <= word.start()) or 0 < f.start - word.end() < 12
    ]
    taker = next((f for f in near if f.name.kind != "city"), None) or next(iter(near), None)
    taker = taker or next((f for f in others if not text[: f.start].endswith(("from ", "from the "))), None)
    if taker is not None:
        return mentions(_listed(sentence, taker), {}, "grantee")
    body = _BODY.search(text, word.end())
    at_home = code != view.country and view.known
    if body is not None and body[1][0].isupper() and len(body[1].split()) > 1 and (at_home or _CHARITY.search(body[1])):
        named = Mention(body[1], "agency" if "Ministry" in body[1] else "ngo", "", "grantee")
        return (named, Mention(view.country, "country", view.country, "grantee", actor=view.country)) if at_home else (named,)
    other = sentence.focus if code == view.country else view.country
    if not other or other == code or giver.name.kind in ("io", "ngo") or (code == view.country and giver.name.people):
        return None
    return (Mention(other, "country", other, "grantee", actor=other),) if view.known else ()


def _listed(sentence: Sentence, first: Found) -> list[Found]:
    """A name and those that a list goes on to: "to Nauru, Palau and Tuvalu"."""
    found = [first]
    for other in sentence.names[sentence.names.index(first) + 1 :]:
        if LISTED.fullmatch(sentence.text[found[-1].end : other.start]) is None or other.name.iso3 in ("", first.name.iso3):
            break
        found.append(other)
    return found


def _taken_up(sentence: Sentence, takers: Sequence[Mention]) -> bool:
    """Whether those who got it are not named in the sentence."""
    return not any(f.name.iso3 == taker.iso3 for taker in takers for f in sentence.names)


def _marked(mark: re.Pattern[str], text: str, found: Found) -> bool:
    return mark.search(text[max(0, found.start - 90) : found.start]) is not None
