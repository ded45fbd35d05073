"""Letters about what happened, in a whole service: on screen, as PDF, in any order of topics, and after a rebuild."""

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, select

from deploy.demo.counterparts.next_of_kin import NextOfKin
from services.notifications import main
from services.notifications.adapters.database import metadata
from services.notifications.adapters.letters.tables import letter, waiting_letter
from services.notifications.adapters.replies.tables import answer
from services.notifications.application.mailing.hand_over_print_run import HandOverPrintRun, hand_over_print_run
from services.notifications.domain.letters.kinds import KINDS
from shared.access import Role, User
from shared.clock import TurnedClock
from shared.events.contracts import violations
from shared.events.envelope import Event
from shared.messaging.failures import Refused
from shared.messaging.rebuild import whole_log
from shared.transport.contract import Transport
from shared.transport.topics import Topic
from tests.support.notifications import (
    DAY,
    Bench,
    Person,
    assessed,
    determined,
    everything,
    make_runs_without_paper,
    open_bench,
    open_copy,
    transferred,
    works_of,
)
from tests.support.web import web_context
from tests.unit.notifications.step_samples import IN_KIND, appointment, decision, number, samples, step, told

ONE, TWO, MINOR = Person(1), Person(2, pgb=True), Person(3, domain="jeugdwet", state="youth", minor=True)
DEAD = Person(4, municipality="0356")
DIED = replace(DEAD, revision=2, died_on="2015-01-02", state="deceased")
FIRST = appointment(ONE)
BEFORE = {"appointmentId": FIRST.data["appointmentId"], "day": "2015-02-10", "from": "10:00"}
MOVED = appointment(ONE, appointmentId=number("second"), reason="we-moved", replaces=BEFORE, day="2015-02-12")
CASEWORKER = User("consulent", "Noor", Role.CASEWORKER, frozenset({"0321"}))
ELSEWHERE = User("ander", "Anna", Role.CASEWORKER, frozenset({"0356"}))
FINANCE = User("financien", "Priya", Role.FINANCE, frozenset({"0356"}))
CLIENT = User("client", "Cliënt", Role.CLIENT, client=ONE.id)


def happened() -> list[Event]:
    """Of several clients, each in its own order."""
    return [
        FIRST,
        MOVED,
        step(ONE, "remind", {"number": 1, "answerBy": "2015-02-20"}),
        *samples(TWO)["objection-decided upheld"],
        decision(TWO, "pgb", IN_KIND | {"form": "pgb", "provider": None, "yearlyCents": 100_000}),
        step(TWO, "hold", {"until": "2015-05-01"}, state="on-hold"),
        told(MINOR, "right-ending", functions=[MINOR.function_id]),
        step(DEAD, "report", {"reportId": number("r"), "canApply": True}),
    ]


def everything_told() -> list[Event]:
    known = [event for person in (ONE, TWO, MINOR, DEAD) for event in everything(person)]
    return [*known, *happened(), *everything(DIED)]


def letters(bench: Bench) -> dict[tuple[str, str], str]:
    """States by the last character of the client, and the kind."""
    found: dict[tuple[str, str], list[str]] = {}
    with bench.service.database.reading() as connection:
        for row in connection.execute(select(letter)):
            found.setdefault((row.client_id[-1], row.kind), []).append(row.state)
    return {of: " ".join(sorted(states)) for of, states in found.items()}


def hand_over(bench: Bench) -> None:
    """All that was printed leaves."""
    noor = User("noor", "Noor", Role.CASEWORKER, frozenset({"0321", "0356"}))
    with works_of(bench).begin() as work:
        for run in sorted(work.print_runs.ids()):
            hand_over_print_run(work, HandOverPrintRun(noor, run, "De aanlevering kwam laat."))


ALL = {
    ("1", "announcement"): "ready",
    ("1", "invitation"): "ready superseded",
    ("1", "appointment-moved"): "superseded",
    ("1", "no-answer"): "ready",
    ("2", "announcement"): "ready",
    ("2", "objection-decided"): "withheld",
    ("2", "decision"): "withheld",
    ("3", "announcement"): "ready",
    ("3", "right-ending"): "ready",
    ("4", "announcement"): "superseded",
    ("4", "correction"): "withheld",
    ("4", "report"): "withheld",
}


@pytest.fixture(scope="module")
def told_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    bench = open_bench(tmp_path_factory.mktemp("told"))
    bench.tell(everything_told())
    bench.close()
    return bench.folder


@pytest.fixture
def bench(told_once: Path, tmp_path: Path) -> Bench:
    return open_copy(told_once, tmp_path)


def site(bench: Bench, user: User) -> FlaskClient:
    return bench.service.make_web(web_context(user, clock=TurnedClock(DAY))).test_client()


def test_each_letter_is_there_once_and_recorded_as_its_contract_says(bench: Bench) -> None:
    assert letters(bench) == ALL
    events = bench.recorded()
    assert [violations(event.type, event.data) for event in events] == [[]] * len(events)
    bench.tell(happened())
    assert letters(bench) == ALL


@pytest.mark.parametrize("seed", range(6))
def test_topics_may_come_in_any_order(tmp_path: Path, bench: Bench, seed: int) -> None:
    """Each topic keeps its own order; they are mixed, and read in parts."""
    other = open_bench(tmp_path / "other")
    chance = random.Random(seed)
    topics = {
        name: [event for event in everything_told() if f".{name}." in event.type]
        for name in ("intake", "migration", "billing")
    }
    while any(topics.values()):
        name = chance.choice([name for name, left in topics.items() if left])
        part = chance.randint(1, 5)
        other.tell(topics[name][:part])
        topics[name] = topics[name][part:]
    assert other.service.digest() == bench.service.digest()
    with other.service.database.reading() as connection:
        assert connection.execute(select(waiting_letter)).all() == []


@pytest.mark.parametrize("order", [("migration", "intake", "billing"), ("intake", "billing", "migration")])
def test_a_whole_topic_may_come_before_the_others(tmp_path: Path, bench: Bench, order: Sequence[str]) -> None:
    """Then all of it waits, also what is replaced meanwhile; or nothing waits."""
    other = open_bench(tmp_path / "other")
    for name in order:
        other.tell([event for event in everything_told() if f".{name}." in event.type])
    assert other.service.digest() == bench.service.digest()


def test_a_rebuild_finds_the_same_also_after_printing_and_asking(bench: Bench) -> None:
    assert site(bench, ELSEWHERE).post(f"/letters/next-of-kin/{DEAD.id}").status_code == 303
    make_runs_without_paper(bench)
    bench.tell([step(ONE, "undo", {}, undoes=appointment(ONE).data["appointmentId"])])
    before, found = bench.service.digest(), letters(bench)
    assert found[("4", "next-of-kin")] == "printed"
    bench.service.rebuild()
    assert (bench.service.digest(), letters(bench)) == (before, found)


@pytest.mark.parametrize("first", ["letter-asked", "mailing-released", "print-run-made"])
def test_a_rebuild_may_hear_of_a_print_run_before_the_letter_that_was_asked_for(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    """Their subjects are the run, the mailing and the client: a log of several partitions tells them in any order."""

    def told_first(transport: Transport, service: str, topics: Sequence[Topic]) -> list[list[Event]]:
        events = [event for batch in whole_log(transport, service, topics) for event in batch]
        return [[event] for event in sorted(events, key=lambda event: f".{first}." not in event.type)]

    assert site(bench, ELSEWHERE).post(f"/letters/next-of-kin/{DEAD.id}").status_code == 303
    make_runs_without_paper(bench)
    before = bench.service.digest()
    monkeypatch.setattr(main, "whole_log", told_first)
    bench.service.rebuild()
    assert letters(bench)[("4", "next-of-kin")] == "printed"
    assert bench.service.digest() == before


@pytest.mark.parametrize("lost", [False, True])
def test_a_letter_that_was_asked_for_says_after_a_rebuild_what_it_said(bench: Bench, lost: bool) -> None:
    """Also when more was told of its client since, and when the database is lost."""
    assert site(bench, ELSEWHERE).post(f"/letters/next-of-kin/{DEAD.id}").status_code == 303
    make_runs_without_paper(bench)
    bench.tell(everything(replace(DIED, revision=3, surname="Anders")))
    before = bench.service.digest()
    if lost:
        lose_everything(bench)
    bench.service.rebuild()
    assert bench.service.digest() == before


def lose_everything(bench: Bench) -> None:
    with bench.service.database.engine.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(delete(table))


def test_a_letter_that_was_asked_for_waits_after_a_rebuild_for_what_it_waited_for(bench: Bench) -> None:
    """Migration told of a revision that intake had not told of yet."""
    later = replace(DIED, revision=3, surname="Anders")
    bench.tell([determined(later)])
    assert site(bench, ELSEWHERE).post(f"/letters/next-of-kin/{DEAD.id}").status_code == 303
    assert ("4", "next-of-kin") not in letters(bench)
    bench.tell([transferred(later), assessed(later)])
    before = bench.service.digest()
    assert letters(bench)[("4", "next-of-kin")] == "ready"
    bench.service.rebuild()
    assert bench.service.digest() == before


@pytest.fixture
def moved_after_it_left(tmp_path: Path) -> Bench:
    """Of one client the invitation left before the appointment moved, and of another one it did not."""
    bench = open_bench(tmp_path / "moved")
    bench.tell([*everything(ONE), FIRST])
    make_runs_without_paper(bench)
    hand_over(bench)
    theirs = told(DEAD, "appointment-made", **{**FIRST.data, "municipality": DEAD.municipality})
    also = told(DEAD, "appointment-made", **{**MOVED.data, "municipality": DEAD.municipality})
    bench.tell([MOVED, *everything(DEAD), theirs, also])
    return bench


def test_a_rebuild_knows_who_heard_of_an_appointment_before_it_moved(moved_after_it_left: Bench) -> None:
    """All letters are written before it learns what left."""
    bench = moved_after_it_left
    make_runs_without_paper(bench)
    before, found = bench.service.digest(), letters(bench)
    assert (found["1", "invitation"], found["1", "appointment-moved"]) == ("printed superseded", "printed")
    assert (found["4", "invitation"], found["4", "appointment-moved"]) == ("printed superseded", "superseded")
    bench.service.rebuild()
    assert (bench.service.digest(), letters(bench)) == (before, found)


def test_a_rebuild_before_printing_knows_it_too(moved_after_it_left: Bench) -> None:
    bench = moved_after_it_left
    before = bench.service.digest()
    bench.service.rebuild()
    assert bench.service.digest() == before


def test_that_a_decision_comes_later_leaves_the_pile_when_it_was_made(tmp_path: Path) -> None:
    """Of one client that letter was printed before the decision, and of the other one it still gathered."""
    bench = open_bench(tmp_path / "followed")
    later = {"newLastDay": "2015-04-24", "why": "Wij wachten nog op een brief van uw huisarts"}
    bench.tell([*everything(ONE), replace(step(ONE, "extend", later, state="applied"), sequence=1)])
    make_runs_without_paper(bench)
    theirs = replace(step(DEAD, "extend", later, state="applied"), sequence=1)
    decides = [
        replace(step(each, "decide", {"decisionId": number("d")}, state="decided"), sequence=2) for each in (ONE, DEAD)
    ]
    bench.tell([*everything(DEAD), theirs, *decides])
    found = letters(bench)
    assert (found["1", "later"], found["4", "later"]) == ("printed", "superseded")
    with pytest.raises(Refused, match="Haal eerst 1 brief uit de stapel"):
        hand_over(bench)
    before = bench.service.digest()
    bench.service.rebuild()
    assert (bench.service.digest(), letters(bench)) == (before, found)


def test_a_list_shows_and_filters_the_kind(bench: Bench) -> None:
    mine = site(bench, CASEWORKER)
    page = mine.get("/letters").text
    assert "afspraak verzet" in page
    assert "<strong>1</strong> brief<" in mine.get("/letters?kind=appointment-moved").text
    assert "<strong>1</strong> brief<" in mine.get(f"/letters?kind=no-answer&client={ONE.id}").text
    assert mine.get("/api/v1/letters?kind=decision").get_json()["total"] == 1
    assert mine.get("/letters?kind=party").status_code == 400
    (found,) = mine.get("/api/v1/letters?kind=decision").get_json()["letters"]
    assert (found["cause"], found["kind"]) == ("migration.decision-made", "decision")
    assert found["causeId"] == happened()[5].data["decisionId"]


def test_a_letter_says_of_what_kind_it_is_and_what_it_is_about(moved_after_it_left: Bench) -> None:
    bench = moved_after_it_left
    make_runs_without_paper(bench)
    (found,) = site(bench, CASEWORKER).get("/api/v1/letters?kind=appointment-moved").get_json()["letters"]
    page = site(bench, CASEWORKER).get(f"/letters/{found['id']}").text
    assert "afspraak verzet" in page
    assert "afspraak voor een gesprek" in page
    assert "Uw nieuwe afspraak is op donderdag 12 februari 2015" in page
    own = site(bench, CLIENT).get(f"/letters/{found['id']}")
    assert own.status_code == 200
    assert "Gaat over" not in own.text
    pdf = site(bench, CLIENT).get(f"/api/v1/letters/{found['id']}/document")
    assert pdf.data.startswith(b"%PDF")


def test_staff_reads_what_each_kind_must_say_and_what_it_promises(bench: Bench) -> None:
    page = site(bench, CASEWORKER).get("/letters/kinds").text
    assert all(f'id="{kind}"' in page for kind in KINDS if kind != "correction")
    assert "Wmo 2015, artikel 2.3.2 lid 3" in page
    assert "het gesprek is gehouden" in page
    assert "{" not in page.partition("<main")[2].partition("</main")[0]
    assert site(bench, CLIENT).get("/letters/kinds").status_code == 403


def test_only_who_may_asks_for_a_letter_to_the_next_of_kin(bench: Bench) -> None:
    page = site(bench, ELSEWHERE).get(f"/letters?client={DEAD.id}").text
    assert "Brief aan de nabestaanden maken" in page
    assert "Brief aan de nabestaanden maken" not in site(bench, CASEWORKER).get(f"/letters?client={ONE.id}").text
    assert site(bench, FINANCE).post(f"/letters/next-of-kin/{DEAD.id}").status_code == 403
    assert site(bench, CASEWORKER).post(f"/letters/next-of-kin/{DEAD.id}").status_code == 403
    assert site(bench, CASEWORKER).post(f"/letters/next-of-kin/{ONE.id}").status_code == 422
    answer = site(bench, ELSEWHERE).post(f"/letters/next-of-kin/{DEAD.id}", follow_redirects=True)
    assert "De brief aan de nabestaanden is gemaakt." in answer.text
    assert letters(bench)[("4", "next-of-kin")] == "ready"


STOPS = Person(
    5, domain="wmo-protected-living", pgb=True, function="STAY", right_until="2019-12-31", pgb_until="2015-12-31"
)
PROLONGED = decision(STOPS, "prolongation", IN_KIND | {"function": "STAY"}, startsOn="2016-01-01", endsOn=None)
SENT = step(STOPS, "send", {"decisionId": PROLONGED.data["decisionId"]}, state="sent")
BACK = step(STOPS, "returned", {"decisionId": PROLONGED.data["decisionId"]}, state="decided", recordedOn="2015-03-20")


def test_a_letter_of_an_end_lapses_and_goes_again_and_a_rebuild_finds_it_so(tmp_path: Path) -> None:
    bench = open_bench(tmp_path)
    ending = told(STOPS, "budget-ending", "billing", functions=[STOPS.function_id])
    for happening, state in ((ending, "ready"), (PROLONGED, "ready"), (SENT, "superseded"), (BACK, "ready")):
        bench.tell([*([] if happening is not ending else everything(STOPS)), happening])
        assert letters(bench)["5", "budget-ending"] == state
        before = bench.service.digest()
        bench.service.rebuild()
        assert bench.service.digest() == before


def test_a_report_is_printed_apart_with_a_list_of_what_must_be_enclosed(tmp_path: Path) -> None:
    bench = open_bench(tmp_path / "report")
    reported = step(ONE, "report", {"reportId": number("r"), "canApply": True}, state="reported")
    bench.tell([*everything(ONE), reported])
    mine = site(bench, CASEWORKER)
    mailing = mine.get("/mailings?municipality=0321").text
    (address,) = set(re.findall(r"/mailings/[0-9a-f-]{36}", mailing))
    assert "Bij 1 brief hoort het verslag van het gesprek" in mine.get(address).text
    make_runs_without_paper(bench)
    with bench.service.database.reading() as connection:
        (run,) = connection.execute(select(letter.c.print_run_id).where(letter.c.kind == "report")).scalars()
    page = mine.get(f"/print-runs/{run}").text
    assert f"/migration/clients/{ONE.id}/route/report" in page
    assert "Bij elke brief zit het verslag van het gesprek" in page
    refused = mine.post(f"/print-runs/{run}/handed-over")
    assert refused.status_code == 400
    assert "Doe eerst bij elke brief het verslag" in refused.text
    assert mine.post(f"/print-runs/{run}/handed-over", data={"enclosed": "yes"}).status_code == 303


def test_a_death_that_is_told_by_telephone_holds_letters_until_it_was_looked_into(bench: Bench) -> None:
    """A rebuild keeps what was answered, so it comes to the same."""
    mine = site(bench, CASEWORKER)
    said = {"kind": "has-died", "received_on": "3-11-2014"}
    assert mine.post(f"/replies/new?client={ONE.id}", data=said).status_code == 303
    found = letters(bench)
    assert {found["1", kind] for kind in ("announcement", "no-answer")} == {"withheld"}
    assert "Iemand vertelde dat deze persoon is overleden." in mine.get(f"/letters?client={ONE.id}").text
    before = bench.service.digest()
    bench.service.rebuild()
    assert (bench.service.digest(), letters(bench)) == (before, found)
    with bench.service.database.reading() as connection:
        (id_,) = connection.execute(select(answer.c.answer_id)).scalars()
    assert mine.post(f"/replies/{id_}/done", data={"outcome": "Vergissing."}).status_code == 303
    assert letters(bench)["1", "announcement"] == "ready"


def test_the_colleague_of_a_demo_has_the_next_of_kin_written_to_once(bench: Bench) -> None:
    """Not those of who died before any letter left."""
    kin = NextOfKin(works_of(bench), frozenset({"0321", "0356"}))
    kin.live(lambda _code: CASEWORKER)
    assert ("4", "next-of-kin") not in letters(bench)
    make_runs_without_paper(bench)
    hand_over(bench)
    bench.tell(everything(replace(ONE, revision=2, died_on="2015-01-02", state="deceased")))
    for _ in range(2):
        kin.live(lambda _code: CASEWORKER)
        assert letters(bench)["1", "next-of-kin"] == "ready"


def test_a_letter_to_the_next_of_kin_leaves_with_its_run_after_a_route_ended_with_a_death(tmp_path: Path) -> None:
    """What the client died of is why it goes, so no death takes it out of its pile."""
    bench = open_bench(tmp_path / "kin")
    died = step(ONE, "end", {"reason": "died"}, state="ended")
    bench.tell([*everything(ONE), *everything(TWO), died])
    mine = site(bench, CASEWORKER)
    assert mine.post(f"/letters/next-of-kin/{ONE.id}").status_code == 303
    make_runs_without_paper(bench)
    with bench.service.database.reading() as connection:
        of_kin = connection.execute(select(letter).where(letter.c.kind == "next-of-kin")).one()
    page = mine.get(f"/print-runs/{of_kin.print_run_id}").text
    assert "Nu: haal" not in page
    for listed in (mine.get("/letters?attention=deceased").text, mine.get(f"/letters/{of_kin.id}").text):
        assert "overleden nadat de brief was afgedrukt" not in listed
    assert mine.post(f"/print-runs/{of_kin.print_run_id}/handed-over").status_code == 303
    with bench.service.database.reading() as connection:
        assert connection.execute(select(letter.c.handed_over_on).where(letter.c.id == of_kin.id)).scalar_one()


def test_a_letter_to_the_next_of_kin_leaves_its_pile_when_the_death_was_a_mistake(tmp_path: Path) -> None:
    bench = open_bench(tmp_path / "kin")
    died = step(ONE, "end", {"reason": "died"}, state="ended")
    bench.tell([*everything(ONE), died])
    mine = site(bench, CASEWORKER)
    assert mine.post(f"/letters/next-of-kin/{ONE.id}").status_code == 303
    make_runs_without_paper(bench)
    bench.tell([step(ONE, "undo", {}, undoes=died.data["stepId"], state="planned")])
    with bench.service.database.reading() as connection:
        of_kin = connection.execute(select(letter).where(letter.c.kind == "next-of-kin")).one()
    run = f"/print-runs/{of_kin.print_run_id}"
    assert "niet overleden" in mine.get(run).text
    assert "het overlijden is niet meer bekend" in mine.get("/letters?attention=deceased").text
    assert mine.post(f"{run}/handed-over").status_code == 422
    assert mine.post(f"{run}/letters/{of_kin.id}/taken-out").status_code == 303
    assert mine.post(f"{run}/handed-over").status_code == 303


def test_a_printed_letter_to_who_may_have_died_says_so_where_it_is_listed(tmp_path: Path) -> None:
    bench = open_bench(tmp_path / "maybe")
    bench.tell(everything(ONE))
    make_runs_without_paper(bench)
    mine = site(bench, CASEWORKER)
    said = {"kind": "has-died", "received_on": "3-11-2014"}
    assert mine.post(f"/replies/new?client={ONE.id}", data=said).status_code == 303
    assert "Iemand vertelde dat deze persoon is overleden." in mine.get("/letters").text


def test_a_rebuild_knows_of_letters_that_were_asked_for_before_it_hears_of_their_runs(tmp_path: Path) -> None:
    """Of several clients, so that some of them lie in another partition than the runs."""
    bench = open_bench(tmp_path / "kin")
    dead = [replace(DIED, number=number) for number in range(10, 22)]
    bench.tell([event for person in dead for event in everything(person)])
    for person in dead:
        assert site(bench, ELSEWHERE).post(f"/letters/next-of-kin/{person.id}").status_code == 303
        make_runs_without_paper(bench)
    bench.work()
    before = bench.service.digest()
    bench.service.rebuild()
    assert bench.service.digest() == before
