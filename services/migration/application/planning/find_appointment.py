"""One appointment, for staff of its municipality."""

from dataclasses import dataclass

from services.migration.application.planning.ports import AppointmentWork
from services.migration.application.planning.views import NotKnown
from services.migration.domain.planning.appointments import Appointment, State
from shared.access import STAFF, Scope, User, allowed, check_municipality
from shared.messaging.failures import Refused

GONE = {
    State.REPLACED: "Deze afspraak is al verplaatst. Open het dossier opnieuw en kijk welke afspraak er nu is.",
    State.CANCELLED: "Deze afspraak was al afgezegd. Open het dossier opnieuw en kijk hoe het nu is.",
    State.NOT_NEEDED: "Deze afspraak is niet meer nodig: het gesprek is al geweest. Open het dossier opnieuw.",
}


@dataclass(frozen=True, slots=True)
class FindAppointment:
    """`to_change`: nobody else changes it until the transaction ends."""

    user: User
    appointment_id: str
    to_change: bool = False


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def find_appointment(work: AppointmentWork, asked: FindAppointment) -> Appointment:
    """Raises NotKnown, Forbidden, also for one with somebody who lives in another municipality now, and Refused when it
    is to be changed and does not stand any more."""
    found = _found(work, asked.appointment_id)
    check_municipality(asked.user, found.municipality)
    for client_id in found.client_ids:
        home = work.households.of_client(client_id)
        if home is not None:
            check_municipality(asked.user, home.municipality)
    if asked.to_change:
        work.lock([found.municipality])
        found = _found(work, asked.appointment_id)
        if not found.stands:
            raise Refused(GONE[found.state])
    return found


def _found(work: AppointmentWork, appointment_id: str) -> Appointment:
    found = work.appointments.get(appointment_id)
    if found is None:
        raise NotKnown("Deze afspraak is er niet. Open het dossier van de cliënt opnieuw.")
    return found
