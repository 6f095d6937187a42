"""The letters of a text: its language, Simplified written as Traditional, radicals mended; one code point for one, so positions stay."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from kg import patterns as re

# CJK Radicals Supplement and the ideographs they stand for: the property Equivalent_Unified_Ideograph of Unicode 16
# (EquivalentUnifiedIdeograph.txt), since normalisation leaves this block alone
_RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺈⺉⺊⺋⺌⺍⺎⺏⺐⺒⺓⺔⺖⺗⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺫⺬⺭⺯⺰⺱⺲⺳⺴⺶⺹⺺⺻"
    "⺼⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲"
)
_IDEOGRAPHS = (
    "厂乛乚乙亻冂刀刂卜㔾小小兀尣尢巳幺彑忄心扌攵旡日月歺民氵氺灬爫爫丬牛犭王目示礻糹纟罓罒㓁冗羊耂肀聿"
    "肉艹艹艹虎衤覀西见角讠贝车辶辶辶邑钅長镸长门阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀"
)
_MENDED = dict(zip(_RADICALS, _IDEOGRAPHS, strict=True))
_MENDABLE = re.compile(r"[\u2e80-\u2fdf\uf900-\ufaff]")

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
# letters frequent in reports that only one of the two scripts uses
_SIMPLIFIED = re.compile(
    "[国们这时说对过发开长东车见门问间马书习机务约议访华边进远连运达报导员专业产为义协签录谅备贩总统览护预组织]"
)
_TRADITIONAL = re.compile(
    "[國們這時說對過發開長東車見門問間馬書習機務約議訪華邊進遠連運達報導員專業產為義協簽錄諒備販總統覽護預組織]"
)
_SAMPLE = 20_000
_HAN_SHARE = 0.15


def language_of(text: str) -> str:
    """``zh-Hant``, ``zh-Hans`` or ``en``, by the letters of the text's beginning.

    A text in Latin letters counts as English, whatever its language; a text whose letters tell neither Chinese script is ``zh-Hant``.

    >>> language_of("移民署與帛琉簽署備忘錄"), language_of("移民局与帕劳签署备忘录"), language_of("A memorandum was signed")
    ('zh-Hant', 'zh-Hans', 'en')
    """
    sample = text[:_SAMPLE]
    han, latin = len(_HAN.findall(sample)), len(_LATIN.findall(sample))
    if han <= _HAN_SHARE * (han + latin):
        return "en"
    return "zh-Hans" if len(_SIMPLIFIED.findall(sample)) > len(_TRADITIONAL.findall(sample)) else "zh-Hant"


def mend(text: str) -> str:
    """The text with ideographs in the place of the radicals and compatibility ideographs that PDF fonts put there.

    >>> mend("移⺠署⻑官")
    '移民署長官'
    """
    return _MENDABLE.sub(lambda match: _mended(match[0]), text)


@lru_cache(maxsize=2048)
def _mended(letter: str) -> str:
    import unicodedata

    whole = _MENDED.get(letter) or unicodedata.normalize("NFKC", letter)
    return whole if len(whole) == 1 else letter


def traditional(text: str) -> str:
    """A Simplified text in Traditional letters of Taiwan's usage, by OpenCC; each code point stands for the one at its place.

    A line whose length OpenCC changes is converted letter by letter.
    """
    from opencc import OpenCC

    converter = OpenCC("s2tw")
    whole: str = converter.convert(text)
    if len(whole) != len(text):
        whole = "".join(_same_length(line, converter.convert) for line in text.splitlines(keepends=True))
    return whole.replace("籤", "簽")  # 商签, 草签: of the two letters reports hold that of signing


def _same_length(line: str, convert: Callable[[str], str]) -> str:
    whole = convert(line)
    if len(whole) == len(line):
        return whole
    letters = (convert(letter) for letter in line)
    return "".join(new if len(new) == 1 else old for new, old in zip(letters, line, strict=True))
