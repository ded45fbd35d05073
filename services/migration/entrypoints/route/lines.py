"""Prolongations and who is in a group that is prolonged, as rows for the screen and as files."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from services.migration.application.route.views import GroupView, MemberLine
from services.migration.domain.rights.clients import DeliveredFunction
from services.migration.domain.rights.facts import DeliveryForm, FunctionRight
from services.migration.domain.route.prolonging import IN_NO_WAVE, WaveOutcome
from services.migration.entrypoints.rights.words import FUNCTIONS, care_class, package
from services.migration.entrypoints.route.words import STATES
from shared.dutch import date_in_words, list_in_words
from shared.municipalities import municipality_name
from shared.web.csv_file import Value
from shared.web.tables import Cell, Line

MEMBER_HEADS = (
    {"label": "Cliënt"},
    {"label": "Golf"},
    {"label": "Waar het staat"},
    {"label": "Laatste dag van recht of pgb", "kind": "date"},
    {"label": "Wat doorloopt"},
)
AWAY = "Een cliënt die verhuisde"
"""Who that is, is for the municipality where they live now."""
OUTCOMES = {
    WaveOutcome.WAITING: "wacht op vrijgave",
    WaveOutcome.PROLONGED: "verlengd",
    WaveOutcome.LEFT_OUT: "niet verlengd",
}


def member_lines(found: Iterable[MemberLine], until: date, to_route: Callable[[str], str]) -> list[Line]:
    """`until`: through which day the group goes on."""
    return [
        Line(
            one.name or AWAY,
            "" if one.moved_away else to_route(one.client_id),
            cells=(
                Cell(_wave(one), note=_outcome(one)),
                Cell(_state(one)),
                Cell("" if one.moved_away else _day(one.last_day)),
                Cell(_care(one, until), note=_runs_longer(one, until)),
            ),
        )
        for one in found
    ]


def member_rows(found: Iterable[MemberLine], until: date) -> Iterable[Sequence[str]]:
    for one in found:
        last = one.last_day.isoformat() if one.last_day is not None else ""
        care = " ".join(part for part in (_care(one, until), _runs_longer(one, until)) if part)
        yield one.name or AWAY, f"{_wave(one)}: {_outcome(one)}", _state(one), last, care


def _state(one: MemberLine) -> str:
    return STATES[one.state] if one.state is not None else ""


def _wave(one: MemberLine) -> str:
    return "geen golf" if one.member.wave == IN_NO_WAVE else f"golf {one.member.wave}"


def _outcome(one: MemberLine) -> str:
    said = OUTCOMES[one.member.outcome]
    return f"{said}: {one.member.why}" if one.member.why else said


def _day(day: date | None) -> str:
    return date_in_words(day) if day is not None else "voorbij"


def _care(one: MemberLine, until: date) -> str:
    """What goes on as it is, by the prolongation."""
    return "; ".join(_one_care(delivered, right) for delivered, right in one.prolonged(until))


def _runs_longer(one: MemberLine, until: date) -> str:
    """What the prolongation leaves out, because its right runs longer."""
    left = [
        f"{FUNCTIONS.get(delivered.function, delivered.function)} (tot en met {date_in_words(last)})"
        for delivered, right in one.left_as_it_is(until)
        if (last := right.pgb_until or right.right_until) is not None
    ]
    return f"Niet in de verlenging, het oude recht loopt langer: {list_in_words(left)}." if left else ""


def _one_care(delivered: DeliveredFunction, right: FunctionRight) -> str:
    much = package(delivered.zzp) if delivered.zzp else care_class(delivered.care_class)
    how = "met een pgb" if right.delivery_form is DeliveryForm.PGB else ""
    if right.pgb_until is not None and right.right_until is not None and right.pgb_until < right.right_until:
        pgb, last = date_in_words(right.pgb_until), date_in_words(right.right_until)
        how += f" dat zeker is tot en met {pgb}, oude recht tot en met {last}"
    by = f"van {delivered.provider.name}" if delivered.provider is not None else ""
    return ", ".join(part for part in (FUNCTIONS.get(delivered.function, delivered.function), much, how or by) if part)


PROLONGATION_FILE_HEADS = (
    "Gemeente",
    "Gemaakt op",
    "Gemaakt door",
    "Oude recht stopt vanaf",
    "Oude recht stopt tot en met",
    "Loopt door tot en met",
    "Cliënten",
    "Stand",
)


def stand_of_group(one: GroupView) -> str:
    if one.group.stopped:
        return "staat stil"
    return "klaar" if one.next_wave is None else f"golf {one.next_wave} wacht op vrijgave"


def prolongation_row(one: GroupView) -> list[Value]:
    group = one.group
    return [
        municipality_name(group.municipality),
        group.made_on,
        group.made_by_name,
        group.ends_from,
        group.ends_through,
        group.until,
        one.clients,
        stand_of_group(one),
    ]
