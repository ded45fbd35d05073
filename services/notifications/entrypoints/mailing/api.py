"""The API of print runs."""

from collections.abc import Sequence

from services.notifications.adapters.work import NotificationsWorks
from services.notifications.application.mailing.list_print_runs import ListPrintRuns, list_print_runs
from services.notifications.application.mailing.views import PrintRunView
from services.notifications.entrypoints.mailing.schemas import PrintRunSchema
from shared.access import STAFF, Scope
from shared.web.api import Api
from shared.web.app import current_user


def add_print_runs(api: Api, works: NotificationsWorks) -> None:
    @api.route(
        "GET",
        "/print-runs",
        *STAFF,
        scope=Scope.MUNICIPALITY,
        summary="Afdrukken van uw gemeenten, de nieuwste eerst",
        response=PrintRunSchema,
        many=True,
    )
    def print_runs() -> Sequence[PrintRunView]:
        with works.read() as work:
            return list_print_runs(work, ListPrintRuns(current_user())).runs
