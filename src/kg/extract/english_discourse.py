"""What an English sentence takes up from those before it: people by their surname, "the delegation", "the two sides", "he", "the pact"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg import patterns as re
from kg.extract.english_crowds import CROWD
from kg.extract.english_idle import of_firms
from kg.extract.english_words import EnglishWords, Found, Name, Sentence

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
_BOTH = re.compile(
    r"\b(?:[Tt]he\s+two|[Bb]oth(?:\s+the)?|[Oo]ur\s+two|[Tt]he)\s+(?:\w+\s+)?"
    r"(?:sides|countries|governments|nations|agencies|parties|peoples|allies|neighbou?rs|organizations|institutions|ministries|"
    r"leaders|presidents|chiefs|heads(?:\s+of\s+(?:state|government))?|directors(?:-general)?|commissioners|coast\s+guards|"
    r"bureaus|ministers|economies|departments|services|forces|delegations)\b(?!\s+of\s+the\s+two)|"
    r"\b[Bb]oth\s+sides\b|\beach\s+other\b"
)
_LOWER_TITLE = re.compile(rf"(?P<title>(?:\s+[a-z-]+){{1,4}}),?\s+(?P<person>{_NAME})")
_FIELDS = re.compile(
    r"\s+(?:(?:vice|deputy|prime|interior|foreign|home|justice|defen[cs]e|labou?r|health|immigration|police|security)\s+){0,3}"
)
_LETTERS = re.compile(r"\s+\(([A-Z][A-Za-z]*[A-Z])\)")
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
_GROUP = re.compile(
    r"\b(?:[Tt]he|[Tt]heir)\s+(?:[\w-]+\s+){0,2}(?:delegation|group|delegates|visitors|team|mission|party|guests|"
    r"lawmakers|legislators)\b"
    r"(?!\s+(?:of|from|led))"
)
_PRONOUN = re.compile(
    r"(?:^(?:(?:During|On|At|In|While|After|Before)\s[^,;]{2,50}?\s)?|[,;]\s+(?:and\s+|but\s+|where\s+|when\s+|"
    r"during\s+which\s+)?|\b(?:that|where|when|after|before|"
    r"as)\s+)(?P<who>[Hh]e|[Ss]he|[Tt]hey)\b"
)
_COMING = re.compile(r"\b(?:delegation|group|mission|team|visit(?:ed|ing|s)?|arrived|led)\b")
_LAND = re.compile(  # what a partner of the text is called once it was named: "visited the kingdom", "the Caribbean ally"
    r"\b[Tt]he\s+(?:kingdom|sultanate|emirate|archipelago|twin-island (?:federation|nation|state)|"
    r"(?:(?:southern|eastern|western|northern|central|South|North|East|West|Southeast|Central|fellow|friendly|landlocked|tiny|small)\s+)?"
    r"(?:diplomatic|allied|Pacific|Caribbean|African|American|Asian|European|"
    r"Baltic|Balkan|Himalayan|Nordic|Latin American|Central American)\s+"
    r"(?:island\s+)?(?:ally|country|nation|state|partner|kingdom|republic))\b(?!\s+of\b|['’])"
)
_PARTY = re.compile(r"\([DRI]-[A-Z][A-Za-z.]+(?: [A-Z][a-z]+)?\)")  # how American lawmakers are told apart: "(D-Ohio)"
_LATTER = re.compile(
    r"\b[Tt]he (?:latter|former)\b(?!\s+[a-z])|\b[Tt]he (?:latter|former)\b(?=\s+(?:was|were|is|in|on|and|last|has|had)\b)"
)
_PAPER_REACH = 3  # sentences over which an agreement is still spoken of
_OFFICES = re.compile(
    r"embass(?:y|ies)|offices?|ministr(?:y|ies)|agenc(?:y|ies)|governments?|bureaus?|departments?|cent(?:er|re)|ship|vessel"
)
_MANY = 4  # a sentence that lists so many countries is about none of them


def linked(told: Sequence[Sentence], words: EnglishWords, home: str) -> Iterator[Sentence]:
    """The sentences with what they take up from earlier ones among their names, and the partner last spoken of as ``focus``."""
    official = words.pattern("official")
    office, private = words.pattern("office"), words.pattern("private", r"\s+(?:[\w-]+\s+){{0,2}}(?:{})\b")
    papers, gates, mutual = words.pattern("instrument"), words.pattern("gate"), words.pattern("mutualwords")
    people: dict[str, Name] = {}
    letters: dict[str, Name] = {}
    counts = Counter(f.name.iso3 for s in told for f in s.names if _partner(f, home))
    main = counts.most_common(1)[0][0] if counts else ""
    focus, group, last = "", "", ""
    paper, spoken = "", -_PAPER_REACH
    for number, sentence in enumerate(told):
        own = {
            f.name.iso3
            for f in sentence.names
            if _partner(f, home) and not (f.name.people and private.match(sentence.text, f.end))
        }
        extra = [*_by_surname(sentence, people), *_by_surname(sentence, letters)]
        own |= {f.name.iso3 for f in extra if f.name.iso3 not in ("", home)}
        partner = focus or main
        if not own and group:
            extra += [Found(m.start(), m.end(), m[0], Name("group", group)) for m in list(_GROUP.finditer(sentence.text))[:1]]
        if not own and partner:
            for match in list(_BOTH.finditer(sentence.text))[:1]:
                if (
                    match[0][:4].lower() != "the "
                    or match[0][:8].lower() == "the two "
                    or match[0].endswith(("parties", "sides"))
                ):
                    extra.append(Found(match.start(), match.end(), match[0], Name("pair", partner)))
            if number and (land := _LAND.search(sentence.text)):
                extra.append(Found(land.start(), land.end(), land[0], Name("pair", partner)))
        extra += [Found(m.start(), m.end(), m[0], Name("person", "USA")) for m in list(_PARTY.finditer(sentence.text))[:1]]
        extra += _latter(sentence)
        if last:
            extra += [
                Found(m.start("who"), m.end("who"), m["who"], Name("pronoun", last)) for m in _PRONOUN.finditer(sentence.text)
            ]
        names = tuple(sorted((*sentence.names, *extra), key=lambda f: f.start))
        yield replace(sentence, names=names, focus=partner, paper=paper if number - spoken < _PAPER_REACH else "")
        if sentence.tells and not sentence.headline:
            if instrument := papers.search(sentence.text):
                paper, spoken = "" if of_firms(sentence.text[: instrument.start()]) else instrument[0], number
            elif gates.search(sentence.text) and mutual.search(sentence.text):
                paper, spoken = "arrangement", number
        told_of = [(f.start, f.name.iso3) for f in extra if f.name.kind == "person"]
        for found in sentence.names:
            if found.name.kind not in ("country", "agency", "embassy") or not found.name.iso3:
                continue
            if short := _LETTERS.match(sentence.text, found.end):
                letters.setdefault(short[1], Name("agency", found.name.iso3))
            for surname in (*_introduced(sentence.text, found, office, official), *_honoured(sentence.text, found)):
                if surname.isupper():
                    continue
                people.setdefault(surname, Name("person", found.name.iso3))
                told_of.append((found.start, found.name.iso3))
            after = (
                official.match(sentence.text.lower(), _after_adjectives(sentence.text, found.end))
                if found.name.people
                else None
            )
            if after is not None and _OFFICES.fullmatch(after[0]) is None:
                told_of.append((found.start, found.name.iso3))
            if found.name.iso3 != home and _COMING.search(sentence.text) and CROWD.search(sentence.text) is None:
                group = found.name.iso3
        foreign = next((f.start for f in sentence.names if f.name.iso3 not in ("", home)), len(sentence.text))
        for start, surname in _by_title(sentence.text[:foreign], office):
            told_of.append((start, people.setdefault(surname, Name("person", home)).iso3))
        if told_of:
            last = min(told_of)[1]  # who a sentence begins with is whom the next one means by "he"
        if 0 < len(own) < _MANY:
            first = next((f.name.iso3 for f in names if f.name.iso3 in own), "")
            focus = focus if focus in own else first


def _latter(sentence: Sentence) -> Iterator[Found]:
    """The country that "the latter" or "the former" is, of the two named before in the sentence."""
    for match in _LATTER.finditer(sentence.text):
        named = [f for f in sentence.names if f.name.kind == "country" and f.end <= match.start()]
        if len(named) > 1:
            found = named[-1] if match[0][4:] == "latter" else named[-2]
            yield Found(match.start(), match.end(), match[0], Name("person", found.name.iso3))


def _partner(found: Found, home: str) -> bool:
    """Whether a name stands for another state than the one from which the text tells."""
    return found.name.kind in ("country", "agency", "embassy") and found.name.iso3 not in ("", home)


def _introduced(text: str, found: Found, office: re.Pattern[str], official: re.Pattern[str]) -> Iterator[str]:
    """The surnames of people whom the words around a country's or agency's name introduce."""
    before = text[: found.start]
    owner = re.compile(r"['’]s?").match(text, found.end)
    for pattern in (_OWNED_AFTER,) if found.name.people or owner or found.name.kind != "country" else (_AFTER, _OF):
        match = pattern.search(before)
        if match is None or office.fullmatch(match["person"]):
            continue
        titled = pattern is _OF and office.search(before[max(0, match.start() - 40) : match.end("person")])
        if found.name.people or owner or titled or _names_office(text[match.end("person") : found.end + 60], office):
            yield _surname(match["person"], office)
    if (
        found.name.kind == "country"
        and not found.name.people
        and _OFFICE_OF.search(before)
        and office.search(before, max(0, found.start - _TITLES))
    ):
        behind = _NAMED_BEHIND.match(text, found.end)  # Minister of the Interior of Paraguay Luis Vera
        if behind is not None and not office.match(behind["person"]):
            yield _surname(behind["person"], office)
    if found.name.people and (lower := _LOWER_TITLE.match(text, found.end)) and official.search(lower["title"]):
        yield _surname(lower["person"], office)
    run = _TITLED.match(text, owner.end() if owner else found.end)
    if run is None or (title := office.search(run[0])) is None:
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


def _after_adjectives(text: str, end: int) -> int:
    """Where the noun stands that a people's name begins: the "minister" of "Lithuanian vice interior minister"."""
    match = _FIELDS.match(text, end)
    return match.end() if match else end


def _by_title(text: str, office: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """The surnames of people introduced by a title alone, where no other state is named: they are the home country's."""
    for title in office.finditer(text):
        person = _PERSON.match(text, title.end())
        if person is not None and not office.match(person["person"]) and not _ALL_TITLES.search(person["person"]):
            yield title.start(), _surname(person["person"], office)


def _names_office(text: str, office: re.Pattern[str]) -> bool:
    return office.search(text.title()) is not None or _LOWER_OFFICE.search(text) is not None


def _surname(person: str, office: re.Pattern[str]) -> str:
    """The last part of a name; of a Chinese, Korean or Vietnamese one (Lin Hui-chen) the first."""
    parts = [part for part in person.split() if not office.fullmatch(part)] or person.split()
    return parts[0] if len(parts) == 2 and re.fullmatch(r"[A-Z]\w+-[a-z]\w*", parts[1]) else parts[-1]


def _by_surname(sentence: Sentence, known: dict[str, Name]) -> list[Found]:
    taken = [(f.start, f.end) for f in sentence.names]
    out = []
    for surname, name in known.items():
        if surname not in sentence.text:
            continue
        match = re.search(rf"\b{re.escape(surname)}\b", sentence.text)
        if match is not None and not any(a < match.end() and match.start() < b for a, b in taken):
            out.append(Found(match.start(), match.end(), surname, name))
    return out
