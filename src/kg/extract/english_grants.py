"""English sentences on money or goods that a government gives."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.extract.candidate import Candidate, Mention
from kg.extract.english_clauses import clause_start, nearest_date
from kg.extract.english_gifts import gift_told
from kg.extract.english_home import View
from kg.extract.english_parties import asserted, candidate, mentions, stands_for_state, with_home
from kg.extract.english_words import EnglishWords, Found, Name, Sentence

_MONEY = re.compile(
    r"(?:(?P<unit>[A-Z]{1,3}\$|USD|TWD|EUR|AUD|NZD|JPY|PHP|CHF|SEK|NOK|GBP|KRW|CNY|RMB|INR|RM|Rs\.?|€|£|¥|"
    r"\$)\s?(?P<number>\d[\d,]*(?:\.\d+)?)[\s-]*(?P<scale>million|billion|thousand)?)"
)
_SCALE = {"": 1, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_TO = re.compile(r"\bto\s+(?:the\s+|an?\s+)?((?:[A-Z][\w’'.-]*|of|and|for|in|the)(?:\s+(?:[A-Z][\w’'.-]*|of|and|for|in|the))*)")
_OURS = re.compile(r"(?<=\bto )(?:the|our|its) [a-z]+")
_PAYS = ("funded by", "financed by", "sponsored by", "paid for by", "bankrolled by")
_NO_GIFT = re.compile(
    r"\s+(?:a lecture|a speech|a talk|a report|an award|awards|a certificate|certificates|credentials|his|her|their)\b"
)


def find_grants(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """Money or goods given by a government to another state or to a named body, and what it paid for."""
    told = list(_in_order(sentence, words, view))
    yield from told
    if not told:
        money = _MONEY.search(sentence.text)
        other = gift_told(sentence, words, view, (_amount(money), money["unit"] or "" if money else ""), money)
        if other is not None:
            yield other


def _in_order(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """Gifts told as giver, verb, taker, and those told by what was paid for."""
    text = sentence.text
    money, gift = _MONEY.search(text), words.pattern("gift").search(text)
    verbs = [m for m in words.pattern("donated").finditer(text) if asserted(sentence, m.start(), words)]
    if gift is not None or money is not None:
        verbs += [
            m
            for m in words.pattern("provided").finditer(text)
            if asserted(sentence, m.start(), words)
            and ((gift and money) or m[0] in ("presented", "handed over", "handed", "turned over", "paid for", "gave", "given"))
        ]
    for verb in verbs:
        if _NO_GIFT.match(text, verb.end()):
            continue
        begin = clause_start(text, verb.start())
        giver = [
            f
            for f in sentence.names
            if begin <= f.start < verb.start() and f.name.kind != "city" and stands_for_state(sentence, f, words)
        ]
        taker = [
            f
            for f in sentence.names
            if f.start > verb.end() and re.search(r"\b(?:to|for|of|with)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,3}$", text[: f.start])
        ]
        body = _TO.search(text, verb.end())
        ours = _OURS.search(text, verb.end())
        if giver and not taker and ours and giver[0].name.iso3 not in ("", view.country):
            taker = [Found(*ours.span(), ours[0], Name("country", view.country, view.country))]
        if giver and not taker and verb[0] == "paid for" and giver[0].name.iso3 not in ("", view.country):
            taker = [Found(*verb.span(), verb[0], Name("country", view.country, view.country))]
        if (
            giver
            and not taker
            and money
            and 0 < money.start() - verb.end() < 60
            and giver[0].name.iso3 not in ("", view.country)
        ):
            taker = [Found(*verb.span(), verb[0], Name("country", view.country, view.country))]
        if not giver or not (taker or body) or (money is None and not taker):
            continue
        parties = [
            *mentions(giver, {}, "funder"),
            *mentions([f for f in taker if f.name.iso3 != giver[0].name.iso3][:1], {}, "grantee"),
        ]
        if body and not any(m.name in body[1] for m in parties):
            parties.append(Mention(body[1], "agency" if "Ministry" in body[1] else "ngo", "", "grantee"))
        yield candidate(
            "grant", sentence, verb.span(), nearest_date(sentence, *verb.span()), parties,
            value=_amount(money), unit=money["unit"] if money else "",
        )  # fmt: skip
        return
    for verb in words.pattern("taken").finditer(text):
        begin = clause_start(text, verb.start())
        mark = re.compile(r"\s(?:[^.;]{3,60}?)\sfrom\s+(?:the\s+)?(?:[\w’'-]+\s+){0,4}?").match(text, verb.end())
        giver = [
            f
            for f in sentence.names
            if f.start > verb.end() and re.search(r"\bfrom (?:the )?(?:[Gg]overnment of )?$", text[: f.start])
        ]
        if mark and giver and ((gift and gift.start() < giver[0].start) or money) and asserted(sentence, verb.start(), words):
            taker = [f for f in sentence.names if begin <= f.start < verb.start() and stands_for_state(sentence, f, words)]
            yield candidate(
                "grant", sentence, verb.span(), nearest_date(sentence, *verb.span()),
                with_home([*mentions(giver[:1], {}, "funder"), *mentions(taker[:1], {}, "grantee")], view, "grantee"),
                value=_amount(money), unit=money["unit"] if money else "",
            )  # fmt: skip
            return
    yield from _supplied(sentence, words, money)
    yield from _paid(sentence, words, view, money)


def _supplied(sentence: Sentence, words: EnglishWords, money: re.Match[str] | None) -> Iterator[Candidate]:
    """What was given where the taker stands before it: "provided Manila with 12 vessels"."""
    text = sentence.text
    for verb in words.pattern("supplied").finditer(text):
        giver = [
            f
            for f in sentence.names
            if clause_start(text, verb.start()) <= f.start < verb.start() and stands_for_state(sentence, f, words)
        ]
        taker = [f for f in sentence.names if 0 < f.start - verb.end() < 12 and f.name.iso3]
        if not giver or not taker or not asserted(sentence, verb.start(), words) or giver[0].name.iso3 == taker[0].name.iso3:
            continue
        mark = re.compile(r"(?:['’]s?)?(?:\s+[\w’'-]+){0,6}\s+with\s").match(text, taker[0].end)
        if mark and words.pattern("gift").search(text, mark.end()):
            yield candidate(
                "grant", sentence, verb.span(), nearest_date(sentence, *verb.span()),
                (*mentions(giver, {}, "funder"), *mentions(taker[:1], {}, "grantee")),
                value=_amount(money), unit=money["unit"] if money else "",
            )  # fmt: skip
            return


def _paid(sentence: Sentence, words: EnglishWords, view: View, money: re.Match[str] | None) -> Iterator[Candidate]:
    """What a state is said to have paid for: "funded by the … of …", where a sum is named or the state is foreign."""
    for verb in words.pattern("paid").finditer(sentence.text):
        funders = [
            f
            for f in sentence.names
            if 0 <= f.start - verb.end() < 60 and f.name.kind in ("country", "agency", "embassy", "io")
        ]
        foreign = any(f.name.iso3 not in ("", view.country) for f in funders)
        if verb[0] not in _PAYS and not words.pattern("gift").search(sentence.text, 0, verb.start()):
            continue
        if funders and (money is not None or foreign) and not words.pattern("plan").search(sentence.text[: verb.start()]):
            yield candidate(
                "grant", sentence, verb.span(), nearest_date(sentence, *verb.span()), mentions(funders[:2], {}, "funder"),
                value=_amount(money), unit=money["unit"] if money else "",
            )  # fmt: skip
            return
    if money is None:
        return
    for noun in words.pattern("gift").finditer(sentence.text):
        after = re.match(r"\s+(?:of|worth|totaling|totalling)\s+$", sentence.text[noun.end() : money.start()])
        mark = re.compile(r"\s+(?:[\w-]+\s+)?(?:from|by)\s+(?:(?:the|his|her)\s+)?").match(sentence.text, money.end())
        if after is None or mark is None or words.pattern("plan").search(sentence.text[: noun.start()]):
            continue
        funders = [f for f in sentence.names if 0 <= f.start - mark.end() < 30]
        if funders:
            yield candidate(
                "grant", sentence, noun.span(), nearest_date(sentence, *noun.span()), mentions(funders[:1], {}, "funder"),
                value=_amount(money), unit=money["unit"],
            )  # fmt: skip
            return


def _amount(money: re.Match[str] | None) -> int | None:
    if money is None:
        return None
    return round(float(money["number"].replace(",", "")) * _SCALE[money["scale"] or ""])
