"""What an event is called in an English sentence: the name in quotation marks or capitals around its noun, else the noun with its topic."""

from __future__ import annotations

from kg import patterns as re

_QUOTED = re.compile(r"[\"“‘]([^\"”’]{6,160})[\"”’]")
_QUOTE_NEAR = 30
_STOP = (
    r"(?!(?:in|at|on|with|from|that|which|who|was|were|took|held|hosted|by|this|last|opened|began|concluded|kicked|ended|"
    r"closed|runs|drew|"
    r"attracted|is|are|given|provided|delivered|conducted|led|sponsored|taught|offered|run|ran|came|yesterday|today|will|has|have|had|"
    r"organized|organised|co-hosted|co-organized|attended|completed|jointly|said|under|since|between|focuses|focused|aims|"
    r"aimed|covers|covered|includes|included|features|featured|marks|marked|seeks|earlier|next|during|"
    r"alongside|the agency|"
    r"for (?:\d+|its|their|the|about|some|more|officers|officials|staff|police|members|participants|local|law|immigration|customs)|"
    r"and (?:was|were|is|has|the|a|an|it|they|met|visited|signed|held)|[A-Z][a-z]+day)\b)"
)
_TOPIC = re.compile(
    r"\s+(?:on|about|for|of|against|to|in(?=\s+(?:the\s+)?[a-z]))\s+"
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d|(?:\d|"
    r"its|their|officers|officials|staff|police|local)\b)"
    rf"{_STOP}[\w’'–/-]+(?:,?\s+(?:in persons\b|{_STOP}[\w’'–/-]+)){{0,12}}"
)
_LEAD = re.compile(r"(?:(?:[A-Z0-9][\w.’'–/&-]*|of|and|for|on|in|the|against)\s+)*$")
_ARTICLES = "an?|the|its|their|this|that|another|our|of|to|in|at|on|for|and|with|by"
_PHRASE = re.compile(
    rf"\b(?:[Aa]n?|[Tt]he|[Ii]ts|[Tt]heir|[Tt]his|[Aa]nother|[Oo]ur)\s+((?:(?!(?:{_ARTICLES})\s)[\w.’'–/&-]+\s+){{1,6}})$"
)
_PLACE = re.compile(r"\s+(?:in|at)\s+(?:the\s+)?[A-Z][\w’'-]+(?:,?\s+[A-Z][\w’'-]+){0,4}")
_EMPTY = re.compile(r"^(?:(?:of|and|for|on|in|the|The|against|A|An|On|In|At|This|Its)\s+)+")
_LASTING = re.compile(
    r"\b(?:(?:[\w-]+[- ])?(?:day|week|month|year|hour)(?:-long)?|\d{4}(?=\s+[a-z])|first-ever|annual|recent|latest|same|new)\s+"
)
_OWN = re.compile(r"\b(?:[Tt]heir|[Hh]is|[Hh]er)\s+$")
_ARTICLE = re.compile(r"\ban?\s+$", re.IGNORECASE)


def title_of(text: str, noun: re.Match[str]) -> str:
    """The quoted name that holds the noun or follows it, else the noun with what qualifies it; empty where nothing does."""
    for quoted in _QUOTED.finditer(text):
        if quoted.start() <= noun.start() < quoted.end() or 0 <= quoted.start() - noun.end() < _QUOTE_NEAR:
            return quoted[1].strip(" ,.")
    before = text[: noun.start()]
    lead, phrase = _LEAD.search(before), _PHRASE.search(before)
    front = _EMPTY.sub("", lead[0]) if lead else ""
    if phrase is not None and len(phrase[1]) > len(front):
        front = _LASTING.sub("", phrase[1])
    place = _PLACE.match(text, noun.end())
    tail = _TOPIC.match(text, noun.end()) or (_TOPIC.match(text, place.end()) if place else None)
    if not front and tail is None and _ARTICLE.search(before) is None:
        return f"{noun[0]}{place[0]}" if place is not None and _OWN.search(before) is not None else ""
    return " ".join(f"{front}{noun[0]}{tail[0] if tail else ''}".split())
