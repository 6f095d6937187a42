"""The words of the statement format: types, kinds, roles, statuses; a program that needs no more than them need not load the records."""

from __future__ import annotations

EVENT_TYPES = (
    "agreement", "visit", "meeting", "workshop", "training", "grant", "rating", "reciprocity", "posting",
    "system", "law", "campaign", "award", "other",
)  # fmt: skip
NETWORK_TYPES = EVENT_TYPES[:9]
STATEMENT_TYPES = (*EVENT_TYPES, "claim", "figure")
KINDS = ("country", "agency", "ngo", "io", "person", "university", "company", "embassy", "municipality", "group")
ROLES = (
    "signatory", "host", "organizer", "co-organizer", "guest", "visitor", "visited", "delegate", "speaker", "attendee",
    "grantee", "funder", "subject", "rater", "member",
)  # fmt: skip
STATUSES = ("signed", "applicable", "negotiating", "positive-response", "planned")
DIRECTIONS = ("inbound", "outbound")
HOME = "TWN"
MAX_PHRASE = 40
