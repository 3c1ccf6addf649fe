"""Rules judge the meaning of a form: each is one file in `checks/`, sees frozen values and returns findings."""

from perfdesk.rules.finding import Finding, Fix, Severity, Unsure
from perfdesk.rules.rule import CRASHED, WHOLE, Help, LeftOpen, Outcome, Rule
from perfdesk.rules.seen import Seen, Written

__all__ = [
    "CRASHED",
    "WHOLE",
    "Finding",
    "Fix",
    "Help",
    "LeftOpen",
    "Outcome",
    "Rule",
    "Seen",
    "Severity",
    "Unsure",
    "Written",
]
