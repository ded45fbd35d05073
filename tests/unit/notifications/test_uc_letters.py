"""What the service makes of events about clients: letters, each once, and nothing about whom is held back."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from services.notifications.application.letters.list_letters import ListLetters, list_letters
from services.notifications.application.letters.show_letter import ShowLetter, show_letter
from services.notifications.application.letters.show_letter_pdf import show_letter_pdf
from services.notifications.application.letters.views import LetterFilter
from services.notifications.application.mailing.restore_print_runs import restore_print_runs
from services.notifications.domain.letters.gate import DIED, HELD_BACK
from services.notifications.domain.letters.overtaken import DECIDED
from services.notifications.domain.mailing.print_run import PrintRunMade
from shared.access import Forbidden, Role, User
from shared.events.envelope import Event
from shared.messaging.failures import Refused, Unworkable
from tests.support.notifications import (
    DAY,
    Person,
    assessed,
    decided,
    determined,
    everything,
    granted,
    held_back,
    planned,
    print_all,
    stepped,
    transferred,
    withdrawn,
)
from tests.support.notifications_in_memory import KeptLetter, WorkInMemory, WorksInMemory, tell
from tests.unit.notifications.letter_samples import SENDER

ONE = Person(1)
SAME = Person(1, revision=2)
OTHER = Person(1, revision=2, right_until="2015-07-31")
CASEWORKER = User("c", "Chris", Role.CASEWORKER, frozenset({"0321"}))
CLIENT = User("k", "Kim", Role.CLIENT, client=ONE.id)


@pytest.fixture
def works() -> WorksInMemory:
    return WorksInMemory(WorkInMemory(SENDER, DAY))


def rights(person: Person) -> list[Event]:
    """What migration tells about a client in one revision."""
    return [determined(person), planned(person)] if person.state == "planned" else [determined(person)]


def whole(person: Person) -> list[Event]:
    return [transferred(person), *rights(person), assessed(person)]


def letters(works: WorksInMemory) -> dict[int, tuple[str, str | None]]:
    """State and reason of the letters, by revision; all of one client."""
    kept = [letter.written for letter in works.work.letters.kept.values()]
    return {letter.recipient.revision: (letter.state, letter.reason) for letter in kept}


def recorded(works: WorksInMemory) -> list[tuple[int, str]]:
    return [(event.revision, event.state) for event in works.work.events if hasattr(event, "revision")]


def noticed(works: WorksInMemory) -> list[str]:
    """The clients that a provider would be told of now."""
    return [right.line.client_id for right in works.work.ending_rights.kept]


def only_letter(works: WorksInMemory) -> str:
    (letter_id,) = works.work.letters.kept
    return letter_id


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (1, 2, 3, 0), (3, 2, 1, 0), (1, 3, 0, 2), (0, 3, 2, 1)])
def test_a_letter_is_written_when_the_last_of_three_topics_has_spoken(
    works: WorksInMemory, order: Sequence[int]
) -> None:
    events = whole(ONE)
    for number in order[:-1]:
        tell(works, [events[number]])
        assert letters(works) == {}
    tell(works, [events[order[-1]]])
    assert letters(works) == {1: ("ready", None)}


def test_a_client_who_is_not_reassessed_needs_no_plan(works: WorksInMemory) -> None:
    tell(works, whole(Person(1, state="elsewhere", domain="zvw")))
    assert letters(works) == {1: ("ready", None)}


def test_older_revisions_are_dropped_when_a_newer_one_is_complete(works: WorksInMemory) -> None:
    tell(works, [*whole(ONE), *whole(OTHER)])
    assert set(works.work.recipients.kept) == set(works.work.plans.kept) == {(ONE.id, 2)}
    assert set(works.work.contributions.kept) == {(ONE.id, 2)}


def test_an_older_revision_that_comes_late_changes_nothing(works: WorksInMemory) -> None:
    tell(works, [*whole(OTHER), *whole(ONE)])
    assert letters(works) == {2: ("ready", None)}


def test_of_a_budget_the_last_word_counts(works: WorksInMemory) -> None:
    person = Person(1, pgb=True)
    tell(works, [granted(person), withdrawn(person)])
    (budget,) = works.work.budgets.kept.values()
    assert budget.withdrawn
    assert (budget.first_day, budget.gross) == (None, 0)


def test_after_a_move_the_budget_of_the_own_municipality_counts(works: WorksInMemory) -> None:
    before, after = Person(1, pgb=True), Person(1, pgb=True, revision=2, municipality="0356")
    left = granted(Person(1, pgb=True, revision=2))
    tell(works, [*everything(before), granted(after), left, *everything(after)[1:]])
    facts = works.work.queries.client_facts(before.id)
    assert facts is not None
    assert facts.budget is not None
    assert facts.budget.municipality == "0356"
    assert {place for _, place, _ in works.work.budgets.kept} == {"0321", "0356"}


def test_money_of_a_client_may_come_before_anything_else(works: WorksInMemory) -> None:
    person = Person(1, pgb=True)
    tell(works, [granted(person), assessed(person)])
    assert letters(works) == {}
    tell(works, whole(person))
    assert letters(works) == {1: ("ready", None)}


def test_a_letter_that_was_ready_is_withheld_and_not_printed(works: WorksInMemory) -> None:
    tell(works, [*whole(ONE), held_back(ONE)])
    assert letters(works) == {1: ("withheld", HELD_BACK)}
    assert print_all(works, DAY) == 0
    assert recorded(works) == [(1, "ready"), (1, "withheld")]


def test_a_letter_that_was_not_yet_written_is_withheld_at_once(works: WorksInMemory) -> None:
    tell(works, [transferred(ONE), held_back(ONE)])
    tell(works, [*rights(ONE), assessed(ONE)])
    assert letters(works) == {1: ("withheld", HELD_BACK)}
    assert recorded(works) == [(1, "withheld")]


def test_a_printed_letter_stays_printed_and_is_not_sent_again(works: WorksInMemory) -> None:
    tell(works, whole(ONE))
    assert print_all(works, DAY) == 1
    tell(works, [held_back(ONE), *whole(SAME)])
    assert letters(works) == {1: ("printed", None)}
    assert print_all(works, DAY) == 0
    assert recorded(works) == [(1, "ready")]


def test_a_good_delivery_that_says_the_same_lets_the_letter_go(works: WorksInMemory) -> None:
    tell(works, [*whole(ONE), held_back(ONE), *whole(SAME)])
    assert letters(works) == {1: ("ready", None)}
    assert recorded(works) == [(1, "ready"), (1, "withheld"), (1, "ready")]
    assert print_all(works, DAY) == 1


def test_a_letter_waits_until_the_good_delivery_is_known_completely(works: WorksInMemory) -> None:
    tell(works, [*whole(ONE), held_back(ONE), transferred(SAME), determined(SAME), assessed(SAME)])
    assert letters(works) == {1: ("withheld", HELD_BACK)}
    tell(works, [planned(SAME)])
    assert letters(works) == {1: ("ready", None)}


def test_a_good_delivery_that_says_something_else_gives_another_letter(works: WorksInMemory) -> None:
    tell(works, [*whole(ONE), held_back(ONE), *whole(OTHER)])
    assert letters(works) == {1: ("superseded", None), 2: ("ready", None)}


def test_a_good_delivery_with_one_row_held_back_keeps_the_letter_withheld(works: WorksInMemory) -> None:
    tell(works, [*whole(ONE), held_back(ONE), *whole(Person(1, revision=2, held_back_rows=1))])
    assert letters(works) == {1: ("withheld", HELD_BACK)}


def test_a_client_who_died_keeps_that_reason(works: WorksInMemory) -> None:
    person = Person(1, died_on="2014-10-01", state="deceased")
    tell(works, [*whole(person), held_back(person)])
    assert letters(works) == {1: ("withheld", DIED)}


def test_a_client_who_is_held_back_is_left_out_of_provider_notices(works: WorksInMemory) -> None:
    tell(works, whole(ONE))
    assert noticed(works) == [ONE.id]
    tell(works, [held_back(ONE)])
    assert noticed(works) == []
    tell(works, whole(SAME))
    assert noticed(works) == [ONE.id]


def test_holding_back_a_stranger_cannot_be_worked(works: WorksInMemory) -> None:
    with pytest.raises(Unworkable, match=ONE.id):
        tell(works, [held_back(ONE)])


@pytest.mark.parametrize(
    "person", [Person(1, function="JUGGLING"), Person(1, week="2015-02-10"), Person(1, week="2031-02-10")]
)
def test_what_no_letter_can_say_cannot_be_worked(works: WorksInMemory, person: Person) -> None:
    with pytest.raises(Unworkable):
        tell(works, whole(person))


def test_a_list_of_letters_leaves_a_line_per_person(works: WorksInMemory) -> None:
    tell(works, [event for person in (ONE, Person(2), Person(3, municipality="0356")) for event in everything(person)])
    page = list_letters(works.work, ListLetters(CASEWORKER, LetterFilter()))
    assert (page.total, {letter.municipality for letter in page.letters}) == (2, {"0321"})
    assert [subject for _, subject, _ in works.work.read_log.lines] == [ONE.id, Person(2).id]


def test_a_letter_is_for_its_client_and_the_own_municipality(works: WorksInMemory) -> None:
    tell(works, whole(ONE))
    with pytest.raises(Forbidden, match="nog niet naar u onderweg"):
        show_letter(works.work, ShowLetter(CLIENT, only_letter(works)))
    print_all(works)
    letter_id = only_letter(works)
    assert show_letter(works.work, ShowLetter(CLIENT, letter_id)).text is not None
    for stranger in (
        User("k", "Kim", Role.CLIENT, client=Person(2).id),
        User("c", "Chris", Role.CASEWORKER, frozenset({"0356"})),
    ):
        with pytest.raises(Forbidden):
            show_letter(works.work, ShowLetter(stranger, letter_id))


@pytest.mark.parametrize("printed", [True, False])
def test_a_letter_after_a_move_names_the_printed_one_that_it_replaces(works: WorksInMemory, printed: bool) -> None:
    tell(works, whole(ONE))
    if printed:
        print_all(works, DAY)
    tell(works, whole(Person(1, revision=2, municipality="0356")))
    first, second = (
        next(id_ for id_, kept in works.work.letters.kept.items() if _revision(kept) == number) for number in (1, 2)
    )
    (text,) = works.work.queries.texts([second])
    told = f"Deze brief komt in de plaats van de brief van 3 november 2014 met kenmerk {first[:8].upper()}."
    assert (told in text.texts()) is printed
    assert letters(works)[1] == (("printed", None) if printed else ("superseded", None))


def _revision(kept: KeptLetter) -> int:
    return kept.written.recipient.revision


def test_a_rebuild_gives_the_same_letter_with_the_one_that_it_replaces(works: WorksInMemory) -> None:
    tell(works, whole(ONE))
    print_all(works, DAY)
    tell(works, whole(OTHER))
    runs = [event for event in works.work.events if isinstance(event, PrintRunMade)]
    again = WorksInMemory(WorkInMemory(SENDER, DAY))
    tell(again, [*whole(ONE), *whole(OTHER)])
    restore_print_runs(again.work, runs)
    ids = list(works.work.letters.kept)
    assert again.work.queries.texts(ids) == works.work.queries.texts(ids)


def test_an_open_letter_leads_to_the_articles_that_it_cites(works: WorksInMemory) -> None:
    tell(works, whole(ONE))
    print_all(works)
    opened = show_letter(works.work, ShowLetter(CLIENT, only_letter(works)))
    assert [link.cited for link in opened.links] == ["Wmo 2015, artikel 8.3 lid 1", "Wmo 2015, artikel 8.3 lid 6"]


def test_what_a_delivery_of_another_day_cites_is_no_other_letter(works: WorksInMemory) -> None:
    again = determined(SAME)
    again.data["functions"][0]["reasons"][0]["link"] += "-later"
    tell(works, [*whole(ONE), transferred(SAME), again, planned(SAME), assessed(SAME)])
    assert letters(works) == {1: ("ready", None)}


def test_a_withheld_letter_is_shown_without_text_and_not_as_pdf(works: WorksInMemory) -> None:
    tell(works, whole(Person(1, held_back_rows=1)))
    asked = ShowLetter(CASEWORKER, only_letter(works))
    assert show_letter(works.work, asked).text is None
    with pytest.raises(Refused, match="vastgehouden"):
        show_letter_pdf(works, asked)


def determined_later(person: Person, day: str = "2015-04-01") -> list[Event]:
    """A next revision, as migration determines it on this day."""
    right, *others = rights(person)
    right = replace(right, data={**right.data, "determinedOn": day})
    return [transferred(person), right, *others, assessed(person)]


def sent(person: Person, kind: str, day: str) -> list[Event]:
    made = decided(person, kind=kind)
    of = {"decisionId": made.data["decisionId"]}
    return [made, stepped(person, "send", "sent", day, 1, details=of)]


def test_who_has_a_decision_gets_no_letter_about_the_old_right_alone(works: WorksInMemory) -> None:
    tell(works, [*whole(ONE), *sent(ONE, "in-kind", "2015-03-18"), *determined_later(OTHER)])
    assert letters(works)[2] == ("withheld", DECIDED)


def test_urgent_help_and_a_decision_of_the_same_day_keep_no_letter_back(works: WorksInMemory) -> None:
    urgent = decided(ONE, kind="urgent-help")
    details = {"decisionId": urgent.data["decisionId"]}
    helped = [urgent, stepped(ONE, "grant-urgent-help", "planned", "2015-03-18", 1, details=details)]
    tell(works, [*whole(ONE), *helped, *determined_later(OTHER)])
    assert letters(works)[2] == ("ready", None)
    tell(works, [*sent(ONE, "in-kind", "2015-05-01"), *determined_later(Person(1, revision=3), "2015-05-01")])
    assert letters(works)[3] == ("ready", None), "what was told first on that day is not known when it is told again"


def test_a_decision_of_another_municipality_keeps_no_letter_back(works: WorksInMemory) -> None:
    moved_to = Person(1, revision=2, municipality="0356")
    tell(works, [*whole(ONE), *sent(ONE, "in-kind", "2015-03-18"), *determined_later(moved_to)])
    assert letters(works)[2] == ("ready", None)


def test_an_old_right_that_an_accepted_offer_ended_is_promised_nowhere(works: WorksInMemory) -> None:
    """Wmo 2015 8.3(1): whatever municipality the client lives in after it; a yes that was taken back ended nothing."""
    moved_to = Person(1, revision=2, municipality="0356")
    of = {"decisionId": decided(ONE).data["decisionId"]}
    offer = [decided(ONE, waitsForAcceptance=True), stepped(ONE, "send", "sent", "2015-03-10", 1, details=of)]
    said = of | {"oldRightUntil": "2015-03-18"}
    accepted = stepped(ONE, "accept-offer", "in-force", "2015-03-18", 2, details=said)
    tell(works, [*whole(ONE), *offer, accepted, *determined_later(moved_to)])
    assert letters(works)[2] == ("withheld", DECIDED)
    no = stepped(ONE, "undo", "sent", "2015-03-20", 3, undoes=accepted.data["stepId"])
    tell(works, [no, *determined_later(Person(1, revision=3, municipality="0356", right_until="2015-09-01"))])
    assert letters(works)[3] == ("ready", None)


def test_who_stopped_is_promised_no_conversation(works: WorksInMemory) -> None:
    stop = stepped(ONE, "end", "ended", "2015-02-26", 1, details={"reason": "withdrawn"})
    tell(works, [*whole(ONE), stop, *determined_later(OTHER)])
    said = next(kept.written.body for kept in works.work.letters.kept.values() if _revision(kept) == 2) or ""
    assert "Er is nu geen gesprek met u gepland." in said
    for promise in (
        "Wij nemen daarvoor zelf contact met u op",
        "Wij komen met u praten",
        "Misschien biedt de gemeente",
    ):
        assert promise not in said


@pytest.mark.parametrize(
    ("step", "state", "here", "promised"),
    [
        ("hold-conversation", "conversation-held", OTHER, False),
        ("apply", "applied", Person(1, revision=2, municipality="0356"), False),
        ("prolong", "decided", OTHER, False),
        ("decide", "decided", Person(1, revision=2, municipality="0356"), True),
        ("invite", "invited", OTHER, True),
    ],
)
def test_a_conversation_that_was_held_is_not_promised_again(
    works: WorksInMemory, step: str, state: str, here: Person, *, promised: bool
) -> None:
    """A route goes along to another municipality; what that one decided leaves its own conversation to come."""
    taken = stepped(ONE, step, state, "2015-02-26", 1)
    tell(works, [*whole(ONE), taken, *determined_later(here)])
    said = next(kept.written.body for kept in works.work.letters.kept.values() if _revision(kept) == 2) or ""
    assert ("moet de gemeente met u praten over wat daarna komt." in said) is promised
    assert ("Wij zijn al bezig met wat er na uw recht komt." in said) is not promised


@pytest.mark.parametrize(("reason", "spoken_with"), [("withdrawn", True), ("moved", True), ("wlz", False)])
def test_what_another_municipality_stopped_keeps_no_conversation_back_here(reason: str, spoken_with: bool) -> None:
    works = WorksInMemory(WorkInMemory(SENDER, DAY))
    moved_to = Person(1, revision=2, municipality="0356")
    stop = stepped(ONE, "end", "ended", "2015-02-26", 1, details={"reason": reason})
    tell(works, [*whole(ONE), stop, *determined_later(moved_to)])
    said = next(kept.written.body for kept in works.work.letters.kept.values() if _revision(kept) == 2) or ""
    assert ("Er is nu geen gesprek met u gepland." not in said) is spoken_with
