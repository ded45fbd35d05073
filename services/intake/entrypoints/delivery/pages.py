"""The screens of deliveries: all of them, and one with its held-back rows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from services.intake.application.delivery.list_deliveries import ListDeliveries
from services.intake.application.delivery.list_deliveries import list_deliveries as find_deliveries
from services.intake.application.delivery.list_rows import ListRows, list_rows
from services.intake.application.delivery.ports import DeliveryWork, DeliveryWorks
from services.intake.application.delivery.record_delivery import Awaited
from services.intake.application.delivery.retry_delivery import RetryDelivery, retry_delivery
from services.intake.application.delivery.show_delivery import ShowDelivery
from services.intake.application.delivery.show_delivery import show_delivery as find_delivery
from services.intake.application.delivery.views import DeliveryView, RowPage, RowView
from services.intake.domain.delivery.deliveries import DeliveryState
from services.intake.domain.mapping.rows import RowState
from services.intake.entrypoints.delivery.forms import DELIVERIES, PER_PAGE, ROWS, offset, wanted_deliveries
from services.intake.entrypoints.delivery.lines import DELIVERY_FILE_HEADS, ROW_FILE_HEADS, delivery_row, row_row
from services.intake.entrypoints.delivery.words import STATES, care_office, shown_value, total_name
from services.intake.entrypoints.reading import or_not_found, reading
from shared.access import STAFF, Role, Scope, User, allowed
from shared.municipalities import named
from shared.web.app import current_user
from shared.web.csv_file import AT_ONCE, csv_file, in_parts
from shared.web.lists import page_count

UNNAMED = {DeliveryState.REFUSED: "Geweigerde aanlevering", DeliveryState.FAILED: "Mislukte aanlevering"}
"""Of a manifest that cannot be read nobody knows the reference."""
CountHeldBack = Callable[[User], int]
"""How many persons are held back in the municipalities of a user: the answer of another column."""
AwaitedNow = Callable[[], Sequence[Awaited]]
"""What comes first, because an older copy of the database was put back."""


def pages(works: DeliveryWorks, count_held_back: CountHeldBack, awaited: AwaitedNow) -> Blueprint:
    screens = Blueprint("delivery", __name__)
    for word in (care_office, total_name, shown_value):
        screens.add_app_template_filter(word)

    @screens.get("/")
    @allowed(*STAFF, scope=Scope.NOBODY)
    def start() -> Response:
        return redirect(url_for("delivery.list_deliveries"))

    @screens.get("/deliveries")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def list_deliveries() -> str:
        user, state = current_user(), DELIVERIES.read(request.args)
        with reading(works) as work:
            found = find_deliveries(work, ListDeliveries(user, wanted_deliveries(state)))
        return render_template(
            "delivery/deliveries.html",
            title="Aanleveringen",
            found=found,
            held_back=count_held_back(user),
            state=state,
            pages=page_count(found.total, PER_PAGE),
            states=STATES,
            municipalities=named(user.municipalities),
        )

    @screens.get("/deliveries.csv")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def deliveries_file() -> Response:
        user, wanted = current_user(), wanted_deliveries(DELIVERIES.read(request.args))

        def found() -> Iterator[DeliveryView]:
            with reading(works) as work:
                yield from in_parts(
                    lambda first: (
                        find_deliveries(
                            work, ListDeliveries(user, replace(wanted, offset=first, limit=AT_ONCE))
                        ).deliveries
                    )
                )

        return csv_file("aanleveringen.csv", DELIVERY_FILE_HEADS, map(delivery_row, found()))

    @screens.get("/deliveries/<uuid:delivery_id>")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def show_delivery(delivery_id: UUID) -> str:
        return _show(works, str(delivery_id))

    @screens.get("/deliveries/<uuid:delivery_id>/rows.csv")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def rows_file(delivery_id: UUID) -> Response:
        """Those that are held back."""
        user = current_user()

        def part(work: DeliveryWork, first: int) -> Sequence[RowView]:
            return list_rows(work, ListRows(user, str(delivery_id), RowState.HELD_BACK, 0, AT_ONCE, skip=first)).rows

        def found() -> Iterator[RowView]:
            with reading(works) as work:
                if find_delivery(work, ShowDelivery(user, str(delivery_id))).state is DeliveryState.CHECKED:
                    yield from in_parts(lambda first: part(work, first))

        return csv_file("vastgehouden-regels.csv", ROW_FILE_HEADS, map(row_row, found()))

    @screens.get("/deliveries/<uuid:delivery_id>/rows/<int:number>")
    @allowed(*STAFF, scope=Scope.MUNICIPALITY)
    def show_row(delivery_id: UUID, number: int) -> Response:
        """To the page of the delivery on which this held-back row stands."""
        with reading(works) as work:
            find_delivery(work, ShowDelivery(current_user(), str(delivery_id)))
            before = work.queries.held_back_before(str(delivery_id), number)
        state = ROWS.read({}).on_page(before // PER_PAGE + 1)
        address = url_for("delivery.show_delivery", delivery_id=delivery_id)
        return redirect(f"{address}{state.link}#regel-{number}")

    @screens.post("/deliveries/<uuid:delivery_id>/retry")
    @allowed(Role.FUNCTIONAL_MANAGER, scope=Scope.MUNICIPALITY)
    def retry(delivery_id: UUID) -> Response:
        with or_not_found():
            now = retry_delivery(works, RetryDelivery(current_user(), str(delivery_id), awaited()))
        return redirect(url_for("delivery.show_delivery", delivery_id=now))

    return screens


def _show(works: DeliveryWorks, delivery_id: str) -> str:
    user, state, page = current_user(), ROWS.read(request.args), RowPage([])
    with reading(works) as work:
        found = find_delivery(work, ShowDelivery(user, delivery_id))
        # While the file is still being read, the page asks for itself every few seconds: no rows of persons yet.
        if found.state is DeliveryState.CHECKED:
            page = list_rows(work, ListRows(user, delivery_id, RowState.HELD_BACK, 0, PER_PAGE, skip=offset(state)))
    return render_template(
        "delivery/delivery.html",
        title=f"Aanlevering {found.reference}" if found.reference else UNNAMED[found.state],
        may_retry=user.role is Role.FUNCTIONAL_MANAGER,
        delivery=found,
        page=page,
        state=state,
        pages=page_count(found.rows_held_back, PER_PAGE),
        states=STATES,
    )
