"""The parties of a visit, and which of them came on which day."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.dates import Dating
from kg.extract.candidate import Mention
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.people import find_people
from kg.extract.chinese.telling import chunk, distinct, mention
from kg.extract.chinese.tokens import Token
from kg.extract.chinese.when import When


def bracketed(sentence: Sentence, tokens: list[Token], dates: list[When]) -> list[tuple[Token | None, Dating | None]]:
    """Each visitor with the day in brackets behind the name, none where no brackets follow; empty where no day is in brackets."""
    inside = [
        d
        for d in dates
        if d.days and sentence.between(d.start - 1, d.start) == "(" and sentence.between(d.end, d.end + 1) == ")"
    ]
    if not inside or len(tokens) < 2:
        return []
    out: list[tuple[Token | None, Dating | None]] = []
    for i, token in enumerate(tokens):
        end = tokens[i + 1].start if i + 1 < len(tokens) else sentence.end
        own = next((d for d in inside if token.end <= d.start < end), None)
        out.append((token, own.whole if own is not None else None))
    return out


def each(tokens: list[Token], when: When | None) -> Iterator[tuple[Token | None, Dating | None]]:
    """One visit for each country and day: days and countries of the same number belong together in order."""
    unique: list[Token] = []
    for token in tokens:
        if token.iso3 and all(token.iso3 != other.iso3 for other in unique):
            unique.append(token)
    days = when.days if when is not None else ()
    if when is not None and when.follows and len(days) != len(unique):
        days = (when.whole,) if when.whole is not None else ()
    if len(unique) > 1 and len(unique) == len(days):
        yield from zip(unique, days, strict=True)
        return
    some: list[Token | None] = [*unique] or [None]
    each: list[Dating | None] = [*days] or [None]
    for one in some:
        for day in each:
            yield one, day


def parties_of(
    sentence: Sentence, reading: Reading, verb: Token, direction: str, visitors: list[Token], visited: list[Token], begin: int
) -> tuple[Mention, ...]:
    """The people and bodies of a visit: who came, and who was called on."""
    place, end = begin, verb.start
    if verb.kind == "receive":
        place, end = verb.end, chunk(sentence, verb.start)[1]
    people = find_people(sentence.between(place, end), reading.folded.plain[place:end], reading.lexicon)
    out: list[Mention] = []
    home = reading.home
    for person in people:
        owner = [t for t in visitors if t.start <= place + person.start and t.kind != "person"]
        iso3 = (
            (owner[-1].iso3 or (home if owner[-1].kind == "self" else "")) if owner else home if direction == "outbound" else ""
        )
        body = re.sub(r"^.*?\d+[日月年]", "", person.body)
        if owner and body in ("", "之", "的"):
            body = mention(reading, owner[-1], "").name
        if direction == "inbound" or iso3 == home:
            out.append(Mention(person.name, "person", iso3, "visitor", person.title, body))
        if body and owner and direction == "inbound" and body != mention(reading, owner[-1], "").name:
            kind = owner[-1].kind if owner[-1].kind != "country" else _kind(reading, body)
            if kind != "country":
                out.append(Mention(body, kind, iso3, "visitor"))
    out += [mention(reading, token, "visitor") for token in visitors]
    if not visitors and direction == "inbound" and out:
        body = out[0].affiliation
        if body:
            out.append(Mention(body, _kind(reading, body), "", "visitor"))
    out += [mention(reading, token, "visited") for token in visited]
    if direction == "inbound" and not visited and verb.kind in ("come", "visitverb"):
        out.append(Mention(reading.lexicon.country_names[home], "country", home, "visited", actor=home))
    return distinct(out)


def _kind(reading: Reading, body: str) -> str:
    """The kind of a body by the end of its name."""
    words = reading.lexicon.words
    for kind, key in (("group", "groupword"), ("embassy", "embassyword"), ("university", "universityword"), ("ngo", "ngoword")):
        if body.endswith(words.get(key, ())):
            return kind
    return "agency" if body.endswith(words.get("orgend", ())) else "country"
