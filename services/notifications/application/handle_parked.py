"""Messages that could not be worked: why, and another try after the cause was taken away."""

from collections.abc import Sequence

from services.notifications.application.views import Office, ParkedMessage
from shared.access import Forbidden, Role, Scope, User, allowed

READ_PARKED = "Berichten herstellen die niet verwerkt zijn"


@allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
def list_parked(office: Office, user: User) -> Sequence[ParkedMessage]:
    found = office.queries.parked(user.municipalities)
    office.read_log.write(user, sorted({message.subject for message in found}), READ_PARKED)
    return found


@allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
def retry_parked(office: Office, user: User, subject: str) -> int:
    """Tries all messages of a client again, oldest first; returns how many worked.

    Raises Forbidden when there are none, or none that the user may handle.
    """
    if subject not in {message.subject for message in office.queries.parked(user.municipalities)}:
        raise Forbidden("Voor deze cliënt staat geen bericht klaar dat u kunt herstellen.")
    return office.retry(subject)
