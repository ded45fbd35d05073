"""The API of mailings and print runs."""

from collections.abc import Sequence

from services.notifications.adapters.work import NotificationsWorks
from services.notifications.application.mailing.list_mailings import ListMailings, list_mailings
from services.notifications.application.mailing.list_print_runs import ListPrintRuns, list_print_runs
from services.notifications.application.mailing.views import MailingView, PrintRunView
from services.notifications.entrypoints.mailing.schemas import MailingSchema, PrintRunSchema
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

    @api.route(
        "GET",
        "/mailings",
        *STAFF,
        scope=Scope.MUNICIPALITY,
        summary="Mailings van uw gemeenten: eerst wat op vrijgave wacht, dan de nieuwste 50",
        response=MailingSchema,
        many=True,
    )
    def mailings() -> Sequence[MailingView]:
        with works.read() as work:
            found = list_mailings(work, ListMailings(current_user()))
        return [*found.gathering, *found.closed]
