"""Calls told with the country before the noun: 對蒙古國進行工作訪問, which is 訪問蒙古國."""

from __future__ import annotations

from collections.abc import Sequence

from kg import patterns as re
from kg.extract.chinese.tokens import Token
from kg.extract.lexicon import GOES, Lexicon

_MAKES = re.compile(
    r"(?:所?進行|展開|開展|作)[^，。；：]{0,14}|的?(?:為期)?[\d一兩二三四五六七八九十]{1,3}[天日]的?(?:正式|國事|國是|工作|友好)*"
)
_ENDED = re.compile("(?:結束|完成|開始|展開|開啟)了?對$")  # before the country: 結束對印尼的訪問
_QUALIFIED = re.compile("的?(?:正式|國事|國是|工作|友好|官式|歷史性|首次)*")


def with_calls(text: str, tokens: Sequence[Token], lexicon: Lexicon, home: str) -> tuple[Token, ...]:
    """The tokens with the country behind 對 standing for the call on it: a way out, or in where it is the ``home`` country."""
    out: list[Token] = []
    for token in tokens:
        if token.kind != "visitverb":
            out.append(token)
            continue
        place = len(out) - 1
        while place >= 0 and token.start - out[place].end <= 16:
            aim = out[place]
            if text[aim.start - 1 : aim.start] == "對" and (aim.kind == "home" or (aim.kind == "country" and aim.iso3)):
                break
            place -= 1
        else:
            out.append(token)
            continue
        aim = out[place]
        ended = place >= 0 and _ENDED.search(text, max(0, aim.start - 6), aim.start) is not None
        made = _MAKES.fullmatch(text, aim.end, token.start) or (ended and _QUALIFIED.fullmatch(text, aim.end, token.start))
        if place < 0 or not made:
            out.append(token)
            continue
        ours = aim.kind == "home" or aim.iso3 == home
        name = "" if ours else lexicon.country_names[aim.iso3]
        out[place] = aim._replace(
            end=token.end, kind="come" if ours else GOES, iso3="" if ours else aim.iso3, actor="", name=name
        )
    return tuple(out)
