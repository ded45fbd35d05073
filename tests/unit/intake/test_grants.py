"""Who may be granted what, and who may decide on it: the rules by themselves."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.intake.domain.access.grants import (
    Deed,
    Granting,
    GrantState,
    Standing,
    check_grant,
    check_new,
    check_not_oneself,
    confirmed,
    proposed,
    refused,
    withdrawn,
)
from services.intake.domain.access.reach import Reach, check_managers_left
from shared.access import Forbidden, Role, User
from shared.granting import Door, Grant, user_id_of
from shared.messaging.failures import Refused

TODAY = date(2015, 1, 5)
SERVED = frozenset({"0356", "0331"})
STAFF = Grant("g1", Door.STAFF, "n.devries@a.example", "N. de Vries", Role.CASEWORKER, SERVED, "", TODAY, None)
OUTSIDE = replace(
    STAFF, door=Door.PROVIDER, role=Role.PROVIDER, municipalities=frozenset[str](), provider="12345678", account="x1"
)
MANAGER = replace(STAFF, role=Role.FUNCTIONAL_MANAGER)
SAM, ROBIN = (Deed(name, name, datetime(2015, 1, 5, 9, tzinfo=UTC), "daarom") for name in ("sam", "robin"))


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.FUNCTIONAL_MANAGER, Role.FINANCE, Role.AUDITOR])
def test_staff_is_granted_for_municipalities_of_the_region(role: Role) -> None:
    check_grant(replace(STAFF, role=role), SERVED, TODAY)


def test_a_provider_is_granted_with_an_agb_code() -> None:
    check_grant(OUTSIDE, SERVED, TODAY)


@pytest.mark.parametrize(
    ("grant", "changed", "field"),
    [
        (STAFF, {"account": ""}, "account"),
        (STAFF, {"account": "n. de vries"}, "account"),
        (STAFF, {"account": "n\0"}, "account"),
        (STAFF, {"account": "n\u200b"}, "account"),
        (STAFF, {"account": "n\u00a0"}, "account"),
        (STAFF, {"account": "n" * 201}, "account"),
        (STAFF, {"account": "Noor@town.example"}, "account"),
        (STAFF, {"account": "\u212aees@town.example"}, "account"),
        (STAFF, {"name": " "}, "name"),
        (STAFF, {"name": "N.\nde Vries"}, "name"),
        (STAFF, {"name": "n" * 101}, "name"),
        (STAFF, {"role": Role.CLIENT}, "role"),
        (STAFF, {"municipalities": frozenset()}, "municipalities"),
        (STAFF, {"municipalities": SERVED | {"0344"}}, "municipalities"),
        (STAFF, {"provider": "12345678"}, "provider"),
        (STAFF, {"door": Door.PROVIDER}, "role"),
        (OUTSIDE, {"door": Door.STAFF}, "role"),
        (OUTSIDE, {"provider": "1234567"}, "provider"),
        (OUTSIDE, {"provider": ""}, "provider"),
        (OUTSIDE, {"municipalities": SERVED}, "municipalities"),
        (STAFF, {"ends_on": date(2015, 1, 4)}, "ends_on"),
        (STAFF, {"begins_on": date(2014, 1, 1), "ends_on": date(2015, 1, 4)}, "ends_on"),
    ],
)
def test_what_cannot_be_granted_is_refused_by_field(grant: Grant, changed: Mapping[str, Any], field: str) -> None:
    with pytest.raises(Refused) as wrong:
        check_grant(replace(grant, **changed), SERVED, TODAY)
    assert list(wrong.value.fields) == [field]


@pytest.mark.parametrize(
    ("other", "state", "same"),
    [
        ({}, GrantState.GRANTED, True),
        ({}, GrantState.PROPOSED, True),
        ({}, GrantState.WITHDRAWN, False),
        ({}, GrantState.REFUSED, False),
        ({"municipalities": frozenset({"0331"})}, GrantState.GRANTED, True),
        ({"municipalities": frozenset({"0999"})}, GrantState.GRANTED, False),
        ({"role": Role.FINANCE}, GrantState.GRANTED, False),
        ({"begins_on": date(2014, 1, 1), "ends_on": date(2015, 1, 4)}, GrantState.GRANTED, False),
        ({"begins_on": date(2014, 1, 1), "ends_on": TODAY}, GrantState.GRANTED, True),
    ],
)
def test_one_right_is_not_granted_twice(other: Mapping[str, Any], state: GrantState, same: bool) -> None:
    known = Granting(replace(STAFF, grant_id="g0", **other), state, SAM)
    if same:
        with pytest.raises(Refused):
            check_new(STAFF, [known])
    else:
        check_new(STAFF, [known])


def test_nobody_decides_on_their_own_account() -> None:
    myself = User(user_id_of(STAFF.door, STAFF.account), "N.", Role.FUNCTIONAL_MANAGER)
    with pytest.raises(Refused, match="eigen account"):
        check_not_oneself(STAFF, myself)
    check_not_oneself(replace(STAFF, account="another"), myself)


def test_another_person_confirms() -> None:
    proposal = proposed(STAFF, SAM)
    with pytest.raises(Refused, match="zelf voor"):
        confirmed(proposal, replace(SAM, why=""))
    granted = confirmed(proposal, ROBIN)
    assert (granted.state, granted.proposed, granted.confirmed) == (GrantState.GRANTED, SAM, ROBIN)


def test_what_was_decided_is_not_decided_again() -> None:
    granted, gone = confirmed(proposed(STAFF, SAM), ROBIN), refused(proposed(STAFF, SAM), SAM)
    for granting in (granted, gone, withdrawn(granted, SAM)):
        with pytest.raises(Refused, match="al beslist"):
            confirmed(granting, ROBIN)
        with pytest.raises(Refused, match="al beslist"):
            refused(granting, ROBIN)
    for granting in (proposed(STAFF, SAM), gone, withdrawn(granted, SAM)):
        with pytest.raises(Refused, match="niets in te trekken"):
            withdrawn(granting, SAM)


@pytest.mark.parametrize("why", ["", "  ", "w" * 501])
def test_refusing_and_withdrawing_ask_why(why: str) -> None:
    with pytest.raises(Refused) as wrong:
        refused(proposed(STAFF, SAM), replace(ROBIN, why=why))
    assert list(wrong.value.fields) == ["why"]
    with pytest.raises(Refused) as wrong:
        withdrawn(confirmed(proposed(STAFF, SAM), ROBIN), replace(ROBIN, why=why))
    assert list(wrong.value.fields) == ["why"]


@pytest.mark.parametrize(
    ("begins", "ends", "standing"),
    [
        (TODAY, None, Standing.HOLDS),
        (TODAY, TODAY, Standing.HOLDS),
        (date(2015, 1, 6), None, Standing.LATER),
        (date(2014, 1, 1), date(2015, 1, 4), Standing.ENDED),
    ],
)
def test_a_grant_holds_from_its_first_day_through_its_last(begins: date, ends: date | None, standing: Standing) -> None:
    granting = confirmed(proposed(replace(STAFF, begins_on=begins, ends_on=ends), SAM), ROBIN)
    assert granting.standing_on(TODAY) is standing


# For whom one grants, and who is left


def manager(account: str, *codes: str, ends_on: date | None = None) -> Grant:
    return replace(MANAGER, account=account, municipalities=frozenset(codes), ends_on=ends_on)


PAIR = [manager("sam", "0356", "0331"), manager("robin", "0356", "0331")]


def of_one(role: Role = Role.FUNCTIONAL_MANAGER) -> User:
    return User("x", "X", role, frozenset({"0331"}))


def test_a_manager_grants_for_the_own_municipalities() -> None:
    reach = Reach.of(of_one(), PAIR, SERVED)
    reach.check_given(replace(STAFF, municipalities=frozenset({"0331"})))
    reach.check_given(OUTSIDE)
    reach.check_seen(STAFF)
    with pytest.raises(Forbidden):
        reach.check_given(STAFF)
    with pytest.raises(Forbidden):
        reach.check_seen(replace(STAFF, municipalities=frozenset({"0356"})))


def test_a_municipality_that_joined_is_granted_for_by_any_manager_until_it_has_two() -> None:
    joined = SERVED | {"0344"}
    one = [*PAIR, manager("kim", "0344")]
    assert Reach.of(of_one(), PAIR, joined).municipalities == {"0331", "0344"}
    assert Reach.of(of_one(), one, joined).municipalities == {"0331", "0344"}
    assert Reach.of(of_one(), [*one, manager("sam", "0344")], joined).municipalities == {"0331"}
    assert Reach.of(of_one(Role.AUDITOR), PAIR, joined).municipalities == {"0331"}


@pytest.mark.parametrize(
    ("after", "left"),
    [
        (PAIR[:1], False),
        ([], False),
        ([PAIR[0], manager("robin", "0356")], False),
        ([PAIR[0], manager("robin", "0356", "0331", ends_on=date(2015, 12, 31))], False),
        ([PAIR[0], manager("sam", "0356", "0331")], False),
        ([PAIR[0], manager("kim", "0356", "0331")], True),
        ([PAIR[0], manager("kim", "0331"), manager("robin", "0356")], True),
    ],
)
def test_two_people_are_left_who_can_grant(after: list[Grant], left: bool) -> None:
    if left:
        check_managers_left(PAIR, after, SERVED)
    else:
        with pytest.raises(Refused, match="geen twee functioneel beheerders"):
            check_managers_left(PAIR, after, SERVED)


def test_where_there_were_never_two_one_may_go() -> None:
    check_managers_left(PAIR[:1], [], SERVED)
