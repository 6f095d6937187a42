"""The audit: what the reports claim, counted again, and what their figures have to do with each other.

>>> import kg
>>> findings = kg.load().audit()
>>> sorted(set(findings.verdict))
['agrees', 'cannot be checked', 'differs']
"""

from kg.audit.findings import audit
from kg.audit.model import KINDS, SEVERITIES, VERDICTS, Finding, Mend, Text

__all__ = ["KINDS", "SEVERITIES", "VERDICTS", "Finding", "Mend", "Text", "audit"]
