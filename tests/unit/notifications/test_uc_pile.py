"""The pile of a print run: who died is taken out of it until it is handed over, and then it is closed."""

from dataclasses import replace
from datetime import date

import pytest

from deploy.demo.releasers import Releasers
from services.notifications.application.client.views import NotKnown
from services.notifications.application.letters.count_letters import count_letters
from services.notifications.application.letters.list_letters import ListLetters, list_letters
from services.notifications.application.letters.restore_gathering_letters import restore_gathering_letters
from services.notifications.application.letters.show_letter import ShowLetter, show_letter
from services.notifications.application.letters.views import LetterFilter, LetterView
from services.notifications.application.mailing.hand_over_print_run import HandOverPrintRun, hand_over_print_run
from services.notifications.application.mailing.list_print_runs import ListPrintRuns, list_print_runs
from services.notifications.application.mailing.restore_handed_over_runs import restore_handed_over_runs
from services.notifications.application.mailing.restore_mailings import restore_mailings
from services.notifications.application.mailing.restore_print_runs import restore_print_runs
from services.notifications.application.mailing.restore_taken_out_letters import restore_taken_out_letters
from services.notifications.application.mailing.show_print_run import ShowPrintRun, show_print_run
from services.notifications.application.mailing.take_out_letter import TakeOutLetter, take_out_letter
from services.notifications.application.mailing.views import RunPage
from services.notifications.application.portal.show_portal import ShowPortal, show_portal
from services.notifications.domain.letters.gate import LetterGathersAgain, letter_id
from services.notifications.domain.mailing.mailing import MailingReleased, mailing_id
from services.notifications.domain.mailing.print_run import LetterTakenOut, PrintRunHandedOver, PrintRunMade
from shared.access import ACCESS, Forbidden, Role, User
from shared.messaging.failures import Refused
from tests.support.notifications import DAY, Person, decided, everything, held_back, print_all, stepped
from tests.support.notifications_in_memory import WorkInMemory, WorksInMemory, tell
from tests.unit.notifications.letter_samples import SENDER

LATER = date(2014, 11, 5)
ALIVE, DIED = Person(1), Person(2)
CASEWORKER = User("c", "Chris", Role.CASEWORKER, frozenset({"0321"}))
AUDITOR = User("a", "Aart", Role.AUDITOR, frozenset({"0321"}))
ELSEWHERE = User("e", "Els", Role.CASEWORKER, frozenset({"0356"}))


def dies(works: WorksInMemory, person: Person, revision: int = 2) -> None:
    tell(works, everything(replace(person, revision=revision, died_on="2014-11-04", state="deceased")))


@pytest.fixture
def works() -> WorksInMemory:
    """A run of two letters, to somebody who is alive and to somebody who died since; it is two days later."""
    works = WorksInMemory(WorkInMemory(SENDER, DAY))
    tell(works, [event for person in (ALIVE, DIED) for event in everything(person)])
    print_all(works, DAY)
    dies(works, DIED)
    works.work.today = LATER
    return works


def run_id(works: WorksInMemory) -> str:
    return next(iter(works.work.print_runs.kept))


def take_out(
    works: WorksInMemory, person: Person, user: User = CASEWORKER, run: str = "", why: str = "", id_: str = ""
) -> None:
    with works.begin() as work:
        take_out_letter(work, TakeOutLetter(user, run or run_id(works), id_ or letter_id(person.id, 1), why))


def hand_over(works: WorksInMemory, user: User = CASEWORKER) -> None:
    with works.begin() as work:
        hand_over_print_run(work, HandOverPrintRun(user, run_id(works)))


def page(works: WorksInMemory, user: User = CASEWORKER) -> RunPage:
    return show_print_run(works.work, ShowPrintRun(user, run_id(works), offset=0, limit=50))


def letter(works: WorksInMemory, person: Person) -> LetterView:
    return show_letter(works.work, ShowLetter(CASEWORKER, letter_id(person.id, 1))).view


def acts(works: WorksInMemory) -> list[object]:
    return [event for event in works.work.events if isinstance(event, LetterTakenOut | PrintRunHandedOver)]


def counted(works: WorksInMemory) -> tuple[int, int, int, int]:
    """How many letters must be taken out, by every list that says so: run, file, runs, letters."""
    shown, (listed,) = page(works), list_print_runs(works.work, ListPrintRuns(CASEWORKER)).runs
    letters = list_letters(works.work, ListLetters(CASEWORKER, LetterFilter(to_take_out=True)))
    assert listed.to_take_out == shown.made.to_take_out == len(shown.to_take_out)
    assert count_letters(works.work, CASEWORKER).to_take_out == letters.total
    return len(shown.to_take_out), shown.files[0].to_take_out, listed.to_take_out, letters.total


def test_a_letter_that_is_taken_out_leaves_every_list_and_says_when(works: WorksInMemory) -> None:
    assert counted(works) == (1, 1, 1, 1)
    take_out(works, DIED)
    assert counted(works) == (0, 0, 0, 0)
    ((out, place, said),) = page(works).taken_out
    assert (said.day, said.name, said.why) == (LATER, "Chris", "")
    assert (out.client_id, out.state, out.taken_out_on, out.remark) == (DIED.id, "taken-out", LATER, None)
    assert letter(works, DIED) == out
    assert place is not None, "the file still holds it"
    run = run_id(works)
    id_ = letter_id(DIED.id, 1)
    assert acts(works) == [LetterTakenOut(id_, DIED.id, run, "0321", LATER, "c", "Chris", mailing_id("0321", 1))]


def test_the_people_of_a_demo_take_it_out_and_bring_the_rest_to_the_post(works: WorksInMemory) -> None:
    assert Releasers(works, frozenset({"0321"})).hand_over() == 1
    assert (letter(works, DIED).state, letter(works, ALIVE).handed_over_on) == ("taken-out", LATER)


def test_taking_it_out_twice_changes_nothing(works: WorksInMemory) -> None:
    take_out(works, DIED)
    before = letter(works, DIED)
    works.work.today = date(2014, 11, 6)
    take_out(works, DIED)
    assert letter(works, DIED) == before
    assert len(acts(works)) == 1


def test_a_letter_to_somebody_who_is_alive_stays_in_the_pile(works: WorksInMemory) -> None:
    with pytest.raises(Refused, match="wij weten niet dat deze persoon is overleden"):
        take_out(works, ALIVE)
    assert (letter(works, ALIVE).state, acts(works)) == ("printed", [])


def test_a_letter_that_a_newer_one_replaces_leaves_the_pile_too(works: WorksInMemory) -> None:
    take_out(works, DIED)
    tell(works, everything(replace(ALIVE, revision=2, right_until="2015-07-31")))
    assert counted(works) == (1, 1, 1, 1)
    assert (letter(works, ALIVE).remark, letter(works, ALIVE).to_take_out) == ("replaced", True)
    with pytest.raises(Refused, match="Haal eerst 1 brief uit de stapel"):
        hand_over(works)
    take_out(works, ALIVE)
    assert counted(works) == (0, 0, 0, 0)
    (newer,) = works.work.queries.texts([letter_id(ALIVE.id, 2)])
    assert not any("in de plaats van" in line for line in newer.texts()), "the first one never left"


def test_a_letter_that_left_stays_when_a_newer_one_replaces_it(works: WorksInMemory) -> None:
    take_out(works, DIED)
    hand_over(works)
    tell(works, everything(replace(ALIVE, revision=2, right_until="2015-07-31")))
    assert counted(works) == (0, 0, 0, 0)
    assert letter(works, ALIVE).remark is None
    (newer,) = works.work.queries.texts([letter_id(ALIVE.id, 2)])
    assert any("in de plaats van" in line for line in newer.texts())


def test_a_letter_of_another_run_is_not_known_here(works: WorksInMemory) -> None:
    with pytest.raises(NotKnown):
        take_out(works, Person(9))
    with pytest.raises(NotKnown):
        take_out(works, DIED, run="nothing")


def test_a_run_is_handed_over_once_and_after_what_must_be_taken_out(works: WorksInMemory) -> None:
    with pytest.raises(Refused, match="Haal eerst 1 brief uit de stapel"):
        hand_over(works)
    assert page(works).made.handed_over_on is None
    take_out(works, DIED)
    hand_over(works)
    assert page(works).made.handed_over_on == LATER
    assert acts(works)[1:] == [PrintRunHandedOver(run_id(works), "0321", LATER, "c")]
    with pytest.raises(Refused, match="al overgedragen op 5 november 2014"):
        hand_over(works)
    assert len(acts(works)) == 2


def test_who_dies_after_the_hand_over_is_told_of_and_counted_nowhere(works: WorksInMemory) -> None:
    take_out(works, DIED)
    hand_over(works)
    dies(works, ALIVE)
    assert counted(works) == (0, 0, 0, 0)
    assert [(one.client_id, one.remark, one.handed_over_on) for one in page(works).too_late] == [
        (ALIVE.id, "handed-over", LATER)
    ]
    assert (letter(works, ALIVE).state, letter(works, DIED).handed_over_on) == ("printed", None)
    with pytest.raises(Refused, match="al overgedragen op 5 november 2014"):
        take_out(works, ALIVE)


def test_only_caseworker_and_manager_of_the_municipality_may_say_it(works: WorksInMemory) -> None:
    for use_case in (take_out_letter, hand_over_print_run):
        assert getattr(use_case, ACCESS).roles == {Role.CASEWORKER, Role.FUNCTIONAL_MANAGER}
    assert (page(works).may_act, page(works, AUDITOR).may_act) == (True, False)
    with pytest.raises(Forbidden):
        take_out(works, DIED, ELSEWHERE)
    with pytest.raises(Forbidden):
        hand_over(works, ELSEWHERE)
    assert acts(works) == []


def test_a_letter_that_never_left_is_not_on_the_own_page_and_not_named_by_the_next(works: WorksInMemory) -> None:
    """The death was a mistake of the register: the client is written to again."""
    take_out(works, DIED)
    tell(works, everything(replace(DIED, revision=3)))
    print_all(works)
    shown = show_portal(works.work, ShowPortal(CASEWORKER, DIED.id)).letters
    assert [one.id for one in shown] == [letter_id(DIED.id, 3)]
    (text,) = works.work.queries.texts([letter_id(DIED.id, 3)])
    assert not any("in de plaats van" in line for line in text.texts())
    assert letter(works, DIED).taken_out_on == LATER


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (0, 2, 1)])
def test_a_rebuild_restores_what_was_done_with_the_pile(works: WorksInMemory, order: tuple[int, ...]) -> None:
    """In each order in which a log of several partitions can tell it."""
    take_out(works, DIED)
    hand_over(works)
    again = WorksInMemory(WorkInMemory(SENDER, LATER))
    tell(again, [event for person in (ALIVE, DIED) for event in everything(person)])
    dies(again, DIED)
    again.work.run_files = works.work.run_files
    out, gone = acts(works)
    for _ in range(2):
        restore_mailings(again.work, [event for event in works.work.events if isinstance(event, MailingReleased)])
        for number in order:
            match (made(works), out, gone)[number]:
                case PrintRunMade() as run:
                    restore_print_runs(again.work, [run])
                case LetterTakenOut() as taken_out:
                    restore_taken_out_letters(again.work, [taken_out])
                case PrintRunHandedOver() as handed_over:
                    restore_handed_over_runs(again.work, [handed_over])
    assert page(again) == page(works)
    assert again.work.letters.kept == works.work.letters.kept


def made(works: WorksInMemory) -> PrintRunMade:
    return next(event for event in works.work.events if isinstance(event, PrintRunMade))


DIES = stepped(ALIVE, "end", "ended", "2014-11-04", 5, details={"reason": "died"})
LIVES = stepped(ALIVE, "undo", "invited", "2014-11-06", 6, undoes=DIES.data["stepId"])
HOLD = stepped(ALIVE, "hold", "on-hold", "2014-11-04", 5, details={"until": "2014-12-01"})
RESUME = stepped(ALIVE, "resume", "invited", "2014-11-06", 6)


def decision(works: WorksInMemory) -> str:
    (id_,) = [id_ for id_, kept in works.work.letters.kept.items() if kept.written.kind == "decision"]
    return id_


@pytest.fixture
def decided_on() -> WorksInMemory:
    """A run with an announcement and a decision to one client."""
    works = WorksInMemory(WorkInMemory(SENDER, DAY))
    tell(works, [*everything(ALIVE), decided(ALIVE)])
    print_all(works, DAY)
    works.work.today = LATER
    return works


def states(works: WorksInMemory) -> dict[str, str]:
    return {kept.written.kind: kept.written.state for kept in works.work.letters.kept.values()}


def test_a_death_that_a_caseworker_recorded_leaves_the_pile_too(decided_on: WorksInMemory) -> None:
    tell(decided_on, [DIES])
    assert counted(decided_on) == (2, 2, 2, 2)
    with pytest.raises(Refused, match="Haal eerst 2 brieven uit de stapel"):
        hand_over(decided_on)


def test_when_a_death_was_a_mistake_what_was_taken_out_gathers_again(decided_on: WorksInMemory) -> None:
    tell(decided_on, [DIES])
    take_out(decided_on, ALIVE)
    take_out(decided_on, ALIVE, id_=decision(decided_on))
    assert states(decided_on) == {"announcement": "taken-out", "decision": "taken-out"}
    tell(decided_on, [LIVES])
    assert states(decided_on) == {"announcement": "ready", "decision": "ready"}
    gathers = [each.letter_id for each in decided_on.work.events if isinstance(each, LetterGathersAgain)]
    assert sorted(gathers) == sorted([letter_id(ALIVE.id, 1), decision(decided_on)])
    before = run_id(decided_on)
    assert [place is not None for _, place, _ in page(decided_on).taken_out] == [True, True], (
        "the files still hold them"
    )
    assert print_all(decided_on, LATER) == 2
    runs = list(decided_on.work.print_runs.kept)
    assert (runs[0], len(runs)) == (before, 2)
    assert page(decided_on).made.to_take_out == 0


def test_what_is_held_since_may_leave_the_pile_by_name_and_with_a_reason(decided_on: WorksInMemory) -> None:
    tell(decided_on, [HOLD])
    (held,) = page(decided_on).held
    assert held[0].id == decision(decided_on), "an announcement goes while the route is on hold"
    assert counted(decided_on) == (0, 0, 0, 0)
    for why in ("", " ", "x" * 301):
        with pytest.raises(Refused) as refused:
            take_out(decided_on, ALIVE, id_=decision(decided_on), why=why)
        assert list(refused.value.fields) == [f"why-{decision(decided_on)}"]
    take_out(decided_on, ALIVE, id_=decision(decided_on), why=" Wij wachten op de huisarts. ")
    ((letter_, _, said),) = page(decided_on).taken_out
    assert (letter_.id, said.name, said.why) == (decision(decided_on), "Chris", "Wij wachten op de huisarts.")
    hand_over(decided_on)
    tell(decided_on, [RESUME])
    assert states(decided_on) == {"announcement": "printed", "decision": "ready"}


def test_what_is_held_back_by_a_delivery_may_leave_too_and_the_next_one_lets_it_gather(works: WorksInMemory) -> None:
    tell(works, [held_back(ALIVE)])
    take_out(works, ALIVE, why="Het adres klopt niet.")
    assert letter(works, ALIVE).state == "taken-out"
    tell(works, everything(replace(ALIVE, revision=2)))
    assert letter(works, ALIVE).state == "ready"
    assert letter(works, ALIVE).mailing is None


@pytest.mark.parametrize("again_dead", [False, True])
def test_a_rebuild_restores_what_gathered_again(decided_on: WorksInMemory, again_dead: bool) -> None:
    told = [*everything(ALIVE), decided(ALIVE)]
    tell(decided_on, [DIES])
    take_out(decided_on, ALIVE)
    take_out(decided_on, ALIVE, id_=decision(decided_on))
    then = [
        LIVES,
        *([stepped(ALIVE, "end", "ended", "2014-11-08", 7, details={"reason": "died"})] if again_dead else []),
    ]
    tell(decided_on, then)
    again = WorksInMemory(WorkInMemory(SENDER, LATER))
    tell(again, [*told, DIES, *then])
    events = decided_on.work.events
    for _ in range(2):
        restore_mailings(again.work, [event for event in events if isinstance(event, MailingReleased)])
        restore_print_runs(again.work, [made(decided_on)])
        restore_taken_out_letters(again.work, [event for event in events if isinstance(event, LetterTakenOut)])
        restore_gathering_letters(again.work, [event for event in events if isinstance(event, LetterGathersAgain)])
    assert again.work.letters.kept == decided_on.work.letters.kept
    assert states(again) == dict.fromkeys(("announcement", "decision"), "withheld" if again_dead else "ready")


@pytest.fixture
def with_report() -> WorksInMemory:
    """An announcement, and a letter to which the report of the conversation belongs."""
    works = WorksInMemory(WorkInMemory(SENDER, DAY))
    report = stepped(ALIVE, "report", "reported", "2014-11-03", 1, details={"reportId": "r", "canApply": True})
    tell(works, [*everything(ALIVE), report])
    print_all(works, DAY)
    return works


def test_a_letter_with_an_enclosure_lies_in_a_pile_of_its_own_and_leaves_with_it(with_report: WorksInMemory) -> None:
    works = with_report
    runs = list_print_runs(works.work, ListPrintRuns(CASEWORKER)).runs
    pages = {run.id: show_print_run(works.work, ShowPrintRun(CASEWORKER, run.id, offset=0, limit=50)) for run in runs}
    kinds = {id_: [(letter.kind, bool(place)) for letter, place in page.enclosing] for id_, page in pages.items()}
    (apart,) = [id_ for id_, found in kinds.items() if found]
    assert kinds[apart] == [("report", True)]
    assert [letter.kind for letter, _ in pages[apart].rows] == ["report"]
    for run in runs:
        if run.id != apart:
            hand_over_print_run(works.work, HandOverPrintRun(CASEWORKER, run.id))
    with pytest.raises(Refused) as refused:
        hand_over_print_run(works.work, HandOverPrintRun(CASEWORKER, apart))
    assert set(refused.value.fields) == {"enclosed"}
    hand_over_print_run(works.work, HandOverPrintRun(CASEWORKER, apart, enclosed=True))
    gone = show_print_run(works.work, ShowPrintRun(CASEWORKER, apart, offset=0, limit=50))
    assert gone.enclosing == []
