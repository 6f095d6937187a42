"""Whose text it is, and what stands for the home side in the texts of another country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kg import patterns as re
from kg.extract.folding import BREAK
from kg.extract.lexicon import PAIR, Lexicon, Viewpoint
from kg.extract.tokens import Token
from kg.vocabulary import HOME

_HEAD, _TITLE = 6000, 40
_TITLE_WEIGHT = 20  # who stands in the first line speaks, whomever the text names more often
_SIMPLIFIED = ("CHN", "SGP", "MYS")
_OWN = 3  # marks of Singapore and Malaysia are rarer than words that all Simplified texts share
_ABROAD = 2  # a paper's or office's own name says more than a ministry's that many countries have


def viewpoint_of(text: str, lexicon: Lexicon, *, simplified: bool = False) -> Viewpoint:
    """Whose text it is: the country whose marks stand most often in it, and of its agencies that whose marks do; else the first row.

    A ``simplified`` text is of a country that writes so: its marks decide which, else it is the mainland's, unless only Taiwan's
    marks stand in it.
    """
    head = text[:_HEAD]
    title = head[:_TITLE].partition(BREAK)[0]
    counts = {
        view.id: sum(
            _said(head, mark, view, lexicon) + _TITLE_WEIGHT * _said(title, mark, view, lexicon) for mark in view.marks
        )
        for view in lexicon.viewpoints
    }
    if simplified:
        views = [view for view in lexicon.viewpoints if view.country in _SIMPLIFIED]
        # ministries of these names are others' too
        ours = any(counts[view.id] for view in lexicon.viewpoints if view.country == HOME and "本部" not in view.self)
        if views and (not ours or any(counts[view.id] for view in views)):
            return max(
                views, key=lambda view: (counts[view.id] * (_OWN if view.country != _SIMPLIFIED[0] else 1), view.id == "china")
            )
    for view in lexicon.viewpoints:
        if view.country != HOME:
            counts[view.id] *= _ABROAD
    by_country: Counter[str] = Counter()
    for view in lexicon.viewpoints:
        by_country[view.country] += counts[view.id]
    country = max(by_country, key=lambda code: by_country[code])
    rows = [view for view in lexicon.viewpoints if view.country == country]
    return max(rows, key=lambda view: (bool(view.agency) and counts[view.id] > 0, counts[view.id]))


def _said(head: str, mark: str, view: Viewpoint, lexicon: Lexicon) -> int:
    """How often a mark stands in a text, not counted behind 日本 or 中國, as others say it: 日本厚生勞動省."""
    number = head.count(mark)
    if number and view.country != HOME:
        number -= head.count(lexicon.country_names[view.country][:2] + mark)
    return number


def as_seen_from(viewpoint: Viewpoint, text: str, tokens: Sequence[Token], lexicon: Lexicon) -> tuple[Token, ...]:
    """The tokens of a text of another country than the lexicon's first: its own words for itself, its pairs, no 臺越 and no 來臺."""
    more = [token for token in _home(text, lexicon, viewpoint) if not _behind_another(token, tokens, viewpoint)]
    named = frozenset(token.iso3 for token in tokens)
    more += _pairs(text, lexicon, viewpoint, named)
    more += _comings(text, lexicon, viewpoint)
    more += _sides(text, viewpoint, named)
    taken = {place for token in more for place in range(token.start, token.end)}
    kept = [
        token
        for token in tokens
        if token.start not in taken
        and token.end - 1 not in taken
        and not (token.kind == PAIR and token.text[0] != "我")
        and not (token.kind == "come" and ("臺" in token.text or ("華" in token.text and viewpoint.country != "CHN")))
    ]
    return tuple(sorted([*kept, *more], key=lambda token: token.start))


def _behind_another(token: Token, tokens: Sequence[Token], viewpoint: Viewpoint) -> bool:
    """Whether a body's name stands right behind that of another country: 越南公安部."""
    return any(other.end == token.start and other.kind == "country" and other.iso3 != viewpoint.country for other in tokens)


def _home(text: str, lexicon: Lexicon, viewpoint: Viewpoint) -> Iterator[Token]:
    """The words that stand for the home side."""
    words = "|".join(map(re.escape, sorted(viewpoint.home, key=len, reverse=True))) or "(?!)"
    for match in lexicon.pattern(f"home {viewpoint.id}", words).finditer(text):
        kind = "home" if match[0].endswith("方") else "agency"
        yield Token(match.start(), match.end(), kind, match[0], viewpoint.country)


def _comings(text: str, lexicon: Lexicon, viewpoint: Viewpoint) -> Iterator[Token]:
    """The words of coming that hold the home side's letter: 來新, 訪澳, 蒞港."""
    if viewpoint.letter:
        pattern = lexicon.pattern(
            f"comings {viewpoint.id}",
            rf"(?<![未近從本原向帶外往其])[來訪抵蒞]{viewpoint.letter}(?:訪問|參訪|考察|拜會)?(?![型增設加世聞任人大式的興生])",
        )
        for match in pattern.finditer(text):
            yield Token(match.start(), match.end(), "come", match[0])


def _sides(text: str, viewpoint: Viewpoint, countries: frozenset[str]) -> Iterator[Token]:
    """The other sides by the letters of the viewpoint's own, where the text names their country: 老方, 塞方."""
    for letter, codes in viewpoint.letters:
        named = next((code for code in codes if code in countries), "")
        for match in (
            re.finditer(f"(?:(?<![一-鿿])|(?<=[與和向對由跟同及])){letter}方(?!案|面|法|式|向|便)", text) if named else ()
        ):
            yield Token(match.start(), match.end(), "country", match[0], named, named)


def _pairs(text: str, lexicon: Lexicon, viewpoint: Viewpoint, countries: frozenset[str]) -> Iterator[Token]:
    """The pairs and rows of letters that begin with the home side's: 中柬, 中老緬泰四國; each stands for the other country."""
    own = dict(viewpoint.letters)
    shorts = "".join(sorted({*own, *(letter for letter, codes in lexicon.letters.items() if viewpoint.country not in codes)}))
    pattern = lexicon.pattern(
        f"pairs {viewpoint.id}",
        rf"(?<![其集之當高期途空心初年月]){viewpoint.letter}([{shorts}]{{1,5}})(?=<<pairbehind>>)",
    )
    for match in pattern.finditer(text) if viewpoint.letter else ():
        for place in range(*match.span(1)):
            start = match.start() if place == match.start(1) else place
            codes = own.get(text[place]) or lexicon.letters[text[place]]
            named = [code for code in codes if code in countries]
            yield Token(start, place + 1, PAIR, text[start : place + 1], (named or codes)[0])
