"""From which country an English text tells: its outlet, news agency or office, the place of its dateline, or the country it names most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg import patterns as re
from kg.extract.english.words import EnglishWords, Found, Sentence
from kg.vocabulary import HOME

_FEWEST, _FEWEST_SENTENCES = 3, 2
_HEAD, _FOOT = 700, 300
_HEAD_LINES = 4
_LONGEST_MASTHEAD = 90
_OFTEN = 5  # words with a language's own letters from which on the text is of its country
_ONE_IN = 5  # one in so many names is Taiwan's where it is the one that speaks
_SHARE = 4  # Taiwan is home where it is named a quarter as often as the country named most
_CLOSE = 2  # of two countries of which neither is named twice as often, the headline's first is home
_PLACE = re.compile(
    r"(?m)^\s*(?P<place>[A-Z][A-Za-zé’'. ]{2,28}?)(?:,\s+[A-Z][A-Za-z. ]{2,20})??"
    r"(?:,?\s+(?:[A-Z][A-Za-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][A-Za-z]{2,8}\.?)"
    r"(?:,?\s+\d{4})?)?,?\s*(?:[(/][A-Za-z/ ]+[)/]\.?\s*)?(?:\s-{1,2}\s|[–—]|--|\([A-Z][A-Za-z]+\)|/\.|/[A-Z]+/|"
    r"(?<=\d\d\d\d)(?:\s*$|\.\s)|(?<=[\d)A-Z]):(?=\s+[A-Z]))|"
    r"\A\s*(?P<alone>[A-Z][A-Za-zé’'. ]{2,28}?)\.(?=\s+[A-Z])|"
    r"^(?P<loud>[A-Z]{4,}(?:[ /][A-Z]{3,}){0,2})\s+(?=(?:An?|[A-Z][A-Za-z.]+)\s)"
)
_NEWSROOM = re.compile(r"(?m)^[^\n]{3,60}?[(/]([A-Z][A-Za-z ]+)(?:/[A-Z][A-Za-z ]+)?[)/]")
_SIGNED = re.compile(r"(?:[-–—/(.]\s*)([A-Z][A-Za-z ]{1,14})[)\].]?\s*\Z")
_TITLE = re.compile(r"(?:(?:[Tt]he|of|and|[A-Z][\w’'.-]+),?\s*){2,7}")
_OWN_BODY = re.compile(
    r"(?:(?:Ministry|Department|Bureau|Council|Office) (?:of|for) [A-Z][\w ,]+|[A-Z][\w ]+ (?:Ministry|Agency|Administration|Council))"
)
_LETTERS = {
    "VNM": re.compile("[ăạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộơớờởỡợụủưứừửữựỳỵỷỹđĐ]"),
    "KOR": re.compile("[가-힣]"),
    "JPN": re.compile("[ぁ-んァ-ヺ]"),
    "THA": re.compile("[ก-๙]"),
}
_GOAL = re.compile(
    r"\b(?:to|in|with|for)\s+(?:the\s+)?$|\b(?:[Tt]ravel|[Vv]isit|[Tt]rip|[Tt]our|[Mm]ission|[Jj]ourney)\s+to\s.*(?:,|\band)\s+(?:the\s+)?$"
)
_CALLS = re.compile(r"\b(?:visits?|arrives?|receives?|welcomes?|hosts?|meets?|calls? on)\b", re.IGNORECASE)
_BODY_OF = re.compile(
    r"(?:[A-Z][\w’'-]*\s+|(?:and|for|of)\s+){1,8}of (?:the )?[A-Z][\w’'-]*(?:\s(?:and|of|the|[A-Z][\w’'-]*))*(?=$|[,|(/])"
)
_OF_MANY = re.compile(
    r"\b(?:European|EU|International|Pacific|African|Asian|ASEAN|American|Caribbean|World|Global|Regional|Nations)\b"
)


@dataclass(frozen=True, slots=True)
class View:
    """The country from which a text tells, so that visits to it are inbound, and the rating report that it tells of.

    ``report`` is when that came out (EDTF), ``tiers`` whether the text tells of one; ``known`` is whether the text says its country:
    by its dateline or masthead, or by naming the country; ``sure`` leaves out the last.
    """

    country: str
    report: str = ""
    tiers: bool = False
    known: bool = True
    sure: bool = True


def viewpoint(text: str, told: Sequence[Sentence], words: EnglishWords) -> View:
    """The country of the outlet, else of the dateline, else of the masthead, else Taiwan where named, else the one named most."""
    code = _by_newsroom(text, told, words) or _by_outlet(text, told, words) or _by_letters(told) or _by_place(text, words)
    return View(code) if code else _by_masthead(told, words) or _by_count(told)


def _by_newsroom(text: str, told: Sequence[Sentence], words: EnglishWords) -> str:
    """The country of the news agency whose letters stand in the dateline, or sign the text."""
    rooms = dict(room.split("=") for room in words.words["newsroom"])
    for room in _NEWSROOM.finditer(text[:1500]):
        if any(f.name.iso3 == rooms.get(room[1]) for sentence in told for f in sentence.names):
            return rooms[room[1]]
    signed = _SIGNED.search(text[-40:].rstrip())
    return rooms.get(signed[1], "") if signed else ""


def _by_outlet(text: str, told: Sequence[Sentence], words: EnglishWords) -> str:
    """The country of the newspaper or office that is named in the lines above the text, or below it."""
    first = next((s.start for s in told if not s.headline), len(text))
    first = text.rfind("\n", 0, first) + 1  # a dateline before it names who distributes the text
    head, foot = text[: min(first, _HEAD)].lower(), text[max(first, len(text) - _FOOT) :].lower()
    places = []
    for name, code in words.outlets:
        if (where := head.find(name)) >= 0:
            places.append((where, code))
        elif name in foot and any(f"{mark}{name}" in foot for mark in ("© ", "\n", "\n(", "source: ")):
            places.append((len(text), code))
    return min(places)[1] if places else ""


def _by_letters(told: Sequence[Sentence]) -> str:
    """The country in whose letters the text writes names."""
    counts = {
        code: sum(letter.search(word) is not None for sentence in told for word in sentence.text.split())
        for code, letter in _LETTERS.items()
        if any(letter.search(sentence.text) for sentence in told)
    }
    return next((code for code, number in counts.items() if number >= _OFTEN), "")


def _by_place(text: str, words: EnglishWords) -> str:
    for match in _PLACE.finditer(text[:3000]):
        place = match["place"] or match["alone"] or match["loud"]
        for found in words.find(place.title() if place.isupper() else place):
            if found.start == 0 and not found.name.people and found.name.iso3 and found.end >= len(place) - 1:
                return found.name.iso3
    return ""


def _by_masthead(told: Sequence[Sentence], words: EnglishWords) -> View | None:
    """The country of a body that heads the text: "Australian Border Force"; one without a country ("Ministry of Labor") is Taiwan's."""
    first = told[0] if told else None
    tells = first is not None and words.pattern("present").search(first.text.lower()) is not None
    if first is not None and first.headline and not tells and _TITLE.fullmatch(first.text):
        named = [f.name.iso3 for f in first.names if f.name.kind in ("country", "city")]
        if len(named) == 1:
            return View(named[0])
    for sentence in told[:_HEAD_LINES]:
        if sentence.headline and len(sentence.text) < _LONGEST_MASTHEAD:
            if code := _body_of(sentence, words):
                return View(code)
            for found in sentence.names:
                if found.name.kind in ("agency", "embassy") and found.name.iso3 and found.start < 30:
                    return View(found.name.iso3) if found.name.kind == "agency" else _of_mission(sentence, found)
            if (
                _OWN_BODY.fullmatch(sentence.text)
                and not any(f.name.iso3 for f in sentence.names)
                and _OF_MANY.search(sentence.text) is None
                and any(f.name.iso3 == HOME for s in told for f in s.names)
            ):
                return View(HOME)
    return None


def _body_of(sentence: Sentence, words: EnglishWords) -> str:
    """The country of a line that is nothing but an office's name: "State Border Guard of Latvia"."""
    named = {f.name.iso3 for f in sentence.names if f.name.kind == "country" and not f.name.people}
    body = _BODY_OF.match(sentence.text)
    office = body is not None and words.pattern("bodyof").search(body[0].lower()) is not None
    return named.pop() if office and len(named) == 1 else ""


def _of_mission(sentence: Sentence, found: Found) -> View:
    """The country in which the embassy is that heads a text; of one whose place is not named it is Taiwan."""
    place = next((f.name.iso3 for f in sentence.names if f.start >= found.end and f.name.iso3 not in ("", found.name.iso3)), "")
    return View(place, sure=False) if place and found.name.iso3 != HOME else View(HOME)


def _by_count(told: Sequence[Sentence]) -> View:
    """Taiwan where it is named often enough, else of those named most the first in the headline, else the one named most."""
    named = [f.name for s in told for f in s.names if f.name.iso3 and f.name.kind in ("country", "agency", "embassy")]
    counts = Counter(name.iso3 for name in named) + Counter(name.iso3 for name in named if name.kind != "country")
    if counts[HOME] * _SHARE >= max(counts.values(), default=0) > 0:
        return View(HOME, sure=counts[HOME] * _ONE_IN >= counts.total())
    if counts.total() < _FEWEST or sum(any(f.name.iso3 for f in s.names) for s in told) < _FEWEST_SENTENCES:
        return View(HOME, known=False)
    acting, others = _in_headline(told)
    rest = Counter({code: number for code, number in counts.items() if code not in others - set(acting)})
    if max(rest.values(), default=0) * _FEWEST < max(counts.values()):
        rest = counts
    code, most = rest.most_common(1)[0]
    first = next((code for code in acting if rest[code] > 1 and rest[code] * _CLOSE >= most), "")
    return View(first or code, sure=False) if first or most * 2 > rest.total() else View(HOME, known=False, sure=False)


def _in_headline(told: Sequence[Sentence]) -> tuple[list[str], set[str]]:
    """The countries that the headline names as those who act, in its order, and those to or with whom it is done."""
    acting: list[str] = []
    others: set[str] = set()
    if not told or not told[0].headline or _CALLS.search(told[0].text):  # "A's minister visits B" may be written in either
        return acting, others
    for found in told[0].names:
        if _GOAL.search(told[0].text[: found.start]):
            others.add(found.name.iso3)
        elif found.name.kind in ("country", "agency"):
            acting.append(found.name.iso3)
    return acting, others
