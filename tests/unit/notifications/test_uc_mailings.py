"""Nothing is printed that nobody released, and what comes back is somebody's task."""

from dataclasses import replace
from datetime import date

import pytest

from deploy.demo.releasers import Releasers
from services.notifications.application.client.views import NotKnown
from services.notifications.application.letters.list_letters import ListLetters, list_letters
from services.notifications.application.letters.show_letter import ShowLetter, show_letter
from services.notifications.application.letters.views import LetterFilter
from services.notifications.application.mailing.count_ready_letters import count_ready_letters
from services.notifications.application.mailing.hand_over_print_run import HandOverPrintRun, hand_over_print_run
from services.notifications.application.mailing.list_mailings import ListMailings, list_mailings
from services.notifications.application.mailing.make_print_files import MakePrintFiles, make_print_files
from services.notifications.application.mailing.make_print_runs import make_print_runs
from services.notifications.application.mailing.record_returned_letter import (
    RecordReturnedLetter,
    record_returned_letter,
)
from services.notifications.application.mailing.release_mailing import ReleaseMailing, release_mailing
from services.notifications.application.mailing.restore_mailings import restore_mailings
from services.notifications.application.mailing.restore_returned_letters import restore_returned_letters
from services.notifications.application.mailing.restore_sent_back_mailings import restore_sent_back_mailings
from services.notifications.application.mailing.send_back_mailing import SendBackMailing, send_back_mailing
from services.notifications.application.mailing.show_mailing import ShowMailing, show_mailing
from services.notifications.application.mailing.views import MailingPage
from services.notifications.domain.letters.gate import letter_id
from services.notifications.domain.mailing.mailing import (
    MailingReleased,
    MailingSentBack,
    Release,
    SentBack,
    mailing_id,
)
from services.notifications.domain.mailing.print_run import LetterReturned, LetterSent, PrintRunMade
from shared.access import ACCESS, Forbidden, Role, User
from shared.messaging.failures import Refused
from tests.support.notifications import DAY, Person, everything, held_back, print_all, release_all
from tests.support.notifications_in_memory import ChoicesInMemory, WorkInMemory, WorksInMemory, tell
from tests.unit.notifications.letter_samples import SENDER

LATER = date(2014, 11, 5)
PEOPLE = [Person(number) for number in range(1, 5)]
HOUTEN = frozenset({"0321"})
NOOR = User("noor", "Noor", Role.CASEWORKER, HOUTEN)
SAM = User("sam", "Sam", Role.FUNCTIONAL_MANAGER, HOUTEN)
AUDITOR = User("a", "Alex", Role.AUDITOR, HOUTEN)
ELSEWHERE = User("e", "Els", Role.CASEWORKER, frozenset({"0356"}))
FIRST, SECOND = mailing_id("0321", 1), mailing_id("0321", 2)


@pytest.fixture
def works() -> WorksInMemory:
    works = WorksInMemory(WorkInMemory(SENDER, DAY))
    tell(works, [event for person in PEOPLE for event in everything(person)])
    works.work.events.clear()
    return works


def page(works: WorksInMemory, id_: str = FIRST, user: User = NOOR) -> MailingPage:
    return show_mailing(works.work, ShowMailing(user, id_))


def release(works: WorksInMemory, user: User = NOOR, id_: str = FIRST, seen: str = "") -> bool:
    mark = seen or page(works, id_, user).seen
    with works.begin() as work:
        return release_mailing(work, ReleaseMailing(user, id_, mark))


def released(works: WorksInMemory) -> list[MailingReleased]:
    return [event for event in works.work.events if isinstance(event, MailingReleased)]


def states(works: WorksInMemory) -> list[str]:
    return sorted(letter.written.state for letter in works.work.letters.kept.values())


def two_needed(works: WorksInMemory) -> None:
    works.work.choices = ChoicesInMemory(above=3)


def test_nothing_is_printed_that_nobody_released(works: WorksInMemory) -> None:
    assert make_print_runs(works, DAY) == 0
    assert states(works) == ["ready"] * 4
    assert release(works)
    assert make_print_runs(works, DAY) == 4
    (event,) = released(works)
    assert (event.mailing_id, event.by, event.complete) == (FIRST, Release("noor", "Noor", DAY), True)
    assert set(event.letter_ids) == {letter_id(person.id, 1) for person in PEOPLE}


def test_above_the_number_a_second_other_person_releases_too(works: WorksInMemory) -> None:
    two_needed(works)
    assert not release(works)
    assert make_print_runs(works, DAY) == 0
    assert page(works).mailing.state == "waits-for-second"
    with pytest.raises(Refused, match="Iemand anders moet dat ook doen"):
        release(works)
    works.work.today = LATER
    assert release(works, SAM)
    assert make_print_runs(works, LATER) == 4
    assert [(each.release, each.by.user_id, each.complete) for each in released(works)] == [
        (1, "noor", False),
        (2, "sam", True),
    ]
    assert page(works).mailing.second == Release("sam", "Sam", LATER)
    with pytest.raises(Refused, match="al vrijgegeven op 5 november 2014, door Sam"):
        release(works, SAM)


def test_as_many_letters_as_the_number_need_one_person(works: WorksInMemory) -> None:
    works.work.choices = ChoicesInMemory(above=4)
    assert release(works)


def test_a_letter_that_came_since_somebody_looked_is_not_released_unseen(works: WorksInMemory) -> None:
    before = page(works).seen
    tell(works, everything(Person(9)))
    with pytest.raises(Refused, match="net brieven bijgekomen of weggegaan"):
        release(works, seen=before)
    assert released(works) == []
    assert release(works)


def test_what_becomes_ready_after_the_release_gathers_in_the_next_mailing(works: WorksInMemory) -> None:
    release(works)
    tell(works, everything(Person(9)))
    assert make_print_runs(works, DAY) == 4
    (gathering,) = list_mailings(works.work, ListMailings(NOOR)).gathering
    assert (gathering.id, gathering.number, gathering.letters) == (SECOND, 2, 1)


@pytest.mark.parametrize(
    "happens",
    [
        everything(Person(1, revision=2, died_on="2014-11-04", state="deceased")),
        [held_back(PEOPLE[0])],
        everything(Person(1, revision=2, right_until="2015-07-31")),
    ],
    ids=["dies", "held back", "newer letter"],
)
@pytest.mark.parametrize("second", [False, True])
def test_a_person_leaves_a_released_mailing_until_it_is_printed(
    works: WorksInMemory, happens: list[object], second: bool
) -> None:
    if second:
        two_needed(works)
    release(works)
    tell(works, happens)  # type: ignore[arg-type]
    if second:
        assert release(works, SAM)
    assert make_print_runs(works, LATER) == 3
    assert works.work.letters.kept[letter_id(PEOPLE[0].id, 1)].written.state in ("withheld", "superseded")


def test_who_was_held_back_in_between_goes_with_the_next_run(works: WorksInMemory) -> None:
    release(works)
    tell(works, [held_back(PEOPLE[0])])
    make_print_runs(works, DAY)
    tell(works, everything(replace(PEOPLE[0], revision=2)))
    assert make_print_runs(works, LATER) == 1, "the same letter was released before"


def test_a_mailing_is_looked_at_with_samples_and_they_are_in_the_read_log(works: WorksInMemory) -> None:
    tell(works, everything(Person(5, died_on="2014-10-01", state="deceased")))
    found = page(works)
    assert len(found.samples) == 3
    assert [(each.kind, each.letters) for each in found.odd] == [("withheld", 1)]
    assert {subject for _, subject, _ in works.work.read_log.lines} == {
        sample.letter.client_id for sample in found.samples
    }
    assert (found.limit, found.why_not, found.may_act) == (100, None, True)


def test_only_caseworker_and_manager_of_the_municipality_release(works: WorksInMemory) -> None:
    for use_case in (release_mailing, record_returned_letter):
        assert getattr(use_case, ACCESS).roles == {Role.CASEWORKER, Role.FUNCTIONAL_MANAGER}
    assert not page(works, user=AUDITOR).may_act
    with pytest.raises(Forbidden):
        page(works, user=ELSEWHERE)
    with pytest.raises(Forbidden):
        release(works, ELSEWHERE, seen="x")
    release(works)
    with pytest.raises(Forbidden):
        page(works, user=ELSEWHERE)
    with pytest.raises(NotKnown):
        page(works, SECOND)
    assert list_mailings(works.work, ListMailings(ELSEWHERE)).total == 0


def test_what_waits_to_be_released_is_counted(works: WorksInMemory) -> None:
    two_needed(works)
    assert count_ready_letters(works.work, NOOR).to_release == 4
    release(works)
    assert count_ready_letters(works.work, NOOR).to_release == 4
    release(works, SAM)
    assert count_ready_letters(works.work, NOOR).to_release == 0
    assert release_all(works) == 0


def test_the_two_people_of_a_demo_release_what_is_ready(works: WorksInMemory) -> None:
    two_needed(works)
    tell(works, everything(Person(9, municipality="0356")))
    assert Releasers(works, frozenset({"0321", "0356"})).release() == 2
    who = [(each.municipality, each.by.name, each.complete) for each in released(works)]
    assert who == [("0321", "Jip Demo", False), ("0356", "Jip Demo", True), ("0321", "Kim Demo", True)]
    assert make_print_runs(works, DAY) == 5
    assert Releasers(works, frozenset({"0321", "0356"})).release() == 0


def test_files_made_ahead_of_the_release_are_those_that_are_printed(works: WorksInMemory) -> None:
    ahead = list(make_print_files(works, MakePrintFiles(DAY, lambda: 1, ahead=True)))
    release(works)
    make_print_runs(works, DAY)
    (made,) = [event for event in works.work.events if isinstance(event, PrintRunMade)]
    assert [run.run_id for run, _ in ahead] == [made.run_id]


def test_a_rebuild_restores_what_was_released(works: WorksInMemory) -> None:
    two_needed(works)
    release(works)
    release(works, SAM)
    again = WorksInMemory(WorkInMemory(SENDER, LATER))
    tell(again, [event for person in PEOPLE for event in everything(person)])
    for _ in range(2):
        restore_mailings(again.work, released(works))
    assert again.work.mailings.kept == works.work.mailings.kept
    assert again.work.letters.kept == works.work.letters.kept


def sent(works: WorksInMemory) -> str:
    """Prints and hands over; the id of the run."""
    print_all(works, DAY)
    (made,) = [event for event in works.work.events if isinstance(event, PrintRunMade)]
    with works.begin() as work:
        hand_over_print_run(work, HandOverPrintRun(NOOR, made.run_id))
    return made.run_id


def come_back(works: WorksInMemory, person: Person, day: date = LATER, user: User = NOOR) -> None:
    with works.begin() as work:
        record_returned_letter(work, RecordReturnedLetter(user, letter_id(person.id, 1), day))


def returned(works: WorksInMemory) -> list[str]:
    found = list_letters(works.work, ListLetters(NOOR, LetterFilter(came_back=True))).letters
    return [letter.client_id for letter in found]


def test_every_letter_that_leaves_with_a_run_is_told_to_be_sent(works: WorksInMemory) -> None:
    print_all(works, DAY)
    assert [event for event in works.work.events if isinstance(event, LetterSent)] == []
    sent(works)
    left = [event for event in works.work.events if isinstance(event, LetterSent)]
    assert [(each.client_id, each.kind, each.day, each.cause_id) for each in left] == [
        (person.id, "announcement", DAY, None) for person in PEOPLE
    ]


def test_a_letter_that_comes_back_is_a_task_until_a_newer_one_follows(works: WorksInMemory) -> None:
    run = sent(works)
    works.work.today = LATER
    come_back(works, PEOPLE[0])
    id_ = letter_id(PEOPLE[0].id, 1)
    (event,) = [each for each in works.work.events if isinstance(each, LetterReturned)]
    assert event == LetterReturned(id_, PEOPLE[0].id, "announcement", "0321", LATER, None, run, DAY, "noor")
    shown = show_letter(works.work, ShowLetter(NOOR, id_))
    assert (shown.view.state, shown.view.returned_on, shown.came_back) == ("returned", LATER, True)
    assert returned(works) == [PEOPLE[0].id]
    tell(works, everything(replace(PEOPLE[0], revision=2, right_until="2015-07-31")))
    assert returned(works) == []
    assert not show_letter(works.work, ShowLetter(NOOR, id_)).came_back


def test_a_letter_that_was_not_sent_or_a_day_that_cannot_be_is_refused(works: WorksInMemory) -> None:
    with pytest.raises(Refused, match="nog niet verstuurd"):
        come_back(works, PEOPLE[0])
    sent(works)
    for day in (date(2014, 11, 2), LATER):
        with pytest.raises(Refused) as refused:
            come_back(works, PEOPLE[0], day)
        assert refused.value.fields == {"day": "Kies een dag van 3 november 2014 tot en met vandaag."}
    come_back(works, PEOPLE[0], DAY)
    with pytest.raises(Refused, match="al dat deze brief terugkwam op 3 november 2014"):
        come_back(works, PEOPLE[0], DAY)
    with pytest.raises(Forbidden):
        come_back(works, PEOPLE[1], DAY, ELSEWHERE)
    with pytest.raises(NotKnown):
        come_back(works, Person(99), DAY)


def test_a_rebuild_restores_what_came_back(works: WorksInMemory) -> None:
    sent(works)
    come_back(works, PEOPLE[0], DAY)
    again = WorksInMemory(WorkInMemory(SENDER, LATER))
    tell(again, everything(PEOPLE[0]))
    restore_returned_letters(again.work, [e for e in works.work.events if isinstance(e, LetterReturned)])
    kept, before = (each.work.letters.kept[letter_id(PEOPLE[0].id, 1)] for each in (again, works))
    assert replace(kept, mailing_id=before.mailing_id) == before


WRONG = "Er staat een oud telefoonnummer in."


def send_back(works: WorksInMemory, user: User = SAM, id_: str = FIRST, why: str = WRONG) -> None:
    with works.begin() as work:
        send_back_mailing(work, SendBackMailing(user, id_, why))


@pytest.mark.parametrize("user", [NOOR, SAM], ids=["first", "second"])
def test_until_the_second_person_released_it_a_mailing_can_be_sent_back(works: WorksInMemory, user: User) -> None:
    two_needed(works)
    release(works)
    works.work.today = LATER
    send_back(works, user, why=f" {WRONG}\n")
    undone = SentBack(Release(user.id, user.name, LATER), WRONG)
    (event,) = [each for each in works.work.events if isinstance(each, MailingSentBack)]
    assert event == MailingSentBack(FIRST, "0321", 1, undone)
    found = page(works)
    assert (found.mailing.state, found.mailing.sent_back, found.samples) == ("sent-back", undone, [])
    assert (list(found.odd), found.late) == ([], {})
    again = page(works, SECOND)
    assert (again.mailing.state, again.mailing.letters) == ("gathering", 4)
    assert again.came_back is not None
    assert again.came_back.sent_back == undone
    assert make_print_runs(works, LATER) == 0
    assert release(works, user, SECOND) is False
    assert release(works, SAM if user is NOOR else NOOR, SECOND)
    assert make_print_runs(works, LATER) == 4


def test_an_undone_release_never_prints(works: WorksInMemory) -> None:
    two_needed(works)
    release(works)
    tell(works, [held_back(PEOPLE[1])])
    send_back(works)
    tell(works, everything(replace(PEOPLE[1], revision=2)))
    with pytest.raises(Refused, match="teruggestuurd op 3 november 2014, door Sam"):
        release(works, SAM, seen="x")
    assert make_print_runs(works, LATER) == 0
    assert page(works, SECOND).mailing.letters == 4


def test_only_a_mailing_that_waits_for_a_second_person_is_sent_back(works: WorksInMemory) -> None:
    with pytest.raises(Refused, match="Niemand gaf deze mailing nog vrij"):
        send_back(works)
    two_needed(works)
    release(works)
    for why in ("", "  ", "x" * 301):
        with pytest.raises(Refused) as refused:
            send_back(works, why=why)
        assert "back" in refused.value.fields
    with pytest.raises(Forbidden):
        send_back(works, ELSEWHERE)
    with pytest.raises(NotKnown):
        send_back(works, id_=SECOND)
    assert getattr(send_back_mailing, ACCESS).roles == {Role.CASEWORKER, Role.FUNCTIONAL_MANAGER}
    send_back(works)
    with pytest.raises(Refused, match="al teruggestuurd"):
        send_back(works)
    release(works, NOOR, SECOND)
    release(works, SAM, SECOND)
    with pytest.raises(Refused, match="al helemaal vrijgegeven"):
        send_back(works, id_=SECOND)


def test_what_is_odd_is_compared_with_the_last_mailing_that_was_not_sent_back(works: WorksInMemory) -> None:
    two_needed(works)
    release(works)
    send_back(works)
    assert page(works, SECOND).odd == (), "there is nothing before it to differ from"


@pytest.mark.parametrize("newer_first", [False, True])
def test_a_rebuild_restores_what_was_sent_back_in_whatever_order_mailings_are_told(
    works: WorksInMemory, newer_first: bool
) -> None:
    two_needed(works)
    release(works)
    send_back(works)
    release(works, NOOR, SECOND)
    release(works, SAM, SECOND)
    again = WorksInMemory(WorkInMemory(SENDER, LATER))
    tell(again, [event for person in PEOPLE for event in everything(person)])
    undone = [each for each in works.work.events if isinstance(each, MailingSentBack)]
    for id_ in (SECOND, FIRST) if newer_first else (FIRST, SECOND):
        restore_mailings(again.work, [each for each in released(works) if each.mailing_id == id_])
        restore_sent_back_mailings(again.work, [each for each in undone if each.mailing_id == id_])
    assert again.work.mailings.kept == works.work.mailings.kept
    assert again.work.letters.kept == works.work.letters.kept
