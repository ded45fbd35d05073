"""Judges an objection against the term of its route, with the steps that prove it."""

from dataclasses import dataclass

from services.migration.application.deadlines.ports import KeepingWork
from services.migration.domain.deadlines.objections import Judgement, Objection
from services.migration.domain.deadlines.objections import judge_objection as judged
from services.migration.domain.deadlines.open_deadlines import Closing, RouteId
from services.migration.domain.deadlines.pauses import TermError
from services.migration.domain.deadlines.terms import TermKind
from shared.access import system
from shared.calendar.days import CalendarError
from shared.dutch import date_in_words
from shared.law.book import LawError
from shared.messaging.failures import Refused


@dataclass(frozen=True, slots=True)
class JudgeObjection:
    of: RouteId
    objection: Objection


@system
def judge_objection(work: KeepingWork, asked: JudgeObjection) -> Judgement:
    """Against the last term for objecting that ran in the route, also when it is over: what was posted in time may come
    a week later (Awb 6:9(2)). None ran while nothing was sent, or what was sent came back (3:40). Raises Refused, with
    a Dutch text, for days that do not fit."""
    there = work.deadlines.of([asked.of.client_id]).get(asked.of.client_id, ())
    ran = [
        one
        for one in there
        if one.of.route == asked.of.route and one.kind is TermKind.OBJECTION and one.closed_as is not Closing.VOID
    ]
    last = max(ran, key=lambda one: one.number, default=None)
    try:
        return judged(last.started_on if last is not None else None, asked.objection, work.law, work.calendar)
    except (TermError, CalendarError) as error:
        raise Refused(str(error)) from error
    except LawError as unknown:
        day = date_in_words(asked.objection.received_on)
        raise Refused(f"Over {day} zeggen onze wetsbestanden niets. Controleer de dag.") from unknown
