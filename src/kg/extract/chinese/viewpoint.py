"""Whose text it is, and what stands for the home side in the texts of another country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set

from kg import patterns as re
from kg.extract.chinese.tokens import Token
from kg.extract.folding import BREAK
from kg.extract.lexicon import PAIR, Lexicon, Viewpoint
from kg.vocabulary import HOME

_HEAD, _TITLE = 6000, 40
_TITLE_WEIGHT = 20  # who stands in the first line speaks, whomever the text names more often
_MAINLAND = "CHN"
_OWN = 3  # marks of Singapore and the others are rarer than words that all Simplified texts share
_CITIES = ("HKG", "MAC")  # named in the mainland's texts as often as in their own
_DATELINE = 400
_FILED = re.compile(r"[^，。；]{0,12}?(?:\d日)?(?:專?電(?![話子視影郵腦])|(?<![視資通簡短音])訊)|[^，。；]{0,3}報導")
_FILED_IN = re.compile(r"(?:[(（【]|本報)(?P<city>[一-鿿]{2,8}?)(?:\d{1,2}日訊|訊[)）】]?)")
_BEFORE_LETTER = "與和同向對由及在為給讓是見訪任"
_BODY = (
    "內務|內政|公安|司法部|外交部|國防部|移民局|移民總|警察|海關|禁毒|財政部|總統|總理|首相|外長|副總理|邊防|國家警|海警|檢察"
)
_ABROAD = 2  # a paper's or office's own name says more than a ministry's that many countries have


def viewpoint_of(text: str, lexicon: Lexicon, *, simplified: bool = False) -> Viewpoint:
    """Whose text it is: the country whose marks stand most often in it, and of its agencies that whose marks do; else the first row.

    A ``simplified`` text is of a country that writes so: its marks decide which, else it is the mainland's, unless only Taiwan's
    marks stand in it.
    """
    head = text[:_HEAD]
    title = head[:_TITLE].partition(BREAK)[0]
    counts = {view.id: sum(_weighed(head, title, mark, view, lexicon) for mark in view.marks) for view in lexicon.viewpoints}
    filed = _filed_in(head, lexicon)
    for view in lexicon.viewpoints:
        counts[view.id] += _TITLE_WEIGHT * (view.country == filed and not view.agency)
    if simplified:
        views = [view for view in lexicon.viewpoints if view.country != HOME]
        if views and (any(counts[view.id] for view in views) or not _is_ours(head, lexicon)):
            return max(views, key=lambda view: (_weight(view) * counts[view.id], view.country == _MAINLAND))
    for view in lexicon.viewpoints:
        if view.country != HOME:
            counts[view.id] *= _ABROAD
    by_country: Counter[str] = Counter()
    for view in lexicon.viewpoints:
        by_country[view.country] += counts[view.id]
    country = max(by_country, key=lambda code: by_country[code])
    rows = [view for view in lexicon.viewpoints if view.country == country]
    return max(rows, key=lambda view: (bool(view.agency) and counts[view.id] > 0, counts[view.id]))


def _weighed(head: str, title: str, mark: str, view: Viewpoint, lexicon: Lexicon) -> int:
    """How much a mark says: as often as it stands in the text, more in the title and the dateline."""
    if mark not in head:
        return 0
    return _said(head, mark, view, lexicon) + _TITLE_WEIGHT * (_said(title, mark, view, lexicon) + _files(head, mark))


def _weight(view: Viewpoint) -> int:
    return 1 if view.country in (_MAINLAND, *_CITIES) else _OWN


def _is_ours(head: str, lexicon: Lexicon) -> bool:
    """Whether a Simplified text holds a mark of the home country that is no ministry's name which others have too: 緬甸內政部."""
    shared = {word for view in lexicon.viewpoints if view.country != HOME for word in view.home}
    return any(mark in head for view in lexicon.viewpoints if view.country == HOME for mark in view.marks if mark not in shared)


def _files(head: str, mark: str) -> bool:
    """Whether a mark stands in the dateline: 新華社萬象7月19日電, 聯合早報訊."""
    at = head.find(mark, 0, _DATELINE)
    return at >= 0 and _FILED.match(head, at + len(mark)) is not None


def _filed_in(head: str, lexicon: Lexicon) -> str:
    """The country of the city in a paper's own dateline, (吉隆坡3日訊) or 本報萬象訊; empty where there is none."""
    match = _FILED_IN.search(head, 0, _DATELINE)
    if match is None:
        return ""
    country = lexicon.names.get(match["city"])
    if country is not None and country.kind == "country":
        return country.iso3[0]  # 新加坡訊
    return lexicon.cities.get(lexicon.city_at(match["city"]), "")


def _said(head: str, mark: str, view: Viewpoint, lexicon: Lexicon) -> int:
    """How often a mark stands in a text, not counted behind 日本 or 中國, as others say it: 日本厚生勞動省."""
    number = head.count(mark)
    if number and view.country != HOME:
        number -= head.count(lexicon.country_names[view.country][:2] + mark)
    return number


def as_seen_from(viewpoint: Viewpoint, text: str, tokens: Sequence[Token], lexicon: Lexicon) -> tuple[Token, ...]:
    """The tokens of a text of another country than the lexicon's first: its own words for itself, its pairs, no 臺越 and no 來臺."""
    others = _places_of_others(tokens, viewpoint)
    more = [token for token in _home(text, lexicon, viewpoint) if token.start not in others]
    more += _pairs(text, tokens, lexicon, viewpoint)
    more += _comings(text, lexicon, viewpoint)
    more = _with_lettered(more, text, tokens, lexicon, viewpoint)
    taken = {place for token in more for place in range(token.start, token.end)}
    kept = [
        token
        for token in tokens
        if token.start not in taken
        and token.end - 1 not in taken
        and not (token.kind == PAIR and token.text[0] != "我")
        and not _is_ministry(token, text)
        and not (
            token.kind == "country" and text[token.end : token.end + 1] == "訊" and text[token.start - 1 : token.start] in "(【"
        )
        and not (token.kind == "come" and ("臺" in token.text or ("華" in token.text and viewpoint.country != "CHN")))
    ]
    return tuple(sorted([*kept, *more], key=lambda token: token.start))


def _with_lettered(
    more: list[Token], text: str, tokens: Sequence[Token], lexicon: Lexicon, viewpoint: Viewpoint
) -> list[Token]:
    """The tokens with a body behind another country's letter standing for that country: 哈司法部, 瓦內政部長."""
    named = {token.iso3 for token in tokens if token.kind == "country"}
    own = dict(viewpoint.letters)
    out = []
    for token in more:
        letter, before = text[token.start - 1 : token.start], text[token.start - 2 : token.start - 1]
        codes = (own.get(letter) or lexicon.letters.get(letter, ())) if token.kind == "agency" else ()
        code = next((code for code in codes if code in named and code != viewpoint.country), "")
        if code and not ("一" <= before <= "鿿" and before not in _BEFORE_LETTER):
            token = Token(token.start - 1, token.end, "agency", text[token.start - 1 : token.end], code)
        out.append(token)
    return out


def _is_ministry(token: Token, text: str) -> bool:
    """Whether a name is that of a ministry of Taiwan's which others have too, with no word for Taiwan before it: 內政部."""
    named = token.kind == "agency" and token.iso3 == HOME and token.text[-1] == "部"
    return named and "臺" not in text[max(0, token.start - 4) : token.end]


def _places_of_others(tokens: Sequence[Token], viewpoint: Viewpoint) -> frozenset[int]:
    """Where names are another country's: inside its bodies' and right behind its own, 越南公安部."""
    abroad = [token for token in tokens if token.is_name and token.iso3 not in ("", viewpoint.country, HOME)]
    inside = {place for token in abroad if token.kind not in ("country", PAIR) for place in range(token.start, token.end)}
    return frozenset(inside | {token.end for token in abroad if token.kind == "country"})


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


def _pairs(text: str, tokens: Sequence[Token], lexicon: Lexicon, viewpoint: Viewpoint) -> Iterator[Token]:
    """The pairs and rows of letters with the home side's (中柬, 老中, 中老緬泰四國) and the sides (老方): the other country."""
    home = viewpoint.letter
    if not home:
        return
    named = {token.iso3 for token in tokens if token.kind == "country"}
    own = dict(viewpoint.letters)
    shorts = "".join(sorted({*own, *(letter for letter, codes in lexicon.letters.items() if viewpoint.country not in codes)}))
    pattern = lexicon.pattern(
        f"pairs {viewpoint.id}",
        rf"(?<![其集之當高期途空心初年月]){home}([{shorts}]{{1,5}})(?=<<pairbehind>>)"
        rf"|(?<![{shorts}])([{shorts}]){home}(?=[兩雙]|關係|合作|警方|邊境|執法)",
    )
    for match in pattern.finditer(text):
        low, high = match.span(1) if match[1] else match.span(2)
        for place in range(low, high):
            code = _meant(text[place], own, named, lexicon)
            if code:
                start, end = match.span() if high - low == 1 else (match.start() if place == low else place, place + 1)
                yield Token(start, end, PAIR, text[start:end], code, code, "" if match[1] else lexicon.country_names[code])
    led = "(?:(?<![一-鿿])|(?<=[向與和同對由在及跟給為讓於是見訪晤]))"
    sides = lexicon.pattern(
        f"sides {viewpoint.id}",
        rf"{led}[{shorts}](?:方(?![面式案法便向針位米能可才略言])|(?={_BODY}))|(?<=援)[{shorts}](?=警|物資|設備|車|疫苗|醫)",
    )
    for match in sides.finditer(text):
        code = _meant(match[0][0], own, named, lexicon)
        if code in named:
            yield Token(match.start(), match.end(), "country", match[0], code, code)


def _meant(letter: str, own: Mapping[str, tuple[str, ...]], named: Set[str], lexicon: Lexicon) -> str:
    """The country that a letter stands for: one that the text names, else the one that only it stands for; empty where neither is."""
    codes = own.get(letter) or lexicon.letters[letter]
    found = next((code for code in codes if code in named), "")
    return found or (codes[0] if len(codes) == 1 and (letter == "中" or letter in lexicon.letters) else "")
