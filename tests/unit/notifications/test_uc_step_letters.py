"""Letters about what happened: each once, in whatever order topics arrive, and none to who died."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import Any

import pytest

from services.notifications.application.letters.ask_kin_letter import AskKinLetter, ask_kin_letter
from services.notifications.application.mailing.make_print_runs import make_print_runs
from services.notifications.domain.letters.gate import DIED, HELD_BACK, LetterWritten
from services.notifications.domain.letters.kinds import ABOUT_A_RIGHT, ANNOUNCEMENTS
from services.notifications.domain.letters.letter import Letter
from services.notifications.domain.letters.step_letter import NOT_DIED, ON_HOLD
from shared.access import Forbidden, Role, User
from shared.events.envelope import Event
from shared.messaging.failures import Refused, Unworkable
from tests.support.notifications import (
    DAY,
    Person,
    assessed,
    determined,
    everything,
    granted,
    held_back,
    planned,
    print_all,
    release_all,
    right_ended,
    transferred,
)
from tests.support.notifications_in_memory import OneSender, WorkInMemory, WorksInMemory, leave, tell, tell_one_by_one
from tests.unit.notifications.letter_samples import SENDER
from tests.unit.notifications.step_samples import (
    IN_KIND,
    PGB,
    REASON,
    appointment,
    decision,
    number,
    samples,
    step,
    told,
)

ONE = Person(1)
DEAD = replace(ONE, revision=2, died_on="2015-01-25", state="deceased")
CASEWORKER = User("c", "Chris", Role.CASEWORKER, frozenset({"0321"}))
FIRST = appointment(ONE)
BEFORE = {"appointmentId": FIRST.data["appointmentId"], "day": "2015-02-10", "from": "10:00"}
FIRST_ID, MOVED_ID = FIRST.data["appointmentId"], number("second")
MOVED = appointment(ONE, appointmentId=MOVED_ID, reason="we-moved", replaces=BEFORE, day="2015-02-12")
CANCELLED = told(ONE, "appointment-cancelled", appointmentId=FIRST.data["appointmentId"])
HOLD = step(ONE, "hold", {"until": "2015-05-01"}, state="on-hold")
RESUME = step(ONE, "resume", {}, state="invited")
DIED_STEP = step(ONE, "end", {"reason": "died"}, state="ended")


def works_with(*events: Event) -> WorksInMemory:
    works = WorksInMemory(WorkInMemory(SENDER, DAY))
    tell(works, events)
    return works


def letters(works: WorksInMemory) -> dict[str, tuple[str, str | None]]:
    """State and reason of the letters about what happened, by kind."""
    kept = [letter.written for letter in works.work.letters.kept.values()]
    return {letter.kind: (letter.state, letter.reason) for letter in kept if letter.kind not in ANNOUNCEMENTS}


def text_of(works: WorksInMemory, kind: str) -> Letter:
    (id_,) = [id_ for id_, kept in works.work.letters.kept.items() if kept.written.kind == kind]
    (text,) = works.work.queries.texts([id_])
    return text


READY = ("ready", None)


def test_a_decision_that_came_back_is_written_again_with_its_own_day_and_the_newest_data() -> None:
    made = decision(ONE, "in-kind", IN_KIND)
    again = replace(made, data={**made.data, "writtenAgain": {"time": 1, "on": "2015-05-04"}}, id=number("again"))
    elsewhere = replace(ONE, revision=2, surname="Nieuwenhuis")
    works = works_with(*everything(ONE), made)
    first = letter_of(works, "decision")
    tell(works, [*everything(elsewhere), again])
    tell(works, [replace(again, id=number("asked twice"))])
    both = {id_: each.written for id_, each in works.work.letters.kept.items() if each.written.kind == "decision"}
    assert len(both) == 2
    (second,) = [each for id_, each in both.items() if id_ != first]
    assert (second.letter_date, second.cause_id) == (date(2015, 5, 4), both[first].cause_id)
    (text,) = works.work.queries.texts([second.letter_id])
    assert any("Nieuwenhuis" in line for line in text.addressee)
    assert "15 juni 2015" in " ".join(text.texts()), "six weeks after its own day"


def test_a_decision_on_an_objection_that_came_back_is_written_again_whole() -> None:
    """Its outcome came with a step that is told once, so the letter would have waited for it for ever."""
    step_, made = samples(ONE)["objection-decided without a hearing (hearing-not-answered)"]
    answer = {"outcome": "partly", "why": step_.data["details"]["why"], "noHearing": "hearing-not-answered"}
    written = {"time": 1, "on": "2015-05-04", "answer": answer}
    again = replace(made, data={**made.data, "writtenAgain": written}, id=number("again"))
    works = works_with(*everything(ONE), step_, made)
    first = letter_of(works, "objection-decided")
    tell(works, [again])
    kept = works.work.letters.kept
    (second,) = [each for id_, each in kept.items() if id_ != first and each.written.kind == "objection-decided"]
    assert (second.written.letter_date, second.written.cause_id) == (date(2015, 5, 4), made.data["decisionId"])
    before, after = (" ".join(works.work.queries.texts([id_])[0].texts()) for id_ in (first, second.written.letter_id))
    assert "15 juni 2015" in after, "six weeks for the court after its own day"
    assert "15 juni 2015" not in before
    for said in ("voor een deel gelijk", "Wij vroegen of u gehoord wilde worden", "uw dochter"):
        assert (said in before, said in after) == (True, True)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_letter_waits_for_the_data_of_the_client_whatever_comes_first(order: Sequence[int]) -> None:
    topics = [[transferred(ONE)], [determined(ONE), planned(ONE), FIRST], [assessed(ONE)]]
    works = works_with()
    for topic in order[:-1]:
        tell(works, topics[topic])
    assert letters(works) == {}
    tell(works, topics[order[-1]])
    assert letters(works) == {"invitation": READY}
    assert works.work.waiting_letters.kept == {}


def test_a_letter_about_a_later_revision_waits_for_that_one() -> None:
    later = replace(ONE, revision=2, surname="Anders")
    works = works_with(*everything(ONE), determined(later), planned(later), appointment(later))
    assert letters(works) == {}
    tell(works, [transferred(later), assessed(later)])
    assert "Anders" in text_of(works, "invitation").salutation


def test_a_letter_of_which_the_revision_never_became_complete_is_written_with_the_next() -> None:
    later = replace(ONE, revision=2)
    works = works_with(transferred(ONE), determined(ONE), planned(ONE), FIRST)
    tell(works, everything(later))
    assert letters(works) == {"invitation": READY}


def test_twice_told_is_one_letter_and_one_event() -> None:
    works = works_with(*everything(ONE), FIRST, FIRST)
    tell(works, [FIRST])
    assert letters(works) == {"invitation": READY}
    written = [each for each in works.work.events if isinstance(each, LetterWritten) and each.kind == "invitation"]
    assert [(each.state, each.cause_id) for each in written] == [("ready", FIRST.data["appointmentId"])]


def test_who_died_with_an_appointment_gets_no_letter_that_it_is_off() -> None:
    works = works_with(*everything(ONE), FIRST, DIED_STEP, CANCELLED)
    assert {state for state, _ in letters(works).values()} <= {"superseded", "withheld"}


def invitations(works: WorksInMemory) -> dict[str, str]:
    """The states of all invitations, by their appointment."""
    kept = [one.written for one in works.work.letters.kept.values() if one.written.kind == "invitation"]
    return {one.cause_id or "": one.state for one in kept}


@pytest.mark.parametrize("early", [False, True])
def test_an_appointment_that_moves_before_its_invitation_left_is_an_invitation_again(early: bool) -> None:
    """Also when both came before the data of the client. Nobody heard of the first day, and only an invitation tells
    of the subjects, of paying and of a pgb."""
    happened, known = [FIRST, MOVED], everything(ONE)
    works = works_with(*happened, *known) if early else works_with(*known, *happened)
    assert invitations(works) == {FIRST_ID: "superseded", MOVED_ID: "ready"}
    assert letters(works)["appointment-moved"] == ("superseded", None)
    ready = [each for each in works.work.events if isinstance(each, LetterWritten) and each.cause_id == MOVED_ID]
    assert [(each.kind, each.state) for each in ready] == [("invitation", "ready")]
    tell(works, [MOVED, FIRST])
    assert invitations(works) == {FIRST_ID: "superseded", MOVED_ID: "ready"}


GIVES_UP: dict[str, tuple[dict[str, Any], str]] = {
    "end": ({"reason": "no-need"}, "ended"),
    "prolong": ({"decisionId": number("p")}, "prolonged"),
}


@pytest.mark.parametrize("state", ["waits", "ready", "in a pile", "left"])
@pytest.mark.parametrize("word", sorted(GIVES_UP))
def test_that_no_conversation_is_needed_is_not_told_after_the_step_was_taken_back(word: str, state: str) -> None:
    """The appointment does not stand again, so an invitation to another one follows; what left, the client read."""
    details, why = GIVES_UP[word]
    over = step(ONE, word, details, state="ended", recordedOn=DAY.isoformat())
    said = {"appointmentId": FIRST_ID, "reason": why, "cancelledOn": DAY.isoformat()}
    off = told(ONE, "appointment-cancelled", **said, revision=2 if state == "waits" else 1)
    works = works_with(*everything(ONE), FIRST)
    leave(works, DAY)
    tell(works, [over, off])
    if state == "in a pile":
        print_all(works, DAY)
    if state == "left":
        leave(works, DAY)
    tell(works, [step(ONE, "undo", {}, undoes=over.data["stepId"])])
    if state == "waits":
        tell(works, everything(replace(ONE, revision=2)))
    (of_it,) = (one for one in works.work.letters.kept.values() if one.written.kind == "appointment-cancelled")
    assert of_it.written.state == ("printed" if state in ("in a pile", "left") else "superseded")
    view = works.work.queries.letter(of_it.written.letter_id)
    assert view is not None
    assert view.remark == ("replaced" if state == "in a pile" else None)
    again = appointment(ONE, appointmentId=number("again"), day="2015-03-10")
    tell(works, [again])
    assert invitations(works)[again.data["appointmentId"]] == "ready"


def test_an_illness_is_told_also_when_the_route_ended_and_went_on_since() -> None:
    over = step(ONE, "end", {"reason": "no-need"}, state="ended", recordedOn=DAY.isoformat())
    ill = told(ONE, "appointment-cancelled", appointmentId=FIRST_ID, reason="illness", cancelledOn=DAY.isoformat())
    works = works_with(*everything(ONE), FIRST)
    leave(works, DAY)
    tell(works, [over, ill, step(ONE, "undo", {}, undoes=over.data["stepId"])])
    assert letters(works)["appointment-cancelled"] == READY


WITHDREW = step(ONE, "end", {"reason": "withdrawn"}, state="ended", recordedOn=DAY.isoformat())


def called_off(works: WorksInMemory, *, new_one: bool) -> None:
    off: dict[str, Any] = {"reason": "client-asked", "cancelledOn": DAY.isoformat(), "newOneFollows": new_one}
    tell(works, [told(ONE, "appointment-cancelled", appointmentId=FIRST_ID, **off)])


def about_the_visit(works: WorksInMemory) -> list[str]:
    """What the letters say that go about the visit that is off."""
    ready = [each.written for each in works.work.letters.kept.values() if each.written.state == "ready"]
    ids = [each.letter_id for each in ready if each.kind == "appointment-cancelled"]
    return [" ".join(text.texts()) for text in works.work.queries.texts(ids)]


@pytest.mark.parametrize("new_one", [False, True])
def test_who_was_invited_reads_that_the_visit_is_off_also_when_the_route_stops_after(new_one: bool) -> None:
    works = works_with(*everything(ONE), FIRST)
    leave(works, DAY)
    called_off(works, new_one=new_one)
    tell(works, [WITHDREW])
    (said,) = about_the_visit(works)
    assert "Uw afspraak op dinsdag 10 februari 2015 om 10.00 uur gaat niet door." in said.replace("\u00a0", " ")
    assert "een nieuwe dag en tijd" not in said
    assert ("Het gesprek is niet meer nodig." in said) is new_one
    tell(works, [undo(ONE, WITHDREW)])
    assert len(about_the_visit(works)) == (0 if new_one else 1)


@pytest.mark.parametrize("new_one", [False, True])
@pytest.mark.parametrize("early", [False, True])
def test_nobody_who_was_not_invited_reads_that_a_visit_is_off(new_one: bool, early: bool) -> None:
    works = works_with(*([] if early else everything(ONE)), FIRST)
    called_off(works, new_one=new_one)
    tell(works, [WITHDREW, *(everything(ONE) if early else [])])
    assert about_the_visit(works) == []


def test_who_read_that_the_visit_is_off_does_not_read_it_again_at_the_end() -> None:
    works = works_with(*everything(ONE), FIRST)
    leave(works, DAY)
    called_off(works, new_one=True)
    leave(works, DAY)
    tell(works, [WITHDREW])
    assert about_the_visit(works) == []


@pytest.mark.parametrize("early", [False, True])
def test_an_appointment_that_is_cancelled_before_its_invitation_left_gives_no_letter(early: bool) -> None:
    happened, known = [FIRST, CANCELLED], everything(ONE)
    works = works_with(*happened, *known) if early else works_with(*known, *happened)
    assert letters(works) == {"invitation": ("superseded", None), "appointment-cancelled": ("superseded", None)}
    again = appointment(ONE, appointmentId=MOVED_ID, reason="illness", replaces=BEFORE, day="2015-02-12")
    tell(works, [again])
    assert invitations(works) == {FIRST_ID: "superseded", MOVED_ID: "ready"}, "planned again"
    assert letters(works)["appointment-moved"] == ("superseded", None)


def test_who_joins_a_household_later_is_invited_to_the_moved_appointment() -> None:
    works = works_with(*everything(ONE), MOVED)
    assert letters(works) == {"invitation": READY, "appointment-moved": ("superseded", None)}


def test_who_got_an_invitation_reads_that_it_moved_and_that_it_is_off() -> None:
    works = works_with(*everything(ONE), FIRST)
    leave(works, DAY)
    tell(works, [MOVED])
    assert invitations(works) == {FIRST_ID: "printed", MOVED_ID: "superseded"}
    assert letters(works)["appointment-moved"] == READY
    tell(works, [told(ONE, "appointment-cancelled", appointmentId=MOVED_ID)])
    assert letters(works)["appointment-moved"] == ("superseded", None)
    assert letters(works)["appointment-cancelled"] == READY, "the first one, of which the reader heard, is off too"


def test_who_was_invited_reads_at_once_that_a_hold_cancels_the_appointment() -> None:
    """A hold keeps other letters back; this one says that nobody comes, and not that no conversation is needed."""
    works = works_with(*everything(ONE), FIRST)
    leave(works, DAY)
    off = told(ONE, "appointment-cancelled", appointmentId=FIRST_ID, reason="on-hold", newOneFollows=True)
    tell(works, [HOLD, off])
    assert letters(works)["appointment-cancelled"] == READY
    said = " ".join(text_of(works, "appointment-cancelled").texts())
    assert "Daarna maken wij een nieuwe afspraak met u." in said
    assert "niet meer nodig" not in said


def test_a_hold_and_a_death_count_for_the_letter_that_was_chosen_alone() -> None:
    works = works_with(*everything(ONE), FIRST, MOVED, HOLD)
    assert (invitations(works)[MOVED_ID], letters(works)["appointment-moved"][0]) == ("withheld", "superseded")
    tell(works, [RESUME])
    assert (invitations(works)[MOVED_ID], letters(works)["appointment-moved"][0]) == ("ready", "superseded")


@pytest.mark.parametrize("early", [False, True])
def test_who_does_not_come_leaves_the_invitation_of_the_others_as_it_is(early: bool) -> None:
    """A household has one appointment, with one id, and a letter for each."""
    other = replace(ONE, number=2)
    theirs = told(other, "appointment-made", **FIRST.data)
    happened = [theirs, FIRST, CANCELLED] if early else [FIRST, CANCELLED, theirs]
    works = works_with(*everything(ONE), *everything(other), *happened)
    invitations = {
        kept.written.client_id: kept.written.state
        for kept in works.work.letters.kept.values()
        if kept.written.kind == "invitation"
    }
    assert invitations == {ONE.id: "superseded", other.id: "ready"}


def test_an_invitation_in_a_pile_did_not_leave_and_must_go_out_of_it_when_the_appointment_moves() -> None:
    works = works_with(*everything(ONE), FIRST)
    release_all(works)
    make_print_runs(works, DAY)
    tell(works, [MOVED])
    assert invitations(works) == {FIRST_ID: "printed", MOVED_ID: "ready"}
    (first,) = [one for one in works.work.queries.letters_of_client(ONE.id) if one.cause_id == FIRST_ID]
    assert (first.remark, first.to_take_out) == ("replaced", True), "it still lies in its pile"


def test_a_moved_appointment_names_the_day_that_holds_no_more() -> None:
    works = works_with(*everything(ONE), FIRST)
    leave(works, DAY)
    tell(works, [MOVED])
    assert "Die afspraak geldt niet meer." in "\n".join(text_of(works, "appointment-moved").texts())


def test_an_appointment_that_moves_after_its_day_says_that_there_was_no_conversation() -> None:
    """Nine days after the day it said "Wij moesten de afspraak verzetten", with no word that nobody came."""
    late = appointment(
        ONE, appointmentId=MOVED_ID, reason="we-moved", replaces=BEFORE, madeOn="2015-02-19", day="2015-03-10"
    )
    said = " ".join(text_of(works_with(*everything(ONE), FIRST, late), "appointment-moved").texts())
    assert "Dat gesprek is niet doorgegaan." in said
    assert "moesten de afspraak verzetten" not in said
    assert "geldt niet meer" not in said


def test_a_step_that_is_taken_back_takes_its_letter_along() -> None:
    first = step(ONE, "remind", {"number": 1, "answerBy": "2015-02-20"})
    works = works_with(*everything(ONE), first, step(ONE, "undo", {}, undoes=first.data["stepId"]))
    assert letters(works) == {"no-answer": ("superseded", None)}


@pytest.mark.parametrize("printed", [False, True])
@pytest.mark.parametrize("word", ["send", "undo"])
def test_a_decision_that_was_sent_by_hand_or_taken_back_is_not_printed(word: str, printed: bool) -> None:
    made = decision(ONE, "refusal")
    works = works_with(*everything(ONE), made)
    if printed:
        release_all(works)
        make_print_runs(works, DAY)
    details = {"decisionId": made.data["decisionId"]}
    tell(works, [step(ONE, word, details, undoes=number("decide") if word == "undo" else None, state="sent")])
    assert letters(works) == {"decision": ("printed" if printed else "superseded", None)}


def test_a_decision_that_is_replaced_does_not_go_out() -> None:
    first = decision(ONE, "in-kind", IN_KIND)
    again = decision(ONE, "refusal", replaces=first.data["decisionId"])
    works = works_with(*everything(ONE), first, again)
    states = sorted(kept.written.state for kept in works.work.letters.kept.values() if kept.written.kind == "decision")
    assert states == ["ready", "superseded"]


@pytest.mark.parametrize("early", [False, True])
@pytest.mark.parametrize("kind", ["in-kind", "not-treated", "urgent-help"])
def test_urgent_help_is_told_also_when_a_decision_follows_before_it_was_printed(kind: str, early: bool) -> None:
    """It is a decision of its own, about days of its own, to which the client can object (Awb 3:40 to 3:45)."""
    help_now = decision(ONE, "urgent-help", IN_KIND, endsOn="2015-03-31")
    follows = decision(ONE, kind, IN_KIND, replaces=help_now.data["decisionId"])
    works = (
        works_with(help_now, follows, *everything(ONE)) if early else works_with(*everything(ONE), help_now, follows)
    )
    of_help = [one.written.state for one in works.work.letters.kept.values() if one.written.kind == "urgent-help"]
    assert of_help == ["ready"] * (2 if kind == "urgent-help" else 1)


def test_urgent_help_that_is_taken_back_is_not_told() -> None:
    help_now = decision(ONE, "urgent-help", IN_KIND, endsOn="2015-03-31")
    details = {"decisionId": help_now.data["decisionId"]}
    works = works_with(*everything(ONE), help_now, step(ONE, "undo", details, undoes=number("grant")))
    assert letters(works) == {"urgent-help": ("superseded", None)}


def test_the_end_of_a_route_takes_letters_about_a_conversation_along_and_no_decision() -> None:
    works = works_with(
        *everything(ONE), FIRST, decision(ONE, "refusal"), step(ONE, "end", {"reason": "no-need"}, state="ended")
    )
    assert letters(works) == {"invitation": ("superseded", None), "decision": READY}


@pytest.mark.parametrize("early", [False, True])
def test_a_conversation_that_was_held_takes_letters_that_ask_for_it_along(early: bool) -> None:
    """It can be held before the day that the invitation names, and before the invitation was printed."""
    reminder = step(ONE, "remind", {"number": 1, "answerBy": "2015-02-20"})
    happened, known = [FIRST, reminder, step(ONE, "hold-conversation", {}, state="conversation-held")], everything(ONE)
    works = works_with(*happened, *known) if early else works_with(*known, *happened)
    assert letters(works) == {"invitation": ("superseded", None), "no-answer": ("superseded", None)}


@pytest.mark.parametrize("word", ["withdraw-objection", "decide-objection"])
def test_an_objection_that_is_over_takes_its_letters_along(word: str) -> None:
    of_one = samples(ONE)
    asking = ["objection-received", "objection-incomplete", "hearing"]
    over = {"outcome": "dismissed", "why": "Zo.", "decisionId": number("d")} if word == "decide-objection" else {}
    works = works_with(*everything(ONE), *(each for name in asking for each in of_one[name]), step(ONE, word, over))
    received = letters(works).pop("objection-received")
    assert received == (READY if word == "decide-objection" else ("superseded", None)), "Awb 6:14"
    assert [letters(works)[kind] for kind in asking[1:]] == [("superseded", None)] * 2


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)])
def test_nobody_who_died_gets_a_letter_whatever_comes_first(order: Sequence[int]) -> None:
    topics = [
        [transferred(ONE), transferred(DEAD)],
        [determined(ONE), planned(ONE), FIRST, determined(DEAD)],
        [assessed(ONE), assessed(DEAD)],
    ]
    works = works_with(*(each for number_ in order for each in topics[number_]))
    assert letters(works) == {"invitation": ("withheld", DIED)}


def test_a_death_holds_a_letter_before_the_other_services_have_spoken_of_it() -> None:
    works = works_with(*everything(ONE), FIRST, transferred(DEAD))
    assert letters(works) == {"invitation": ("withheld", DIED)}
    assert works.work.events[-1].reason == DIED


@pytest.mark.parametrize("early", [False, True])
def test_a_death_holds_the_announcement_before_the_other_services_have_spoken_of_it(early: bool) -> None:
    """Before the correction it stood ready until migration and billing had told of that revision."""
    person, *others = everything(ONE)
    works = works_with(*([person, transferred(DEAD), *others] if early else [person, *others, transferred(DEAD)]))
    assert [(each.written.state, each.written.reason) for each in works.work.letters.kept.values()] == [
        ("withheld", DIED)
    ]
    tell(works, [transferred(replace(ONE, revision=3))])
    assert [each.written.state for each in works.work.letters.kept.values()] == ["ready"]


def test_a_death_that_a_caseworker_recorded_holds_letters_too() -> None:
    works = works_with(*everything(ONE), decision(ONE, "refusal"), DIED_STEP)
    assert letters(works) == {"decision": ("withheld", DIED)}
    tell(works, [step(ONE, "undo", {}, undoes=DIED_STEP.data["stepId"], state="decided")])
    assert letters(works) == {"decision": READY}


@pytest.mark.parametrize("early", [False, True])
def test_a_death_that_a_caseworker_recorded_holds_the_announcement_too(early: bool) -> None:
    works = works_with(*([DIED_STEP, *everything(ONE)] if early else [*everything(ONE), DIED_STEP]))
    ((announcement,),) = ([kept.written for kept in works.work.letters.kept.values()],)
    assert (announcement.state, announcement.reason) == ("withheld", DIED)
    tell(works, [step(ONE, "undo", {}, undoes=DIED_STEP.data["stepId"], state="planned")])
    assert [kept.written.state for kept in works.work.letters.kept.values()] == ["ready"]


@pytest.mark.parametrize("early", [False, True])
def test_a_letter_to_who_is_held_back_waits_until_the_next_delivery(early: bool) -> None:
    works = works_with(*everything(ONE))
    tell(works, [held_back(ONE), FIRST] if early else [FIRST, held_back(ONE)])
    assert letters(works) == {"invitation": ("withheld", HELD_BACK)}
    tell(works, everything(replace(ONE, revision=2)))
    assert letters(works) == {"invitation": READY}


def test_a_route_that_stands_still_holds_its_letters() -> None:
    works = works_with(*everything(ONE), FIRST, HOLD)
    assert letters(works) == {"invitation": ("withheld", ON_HOLD)}
    tell(works, [RESUME])
    assert letters(works) == {"invitation": READY}


def test_the_end_of_a_right_is_told_while_the_route_stands_still() -> None:
    """Wmo 2015, 8.3(1): a hold changes nothing about that. These letters were withheld with the others."""
    ending = told(ONE, "right-ending", decided=False, lastDay="2015-06-30")
    works = works_with(*everything(ONE), FIRST, HOLD, ending, told(ONE, "right-ended", why="date", decisionId=None))
    assert letters(works) == {
        "invitation": ("withheld", ON_HOLD),
        "right-ending": READY,
        "right-ended": READY,
    }


def test_a_step_without_a_letter_of_its_own_writes_nothing() -> None:
    silent = ("invite", "hold-conversation", "apply", "complete", "decide", "send", "accept-offer", "refuse-offer")
    about = {"decisionId": number("decide"), "oldRightUntil": "2015-03-31"}
    works = works_with(*everything(ONE), *(step(ONE, word, about) for word in silent), step(ONE, "what-is-this", {}))
    tell(works, [told(ONE, "right-ending", decided=True), told(ONE, "right-ended", why="died")])
    tell(works, [told(ONE, "right-ended", why="date", decisionId=number("d"))])
    assert letters(works) == {}


@pytest.mark.parametrize(
    "event",
    [
        step(ONE, "remind", {"number": 1}),
        step(ONE, "extend", {"newLastDay": "ooit", "why": "Wij wachten."}),
        step(ONE, "ask-completion", {"missing": [], "answerBy": "2015-03-01"}),
        step(ONE, "decide-objection", {"outcome": "misschien", "why": "Zo.", "decisionId": number("d")}),
        decision(ONE, "in-kind", IN_KIND | {"function": "99"}),
    ],
    ids=["no day", "odd day", "nothing missing", "odd outcome", "odd care"],
)
def test_what_no_letter_can_say_cannot_be_worked(event: Event) -> None:
    works = works_with(*everything(ONE))
    with pytest.raises(Unworkable):
        tell(works, [event])


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("early", [False, True])
def test_a_decision_on_an_objection_is_one_letter_of_two_events(turned: bool, early: bool) -> None:
    happened = list(samples(ONE)["objection-decided upheld"])
    happened = happened[::-1] if turned else happened
    works = works_with(*happened, *everything(ONE)) if early else works_with(*everything(ONE), happened[0])
    if not early:
        tell(works, [happened[0]])
        assert letters(works) == {}
        tell(works, [happened[1], happened[1]])
    assert letters(works) == {"objection-decided": READY}
    (letter,) = [one.written for one in works.work.letters.kept.values() if one.written.kind == "objection-decided"]
    assert letter.cause_id == happened[0].data.get("decisionId", happened[0].data.get("details", {}).get("decisionId"))
    said = "\n".join(text_of(works, "objection-decided").texts())
    assert "U krijgt gelijk." in said
    assert "2,5 uur per week" in said
    assert works.work.waiting_letters.kept == {}


def test_every_sample_gives_a_letter_of_its_kind() -> None:
    for name, events in samples(ONE).items():
        works = works_with(*everything(ONE))
        tell_one_by_one(works, events, DAY)
        assert [kind for kind, state in letters(works).items() if state == READY] == [name.split(" ")[0]]


def test_the_municipality_has_a_paragraph_of_its_own() -> None:
    works = works_with(*everything(ONE))
    works.work.senders = OneSender(SENDER, "Bij ons kantoor kunt u gratis parkeren.")
    tell(works, [FIRST])
    assert "Bij ons kantoor kunt u gratis parkeren." in text_of(works, "invitation").texts()


def ask(works: WorksInMemory, user: User = CASEWORKER) -> None:
    with works.begin() as work:
        ask_kin_letter(work, AskKinLetter(user, ONE.id))


def test_the_next_of_kin_get_a_letter_only_when_somebody_asks() -> None:
    works = works_with(*everything(ONE), *everything(DEAD))
    assert letters(works) == {}
    ask(works)
    ask(works)
    assert letters(works) == {"next-of-kin": READY}
    assert text_of(works, "next-of-kin").addressee[0] == "De nabestaanden van"
    alive = replace(ONE, revision=3)
    tell(works, everything(alive))
    assert letters(works) == {"next-of-kin": ("withheld", NOT_DIED)}


def test_a_letter_to_the_next_of_kin_of_a_living_client_is_refused() -> None:
    works = works_with(*everything(ONE))
    with pytest.raises(Refused, match="geen overlijden bekend"):
        ask(works)
    with pytest.raises(Forbidden):
        ask(works, User("x", "Xan", Role.CASEWORKER, frozenset({"0356"})))


@pytest.mark.parametrize(("last_day", "promised"), [("2015-02-03", True), ("2015-02-02", False), ("2014-12-30", False)])
def test_an_objection_gets_no_answer_on_a_day_that_is_over(last_day: str, promised: bool) -> None:
    """An objection that is weeks late comes after the last day for the decision on it (Awb 7:10 lid 1)."""
    decide = {"kind": "decision-on-objection", "lastDay": last_day, "law": "Awb", "article": "7:10"}
    late = step(ONE, "object", {"inTime": False, "objectionNumber": 1}, recordedOn="2015-02-02", deadlines=[decide])
    said = " ".join(text_of(works_with(*everything(ONE), late), "objection-received").texts())
    assert ("U krijgt ons antwoord uiterlijk op" in said) is promised
    assert ("U krijgt van ons een brief met ons antwoord." in said) is not promised


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2015-02-26", "Zorg dat wij ze hebben op maandag 16 februari 2015."),
        ("2015-02-25", "Sturen kan tot en met zondag 15 februari 2015."),
        ("2015-02-16", "Sturen kan tot en met vrijdag 6 februari 2015."),
        ("2015-02-15", "Neem die mee naar het gesprek."),
    ],
)
def test_papers_for_a_hearing_are_asked_by_their_day_as_far_as_the_post_leaves_time(day: str, says: str) -> None:
    """Awb 7:4(1)."""
    details = {"day": day, "from": "10:00", "place": "het stadhuis"}
    invited = step(ONE, "invite-hearing", details, recordedOn="2015-02-02", state="objection")
    said = " ".join(text_of(works_with(*everything(ONE), invited), "hearing").texts())
    said = said.replace("\u00a0", " ")
    forms = ("Zorg dat wij ze hebben", "Sturen kan tot en met", "Neem die mee naar het gesprek.")
    assert says in said
    assert [form in said for form in forms] == [says.startswith(form) for form in forms]


@pytest.mark.parametrize(("recorded", "named"), [("2015-03-09", True), ("2015-03-10", False)])
def test_the_letter_with_the_report_names_a_day_only_when_it_is_there_well_before(recorded: str, named: bool) -> None:
    """It goes to everybody (Wmo 2015, 2.3.2(8)), so no day can keep it here."""
    report = step(ONE, "report", {"reportId": number("r"), "canApply": True}, state="reported", recordedOn=recorded)
    works = works_with(*everything(ONE), report)
    assert (
        "Doe dat voor maandag 23 maart 2015." in " ".join(text_of(works, "report").texts()).replace("\u00a0", " ")
    ) is named
    assert works.work.letters.kept[letter_of(works, "report")].written.answer_by is None


@pytest.mark.parametrize(
    ("findings", "told_of_the_budget"), [((), False), (("pgb-reading-open",), True)], ids=["stopped", "not chosen yet"]
)
def test_a_budget_that_stopped_before_its_right_is_not_said_to_have_run_as_long(
    findings: tuple[str, ...], told_of_the_budget: bool
) -> None:
    """Protected living goes on after 2015, a budget for it perhaps not (8.4(2))."""
    person = replace(
        ONE,
        domain="wmo-protected-living",
        pgb=True,
        right_until="2016-01-20",
        pgb_until="2015-12-31",
        findings=findings,
    )
    ended = told(person, "right-ended", functions=[person.function_id], lastDay="2016-01-20")
    said = " ".join(text_of(works_with(*everything(person), ended), "right-ended").texts())
    assert ("Voor zorg na 20 januari 2016 betaalt de Sociale Verzekeringsbank" in said) is told_of_the_budget
    assert ("Hebt u geen hulp meer nodig? Dan hoeft u niets te doen." in said) is not told_of_the_budget


ENDS_APART = {"oldRightUntil": "2015-12-31", "oldEnds": {"BGI": "2015-12-31", "BGG": "2015-06-20"}}


@pytest.mark.parametrize("waits", [False, True])
def test_a_decision_names_the_last_day_of_each_old_right(waits: bool) -> None:
    made = decision(ONE, "in-kind", IN_KIND, waitsForAcceptance=waits, **ENDS_APART)
    said = " ".join(text_of(works_with(*everything(ONE), made), "decision").texts())
    assert "Dagbesteding (begeleiding in een groep): tot en met 20 juni 2015" in said
    assert "Begeleiding bij u thuis: tot en met 31 december 2015" in said
    assert "Dat loopt tot en met 31 december 2015" not in said


@pytest.mark.parametrize(
    ("name", "kind", "says"),
    [
        ("decision in kind beside a pgb that stops", "decision", "Komt er daarna geen nieuw pgb?"),
        ("decision pgb after a pgb that stops", "decision", "Door dit besluit hebt u ook daarna een pgb."),
        ("decision not treated beside a pgb that stops", "decision", "Wilt u ook na 31 december 2015 een pgb?"),
        ("prolongation of a pgb that stops", "prolongation", "Door dit besluit hebt u ook daarna een pgb."),
        ("urgent-help beside a pgb that stops", "urgent-help", "Komt er daarna geen nieuw pgb?"),
        ("objection-decided upheld beside a pgb that stops", "objection-decided", "hebt u ook daarna een pgb."),
    ],
)
def test_a_letter_names_the_last_day_of_the_right_and_apart_that_of_its_pgb(name: str, kind: str, says: str) -> None:
    """Wmo 2015 8.4."""
    said = " ".join(text_of(works_with(*everything(ONE), *samples(ONE)[name]), kind).texts())
    assert "10 december 2018" in said
    assert "is zeker tot en met 31 december 2015" in said
    assert says in said


@pytest.mark.parametrize(("ends_on", "follows"), [(None, True), ("2016-12-31", True), ("2015-12-31", False)])
def test_who_does_not_accept_an_offer_reads_what_comes_after_the_old_right(ends_on: str | None, follows: bool) -> None:
    made = decision(
        ONE,
        "in-kind",
        IN_KIND,
        waitsForAcceptance=True,
        oldRightUntil="2015-12-31",
        startsOn="2015-06-01",
        endsOn=ends_on,
    )
    said = " ".join(text_of(works_with(*everything(ONE), made), "decision").texts())
    assert ("De hulp uit dit besluit begint dan op de dag daarna." in said) is follows


STOPS = replace(
    ONE, domain="wmo-protected-living", pgb=True, right_until="2019-12-31", pgb_until="2015-12-31", function="STAY"
)
BUDGET_ENDING = told(STOPS, "budget-ending", "billing", functions=[STOPS.function_id])


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_end_of_a_budget_is_written_about_with_the_data_it_was_told_of(order: Sequence[int]) -> None:
    """A next revision is no older for it, in whatever order the topics come."""
    later = replace(STOPS, revision=2, surname="Anders")
    topics = [
        [transferred(STOPS), transferred(later)],
        [determined(STOPS), planned(STOPS), determined(later), planned(later)],
        [granted(STOPS), assessed(STOPS), BUDGET_ENDING, granted(later), assessed(later)],
    ]
    works = works_with()
    for topic in order:
        tell(works, topics[topic])
    assert letters(works) == {"budget-ending": READY}
    assert "Voorbeeld" in text_of(works, "budget-ending").salutation
    assert works.work.waiting_letters.kept == {}


def test_the_end_of_a_budget_is_told_twice_before_and_once_after() -> None:
    again = told(STOPS, "budget-ending", "billing", functions=[STOPS.function_id], weeks=4, toldOn="2015-12-03")
    ended = told(STOPS, "budget-ended", "billing", functions=[STOPS.function_id])
    works = works_with(*everything(STOPS), BUDGET_ENDING, again, again, ended)
    written = [one.written for one in works.work.letters.kept.values() if one.written.kind not in ANNOUNCEMENTS]
    assert sorted((one.kind, one.letter_date.isoformat()) for one in written) == [
        ("budget-ended", "2016-01-01"),
        ("budget-ending", "2015-11-05"),
        ("budget-ending", "2015-12-03"),
    ]


@pytest.mark.parametrize("excused", [False, True])
def test_nobody_is_asked_why_an_objection_is_late_who_could_not_help_it(excused: bool) -> None:
    """Awb 6:11; somebody recorded it with the objection."""
    late = step(ONE, "object", {"inTime": False, "excused": excused, "objectionNumber": 1})
    said = " ".join(text_of(works_with(*everything(ONE), late), "objection-received").texts())
    assert ("waarom uw bezwaar later kwam" in said) is not excused
    assert ("Daar kon u niets aan doen." in said) is excused


RIGHT_ENDING = told(ONE, "right-ending", functions=[ONE.function_id], lastDay="2015-06-30", conversation=None)
STAY = IN_KIND | {"function": "STAY"}
GOES_ON = decision(STOPS, "prolongation", STAY, startsOn="2016-01-01", endsOn="2016-04-30")
GOES_ON_IN_JUNE = decision(ONE, "in-kind", IN_KIND, startsOn="2015-07-01", endsOn=None)
LATER_PGB = replace(STOPS, revision=2, pgb_until="2019-12-31")
LATER_RIGHT = replace(ONE, revision=2, right_until="2015-08-31")
LAPSED = ("superseded", None)


def letter_of(works: WorksInMemory, kind: str) -> str:
    (id_,) = [id_ for id_, kept in works.work.letters.kept.items() if kept.written.kind == kind]
    return id_


def sent(person: Person, made: Event, **said: object) -> Event:
    return step(person, "send", {"decisionId": made.data["decisionId"]}, state="sent", **said)


def came_back(person: Person, made: Event) -> Event:
    return step(person, "returned", {"decisionId": made.data["decisionId"]}, state="decided", recordedOn="2015-03-20")


def undo(person: Person, of: Event) -> Event:
    return step(person, "undo", {}, state="decided", undoes=of.data["stepId"])


@pytest.mark.parametrize(
    ("person", "ending", "since"),
    [
        pytest.param(ONE, RIGHT_ENDING, [GOES_ON_IN_JUNE, sent(ONE, GOES_ON_IN_JUNE)], id="right-decided"),
        pytest.param(ONE, RIGHT_ENDING, everything(LATER_RIGHT), id="right-that-ends-later"),
        pytest.param(STOPS, BUDGET_ENDING, [GOES_ON, sent(STOPS, GOES_ON)], id="pgb-prolonged"),
        pytest.param(STOPS, BUDGET_ENDING, everything(LATER_PGB), id="pgb-goes-on-as-the-college-reads-the-law"),
        pytest.param(
            STOPS,
            BUDGET_ENDING,
            [told(STOPS, "right-ended", functions=[STOPS.function_id], why="given-up", lastDay="2015-11-30")],
            id="pgb-given-up",
        ),
    ],
)
def test_a_letter_of_an_end_that_is_none_any_more_lapses_while_it_gathers(
    person: Person, ending: Event, since: Sequence[Event]
) -> None:
    works, kind = works_with(*everything(person), ending), ending.type.split(".")[-2]
    assert letters(works)[kind] == READY
    tell(works, since)
    assert letters(works)[kind] == LAPSED
    assert letter_of(works, kind) not in {one.letter_id for one in works.work.letters.waiting()}


@pytest.mark.parametrize(
    ("person", "ending", "since"),
    [
        pytest.param(ONE, RIGHT_ENDING, [GOES_ON_IN_JUNE], id="right-decision-not-sent"),
        pytest.param(ONE, RIGHT_ENDING, everything(replace(ONE, revision=2, surname="Anders")), id="right-same-end"),
        pytest.param(STOPS, BUDGET_ENDING, [GOES_ON], id="pgb-decision-not-sent"),
        pytest.param(
            STOPS,
            BUDGET_ENDING,
            [made := decision(STOPS, "in-kind", IN_KIND, startsOn="2016-01-01", endsOn=None), sent(STOPS, made)],
            id="pgb-other-care",
        ),
        pytest.param(
            STOPS,
            BUDGET_ENDING,
            [made := decision(STOPS, "pgb", STAY, startsOn="2016-01-01", waitsForAcceptance=True), sent(STOPS, made)],
            id="pgb-offer-that-waits",
        ),
        pytest.param(STOPS, BUDGET_ENDING, everything(replace(STOPS, revision=2, surname="Anders")), id="pgb-same-end"),
    ],
)
def test_a_letter_of_an_end_that_still_is_one_stays(person: Person, ending: Event, since: Sequence[Event]) -> None:
    works = works_with(*everything(person), ending, *since)
    assert letters(works)[ending.type.split(".")[-2]] == READY


@pytest.mark.parametrize(
    ("person", "ending", "made"),
    [
        pytest.param(ONE, RIGHT_ENDING, GOES_ON_IN_JUNE, id="right"),
        pytest.param(STOPS, BUDGET_ENDING, GOES_ON, id="pgb"),
    ],
)
@pytest.mark.parametrize("returned", [True, False], ids=["came-back", "undone"])
def test_it_goes_when_the_decision_came_back_or_its_sending_is_undone(
    person: Person, ending: Event, made: Event, returned: bool
) -> None:
    send = sent(person, made)
    works, kind = works_with(*everything(person), ending, made, send), ending.type.split(".")[-2]
    assert letters(works)[kind] == LAPSED
    tell(works, [came_back(person, made) if returned else undo(person, send)])
    assert letters(works)[kind] == READY
    told_of = [each.state for each in works.work.events if isinstance(each, LetterWritten) and each.kind == kind]
    assert told_of[-1] == "ready"


def test_that_an_accepted_offer_ended_a_right_is_not_written_when_its_letter_came_back() -> None:
    """Awb 3:40, Wmo 2015 8.3(1)."""
    offer = decision(ONE, "in-kind", IN_KIND, startsOn="2015-05-01", waitsForAcceptance=True, endsOn=None)
    of = {"decisionId": offer.data["decisionId"]}
    yes = step(ONE, "accept-offer", of | {"oldRightUntil": "2015-04-30"}, state="sent")
    over = right_ended(ONE, "2015-04-30", "offer-accepted")
    told_before = [offer, replace(sent(ONE, offer), sequence=1), replace(yes, sequence=2), over]
    works = works_with(*everything(ONE), *told_before)
    assert letters(works)["right-ended"] == READY
    back = replace(came_back(ONE, offer), sequence=3)
    tell(works, [back])
    assert letters(works)["right-ended"] == LAPSED
    tell(works, [replace(undo(ONE, back), sequence=4)])
    assert letters(works)["right-ended"] == READY


def test_a_decision_that_was_written_again_by_mistake_does_not_go() -> None:
    back = replace(came_back(ONE, GOES_ON_IN_JUNE), sequence=3)
    again = replace(GOES_ON_IN_JUNE, id=number("again"))
    again = replace(again, data={**again.data, "writtenAgain": {"time": 1, "on": "2015-03-21", "answer": None}})
    works = works_with(*everything(ONE), GOES_ON_IN_JUNE, sent(ONE, GOES_ON_IN_JUNE), back, again)
    kept = works.work.letters.kept.values()
    states = [each.written.state for each in kept if each.written.kind == "decision"]
    tell(works, [replace(undo(ONE, back), sequence=4)])
    after = [each.written.state for each in works.work.letters.kept.values() if each.written.kind == "decision"]
    assert (states[-1], after[-1]) == ("ready", "superseded")


def test_it_is_withheld_when_the_client_died_since() -> None:
    works = works_with(*everything(STOPS), BUDGET_ENDING, GOES_ON, sent(STOPS, GOES_ON))
    dead = replace(STOPS, revision=2, died_on="2015-10-25", state="deceased")
    tell(works, [*everything(dead), came_back(STOPS, GOES_ON)])
    assert letters(works)["budget-ending"] == ("withheld", DIED)


@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize("back", [False, True])
def test_a_pgb_letter_and_a_decision_come_to_the_same_in_every_order_of_topics(
    order: Sequence[int], back: bool
) -> None:
    route = [GOES_ON, sent(STOPS, GOES_ON), *([came_back(STOPS, GOES_ON)] if back else [])]
    topics = [
        [transferred(STOPS)],
        [determined(STOPS), planned(STOPS), *route],
        [granted(STOPS), assessed(STOPS), BUDGET_ENDING],
    ]
    works = works_with()
    for topic in order:
        tell(works, topics[topic])
    assert letters(works)["budget-ending"] == (READY if back else LAPSED)


def test_a_printed_letter_of_an_end_that_is_none_any_more_must_leave_its_pile() -> None:
    works = works_with(*everything(STOPS), BUDGET_ENDING)
    release_all(works)
    make_print_runs(works, DAY)
    tell(works, [GOES_ON, sent(STOPS, GOES_ON)])
    (kept,) = [each for each in works.work.letters.kept.values() if each.written.kind == "budget-ending"]
    assert (kept.written.state, kept.replaced) == ("printed", True)
    tell(works, [came_back(STOPS, GOES_ON)])
    assert (kept.written.state, kept.replaced) == ("printed", False)


def test_a_prolongation_says_how_much_goes_on_and_what_the_pgb_is() -> None:
    """Awb 3:46: it said no more than that it was agreed, of people with whom nobody had spoken."""
    as_it_was = {**PGB, "function": "BGI", "amount": None, "unit": "", "yearlyCents": None, "class": "K3"}
    group = {**IN_KIND, "function": "BGG", "amount": None, "unit": "", "class": "KD04"}
    made = decision(BUYS, "prolongation", as_it_was, group)
    said = " ".join(text_of(works_with(*everything(BUYS), granted(BUYS), made), "prolongation").texts())
    assert "4 tot 7 uur per week (klasse 3)" in said
    assert "4 dagdelen per week" in said
    assert "Het bedrag van uw persoonsgebonden budget (pgb) blijft per jaar hetzelfde." in said
    assert re.search(r"Uw hele pgb van 1 januari 2015 tot en met 30 juni 2015 is €\s5\.098,75\.", said)
    assert "afgesproken" not in said


@pytest.mark.parametrize("code", ["", "99", "K12", "4 uur"])
def test_a_class_of_no_list_is_not_guessed(code: str) -> None:
    made = decision(ONE, "prolongation", {**IN_KIND, "amount": None, "unit": "", "class": code or None})
    said = text_of(works_with(*everything(ONE), made), "prolongation").texts()
    assert "Zoals met u is afgesproken" in said


OFFER_APART = {"oldRightUntil": "2015-12-31", "oldEnds": {"BGI": "2015-07-28", "KVB": "2015-12-31"}}
BUYS = replace(ONE, pgb=True)


@pytest.mark.parametrize("kind", ["decision", "objection-decided"])
def test_an_offer_says_what_a_yes_ends_without_giving_it_anew(kind: str) -> None:
    """Awb 3:46: a yes to guidance in kind ended the short stay and the whole pgb, and no text said so."""
    made = decision(BUYS, "in-kind", IN_KIND, waitsForAcceptance=True, startsOn="2015-06-01", **OFFER_APART)
    events = [made]
    if kind == "objection-decided":
        made = replace(made, data={**made.data, "kind": "on-objection"})
        why = {"decisionId": made.data["decisionId"], "outcome": "upheld", "why": "Zo."}
        events = [made, step(BUYS, "decide-objection", why, state="objection-decided")]
    said = " ".join(text_of(works_with(*everything(BUYS), *events), kind).texts())
    assert (
        "Dan stopt met uw oude recht ook deze zorg. Die zit niet in dit besluit: Logeren (kortdurend verblijf)" in said
    )
    assert "Dan stopt ook uw oude persoonsgebonden budget (pgb)." in said
    assert "De hulp uit dit besluit begint dan per soort zorg." in said, "and no gap after 28 July"
    assert "begint dan daarna" not in said


def test_an_offer_that_gives_all_of_it_anew_names_nothing_that_stops() -> None:
    again = PGB | {"function": "BGI", "unit": "hours"}
    old = {"oldRightUntil": "2015-06-30", "oldEnds": {"BGI": "2015-06-30"}}
    made = decision(BUYS, "pgb", again, waitsForAcceptance=True, **old)
    said = " ".join(text_of(works_with(*everything(BUYS), made), "decision").texts())
    assert "Dan stopt met uw oude recht ook" not in said
    assert "Dan stopt ook uw oude persoonsgebonden budget" not in said


@pytest.mark.parametrize(
    ("person", "ending", "ended"),
    [
        pytest.param(
            ONE,
            RIGHT_ENDING,
            told(ONE, "right-ended", functions=[ONE.function_id], lastDay=RIGHT_ENDING.data["lastDay"]),
            id="right",
        ),
        pytest.param(
            STOPS,
            BUDGET_ENDING,
            told(
                STOPS, "budget-ended", "billing", functions=[STOPS.function_id], lastDay=BUDGET_ENDING.data["lastDay"]
            ),
            id="pgb",
        ),
    ],
)
def test_that_something_ends_is_told_no_more_once_it_ended_whatever_held_the_letter(
    person: Person, ending: Event, ended: Event
) -> None:
    kind = ending.type.split(".")[-2]
    works = works_with(*everything(person), ending, held_back(person))
    assert letters(works)[kind] == ("withheld", HELD_BACK)
    tell(works, [ended, *everything(replace(person, revision=2))])
    assert letters(works)[kind] == LAPSED
    assert letters(works)[ended.type.split(".")[-2]] == READY


def test_that_other_care_ended_that_day_leaves_the_letter_as_it_is() -> None:
    ended = told(ONE, "right-ended", functions=["f-other"], lastDay=RIGHT_ENDING.data["lastDay"])
    works = works_with(*everything(ONE), RIGHT_ENDING, ended)
    assert letters(works)["right-ending"] == READY


def ending_in(weeks: int, on: str, *functions: str) -> Event:
    return told(
        ONE, "right-ending", functions=functions or [ONE.function_id], lastDay="2015-06-30", weeks=weeks, toldOn=on
    )


def days(works: WorksInMemory) -> dict[date, str]:
    """State by date of the letters that a right ends."""
    kept = [each.written for each in works.work.letters.kept.values() if each.written.kind == "right-ending"]
    return {letter.letter_date: letter.state for letter in kept}


def test_of_two_letters_about_one_end_the_newest_goes_while_the_other_still_lies_here() -> None:
    first, again = ending_in(8, "2015-05-05"), ending_in(4, "2015-06-02")
    works = works_with(*everything(ONE), first, again)
    assert days(works) == {date(2015, 5, 5): "superseded", date(2015, 6, 2): "ready"}


def test_a_second_letter_about_an_end_follows_one_that_left_and_one_about_more_care_stays() -> None:
    works = works_with(*everything(ONE), ending_in(8, "2015-05-05"))
    leave(works, DAY)
    tell(works, [ending_in(4, "2015-06-02")])
    assert days(works) == {date(2015, 5, 5): "printed", date(2015, 6, 2): "ready"}
    more = works_with(*everything(ONE), ending_in(8, "2015-05-05", ONE.function_id, "9-82"), ending_in(4, "2015-06-02"))
    assert days(more) == {date(2015, 5, 5): "ready", date(2015, 6, 2): "ready"}


OWN_REASON = REASON | {
    "rule": "decision.why",
    "law": "Awb",
    "article": "3:46",
    "explanation": "Uw dochter kan dit niet doen.",
    "link": "https://wetten.overheid.nl/jci1.3:c:BWBR0005537&artikel=3:46",
}


def test_what_a_caseworker_wrote_is_no_reason_of_an_article() -> None:
    """Awb 3:46 asks for reasons and is none."""
    works = works_with(*everything(ONE), decision(ONE, "in-kind", IN_KIND, reasons=[OWN_REASON, REASON]))
    said = [text for text in text_of(works, "decision").texts() if text]
    assert "Uw dochter kan dit niet doen." in said
    assert not any("3:46" in text for text in said)
    assert any("(Wmo 2015, artikel 2.3.5 lid 3)" in text for text in said)


@pytest.mark.parametrize("turned", [False, True])
def test_a_letter_on_an_objection_knows_the_yes_to_the_offer_before_it_and_none_that_was_taken_back(
    *, turned: bool
) -> None:
    *before, answer, made = samples(ONE)["objection-decided after a yes"]
    last = [made, answer] if turned else [answer, made]
    said = " ".join(text_of(works_with(*everything(ONE), *before, *last), "objection-decided").texts())
    assert "De hulp begint op 17 februari 2015." in said
    assert "Laat ons weten of u ja zegt" not in said
    no = replace(step(ONE, "undo", {}, state="sent", undoes=before[-1].data["stepId"]), sequence=3)
    asks = " ".join(text_of(works_with(*everything(ONE), *before, no, *last), "objection-decided").texts())
    assert "Laat ons weten of u ja zegt" in asks


def test_a_decision_on_an_objection_says_once_why() -> None:
    step_, made = samples(ONE)["objection-decided upheld"]
    why = step_.data["details"]["why"]
    again = OWN_REASON | {"explanation": why}
    works = works_with(
        *everything(ONE), step_, replace(made, data={**made.data, "reasons": [again, *made.data["reasons"]]})
    )
    said = "\n".join(text_of(works, "objection-decided").texts())
    assert said.count(why) == 1
    assert "(Wmo 2015, artikel 2.3.5 lid 3)" in said


def moved_text(name: str) -> str:
    works = works_with(*everything(ONE))
    tell_one_by_one(works, samples(ONE)[name], DAY)
    (id_,) = [id_ for id_, kept in works.work.letters.kept.items() if kept.written.kind == "appointment-moved"]
    (letter,) = works.work.queries.texts([id_])
    return "\n".join((letter.title, *letter.texts()))


def test_an_appointment_with_somebody_else_at_the_same_hour_says_who_and_blames_nobody() -> None:
    """Whoever moves it chooses a reason, and the form begins with that the client asked."""
    said = moved_text("appointment-moved to somebody else")
    assert "niet met H. Smit, maar met K. de Vries" in said
    assert "blijft op maandag 9 februari 2015 om 13.00 uur" in said
    for wrong in ("geldt niet meer", "zelf om een andere dag", "nieuwe afspraak", "andere plaats"):
        assert wrong not in said


def test_an_appointment_at_another_place_at_the_same_hour_says_so() -> None:
    said = moved_text("appointment-moved to another place")
    assert "Het gesprek is op een andere plaats" in said
    assert "iemand anders" not in said
    assert "is ziek" in said


def invited_to_hearing(about: str, day: str, sequence: int) -> Event:
    details = {"day": day, "from": "10:00", "place": "het stadhuis"}
    invited = step(ONE, "invite-hearing", details, recordedOn="2015-02-02", state="objection", stepId=number(about))
    return replace(invited, sequence=sequence)


def hearings(works: WorksInMemory) -> dict[str, str]:
    """State by the day of the hearing."""
    kept = [letter.written for letter in works.work.letters.kept.values() if letter.written.kind == "hearing"]
    return {str(letter.meets_on): letter.state for letter in kept}


def test_an_invitation_to_a_hearing_takes_the_place_of_those_before_it() -> None:
    """Four letters with four days went out in one pile."""
    first, second = invited_to_hearing("first", "2015-02-20", 11), invited_to_hearing("second", "2015-02-23", 12)
    works = works_with(*everything(ONE), first, second)
    assert hearings(works) == {"2015-02-20": "superseded", "2015-02-23": "ready"}
    tell(works, [first, second])
    assert hearings(works)["2015-02-23"] == "ready", "the same events again change nothing"
    bodies = {letter.written.meets_on: letter.written.body or "" for letter in works.work.letters.kept.values()}
    assert "Die geldt niet meer." in bodies[date(2015, 2, 23)]
    assert "Die geldt niet meer." not in bodies[date(2015, 2, 20)]


def test_an_invitation_that_left_stays_and_the_next_one_says_that_it_does_not_count() -> None:
    works = works_with(*everything(ONE), invited_to_hearing("first", "2015-02-20", 11))
    print_all(works)
    tell(works, [invited_to_hearing("second", "2015-02-23", 12)])
    assert hearings(works) == {"2015-02-20": "printed", "2015-02-23": "ready"}


def test_a_hearing_about_a_next_objection_leaves_the_first_invitation_as_it_was() -> None:
    objected = replace(step(ONE, "object", {"inTime": True}, state="objection", stepId=number("next")), sequence=12)
    works = works_with(
        *everything(ONE),
        invited_to_hearing("first", "2015-02-20", 11),
        objected,
        invited_to_hearing("second", "2015-02-23", 13),
    )
    assert hearings(works) == {"2015-02-20": "ready", "2015-02-23": "ready"}


@pytest.mark.parametrize(("moved_on", "runs"), [("2015-05-04", True), ("2015-07-01", False)])
def test_who_moves_takes_along_a_right_that_still_runs(moved_on: str, runs: bool) -> None:
    """8.3(1): who moved on 2 January 2016 read that the old right came along, which had ended two days before."""
    gone = step(ONE, "end", {"reason": "moved"}, on=moved_on, recordedOn=moved_on, state="ended")
    said = " ".join(text_of(works_with(*everything(ONE), gone), "moved").texts())
    assert ("Dat neemt u mee naar uw nieuwe gemeente." in said) is runs
    assert "Kreeg u van ons een besluit over hulp? Laat dat dan ook zien." in said


def test_who_reports_gets_a_letter_that_leaves_no_more_after_the_conversation() -> None:
    """Wmo 2015, 2.3.2(1): nobody confirmed that a report had come."""
    report = step(ONE, "report-need", {"receivedOn": "2015-03-12"}, state="planned", stepId=number("reported"))
    works = works_with(*everything(ONE), report)
    assert letters(works)["need-received"] == READY
    tell(works, [step(ONE, "hold-conversation", {}, state="conversation-held", stepId=number("held"))])
    assert letters(works)["need-received"] == ("superseded", None)


STOP_HERE = {why: step(ONE, "end", {"reason": why}, state="ended") for why in ("withdrawn", "no-need", "moved", "wlz")}
ENDED_BY_DATE = told(ONE, "right-ended", functions=[ONE.function_id], lastDay=RIGHT_ENDING.data["lastDay"])


def about_the_right(works: WorksInMemory) -> dict[str, list[str]]:
    """By kind, what is said of what comes after the right in the letters that go."""
    ready = [each.written for each in works.work.letters.kept.values() if each.written.state == "ready"]
    texts = {each.letter_id: each.kind for each in ready if each.kind in ABOUT_A_RIGHT}
    said: dict[str, list[str]] = {}
    for text in works.work.queries.texts(sorted(texts)):
        said.setdefault(texts[text.letter_id], []).append(" ".join(text.texts()))
    return said


@pytest.mark.parametrize(
    ("why", "says"),
    [
        ("withdrawn", "U liet ons weten dat u niet verder wilt met een nieuwe aanvraag."),
        ("no-need", "In onze gegevens staat dat u"),
        ("moved", "U bent verhuisd."),
    ],
)
def test_who_has_a_route_that_stopped_reads_why_and_is_promised_no_decision(why: str, says: str) -> None:
    works = works_with(*everything(ONE), STOP_HERE[why], RIGHT_ENDING)
    (ending,) = about_the_right(works)["right-ending"]
    tell(works, [ENDED_BY_DATE, RIGHT_ENDING])
    said = about_the_right(works)
    assert "right-ending" not in said, "the end itself was told"
    for text in (ending, *said["right-ended"]):
        assert says in text
        assert "Wij doen ons best" not in text
        assert "nog geen besluit" not in text
        assert "verslag" not in text


def test_whose_care_goes_on_under_the_wlz_reads_nothing_of_a_decision_that_does_not_come() -> None:
    works = works_with(*everything(ONE), STOP_HERE["wlz"], RIGHT_ENDING, ENDED_BY_DATE)
    assert about_the_right(works) == {}
    tell(works, [undo(ONE, STOP_HERE["wlz"])])
    assert "Er is geen besluit" in about_the_right(works)["right-ended"][0]


@pytest.mark.parametrize("early", [True, False])
def test_a_stop_and_its_undoing_take_the_letter_that_is_not_true_any_more(early: bool) -> None:
    stop = STOP_HERE["withdrawn"]
    works = works_with(*([] if early else everything(ONE)), RIGHT_ENDING, stop, *(everything(ONE) if early else []))
    assert about_the_right(works) == {}, "the letter that is there promises a decision"
    tell(works, [undo(ONE, stop)])
    assert "Wij doen ons best" in about_the_right(works)["right-ending"][0]
    stopped = works_with(*everything(ONE), stop, RIGHT_ENDING)
    tell(stopped, [undo(ONE, stop)])
    assert about_the_right(stopped) == {}, "the letter that is there promises none"


def test_who_moved_reads_here_what_is_here() -> None:
    """Another municipality stopped; the right is looked at anew where the client lives."""
    here = replace(ONE, revision=2, municipality="0356")
    stopped = step(ONE, "end", {"reason": "withdrawn"}, state="ended")
    ending = told(here, "right-ending", functions=[ONE.function_id], lastDay="2015-06-30", conversation=None)
    works = works_with(*everything(ONE), stopped, *everything(here), ending)
    assert "Wij doen ons best" in about_the_right(works)["right-ending"][0]


def test_a_right_that_ended_after_a_decision_says_so_also_when_a_later_route_stopped() -> None:
    made = decision(ONE, "own-strength")
    later = step(ONE, "end", {"reason": "withdrawn"}, state="ended", route=2)
    ended = replace(ENDED_BY_DATE, data={**ENDED_BY_DATE.data, "decided": True})
    works = works_with(*everything(ONE), made, sent(ONE, made), later, ended)
    assert "Wij stuurden u al een besluit over wat daarna komt." in about_the_right(works)["right-ended"][0]
