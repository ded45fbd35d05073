"""What the guards of a step know besides the route. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from services.migration.domain.route.asking import TimeToAnswer
from services.migration.domain.route.decisions import Decision
from services.migration.domain.route.route import Route, Step
from shared.calendar.days import LegalCalendar
from shared.law.book import LawBook


@dataclass(frozen=True, slots=True)
class Facts:
    """What the guards know besides the route. `investigation_start`: of the plan, or the day of the client's report;
    None without either. `decision`: the last one of this route, or the one that is about to be taken; then
    `standing` is the last one. `objection_until`: the last day to object to it;
    `objection_due`: the last day to decide on the objection, while that term runs. `suits_on`: the day of the
    appointment of which the client said that it suits. `not_treating_until`: the last day to make known that the
    application is not treated; None when nobody was asked to complete it. `first_to_stop`: the first last day of an old
    right or of its pgb, of those that run. `decide_by`: the last day to decide on the application, while that runs.
    `offer_until`: the last day of the old right by an offer that the client accepted in an earlier route.
    `provided_until`: of what was decided before, or of urgent help, that the client has until this route is decided.
    `penalty_full_on`: the last day on which a penalty can be due, as long as no decision and no term to fix it came
    after the notice of default. `penalty_by`: the last day to fix a penalty, of the terms for it that are open.
    `may_report`: a report begins a route though none is closed. `lives_in`: the client's municipality
    now. `law_until`: the last day of the law to decide, on the application or the objection, while that term runs.
    `to_answer`: how long a question leaves the client to answer. `pgb_undecided`:
    the last day that is certain of a pgb, as long as nobody told the client what comes after it (after_pgb.py).
    `unsent_day`: as in RouteClient. `care_until`: the last day of what the client had before this decision, over or
    not; None when nothing of it ends, or there was nothing."""

    today: date
    law: LawBook
    calendar: LegalCalendar
    to_answer: TimeToAnswer
    investigation_start: date | None
    decision: Decision | None
    objection_until: date | None
    objection_due: date | None = None
    suits_on: date | None = None
    not_treating_until: date | None = None
    first_to_stop: date | None = None
    decide_by: date | None = None
    offer_until: date | None = None
    standing: Decision | None = None
    provided_until: date | None = None
    penalty_full_on: date | None = None
    penalty_by: date | None = None
    may_report: bool = False
    lives_in: str = ""
    law_until: date | None = None
    pgb_undecided: date | None = None
    unsent_day: date | None = None
    care_until: date | None = None


Guard = Callable[[Route, Step, Facts], str | None]
