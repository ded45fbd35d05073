"""What belongs to each step, in the words of the wire, and what is wrong with what somebody gave. Pure."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from services.migration.domain.route.states import QUESTIONS, AfterPgb, EndReason, StepKind

K = StepKind
HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
Check = Callable[[Any], bool]


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _are_lines(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(_is_text(one) for one in value)


ASKED: Mapping[StepKind, Mapping[str, Check]] = {
    K.REMIND: {"number": lambda value: value in (1, 2), "answerBy": _is_day},
    K.REPORT: {"reportId": _is_text, "canApply": lambda value: isinstance(value, bool)},
    K.ASK_COMPLETION: {"missing": _are_lines, "answerBy": _is_day},
    K.EXTEND: {"newLastDay": _is_day, "why": _is_text},
    K.ADJOURN: {"newLastDay": _is_day, "why": _is_text},
    K.NOTICE_OF_DEFAULT: {"receivedOn": _is_day},
    K.ASK_VIEW: {"intended": _is_text, "answerBy": _is_day},
    K.SEND: {"decisionId": _is_text},
    K.RETURNED: {"decisionId": _is_text},
    K.ACCEPT_OFFER: {"decisionId": _is_text},
    K.REFUSE_OFFER: {"decisionId": _is_text},
    K.ASK_REPAIR: {"missing": _are_lines, "answerBy": _is_day},
    K.ASK_HEARING_WISH: {"answerBy": _is_day},
    K.INVITE_HEARING: {
        "day": _is_day,
        "from": lambda value: isinstance(value, str) and HOUR.fullmatch(value) is not None,
        "place": _is_text,
    },
    K.SEND_OBJECTION_DECISION: {"decisionId": _is_text},
    K.REPORT_NEED: {"receivedOn": _is_day},
    K.HOLD: {"until": _is_day},
    K.TELL_PGB: {"afterwards": lambda value: value in list(AfterPgb)},
    K.END: {"reason": lambda value: value in list(EndReason)},
}
"""Steps that are not named here have no details that a user gives."""
OBJECTION_UNTIL = "objectionUntil"
"""Of an objection that is withdrawn: the last day to object, as long as that is not over. It follows from the terms."""
WHY = "why"
DESPITE = "despite"
"""Why a step is taken of which there was something to think of (cautions.py)."""
LEAVE_BY = "leaveBy"
"""By which day the letter of a question has to leave, for the client to have time to answer (asking.py)."""
WITH_CAUTION = frozenset(
    {
        K.REPORT_NEED,
        K.HOLD,
        K.ASK_COMPLETION,
        K.EXTEND,
        K.END,
        K.INVITE_HEARING,
        K.GRANT_URGENT_HELP,
        K.DECIDE,
        K.DECIDE_OBJECTION,
        K.NOTICE_OF_DEFAULT,
    }
)
FOLLOWS: Mapping[StepKind, Mapping[str, Check]] = {
    K.ACCEPT_OFFER: {"oldRightUntil": _is_day},
    **{kind: {DESPITE: _is_text} for kind in WITH_CAUTION},
    K.HOLD: {WHY: _is_text, DESPITE: _is_text},
    **{kind: {LEAVE_BY: _is_day} for kind in QUESTIONS},
    K.ASK_COMPLETION: {LEAVE_BY: _is_day, DESPITE: _is_text},
}
"""Details that nobody has to give: what follows from the step, of which a guard refuses another value, and why it is
taken all the same."""


UNTOLD: Mapping[StepKind, frozenset[str]] = {
    K.CORRECT_DAY: frozenset({"why"}),
    K.OBJECT: frozenset({"whyLate"}),
    K.WITHDRAW_OBJECTION: frozenset({OBJECTION_UNTIL}),
    **dict.fromkeys(WITH_CAUTION, frozenset({DESPITE})),
    K.HOLD: frozenset({WHY, DESPITE}),
    **dict.fromkeys(QUESTIONS, frozenset({LEAVE_BY})),
    K.ASK_COMPLETION: frozenset({LEAVE_BY, DESPITE}),
}
"""Details that stay here: no reader needs them, or the terms tell them, and what somebody typed can be about health or
family."""


def told_details(kind: StepKind, details: Mapping[str, Any]) -> dict[str, Any]:
    """What others hear of a step."""
    return {name: value for name, value in details.items() if name not in UNTOLD.get(kind, frozenset())}


def faults_of_details(kind: StepKind, details: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The field, and what is wrong with it, in Dutch."""
    asked, follows = ASKED.get(kind, {}), FOLLOWS.get(kind, {})
    for name in sorted(details.keys() - asked.keys() - follows.keys()):
        yield f"details.{name}", "Dit hoort niet bij deze stap. Haal het weg."
    for name, fits in (*asked.items(), *((name, fits) for name, fits in follows.items() if name in details)):
        if name not in details:
            yield f"details.{name}", "Dit hoort bij deze stap en ontbreekt."
        elif not fits(details[name]):
            yield f"details.{name}", "Dit is geen waarde die bij deze stap hoort."
