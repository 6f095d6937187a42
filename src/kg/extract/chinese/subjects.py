"""Who a verb of visiting is said of: the names in its part of the sentence, or in the nearest part before it that has some."""

from __future__ import annotations

from kg import patterns as re
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.telling import chunks, domestic, foreign
from kg.extract.chinese.tokens import Token

_THESE = re.compile("了?(?:上述|這|該)[兩三四五六]國")
_PEOPLE = re.compile("籍[)、]|[)](?:、|及|等)")


def subject_of(sentence: Sentence, reading: Reading, verb: Token) -> tuple[int, list[Token]]:
    """Where the part with the subject begins, and its names before the verb."""
    for low, high in reversed([span for span in chunks(sentence) if span[0] <= verb.start]):
        names = [t for t in sentence.tokens if low <= t.start < min(high, verb.start) and (t.is_name or domestic(reading, t))]
        names = [t for t in names if t.kind != "pair"]
        if not names and _PEOPLE.search(sentence.between(low, min(high, verb.start))) is not None:
            continue  # people of the delegation that the parts before name
        if names or has_latin(sentence, low, min(high, verb.start)):
            return low, names
    return sentence.start, []


def heads_of(sentence: Sentence, names: list[Token]) -> list[Token]:
    """The names without countries where someone is posted, 駐香港, or that stand inside the name of another's body: 美國…香港辦事處."""
    kept: list[Token] = []
    for token in names:
        gap = sentence.between(kept[-1].end, token.start) if kept else "、"
        if token.kind == "country" and token.iso3 and sentence.between(token.start - 1, token.start) == "駐":
            continue
        if (
            token.kind == "country"
            and kept
            and kept[-1].iso3
            and re.fullmatch(r"[一-鿿]{1,12}|\)[一-鿿]{0,8}", gap)
            and not re.search("[與和跟]|及(?=[^，]{0,1}$)", gap)
        ):
            continue
        if token.kind == "country" and kept and kept[-1].iso3 and gap.endswith("駐"):
            continue
        kept.append(token)
    return kept


def has_latin(sentence: Sentence, low: int, high: int) -> bool:
    """Whether a name in Latin letters stands there."""
    return re.search(r"[A-Z][a-z]+ [A-Z]", sentence.between(low, high)) is not None


def leads(sentence: Sentence, reading: Reading, low: int, high: int) -> bool:
    """Whether the words before a verb speak of someone in office, or of a delegation, without naming a country."""
    pattern = reading.lexicon.pattern("leads", "<<leads>>|<<title>>")
    return pattern.search(sentence.between(low, high)) is not None


def these_countries(sentence: Sentence, reading: Reading, verb: Token, begin: int) -> list[Token]:
    """The countries named before the subject's part to which a verb of visiting points: 應…邀請，…訪問了上述兩國."""
    if verb.kind != "visitverb" or _THESE.match(sentence.between(verb.end, verb.end + 6)) is None:
        return []
    return [t for t in sentence.tokens if t.start < begin and t.kind == "country" and foreign(reading, t)]
