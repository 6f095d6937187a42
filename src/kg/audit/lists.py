"""List lengths: "A、B 及 C 等 3 國" names three, and a claim about countries has as many members as it says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from kg.audit.figures import Figures
from kg.audit.model import AGREES, CANNOT, DIFFERS, MEDIUM, Finding, Mend, Text
from kg.model import Actor, Statement
from kg.names import fold
from kg.vocabulary import HOME

_CHINESE = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"兩": 2}
_LIST = re.compile(
    r"(?P<items>[^，。；：:（(]+?(?:、[^，。；：:（(、]+)+)\s*等\s*(?P<number>\d+|[一二三四五六七八九十兩])\s*(?P<unit>大?[^\d\s，。」]{1,6})"
)
_AFTER = re.compile(
    r"(?P<number>\d+|[一二三四五六七八九十兩])\s*(?P<unit>大?[^\d\s，。」（(]{1,6})\s*[（(](?P<items>[^，。；（）()]+(?:、[^，。；（）()、]+)+)[）)]"
)
_LAST = re.compile(r"及|和|與")
_OPENING = re.compile(r"^.*?(?:另有|計有|包括|含|獲|假|於|由|與|以|（|\()")
_ORDINAL = re.compile(r"第\s*\d+\s*個")


def lists(statements: Iterable[Statement], figures: Figures, actors: Mapping[str, Actor]) -> Iterator[Finding]:
    """One finding for each enumeration whose length a claim or figure states."""
    for s in statements:
        value = figures.values.get(s.id)
        if s.tells_event or not isinstance(value, int):
            continue
        yield from _in_phrase(s, value, figures, actors)
        if s.type == "claim" and "國" in s.unit:
            yield from _members(s, value, actors)


def names_in(phrase: str) -> tuple[list[str], int, bool, bool] | None:
    """The names of an enumeration with its number, whether it surely begins inside the phrase, and whether it excludes the speaker (另有).

    >>> names_in("另有日本、韓國及菲律賓等 3 國")
    (['日本', '韓國', '菲律賓'], 3, True, True)
    """
    text = unicodedata.normalize("NFKC", phrase).replace(":", "：")
    match = _LIST.search(text)
    before = match is not None
    match = match or _AFTER.search(text)
    if match is None:
        return None
    *first, last = match["items"].split("、")
    begins = not before or match.start() > 0 or _OPENING.match(first[0]) is not None
    besides = "另有" in first[0]
    first[0] = _OPENING.sub("", first[0])
    names = [x.strip() for x in (*first, *_LAST.split(last, maxsplit=1)) if x.strip()]
    number = _CHINESE[match["number"]] if match["number"] in _CHINESE else int(match["number"])
    return names, number, begins, besides


def _in_phrase(s: Statement, value: int, figures: Figures, actors: Mapping[str, Actor]) -> Iterator[Finding]:
    found = names_in(s.evidence[0].exact)
    if found is None or found[1] != value:
        return
    names, _, begins, besides = found
    agrees = len(names) == value
    cut = not begins and len(names) < value
    countries = {fold(n): a.id for a in actors.values() if a.kind == "country" for n in (a.name_zh, *a.aliases)}
    counted = tuple(("actor", countries[fold(n)]) for n in names if fold(n) in countries)
    with_home = besides and not agrees and len(names) + 1 == value and any(p.actor == HOME for p in s.parties)
    listed = "、".join(names)
    yield Finding(
        id=f"{s.id}-list", kind="list", about=s.id, verdict=AGREES if agrees else CANNOT if cut else DIFFERS, stated=value,
        unit=s.unit, own=len(names), by=value - len(names),
        arithmetic=Text(f"列舉 {len(names)} 項：{listed}", f"{len(names)} names in the list: {listed}"),
        remark=(
            Text("證據短語未含列舉之開頭", "the phrase kept as evidence begins inside the list")
            if cut
            else Text("「另有」之後應不含我國；連同我國才是此數", "the words 另有 leave Taiwan out; only with Taiwan is it this number")
            if with_home
            else Text("", "")
        ),
        severity="" if agrees or cut else MEDIUM, counted=counted,
        mends=_mends(s, value, len(names), with_home) if not agrees and not cut else (),
    )  # fmt: skip


def _mends(s: Statement, value: int, own: int, with_home: bool) -> tuple[Mend, ...]:
    digit = Mend(s.id, str(value), str(own), Text("改一數字", "one number"))
    word = Mend(s.id, "另有", "連同我國有", Text("改一詞，將我國計入", "one word, so that Taiwan is counted in"))
    return (digit, word) if with_home else (digit,)


def _members(s: Statement, value: int, actors: Mapping[str, Actor]) -> Iterator[Finding]:
    """The countries that take part as members; of an ordinal (第5個國家) the foreign ones that are named with it."""
    parties = [
        p
        for p in s.parties
        if actors[p.actor].kind == "country" and (p.role == "member" or _ORDINAL.search(s.evidence[0].exact))
    ]
    named = list(dict.fromkeys(p.actor for p in parties))
    if _ORDINAL.search(s.evidence[0].exact):
        named = [name for name in named if name != HOME]
    if len(named) < 2:
        return
    agrees = len(named) == value
    listed = "、".join(actors[n].name_zh for n in named)
    yield Finding(
        id=f"{s.id}-members", kind="list", about=s.id, verdict=AGREES if agrees else DIFFERS, stated=value, unit=s.unit,
        own=len(named), by=value - len(named),
        arithmetic=Text(
            f"陳述所列 {len(named)} 國：{listed}",
            f"{len(named)} countries are listed: {', '.join(actors[n].name_en or n for n in named)}",
        ),
        severity="" if agrees else MEDIUM, counted=tuple(("actor", n) for n in named),
        mends=() if agrees else (Mend(s.id, str(value), str(len(named)), Text("改一數字", "one number")),),
    )  # fmt: skip
