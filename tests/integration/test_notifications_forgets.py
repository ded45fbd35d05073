"""Notifications erases a client: letters, print files, a plan that was handed in, and lines in notices."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from services.notifications.adapters.database import OF_CLIENT, metadata
from services.notifications.adapters.letters.tables import letter
from services.notifications.adapters.notices.tables import provider_notice
from shared.access import Role, User
from shared.events.contracts import example
from shared.events.envelope import event_type
from tests.support.notifications import DAY, Bench, Person, everything, make_notices, open_bench, planned
from tests.support.notifications import event as told
from tests.support.web import web_context

BEN, ANNA = Person(1), Person(2)
PDF = b"%PDF-1.4\n%plan\n"


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """Two clients of one provider; of one it has a plan, and both have a letter in a print run."""
    opened = open_bench(tmp_path)
    opened.tell([each for person in (BEN, ANNA) for each in everything(person)])
    user = User("zelf", "Cliënt", Role.CLIENT, client=BEN.id)
    web = opened.service.make_web(web_context(user)).test_client()
    sent = web.post("/portal/answers/plan-attached", data={"file": (io.BytesIO(PDF), "plan.pdf"), "note": ""})
    assert sent.status_code == 303, sent.text
    opened.tick()
    make_notices(opened)
    yield opened
    opened.close()


def forget(bench: Bench, person: Person) -> None:
    type_ = event_type("intake", "client-forgotten")
    bench.tell([told("intake", "client-forgotten", person.id, example(type_))])


def letters_by_run(bench: Bench) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    with bench.service.database.reading() as connection:
        for run_id, client_id in connection.execute(select(letter.c.print_run_id, letter.c.client_id)):
            found.setdefault(run_id, set()).add(client_id)
    return found


def notices(bench: Bench) -> list[str]:
    with bench.service.database.reading() as connection:
        return [
            lines + told for lines, told in connection.execute(select(provider_notice.c.lines, provider_notice.c.told))
        ]


def recorded(bench: Bench) -> list[str]:
    """What the service's own events say."""
    with bench.service.database.reading() as connection:
        said = bench.service.database.messaging.outbox_data.c.data
        return list(connection.execute(select(said)).scalars())


def test_nothing_of_the_client_is_left(bench: Bench) -> None:
    assert any(BEN.id in each for each in notices(bench))
    assert any(BEN.id in each for each in recorded(bench))
    assert len(list((bench.folder / "plans").iterdir())) == 1
    forget(bench, BEN)
    assert not any(BEN.id in each for each in notices(bench))
    assert any(ANNA.id in each for each in notices(bench))
    assert not any(BEN.id in each for each in recorded(bench)), "what a provider was told of several clients"
    assert any(ANNA.id in each for each in recorded(bench))
    assert list((bench.folder / "plans").iterdir()) == []
    with bench.service.database.reading() as connection:
        for table, column in OF_CLIENT.items():
            if isinstance(column, str):
                of_client = metadata.tables[table].c[column]
                assert connection.execute(select(of_client).where(of_client == BEN.id)).first() is None, table
        letters = set(connection.execute(select(letter.c.id)).scalars())
        for table in ("letter_body", "told_late", "taken_out", "returned_copy"):
            assert set(connection.execute(select(metadata.tables[table].c.letter_id)).scalars()) <= letters


def test_the_files_of_a_run_are_made_again_without_the_letter(bench: Bench) -> None:
    [run_id] = {run for run, clients in letters_by_run(bench).items() if run and BEN.id in clients}
    folder = bench.folder / "print" / run_id
    before = (folder / "manifest.json").read_text(encoding="utf-8")
    forget(bench, BEN)
    assert not folder.exists()
    bench.tick()
    after = (folder / "manifest.json").read_text(encoding="utf-8")
    assert (before.count("letterId"), after.count("letterId")) == (2, 1)
    assert letters_by_run(bench)[run_id] == {ANNA.id}


def test_a_rebuild_gives_the_same_and_later_messages_bring_nobody_back(bench: Bench) -> None:
    forget(bench, BEN)
    digest = bench.service.digest()
    bench.tell([planned(BEN)])
    assert bench.service.digest() == digest
    bench.service.rebuild()
    assert bench.service.digest() == digest
    assert make_notices(bench, DAY) == 0, "nothing to tell that was not told"
