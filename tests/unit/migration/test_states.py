from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.migration.domain.rights.facts import Domain, EndedBy, FunctionRight
from services.migration.domain.rights.states import PersonState, person_state

FIRST, LAST = date(2015, 1, 1), date(2015, 12, 31)
KNOWN_SINCE = date(2015, 2, 1)
AS_OF = date(2015, 6, 1)
PLANNED_THROUGH = date(2016, 6, 30)


def right(domain: str, until: date | None = None, *, reassess: bool = False) -> FunctionRight:
    first, ended_by = (FIRST, EndedBy.LAW) if until else (None, None)
    before = until if reassess else None
    return FunctionRight("1", Domain(domain), first, until, False, (), ended_by, reassess_before_end_of=before)


WMO = right("wmo", LAST, reassess=True)
LIVING = right("wmo-protected-living", date(2019, 12, 31), reassess=True)
LIVING_THROUGH_JANUARY = right("wmo-protected-living", date(2016, 1, 20), reassess=True)
YOUTH = right("jeugdwet", LAST)
INSURED = right("zvw")
WLZ = right("wlz")
NONE = right("none")


@pytest.mark.parametrize(
    ("rights", "state"),
    [
        ([WMO], "planned"),
        ([WMO, LIVING, INSURED], "planned"),
        ([LIVING, WLZ], "protected-living"),
        ([right("wmo-protected-living", date(2015, 9, 30), reassess=True)], "planned"),
        ([LIVING_THROUGH_JANUARY, LIVING], "planned"),
        ([YOUTH, INSURED], "youth"),
        ([right("wmo-2007")], "elsewhere"),
        ([INSURED], "elsewhere"),
        ([WLZ, NONE], "elsewhere"),
        ([NONE], "ended"),
        ([], "ended"),
        ([right("wmo", date(2015, 5, 31), reassess=True)], "overdue"),
        ([right("wmo", date(2015, 5, 31), reassess=True), INSURED], "overdue"),
        ([right("wmo", date(2015, 5, 31), reassess=True), LIVING, YOUTH], "overdue"),
        ([right("wmo", date(2015, 5, 31), reassess=True), WMO], "planned"),
        ([right("wmo-protected-living", date(2015, 5, 31), reassess=True)], "overdue"),
        ([right("wmo", KNOWN_SINCE, reassess=True)], "overdue"),
        ([right("wmo", date(2015, 1, 31), reassess=True)], "ended"),
        ([right("wmo", date(2015, 1, 31), reassess=True), INSURED], "elsewhere"),
        ([right("wmo", AS_OF, reassess=True)], "planned"),
        ([right("wmo", AS_OF)], "planned"),
        ([right("wmo", date(2015, 5, 31)), INSURED], "elsewhere"),
        ([right("jeugdwet", date(2015, 5, 31))], "ended"),
    ],
)
def test_the_state_follows_from_the_rights_that_still_run(rights: list[FunctionRight], state: str) -> None:
    assert person_state(rights, None, AS_OF, KNOWN_SINCE, PLANNED_THROUGH) == state


@pytest.mark.parametrize(
    ("deceased_on", "state"),
    [(AS_OF, "deceased"), (date(2014, 12, 1), "deceased"), (date(2015, 6, 2), "planned")],
)
def test_a_death_counts_from_the_day_itself(deceased_on: date, state: str) -> None:
    assert person_state([WMO], deceased_on, AS_OF, KNOWN_SINCE, PLANNED_THROUGH) == state


@given(
    rights=st.lists(
        st.builds(
            right,
            st.sampled_from([domain.value for domain in Domain]),
            st.none() | st.dates(FIRST, LAST),
            reassess=st.booleans(),
        )
    ),
    deceased_on=st.none() | st.dates(FIRST, LAST),
    as_of=st.dates(date(2014, 1, 1), date(2016, 12, 31)),
)
def test_every_person_has_a_state_whatever_the_order(
    rights: list[FunctionRight], deceased_on: date | None, as_of: date
) -> None:
    state = person_state(rights, deceased_on, as_of, FIRST, PLANNED_THROUGH)
    assert state in PersonState
    assert person_state(list(reversed(rights)), deceased_on, as_of, FIRST, PLANNED_THROUGH) is state


@given(
    ends=st.lists(st.dates(FIRST, LAST), min_size=1),
    others=st.lists(st.sampled_from([INSURED, WLZ, NONE, YOUTH, LIVING])),
    as_of=st.dates(FIRST, date(2016, 12, 31)),
)
def test_nobody_with_a_right_to_reassess_leaves_sight_without_a_decision(
    ends: list[date], others: list[FunctionRight], as_of: date
) -> None:
    rights = [*others, *(right("wmo", end, reassess=True) for end in ends)]
    expected = PersonState.TO_REASSESS if as_of <= max(ends) else PersonState.OVERDUE
    assert person_state(rights, None, as_of, FIRST, PLANNED_THROUGH) is expected
