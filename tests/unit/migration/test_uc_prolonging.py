"""A group is prolonged by one decision, in waves that a second person releases; it stops when something is odd."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.migration.application.route.go_on_with_prolongation import (
    GoOnWithProlongation,
    go_on_with_prolongation,
)
from services.migration.application.route.hold_conversation import HoldConversation, hold_conversation
from services.migration.application.route.keep_conversation import KeepConversation, keep_conversation
from services.migration.application.route.leave_out_client import LeaveOutClient, leave_out_client
from services.migration.application.route.list_members import ListMembers, list_members
from services.migration.application.route.make_decision import MakeDecision, make_decision
from services.migration.application.route.prepare_prolongation import PrepareProlongation, prepare_prolongation
from services.migration.application.route.release_wave import ReleaseWave, release_wave
from services.migration.application.route.show_prolongation import ShowProlongation, show_prolongation
from services.migration.application.route.take_step import TakeStep, take_step
from services.migration.application.route.views import GroupView
from services.migration.domain.rights.clients import RightDetermined
from services.migration.domain.rights.facts import DeliveryForm
from services.migration.domain.route.conversation import ConversationNotes, Subject
from services.migration.domain.route.decisions import DecisionKind, Draft, Provision
from services.migration.domain.route.happened import DecisionMade
from services.migration.domain.route.prolonging import Group, WaveOutcome
from services.migration.domain.route.states import RouteState, StepKind
from services.migration.entrypoints.route.lines import member_rows
from shared.access import Forbidden, Role, User
from shared.messaging.failures import Refused
from tests.support.migration_in_memory import WorkInMemory, WorksInMemory
from tests.support.migration_samples import HOUTEN, LAST_DAY, LOPIK, determined

NOOR = User("noor", "Noor", Role.CASEWORKER, frozenset({HOUTEN}))
PETRA = User("petra", "Petra", Role.CASEWORKER, frozenset({HOUTEN}))
HUGO = User("hugo", "Hugo", Role.CASEWORKER, frozenset({LOPIK}))
TODAY = date(2015, 9, 14)
UNTIL = date(2016, 5, 1)
CARE = Provision("BGI", None, None, DeliveryForm.ZIN)


@pytest.fixture
def work() -> WorkInMemory:
    found = WorkInMemory(TODAY)
    everybody = [determined(f"client {number:03}") for number in range(115)]
    found.clients.save([*everybody, determined("elsewhere", municipality=LOPIK)])
    for one in everybody:
        found.record(RightDetermined(one))
    return found


def prepare(work: WorkInMemory, **changes: date) -> Group:
    days = {"ends_from": LAST_DAY, "ends_through": LAST_DAY, "until": UNTIL, **changes}
    return prepare_prolongation(
        work, PrepareProlongation(NOOR, HOUTEN, reason="Het gesprek lukt niet op tijd.", **days)
    )


def release(work: WorkInMemory, group: Group, user: User = PETRA) -> str:
    return release_wave(WorksInMemory(work), ReleaseWave(user, group.id))


def shown(work: WorkInMemory, group: Group) -> GroupView:
    return show_prolongation(work, ShowProlongation(NOOR, group.id))


def prolonged(work: WorkInMemory) -> Sequence[str]:
    made = [event for event in work.events if isinstance(event, DecisionMade)]
    assert {event.decision.kind for event in made} <= {DecisionKind.PROLONGATION}
    return [event.client_id for event in made]


def test_the_waves_are_one_ten_a_hundred_and_the_rest(work: WorkInMemory) -> None:
    group = prepare(work)
    assert [wave.clients for wave in shown(work, group).waves] == [1, 10, 100, 4]
    assert prolonged(work) == []
    sizes = []
    while shown(work, group).next_wave is not None:
        assert release(work, group) == ""
        sizes.append(len(prolonged(work)))
    assert sizes == [1, 11, 111, 115]
    with pytest.raises(Refused, match="Alle golven zijn gedaan"):
        release(work, group)


def speak(work: WorkInMemory, client_id: str) -> None:
    notes = ConversationNotes(
        dict.fromkeys(Subject, "besproken"), support_offered=True, pgb_explained=True, identified=True
    )
    keep_conversation(work, KeepConversation(NOOR, client_id, notes))
    hold_conversation(work, HoldConversation(NOOR, client_id, TODAY))


def test_whose_application_is_in_hand_is_left_out_and_named_with_why(work: WorkInMemory) -> None:
    """They read that nobody could speak with them in time."""
    for number, steps in ((3, 0), (4, 1), (5, 2)):
        client_id = f"client {number:03}"
        speak(work, client_id)
        for kind, details in ((StepKind.REPORT, {"reportId": "r", "canApply": True}), (StepKind.APPLY, {}))[:steps]:
            take_step(work, TakeStep(NOOR, client_id, kind, TODAY, details))
    group = prepare(work)
    assert shown(work, group).clients == 112
    assert [wave.clients for wave in shown(work, group).waves] == [1, 10, 100, 1]
    lines = list_members(work, ListMembers(PETRA, group.id))
    assert [(one.client_id, one.member.why) for one in lines if one.member.wave == 0] == [
        ("client 003", "Het gesprek is al gehouden."),
        ("client 004", "Het verslag van het gesprek is er al."),
        ("client 005", "Er ligt al een aanvraag."),
    ]
    assert len(lines) == 115
    assert len([line for line in work.read_log.lines if line[0] == PETRA.id]) == 115
    second = list_members(work, ListMembers(PETRA, group.id, 2))
    assert [one.client_id for one in second] == [one.client_id for one in lines[50:100]]
    assert (second[0].state, second[0].last_day) == (RouteState.PLANNED, LAST_DAY)
    assert [delivered.function for delivered, _ in second[0].care] == ["BGI"]
    with pytest.raises(Forbidden):
        list_members(work, ListMembers(HUGO, group.id))


def test_who_is_spoken_with_after_the_group_was_made_is_not_prolonged(work: WorkInMemory) -> None:
    group = prepare(work)
    release(work, group)
    speak(work, "client 003")
    assert release(work, group) == ""
    assert "client 003" not in prolonged(work)


def test_the_maker_does_not_release(work: WorkInMemory) -> None:
    group = prepare(work)
    with pytest.raises(Refused, match="Iemand anders geeft een golf vrij"):
        release(work, group, NOOR)
    with pytest.raises(Forbidden):
        release(work, group, HUGO)


def test_who_went_another_way_meanwhile_is_left_out(work: WorkInMemory) -> None:
    group = prepare(work)
    release(work, group)
    take_step(work, TakeStep(NOOR, "client 003", StepKind.END, TODAY, {"reason": "withdrawn"}))
    assert release(work, group) == ""
    left_out = [one.client_id for one in shown(work, group).members if one.outcome is WaveOutcome.LEFT_OUT]
    assert left_out == ["client 003"]


def test_who_is_left_out_of_a_wave_is_named_with_the_true_reason(work: WorkInMemory) -> None:
    """All of them read the same: that somebody spoke with them, or something else was decided."""
    group = prepare(work)
    release(work, group)
    release(work, group)
    for number, kind, details in (
        (20, StepKind.END, {"reason": "died"}),
        (21, StepKind.HOLD, {"until": "2015-10-01", "why": "Op reis."}),
        (22, StepKind.END, {"reason": "moved"}),
    ):
        take_step(work, TakeStep(NOOR, f"client {number:03}", kind, TODAY, details))
    speak(work, "client 023")
    by_hand = Draft(DecisionKind.PROLONGATION, date(2016, 1, 1), UNTIL, (CARE,), "Zij is ziek.")
    make_decision(work, MakeDecision(NOOR, "client 024", TODAY, by_hand))
    assert release(work, group) == ""
    found = shown(work, group)
    assert [(found.names[one.client_id], one.why) for one in found.left_out] == [
        ("A. Appel", "De cliënt is overleden."),
        ("A. Appel", "Dit dossier wacht tot een afgesproken dag."),
        ("A. Appel", "De cliënt verhuisde naar een andere gemeente."),
        ("A. Appel", "Het gesprek is al gehouden."),
        ("A. Appel", "Iemand besloot op 14 september 2015 al de zorg te verlengen."),
    ]
    assert (NOOR.id, "client 020") in {line[:2] for line in work.read_log.lines}


def test_who_went_to_live_elsewhere_is_counted_and_not_shown_any_more(work: WorkInMemory) -> None:
    """The former municipality read their new name, care, and how far it is where they live now."""
    hold = TakeStep(NOOR, "client 111", StepKind.HOLD, TODAY, {"until": "2015-10-01", "why": "Op reis."})
    take_step(work, hold)
    group = prepare(work)
    release(work, group)
    for number in (0, 1, 111):
        moved = determined(f"client {number:03}", municipality=LOPIK)
        work.clients.save([moved])
        work.record(RightDetermined(moved))
    take_step(work, TakeStep(HUGO, "client 001", StepKind.HOLD, TODAY, {"until": "2015-10-01", "why": "Ziek."}))
    work.read_log.lines.clear()
    lines = {one.client_id: one for one in list_members(work, ListMembers(PETRA, group.id))}
    for client_id, why in (
        ("client 000", ""),
        ("client 001", "De cliënt verhuisde naar een andere gemeente."),
        ("client 111", "De cliënt verhuisde naar een andere gemeente."),
    ):
        found = lines[client_id]
        assert (found.name, found.state, found.last_day, found.care, found.member.why) == ("", None, None, (), why)
    assert {line[1] for line in work.read_log.lines} == set(lines) - {"client 000", "client 001", "client 111"}
    assert release(work, group) == ""
    left_out = shown(work, group)
    assert [(one.client_id, one.why) for one in left_out.left_out] == [
        ("client 001", "De cliënt verhuisde naar een andere gemeente.")
    ]
    assert left_out.names == {}


def test_who_waits_for_a_day_is_left_out_from_the_start_and_named(work: WorkInMemory) -> None:
    """They were not in the group, and nobody read why."""
    take_step(work, TakeStep(NOOR, "client 003", StepKind.HOLD, TODAY, {"until": "2015-10-01", "why": "Op reis."}))
    group = prepare(work)
    lines = list_members(work, ListMembers(PETRA, group.id))
    assert [(one.client_id, one.member.why) for one in lines if one.member.wave == 0] == [
        ("client 003", "Dit dossier wacht tot een afgesproken dag.")
    ]


def test_a_wave_with_an_odd_number_of_them_stops_until_somebody_looked(work: WorkInMemory) -> None:
    group = prepare(work)
    release(work, group)
    for number in (3, 4):
        take_step(work, TakeStep(NOOR, f"client {number:03}", StepKind.END, TODAY, {"reason": "withdrawn"}))
    assert "2 van de 10 cliënten" in release(work, group)
    assert {(one.client_id, one.why) for one in shown(work, group).left_out} == {
        ("client 003", "De cliënt wil dit niet meer."),
        ("client 004", "De cliënt wil dit niet meer."),
    }
    assert len(prolonged(work)) == 1
    with pytest.raises(Refused, match="2 van de 10"):
        release(work, group)
    go_on_with_prolongation(work, GoOnWithProlongation(NOOR, group.id))
    assert release(work, group) == ""
    assert len(prolonged(work)) == 9


def test_an_error_stops_the_wave_and_names_its_client(work: WorkInMemory) -> None:
    group = prepare(work)
    release(work, group)
    anna = work.clients.found["client 001"]
    person = replace(anna.client.person, died_on=TODAY)
    work.clients.save([replace(anna, client=replace(anna.client, person=person))])
    assert "overleden" in release(work, group)
    assert [one.client_id for one in shown(work, group).blocking] == ["client 001"]
    leave_out_client(work, LeaveOutClient(PETRA, group.id, "client 001", "Is overleden."))
    assert shown(work, group).group.stopped == ""


def test_who_is_taken_out_by_hand_has_a_reason(work: WorkInMemory) -> None:
    group = prepare(work)
    with pytest.raises(Refused, match="Schrijf op waarom"):
        leave_out_client(work, LeaveOutClient(PETRA, group.id, "client 000", " "))
    leave_out_client(work, LeaveOutClient(PETRA, group.id, "client 000", "Gesprek is morgen."))
    assert shown(work, group).waves[0].left_out == 1
    assert shown(work, group).next_wave == 2
    with pytest.raises(Refused, match="wacht niet"):
        leave_out_client(work, LeaveOutClient(PETRA, group.id, "client 000", "Nog eens."))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"ends_through": date(2015, 12, 30)}, "ligt voor de eerste dag"),
        ({"until": LAST_DAY}, "langer doorlopen"),
        ({"ends_from": date(2015, 1, 1), "ends_through": date(2015, 1, 31)}, "niemand"),
    ],
)
def test_a_group_that_cannot_be_says_why(work: WorkInMemory, changes: dict[str, date], says: str) -> None:
    with pytest.raises(Refused, match=says):
        prepare(work, **changes)


SOONER = date(2015, 9, 17)
BETWEEN = date(2015, 11, 30)


def with_care_that_ends_sooner(work: WorkInMemory, client_id: str) -> None:
    """Guidance through September, and day care through December."""
    found = work.clients.found[client_id]
    (right,), (guidance,) = found.rights, found.client.functions
    sooner = replace(right, right_until=SOONER, reassess_before_end_of=SOONER)
    day_care = replace(guidance, id="2", function="BGG")
    functions = (guidance, day_care)
    rights = (sooner, replace(right, id="2"))
    client = replace(found.client, functions=functions)
    work.clients.save([replace(found, rights=rights, client=client, reassess_until=SOONER)])
    work.record(RightDetermined(work.clients.found[client_id]))


def test_what_ends_first_is_prolonged_and_what_runs_longer_stays(work: WorkInMemory) -> None:
    """It was refused: a prolongation could not "make the old right shorter" of care that it does not touch."""
    with_care_that_ends_sooner(work, "client 000")
    draft = Draft(DecisionKind.PROLONGATION, SOONER + timedelta(days=1), BETWEEN, (CARE,), "Het lukt niet op tijd.")
    day_care = replace(CARE, function="BGG")
    with pytest.raises(Refused, match="korter"):
        make_decision(work, MakeDecision(NOOR, "client 000", TODAY, replace(draft, provisions=(CARE, day_care))))
    made = make_decision(work, MakeDecision(NOOR, "client 000", TODAY, draft))
    assert (made.ends_on, made.old_ends["BGG"]) == (BETWEEN, LAST_DAY)


def test_a_group_leaves_out_care_that_runs_longer_and_its_list_says_so_before(work: WorkInMemory) -> None:
    """The wave stopped on it, while the list named that care among what goes on."""
    with_care_that_ends_sooner(work, "client 000")
    group = prepare(work, ends_from=SOONER, ends_through=SOONER, until=BETWEEN)
    (line,) = list_members(work, ListMembers(PETRA, group.id))
    ((_, _, _, _, care),) = member_rows([line], group.until)
    assert "begeleiding individueel" in care.split("Niet in de verlenging")[0]
    assert "het oude recht loopt langer: begeleiding in een groep (tot en met 31 december 2015)." in care
    assert release(work, group) == ""
    (made,) = [event.decision for event in work.events if isinstance(event, DecisionMade)]
    assert ([one.function for one in made.provisions], made.ends_on) == (["BGI"], BETWEEN)
