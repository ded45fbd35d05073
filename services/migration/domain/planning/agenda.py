"""A municipality's agenda of conversations: who still needs one, what is planned, and what is added. Pure.

What is planned stays. A new member of a household with a conversation joins it when that is in time and leaves as much
notice as a conversation of their own would; otherwise the new members of a household get one together.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.migration.domain.deadlines.terms import latest_start
from services.migration.domain.planning.conversations import Household, Member, Notice, PlannedHousehold, plan
from services.migration.domain.planning.plans import Plan
from services.migration.domain.planning.weeks import Capacity
from shared.calendar.days import LegalCalendar
from shared.law.book import LawBook


@dataclass(frozen=True, slots=True)
class Wish:
    """A client without a plan. `right_until`: the last day of the right that must be reassessed first; `decide_by`: the
    last day for the decision, which the municipality's policy can put earlier."""

    client_id: str
    revision: int
    household_id: str
    right_until: date
    decide_by: date


@dataclass(frozen=True, slots=True)
class Conversation:
    """A household's conversation that was planned before; `week` is a Monday."""

    household_id: str
    week: date
    start: date
    over_capacity: bool


@dataclass(frozen=True, slots=True)
class Agenda:
    """`notice`: the first days of what is added."""

    municipality: str
    capacity: Capacity
    notice: Notice
    conversations: Sequence[Conversation]


def weekly_capacity(clients: int, per_hundred: int) -> int:
    """Conversations a week for so many clients to reassess, rounded up; at least 1."""
    return max(1, -(-clients * per_hundred // 100))


def add_to(
    agenda: Agenda, wishes: Sequence[Wish], today: date, book: LawBook, calendar: LegalCalendar
) -> tuple[Plan, ...]:
    """A plan for every wish, in order of client. The order of wishes and conversations plays no part.

    Raises LawError or CalendarError for a day that the law book or the calendar does not know.
    """
    if not wishes:
        return ()
    joining, apart = _households(wishes, agenda, today, book)
    planned = [_joined(household, conversation, book, calendar) for household, conversation in joining] + list(
        plan(apart, agenda.capacity, agenda.notice, _used(agenda), book, calendar)
    )
    by_client = {wish.client_id: wish for wish in wishes}
    found = (one for household in planned for one in _plans(household, by_client, agenda.municipality))
    return tuple(sorted(found, key=lambda one: one.client_id))


def _households(
    wishes: Sequence[Wish], agenda: Agenda, today: date, book: LawBook
) -> tuple[list[tuple[Household, Conversation]], list[Household]]:
    """Those who join a conversation of their household, and those who need a new one."""
    latest = _latest(agenda)
    joining: dict[str, list[Member]] = {}
    apart: dict[str, list[Member]] = {}
    for wish in wishes:
        member = _member(wish, agenda.notice, book, today)
        conversation = latest.get(wish.household_id)
        joins = conversation is not None and _suits(conversation, member, agenda.notice)
        (joining if joins else apart).setdefault(wish.household_id, []).append(member)
    return (
        [(Household(id_, tuple(members)), latest[id_]) for id_, members in joining.items()],
        [Household(id_, tuple(members)) for id_, members in apart.items()],
    )


def _member(wish: Wish, notice: Notice, book: LawBook, today: date) -> Member:
    """The day of the policy counts as long as a conversation can still be in time for it, then the end of the right."""
    start = latest_start(wish.decide_by, book, today)
    if start >= notice.soonest:
        return Member(wish.client_id, wish.decide_by, start)
    return Member(wish.client_id, wish.right_until, latest_start(wish.right_until, book, today))


def _suits(conversation: Conversation, member: Member, notice: Notice) -> bool:
    first_day = notice.usual if notice.usual <= member.latest_start else notice.soonest
    return first_day <= conversation.start <= member.latest_start


def _latest(agenda: Agenda) -> Mapping[str, Conversation]:
    return {one.household_id: one for one in sorted(agenda.conversations, key=lambda one: one.start)}


def _used(agenda: Agenda) -> Mapping[date, int]:
    """A household is one conversation, however many of its members were planned in that week."""
    return Counter(week for _, week in {(one.household_id, one.week) for one in agenda.conversations})


def _joined(
    household: Household, conversation: Conversation, book: LawBook, calendar: LegalCalendar
) -> PlannedHousehold:
    """Planned into an empty agenda from the conversation's own day on, so that it lands on that day, also in a week in
    which nothing new would be planned.
    """
    from_then_on = Notice(conversation.start, conversation.start)
    (planned,) = plan([household], Capacity(1, 1), from_then_on, {}, book, calendar)
    return PlannedHousehold(planned.household_id, conversation.week, planned.members, conversation.over_capacity, False)


def _plans(household: PlannedHousehold, wishes: Mapping[str, Wish], municipality: str) -> list[Plan]:
    return [
        Plan(
            client_id=member.client_id,
            revision=wishes[member.client_id].revision,
            municipality=municipality,
            week=household.week,
            investigation_start=member.investigation_start,
            application_by=member.application_by,
            decision_due=member.decision_due,
            objection_until=member.objection_over_on,
            right_until=wishes[member.client_id].right_until,
            over_capacity=household.over_capacity,
            late=household.late,
        )
        for member in household.members
    ]
