"""A letter that waits when a newer delivery brings another address says so before it leaves, and never changes."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from services.notifications.adapters.letters.tables import letter
from shared.access import Role, User
from shared.clock import TurnedClock
from shared.events.envelope import Event
from tests.support.notifications import DAY, Bench, Person, everything, make_runs_without_paper, open_bench, transferred
from tests.support.web import web_context
from tests.unit.notifications.step_samples import appointment, decision

MOVES, STAYS = Person(1), Person(2)
CASEWORKER = User("consulent", "Noor", Role.CASEWORKER, frozenset({"0321"}))
NEW = {"street": "Nieuwe Weg", "houseNumber": "8", "houseLetter": "", "postcode": "3995AB", "city": "Houten"}
OLD_ADDRESS = transferred(MOVES).data["person"]["address"]


def site(bench: Bench) -> FlaskClient:
    return bench.service.make_web(web_context(CASEWORKER, clock=TurnedClock(DAY))).test_client()


def delivered_again(person: Person, **address: str) -> list[Event]:
    known, *others = everything(replace(person, revision=2))
    person_now = {**known.data["person"], "address": {**OLD_ADDRESS, **address}}
    return [replace(known, data={**known.data, "person": person_now}), *others]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """An invitation and a decision wait for somebody who moves, and an invitation for somebody who does not."""
    bench = open_bench(tmp_path)
    bench.tell([*everything(MOVES), *everything(STAYS), appointment(MOVES), appointment(STAYS)])
    bench.tell([decision(MOVES, "refusal")])
    bench.tell([*delivered_again(MOVES, **NEW), *delivered_again(STAYS)])
    return bench


def mailing(bench: Bench) -> str:
    mine = site(bench)
    (address,) = set(re.findall(r"/mailings/[0-9a-f-]{36}", mine.get("/mailings?municipality=0321").text))
    return mine.get(address).text


def run_of(bench: Bench) -> str:
    with bench.service.database.reading() as connection:
        (run,) = set(connection.execute(select(letter.c.print_run_id).where(letter.c.print_run_id != "")).scalars())
    return f"/print-runs/{run}"


def ids(bench: Bench, person: Person) -> list[str]:
    about = letter.c.client_id == person.id, letter.c.kind.in_(("invitation", "decision"))
    with bench.service.database.reading() as connection:
        return list(connection.execute(select(letter.c.id).where(*about)).scalars())


def test_a_mailing_names_letters_with_an_address_that_holds_no_more(bench: Bench) -> None:
    said = mailing(bench)
    assert "2 brieven hebben nog het oude adres" in said
    assert "envelop met het nieuwe adres" in said


def test_a_run_says_where_they_live_now_until_it_is_handed_over(bench: Bench) -> None:
    make_runs_without_paper(bench)
    mine, run = site(bench), run_of(bench)
    said = mine.get(run).text
    assert said.count("Nieuwe Weg 8, 3995 AB  HOUTEN") == 2
    (first, second), (other,) = ids(bench, MOVES), ids(bench, STAYS)
    assert mine.post(f"{run}/letters/{first}/taken-out").status_code == 303
    assert mine.post(f"{run}/letters/{other}/taken-out").status_code == 422
    said = mine.get(run).text
    assert said.count("Nieuwe Weg 8, 3995 AB  HOUTEN") == 1
    assert "De brief had nog het oude adres." in said
    assert mine.post(f"{run}/handed-over").status_code == 303
    assert "Nieuwe Weg" not in mine.get(run).text
    assert second in ids(bench, MOVES)


def test_who_went_to_another_municipality_is_named_without_their_address(bench: Bench) -> None:
    """The former one read there where they live now; their file was closed to it."""
    known, *others = delivered_again(MOVES, **NEW)
    moved = replace(known, data={**known.data, "municipality": "0331", "revision": 3})
    make_runs_without_paper(bench)
    bench.tell([moved, *others])
    said = site(bench).get(run_of(bench)).text
    assert "Nieuwe Weg" not in said
    assert said.count("in een andere gemeente: vraag het daar") == 2


def test_a_rebuild_finds_the_letters_with_the_address_that_they_had(bench: Bench) -> None:
    make_runs_without_paper(bench)
    before = bench.service.digest()
    bench.service.rebuild()
    assert bench.service.digest() == before
    assert "Nieuwe Weg" in site(bench).get(run_of(bench)).text


@pytest.mark.parametrize(("street", "odd"), [("Ergens Anders 1", False), ("OLD", True)])
def test_who_gets_letters_for_the_client_counts_with_the_address_that_they_had(
    bench: Bench, street: str, odd: bool
) -> None:
    """Parents who were recorded at the old address of their child moved along, or did not: somebody has to look."""
    number = f"{OLD_ADDRESS['houseNumber']}{OLD_ADDRESS.get('houseLetter') or ''}"
    words = (OLD_ADDRESS["street"], number, OLD_ADDRESS.get("addition") or "")
    given = {
        "role": "parents",
        "name": "Ouders Voorbeeld",
        "street": " ".join(each for each in words if each) if street == "OLD" else street,
        "postcode": OLD_ADDRESS["postcode"],
        "city": OLD_ADDRESS["city"],
        "way": "instead",
        "group": "all",
        "first_day": "1-11-2014",
    }
    answer = site(bench).post(f"/letters/recipients/{MOVES.id}", data=given)
    assert answer.status_code == 303, answer.text
    assert ("nog het oude adres" in mailing(bench)) is odd
