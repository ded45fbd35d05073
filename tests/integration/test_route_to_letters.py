"""What a caseworker does in migration comes out as letters in notifications: two whole services on their own files."""

from collections.abc import Iterator, Set
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from services.notifications.adapters.database import messaging
from services.notifications.adapters.letters.tables import WITH_BODY, letter, letter_body
from services.notifications.domain.letters.letter import Letter
from services.notifications.domain.letters.letter_json import letter_of_body
from shared.events.contracts import example
from shared.service import Service
from shared.transport.topics import TOPICS
from tests.integration.test_migration_route_web import (
    ANNA,
    DAY,
    DECISION,
    NOTES,
    PETRA,
    ROUTE,
    step,
    to_decision,
    turn,
    web,
)
from tests.support import migration as support
from tests.support.migration import checked, feed, recorded, transferred
from tests.support.notifications import Bench, event, open_bench

INTAKE = [transferred("anna"), checked(1)]


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    opened = support.open_service(tmp_path / "migration")
    feed(opened, INTAKE)
    opened.database.clock.day = DAY  # type: ignore[attr-defined]
    yield opened
    support.close(opened)


def letters_of(service: Service, folder: Path, given_up: Set[str] = frozenset()) -> dict[str, Letter]:
    """By kind, what notifications writes of all that migration told; nothing of it is parked. Those of `given_up`
    are not sent any more."""
    support.work(service)
    bench = open_bench(folder / "notifications", date(2015, 2, 9))
    bench.log.append(TOPICS["intake"], INTAKE)
    bench.log.append(TOPICS["migration"], recorded(service))
    data = example("nl.zachte-landing.billing.contribution-assessed.v1")
    function = INTAKE[0].data["functions"][0]["id"]
    data |= {"revision": 1, "municipality": "0321", "regimes": [data["regimes"][0] | {"functionId": function}]}
    bench.log.append(TOPICS["billing"], [event("billing", "contribution-assessed", ANNA, data)])
    bench.work()
    return _read(bench, given_up)


def _read(bench: Bench, given_up: Set[str]) -> dict[str, Letter]:
    with bench.service.database.reading() as connection:
        assert connection.execute(select(messaging.parked)).all() == []
        rows = connection.execute(select(letter, letter_body.c.body).select_from(WITH_BODY)).all()
    assert {row.kind for row in rows if row.state != "ready"} == given_up
    return {row.kind: letter_of_body(row.body, row.id, row.letter_date) for row in rows}


def said(found: Letter) -> str:
    return "\n".join(found.texts())


def do(service: Service, kind: str, **given: Any) -> None:
    answer = web(service).post(f"{ROUTE}/steps/{kind}", data={"on": DAY.isoformat(), **given})
    assert answer.status_code == 303, answer.text


def test_from_a_reminder_to_a_decision(service: Service, tmp_path: Path) -> None:
    step(service, "invite")
    do(service, "remind", number="1", answerBy="2015-02-20")
    finished = {**NOTES, "on": DAY.isoformat(), "do": "finish"}
    assert web(service).post(f"{ROUTE}/conversation", data=finished).status_code == 303
    step(service, "report")
    step(service, "apply")
    do(service, "ask-completion", missing="Een kopie van uw paspoort\nHet zorgplan", answerBy="2015-02-23")
    step(service, "complete")
    do(service, "extend", newLastDay="2015-03-09", why="Wij wachten op uw huisarts.")
    do(service, "ask-view", intended="Wij willen minder uren geven.", answerBy="2015-03-02")
    step(service, "receive-view")
    assert web(service).post(f"{ROUTE}/decision", data=DECISION).status_code == 303
    found = letters_of(service, tmp_path, {"no-answer", "incomplete", "later", "view"})
    assert found.keys() == {"announcement", "no-answer", "report", "incomplete", "later", "view", "decision"}
    assert "maandag 23 februari 2015" in said(found["incomplete"])
    assert "De hulp begint op 1 januari 2016." in said(found["decision"])
    assert "Uw netwerk kan dit niet overnemen." in said(found["decision"])
    assert "2,5 uur per week" in said(found["decision"])


def test_through_an_objection(service: Service, tmp_path: Path) -> None:
    """The first decision was sent by hand, so its letter is not printed."""
    to_decision(service)
    step(service, "send")
    step(service, "object")
    do(service, "invite-hearing", day="2015-03-02", **{"from": "10.00"}, place="gemeentehuis")
    turn(service, date(2015, 3, 2))
    step(service, "hear", PETRA, on="2015-03-02")
    decision = {**DECISION, "kind": "on-objection", "outcome": "upheld", "amount0": "3", "on": "2015-03-02"}
    assert web(service, PETRA).post(f"{ROUTE}/decision", data=decision).status_code == 303
    found = letters_of(service, tmp_path, {"decision", "hearing"})
    assert found.keys() == {"announcement", "report", "decision", "objection-received", "hearing", "objection-decided"}
    assert "Het is hier: gemeentehuis." in said(found["hearing"])
    answer = said(found["objection-decided"])
    assert "U krijgt gelijk." in answer
    assert "3 uur per week" in answer
