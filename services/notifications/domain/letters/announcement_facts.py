"""From one revision of a client to what the announcement, or the client's own page, has to say on a day."""

from datetime import date, timedelta

from services.notifications.domain.client.care_words import care_words
from services.notifications.domain.client.recipient import ClientError, DeliveredCare, Recipient
from services.notifications.domain.client.revision import ClientRevision
from services.notifications.domain.client.right import Days, FunctionRight, Plan
from services.notifications.domain.letters.dates import NoWorkingWeek, working_week
from services.notifications.domain.letters.facts import (
    Addressee,
    AnnouncementFacts,
    CareLine,
    Conversation,
    LineReason,
    Payment,
)
from services.notifications.domain.letters.letter import LetterError, Sender
from shared.calendar.days import CalendarError, LegalCalendar
from shared.law.reasons import Reason


def announcement_facts(
    revision: ClientRevision, letter_id: str, sender: Sender, own: str | None, calendar: LegalCalendar, on: date
) -> AnnouncementFacts:
    """What there is to say to this client on a day. Care that somebody looks at first is left out.

    Raises ClientError and LetterError when the revision contradicts itself, CalendarError for a conversation in a year
    that the calendar does not know.
    """
    person, right = revision.recipient, revision.right
    return AnnouncementFacts(
        letter_id=letter_id,
        client_id=person.client_id,
        municipality_code=person.municipality,
        sender=sender,
        addressee=addressee_of(person),
        minor=right.minor,
        adult_on=right.adult_on,
        days=right.days,
        letter_date=on,
        lines=tuple(care_line(revision, each, on) for each in right.functions if not each.needs_a_look),
        conversation=_conversation(revision.plan, calendar, on) if revision.plan else None,
        budget=revision.budget,
        own=own,
    )


def care_line(revision: ClientRevision, right: FunctionRight, on: date) -> CareLine:
    """Where no right against the municipality begins, the line begins on the day on which the AWBZ ends.

    Raises ClientError for a right to care that was not delivered or that nobody knows.
    """
    delivered, days = revision.recipient.delivered_care(right.id), revision.right.days
    if delivered is None:
        raise ClientError(f"Er is een recht op functie {right.id}, maar die functie is niet aangeleverd.")
    begins, transport = days.new_law_from, goes_along(right, delivered)
    return CareLine(
        care=care_words(right.function, transport=transport),
        domain=right.domain,
        starts_on=delivered.starts_on,
        right_from=right.right_from or begins,
        right_until=last_day(right, delivered, days),
        conditional=right.conditional,
        indication_over=right.domain == "none" and delivered.ends_on is not None and delivered.ends_on < begins,
        transport=transport,
        provider=delivered.provider_name,
        pgb=right.pgb,
        pgb_until=right.pgb_until,
        findings=right.findings,
        reasons=tuple(_line_reason(reason) for reason in reasons_on(right, days, on)),
        payments=tuple(
            Payment(regime.regime, regime.first_day, regime.last_day, _line_reason(regime.reason))
            for regime in revision.contribution.regimes_for(right.id)
        ),
    )


def goes_along(right: FunctionRight, delivered: DeliveredCare | None) -> bool:
    """Whether transport belongs to this care from now on."""
    return delivered is not None and delivered.transport and not right.transport_stays_behind


def _line_reason(reason: Reason) -> LineReason:
    return LineReason(reason.law, reason.article, reason.explanation)


def reasons_on(right: FunctionRight, days: Days, day: date) -> tuple[Reason, ...]:
    """The reasons that are still true to say. Migration worded them on the day of the delivery, so what holds before a
    day is left out when that day has come, and what comes before care begins when the right to it is over."""
    over_from = right.right_until + timedelta(days=1) if right.right_until else date.max
    holds_before = {
        "transition.not-yet-used": over_from,
        "transition.ciz-applications-before": days.new_law_from,
    }
    return tuple(reason for reason in right.reasons if day < holds_before.get(reason.rule, date.max))


def last_day(right: FunctionRight, delivered: DeliveredCare, days: Days) -> date | None:
    """The last day of the right; where no right goes on, the last day of the care under the AWBZ."""
    return right.right_until or (awbz_until(delivered, days) if right.domain == "none" else None)


def awbz_until(delivered: DeliveredCare, days: Days) -> date | None:
    """The last day of the care under the AWBZ; None when the indication starts after that law has ended."""
    if delivered.starts_on > days.old_law_until:
        return None
    return min(delivered.ends_on or days.old_law_until, days.old_law_until)


def addressee_of(person: Recipient) -> Addressee:
    return Addressee(
        initials=person.initials,
        prefix=person.prefix,
        surname=person.surname,
        sex=person.sex,
        address_lines=person.address.lines(),
        secret_address=person.secret_address,
    )


def _conversation(plan: Plan, calendar: LegalCalendar, on: date) -> Conversation:
    try:
        days = working_week(plan.week, calendar)
    except (NoWorkingWeek, CalendarError) as wrong:
        raise LetterError(f"De week van het gesprek klopt niet: {wrong}") from wrong
    return Conversation(days, plan.decision_due, begun=plan.week <= on, over=plan.over_on(on))
