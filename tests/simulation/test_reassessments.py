"""A year of reassessments under trouble: random people, answers, letters, days, repeats, orders and dying workers."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any, cast

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

import shared.messaging.rebuild
from services.migration.adapters.work import Work
from services.migration.application.control.confirm_hand_over import ConfirmHandOver, confirm_hand_over
from services.migration.application.control.take_step_over import TakeStepOver, take_step_over
from services.migration.application.planning.cancel_appointment import CancelAppointment, cancel_appointment
from services.migration.application.planning.confirm_appointment import ConfirmAppointment, confirm_appointment
from services.migration.application.planning.make_appointment import MakeAppointment, make_appointment
from services.migration.application.planning.move_appointment import MoveAppointment, move_appointment
from services.migration.application.planning.plan_week import PlanWeek, plan_week
from services.migration.application.planning.propose_slots import ProposeSlots, propose_slots
from services.migration.application.planning.report_illness import ReportIllness, report_illness
from services.migration.application.planning.views import NotKnown, Offer
from services.migration.application.route.correct_day import CorrectDay, correct_day
from services.migration.application.route.hold_conversation import HoldConversation, hold_conversation
from services.migration.application.route.keep_conversation import KeepConversation, keep_conversation
from services.migration.application.route.make_decision import MakeDecision, make_decision
from services.migration.application.route.prepare_prolongation import PrepareProlongation, prepare_prolongation
from services.migration.application.route.release_wave import ReleaseWave, release_wave
from services.migration.application.route.take_objection import TakeObjection, take_objection
from services.migration.application.route.take_step import TakeStep, take_step
from services.migration.application.route.undo_step import UndoStep, undo_step
from services.migration.application.route.views import UnknownClient
from services.migration.domain.control.steps import Receiver
from services.migration.domain.deadlines.open_deadlines import Deadline
from services.migration.domain.planning.appointments import Appointment, CancelReason
from services.migration.domain.rights.facts import DeliveryForm
from services.migration.domain.route.conversation import ConversationNotes, Subject
from services.migration.domain.route.decisions import AmountUnit, DecisionKind, Draft, PgbCriteria, Provision
from services.migration.domain.route.details import OBJECTION_UNTIL
from services.migration.domain.route.guards import possible_steps
from services.migration.domain.route.route import Route, Step
from services.migration.domain.route.rules import RULES
from services.migration.domain.route.states import EndReason, NoHearing, RouteState, StepKind
from services.notifications.adapters.letters.tables import letter
from services.notifications.adapters.mailing.tables import print_run
from services.notifications.adapters.replies.tables import answer
from services.notifications.application.client.views import NotKnown as NotKnownThere
from services.notifications.application.letters.ask_kin_letter import AskKinLetter, ask_kin_letter
from services.notifications.application.letters.follow_answer import follow_answer
from services.notifications.application.mailing.hand_over_print_run import HandOverPrintRun, hand_over_print_run
from services.notifications.application.mailing.record_returned_letter import (
    RecordReturnedLetter,
    record_returned_letter,
)
from services.notifications.application.mailing.take_out_letter import TakeOutLetter, take_out_letter
from services.notifications.application.replies.finish_answer import FinishAnswer, finish_answer
from services.notifications.application.replies.take_answer import TakeAnswer, take_answer
from services.notifications.domain.replies.answer import ABOUT_APPOINTMENT, FROM_PORTAL, KINDS
from shared.access import Role, User
from shared.calendar.days import monday_of
from shared.messaging.failures import Refused
from tests.simulation import must_hold
from tests.simulation.cast import CHANGES, IDS, NAMES, Deliveries
from tests.simulation.figures import DONE, REASSESSED, REASSESSMENT_FAULTS, REASSESSMENT_STEPS
from tests.simulation.profiles import REASSESSMENTS
from tests.simulation.town import CODES, HOUTEN, NOTIFICATIONS, SERVICES, STAFF, Town
from tests.support.notifications import release_all

pytestmark = pytest.mark.slow

K, S = StepKind, RouteState
LAST = date(2016, 3, 1)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
NOTES = ConversationNotes(
    dict.fromkeys(Subject, "besproken"), support_offered=True, pgb_explained=True, identified=True
)
names = st.sampled_from(NAMES)
users = st.sampled_from(sorted(STAFF))
numbers = st.integers(0, 9999)
"""For what is drawn from many: `number % many`."""
kinds = st.sampled_from(DecisionKind)


class Reassessments(RuleBasedStateMachine):
    def __init__(self, town: Town) -> None:
        super().__init__()
        self.town = town
        self.delivered = Deliveries()
        town.begin_again()

    @initialize(seed=numbers)
    def everybody_is_somewhere_on_the_way(self, seed: int) -> None:
        """All are delivered, and most have had some of their reassessment."""
        chance = Random(seed)
        order = chance.sample(NAMES, len(NAMES))
        self.town.tell(self.delivered.next(dict.fromkeys(order, "same"), self.town.today))
        self.town.settle()
        for name in order:
            user, decided, far = chance.choice(sorted(STAFF)), chance.choice(tuple(DecisionKind)), chance.randrange(10)
            self.a_case_is_carried_on(name, user, far, decided, chance.randrange(9999))
        if chance.random() < 0.5:
            self._days_pass(chance.choice((20, 45, 90, 150, 240, 300)))

    # What intake tells.

    @rule(changes=st.dictionaries(names, st.sampled_from(CHANGES), min_size=1, max_size=3), seed=numbers)
    def a_new_delivery(self, changes: dict[str, str], seed: int) -> None:
        events = list(self.delivered.next(changes, self.town.today))
        Random(seed).shuffle(events)
        self.town.tell(events)

    @rule(name=names)
    def a_delivery_holds_somebody_back(self, name: str) -> None:
        self.town.tell([self.delivered.hold_back(name, self.town.today)])

    @rule(topic=st.sampled_from(["intake", "migration", "billing", "notifications"]), place=numbers)
    def an_event_comes_again(self, topic: str, place: int) -> None:
        if told := self.town.told(topic):
            DONE.add(REASSESSMENT_FAULTS, kind="an event comes again")
            self.town.repeat(topic, told[-1 - place % len(told)])

    # Workers and days.

    @rule(service=st.sampled_from(SERVICES), how=st.sampled_from(["works", "dies-before-commit", "dies-after-commit"]))
    def a_worker_takes_a_batch(self, service: str, how: str) -> None:
        if how == "works":
            self.town.work_once(service)
        else:
            DONE.add(REASSESSMENT_FAULTS, kind=how)
            self.town.die(service, before_commit=how == "dies-before-commit")

    @rule()
    def all_work_is_done(self) -> None:
        self.town.settle()
        must_hold.when_settled(self.town)

    @rule(days=st.sampled_from([1, 7, 14, 20, 45, 90]), settle=st.booleans())
    def days_pass(self, days: int, settle: bool) -> None:
        if settle:
            self.town.settle()
        self._days_pass(days)

    def _days_pass(self, days: int) -> None:
        since = self.town.today
        self.town.clock.day = min(self.town.today + timedelta(days=days), LAST)
        DONE.add_days(REASSESSED.simulation, (self.town.today - since).days)
        expected, dead = must_hold.to_be_told(self.town), must_hold.dead_for_letters(self.town)
        before = must_hold.printed(self.town)
        self.town.tick()
        untold = expected.keys() - must_hold.was_told(self.town)
        assert not untold, f"nobody said that a right ends: {untold}"
        unsaid = must_hold.ends_that_nobody_told(self.town)
        assert not unsaid, f"nobody said that a right ended: {unsaid}"
        self._none_to_the_dead(before, must_hold.printed(self.town), dead)

    @rule(service=st.sampled_from(SERVICES))
    def a_service_is_rebuilt(self, service: str) -> None:
        must_hold.a_rebuild_changes_nothing(self.town, service)

    # Appointments.

    @rule(
        what=st.sampled_from(["made", "moved", "moved", "cancelled", "cancelled", "confirmed", "week", "ill"]),
        name=names,
        user=users,
        seed=numbers,
    )
    def appointments_change(self, what: str, name: str, user: str, seed: int) -> None:
        chance, one = Random(seed), self._appointment(name)
        code = chance.choice(sorted(CODES))
        if what == "made":
            self._appoint(name, user, seed)
        elif what == "week":
            monday = monday_of(self.town.today) + chance.randrange(30) * WEEK
            self._at_desk(lambda work: plan_week(work, PlanWeek(STAFF[user], code, monday)))
        elif what == "ill":
            last = self.town.today + timedelta(days=chance.randrange(40))
            away = ReportIllness(STAFF[user], f"{chance.choice(['noor', 'hugo'])}-{code}", self.town.today, last)
            self._at_desk(lambda work: report_illness(work, away))
        elif one is not None and what == "moved":
            self._move(name, user, one, chance)
        elif one is not None and what == "cancelled":
            why, follows, alone = chance.choice(tuple(CancelReason)), chance.random() < 0.5, chance.random() < 0.5
            cancel = CancelAppointment(STAFF[user], one.id, why, follows, IDS[name] if alone else None)
            self._at_desk(lambda work: cancel_appointment(work, cancel))
        elif one is not None:
            self._at_desk(lambda work: confirm_appointment(work, ConfirmAppointment(STAFF[user], one.id)))

    # The route.

    @rule(name=names, user=users, moves=st.integers(1, 10), decided=kinds, seed=numbers)
    def a_case_is_carried_on(self, name: str, user: str, moves: int, decided: DecisionKind, seed: int) -> None:
        """As a caseworker does who has no trouble with it."""
        for _ in range(moves):
            if not self._carry_on(name, user, decided, seed):
                return

    @rule(name=names, user=users, seed=numbers, sent=st.booleans())
    def nothing_comes_of_what_was_asked(self, name: str, user: str, seed: int, sent: bool) -> None:
        """Awb 4:5: a letter asked to complete the application, and its day went by."""
        for _ in range(6):
            if self._route(name).state is S.APPLIED or not self._carry_on(name, user, DecisionKind.IN_KIND, seed):
                break
        asked = self._take(name, user, K.ASK_COMPLETION, seed, self.town.today)
        self.town.settle()
        self.mail_is_printed(user, hand_over=True)
        self.town.settle()
        self._days_pass(1 + seed % 40 + seed % 20 if asked else 7)
        if self._decide(name, user, DecisionKind.NOT_TREATED, seed) and sent:
            self.town.settle()
            self.mail_is_printed(user, hand_over=True)
            self.town.settle()

    @rule(name=names, user=users, place=numbers, seed=numbers, back=st.sampled_from([0, 0, 0, 1, 30]))
    def a_possible_step_is_taken(self, name: str, user: str, place: int, seed: int, back: int) -> None:
        steps = possible_steps(self._route(name), may_report=True)
        if steps:
            self._take(name, user, steps[place % len(steps)], seed, self.town.today - timedelta(days=back))

    @rule(name=names, user=users, kind=st.one_of(st.sampled_from(StepKind), kinds), seed=numbers)
    def anything_is_tried(self, name: str, user: str, kind: StepKind | DecisionKind, seed: int) -> None:
        if isinstance(kind, DecisionKind):
            self._decide(name, user, kind, seed)
        else:
            self._take(name, user, kind, seed, self.town.today)

    @rule(name=names, user=users)
    def the_last_step_is_taken_back(self, name: str, user: str) -> None:
        if standing := self._route(name).standing:
            last = standing[-1]
            refused = self._at_desk(lambda work: undo_step(work, UndoStep(STAFF[user], IDS[name], last.step_id)))
            assert refused or RULES[last.kind].undo, f"{last.kind} cannot be taken back"

    @rule(name=names, user=users, place=numbers, back=st.integers(0, 25))
    def a_first_day_is_corrected(self, name: str, user: str, place: int, back: int) -> None:
        before = self._route(name)
        terms = [one for one in self._deadlines(name) if one.of.route == before.number]
        if not terms:
            return
        one, right = terms[place % len(terms)], self.town.today - timedelta(days=back)
        command = CorrectDay(STAFF[user], IDS[name], one.kind, one.number, right, "Verkeerd opgeschreven.")
        if self._at_desk(lambda work: correct_day(work, command)):
            return
        after = self._route(name)
        said = after.corrections[-1].details
        assert next(step.on for step in after.standing if step.step_id == said["corrects"]) == right
        was = [step.kind for step in before.standing if step.kind is not K.TAKE_EFFECT]
        assert [step.kind for step in after.standing if step.kind is not K.TAKE_EFFECT] == was

    @rule(user=users, second=users, days=numbers)
    def a_group_is_prolonged(self, user: str, second: str, days: int) -> None:
        first = self.town.today + timedelta(days=days % 200)
        wanted = PrepareProlongation(
            STAFF[user], HOUTEN, first, date(2015, 12, 31), date(2016, 6, 30), "Wij hebben meer tijd nodig."
        )
        found: list[str] = []
        self._at_desk(lambda work: found.append(prepare_prolongation(work, wanted).id))
        for group_id in found:
            try:
                release_wave(self.town.desk, ReleaseWave(STAFF[second], group_id))
            except Refused:
                assert second == user or self._is_dead_end(group_id)

    @rule(name=names, user=users, receiver=st.one_of(st.none(), st.sampled_from(Receiver)))
    def a_desk_is_cleared(self, name: str, user: str, receiver: Receiver | None) -> None:
        if receiver is None:
            self._at_desk(lambda work: take_step_over(work, TakeStepOver(STAFF[user], IDS[name])))
        else:
            self._at_desk(lambda work: confirm_hand_over(work, ConfirmHandOver(STAFF[user], IDS[name], receiver)))

    # Answers and letters.

    @rule(
        name=names,
        kind=st.sampled_from(sorted(KINDS)),
        channel=st.sampled_from(["slip", "telephone", "portal"]),
        about=st.booleans(),
        user=users,
    )
    def a_client_answers(self, name: str, kind: str, channel: str, about: bool, user: str) -> None:
        own = channel == "portal"
        if own and kind not in FROM_PORTAL:
            return
        by = User(name, name, Role.CLIENT, client=IDS[name]) if own else STAFF[user]
        one = self._appointment(name) if about or kind in ABOUT_APPOINTMENT else None
        note = "Mijn adres is anders." if kind == "wrong-data" else ""
        said = TakeAnswer(by, IDS[name], KINDS[kind], channel, self.town.today, one.id if one else None, note=note)  # type: ignore[arg-type]
        said = replace(said, phone="06 00000000", language="Turks")
        self._at_mail(lambda work: follow_answer(work, take_answer(work, said).answer))

    @rule(place=numbers, user=users)
    def an_answer_is_finished(self, place: int, user: str) -> None:
        found = self.town.rows(NOTIFICATIONS, answer.c.answer_id)
        if found:
            one = sorted(found)[place % len(found)].answer_id
            done = FinishAnswer(STAFF[user], one, "Gebeld.")
            self._at_mail(lambda work: follow_answer(work, finish_answer(work, done)))

    @rule(user=users, hand_over=st.booleans())
    def mail_is_printed(self, user: str, hand_over: bool) -> None:
        """Released, printed, cleared of what must leave its pile, and handed over."""
        dead, before = must_hold.dead_for_letters(self.town), must_hold.printed(self.town)
        release_all(self.town.letters)
        self.town.tick()
        self._none_to_the_dead(before, must_hold.printed(self.town), dead)
        if hand_over:
            self._take_out(user)
            self._hand_over(user)

    @rule(user=users)
    def what_was_printed_is_handed_over(self, user: str) -> None:
        self._hand_over(user)

    @rule(user=users, place=numbers)
    def a_letter_comes_back(self, user: str, place: int) -> None:
        found = sorted(must_hold.left_the_house(self.town))
        if found:
            back = RecordReturnedLetter(STAFF[user], found[place % len(found)], self.town.today)
            self._at_mail(lambda work: record_returned_letter(work, back))

    @rule(name=names, user=users)
    def a_letter_to_the_next_of_kin_is_asked(self, name: str, user: str) -> None:
        self._at_mail(lambda work: ask_kin_letter(work, AskKinLetter(STAFF[user], IDS[name])))

    # What always holds.

    @invariant()
    def it_must_hold(self) -> None:
        DONE.add(REASSESSMENT_STEPS)
        must_hold.always(self.town)

    def teardown(self) -> None:
        DONE.add(REASSESSED)
        if sys.exc_info()[0] is not None:
            return  # What failed is what is told.
        self.town.settle()
        must_hold.when_settled(self.town)
        for service in SERVICES:
            must_hold.a_rebuild_changes_nothing(self.town, service)

    # How it is done.

    def _take_out(self, user: str) -> None:
        there = (letter.c.print_run_id != "",)
        for row in self.town.rows(NOTIFICATIONS, letter.c.id, letter.c.print_run_id, where=there):
            self._at_mail(partial(take_out_letter, command=TakeOutLetter(STAFF[user], row.print_run_id, row.id)))

    def _hand_over(self, user: str) -> None:
        dead, before = must_hold.dead_for_letters(self.town), must_hold.left_the_house(self.town)
        for row in self.town.rows(NOTIFICATIONS, print_run.c.id):
            for why in ("", "De stapel bleef liggen."):
                self._at_mail(
                    partial(hand_over_print_run, command=HandOverPrintRun(STAFF[user], row.id, why, enclosed=True))
                )
        self._none_to_the_dead(before, must_hold.left_the_house(self.town), dead)

    def _at_desk(self, act: Callable[[Work], object]) -> bool:
        """Whether it was refused. Who is not known yet, is not."""
        try:
            return self.town.at_desk(act) is not None
        except (UnknownClient, NotKnown):
            return True

    def _at_mail(self, act: Callable[[Any], object]) -> bool:
        try:
            return self.town.at_mail(act) is not None
        except NotKnownThere:
            return True

    def _deadlines(self, name: str) -> Sequence[Deadline]:
        with self.town.desk.read() as work:
            return work.deadlines.of([IDS[name]]).get(IDS[name], ())

    def _route(self, name: str) -> Route:
        with self.town.desk.read() as work:
            return work.routes.of([IDS[name]]).get(IDS[name], Route(IDS[name], 1))

    def _may_report(self, before: Route) -> bool:
        """Wmo 2015 2.3.2(1): whom nobody has to reassess, or another municipality decided about."""
        with self.town.desk.read() as work:
            return work.route_clients.client(before.client_id).may_report(before, self.town.today)

    def _appointment(self, name: str) -> Appointment | None:
        with self.town.desk.read() as work:
            found = work.appointments.of_clients([IDS[name]])
        return next((each for each in found if each.stands), None)

    def _offers(self, name: str, user: str, monday: date | None, moved: str = "") -> list[Offer]:
        try:
            with self.town.desk.read() as work:
                return list(
                    propose_slots(work, ProposeSlots(STAFF[user], IDS[name], monday, appointment_id=moved)).offers
                )
        except (Refused, NotKnown):
            return []

    def _move(self, name: str, user: str, one: Appointment, chance: Random) -> None:
        monday = monday_of(max(one.day, self.town.today)) + chance.randrange(3) * WEEK
        if offers := self._offers(name, user, monday, one.id):
            slot = chance.choice(offers).slot
            where = (slot.day, slot.start, slot.caseworker_id, slot.place)
            move = MoveAppointment(STAFF[user], one.id, *where, accept_late=chance.random() < 0.5)
            self._at_desk(lambda work: move_appointment(work, move))

    def _appoint(self, name: str, user: str, later: int) -> bool:
        offers = self._offers(name, user, None)
        if not offers:
            return False
        offer = offers[later % len(offers)]
        slot = offer.slot
        make = MakeAppointment(
            STAFF[user], IDS[name], slot.day, slot.start, slot.caseworker_id, slot.place, accept_late=offer.effect.late
        )
        return not self._at_desk(lambda work: make_appointment(work, make))

    def _carry_on(self, name: str, user: str, decided: DecisionKind, seed: int) -> bool:
        """The next move of the ordinary course; whether it was made."""
        route = self._route(name)
        state = route.state
        if state is S.PLANNED:
            return self._appoint(name, user, seed)
        if state is S.APPLIED:
            return self._decide(name, user, decided, seed)
        if state is S.HEARD:
            return self._decide(name, user, DecisionKind.ON_OBJECTION, seed)
        kind = ORDINARY.get(state)
        return kind is not None and self._take(name, user, kind, seed, self.town.today)

    def _take(self, name: str, user: str, kind: StepKind, seed: int, on: date) -> bool:
        """By the form of its own where a step has one; whether it was taken."""
        if kind in DECISIONS:
            return self._decide(name, user, DECISIONS[kind], seed)
        before = self._route(name)
        if kind is K.HOLD_CONVERSATION:
            act: Callable[[Work], object] = partial(_hold, user=user, client_id=IDS[name], on=on, complete=seed > 0)
        elif kind is K.OBJECT:
            late = "Was ziek." if seed % 2 else ""
            taken = TakeObjection(STAFF[user], IDS[name], on, None, late, excused=seed % 3 == 0)
            act = partial(_object, taken=taken)
        else:
            step = TakeStep(STAFF[user], IDS[name], kind, on, self._details(before, kind, seed, on))
            act = partial(_take_step, step=step)
        refused = self._at_desk(act)
        if not refused:
            self._followed(before, self._route(name), kind)
        return not refused

    def _followed(self, before: Route, after: Route, kind: StepKind) -> None:
        """The step was possible in that state, and led where the table says."""
        rule_ = RULES[kind]
        reported = kind is K.REPORT_NEED and self._may_report(before)
        assert before.state in rule_.sources or reported, f"{kind} was taken in {before.state}"
        assert rule_.to is None or after.state is _led_to(before, after.steps[-1])
        step = after.steps[-1]
        assert step.kind is kind
        if kind is K.APPLY and not before.has(K.REPORT):
            start = before.last(K.REPORT_NEED)
            begun = start.on if start is not None else self._planned_start(before.client_id)
            assert begun is not None, "an application without investigation asks for its start"
            assert step.on > begun + 6 * WEEK, "and for six weeks that went by (2.3.2(9))"

    def _planned_start(self, client_id: str) -> date | None:
        with self.town.desk.read() as work:
            plan = work.route_clients.client(client_id).plan
        return plan.investigation_start if plan is not None else None

    def _details(self, route: Route, kind: StepKind, seed: int, on: date) -> Mapping[str, Any]:
        later = (self.town.today + timedelta(days=seed % 40)).isoformat()
        by_post = (self.town.today + timedelta(days=8 + seed % 40)).isoformat()
        decision_id = route.decision_id or "nothing"
        found: Mapping[StepKind, Mapping[str, Any]] = {
            K.REMIND: {"number": 1 + seed % 2, "answerBy": later},
            K.REPORT: {"reportId": f"report of {route.number}", "canApply": bool(seed % 2)},
            K.ASK_COMPLETION: {"missing": ["Een kopie van uw paspoort"], "answerBy": by_post},
            K.EXTEND: {"newLastDay": later, "why": "Wij wachten op uw huisarts."},
            K.NOTICE_OF_DEFAULT: {"receivedOn": on.isoformat()},
            K.ASK_VIEW: {"intended": "Wij willen minder uren geven.", "answerBy": by_post},
            K.SEND: {"decisionId": decision_id},
            K.RETURNED: {"decisionId": decision_id},
            K.ACCEPT_OFFER: {"decisionId": decision_id},
            K.REFUSE_OFFER: {"decisionId": decision_id},
            K.ASK_REPAIR: {"missing": ["Uw handtekening"], "answerBy": by_post},
            K.ASK_HEARING_WISH: {"answerBy": by_post},
            K.INVITE_HEARING: {"day": by_post, "from": "10:00", "place": "gemeentehuis"},
            K.SEND_OBJECTION_DECISION: {"decisionId": decision_id},
            K.REPORT_NEED: {"receivedOn": on.isoformat()},
            K.HOLD: {"until": later, "why": "Ligt in het ziekenhuis."},
            K.END: {"reason": tuple(EndReason)[seed % len(EndReason)].value},
        }
        return found.get(kind, {})

    def _decide(self, name: str, user: str, kind: DecisionKind, seed: int) -> bool:
        before = self._route(name)
        draft = self._draft(name, kind, seed)
        refused = self._at_desk(
            lambda work: make_decision(work, MakeDecision(STAFF[user], IDS[name], self.town.today, draft))
        )
        if not refused:
            step = {DecisionKind.PROLONGATION: K.PROLONG, DecisionKind.URGENT_HELP: K.GRANT_URGENT_HELP}.get(kind)
            step = K.DECIDE_OBJECTION if kind is DecisionKind.ON_OBJECTION else step or K.DECIDE
            step = K.NOT_TREAT if kind is DecisionKind.NOT_TREATED else step
            self._followed(before, self._route(name), step)
            if draft.differs_from_client:
                asked = before.last(K.ASK_VIEW)
                by_letter = asked is not None and asked.letter_left_on is not None
                assert by_letter or before.has(K.RECEIVE_VIEW), "only a letter that left asks for a view (Awb 4:7)"
        return not refused

    def _draft(self, name: str, kind: DecisionKind, seed: int) -> Draft:
        """Mostly as it should be: now and then with a day that shortens a right, or without care or reason."""
        if kind is DecisionKind.NOT_TREATED:
            return Draft(kind, self.town.today, None, (), "Wij kregen geen kopie van uw paspoort.")
        until, state = self._right_until(name), self._route(name).state
        after = max(until + DAY if until is not None else self.town.today, self.town.today)
        takes = kind in (DecisionKind.OWN_STRENGTH, DecisionKind.REFUSAL, DecisionKind.END)
        starts = self.town.today if seed % 4 == 0 and kind is not DecisionKind.PROLONGATION else after
        forms = {DecisionKind.PGB: (DeliveryForm.PGB,), DecisionKind.BOTH: (DeliveryForm.ZIN, DeliveryForm.PGB)}
        given = (
            () if takes or seed % 11 == 10 else tuple(_provision(form) for form in forms.get(kind, (DeliveryForm.ZIN,)))
        )
        return Draft(
            kind=kind,
            starts_on=starts,
            ends_on=None if seed % 5 == 4 else starts + timedelta(days=180),
            provisions=given,
            reason="" if seed % 13 == 12 else "Uw netwerk kan dit niet overnemen.",
            criteria=PgbCriteria(able=True, wants_with_reasons=True, good_care=seed % 7 != 6),
            differs_from_client=kind is DecisionKind.REFUSAL and seed % 2 == 1,
            outcome=("upheld", "partly", "dismissed", "inadmissible")[seed % 4],
            no_hearing=None if state is S.HEARD else NO_HEARING[seed % 4],
        )

    def _right_until(self, name: str) -> date | None:
        try:
            with self.town.desk.read() as work:
                return work.route_clients.client(IDS[name]).right_until
        except UnknownClient:
            return None

    def _is_dead_end(self, group_id: str) -> bool:
        with self.town.desk.read() as work:
            group = work.prolongations.get(group_id)
            return bool(group.stopped)

    @staticmethod
    def _none_to_the_dead(
        before: Mapping[str, tuple[str, str]], after: Mapping[str, tuple[str, str]], dead: frozenset[str]
    ) -> None:
        for one in after.keys() - before.keys():
            client_id, kind = after[one]
            assert client_id not in dead or kind == must_hold.NEXT_OF_KIN, f"a letter {kind} went to somebody who died"


NO_HEARING = (
    NoHearing.FULLY_MET,
    NoHearing.NOT_ANSWERED,
    NoHearing.CLEARLY_UNFOUNDED,
    NoHearing.CLEARLY_INADMISSIBLE,
)
"""By the outcome of an objection."""
ORDINARY: Mapping[RouteState, StepKind] = {
    S.INVITED: K.HOLD_CONVERSATION,
    S.CONVERSATION_HELD: K.REPORT,
    S.REPORTED: K.APPLY,
    S.INCOMPLETE: K.COMPLETE,
    S.DECIDED: K.SEND,
    S.SENT: K.OBJECT,
    S.NOT_TREATED: K.APPLY,
    S.OBJECTION: K.HEAR,
    S.OBJECTION_DECIDED: K.SEND_OBJECTION_DECISION,
    S.ON_HOLD: K.RESUME,
    S.ENDED: K.REPORT_NEED,
    S.IN_FORCE: K.REPORT_NEED,
}
DECISIONS: Mapping[StepKind, DecisionKind] = {
    K.DECIDE: DecisionKind.IN_KIND,
    K.NOT_TREAT: DecisionKind.NOT_TREATED,
    K.PROLONG: DecisionKind.PROLONGATION,
    K.GRANT_URGENT_HELP: DecisionKind.URGENT_HELP,
    K.DECIDE_OBJECTION: DecisionKind.ON_OBJECTION,
}


def _led_to(before: Route, step: Step) -> RouteState | None:
    """Where the table says, but an objection before the sending waits for it (Awb 6:10), one that is withdrawn leaves
    the term for another one, and an application that is left untreated leads to no decision in force."""
    kind = step.kind
    if kind in (K.OBJECT, K.WITHDRAW_OBJECTION) and before.state in (S.DECIDED, S.APPLIED, S.INCOMPLETE):
        return before.state
    about = (K.OBJECT, K.WITHDRAW_OBJECTION, K.SEND, K.SEND_OBJECTION_DECISION, K.RETURNED)
    since = [step.kind for step in before.standing if step.kind in about]
    if kind is K.SEND and since[-1:] == [K.OBJECT]:
        return S.OBJECTION
    answers = [one.details["decisionId"] for one in before.of_kind(K.DECIDE_OBJECTION)]
    if kind is K.RETURNED and before.decision_id in answers:
        return S.OBJECTION_DECIDED
    leads = kind in (K.SEND, K.SEND_OBJECTION_DECISION, K.WITHDRAW_OBJECTION)
    if leads and must_hold.is_untreated(before.standing):
        return S.NOT_TREATED
    return S.SENT if kind is K.WITHDRAW_OBJECTION and OBJECTION_UNTIL in step.details else RULES[kind].to


def _provision(form: DeliveryForm) -> Provision:
    pgb = form is DeliveryForm.PGB
    return Provision("BGI", 250, AmountUnit.HOURS, form, None, 1_000_000 if pgb else None)


def _hold(work: Work, *, user: str, client_id: str, on: date, complete: bool) -> None:
    keep_conversation(work, KeepConversation(STAFF[user], client_id, NOTES if complete else ConversationNotes({})))
    hold_conversation(work, HoldConversation(STAFF[user], client_id, on))


def _object(work: Work, *, taken: TakeObjection) -> None:
    take_objection(work, taken)


def _take_step(work: Work, *, step: TakeStep) -> None:
    take_step(work, step)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    found = Town.open(tmp_path_factory.mktemp("town"))
    yield found
    found.close()


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rebuild waits half a second for a log that is still written; here nobody else writes."""
    monkeypatch.setattr(shared.messaging.rebuild, "WAIT_SECONDS", 0.0)


@pytest.mark.parametrize("half", ["first", "second"])
def test_whatever_happens_in_a_year_of_reassessments_it_holds(town: Town, half: str) -> None:
    """In two halves, so that two cores share the seeds."""
    run_state_machine_as_test(cast(Any, partial(Reassessments, town)), settings=REASSESSMENTS)
