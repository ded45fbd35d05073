"""Finds client and appointment by the code on the slip of an invitation."""

from dataclasses import dataclass
from datetime import date

from services.notifications.application.replies.ports import RepliesWork
from services.notifications.application.replies.views import ANSWERERS, FoundSlip
from services.notifications.domain.client.slip_code import NoSlipCode, read_slip_code
from services.notifications.domain.route.client_route import ClientRoute
from services.notifications.domain.route.facts import Appointment, hour_in_words
from shared.access import Scope, User, allowed
from shared.dutch import date_in_words
from shared.messaging.failures import Refused

STILL = "Leg het antwoord vast via de geboortedatum, als de cliënt iets anders laat weten."


@dataclass(frozen=True, slots=True)
class FindSlip:
    user: User
    typed: str


@allowed(*ANSWERERS, scope=Scope.MUNICIPALITY)
def find_slip(work: RepliesWork, command: FindSlip) -> FoundSlip:
    """Raises Refused, about the field `code`, for a code that is wrong, unknown or old. A code of another municipality
    is as unknown as one that never was."""
    try:
        code = read_slip_code(command.typed)
    except NoSlipCode as wrong:
        raise _refused(str(wrong)) from wrong
    found = [each for each in work.queries.appointments_with(code) if command.user.may_see(each.municipality)]
    if not found:
        raise _refused("Bij deze code kennen wij geen afspraak van uw gemeenten. Kijk nog eens op het strookje.")
    if len(found) > 1:
        raise _refused("Deze code hoort bij meer dan één afspraak. Zoek de cliënt met de geboortedatum.")
    if reason := _why_old(found[0], work.queries.client_route(found[0].client_id), work.today):
        raise _refused(f"{reason} {STILL}")
    return FoundSlip(found[0].client_id, found[0].appointment_id)


def _why_old(asked: Appointment, route: ClientRoute, today: date) -> str | None:
    of = f"Deze code is oud: de afspraak van {date_in_words(asked.day)}"
    if route.appointment == asked:
        return f"{of} is voorbij." if asked.day < today else None
    if (now := route.appointment) is not None:
        return _moved(of, asked, now)
    return f"{of} gaat niet door."


def _moved(of: str, asked: Appointment, now: Appointment) -> str:
    if now.day != asked.day:
        return f"{of} is verplaatst naar {date_in_words(now.day)}."
    if now.starts == asked.starts:
        return f"{of} is vervangen door een andere op hetzelfde uur."
    return f"{of} is verplaatst van {hour_in_words(asked.starts)} uur naar {hour_in_words(now.starts)} uur."


def _refused(text: str) -> Refused:
    return Refused("De code is niet gevonden.", {"code": text})
