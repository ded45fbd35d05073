"""The weeks that a municipality chose for steps of which no law gives the day."""

from dataclasses import dataclass
from datetime import date

from services.migration.application.rights.ports import Rules
from services.migration.domain.control.next_steps import Terms
from shared.access import system

CHOSEN = (
    "repair",
    "hand_over",
    "chase",
    "look_at",
    "invite",
    "report",
    "apply",
    "send",
    "answer",
    "hearing",
    "before_end",
    "plan_later",
)
CIZ_REPLY_BEFORE = "wlz-test.reply-before"
NOTICE = "planning.weeks-notice-at-least"


@dataclass(frozen=True, slots=True)
class ReadTerms:
    municipality: str
    on: date


@system
def read_terms(work: Rules, asked: ReadTerms) -> Terms:
    def weeks(key: str) -> int:
        return work.choice(asked.municipality, key, asked.on).number

    chosen = {name: weeks(f"control.weeks-{name.replace('_', '-')}") for name in CHOSEN}
    return Terms(**chosen, notice=weeks(NOTICE), ciz_reply_before=work.law.day(CIZ_REPLY_BEFORE, asked.on))
