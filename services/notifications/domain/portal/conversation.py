"""The conversation as the own page shows it: the appointment, and what the client said about it. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from services.notifications.domain.replies.answer import Answer, AnswerKind, declined, says_when
from services.notifications.domain.route.client_route import ClientRoute
from services.notifications.domain.route.facts import Appointment, when_in_words, where_in_words


@dataclass(frozen=True, slots=True)
class AppointmentOnPage:
    """An appointment that stands and is not over. `said` is what the client answered last about it, None for nothing.
    `heard_on`: a colleague recorded in the file that it suits, and the client said nothing else on that day or
    since."""

    appointment: Appointment
    said: Answer | None
    heard_on: date | None = None

    @property
    def when(self) -> str:
        return when_in_words(self.appointment)

    @property
    def where(self) -> str:
        return where_in_words(self.appointment)

    @property
    def answered(self) -> bool:
        return self.heard_on is not None or self.said is not None

    @property
    def confirmed(self) -> bool:
        return self.heard_on is not None or (self.said is not None and self.said.kind == "suits")

    @property
    def asked_to_move(self) -> bool:
        return self.answered and not self.confirmed


@dataclass(frozen=True, slots=True)
class CancelledOnPage:
    """The day of an appointment that does not go on, while another one is still to be made; `waits_until`: not before
    this day, because the route is on hold."""

    day: date
    waits_until: date | None


def cancelled_on_page(route: ClientRoute) -> CancelledOnPage | None:
    """None once there was a conversation without another appointment, or a decision without one, and for the
    appointment of an earlier route."""
    gone = route.cancelled_without_another
    if gone is None or not gone.new_one_follows or not route.before_conversation:
        return None
    about = [each for each in route.appointments if each.appointment_id == gone.appointment_id]
    over = any(conversation_held(route, each) or any(one.route > each.route for one in route.steps) for each in about)
    if over:
        return None
    held = route.last("hold") if route.state == "on-hold" else None
    until = date.fromisoformat(str(held.details["until"])) if held is not None else None
    return next((CancelledOnPage(each.day, until) for each in about), None)


def appointment_on_page(route: ClientRoute, answers: Sequence[Answer], today: date) -> AppointmentOnPage | None:
    """`answers`: the newest first. None when no appointment stands, when it is over, or when the route has ended."""
    stands = route.appointment
    if stands is None or stands.day < today or route.ended_by is not None or conversation_held(route, stands):
        return None
    about = (each for each in answers if each.appointment_id == stands.appointment_id and says_when(each))
    said, heard = next(about, None), route.confirmed_on(stands.appointment_id)
    counts = heard is not None and (said is None or said.received_on < heard)
    return AppointmentOnPage(stands, said, heard if counts else None)


def conversation_held(route: ClientRoute, appointment: Appointment) -> bool:
    """Whether somebody recorded that this conversation took place."""
    held = (each for each in route.steps if each.step == "hold-conversation" and each.route == appointment.route)
    return any(each.on >= appointment.made_on for each in held)


def actions(route: ClientRoute, answers: Sequence[Answer], today: date, *, planned: bool) -> tuple[AnswerKind, ...]:
    """What the client can do on the page now, in the order in which it is offered. Nothing is offered whose day has
    passed. `planned`: the municipality wants to speak with this client; somebody whose care goes elsewhere is offered
    nothing about a conversation that never comes."""
    ahead = (planned or route.has_begun) and route.before_conversation
    shown = appointment_on_page(route, answers, today)
    return tuple(_actions(route, shown, declined(answers), today, ahead=ahead))


def _actions(
    route: ClientRoute, shown: AppointmentOnPage | None, no: Answer | None, today: date, *, ahead: bool
) -> Iterator[AnswerKind]:
    if shown is not None:
        if not shown.confirmed:
            yield "suits"
        if not (shown.asked_to_move and shown.said is not None and shown.said.is_open):
            yield "other-day"
    if plan_can_come(route, today, ahead=ahead):
        yield "plan-attached"
    if ahead:
        yield "wants-support"
    if shown is not None:
        yield "brings-somebody"
        yield "interpreter"
    if ahead and no is None:
        yield "declines"
    yield "wrong-data"
    yield "calls-back"


def plan_can_come(route: ClientRoute, today: date, *, ahead: bool) -> bool:
    """Until the day that the municipality told; as long as it told none, until the conversation (Wmo 2015, 2.3.2)."""
    told = [each.last_day for each in route.terms if each.kind == "personal-plan"]
    return today <= max(told) if told else ahead
