"""A letter about something that happened: what it says, and whether it goes out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from services.notifications.domain.client.care_words import care_name
from services.notifications.domain.client.money import Budget
from services.notifications.domain.client.recipient import Recipient
from services.notifications.domain.client.revision import ClientRevision
from services.notifications.domain.client.right import FunctionRight
from services.notifications.domain.letters.addressing import addressee_lines, full_name, salutation
from services.notifications.domain.letters.announcement_facts import addressee_of
from services.notifications.domain.letters.characters import UnprintableLetter, check_printable
from services.notifications.domain.letters.ending import closing, questions
from services.notifications.domain.letters.filling import Filling, sections_of, slip_of, title_of
from services.notifications.domain.letters.gate import (
    DIED,
    HELD_BACK,
    MAYBE_DIED,
    UNPRINTABLE,
    LetterState,
    WrittenLetter,
)
from services.notifications.domain.letters.kinds import (
    ABOUT_A_BUDGET,
    GO_DURING_A_HOLD,
    NEXT_OF_KIN,
    WITH_REMEDY,
    LetterKind,
)
from services.notifications.domain.letters.letter import AnswerSlip, Letter, Template
from services.notifications.domain.letters.letter_json import body_of
from services.notifications.domain.letters.letter_text import LetterText, TextVersion
from services.notifications.domain.letters.occasion import Occasion
from services.notifications.domain.letters.occasions import STOP_DIED, STOP_MAYBE_DIED, STOP_ON_HOLD
from services.notifications.domain.letters.pgb import OPEN
from services.notifications.domain.letters.reader_words import day_in_letter, days_in_letter, weeks_in_letter
from services.notifications.domain.letters.slip import DAYS_BY_POST
from services.notifications.domain.letters.town import FromTown, common_words
from services.notifications.domain.letters.voice import care_of, comes_of_age_on, speaks_to_parents
from shared.calendar.days import LegalCalendar
from shared.dutch import amount, date_in_words

SLIP = "slip"
"""The fact that the reader can answer by a slip."""
ON_HOLD = "Het traject van deze persoon staat stil. De brief gaat uit als het weer verder gaat."


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


def write_step_letter(
    occasion: Occasion,
    revision: ClientRevision,
    text: LetterText,
    town: FromTown,
    terms: Terms,
    calendar: LegalCalendar,
    *,
    now: Recipient,
    stop: str | None,
) -> WrittenLetter:
    """The letter about it, with what is known of the client in this revision. Whether it goes hangs on what is known
    `now`. Raises LetterError, and CalendarError for a year that the calendar does not know."""
    slip_by = _slip_by(occasion, town, calendar)
    letter = _compose(occasion, revision, text, town, terms, calendar, slip_by)
    written = WrittenLetter(
        letter_id=occasion.letter_id,
        recipient=revision.recipient,
        letter_date=occasion.day,
        state="ready",
        reason=None,
        template=letter.template.label,
        body=body_of(letter),
        links=occasion.links,
        kind=occasion.kind,
        cause=occasion.cause,
        cause_id=occasion.cause_id,
        sent_by=occasion.municipality,
        ends=occasion.ends,
        meets_on=occasion.meets_on,
        answer_by=occasion.asked_by if letter.slip is None else slip_by,
    )
    try:
        check_printable(letter)
    except UnprintableLetter:
        written = replace(written, state="withheld", reason=UNPRINTABLE, template=None, body=None)
    if occasion.replaced:
        return replace(written, state="superseded")
    if written.body is None:
        return written
    state, reason = decided(occasion.kind, now, stop)
    return replace(written, state=state, reason=reason)


def _slip_by(occasion: Occasion, town: FromTown, calendar: LegalCalendar) -> date | None:
    if occasion.slip is None:
        return None
    return occasion.slip.back_by(occasion.day, occasion.asked_by, town.answer_days, calendar)


def decided(kind: LetterKind, person: Recipient, stop: str | None) -> tuple[LetterState, str | None]:
    """Whether a letter about something that happened may go, by what is known now: nothing goes to who died, and
    nothing while a row of the delivery or the route itself is held, save by a route what GO_DURING_A_HOLD names. What
    goes to the next of kin goes after a death only, and nothing but that withholds it."""
    died = death_known(person, stop)
    if kind == NEXT_OF_KIN:
        return ("ready", None) if died else ("withheld", NOT_DIED)
    if died:
        return "withheld", DIED
    if stop == STOP_MAYBE_DIED:
        return "withheld", MAYBE_DIED
    if person.held_back_rows > 0:
        return "withheld", HELD_BACK
    waits = stop == STOP_ON_HOLD and kind not in GO_DURING_A_HOLD
    return ("withheld", ON_HOLD) if waits else ("ready", None)


def silenced(person: Recipient, stop: str | None) -> str | None:
    """Why nothing goes to a client who died, or of whom somebody told so; None when nobody did."""
    return DIED if death_known(person, stop) else MAYBE_DIED if stop == STOP_MAYBE_DIED else None


def death_known(person: Recipient, stop: str | None) -> bool:
    """By intake, or because a caseworker recorded it."""
    return person.died_on is not None or stop == STOP_DIED


NOT_DIED = "Deze brief is voor nabestaanden, maar het overlijden is niet meer bekend. Een medewerker kijkt ernaar."


def _compose(
    occasion: Occasion,
    revision: ClientRevision,
    text: LetterText,
    town: FromTown,
    terms: Terms,
    calendar: LegalCalendar,
    slip_by: date | None,
) -> Letter:
    person, version, sender = addressee_of(revision.recipient), text.on(occasion.day), town.sender
    filling = _filling(occasion, revision, town, terms, calendar, slip_by)
    to_kin = occasion.kind == NEXT_OF_KIN
    return Letter(
        letter_id=occasion.letter_id,
        template=Template(occasion.kind, version.number),
        language="nl",
        municipality_code=occasion.municipality,
        letter_date=occasion.day,
        sender=sender,
        addressee=("De nabestaanden van", full_name(person), *person.address_lines)
        if to_kin
        else addressee_lines(person, filling.to_parents),
        title=title_of(version, filling),
        salutation="Geachte nabestaanden," if to_kin else salutation(person, filling.to_parents),
        sections=(*sections_of(version, filling), questions(sender)),
        closing=closing(sender),
        secret_address=person.secret_address,
        slip=_slip(occasion, version, filling),
    )


def _slip(occasion: Occasion, version: TextVersion, filling: Filling) -> AnswerSlip | None:
    if occasion.slip is None or SLIP not in filling.facts:
        return None
    return slip_of(version, filling, occasion.slip.code(occasion.client_id))


def _filling(
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
        apply_by = _apply_by(revision, occasion.day)
        words["apply_by"], facts["apply-by"] = day_in_letter(apply_by) if apply_by else "", apply_by is not None
    if occasion.kind == "hearing" and occasion.meets_on is not None:
        papers_until = occasion.meets_on - timedelta(days=terms.papers_days)
        facts["papers-in-time"] = papers_until > occasion.day + timedelta(days=DAYS_BY_POST)
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
    if occasion.kind == "right-ending":
        facts["youth"] = _under_the_youth_law(revision, occasion.functions)
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


def _apply_by(revision: ClientRevision, day: date) -> date | None:
    """The day of the plan on which an application is in time; None when it has passed, or nothing was planned."""
    plan = revision.plan
    return plan.application_by if plan is not None and plan.application_by > day else None


def _under_the_youth_law(revision: ClientRevision, function_ids: Iterable[str]) -> bool:
    """Whether any of this care is: for that the municipality holds no conversation as the Wmo 2015 asks."""
    wanted = set(function_ids)
    return any(function.domain == "jeugdwet" for function in revision.right.functions if function.id in wanted)


def _nobody_chose_yet(revision: ClientRevision, function_ids: Iterable[str]) -> bool:
    """Whether a budget can go on after its last certain day: the college has not chosen how to read the law."""
    wanted = set(function_ids)
    return any(OPEN in function.findings for function in revision.right.functions if function.id in wanted)


def _cares(revision: ClientRevision, function_ids: Iterable[str]) -> tuple[str, ...]:
    """The names of this care, each once; of a function that this revision does not hold nothing can be said."""
    wanted = set(function_ids)
    found = (care_name(function.function) for function in revision.right.functions if function.id in wanted)
    return tuple(dict.fromkeys(found))
