"""What a letter about something that happened can say: words, lists and facts, by what is known of its client."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.notifications.domain.client.care_words import care_name
from services.notifications.domain.client.money import Budget
from services.notifications.domain.client.revision import ClientRevision
from services.notifications.domain.client.right import YOUTH_LAW, FunctionRight, Plan
from services.notifications.domain.letters.filling import Filling
from services.notifications.domain.letters.kinds import (
    ABOUT_A_BUDGET,
    ABOUT_A_RIGHT,
    NEXT_OF_KIN,
    WITH_REMEDY,
)
from services.notifications.domain.letters.occasion import Occasion
from services.notifications.domain.letters.pgb import OPEN
from services.notifications.domain.letters.reader_words import day_in_letter, days_in_letter, weeks_in_letter
from services.notifications.domain.letters.slip import DAYS_BY_POST, TO_LIE_AND_ARRIVE
from services.notifications.domain.letters.stopped import WHY_STOPPED
from services.notifications.domain.letters.town import FromTown, common_words
from services.notifications.domain.letters.voice import care_of, comes_of_age_on, speaks_to_parents
from shared.calendar.days import LegalCalendar
from shared.dutch import amount, date_in_words

BY_POST = timedelta(days=DAYS_BY_POST)
SLIP = "slip"
"""The fact that the reader can answer by a slip."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms and amounts of the law that letters name, as they are on the day of the letter: to object, to hand in a
    plan, to decide on an application, and before a hearing to hand in papers and to read them; and from which age a
    letter goes to the person and no more to the parents."""

    objection_weeks: int
    plan_days: int
    decision_weeks: int
    papers_days: int
    inspection_weeks: int
    court_fee: int
    adult_age: int


def filling_of(
    occasion: Occasion,
    revision: ClientRevision,
    town: FromTown,
    terms: Terms,
    calendar: LegalCalendar,
    slip_by: date | None,
) -> Filling:
    person, right = revision.recipient, revision.right
    of_age = comes_of_age_on(person.birth_date, terms.adult_age)
    domains = (function.domain for function in right.functions)
    to_parents = speaks_to_parents(right.minor, domains, adult_on=of_age, on=occasion.day)
    if occasion.kind == NEXT_OF_KIN:
        to_parents = False
    care = care_of(person.name, to_parents)
    words = {
        **common_words(town.sender, town.own, care, person.name, occasion.letter_id),
        "court": town.court or "",
        **_terms_in_letter(terms),
    }
    facts = {
        "parents": to_parents,
        "own": town.own is not None,
        "pgb": _pays_from_a_budget(right.functions, occasion),
    }
    lists: dict[str, tuple[str, ...]] = {}
    if occasion.kind in WITH_REMEDY:
        words["in_time_by"] = date_in_words(in_time_by(occasion.day, terms, calendar))
    if occasion.kind == "report":
        by = apply_by(revision.plan, occasion.day)
        words["apply_by"], facts["apply-by"] = day_in_letter(by) if by else "", by is not None
    if occasion.kind == "hearing" and occasion.meets_on is not None:
        papers_until = occasion.meets_on - timedelta(days=terms.papers_days)
        words["papers_until"] = day_in_letter(papers_until)
        facts["papers-in-time"] = papers_until >= occasion.day + TO_LIE_AND_ARRIVE
        facts["papers-soon"] = not facts["papers-in-time"] and papers_until > occasion.day + BY_POST
    if occasion.kind == "objection-decided":
        facts["has-court"] = town.court is not None
    if occasion.slip is not None:
        words["slip_by"], facts[SLIP] = day_in_letter(slip_by) if slip_by else "", slip_by is not None
    if occasion.kind in ("decision", "objection-decided"):
        facts["old-pgb"] = any(_runs_as_pgb(one, occasion.day) for one in right.functions)
    if occasion.kind == "moved":
        facts["right-runs"] = any(_runs(one, occasion.day) for one in right.functions)
    if occasion.kind == "prolongation":
        budget = revision.budget
        facts["budget-known"] = budget is not None and budget.first_day is not None
        words |= _of_budget(budget)
    if occasion.functions:
        lists["cares"] = _cares(revision, occasion.functions)
    if occasion.kind in ABOUT_A_RIGHT:
        facts[_who_decides(occasion, revision, grown_up=of_age <= occasion.day)] = True
    if occasion.kind in ABOUT_A_BUDGET:
        facts["open"] = _nobody_chose_yet(revision, occasion.functions)
    return Filling(
        words=words | dict(occasion.words),
        lists=lists | dict(occasion.lists),
        tables=occasion.tables,
        facts=occasion.facts | {name for name, holds in facts.items() if holds},
        to_parents=to_parents,
    )


def _of_budget(budget: Budget | None) -> dict[str, str]:
    """What the pgb is that goes on; its yearly amounts stay as they are."""
    if budget is None or budget.first_day is None or budget.last_day is None:
        return {"budget_from": "", "budget_to": "", "budget_gross": ""}
    first, last = date_in_words(budget.first_day), date_in_words(budget.last_day)
    return {"budget_from": first, "budget_to": last, "budget_gross": amount(budget.gross)}


def _runs_as_pgb(one: FunctionRight, day: date) -> bool:
    return one.pgb and _runs(one, day)


def _runs(one: FunctionRight, day: date) -> bool:
    return one.ends_at_municipality and one.right_until is not None and one.right_until >= day


def _pays_from_a_budget(functions: Sequence[FunctionRight], occasion: Occasion) -> bool:
    """A letter that a right has ended asks it of its last day: a budget can stop before, and the care go on in kind."""
    budgets = [one for one in functions if one.pgb and one.ends_at_municipality]
    if occasion.kind != "right-ended":
        return bool(budgets)
    return any(one.in_kind_from is None or one.in_kind_from >= occasion.day or OPEN in one.findings for one in budgets)


def in_time_by(day: date, terms: Terms, calendar: LegalCalendar) -> date:
    """The last day to object, or to appeal, if the letter left on its own day. It leaves on that day or later, and
    never makes the last day earlier by that."""
    return calendar.next_working_day(day + timedelta(weeks=terms.objection_weeks))


def _terms_in_letter(terms: Terms) -> dict[str, str]:
    return {
        "objection_term": weeks_in_letter(terms.objection_weeks),
        "plan_term": days_in_letter(terms.plan_days),
        "decision_term": weeks_in_letter(terms.decision_weeks),
        "papers_term": days_in_letter(terms.papers_days),
        "inspection_term": weeks_in_letter(terms.inspection_weeks),
        "court_fee": amount(terms.court_fee),
    }


def apply_by(plan: Plan | None, day: date) -> date | None:
    """The day before which the letter with the report asks for the application; None when nothing was planned, or when
    that day is too near by the time that the letter of this `day` is there. The report goes to everybody (Wmo 2015,
    2.3.2(8)), so it names no day that could keep it here."""
    return plan.application_by if plan is not None and plan.application_by >= day + TO_LIE_AND_ARRIVE else None


def _who_decides(occasion: Occasion, revision: ClientRevision, *, grown_up: bool) -> str:
    """The fact of a letter on the end of a right that says who decides what comes after it: nobody here after a stop;
    the youth team, but not for who is of age, of whom no rule was found. Else the municipality did not yet."""
    if stop := sorted(occasion.facts & WHY_STOPPED):
        return stop[0]
    if _under_the_youth_law(revision, occasion.functions):
        return "of-age" if grown_up else "youth"
    return "undecided"


def _under_the_youth_law(revision: ClientRevision, function_ids: Iterable[str]) -> bool:
    """Whether any of this care is: for that the municipality holds no conversation as the Wmo 2015 asks."""
    wanted = set(function_ids)
    return any(function.domain == YOUTH_LAW for function in revision.right.functions if function.id in wanted)


def _nobody_chose_yet(revision: ClientRevision, function_ids: Iterable[str]) -> bool:
    """Whether a budget can go on after its last certain day: the college has not chosen how to read the law."""
    wanted = set(function_ids)
    return any(OPEN in function.findings for function in revision.right.functions if function.id in wanted)


def _cares(revision: ClientRevision, function_ids: Iterable[str]) -> tuple[str, ...]:
    """The names of this care, each once; of a function that this revision does not hold nothing can be said."""
    wanted = set(function_ids)
    found = (care_name(function.function) for function in revision.right.functions if function.id in wanted)
    return tuple(dict.fromkeys(found))
