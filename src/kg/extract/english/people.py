"""How English texts introduce people of a state: by a title with its name, before or behind it, by an honorific or a title alone."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.extract.english.words import Found

_FIELD_WORDS = (
    "Foreign|Home|Internal|Public|National|Homeland|Affairs|Security|Interior|Justice|Defen[cs]e|Finance|Labou?r|Health|Education|"
    "Trade|Transport|Police|Immigration|Immigrations|Customs|Migration|Legal|Social|Welfare|Economy|Economic|Planning|Tourism|Fisheries|"
    "Agriculture|Environment|Culture|Industry|Commerce|State|Law"
)
_NAME = r"[A-Z][\w’'-]*[\w](?:\s+(?:[A-Z]\.|bin|binti|de|del|van|von|al|da|dos))*(?:\s+[A-Z][\w’'-]*[\w]){0,3}"
_AFTER = re.compile(rf"(?P<person>{_NAME}),\s+(?:[\w’'&-]+,?\s+){{0,9}}(?:of|from|for)\s+(?:the\s+)?$")
_OWNED_AFTER = re.compile(rf"(?P<person>{_NAME}),\s+(?:[\w’'-]+\s+){{0,6}}(?:of\s+)?(?:the\s+)?$")
_OF = re.compile(rf"(?P<person>{_NAME})\s+(?:of|from)\s+(?:the\s+)?$")
_TITLED = re.compile(r"(?:\s+(?:[A-Z][\w’'.-]*|of|for|and|the|vice|deputy|former|&))+(?<=\w)")
_SURNAME = re.compile(r"(?P<all>[A-Z][\w’'-]+(?:\s+(?:[A-Z]\.|bin|de|del|van|al))?(?:\s+[A-Z][\w’'-]+)*)$")
_ALL_TITLES = re.compile(
    r"\b(?:Affairs|Ministry|Department|Agency|Office|Bureau|Police|Immigration|Security|Justice|Interior|Service|Authority|"
    r"Mr|Mrs|Ms|Dr|His|Her|Their|Trafficking|Persons|Workshop|Conference|Forum|Report|Act|Program|Programme|Airport|Center|Centre|University|Republic)$"
)
_LOWER_TITLE = re.compile(rf"(?P<title>(?:\s+[a-z-]+){{1,4}}),?\s+(?P<person>{_NAME})")
_FIELDS = re.compile(
    r"\s+(?:(?:vice|deputy|prime|interior|foreign|home|justice|defen[cs]e|labou?r|health|immigration|police|security)\s+){0,3}"
)
_LOWER_OFFICE = re.compile(
    r"\b(?:under-?secretary|prosecutor|inspector|colonel|judge|lawmaker|official|spokes(?:man|woman|person))\b"
)
_PERSON = re.compile(  # "Minister Lin", "Minister of Public Security Bui Van Khang"
    rf"(?:\s+(?:of|for)\s+(?:the\s+)?(?:(?:{_FIELD_WORDS})\s+(?:and\s+)?)+)?\s*(?P<person>{_NAME})"
)
_DAY = re.compile(
    r"\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:[a-z]*\.?)(?=\s+\d|$)|\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
)
_TITLES = 70  # characters in which titles stand before a name
_OFFICE_OF = re.compile(r"\bof\s+(?:the\s+)?$")
_NAMED_BEHIND = re.compile(rf"\s+(?P<person>{_NAME})")
_HONORIFIC = re.compile(
    r"\b(?:Tan Sri|Datuk Seri|Dato['’]? Seri|Datuk|Dato['’]?|Tun|Pehin|Haji|Lyonpo|Dasho|U|Daw|Khun|Ratu|Sheikh|Tengku)\s+"
    r"(?P<first>[A-Z][a-z]{3,})"
)
_HAS_FIELD = re.compile(r"\s+(?:of|for)\b")
_OWNER = re.compile(r"['’]s?")


def introduced(text: str, found: Found, office: re.Pattern[str], official: re.Pattern[str]) -> Iterator[str]:
    """The surnames of people whom the words around a country's or agency's name introduce."""
    yield from _before(text, found, office)
    if found.name.people and (lower := _LOWER_TITLE.match(text, found.end)) and official.search(lower["title"]):
        yield _surname(lower["person"], office)  # Fijian health minister Sela Vuni
    yield from _behind(text, found, office)
    yield from _honoured(text, found)


def _before(text: str, found: Found, office: re.Pattern[str]) -> Iterator[str]:
    """Who stands before the name: "Sela Vuni, minister of health of Fiji", "Minister of Health of Fiji Sela Vuni"."""
    before = text[: found.start]
    owned = found.name.people or _OWNER.match(text, found.end) is not None
    for pattern in (_OWNED_AFTER,) if owned or found.name.kind != "country" else (_AFTER, _OF):
        match = pattern.search(before)
        if match is None or office.fullmatch(match["person"]):
            continue
        titled = pattern is _OF and office.search(before[max(0, match.start() - 40) : match.end("person")])
        if owned or titled or _names_office(text[match.end("person") : found.end + 60], office):
            yield _surname(match["person"], office)
    if found.name.kind != "country" or found.name.people or _OFFICE_OF.search(before) is None:
        return
    behind = _NAMED_BEHIND.match(text, found.end) if office.search(before, max(0, found.start - _TITLES)) else None
    if behind is not None and not office.match(behind["person"]):
        yield _surname(behind["person"], office)


def _behind(text: str, found: Found, office: re.Pattern[str]) -> Iterator[str]:
    """Who stands behind the name with a title: "Fiji's Minister of Health Sela Vuni", up to an "and" with the next one."""
    owner = _OWNER.match(text, found.end)
    run = _TITLED.match(text, owner.end() if owner else found.end)
    if run is None or office.search(run[0]) is None:
        return
    words = _DAY.split(run[0])[0]
    title = office.search(words)
    if title is None:
        return
    if not _HAS_FIELD.match(words, title.end()):
        words = words[: title.end()] + words[title.end() :].partition(" and ")[0]
    name = _SURNAME.search(words, title.end())
    if name is not None and not office.fullmatch(name["all"]) and not _ALL_TITLES.search(name["all"]):
        yield _surname(name["all"], office)


def _honoured(text: str, found: Found) -> Iterator[str]:
    """The first name behind a Malay, Thai, Burmese or Bhutanese title, by which such people are called: Tan Sri Khalid Abu Samah."""
    match = _HONORIFIC.search(text, found.end, found.end + _TITLES)
    if match is not None and "," not in text[found.end : match.start()]:
        yield match["first"]


def after_adjectives(text: str, end: int) -> int:
    """Where the noun stands that a people's name begins: the "minister" of "Lithuanian vice interior minister"."""
    match = _FIELDS.match(text, end)
    return match.end() if match else end


def by_title(text: str, office: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """The surnames of people introduced by a title alone, where no other state is named: they are the home country's."""
    for title in office.finditer(text):
        person = _PERSON.match(text, title.end())
        if person is not None and not office.match(person["person"]) and not _ALL_TITLES.search(person["person"]):
            yield title.start(), _surname(person["person"], office)


def _names_office(text: str, office: re.Pattern[str]) -> bool:
    """Whether a phrase names an office, in capitals or not: "a judge at the court"."""
    return office.search(text.title()) is not None or _LOWER_OFFICE.search(text) is not None


def _surname(person: str, office: re.Pattern[str]) -> str:
    """The last part of a name; of a Chinese, Korean or Vietnamese one (Lin Hui-chen) the first."""
    parts = [part for part in person.split() if not office.fullmatch(part)] or person.split()
    return parts[0] if len(parts) == 2 and re.fullmatch(r"[A-Z]\w+-[a-z]\w*", parts[1]) else parts[-1]
