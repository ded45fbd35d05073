"""The right to protected living runs while its indication does (Wmo 2015 8.4(1)); its pgb is certain through 2015 and
no longer (8.4(2)). A decision shortens no day of that right, and can give a pgb on days of care in kind."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.migration.application.control.keep_lists import keep_lists
from services.migration.application.route.hold_conversation import HoldConversation, hold_conversation
from services.migration.application.route.keep_conversation import KeepConversation, keep_conversation
from services.migration.application.route.make_decision import MakeDecision, make_decision
from services.migration.application.route.prepare_prolongation import PrepareProlongation, prepare_prolongation
from services.migration.application.route.release_wave import ReleaseWave, release_wave
from services.migration.application.route.show_route import ShowRoute, show_route
from services.migration.application.route.take_objection import TakeObjection, take_objection
from services.migration.application.route.take_step import TakeStep, take_step
from services.migration.domain.planning.plans import ReassessmentPlanned
from services.migration.domain.rights.clients import DeliveredFunction, Past, RightDetermined, determine
from services.migration.domain.rights.facts import Choices, DeliveryForm, PgbReading, Reading
from services.migration.domain.route.conversation import ConversationNotes, Subject
from services.migration.domain.route.decisions import (
    AmountUnit,
    Decision,
    DecisionKind,
    Draft,
    PgbCriteria,
    Provision,
)
from services.migration.domain.route.happened import DecisionMade
from services.migration.domain.route.states import StepKind
from shared.access import Role, User
from shared.law.book import LawBook
from shared.messaging.failures import Refused
from tests.support.migration_in_memory import WorkInMemory, WorksInMemory
from tests.support.migration_samples import GUIDANCE, HOUTEN, TODAY, plan, transferred

NOOR = User("noor", "Noor", Role.CASEWORKER, frozenset({HOUTEN}))
PETRA = User("petra", "Petra", Role.CASEWORKER, frozenset({HOUTEN}))
SEPTEMBER = date(2015, 9, 14)
RIGHT_UNTIL, PGB_UNTIL = date(2018, 12, 10), date(2015, 12, 31)
NEW_YEAR, AFTER = PGB_UNTIL + timedelta(days=1), RIGHT_UNTIL + timedelta(days=1)
APRIL_30 = date(2016, 4, 30)
LIVING = replace(
    GUIDANCE,
    id="living",
    function="STAY",
    zzp="760",
    care_class="",
    ends_on=RIGHT_UNTIL,
    delivery_form=DeliveryForm.PGB,
)
IN_KIND = Provision("STAY", 700, AmountUnit.DAYS, DeliveryForm.ZIN)
PGB = Provision("STAY", 700, AmountUnit.DAYS, DeliveryForm.PGB, yearly_cents=4_000_000)
AS_IT_WAS = Provision("STAY", None, None, DeliveryForm.PGB)
ALL_MET = PgbCriteria(able=True, wants_with_reasons=True, good_care=True)
ENDS = PgbReading(Reading.ENDS, "het college", date(2015, 6, 1))
READINGS: Mapping[str, PgbReading] = {"open": PgbReading(), "ends": ENDS}


def work_with(book: LawBook, *functions: DeliveredFunction, reading: PgbReading) -> WorkInMemory:
    """Anna was spoken with and applied."""
    choices = Choices(reading, planned_through=date(2016, 6, 30), pgb_decision_by=date(2015, 10, 1))
    anna = determine(transferred("anna", functions=functions), Past(TODAY), book, choices)
    work = WorkInMemory(SEPTEMBER)
    work.clients.save([anna])
    planned = replace(plan("anna"), investigation_start=SEPTEMBER)
    work.plans.save([planned])
    keep_lists(work, [RightDetermined(anna), ReassessmentPlanned(planned)])
    return work


@pytest.fixture(params=sorted(READINGS))
def work(request: pytest.FixtureRequest, book: LawBook) -> WorkInMemory:
    found = work_with(book, LIVING, reading=READINGS[request.param])
    investigate(found)
    return found


def investigate(work: WorkInMemory) -> None:
    notes = dict.fromkeys(Subject, "besproken")
    keep_conversation(
        work,
        KeepConversation(
            NOOR, "anna", ConversationNotes(notes, support_offered=True, pgb_explained=True, identified=True)
        ),
    )
    hold_conversation(work, HoldConversation(NOOR, "anna", work.today))
    step(work, StepKind.REPORT, reportId="r", canApply=True)
    step(work, StepKind.APPLY)


def step(work: WorkInMemory, kind: StepKind, **details: Any) -> None:
    take_step(work, TakeStep(NOOR, "anna", kind, work.today, details))


def decide(
    work: WorkInMemory,
    kind: DecisionKind,
    *gives: Provision,
    starts: date = NEW_YEAR,
    ends: date | None = None,
    user: User = NOOR,
    outcome: str = "",
) -> Decision:
    wanted = Draft(kind, starts, ends, gives, "Dit past bij wat u nodig hebt.", ALL_MET, outcome=outcome)
    return make_decision(work, MakeDecision(user, "anna", work.today, wanted))


@pytest.mark.parametrize("kind", [DecisionKind.REFUSAL, DecisionKind.END, DecisionKind.OWN_STRENGTH])
def test_nothing_is_taken_before_the_last_day_of_the_right(kind: DecisionKind, work: WorkInMemory) -> None:
    """8.4(1), also when the pgb is over."""
    for starts in (NEW_YEAR, RIGHT_UNTIL):
        with pytest.raises(Refused, match="Het oude recht loopt nog") as refused:
            decide(work, kind, starts=starts)
        assert list(refused.value.fields) == ["starts_on"]
    assert decide(work, kind, starts=AFTER).old_right_until == RIGHT_UNTIL


@pytest.mark.parametrize(
    ("kind", "gives", "starts", "waits"),
    [
        pytest.param(DecisionKind.IN_KIND, (IN_KIND,), NEW_YEAR, True, id="in-kind"),
        pytest.param(DecisionKind.IN_KIND, (IN_KIND,), RIGHT_UNTIL, True, id="in-kind-on-the-last-day"),
        pytest.param(DecisionKind.IN_KIND, (IN_KIND,), AFTER, False, id="in-kind-after-the-right"),
        pytest.param(DecisionKind.PGB, (PGB,), NEW_YEAR, False, id="pgb-after-the-pgb"),
        pytest.param(DecisionKind.PGB, (PGB,), PGB_UNTIL, True, id="pgb-beside-the-pgb"),
        pytest.param(DecisionKind.BOTH, (PGB, replace(IN_KIND, function="KVB")), NEW_YEAR, True, id="both"),
        pytest.param(DecisionKind.PROLONGATION, (AS_IT_WAS,), NEW_YEAR, False, id="prolonged"),
    ],
)
def test_what_comes_in_the_place_of_the_right_waits_for_the_client(
    kind: DecisionKind, gives: tuple[Provision, ...], starts: date, waits: bool, work: WorkInMemory
) -> None:
    """8.3(1) with 8.4(1). A pgb after the pgb replaces nothing: there would be care in kind on those days."""
    made = decide(work, kind, *gives, starts=starts)
    assert made.waits_for_acceptance is waits
    assert (made.old_ends, made.pgb_ends) == ({"STAY": RIGHT_UNTIL}, {"STAY": PGB_UNTIL})


@pytest.mark.parametrize(("gives", "waits"), [(IN_KIND, True), (PGB, False)])
def test_a_decision_on_objection_waits_too(gives: Provision, waits: bool, work: WorkInMemory) -> None:
    against = decide(work, DecisionKind.REFUSAL, starts=AFTER)
    step(work, StepKind.SEND, decisionId=against.decision_id)
    take_objection(work, TakeObjection(NOOR, "anna", work.today))
    step(
        work,
        StepKind.INVITE_HEARING,
        **{"day": (work.today + timedelta(days=21)).isoformat(), "from": "10:00", "place": "Houten"},
    )
    work.today += timedelta(days=21)
    take_step(work, TakeStep(PETRA, "anna", StepKind.HEAR, work.today))
    with pytest.raises(Refused, match="Het oude recht loopt nog"):
        decide(work, DecisionKind.ON_OBJECTION, user=PETRA, outcome="upheld")
    made = decide(work, DecisionKind.ON_OBJECTION, gives, user=PETRA, outcome="upheld")
    assert made.waits_for_acceptance is waits


def test_a_pgb_is_prolonged_to_a_day_before_the_end_of_the_right(work: WorkInMemory) -> None:
    """RBZWB:2018:278: an indication through 6-7-2026, and the college held the pgb to end on 1-1-2016 and prolonged
    that to 30-4-2016."""
    made = decide(work, DecisionKind.PROLONGATION, AS_IT_WAS, ends=APRIL_30)
    assert (made.starts_on, made.ends_on, made.old_right_until) == (NEW_YEAR, APRIL_30, RIGHT_UNTIL)


def test_a_right_in_kind_is_not_prolonged_to_a_day_before_its_end(work: WorkInMemory) -> None:
    with pytest.raises(Refused, match="kan het oude recht niet korter maken") as refused:
        decide(work, DecisionKind.PROLONGATION, replace(AS_IT_WAS, form=DeliveryForm.ZIN), ends=APRIL_30)
    assert list(refused.value.fields) == ["ends_on"]


def test_a_pgb_can_be_prolonged_after_its_last_day(work: WorkInMemory) -> None:
    work.today = date(2016, 1, 11)
    made = decide(work, DecisionKind.PROLONGATION, AS_IT_WAS, starts=NEW_YEAR, ends=APRIL_30)
    assert (made.pgb_ends, made.old_right_until) == ({"STAY": PGB_UNTIL}, RIGHT_UNTIL)


def test_a_pgb_that_goes_on_with_its_right_waits_for_the_client(book: LawBook) -> None:
    """A college that reads 8.4(2) so has nothing that stops sooner."""
    work = work_with(book, LIVING, reading=PgbReading(Reading.GOES_ON, "het college", date(2015, 6, 1)))
    investigate(work)
    made = decide(work, DecisionKind.PGB, PGB)
    assert (made.waits_for_acceptance, made.pgb_ends) == (True, {})
    with pytest.raises(Refused, match="korter"):
        decide(work, DecisionKind.PROLONGATION, AS_IT_WAS, ends=APRIL_30)


def test_a_yes_to_an_offer_ends_the_right_and_not_before(work: WorkInMemory) -> None:
    made = decide(work, DecisionKind.IN_KIND, IN_KIND)
    step(work, StepKind.SEND, decisionId=made.decision_id)
    file = show_route(work, ShowRoute(NOOR, "anna"))
    assert (file.old_right_until, file.first_to_stop) == (RIGHT_UNTIL, PGB_UNTIL)
    step(work, StepKind.ACCEPT_OFFER, decisionId=made.decision_id)
    file = show_route(work, ShowRoute(NOOR, "anna"))
    assert (file.old_right_until, file.pgb_ends) == (PGB_UNTIL, {})


def test_a_group_prolongs_the_pgb_and_leaves_what_runs_longer(book: LawBook) -> None:
    """Tilburg 2015: pgbs for protected living to 1-5-2016. The right that runs on in kind needs no decision."""
    in_kind = replace(LIVING, id="2", function="KVB", delivery_form=DeliveryForm.ZIN)
    work = work_with(book, LIVING, in_kind, reading=PgbReading())
    days = {"ends_from": PGB_UNTIL, "ends_through": PGB_UNTIL, "until": date(2016, 5, 1)}
    group = prepare_prolongation(work, PrepareProlongation(NOOR, HOUTEN, reason="Het lukt niet op tijd.", **days))
    assert release_wave(WorksInMemory(work), ReleaseWave(PETRA, group.id)) == ""
    (made,) = [event.decision for event in work.events if isinstance(event, DecisionMade)]
    assert (made.starts_on, made.ends_on) == (NEW_YEAR, date(2016, 5, 1))
    assert [(one.function, one.form) for one in made.provisions] == [("STAY", DeliveryForm.PGB)]
