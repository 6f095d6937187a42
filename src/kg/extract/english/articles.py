"""English press texts of government agencies: text to candidate statements.  What is planned, wished or denied is not stated."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.document import Document
from kg.extract.english.agreements import find_agreements
from kg.extract.english.crowds import of_crowd, of_sport
from kg.extract.english.dates import find_dates, named_year
from kg.extract.english.discourse import linked
from kg.extract.english.gatherings import find_gatherings
from kg.extract.english.grants import find_grants
from kg.extract.english.headlines import borne_out, dated_as_link, links_from
from kg.extract.english.home import View, viewpoint
from kg.extract.english.meetings import find_meetings
from kg.extract.english.neighbours import with_date
from kg.extract.english.occasion import Anchor, anchors_of, of_the_occasion, on_the_trip
from kg.extract.english.postings import find_postings
from kg.extract.english.ranks import find_ranks
from kg.extract.english.ratings import ABOUT, find_ratings, told_report
from kg.extract.english.registers import registers
from kg.extract.english.relations import NAMED_PAPER, Openings, find_entries, find_openings
from kg.extract.english.sentences import sentences
from kg.extract.english.settling import on_the_day, retells, settled, to_come
from kg.extract.english.teaching import find_teaching
from kg.extract.english.visits import find_calls
from kg.extract.english.words import EnglishWords, Found, Name, Sentence
from kg.extract.lexicon import Lexicon

Family = Callable[[Sentence, EnglishWords, View], Iterator[Candidate]]

_FAMILIES: tuple[tuple[Family, frozenset[str]], ...] = (  # each with the classes of words of which it needs one
    (find_agreements, frozenset(("instrument", "signed", "negotiates", "response"))),
    (find_calls, frozenset()),
    (find_meetings, frozenset()),
    (find_gatherings, frozenset()),
    (find_grants, frozenset(("donates", "gives", "gets", "donation", "funds"))),
    (find_ratings, frozenset(("rated",))),
    (find_ranks, frozenset(("listing",))),
    (find_openings, frozenset(("mutualwords", "gate"))),
    (find_postings, frozenset(("posted", "postopened", "stationed"))),
    (find_teaching, frozenset(("teach",))),
)

_COMING = ("visited", "arrived", "received", "travel", "visitnoun")
_WILL = re.compile(r"\b(?:will|shall|is to|are to)\s+(?:[a-z]+\s+){1,4}(?:an?|the)\s+(?:[\w-]+\s+){0,3}$")
_OF = re.compile(r"(?:\s+\([A-Z]+\))?\s+of\s+(?:the\s+)?")
_OWNS = re.compile(r"['’]s?\s+")
_TURNED_BACK = re.compile(
    r"\b(?:denied|denying) (?:them |him |her )?(?:entry|boarding|visas?|access|bail|admission|permission)\b"
)
_OF_MANY = re.compile(
    r"\b(?:international\w*|int[’']l|regional|foreign|overseas|abroad|global|multinational|cross-border|transnational|bilateral|countries|"
    r"nations|Asia|Asian|Pacific|European|African|Caribbean|allies|diplomatic)\b",
    re.IGNORECASE,
)


def extract_english(document: Document, lexicon: Lexicon) -> list[Candidate]:
    """The candidate statements of an English text, in the order of their passages; offsets are code points of the text."""
    words = lexicon.english
    if of_sport(document.text):
        return []
    plain = list(_read(document, words))
    view = viewpoint(document.text, plain, words)
    if ABOUT.search(document.text):
        view = replace(view, report=told_report(document.text, plain), tiers=True)
    told = list(linked(plain, words, view.country))
    published = document.date.earliest if document.date is not None else None
    body: list[Candidate] = []
    heads: list[Candidate] = []
    anchors: list[Anchor] = []
    openings = Openings()
    lead = next((n for n, sentence in enumerate(told) if not sentence.headline), 0)
    links = links_from(told, lead)
    rows = registers(told, words, view, published)
    for n, sentence in enumerate(told):
        if not sentence.tells or words.pattern("deny").search(_TURNED_BACK.sub("", sentence.text)):
            continue
        found = rows.get(n) or _told(sentence, words, view)
        if not sentence.headline:
            found = [c if c.date is not None else of_the_occasion(c, sentence, anchors, published) for c in found]
            found = [with_date(on_the_trip(c, sentence, body), n, told, words) for c in found]
            found = [
                c
                for c in found
                if not (_domestic(c, told[n : n + 2], view) or of_crowd(c, sentence, words) or _ahead(c, sentence))
            ]
            found = openings.told(n, sentence, found, find_entries(sentence, words, view), words)
            anchors += anchors_of(sentence, found, first=not anchors)
            body += found
        elif n < lead or len(told) == 1:
            dated = [with_date(c, lead, told[: lead + 1], words) for c in found]
            heads += [c for c in dated if c.date is not None or c.type not in ("visit", "meeting")]
        elif n < links and not dated_as_link(sentence):  # captions, which tell an event only where they date it
            heads += [c for c in found if c.date is not None and c.type != "visit"]
    first = told[lead].start if told else 0
    body = [c for c in (*body, *openings.confirmed()) if not to_come(c, published, lead=c.start == first)]
    heads = [c for c in heads if borne_out(c, told) and not any(retells(c, other) for other in body)]
    kept = settled([*body, *heads], published)
    return [on_the_day(c, published) for c in kept]


def _told(sentence: Sentence, words: EnglishWords, view: View) -> list[Candidate]:
    """What the families read in a sentence."""
    kinds = words.kinds(sentence.text)
    if sentence.paper:
        kinds |= {"instrument"}  # "replaces the text of 2009", "was the first to sign"
    found = [c for family, needs in _FAMILIES if not needs or needs & kinds for c in family(sentence, words, view)]
    return _plainest(found, words)


def _plainest(found: Sequence[Candidate], words: EnglishWords) -> list[Candidate]:
    """The candidates of a sentence without what another tells in plainer words: a stay for a course, a posting that is a visit."""
    if any(
        c.type in ("training", "workshop") for c in found
    ):  # what pays for a course is no gift, nor is a stay for it a visit
        found = [c for c in found if c.type != "grant" or c.value is not None or not words.pattern("funds").match(c.exact)]
        found = [c for c in found if c.type != "visit" or any(words.pattern(kind).match(c.exact) for kind in _COMING)]
    if any(c.type == "reciprocity" for c in found):  # an opening that is there is no agreement beside
        found = [c for c in found if c.status != "applicable" or NAMED_PAPER.search(c.title)]
    given = {c.exact for c in found if c.type == "grant"}
    found = [c for c in found if c.type != "visit" or c.exact not in given]  # "received two boats from"
    postings = [c for c in found if c.type == "posting"]
    visits = [c for c in found if c.type == "visit"]
    if not postings or not visits:
        return list(found)
    plain = any(
        words.pattern(kind).match(c.exact) and not words.pattern("stationed").match(c.exact)
        for kind in ("visited", "arrived")
        for c in visits
    )
    return [c for c in found if c.type != ("posting" if plain else "visit")]


def _ahead(candidate: Candidate, sentence: Sentence) -> bool:
    """Whether an event told by a noun is what somebody will take part in."""
    return _WILL.search(sentence.text[: max(0, sentence.text.find(candidate.exact))]) is not None


def _domestic(candidate: Candidate, near: Sequence[Sentence], view: View) -> bool:
    """Whether a workshop or course is the home side's alone: nobody from abroad is named in its sentence or the next one."""
    return (
        candidate.type in ("workshop", "training")
        and view.known
        and _OF_MANY.search(near[0].text) is None
        and not any(f.name.kind == "io" or f.name.iso3 not in ("", view.country) for sentence in near for f in sentence.names)
    )


def _read(document: Document, words: EnglishWords) -> Iterator[Sentence]:
    """The sentences with their names, and with their dates where a statement could rest on them or on the one before."""
    published = document.date.earliest if document.date is not None else None
    year, last, paragraph, told = None, None, -1, False
    for sentence in sentences(document.text):
        if sentence.paragraph != paragraph:
            year, paragraph = None, sentence.paragraph
        tells = words.tells(sentence.text)
        dates = tuple(find_dates(sentence.text, published, year, last)) if tells or told else ()
        last = next((when.dating.earliest for when in reversed(dates) if len(when.dating.edtf) == 10), last)
        names = tuple(_owned(sentence.text, tuple(words.find_all(sentence.text))))
        yield replace(sentence, names=names, dates=dates, tells=tells)
        year, told = named_year(sentence.text) or year, tells


def _owned(text: str, names: Sequence[Found]) -> Iterator[Found]:
    """The names, an agency as that of the country that owns it: the Bureau of Immigration of Palau, or Palau's, is not Manila's."""
    for number, found in enumerate(names):
        owner = ""
        if found.name.kind == "agency" and found.name.iso3:
            before = names[number - 1] if number else found
            behind = names[number + 1] if number + 1 < len(names) else found
            if _is_country(behind) and _OF.fullmatch(text, found.end, behind.start):
                owner = behind.name.iso3
            elif _is_country(before) and _OWNS.fullmatch(text, before.end, max(before.end, found.start)):
                owner = before.name.iso3
        yield found if owner in ("", found.name.iso3) else replace(found, name=Name("agency", owner))


def _is_country(found: Found) -> bool:
    return found.name.kind == "country" and not found.name.people
