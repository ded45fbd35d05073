"""What happened and what comes, in order of day. Nothing is said to be done that nobody recorded."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

from services.notifications.domain.client.right import Days, Plan
from services.notifications.domain.letters.kinds import LetterKind
from services.notifications.domain.portal.care import CareOnPage
from services.notifications.domain.portal.conversation import conversation_held
from services.notifications.domain.portal.letters import letter_name
from services.notifications.domain.portal.steps import coming_on_route, told_on_route
from services.notifications.domain.portal.voice import Voice
from services.notifications.domain.replies.answer import Answer, declined
from services.notifications.domain.route.client_route import ClientRoute
from services.notifications.domain.route.facts import when_in_words, where_in_words
from shared.dutch import date_in_words, list_in_words

State = Literal["done", "now", "passed", "coming"]


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the client's year. `passed` is an appointment of which nobody recorded what came of it; a week
    or day of the plan that is over stays `now`. `letter_id` is there for a letter."""

    day: date
    when: str
    what: str
    state: State
    letter_id: str | None = None


def year_on_page(
    care: Sequence[CareOnPage],
    days: Days | None,
    plan: Plan | None,
    letters: Mapping[str, tuple[date, LetterKind]],
    voice: Voice,
    today: date,
    route: ClientRoute,
    answers: Sequence[Answer],
    appeal_by: date | None = None,
) -> tuple[Moment, ...]:
    """`letters` are the days and kinds of letters by their ids. What is on one day stands in the order in which it is
    told. What the route tells takes the place of what was only planned. `appeal_by`: as in `asked_of_client`."""
    moments = [*_letters(letters, voice)]
    moments += (Moment(each.day, date_in_words(each.day), each.what, "done") for each in told_on_route(route, answers))
    if days is not None:
        over = days.new_law_from <= today
        moments.append(_on(days.new_law_from, "De AWBZ is gestopt" if over else "De AWBZ stopt", today))
    if plan is not None and not route.has_begun:
        moments.append(_planned_conversation(plan, today))
    if plan is not None and not _decision_is_near(route):
        moments.append(_planned_decision(plan, today))
    moments += _appointment(route, today)
    moments += (Moment(day, when, what, "coming") for day, when, what in coming_on_route(route, today, appeal_by))
    moments += _call_to_come(route, answers, today)
    moments += _last_days(care, voice, today)
    return tuple(sorted(moments, key=lambda moment: moment.day))


def _letters(letters: Mapping[str, tuple[date, LetterKind]], voice: Voice) -> Iterator[Moment]:
    for letter_id, (day, kind) in letters.items():
        yield Moment(day, date_in_words(day), letter_name(kind, voice), "done", letter_id)


def _decision_is_near(route: ClientRoute) -> bool:
    """The route tells itself when a decision comes, or there was one, or there will be none. One by which an
    application is not treated is none on the care."""
    told = any(each.kind == "decision" for each in route.terms)
    if route.begins_anew or route.state == "not-treated":
        return False
    return told or route.ended_by is not None or route.last("decide", "prolong", "send") is not None


def _planned_conversation(plan: Plan, today: date) -> Moment:
    when = f"Week van {date_in_words(plan.week)}"
    if plan.over_on(today):
        return Moment(plan.week, when, "Het gesprek met de gemeente stond gepland", "now")
    return Moment(plan.week, when, "Gesprek met de gemeente", "now" if plan.week <= today else "coming")


def _planned_decision(plan: Plan, today: date) -> Moment:
    until = f"Uiterlijk {date_in_words(plan.decision_due)}"
    if plan.decision_due < today:
        return Moment(plan.decision_due, until, "Ons besluit stond gepland, als u zorg aanvroeg", "now")
    return Moment(plan.decision_due, until, "Ons besluit, als u zorg aanvraagt", "coming")


def _appointment(route: ClientRoute, today: date) -> Iterator[Moment]:
    """The one that stands, until somebody records that the conversation took place."""
    stands = route.appointment
    if stands is None or route.ended_by is not None or conversation_held(route, stands):
        return
    whom = f"{stands.caseworker} van de gemeente" if stands.caseworker else "de gemeente"
    if stands.day < today:
        day = date_in_words(stands.day)
        yield Moment(stands.day, day, f"Het gesprek met {whom} stond gepland", "passed")
        return
    state: State = "now" if stands.day == today else "coming"
    when = when_in_words(stands)
    yield Moment(stands.day, when[:1].upper() + when[1:], f"Gesprek met {whom}, {where_in_words(stands)}", state)


def _call_to_come(route: ClientRoute, answers: Sequence[Answer], today: date) -> Iterator[Moment]:
    """What comes after a client said to want no conversation, until somebody says that it was done."""
    no = declined(answers)
    if no is None or route.ended_by is not None:
        return
    until = f"Uiterlijk {date_in_words(no.due_on)}"
    if no.due_on < today:
        yield Moment(no.due_on, until, "Wij zouden contact met u opnemen. Hoorde u nog niets? Bel ons dan", "passed")
    else:
        yield Moment(no.due_on, until, "Wij nemen contact met u op, omdat u geen gesprek wilt", "coming")


def _last_days(care: Sequence[CareOnPage], voice: Voice, today: date) -> Iterator[Moment]:
    ends = sorted(_ends(care, voice), key=lambda end: end[:2])
    for (day, told), group in groupby(ends, key=lambda end: end[:2]):
        kinds = list(dict.fromkeys(kind for _, _, kind in group))
        yield _on(day, f"{told} {list_in_words(kinds)}", today)


def _ends(care: Sequence[CareOnPage], voice: Voice) -> Iterator[tuple[date, str, str]]:
    """Day, what ends on it, and which care."""
    for one in care:
        kind = one.care[:1].lower() + one.care[1:]
        if one.right_until is not None:
            at_least = "Tot en met deze dag in ieder geval" if one.at_least else "Laatste dag van"
            yield one.right_until, f"{at_least} {voice.old_right}", kind
        if one.pgb_until is not None:
            certain = "Tot en met deze dag in ieder geval" if one.pgb_open else "Laatste dag van"
            yield one.pgb_until, f"{certain} {voice.pgb} voor", kind
        if one.awbz_until is not None:
            yield one.awbz_until, "Laatste dag van", kind


def _on(day: date, what: str, today: date) -> Moment:
    state: State = "done" if day < today else "now" if day == today else "coming"
    return Moment(day, date_in_words(day), what, state)
