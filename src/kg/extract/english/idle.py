"""Where a verb beside an instrument tells nothing of an agreement of states: it is of talks, an opening, a firm, or what a pact does."""

from __future__ import annotations

from kg import patterns as re
from kg.extract.english.instruments import UNDER, talked_of
from kg.extract.english.weighing import OPEN
from kg.extract.english.words import EnglishWords

PASSIVE = re.compile(r"\b(?:is|are|was|were|been|be|being)\s+(?:(?:\w+ly|still|now|also)\s+)?$")
_TALKS_ENDED = re.compile(
    r"\s+(?!(?:during|at|on|in|after|following|by|before|under|ahead)\b)(?:[\w-]+\s+){0,2}?(?:nothing|contracts?|drafting|drafts?|talks|negotiations?|consultations?|rounds?|review|visit|trip|tour|"
    r"meeting|course|training|"
    r"workshop|forum|deal[- ]making|calls?|efforts?|appeals?|push|pledges?|hopes?|invitations?|thanks|help|"
    r"condolences|greetings|"
    r"views|concerns?|interest|vows?|demands?|gifts?|ideas|information|intelligence|prisoners|alerts|"
    r"experiences?)\b(?!-)(?! of (?:notes|letters))"
)
_BEGAN = re.compile(
    r"\s+(?:\w+ly\s+)?(?:began|started|took|lasted|had|were (?:held|opened|launched)|opened|concluded|ended|ran|dragged|kicked off)\b"
)
_THE = re.compile(r"\b(?:the|this)\s+(?:[\w-]+\s+){0,2}$")
_LEADS_TO = re.compile(r"(?:pav|expected|possib|explor|look|stud)", re.IGNORECASE)
_TALKS_WERE = re.compile(r"\b(?:[Nn]egotiations|[Tt]alks|[Cc]onsultations|[Rr]ounds?|[Dd]iscussions)\b[^,;]*$")
_FIRM = re.compile(
    r"\b(?:Universit(?:y|ies)|Colleges?|Telecom|Banks?|Corp|Corporation|Inc|Ltd|Electronics|Airlines|Airways|Motors|Holdings|"
    r"[Cc]ompan(?:y|ies)|[Ff]irms?|[Ss]tart-?ups?|clubs?|unions?|foundations?|[Hh]ospitals?|NGOs?|charit(?:y|ies)|[Aa]irlines?|[Cc]arriers?|"
    r"[Bb]usiness(?:es)?|[Mm]anufacturers?|exporters?|importers?|suppliers?|operators?|institutes?|schools?|universities|colleges|"
    r"shipyards?|non-?governmental|[Cc]hambers? of [Cc]ommerce|teams?|players?|brokers?|employers?|families)\b"
)
_STATE_BODY = re.compile(
    r"\b(?:[Mm]inist\w+|[Gg]overnment\w*|[Aa]gency|[Aa]uthority|[Pp]olice|[Dd]epartment|[Bb]ureau|[Cc]ouncil|"
    r"[Cc]ommission\w*|[Aa]dministration|"
    r"[Cc]ustoms|[Ii]mmigration|[Aa]mbassador|[Ee]mbassy|[Pp]resident|[Mm]ayor|[Gg]overnor|Coast Guard|"
    r"Foundation for|Central Bank|[Oo]ffice)\b"
)


def idle(text: str, verb: re.Match[str], status: str, instrument: re.Match[str], begin: int, words: EnglishWords) -> bool:
    """Whether a verb tells nothing of an agreement of states: it is of the talks, of an opening, of a firm, or of what a pact does."""
    lasting = verb[0].startswith("ha")
    passive = verb[0].startswith(("was ", "were ")) or PASSIVE.search(text[: verb.start()]) is not None
    if (status == "applicable" or lasting) and _mutual(text, instrument, words):
        return True
    if verb.re is UNDER and not instrument[0][0].isupper():
        return True
    if status in OPEN and verb.end() < instrument.start() and talked_of(text, verb, instrument):
        return True
    if status == "negotiating" and _BEGAN.match(text, instrument.end()) and _THE.search(text, 0, instrument.start()):
        return True  # how the one signed since came about
    if _LEADS_TO.match(verb[0]) and instrument.end() <= verb.start():
        return True
    if (
        lasting
        and instrument[0].lower().startswith("arrangement")
        and words.pattern("gate").search(text, max(0, instrument.start() - 20), instrument.start())
    ):
        return True
    if status != "signed":
        return False
    if lasting and not verb[0].endswith("place") and instrument.end() < verb.start():
        return True  # what somebody has is told behind
    if verb[0].lower().startswith(("conclu", "finali", "wrap")) and _TALKS_WERE.search(text[begin : verb.start()]):
        return True
    return (not passive and _TALKS_ENDED.match(text, verb.end()) is not None) or of_firms(text[begin : verb.start()])


def _mutual(text: str, instrument: re.Match[str], words: EnglishWords) -> bool:
    """Whether the instrument is an opening of both borders, which is told as such."""
    return words.pattern("mutualwords").search(text[max(0, instrument.start() - 25) : instrument.start()]) is not None


def of_firms(subject: str) -> bool:
    """Whether those who sign are a company, a university or a club and no body of a state."""
    return _FIRM.search(subject) is not None and _STATE_BODY.search(subject) is None
