"""Records what a client answered, so that a team takes it up before a day and the other services hear of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.notifications.application.client.views import NotKnown
from services.notifications.application.replies.ports import RepliesWork
from services.notifications.application.replies.settle_older_answers import settle_older_answers
from services.notifications.application.replies.views import ANSWERERS, TakenAnswer
from services.notifications.domain.client.recipient import Recipient
from services.notifications.domain.replies.answer import (
    ABOUT_APPOINTMENT,
    ASKS_NOTHING,
    BEFORE_CONVERSATION,
    FROM_PORTAL,
    LANGUAGE_MAX,
    NEEDS_LANGUAGE,
    NEEDS_NOTE,
    NEEDS_PHONE,
    NOTE_MAX,
    PHONE_MAX,
    TEAM,
    WISH_MAX,
    Answer,
    AnswerKind,
    Channel,
    HandedIn,
    Owner,
    answer_id,
    is_phone,
    newer_than,
    received,
)
from services.notifications.domain.route.facts import Appointment
from shared.access import Forbidden, Role, Scope, User, allowed, check_municipality
from shared.calendar.days import CalendarError
from shared.messaging.failures import Refused

DAYS_TO_REACT = "answers.days-to-react"


@dataclass(frozen=True, slots=True)
class TakeAnswer:
    """`appointment_id`: the appointment that the client spoke of; None when of none. A client answers on the own page
    and for nobody else, staff by slip or telephone."""

    user: User
    client_id: str
    kind: AnswerKind
    channel: Channel
    received_on: date
    appointment_id: str | None
    wish: str = ""
    note: str = ""
    file: HandedIn | None = None
    phone: str = ""
    language: str = ""


@allowed(*ANSWERERS, Role.CLIENT, scope=Scope.OWN)
def take_answer(work: RepliesWork, command: TakeAnswer) -> TakenAnswer:
    """The same answer that comes again while nobody dealt with it, and nothing else was said, is there once. Raises
    NotKnown, Forbidden, and Refused for what cannot be an answer, or is about an appointment that does not stand any
    more."""
    _check_channel(command)
    person = work.queries.people([command.client_id]).get(command.client_id)
    if person is None:
        raise NotKnown(f"Er is geen cliënt {command.client_id}.")
    if command.user.role is not Role.CLIENT:
        check_municipality(command.user, person.municipality)
    _check(work, command, person)
    before = work.answers.of_client(command.client_id)
    answer = _answer(work, command, person, number=len(before) + 1)
    if same := next((each for each in before if _stands(each, before) and each.says_the_same(answer)), None):
        return TakenAnswer(same, new=False)
    if not work.answers.add(answer, len(before) + 1):
        raise Refused("Er kwam net een ander antwoord binnen. Kijk hoe het nu is, en antwoord dan opnieuw.")
    work.record(received(answer))
    settle_older_answers(work, answer)
    return TakenAnswer(answer, new=True)


def _stands(answer: Answer, answers: Sequence[Answer]) -> bool:
    newer = newer_than(answer, answers)
    return not answer.dealt_with and (newer is None or newer.kind == answer.kind)


def _check_channel(command: TakeAnswer) -> None:
    own = command.user.role is Role.CLIENT
    if own and command.client_id != command.user.client:
        raise Forbidden("U kunt alleen voor uzelf antwoorden.")
    if own != (command.channel == "portal"):
        raise Forbidden("Op de eigen pagina antwoordt alleen de cliënt zelf.")
    if own and command.kind not in FROM_PORTAL:
        raise Forbidden("Dit kunt u hier niet doorgeven. Bel ons.")


def _check(work: RepliesWork, command: TakeAnswer, person: Recipient) -> None:
    wrong: dict[str, str] = {}
    if command.kind in NEEDS_NOTE and not command.note:
        wrong["note"] = "Vul in wat er niet klopt."
    if len(command.wish) > WISH_MAX:
        wrong["wish"] = f"Dit is te lang. Gebruik hoogstens {WISH_MAX} tekens."
    if len(command.note) > NOTE_MAX:
        wrong["note"] = f"Dit is te lang. Gebruik hoogstens {NOTE_MAX} tekens."
    wrong |= _wrong_to_reach(command)
    if command.received_on > work.today:
        wrong["received_on"] = "Deze dag moet nog komen. Vul de dag in waarop het antwoord binnenkwam."
    if wrong:
        raise Refused("Er klopt iets niet in het antwoord.", wrong)
    if person.died_on is not None and command.channel == "portal":
        raise Refused("Op deze pagina kunt u nu niets doorgeven. Bel ons.")
    if command.channel == "portal" and command.kind in BEFORE_CONVERSATION:
        _check_conversation(work, command)
    if command.kind in ABOUT_APPOINTMENT or command.appointment_id is not None:
        _check_appointment(work, command)


def _wrong_to_reach(command: TakeAnswer) -> dict[str, str]:
    """By field. Only a client who is here now can be asked for what is missing; a slip is as it came."""
    wrong: dict[str, str] = {}
    own = command.channel == "portal"
    if command.phone and (len(command.phone) > PHONE_MAX or not is_phone(command.phone)):
        wrong["phone"] = "Vul een telefoonnummer in met 10 cijfers, bijvoorbeeld 06 12345678."
    elif own and command.kind in NEEDS_PHONE and not command.phone:
        wrong["phone"] = "Vul het telefoonnummer in waarop wij u kunnen bellen."
    if len(command.language) > LANGUAGE_MAX:
        wrong["language"] = f"Dit is te lang. Gebruik hoogstens {LANGUAGE_MAX} tekens."
    elif own and command.kind in NEEDS_LANGUAGE and not command.language:
        wrong["language"] = "Vul in welke taal u spreekt. Gebruikt u gebarentaal? Vul dat dan in."
    return wrong


def _check_conversation(work: RepliesWork, command: TakeAnswer) -> None:
    if not work.queries.client_route(command.client_id).before_conversation:
        raise Refused("Het gesprek is al geweest, of het hoeft niet meer. Wilt u toch iets laten weten? Bel ons.")


def _check_appointment(work: RepliesWork, command: TakeAnswer) -> None:
    stands: Appointment | None = work.queries.client_route(command.client_id).appointment
    if stands is None or command.appointment_id not in (None, stands.appointment_id):
        raise Refused("Deze afspraak geldt niet meer. Kijk hoe het nu is, en antwoord dan opnieuw.")
    if command.appointment_id is None:
        raise Refused("Er is geen afspraak genoemd. Kijk hoe het nu is, en antwoord dan opnieuw.")
    if command.channel == "portal" and stands.day < work.today:
        raise Refused("De dag van deze afspraak is voorbij. Bel ons.")


def _due_on(work: RepliesWork, command: TakeAnswer, days: int) -> date:
    try:
        return work.calendar.after_working_days(command.received_on, days)
    except CalendarError as error:
        raise Refused("Er klopt iets niet in het antwoord.", {"received_on": str(error)}) from error


def _answer(work: RepliesWork, command: TakeAnswer, person: Recipient, number: int) -> Answer:
    """Who has the client's steps takes it up, or else the team of the municipality, until somebody says to do it. What
    asks for nothing is done."""
    owner = work.step_owners.of(command.client_id, person.municipality)
    if owner is None:
        owner = Owner(work.answer_choices.choice(person.municipality, TEAM, work.today).word, of_team=True)
    days = work.answer_choices.choice(person.municipality, DAYS_TO_REACT, work.today).number
    return Answer(
        answer_id=answer_id(command.client_id, number),
        client_id=command.client_id,
        municipality=person.municipality,
        kind=command.kind,
        channel=command.channel,
        received_on=command.received_on,
        appointment_id=command.appointment_id,
        wish=command.wish,
        note=command.note,
        file=command.file,
        taken_by=command.user.id,
        owner=owner.name,
        owner_id=owner.user_id,
        of_team=owner.of_team,
        turn=owner.turn,
        phone=command.phone,
        language=command.language,
        due_on=_due_on(work, command, days),
        done_on=work.today if command.kind in ASKS_NOTHING and not command.note else None,
    )
