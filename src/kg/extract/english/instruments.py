"""What English sentences call an agreement, and the words that say what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.extract.english.parties import ANY_CASE, asserted, hypothetical, planned_before
from kg.extract.english.words import EnglishWords, Sentence

_PAPERS = re.compile(r"\s+(?:fraud|examination|inspection|security|detection|forgery|verification|analysis|checks?|experts?)\b")
_NONE = re.compile(r"\b(?:[Nn]o|[Nn]either|[Nn]or|without an?y?)\s+(?:\w+\s+){0,2}$")
_MULTILATERAL = re.compile(
    r"\b(?:Abraham|Basel|Berne?|Budapest|Chicago|Cotonou|Dublin|Geneva|Hague|Helsinki|Istanbul|Kyoto|Lisbon|Lugano|Marrakesh|Minsk|"
    r"Montreal|New York|Oslo|Palermo|Paris|Prüm|Rome|Rotterdam|Schengen|Singapore|Stockholm|Vienna|Warsaw|UN|U\.N\.|United Nations|"
    r"Refugee|Genocide|Apostille|Law of the Sea|Torture|Cybercrime|Process|Summit|Ministerial|"
    r"Conference|Forum|G7|G20|APEC|OECD|ASEAN|Human Rights|Chemical Weapons|Biological Weapons)\s+"
    r"(?:Work |Framework |Association |Implementing |Migration |Refugee )?$"
)
_OF_LAW = re.compile(
    r"\s+(?:to|of|in)\s+(?:the|its|his|their|an?)\s+(?:[\w’'-]+\s+){0,5}?(?:[Aa]ct|[Ll]aws?|[Rr]egulations?|[Cc]ode|[Cc]onstitution|bill|rules?|statute)\b"
)
_LAW = re.compile(r"\b(?:[Ll]egal|[Ll]aw|[Ll]egislative|[Cc]onstitutional|[Aa]ct|[Rr]ule|[Rr]egulatory)\s+$")
_SIGNING_WORKED_FOR = re.compile(
    r"\b(?:towards?|about|regarding|(?:talk\w*|work\w*|agree\w*|consensus|negotiat\w*|consult\w*|discuss\w*|progress|"
    r"deliberat\w*|focus\w*|cooperat\w*)\s+(?:[\w’'-]+\s+){0,6}?on|discuss\w*|negotiat\w*|expedit\w*|speed\w*(?: up)?|"
    r"accelerat\w*|push\w*(?: for)?|promot\w*|propos\w*|suggest\w*|recommend\w*|consider\w*|stud(?:y|ied|ying)|"
    r"prepar\w*(?: for)?|facilitat\w*|urg\w*|call\w* for|way for|conditions for|groundwork for|hop\w+ (?:for|to see)|"
    r"aim\w* (?:for|at)|look\w* forward to|ahead of|before|pending|explor\w*|possibility of|prospects? (?:of|for)|seek\w*|"
    r"interest\w* in|importance of|hopes? of|goal of|idea of|intention of|view to|instead of|need for|benefits of|"
    r"await\w*|support\w*(?: for)?|deal\w* with|direct\w* to|target\w*|schedul\w*|plan\w*(?: for)?|for)\s+"
    r"(?:the\s+|an?\s+|early\s+|formal\s+|possible\s+|eventual\s+|official\s+|future\s+|upcoming\s+)*$"
)
_CAME_FOR = re.compile(
    r"\b(?:ceremony|in [A-Z]\w+|there|gathered|met|together|arrived|present|pens?|occasion|visit|trip)\s+"
    r"(?:[\w’'-]+\s+){0,3}for\s+(?:the\s+|an?\s+)?$"
)
_TALKED_OF = re.compile(
    r"\b(?:implement\w*|carr\w+ out|compl\w+ with|existing|recently|newly|signed|concluded|under|progress|results?|outcomes?|"
    r"operation of|effects?|benefits?|achievements?|execution|review\w*|follow(?:ed|ing|s)?[- ]up|following|"
    r"within the framework|framework of|in line with|"
    r"pursuant|accordance|based on|recall\w*|anniversary|expir\w+)\b"
)
_NTH = "first |second |third |fourth |latest |last |most recent |newest |earliest |oldest "
ANAPHOR = re.compile(
    rf"\b(?:[Tt]he (?:{_NTH})?one|[Tt]hat|[Aa]nother|[Oo]ne|[Tt]hose|[Oo]nes|[Tt]he latter|[Tt]he others?)"
    r"(?=\s+(?:with|on|signed|concluded|inked|reached|struck|dating|from|of (?:[A-Z][a-z]+ )?(?:19|20)\d\d)\b)|"
    rf"\b[Tt]he (?:{_NTH})(?:one )?(?=(?:was|were|of (?:which|them|these|those|its kind)|before (?:it|that)|came|being) )|"
    r"\b[Tt]he (?:old |earlier |previous )?(?:text|version)(?= (?:of (?:[A-Z][a-z]+ )?(?:19|20)\d\d\b|signed\b|agreed\b|dated\b))"
)
_NOTES = re.compile(
    r"(?:(?<=exchanged )|(?<=exchange )|(?<=exchanging )|(?<=exchanges )|(?<=exchanged the )|(?<=exchange of )|(?<=exchange of the ))"
    r"(?:notes|letters)\b(?! of (?:thanks|condolence))|\b(?:notes|letters)\b(?=\s+(?:\w+\s+){0,6}(?:were|was)\s+(?:\w+ly\s+)?exchanged\b)"
)
_DATED = re.compile(
    r"\b(?:dated|dates? (?:from|back to)|dating (?:from|back to))(?=\s)|(?:(?<=\b[Aa] )|(?<=\b[Tt]he )|"
    r"(?<=\b[Aa]n )|(?<=\b[Tt]heir )|(?<=\b[Ii]ts )|"
    r"(?<=['’]s )|(?<=\b[Uu]nder ))(?:19|20)\d\d(?=\s+(?!Trafficking|TIP)[a-z-])|(?<=of )(?:[A-Z][a-z]+ )?(?:19|20)\d\d\b|"
    r"\b(?:is|are|was|were|been|has|have|had|already) (?:already |now )?in place\b|\bexist(?:s|ed)?(?=\s+with\b)|"
    r"\b(?:has|have|had|maintains?)\b(?=\s+(?:[\w-]+\s+){0,3}(?:treat|agreement|pact|accord|memorand|MO[UC]|"
    r"arrangement|convention|protocol)[a-z]*(?:\s+of\s+(?:understanding|cooperation))?\s+with\b)"
)
UNDER = re.compile(  # a named instrument at work: "under the Fiji-Samoa Maritime Agreement"
    r"\b(?:[Uu]nder|[Pp]ursuant to|[Ii]n accordance with|[Bb]ased on|[Oo]n the basis of|[Tt]hrough|[Bb]y virtue of)"
    r"(?=\s+(?:the|a|an|its|their|both)\s+(?:[A-Z]|(?:19|20)\d\d\s[A-Z]))"
)
_AGAIN = re.compile(r"(?:renew|extend|prolong|roll)", re.IGNORECASE)
_URGED = re.compile(
    r"\b(?:urg(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:on|for|upon)|demand(?:s|ed|ing)|petition\w*|appeal(?:s|ed|ing))\b"
)
ELLIPSIS = re.compile(
    r"\b(?:signed|inked|to sign|sign|did so|followed suit)\b(?=\s*(?:[,.;]|$|on\b|in\b|at\b|last\b|this\b|earlier\b|yesterday\b|today\b|"
    r"first\b|too\b|as well\b|[A-Z][a-z]+day\b))|"
    r"\b(?:[Tt]alks|[Nn]egotiations|[Cc]onsultations|[Dd]iscussions)\b(?=[^,;]{0,50}\bwith\b)|"
    r"\b(?:[Tt]he|[Tt]his) (?:new |latest |mutual )?"
    r"(?:measure|change|extension|exemption|waiver|scheme|programme|program|policy|system)s?\b"
    r"(?= (?:took|takes|came|comes|went|goes|entered|has been|have been|began|started|became)\b)|"
    r"\b[Ii]t\b(?= (?:was|has been) (?:\w+ly |also )?(?:signed|agreed|inked|concluded|sealed|initialed|initialled)\b(?! that\b| to\b))"
)
_TO_START_TALKS = re.compile(
    r"[^.;]{0,40}\bto (?:start|begin|open|launch|hold|commence|resume) (?:[\w-]+ ){0,2}(?:negotiations?|talks|consultations?|discussions)\b"
)
_TALKS_TO_COME = re.compile(  # "agreed to open", "hopes to resume exploratory talks on"
    r"\b(?:agree[ds]?|hop(?:e|es|ed|ing)|plan(?:s|ned|ning)?|will|would|want(?:s|ed)?|wish(?:es|ed)?|aim(?:s|ed|ing)?|intend(?:s|ed)?|"
    r"keen|ready|willing|eager|propos(?:e|es|ed)|seek(?:s|ing)?|expect(?:s|ed)?|due|set|scheduled|like|look(?:s|ing)? forward)\s+(?:to\s+)?"
    r"(?:also\s+|soon\s+|formally\s+)?"
    r"(?:launch|start|begin|open|resum|initiat|commenc|reopen|restart|relaunch|enter into|explor)(?:e|ing)?\s+"
    r"(?:[\w-]+\s+){0,4}$"
)
_BARE_FORM = re.compile(
    r"(?:co-)?(?:sign|ink|conclude|initial|seal|exchange|renew|enter into)\s+(?:an?|the|another|two|several|their|its)\s"
)
_IN_SERIES = re.compile(  # "will meet the premier, tour the port and sign"
    r"\b(?:will|shall|(?:is|are) (?:to|set to|due to|scheduled to|expected to|slated to))\s+[a-z]+\s[^.;:]{0,200}"
    r"(?:,|\band)\s+(?:also\s+|jointly\s+)?$"
)
_MEETING = re.compile(  # "after the minister's talks with", "held talks with": who met, and no pact talked about
    r"(?:['’]s?|\b(?:his|her|held|holding|hold|holds|after|following|during|before))\s+(?:[\w-]+\s+){0,2}"
    r"(?:[Tt]alks|[Cc]onsultations|[Dd]iscussions)$"
)
_TO_DEAL = re.compile(r"\b(?:to|can|will|not|who|that) deals?$")


def instruments(sentence: Sentence, words: EnglishWords) -> list[re.Match[str]]:
    """The instruments that a sentence names, and what stands for one named before: "the one with", or "was the first to sign"."""
    found = [
        m for m in words.pattern("instrument", ANY_CASE).finditer(sentence.text) if not _NONE.search(sentence.text[: m.start()])
    ]
    found = [
        m for m in found if _PAPERS.match(sentence.text, m.end()) is None and not _TO_DEAL.search(sentence.text, 0, m.end())
    ]
    found = [m for m in found if not _of_law(sentence.text, m) and not _MULTILATERAL.search(sentence.text, 0, m.start())]
    if sentence.paper or found:
        found += ANAPHOR.finditer(sentence.text)
    found = [m for m in found if words.pattern("nocontract").search(sentence.text[max(0, m.start() - 25) : m.start()]) is None]
    notes = [m for m in _NOTES.finditer(sentence.text) if not any(o.start() <= m.start() < o.end() for o in found)]
    found = sorted([*found, *notes], key=lambda m: m.start()) if notes else found
    if not found and sentence.paper:
        opening = sentence.paper == "arrangement"  # "the measure took effect" is told of openings
        found = [m for m in ELLIPSIS.finditer(sentence.text) if opening or not m[0].lower().startswith("th")]
        return [m for m in found if not _MEETING.search(sentence.text, max(0, m.start() - 60), m.end())]
    return found


def status_words(sentence: Sentence, words: EnglishWords) -> Iterator[tuple[re.Match[str], str]]:
    """The words that tell of an instrument, each with the status that it has by them."""
    text = sentence.text
    bound: set[int] = set()
    for kind, told in (("inforce", "applicable"), ("signed", "signed"), ("signing", "signed")):
        for verb in words.pattern(kind, ANY_CASE).finditer(text):
            if kind == "inforce":
                bound.add(verb.start())
            elif verb.start() in bound:
                continue
            if hypothetical(sentence, verb.start()):
                continue
            if kind == "signed" and _BARE_FORM.match(text, verb.start()) and _IN_SERIES.search(text, 0, verb.start()):
                yield verb, "planned"
                continue
            if kind == "signing" and (open_status := _worked_for(text, verb.start())):
                yield verb, open_status
            elif asserted(sentence, verb.start(), words):
                yield verb, told
            elif (
                kind != "inforce"
                and not _AGAIN.match(verb[0])
                and not _URGED.search(text, 0, verb.start())
                and planned_before(sentence, verb.start(), words)
            ):
                yield verb, "planned"
    for pattern in (_DATED, UNDER):
        for verb in pattern.finditer(text):
            yield verb, "signed"
    for kind, status in (("response", "positive-response"), ("hopes", "planned"), ("negotiates", "negotiating")):
        for verb in words.pattern(kind, ANY_CASE).finditer(text):
            if not hypothetical(sentence, verb.start()):
                start_talks = kind == "response" and _TO_START_TALKS.match(text, verb.end())
                to_come = kind == "negotiates" and _TALKS_TO_COME.search(text, max(0, verb.start() - 90), verb.start())
                yield verb, "negotiating" if start_talks else "planned" if to_come else status


def _of_law(text: str, instrument: re.Match[str]) -> bool:
    """Whether an amendment is one of a law and no agreement."""
    if not instrument[0].lower().startswith(("amendment", "supplement", "annex", "addendum")):
        return False
    return _OF_LAW.match(text, instrument.end()) is not None or _LAW.search(text, 0, instrument.start()) is not None


def _worked_for(text: str, signing: int) -> str:
    """The status by a signing that is talked about, prepared or hoped for, empty where it is told as done."""
    before = text[max(0, signing - 80) : signing]
    mark = _SIGNING_WORKED_FOR.search(before)
    if mark is None or _CAME_FOR.search(before):
        return ""
    return "negotiating" if re.match(r"(?:talk|discuss|negotiat|consult|deliberat)", mark[0]) else "planned"


def talked_of(text: str, verb: re.Match[str], instrument: re.Match[str]) -> bool:
    """Whether what is talked about is how an instrument works that is there already: "discussed the implementation of the pact"."""
    return _TALKED_OF.search(text, verb.end(), instrument.start()) is not None


def instrument_title(text: str, instrument: re.Match[str]) -> str:
    """The instrument with the words that name it: capitalised ones before, "on ..." after."""
    before = re.search(r"(?:(?:[A-Z][\w’'-]+|of|and|the|on|for|in)\s+)*$", text[: instrument.start()])
    lead = before[0] if before and instrument[0][0].isupper() else ""
    lead = re.sub(r"^(?:(?:of|and|the|on|for|in|The|A|An)\s+)+", "", lead)
    after = re.match(
        r"\s+(?:on|for|concerning|regarding)\s+(?![A-Z][a-z]+day)[^,.;]{3,80}?(?=\s+(?:with|between|in|at|on|by|"
        r"and an?|as well as|followed|during|that|which|has|have|was|were|is|are|had|will|"
        r"[A-Z][a-z]+day|today|earlier|last)\b|[,.;]|$)",
        text[instrument.end() :],
    )
    return " ".join(f"{lead}{instrument[0]}{after[0] if after else ''}".split())
