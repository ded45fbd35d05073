"""What holds now of a client's way from invitation to decision, put together from the facts that migration told."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from services.notifications.domain.route.facts import (
    ANSWERED_BY,
    CORRECT_DAY,
    GRANTED,
    OVER,
    Appointment,
    BudgetStop,
    CancelledAppointment,
    ConfirmedAppointment,
    Decision,
    OpenTerm,
    RightEnded,
    RightEnding,
    Step,
)


@dataclass(frozen=True, slots=True)
class ClientRoute:
    """All that migration told of one client, and the ends of budgets. `town`: the municipality where the client lives;
    empty where that does not matter."""

    appointments: Sequence[Appointment] = ()
    cancelled: Sequence[CancelledAppointment] = ()
    confirmed: Sequence[ConfirmedAppointment] = ()
    told_steps: Sequence[Step] = ()
    decisions: Sequence[Decision] = ()
    ended: Sequence[RightEnded] = ()
    ending: Sequence[RightEnding] = ()
    budget_stops: Sequence[BudgetStop] = ()
    town: str = ""
    steps: Sequence[Step] = field(init=False)
    """In order, without what was taken back."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "steps", _standing_steps(self.told_steps))

    def in_town(self, municipality: str) -> "ClientRoute":
        """As it is for who lives there."""
        return replace(self, town=municipality)

    def without(self, step_ids: Collection[str]) -> "ClientRoute":
        """As it is for a client who heard nothing of these steps."""
        return replace(self, told_steps=[each for each in self.told_steps if each.step_id not in step_ids])

    @property
    def appointment(self) -> Appointment | None:
        """The one that stands; None when there is none, or when it was cancelled."""
        gone = {each.appointment_id for each in self.cancelled}
        return next(reversed(standing(self.appointments, gone)), None)

    def confirmed_on(self, appointment_id: str) -> date | None:
        """The day on which a colleague heard that it suits; None when nobody recorded that."""
        return next((each.heard_on for each in self.confirmed if each.appointment_id == appointment_id), None)

    @property
    def cancelled_without_another(self) -> CancelledAppointment | None:
        """The last appointment does not go on, and none came in its place yet."""
        last = next(reversed(standing(self.appointments, ())), None)
        if last is None or self.ended_by is not None:
            return None
        return next((each for each in self.cancelled if each.appointment_id == last.appointment_id), None)

    @property
    def terms(self) -> Sequence[OpenTerm]:
        """The terms that run after the last step."""
        return self.steps[-1].terms if self.steps else ()

    @property
    def state(self) -> str | None:
        return self.steps[-1].state if self.steps and not self.begins_anew else None

    def binds(self, decision: Decision) -> bool:
        """Whether it holds where the client lives: what another municipality decided does not (Wmo 2015 2.3.5(1))."""
        return self.town in ("", decision.municipality)

    @property
    def is_decided(self) -> bool:
        """Whether what comes after the old right is decided where the client lives. A yes to an offer ended that right,
        whoever made the offer (Wmo 2015 8.3(1))."""
        return self.accepted_until is not None or any(self.binds(each) for each in self.decisions_on_care())

    @property
    def begins_anew(self) -> bool:
        """Whether it stopped, or was decided, where the client lived before, and nothing came of it yet here."""
        if not self.steps:
            return False
        decided = self.last("decide", "prolong", "not-treat")
        elsewhere = decided is not None and self.town not in ("", decided.municipality)
        over = elsewhere and self.steps[-1].state in OVER and self.accepted_until is None
        return over or (self.steps[-1].step == "end" and self.ended_by is None)

    @property
    def has_begun(self) -> bool:
        return bool(self.appointments or self.steps) and not self.begins_anew

    @property
    def before_conversation(self) -> bool:
        return self.ended_by is None and self.state in (None, "planned", "invited", "on-hold")

    @property
    def ended_by(self) -> Step | None:
        """The step by which the client's last route stopped; None when a later one began since, or when the client
        came to live elsewhere and nothing is stopped there."""
        stopped = self.last("end")
        if stopped is None or stopped.route != self.steps[-1].route:
            return None
        return stopped if not self.town or stopped.stops_in(self.town) else None

    def waits_for_word(self, decision: Decision) -> bool:
        """Whether this is an offer of which the client did not say yet whether to take it."""
        said = self._said_of(decision) is not None or self.old_right_until(decision) is not None
        return decision.waits_for_acceptance and not said

    def holds(self, decision: Decision) -> bool:
        """Whether it counts from its first day on: it is no offer, or the client took it."""
        return not decision.waits_for_acceptance or self.old_right_until(decision) is not None

    def old_right_until(self, decision: Decision) -> date | None:
        """The last day of the old right, by the client's yes to this offer or to the one of which it takes the place: a
        yes stands, also when an objection gave something else. None without one."""
        said = self._said_of(decision)
        if said is not None and said.step == "accept-offer":
            return date.fromisoformat(said.details["oldRightUntil"])
        before = next((each for each in self.decisions if each.decision_id == decision.replaces), None)
        return self.old_right_until(before) if before is not None else None

    def begins_on(self, decision: Decision) -> date:
        """The day from which a decision counts that holds: an offer not before the old right is over."""
        until = self.old_right_until(decision)
        return decision.starts_on if until is None else max(decision.starts_on, until + timedelta(days=1))

    @property
    def accepted_until(self) -> date | None:
        """The last day of the old right, by an offer that the client took; None without one."""
        taken = (self.old_right_until(each) for each in reversed(self.sent_decisions()))
        return next((until for until in taken if until is not None), None)

    @property
    def took_an_offer(self) -> bool:
        """Whether the client said yes to one, wherever that led."""
        return any(each.step == "accept-offer" and not self.fell_with_its_letter(each) for each in self.steps)

    def fell_with_its_letter(self, said: Step) -> bool:
        """Whether the letter of the offer, to which the client said yes or no by this step, came back since. Then it
        was not made known (Awb 3:40), and the client answers the letter that is sent again (Wmo 2015 8.3(1))."""
        since = self.steps[self.steps.index(said) + 1 :]
        back = (each for each in since if each.step == "returned")
        return any(each.details["decisionId"] == said.details.get("decisionId") for each in back)

    @property
    def ends(self) -> Sequence[RightEnded]:
        """Of what was told to have ended that which is so: not by a yes that fell with its letter."""
        said = [each for each in self.steps if each.step == "accept-offer"]
        fell = {each.details["oldRightUntil"] for each in said if self.fell_with_its_letter(each)}
        fell -= {each.details["oldRightUntil"] for each in said if not self.fell_with_its_letter(each)}
        return [each for each in self.ended if each.why != "offer-accepted" or each.last_day.isoformat() not in fell]

    def _said_of(self, decision: Decision) -> Step | None:
        said = (each for each in reversed(self.steps) if each.step in ("accept-offer", "refuse-offer"))
        last = next((each for each in said if each.details.get("decisionId") == decision.decision_id), None)
        return None if last is None or self.fell_with_its_letter(last) else last

    def ends_undecided(self, today: date) -> RightEnding | None:
        """The first right of which migration told that it ends soon, while nothing is decided here on what comes."""
        if self.ended_by is not None or self.is_decided:
            return None
        soon = [each for each in self.ending if each.last_day >= today]
        newest = {each.last_day: each for each in sorted(soon, key=lambda each: each.told_on)}
        open_ones = (newest[day] for day in sorted(newest) if not newest[day].decided)
        return next(open_ones, None)

    def last(self, *names: str) -> Step | None:
        """The last step of one of these kinds."""
        return next((each for each in reversed(self.steps) if each.step in names), None)

    def since(self, name: str, *, after: Step) -> bool:
        """Whether a step of this kind came after that one."""
        return any(each.step == name for each in self.steps[self.steps.index(after) + 1 :])

    def came_back(self, sent: Step) -> bool:
        """Whether the letter of the decision that this step sent came back since."""
        since = self.steps[self.steps.index(sent) + 1 :]
        back = (each.details["decisionId"] for each in since if each.step == "returned")
        return sent.details["decisionId"] in set(back)

    def answered(self, step_id: str | None) -> bool:
        """Whether this step asks the client something, and the answer came since: by telephone, or on the page."""
        asked = next((each for each in self.steps if each.step_id == step_id and each.step in ANSWERED_BY), None)
        return asked is not None and self.since(ANSWERED_BY[asked.step], after=asked)

    def sent_decisions(self) -> Sequence[Decision]:
        """Those that the client was sent and that stand, in the order of sending: one on an objection that is granted
        takes the place of the decision that it is about, and one that is not granted leaves that as it is. What came
        back was not made known (Awb 3:40), and what it took the place of counts until it is."""
        by_id = {each.decision_id: each for each in self.decisions}
        sent: dict[str, str | None] = {}
        for step in self.steps:
            id_ = str(step.details.get("decisionId", ""))
            if step.step in ("send", "grant-urgent-help") and id_ in by_id:
                sent[id_] = None
            elif step.step == "returned":
                before = sent.pop(id_, None)
                sent |= {before: None} if before is not None else {}
            elif step.step == "send-objection-decision" and id_ in by_id and self.outcome_of(by_id[id_]) in GRANTED:
                sent[id_] = sent.popitem()[0] if sent else None
        return [by_id[id_] for id_ in sent]

    def outcome_of(self, decision: Decision) -> str | None:
        """Of the objection on which it is the decision; None for any other decision."""
        decided = (each for each in self.steps if each.step == "decide-objection")
        about = (each for each in decided if each.details.get("decisionId") == decision.decision_id)
        return next((str(each.details["outcome"]) for each in about), None)

    def decisions_on_care(self) -> Sequence[Decision]:
        """Those that were sent, but that an application is not treated: that decides nothing about care (Awb 4:5)."""
        return [each for each in self.sent_decisions() if each.kind != "not-treated"]


def standing(appointments: Iterable[Appointment], gone: Collection[str]) -> Sequence[Appointment]:
    """Those that no other one replaces and that are not among `gone`, the last one made at the end."""
    there = list(appointments)
    replaced = {each.replaces for each in there}
    left = (each for each in there if each.appointment_id not in replaced and each.appointment_id not in gone)
    return sorted(left, key=lambda each: (each.route, each.made_on, each.day, each.starts, each.appointment_id))


def _standing_steps(told: Sequence[Step]) -> Sequence[Step]:
    """A correction goes with the step that it corrects."""
    taken_back = {each.undoes for each in told if each.undoes is not None}
    left = (
        each for each in told if each.undoes is None and not {each.step_id, each.details.get("corrects")} & taken_back
    )
    in_order = sorted(left, key=lambda each: (each.number, each.recorded_on, each.on, each.step_id))
    days = {str(each.details["corrects"]): each.details["becomes"] for each in in_order if each.step == CORRECT_DAY}
    return [
        replace(each, on=date.fromisoformat(days[each.step_id])) if each.step_id in days else each for each in in_order
    ]


NOTHING_YET = ClientRoute()
"""Of who has no route."""
