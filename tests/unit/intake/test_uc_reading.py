"""Who may read deliveries and rows, and which line that leaves in the read log."""

import pytest

from services.intake.application.delivery.list_deliveries import ListDeliveries, list_deliveries
from services.intake.application.delivery.list_rows import PURPOSE, ListRows, list_rows
from services.intake.application.delivery.ports import UnknownDelivery
from services.intake.application.delivery.show_delivery import ShowDelivery, show_delivery
from services.intake.domain.mapping.rows import RowState
from shared.access import Forbidden, Role, User
from tests.support.intake_in_memory import IDENTITIES, WorksInMemory
from tests.unit.intake.delivered import client
from tests.unit.intake.takes_in import take_in, take_in_bytes

HOUTEN = User("h", "Hugo", Role.CASEWORKER, frozenset({"0321"}))
LOPIK = User("l", "Lotte", Role.CASEWORKER, frozenset({"0331"}))
MANAGER = User("s", "Sam", Role.FUNCTIONAL_MANAGER, frozenset({"0331"}))


def test_everybody_sees_their_own_municipality_and_what_is_nobodys(works: WorksInMemory) -> None:
    own = take_in(works, [client(1)])
    lost = take_in(works, [client(2)], "verdwaald", gemeentecode="9999")
    elsewhere = take_in(works, [client(3)], "elders", gemeentecode="0273")
    refused = take_in_bytes(works, b"onzin", "geweigerd", gemeentecode="")
    with works.read() as work:
        seen = {
            user.id: [one.id for one in list_deliveries(work, ListDeliveries(user)).deliveries]
            for user in (HOUTEN, LOPIK)
        }
        assert seen == {"h": [refused, own], "l": [refused]}
        assert [one.id for one in list_deliveries(work, ListDeliveries(MANAGER)).deliveries] == [
            refused,
            elsewhere,
            lost,
        ]
        assert show_delivery(work, ShowDelivery(MANAGER, lost)).municipality == "9999"
        for nobodys in (lost, elsewhere):
            with pytest.raises(Forbidden):
                show_delivery(work, ShowDelivery(HOUTEN, nobodys))
        with pytest.raises(UnknownDelivery):
            show_delivery(work, ShowDelivery(HOUTEN, "d9"))


def test_reading_rows_leaves_one_line_per_person(works: WorksInMemory) -> None:
    delivery = take_in(works, [client(1), client(1, klasse="K9"), client(2, bsn=""), client(2, bsn="")])
    with works.read() as work:
        page = list_rows(work, ListRows(HOUTEN, delivery, state=None, after=0, limit=10))
    subjects = {page.rows[0].client_id or "", IDENTITIES.stranger_id(delivery, "C00002")}
    assert sorted(works.read_log.lines) == sorted(("h", subject, PURPOSE.words) for subject in subjects)


def test_who_may_not_see_rows_leaves_no_line(works: WorksInMemory) -> None:
    delivery = take_in(works, [client(1)])
    with works.read() as work, pytest.raises(Forbidden):
        list_rows(work, ListRows(LOPIK, delivery, state=RowState.ACCEPTED, after=0, limit=10))
    assert works.read_log.lines == []
