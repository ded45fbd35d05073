"""Whatever moment a process dies at, the delivery ends as if nothing had happened, and nothing is said twice."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Barrier, Thread

import pytest
from sqlalchemy import Connection, event

from services.intake.application.delivery import stage_rows, transfer_clients
from services.intake.application.delivery.process_waiting import process_waiting
from services.intake.domain.delivery.deliveries import DeliveryState, is_waiting
from services.intake.domain.mapping.rows import Row
from services.intake.main import IntakeService
from tests.integration.intake_files import content_of_outbox, deliver, open_intake, process, register, view, write_rows
from tests.unit.intake.delivered import client

STEPS = 10
"""Four of five lines each, five of at most five rows of whole clients, and the comparison of totals."""


class Killed(BaseException):
    """Stands for the end of the process, which nobody catches."""


def rows() -> list[Row]:
    """Twenty rows: several per client, faults within rows and between them."""
    made = [client(n) for n in range(8)]
    made += [client(n, functiecode="82", klasse="KD04") for n in range(6)]
    return [
        *made,
        client(8, bsn="1"),
        client(1),
        client(9, clientnummer="Z9"),
        client(9),
        client(10),
        client(10, postcode=""),
    ]


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage_rows, "LINES_PER_STEP", 5)
    monkeypatch.setattr(transfer_clients, "ROWS_PER_STEP", 5)


@pytest.fixture
def undisturbed(tmp_path: Path) -> tuple[str, list[str]]:
    folder = tmp_path / "undisturbed"
    folder.mkdir()
    intake = open_intake(folder)
    deliver(intake, write_rows(tmp_path, rows()))
    outcome = (intake.digest(), content_of_outbox(intake))
    intake.database.engine.dispose()
    return outcome


@pytest.fixture
def intake(tmp_path: Path) -> Iterator[IntakeService]:
    service = open_intake(tmp_path)
    yield service
    service.database.engine.dispose()


def dying_after(steps: int) -> Callable[[int, int], None]:
    left = [steps]

    def progress(_done: int, _total: int) -> None:
        left[0] -= 1
        if not left[0]:
            raise Killed

    return progress


@pytest.mark.parametrize("step", range(1, STEPS + 1))
def test_death_after_any_step_changes_nothing_in_the_end(
    intake: IntakeService, tmp_path: Path, undisturbed: tuple[str, list[str]], step: int
) -> None:
    file = write_rows(tmp_path, rows())
    delivery = register(intake, file)
    with pytest.raises(Killed):
        process(intake, delivery.id, dying_after(step))
    process(intake, delivery.id)
    assert view(intake, delivery.id).state is DeliveryState.CHECKED
    assert (intake.digest(), content_of_outbox(intake)) == undisturbed


@pytest.mark.parametrize("step", range(1, STEPS + 1))
def test_death_just_before_any_commit_changes_nothing_in_the_end(
    intake: IntakeService, tmp_path: Path, undisturbed: tuple[str, list[str]], step: int
) -> None:
    file = write_rows(tmp_path, rows())
    delivery = register(intake, file)
    left = [step]

    def die(_connection: Connection) -> None:
        left[0] -= 1
        if not left[0]:
            raise Killed

    event.listen(intake.database.engine, "commit", die)
    with pytest.raises(Killed):
        process(intake, delivery.id)
    event.remove(intake.database.engine, "commit", die)
    process(intake, delivery.id)
    assert (intake.digest(), content_of_outbox(intake)) == undisturbed


def test_death_after_every_single_step_changes_nothing_in_the_end(
    intake: IntakeService, tmp_path: Path, undisturbed: tuple[str, list[str]]
) -> None:
    file = write_rows(tmp_path, rows())
    delivery = register(intake, file)
    deaths = 0
    while is_waiting(delivery):
        try:
            delivery = process(intake, delivery.id, dying_after(1))
        except Killed:
            deaths += 1
    assert deaths == STEPS
    assert (intake.digest(), content_of_outbox(intake)) == undisturbed


def test_two_processes_at_one_delivery_do_every_step_once(
    intake: IntakeService, tmp_path: Path, undisturbed: tuple[str, list[str]]
) -> None:
    file = write_rows(tmp_path, rows())
    delivery = register(intake, file)
    start = Barrier(3)

    def work() -> None:
        start.wait()
        process(intake, delivery.id)

    threads = [Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (intake.digest(), content_of_outbox(intake)) == undisturbed


@pytest.mark.parametrize("step", [1, 4, 8])
def test_a_rebuild_that_dies_is_finished_in_silence(
    intake: IntakeService, tmp_path: Path, undisturbed: tuple[str, list[str]], step: int
) -> None:
    deliver(intake, write_rows(tmp_path, rows()))
    with pytest.raises(Killed):
        intake.rebuild(dying_after(step))  # type: ignore[call-arg]
    while process_waiting(intake.works):
        pass
    assert (intake.digest(), content_of_outbox(intake)) == undisturbed
