"""When the second process answers that the letters of a delivery are written, and when it stops."""

from collections.abc import Sequence
from typing import cast

from deploy.beside import COMPLETE, END, Orders, follow
from shared.messaging.worker import Worker


class Script:
    """A worker that finds so many messages each time it looks, and orders that come at one of those looks."""

    def __init__(self, found: Sequence[int], orders: dict[int, str]) -> None:
        self.found = list(found)
        self.orders = orders
        self.looks = 0
        self.waits: list[bool] = []
        self.answers: list[int] = []

    def take(self) -> str | None:
        return self.orders.pop(self.looks, None)

    def work_once(self, wait_seconds: float = 0.0) -> int:
        self.waits.append(wait_seconds > 0)
        self.looks += 1
        return self.found[self.looks - 1]

    def written(self) -> None:
        self.answers.append(self.looks)


def follow_script(found: Sequence[int], orders: dict[int, str]) -> Script:
    script = Script(found, orders)
    follow(cast(Worker, script), cast(Orders, script), script.written)
    return script


def test_it_answers_when_nothing_is_left_of_a_complete_delivery() -> None:
    script = follow_script([5, 5, 5, 0, 0], {1: COMPLETE, 4: END})
    assert script.answers == [4]


def test_finding_nothing_before_a_delivery_is_complete_is_no_answer() -> None:
    script = follow_script([0, 5, 0, 5, 0, 0], {3: COMPLETE, 5: END})
    assert script.answers == [5]


def test_it_waits_for_messages_only_while_nobody_waits_for_an_answer() -> None:
    script = follow_script([0, 5, 0, 0], {1: COMPLETE, 3: END})
    assert script.waits == [True, False, False, False]


def test_every_delivery_gets_an_answer() -> None:
    script = follow_script([5, 0, 5, 0, 0], {0: COMPLETE, 2: COMPLETE, 4: END})
    assert script.answers == [2, 4]
