"""Which use case handles which event."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from services.notifications.application.client.receive_money import note_money
from services.notifications.application.client.receive_revisions import note_parts
from services.notifications.application.letters.ports import Desk, News, Stores, StoresOn
from services.notifications.application.letters.withhold_letters import hold_back
from services.notifications.application.mailing.restore_print_runs import restore_print_run, restore_provider_notice
from services.notifications.entrypoints.letters import schemas
from shared.events.envelope import Event
from shared.messaging.unit import Unit
from shared.messaging.worker import Handler
from shared.transport.topics import TOPICS

SUBSCRIPTIONS = (TOPICS["intake"], TOPICS["migration"], TOPICS["billing"])

CLIENT_TRANSFERRED = "nl.zachte-landing.intake.client-transferred.v1"
CLIENT_HELD_BACK = "nl.zachte-landing.intake.client-held-back.v1"
RIGHT_DETERMINED = "nl.zachte-landing.migration.right-determined.v1"
REASSESSMENT_PLANNED = "nl.zachte-landing.migration.reassessment-planned.v1"
BUDGET_GRANTED = "nl.zachte-landing.billing.budget-granted.v1"
BUDGET_WITHDRAWN = "nl.zachte-landing.billing.budget-withdrawn.v1"
CONTRIBUTION_ASSESSED = "nl.zachte-landing.billing.contribution-assessed.v1"
PRINT_RUN_MADE = "nl.zachte-landing.notifications.print-run-made.v1"
PROVIDER_NOTICE_MADE = "nl.zachte-landing.notifications.provider-notice-made.v1"


def handlers(stores_on: StoresOn, desk: Desk) -> Mapping[str, Handler]:
    """By event type, for the worker."""

    def part(read: Callable[[Event], Any], store: Callable[[Stores], Any]) -> Handler:
        def handle(unit: Unit, events: Sequence[Event]) -> None:
            stores = stores_on(unit.connection)
            note_parts(unit, stores, desk, store(stores), _news(read, events))

        return handle

    def money(read: Callable[[Event], Any], store: Callable[[Stores], Any]) -> Handler:
        def handle(unit: Unit, events: Sequence[Event]) -> None:
            note_money(store(stores_on(unit.connection)), _news(read, events))

        return handle

    def held_back(unit: Unit, events: Sequence[Event]) -> None:
        hold_back(unit, stores_on(unit.connection), [schemas.held_back_from(event) for event in events])

    return {
        CLIENT_HELD_BACK: held_back,
        CLIENT_TRANSFERRED: part(schemas.recipient_from, lambda stores: stores.parts.recipients),
        RIGHT_DETERMINED: part(schemas.right_from, lambda stores: stores.parts.rights),
        REASSESSMENT_PLANNED: part(schemas.plan_from, lambda stores: stores.parts.plans),
        BUDGET_GRANTED: money(schemas.budget_from, lambda stores: stores.budgets),
        BUDGET_WITHDRAWN: money(schemas.withdrawn_budget_from, lambda stores: stores.budgets),
        CONTRIBUTION_ASSESSED: money(schemas.contribution_from, lambda stores: stores.contributions),
    }


def own_decisions(stores_on: StoresOn) -> Mapping[str, Handler]:
    """By event type of the own topic, for a rebuild."""

    def runs(unit: Unit, events: Sequence[Event]) -> None:
        for event in events:
            restore_print_run(stores_on(unit.connection), schemas.print_run_from(event), event.data["letters"])

    def notices(unit: Unit, events: Sequence[Event]) -> None:
        for event in events:
            restore_provider_notice(stores_on(unit.connection), schemas.provider_notice_from(event))

    return {PRINT_RUN_MADE: runs, PROVIDER_NOTICE_MADE: notices}


def _news(read: Callable[[Event], Any], events: Sequence[Event]) -> list[News[Any]]:
    return [News(read(event), event) for event in events]
