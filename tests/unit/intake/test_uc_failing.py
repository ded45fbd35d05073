"""A delivery on which the program itself fails says so, holds up no other one, and can be tried again."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from services.intake.application.delivery.ports import Archive
from services.intake.application.delivery.process_waiting import process_waiting
from services.intake.application.delivery.rebuild_deliveries import RebuildDeliveries, rebuild_deliveries
from services.intake.application.delivery.record_delivery import Awaited
from services.intake.application.delivery.register_delivery import register_delivery
from services.intake.application.delivery.retry_delivery import RetryDelivery, retry_delivery
from services.intake.domain.delivery.deliveries import DeliveryState, ManifestFile
from services.intake.domain.mapping.lines import Page, Position
from shared.access import Forbidden, Role, User
from shared.messaging.failures import PassingFault, Refused
from tests.support.intake_in_memory import WorksInMemory
from tests.unit.intake.delivered import as_csv, client
from tests.unit.intake.takes_in import lay, outcome, take_in, totals, transferred, view

MANAGER = User("b", "B. Heer", Role.FUNCTIONAL_MANAGER, frozenset({"0321"}))
SECRET = "999900006"


@dataclass
class Breaking:
    """An archive that fails where a test says so: `where` is the verb."""

    real: Archive
    errors: dict[str, Exception] = field(default_factory=dict)
    of: str | None = None

    def _may_break(self, where: str, sha256: str) -> None:
        if where in self.errors and self.of in (None, sha256):
            raise self.errors[where]

    def size(self, path: Path) -> int:
        return self.real.size(path)

    def keep(self, path: Path) -> str | None:
        return self.real.keep(path)

    def manifest(self, sha256: str) -> ManifestFile:
        self._may_break("manifest", sha256)
        return self.real.manifest(sha256)

    def count_lines(self, sha256: str) -> int:
        self._may_break("count", sha256)
        return self.real.count_lines(sha256)

    def page(self, sha256: str, start: Position, limit: int) -> Page:
        self._may_break("page", sha256)
        return self.real.page(sha256, start, limit)


@pytest.fixture
def archive(works: WorksInMemory) -> Breaking:
    works.archive = Breaking(works.archive)
    return works.archive


def work_all(works: WorksInMemory) -> None:
    while process_waiting(works):
        pass


def broken(*_args: Any, **_kwargs: Any) -> Any:
    raise LookupError(SECRET)


def test_a_delivery_that_fails_holds_up_no_other_one(works: WorksInMemory, archive: Breaking) -> None:
    bad = register_delivery(works, lay(works, as_csv([client(1)]), "slecht"))
    good = register_delivery(works, lay(works, as_csv([client(2)]), "goed"))
    archive.errors["page"], archive.of = OverflowError(SECRET), bad.files.sha256
    work_all(works)
    assert [view(works, one.id).state for one in (bad, good)] == [DeliveryState.FAILED, DeliveryState.CHECKED]
    assert len(transferred(works)) == 1
    assert (totals(works).failed_deliveries, totals(works).received_deliveries) == (1, 0)


def test_the_reason_names_kind_and_place_and_no_value(works: WorksInMemory, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("services.intake.application.delivery.transfer_clients.settle", broken)
        failed = view(works, take_in(works, [client(1)]))
    assert failed.state is DeliveryState.FAILED
    assert "LookupError in test_uc_failing.py, regel " in str(failed.reason)
    assert SECRET not in str(failed.reason)
    assert (failed.progress_lines, failed.persons, works.recorded) == (1, 0, [])


@pytest.mark.parametrize("step", ["settle", "event_of"])
def test_who_tries_again_gets_what_there_would_have_been(
    works: WorksInMemory, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    straight = WorksInMemory()
    take_in(straight, [client(1), client(2)])
    with monkeypatch.context() as patched:
        patched.setattr(f"services.intake.application.delivery.transfer_clients.{step}", broken)
        failed = take_in(works, [client(1), client(2)])
    assert retry_delivery(works, RetryDelivery(MANAGER, failed)) == failed
    assert view(works, failed).state is DeliveryState.RECEIVED
    work_all(works)
    assert outcome(works) == outcome(straight)
    assert retry_delivery(works, RetryDelivery(MANAGER, failed)) == failed
    assert outcome(works) == outcome(straight)


def test_after_an_older_copy_it_is_tried_again_when_it_is_its_turn(works: WorksInMemory, archive: Breaking) -> None:
    archive.errors["page"] = KeyError(SECRET)
    failed = take_in(works, [client(1)])
    other, own = Awaited("other", "levering-9"), Awaited(failed, "levering")
    with pytest.raises(Refused, match="Lever eerst opnieuw aan: levering-9"):
        retry_delivery(works, RetryDelivery(MANAGER, failed, [other, own]))
    with pytest.raises(Refused, match="Dat gebeurt vanzelf"):
        retry_delivery(works, RetryDelivery(MANAGER, failed, [replace(other, waits=True)]))
    assert view(works, failed).state is DeliveryState.FAILED
    assert retry_delivery(works, RetryDelivery(MANAGER, failed, [own, other])) == failed
    assert view(works, failed).state is DeliveryState.RECEIVED


def test_delivering_it_again_tries_it_again(works: WorksInMemory, archive: Breaking) -> None:
    archive.errors["page"] = KeyError(SECRET)
    failed = take_in(works, [client(1)])
    del archive.errors["page"]
    assert take_in(works, [client(1)]) == failed
    assert view(works, failed).state is DeliveryState.CHECKED


@pytest.mark.parametrize("where", ["manifest", "count"])
def test_what_the_program_cannot_read_fails_and_is_read_anew(
    works: WorksInMemory, archive: Breaking, where: str
) -> None:
    archive.errors[where] = RecursionError(SECRET)
    failed = take_in(works, [client(1)])
    found = view(works, failed)
    assert (found.state, found.lines, SECRET in str(found.reason)) == (DeliveryState.FAILED, 0, False)
    assert "RecursionError" in str(found.reason)
    assert retry_delivery(works, RetryDelivery(MANAGER, failed)) == failed
    del archive.errors[where]
    again = retry_delivery(works, RetryDelivery(MANAGER, failed))
    work_all(works)
    assert view(works, again).state is DeliveryState.CHECKED
    assert totals(works).deliveries == 1


def test_a_fault_of_the_world_is_no_failure_of_the_delivery(works: WorksInMemory, archive: Breaking) -> None:
    archive.errors["page"] = PassingFault("de schijf is vol")
    waiting = register_delivery(works, lay(works, as_csv([client(1)]), "levering"))
    with pytest.raises(PassingFault):
        process_waiting(works)
    assert view(works, waiting.id).state is DeliveryState.RECEIVED


def test_another_municipality_tries_nothing_again(works: WorksInMemory, archive: Breaking) -> None:
    archive.errors["page"] = KeyError(SECRET)
    failed = take_in(works, [client(1)])
    stranger = User("c", "C. Elders", Role.FUNCTIONAL_MANAGER, frozenset({"0356"}))
    with pytest.raises(Forbidden):
        retry_delivery(works, RetryDelivery(stranger, failed))


def test_what_is_refused_or_checked_is_not_tried_again(works: WorksInMemory) -> None:
    for delivery_id in (take_in(works, [client(1)]), take_in(works, [client(2)], "ander", sha256="0" * 64)):
        before = outcome(works)
        assert retry_delivery(works, RetryDelivery(MANAGER, delivery_id)) == delivery_id
        assert outcome(works) == before


def test_a_rebuild_waits_for_what_failed(works: WorksInMemory, archive: Breaking) -> None:
    take_in(works, [client(2)], "goed")
    archive.errors["page"] = KeyError(SECRET)
    failed = take_in(works, [client(1)], "slecht")
    before = view(works, failed)
    with pytest.raises(Refused, match="mislukt is: slecht"):
        rebuild_deliveries(works, RebuildDeliveries())
    assert (totals(works).persons_transferred, view(works, failed)) == (1, before)
    del archive.errors["page"]
    take_in(works, [client(1)], "slecht")
    straight = outcome(works)
    rebuild_deliveries(works, RebuildDeliveries())
    assert outcome(works) == straight
