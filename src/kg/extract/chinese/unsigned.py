"""Words of signing that tell of no agreement: nothing came of it, it is a rule or a matter, or it only tells who somebody is."""

from __future__ import annotations

from kg import patterns as re
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.telling import chunk, foreign
from kg.extract.chinese.tokens import Token
from kg.extract.lexicon import PAIR

_FAILED = re.compile(
    "告吹|臨時取消|因故取消|順延|破局|未果|純屬不實|並不實|子虛烏有|流會|喊卡|叫停|胎死腹中|緩議|婉謝|不了了之|被迫取消"
    "|宣告取消|延後舉行"
)
_REPORTED = re.compile("報導|報載|媒體|傳出|傳聞|據傳|網傳|謠傳|誤傳|外傳|風聲")
_NO_FACT = re.compile("並非事實|非屬事實|與事實不符|不實|澄清|否認|駁斥|闢謠|查無此事|沒這回事")
_ABOUT = re.compile(
    "案|批准|核准|事宜|問題|談判|磋商|一事|之事|諮商|協商|進度|草案|條件|程序|文本|[的之]\\d+[餘多]?個?國家?[以之]?外"
)
_PRIVATE = re.compile(
    "臺積電|台積電|鴻海|聯發科|聯電|日月光|宏碁|華碩|廣達|長榮|華航|星宇|合資|中華電信|電信公司|電信業|電信商|公司|集團|業者|股份|企業|廠商|銀行|航空|酒店|工廠|球團|俱樂部"
)
_NTH = re.compile("第[\\d一二三四五六七八九十]+個|首個")
_BY_WHOM = re.compile("(?:並|分別|雙方|兩國)?(?:係|則)?由[^，。；]{2,80}?(?:代表|共同|分別)[^，。；]{0,16}$")
_ANNIVERSARY = re.compile(
    r"[」》]?(?:簽署|簽訂|締結|簽約|生效|屆)?滿?\s?[\d一二三四五六七八九十]+[週周]年(?:[紀慶之的]|典禮|活動|茶會|酒會|晚會|論壇|研討會|特展|展)"
    "|[」》]?(?:之|的)?(?:批准書|實施法|施行法)"
)
_SUPPOSED = re.compile(
    "(?:要求|促請|建請|籲請|建議|主張|督促|催促)(?!下|之下)[^，。；]{0,30}$|(?<!假)(?:若|如果|假設|要是)(?!干)[^，。；]{0,14}$"
    "|自[^，。；]{2,12}(?:起|以來)(?:便|就|即|一直)[^，。；]{0,20}$"  # a wish of long ago: 自1970年代起便希望
)
_SETTLED = re.compile("^就.*(?:共識|一致|同意)")
_DISCUSSED = re.compile("^就.*(?:研商|協商|磋商|洽談|談判|討論|交換意見|溝通)")
_RULE = re.compile(
    "[^，。；]{0,24}?(?:時|前|後)?，?(?:必須|均?須(?!臾)|仍?需(?:經|送|依|由|先|報)|均?應(?:送|依|經|由|先|報|符合|遵))"
)


def hopeless(sentence: Sentence) -> bool:
    """Whether the sentence asks, says that nothing came of it, or that companies sign with each other."""
    return (
        _FAILED.search(sentence.text) is not None
        or (not sentence.dates and sentence.text.endswith("？"))
        or _among_companies(sentence)
        or is_denied_report(sentence)
    )


def is_denied_report(sentence: Sentence) -> bool:
    """Whether the sentence tells what was reported and is then denied: 外媒報導雙方即將簽署，政府已澄清."""
    denial = _NO_FACT.search(sentence.text)
    return denial is not None and _REPORTED.search(sentence.text, 0, denial.start()) is not None


def _among_companies(sentence: Sentence) -> bool:
    """Whether companies sign with each other: one is named, and no public body."""
    public = ("agency", "embassy", "self", "home", "municipality", "bothsides", PAIR)
    for sign in sentence.of("sign"):
        low, _ = chunk(sentence, sign.start)
        if "由" in sentence.between(low, sign.start) and _PRIVATE.search(sentence.between(low, sign.start)) is not None:
            return not any(low <= t.start < sign.start and t.kind in public for t in sentence.tokens)
    return not any(t.kind in public for t in sentence.tokens) and _PRIVATE.search(sentence.text) is not None


_IN_ALL = re.compile("(?:累計|總計|合計|累積)(?:已|共)?(?:簽署|簽訂|簽定|簽立|簽成|簽)$")


def is_matter(sentence: Sentence, place: int) -> bool:
    """Whether a signing that ends at ``place`` is only what something is about: 續約談判, 簽署事宜, 除已簽署的20國外."""
    if _IN_ALL.search(sentence.between(place - 8, place)) is not None:
        return True  # a count of papers: 累計簽署多項合作文件
    return _ABOUT.match(sentence.between(place, place + 10)) is not None


def is_of_its_own(sentence: Sentence, place: int) -> bool:
    """Whether the anniversary or ratification of the paper ending at ``place`` is told: 簽署盟約5週年紀念活動, 協定批准書."""
    return _ANNIVERSARY.match(sentence.between(place, place + 20)) is not None


def is_supposed(sentence: Sentence, place: int) -> bool:
    """Whether the signing at ``place`` is what somebody demands, or what would be: 要求儘速簽署, 若能簽署."""
    return _SUPPOSED.search(sentence.between(chunk(sentence, place)[0], place)) is not None


def status_of_talks(sentence: Sentence, place: int) -> str:
    """What talks about the signing at ``place`` make of it: 就簽署協定交換意見, 就簽署協定達成共識; empty where there are none."""
    about = sentence.between(place - 1, chunk(sentence, place)[1])
    if _DISCUSSED.search(about) is not None:
        return "negotiating"
    return "planned" if _SETTLED.search(about) is not None else ""


def is_rule(sentence: Sentence, place: int) -> bool:
    """Whether what ends at ``place`` is only said of any signing: 簽署備忘錄須報請許可."""
    behind = sentence.between(place, place + 40)
    return ("須" in behind or "應" in behind) and _RULE.match(behind) is not None


def is_attribute(sentence: Sentence, reading: Reading, place: int) -> bool:
    """Whether the signing at ``place`` only tells who someone is: 與我國簽署備忘錄之印尼官員."""
    high = chunk(sentence, place)[1]
    papers = [t.end for t in sentence.of("instrument") if place <= t.start < high]
    end = max(papers, default=sentence.end)
    if sentence.between(end, end + 1) not in ("之", "的"):
        return False
    if _NTH.search(sentence.between(chunk(sentence, place)[0], place)) is not None:
        return True
    return any(token.start == end + 1 and foreign(reading, token) for token in sentence.tokens)


def tells_who(sentence: Sentence, sign: Token, before: int) -> bool:
    """Whether a second verb of signing only tells who signed what the first one is about: 簽署協定，由A與B代表簽署."""
    if before <= sentence.start:
        return False
    low = chunk(sentence, sign.start)[0]
    return low >= before and _BY_WHOM.match(sentence.between(low, sign.start)) is not None
