"""Codes of appointments and caseworkers in Dutch."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time

from services.migration.domain.planning.appointments import (
    SHORT_NOTICE,
    Appointment,
    Attendee,
    CancelReason,
    Effect,
    Reason,
    State,
)
from services.migration.domain.planning.caseworkers import (
    PSYCHIATRY,
    SIGN_LANGUAGE,
    Caseworker,
    Hours,
    Leave,
    PlaceKind,
    WhyAway,
)
from shared.dutch import date_in_words, full_day_in_words, hour_in_words, list_in_words

PLACES = {
    PlaceKind.HOME: "bij de cliënt thuis",
    PlaceKind.OFFICE: "op kantoor",
    PlaceKind.TELEPHONE: "per telefoon",
}
SKILLS = {
    PSYCHIATRY: "kent psychiatrie",
    SIGN_LANGUAGE: "Nederlandse gebarentaal",
    "ar": "Arabisch",
    "de": "Duits",
    "en": "Engels",
    "fa": "Farsi",
    "fr": "Frans",
    "pl": "Pools",
    "pt": "Portugees",
    "so": "Somalisch",
    "es": "Spaans",
    "ti": "Tigrinya",
    "tr": "Turks",
    "zh": "Chinees",
}
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MOVE_REASONS = {
    Reason.CLIENT_ASKED: "de cliënt vroeg om een ander moment",
    Reason.WE_MOVED: "het moment past ons niet meer",
    Reason.ILLNESS: "de consulent is ziek",
}
CANCEL_REASONS = {
    CancelReason.CLIENT_ASKED: "de cliënt zegt af",
    CancelReason.WE_MOVED: "het moment past ons niet meer",
    CancelReason.ILLNESS: "de consulent is ziek",
    CancelReason.ENDED: "er is geen gesprek meer nodig",
    CancelReason.PROLONGED: "de zorg is verlengd: het gesprek komt later",
    CancelReason.ON_HOLD: "het traject wacht tot een afgesproken dag: het gesprek komt daarna",
}
BY_A_STEP = (CancelReason.PROLONGED, CancelReason.ON_HOLD)
CANCEL_BY_HAND = tuple(each for each in CANCEL_REASONS if each not in BY_A_STEP)
LETTER_WAITS = "uitnodiging wacht"
HELD_BACK = "intake houdt gegevens tegen"
AWAY = {WhyAway.LEAVE: "verlof", WhyAway.ILLNESS: "ziek"}


def moment_in_words(day: date, start: time, until: time) -> str:
    """`maandag 1 december 2014, 9.00 tot 10.00 uur`"""
    return f"{full_day_in_words(day)}, {span_in_words(start, until)}"


def span_in_words(start: time, until: time) -> str:
    """`9.00 tot 10.00 uur`"""
    return f"{hour_in_words(start).removesuffix(' uur')} tot {hour_in_words(until)}"


def short_span(start: time, until: time) -> str:
    """`9.00-12.30`, in a table of hours; as it is typed, too."""
    return f"{start.hour}.{start.minute:02}-{until.hour}.{until.minute:02}"


def hours_in_words(hours: Iterable[Hours]) -> str:
    found = [short_span(each.start, each.until) for each in hours]
    return list_in_words(found) if found else ""


def week_of_hours(caseworker: Caseworker) -> list[tuple[str, str]]:
    """Per working day the hours, for a summary list."""
    found = []
    for weekday, name in enumerate(WEEKDAYS):
        own = sorted((each for each in caseworker.hours if each.weekday == weekday), key=lambda each: each.start)
        found.append((name.capitalize(), hours_in_words(own)))
    return found


def duration_in_words(minutes: int) -> str:
    """`7 uur` or `7 uur 30`"""
    hours, rest = divmod(minutes, 60)
    return f"{hours} uur {rest:02}" if rest else f"{hours} uur"


def leave_in_words(leave: Leave) -> str:
    """`verlof van 3 maart 2015 tot en met 5 maart 2015`"""
    if leave.first == leave.last:
        return f"{AWAY[leave.why]} op {date_in_words(leave.first)}"
    return f"{AWAY[leave.why]} van {date_in_words(leave.first)} tot en met {date_in_words(leave.last)}"


def skills_in_words(skills: Iterable[str]) -> str:
    found = sorted(SKILLS.get(each, each) for each in skills)
    return list_in_words(found) if found else ""


def days_in_words(caseworker: Caseworker) -> str:
    """`maandag, dinsdag en donderdag`"""
    days = sorted({each.weekday for each in caseworker.hours})
    return list_in_words([WEEKDAYS[each] for each in days]) if days else "geen enkele dag"


def places_in_words(places: Iterable[PlaceKind]) -> str:
    found = [said for place, said in PLACES.items() if place in set(places)]
    return list_in_words(found) if found else ""


def away_in_words(caseworker: Caseworker, today: date) -> str:
    """Leave and illness of today and later."""
    return ", ".join(leave_in_words(each) for each in caseworker.leave if each.last >= today)


def people_in_words(attendees: Iterable[Attendee], names: Mapping[str, str]) -> str:
    return names_in_words([names[each.client_id] for each in attendees])


def names_in_words(names: Sequence[str]) -> str:
    return list_in_words(names) if names else "niemand"


def short_effect(effect: Effect) -> str:
    """Under a moment to choose: in full only where there is something to beware of."""
    if effect.late:
        return " ".join(effect.says)
    beware = f" {SHORT_NOTICE}" if effect.short_notice else ""
    return f"Het besluit kan er zijn op {date_in_words(effect.decision_on)}.{beware}"


def became_of(one: Appointment) -> str:
    """Of an appointment that does not stand any more."""
    if one.state is State.REPLACED:
        return "verplaatst"
    if one.state is State.NOT_NEEDED:
        return "niet meer nodig: het gesprek was al eerder"
    if one.ending is None:
        return "voorbij"
    return f"afgezegd op {date_in_words(one.ending.on)}: {CANCEL_REASONS[one.ending.reason]}"
