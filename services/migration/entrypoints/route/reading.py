"""The route that a screen is about; what is not there is a page that says so."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from services.migration.application.route.ports import Work
from services.migration.application.route.show_route import ShowRoute, show_route
from services.migration.application.route.views import (
    NO_CLIENT,
    NO_DEADLINE,
    RouteFile,
    UnknownClient,
    UnknownCorrection,
    UnknownDeadline,
)
from shared.messaging.work import Works
from shared.web.app import current_user
from shared.web.problem import NotFound


@contextmanager
def or_not_found() -> Iterator[None]:
    try:
        yield
    except UnknownClient as error:
        raise NotFound(NO_CLIENT) from error
    except UnknownDeadline as error:
        raise NotFound(NO_DEADLINE) from error
    except UnknownCorrection as error:
        raise NotFound("Deze verbetering is er niet.") from error


def file_of(works: Works[Work], client_id: UUID) -> RouteFile:
    with or_not_found(), works.read() as work:
        return show_route(work, ShowRoute(current_user(), str(client_id)))
