"""Free moments of caseworkers, and why a moment is not free."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from services.migration.domain.planning.caseworkers import Caseworker, Hours, Leave, PlaceKind, WhyAway, faults_of
from services.migration.domain.planning.earliest import EarliestSlot, Request, Room
from services.migration.domain.planning.slots import (
    Asked,
    Busy,
    Diary,
    Pace,
    Slot,
    earliest_slot,
    free_hours,
    free_slots,
    offered,
    why_not_free,
)
from shared.calendar.days import LegalCalendar
from tests.support.migration_samples import caseworker

MONDAY, TUESDAY, SUNDAY = date(2015, 2, 2), date(2015, 2, 3), date(2015, 2, 8)
EASTER_MONDAY = date(2015, 4, 6)
PACE = Pace(minutes=60, minutes_per_further_person=30, travel_minutes=30, minutes_between_starts=30, most_a_day=4)
MORNING = replace(caseworker("kees"), hours=(Hours(0, time(9), time(12)),))
NINE, TEN, ELEVEN = time(9), time(10), time(11)


def busy(start: time = NINE, until: time = TEN, *, place: PlaceKind = PlaceKind.HOME, by: str = "kees") -> Busy:
    return Busy("other", by, MONDAY, start, until, place)


def asked(**changes: Any) -> Asked:
    return replace(Asked(MONDAY, MONDAY, 1, PlaceKind.HOME), **changes)


def starts(wanted: Asked, *planned: Busy, by: Caseworker = MORNING, calendar: LegalCalendar) -> list[str]:
    return [f"{each.start:%H:%M}" for each in free_slots(wanted, [by], Diary(planned), PACE, calendar)]


OFFICE = PlaceKind.OFFICE
AWAY = replace(MORNING, leave=(Leave(MONDAY, TUESDAY, WhyAway.LEAVE),))


@pytest.mark.parametrize(
    ("by", "wanted", "planned", "found"),
    [
        (MORNING, asked(), [], ["09:00", "09:30", "10:00", "10:30", "11:00"]),
        (MORNING, asked(people=2), [], ["09:00", "09:30", "10:00", "10:30"]),
        (MORNING, asked(people=5), [], ["09:00"]),
        (MORNING, asked(people=6), [], []),
        (MORNING, asked(), [busy()], ["10:30", "11:00"]),
        (MORNING, asked(place=OFFICE), [busy(place=OFFICE)], ["10:00", "10:30", "11:00"]),
        (MORNING, asked(place=OFFICE), [busy()], ["10:30", "11:00"]),
        (MORNING, asked(), [busy(TEN, ELEVEN)], []),
        (MORNING, asked(place=OFFICE), [busy(TEN, ELEVEN, place=OFFICE)], ["09:00", "11:00"]),
        (MORNING, asked(), [busy(by="somebody else")], ["09:00", "09:30", "10:00", "10:30", "11:00"]),
        (MORNING, asked(skills=frozenset({"tr"})), [], []),
        (replace(MORNING, skills=frozenset({"tr", "ar"})), asked(skills=frozenset({"tr"}), people=5), [], ["09:00"]),
        (replace(MORNING, places=frozenset({OFFICE})), asked(), [], []),
        (AWAY, asked(), [], []),
        (MORNING, asked(first=TUESDAY, last=SUNDAY), [], []),
        (MORNING, asked(first=EASTER_MONDAY, last=EASTER_MONDAY), [], []),
        (MORNING, asked(last=date(2015, 1, 30)), [], []),
    ],
)
def test_a_moment_is_free_within_hours_and_apart_from_what_is_planned(
    by: Caseworker, wanted: Asked, planned: list[Busy], found: list[str], calendar: LegalCalendar
) -> None:
    assert starts(wanted, *planned, by=by, calendar=calendar) == found


def test_a_day_is_full_at_the_most_that_is_offered(calendar: LegalCalendar) -> None:
    minutes = [Busy("x", "kees", MONDAY, time(9, at), time(9, at + 1), OFFICE) for at in (0, 1, 2, 3)]
    assert starts(asked(), *minutes, calendar=calendar) == []
    assert starts(asked(), *minutes[:3], calendar=calendar) == ["10:00", "10:30", "11:00"]


def test_of_one_moment_the_caseworker_with_least_to_do_comes_first(calendar: LegalCalendar) -> None:
    both = [MORNING, replace(MORNING, id="anke")]
    diary = Diary([busy(by="anke")])
    found = [(each.start, each.caseworker_id) for each in free_slots(asked(), both, diary, PACE, calendar)]
    assert found[:1] == [(NINE, "kees")]
    assert [by for start, by in found if start == ELEVEN] == ["kees", "anke"]


@given(some.lists(some.sampled_from([9, 10, 11, 13, 14, 15, 16]), max_size=6), some.booleans())
def test_the_earliest_moment_is_the_first_that_is_free(hours: list[int], with_turkish: bool) -> None:
    two = [caseworker("kees"), caseworker("anke", skills=frozenset({"tr"}))]
    planned = [
        Busy(str(place), two[place % 2].id, MONDAY, time(hour), time(hour, 30), OFFICE)
        for place, hour in enumerate(hours)
    ]
    wanted = asked(last=TUESDAY, skills=frozenset({"tr"} if with_turkish else ()))
    every_day = LegalCalendar({}, 2015, 2015)
    every_one = list(free_slots(wanted, two, Diary(planned), PACE, every_day))
    assert earliest_slot(wanted, two, Diary(planned), PACE, every_day) == every_one[0]


def test_a_choice_holds_every_part_of_a_day_and_each_moment_once(calendar: LegalCalendar) -> None:
    two = [caseworker("kees"), caseworker("anke")]
    week = Asked(MONDAY, date(2015, 2, 6), 1, PlaceKind.HOME)
    found = offered(free_slots(week, two, Diary([]), PACE, calendar))
    assert [(each.day.weekday(), each.start.hour) for each in found] == [
        (day, at) for day in range(5) for at in (9, 13)
    ]
    few = offered(free_slots(asked(), two, Diary([]), PACE, calendar))
    assert len(few) == len({(each.day, each.start) for each in few}) == 10


def slot(**changes: Any) -> Slot:
    return replace(Slot(MONDAY, NINE, TEN, "kees", "K. Kees", PlaceKind.HOME), **changes)


@pytest.mark.parametrize(
    ("by", "wanted", "planned", "where", "says"),
    [
        (MORNING, slot(), [], None, ""),
        (MORNING, slot(day=date(2015, 1, 26)), [], "day", "voorbij"),
        (MORNING, slot(day=date(2015, 2, 7)), [], "day", "geen werkdag (zaterdag)"),
        (MORNING, slot(day=EASTER_MONDAY), [], "day", "geen werkdag (Tweede paasdag)"),
        (AWAY, slot(), [], "caseworker", "er die dag niet"),
        (replace(MORNING, places=frozenset({OFFICE})), slot(), [], "place", "andere plaats"),
        (MORNING, slot(day=TUESDAY), [], "start", "werktijd"),
        (MORNING, slot(start=time(8, 30)), [], "start", "werktijd"),
        (MORNING, slot(start=time(11, 30), until=time(12, 30)), [], "start", "werktijd"),
        (MORNING, slot(start=time(23, 30), until=time(0, 30)), [], "start", "werktijd"),
        (MORNING, slot(), [busy()], "start", "ander gesprek"),
        (MORNING, slot(start=TEN, until=ELEVEN), [busy()], "start", "onderweg"),
        (MORNING, slot(start=time(10, 30), until=time(11, 30)), [busy()], None, ""),
    ],
)
def test_a_moment_that_is_not_free_says_why_at_its_field(
    by: Caseworker, wanted: Slot, planned: list[Busy], where: str | None, says: str, calendar: LegalCalendar
) -> None:
    found = why_not_free(wanted, by, Diary(planned), PACE, date(2015, 1, 28), calendar)
    assert list(found) == ([where] if where else [])
    assert says in "".join(found.values())


def test_free_hours_are_those_in_which_a_conversation_fits() -> None:
    kees = caseworker("kees")
    assert free_hours(kees, MONDAY, Diary([]), PACE) == [Hours(0, NINE, time(12, 30)), Hours(0, time(13), time(17))]
    diary = Diary([busy(TEN, ELEVEN), busy(time(13, 30), time(15))])
    assert free_hours(kees, MONDAY, diary, PACE) == [
        Hours(0, time(11, 30), time(12, 30)),
        Hours(0, time(15, 30), time(17)),
    ]
    assert free_hours(AWAY, MONDAY, diary, PACE) == []


def test_the_first_in_line_gets_the_earliest_moment_and_who_does_not_fit_hears_why(calendar: LegalCalendar) -> None:
    requests = [
        Request("first", asked(last=date(2015, 2, 6))),
        Request("second", asked()),
        Request("third", asked()),
        Request("turkish", asked(skills=frozenset({"tr"}))),
        Request("too late", asked(last=date(2015, 1, 30))),
    ]
    placed = EarliestSlot().place(requests, Room([MORNING], [], PACE, calendar))
    assert [(each.slot.start if each.slot else None) for each in placed] == [NINE, time(10, 30), None, None, None]
    assert [each.why[:24] for each in placed[2:]] == [
        "Er is geen vrije tijd me",
        "Er is geen consulent die",
        "Er is geen dag meer tuss",
    ]


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({}, []),
        ({"name": " "}, ["name"]),
        ({"places": frozenset()}, ["places"]),
        ({"hours": (Hours(1, TEN, NINE),)}, ["hours-1"]),
        ({"hours": (Hours(2, TEN, time(12)), Hours(2, NINE, ELEVEN))}, ["hours-2"]),
        ({"hours": (Hours(2, TEN, ELEVEN), Hours(2, NINE, TEN))}, []),
        ({"leave": (Leave(TUESDAY, MONDAY, WhyAway.LEAVE),)}, ["leave"]),
    ],
)
def test_what_is_wrong_with_hours_and_leave_is_said_by_field(changes: dict[str, Any], where: list[str]) -> None:
    assert list(faults_of(replace(MORNING, **changes))) == where
