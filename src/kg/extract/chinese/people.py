"""People in a phrase: name, office and the body that they belong to, in the orders that Chinese texts use."""

from __future__ import annotations

from typing import NamedTuple

from kg import patterns as re
from kg.extract.lexicon import Lexicon

_LETTER = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
_WORD = rf"(?!M(?:rs?|s)(?![a-z]))[A-ZÀ-ÖØ-ÞĀ-ɏḀ-ỿ][{_LETTER}.'’-]*"
_LINK = rf"(?:del?|della|da|dos?|di|du|van|von|der|den|bin|bint|binti|al|el|la|le|ibn|y)(?![{_LETTER}])"
_LATIN = rf"(?:(?:Mr|Ms|Mrs|Dr|H\.E)\.?\s?)?{_WORD}(?:,\s{_WORD}(?=\s[A-Z]))?(?:\s?(?:{_WORD}|{_LINK}))*"
_GIVEN = r"[一-鿿]{1,2}"
_NO_NAME = "(?![昨今][日天年晚早(]|率|一行|本[週周月年日]|上[週周月午]|下午|團|等|親自|應邀|偕同|隨同|已|並|曾|訪|[會處室局部署廳院長])"
_STOP = "，、,及與和於在率等偕就並為至到赴來將的之是向由對以拜訪昨今上本週周說表指應代親"
_BEFORE_TITLE = 8  # letters of 前 or 時任 and of a family name before an office
_ENDS = rf"$|[{_STOP}()（]|一(?=[行起同道併])|女士|先生"


class Person(NamedTuple):
    """A person at ``start`` to ``end`` of a phrase; ``body`` is the text before the office."""

    start: int
    end: int
    name: str
    title: str
    body: str


def find_people(phrase: str, plain: str, lexicon: Lexicon) -> list[Person]:
    """The people that a phrase names with their offices; ``plain`` is the phrase as written, place for place.

    Read: 梅處長建華 and 曾代表德榮 (the office inside the name), 處長梅健華(Kin Moy), 局長 Siegfred B. Mison, Siegfred B. Mison 局長,
    莫署長. A person without an office is not read.
    """
    title = r"(?:<<former>>)?(?:<<title>>)"
    inside = lexicon.pattern("inside", rf"(?P<s>(?:<<surname>>))(?P<t>{title})(?P<g>{_GIVEN})(?={_ENDS}|\d)")
    behind = lexicon.pattern(
        "behind",
        rf"(?P<t>{title}){_NO_NAME}(?P<n>{_LATIN}|(?:(?:<<surname>>)[一-鿿]{{1,2}}|[一-鿿·•．]{{2,5}}?)(?={_ENDS}|夫婦))",
    )
    before = lexicon.pattern("before", rf"(?P<n>{_LATIN})\s?(?P<t>{title})")
    only = lexicon.pattern("only", rf"(?P<n>(?:<<surname>>))(?P<t>{title})(?={_ENDS})")
    any_title = lexicon.pattern("title", "<<title>>")
    behind_latin = lexicon.pattern("behind latin", rf"[{_LETTER}.'’-]\s?{title}")  # found sooner than the whole name before it
    orders = (inside, behind, before, only) if behind_latin.search(phrase) is not None else (inside, behind, only)
    found: list[Person] = []
    place = 0
    while (office := any_title.search(phrase, place)) is not None:
        near = max(place, office.start() - _BEFORE_TITLE)
        options = [m for m in (p.search(phrase, place if p is before else near) for p in orders) if m is not None]
        if not options:
            break
        match = min(options, key=lambda m: (m.start("t"), -(m.end() - m.start())))
        spans = [match.span(key) for key in ("s", "g", "n") if key in match.re.groupindex]
        name = "".join(plain[low:high] for low, high in spans).strip(" ,")
        if match.re is only:
            name = plain[match.start() : match.end()]
        start = match.start()
        if phrase[match.end() : match.end() + 1] not in ("之", "的"):
            body = _body(plain, place, start) or (found[-1].body if found else "")
            found.append(Person(start, match.end(), _plain(name), match["t"], body))
        place = match.end()
        more = re.compile(r",\s?(?:Mr|Ms|Mrs|Dr)?\.?\s?").match(phrase, place)
        while more is not None and match.re is behind and found:
            further = re.compile(_LATIN).match(phrase, more.end())
            if further is None:
                break
            found.append(Person(further.start(), further.end(), _plain(further[0]), match["t"], found[-1].body))
            place = further.end()
            more = re.compile(r",\s?").match(phrase, place)
    return found


def _plain(name: str) -> str:
    return re.sub(r"^(?:Mr|Ms|Mrs|Dr)\.?\s?", "", name).strip()


def _body(phrase: str, low: int, high: int) -> str:
    """The body that a person belongs to: the words before the office, behind the last comma or conjunction."""
    text = phrase[low:high]
    text = re.split(r"[，、,)）]|及|以及", text)[-1] if low else re.split(r"[，,]", text)[-1]
    return re.sub(r"^(?:之|的|由|與|和|並|邀請|請|包括|一行\d*人?|等人?)+", "", text).strip(" (（「")
