"""Messages that could not be worked: why, and another try after the cause was taken away."""

from collections.abc import Callable, Sequence

from services.migration.application.ports import ReadLog
from services.migration.application.views import ParkedMessage, Views
from shared.access import Forbidden, Role, Scope, User, allowed

PURPOSE = "herstellen van berichten die niet verwerkt zijn"


@allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
def list_parked(user: User, views: Views, read_log: ReadLog) -> Sequence[ParkedMessage]:
    found = views.parked(user.municipalities)
    read_log.write(user, sorted({message.subject for message in found}), PURPOSE)
    return found


@allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
def retry_parked(user: User, subject: str, views: Views, retry: Callable[[str], int]) -> int:
    """Tries all messages of a subject again, oldest first; returns how many worked.

    Raises Forbidden when there are none, or none that the user may handle.
    """
    if subject not in {message.subject for message in views.parked(user.municipalities)}:
        raise Forbidden("Voor deze cliënt staat geen bericht klaar dat u kunt herstellen.")
    return retry(subject)
