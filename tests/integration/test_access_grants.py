"""Access as it is proposed, confirmed and withdrawn in intake, and followed by the copy of every service."""

import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text

from deploy.region import Region
from services.intake.adapters.access.tables import granting, granting_deed
from services.intake.adapters.database import access_grant
from services.intake.adapters.work import Works
from services.intake.application.access.confirm_grant import REPLACED, ConfirmGrant, confirm_grant
from services.intake.application.access.grant_first_managers import (
    GrantFirstManagers,
    Somebody,
    grant_first_managers,
)
from services.intake.application.access.list_grants import ListGrants, list_grants
from services.intake.application.access.offer_grant import OfferGrant, offer_grant
from services.intake.application.access.ports import UnknownGrant
from services.intake.application.access.propose_grant import ProposeGrant, propose_grant
from services.intake.application.access.refuse_grant import RefuseGrant, refuse_grant
from services.intake.application.access.show_grant import ShowGrant, show_grant
from services.intake.application.access.views import GrantFilter, GrantView
from services.intake.application.access.withdraw_grant import WithdrawGrant, withdraw_grant
from services.intake.domain.access.grants import DOORS, GrantState, Standing
from services.intake.main import IntakeService
from shared.access import Forbidden, Role, User
from shared.events.contracts import schema
from shared.events.envelope import event_type
from shared.granted import grants_of
from shared.granting import Door, Grant, user_id_of
from shared.messaging.failures import Refused
from tests.integration.intake_files import CLOCK, open_intake, outbox
from tests.simulation.deliveries import open_region
from tests.support.postgres_server import fresh_database
from tests.support.regions import demo_region

pytest_plugins = ["tests.support.fixtures"]

TOWN, ELSEWHERE = "0356", "0331"
TODAY = CLOCK.today()
ACCOUNTS = ("sam@houten.example", "robin@houten.example")
FIRST = GrantFirstManagers((Somebody(" Sam@Houten.example", "S. Bakker"), Somebody(ACCOUNTS[1], "R. Visser")))


def manager(account: str, name: str, *codes: str) -> User:
    return User(user_id_of(Door.STAFF, account), name, Role.FUNCTIONAL_MANAGER, frozenset(codes))


SAM, ROBIN = (manager(*who, *demo_region().codes) for who in zip(ACCOUNTS, ("S. Bakker", "R. Visser"), strict=True))
FAR = manager("far@lopik.example", "F. Ver", ELSEWHERE)
AUDITOR = User("auditor", "A. Vos", Role.AUDITOR, frozenset({TOWN}))


def wanted(user: User, account: str = "noor@houten.example", **changed: object) -> ProposeGrant:
    given: dict[str, object] = {
        "name": "N. de Vries",
        "role": Role.CASEWORKER,
        "municipalities": frozenset({TOWN}),
        "provider": "",
        "begins_on": TODAY,
        "ends_on": None,
        "replaces": None,
    }
    return ProposeGrant(user, account, **(given | changed))  # type: ignore[arg-type]


@pytest.fixture
def intake(tmp_path: Path) -> Iterator[IntakeService]:
    opened = open_intake(tmp_path)
    with opened.works.begin() as work:
        grant_first_managers(work, FIRST)
    yield opened
    opened.database.engine.dispose()
    opened.transport.close()


@pytest.fixture
def works(intake: IntakeService) -> Works:
    return intake.works


def propose(works: Works, command: ProposeGrant) -> str:
    with works.begin() as work:
        return propose_grant(work, command)


def confirm(works: Works, user: User, grant_id: str) -> None:
    with works.begin() as work:
        confirm_grant(work, ConfirmGrant(user, grant_id))


def withdraw(works: Works, user: User, grant_id: str, why: str = "Ander werk.") -> None:
    with works.begin() as work:
        withdraw_grant(work, WithdrawGrant(user, grant_id, why))


def shown(works: Works, user: User, grant_id: str) -> GrantView:
    with works.read() as work:
        return show_grant(work, ShowGrant(user, grant_id))


def grant(works: Works, command: ProposeGrant, by: User) -> str:
    grant_id = propose(works, command)
    confirm(works, by, grant_id)
    return grant_id


def signs_in(intake: IntakeService, account: str, day: date = TODAY) -> list[Grant]:
    return list(grants_of(intake.database.engine).of(Door.STAFF, account, day))


def first_of(intake: IntakeService, account: str) -> str:
    return signs_in(intake, account)[0].grant_id


def said(intake: IntakeService) -> list[str]:
    return [type_.split(".")[3] for type_, _, _ in outbox(intake)][len(FIRST.people) :]


def test_the_first_two_managers_are_granted_once(intake: IntakeService, works: Works) -> None:
    assert [each.name for each in signs_in(intake, "sam@houten.example")] == ["S. Bakker"]
    assert first_of(intake, "robin@houten.example")
    with works.begin() as work, pytest.raises(Refused, match="al een functioneel beheerder"):
        grant_first_managers(work, FIRST)


@pytest.mark.parametrize(
    ("people", "why"),
    [
        ((Somebody("sam", "S."), Somebody("Sam", "R.")), "twee keer hetzelfde account"),
        ((Somebody("sam", "S."), Somebody("r obin", "R.")), "zonder spaties"),
    ],
)
def test_first_managers_are_two_people(tmp_path: Path, people: tuple[Somebody, Somebody], why: str) -> None:
    intake = open_intake(tmp_path)
    with intake.works.begin() as work, pytest.raises(Refused, match=why):
        grant_first_managers(work, GrantFirstManagers(people))
    assert outbox(intake) == []


def test_one_proposes_another_confirms_and_one_withdraws(intake: IntakeService, works: Works) -> None:
    grant_id = propose(works, wanted(SAM, " Noor@Houten.example "))
    assert signs_in(intake, "noor@houten.example") == []
    assert said(intake) == []
    with pytest.raises(Refused, match="zelf voor"):
        confirm(works, SAM, grant_id)
    confirm(works, ROBIN, grant_id)
    (found,) = signs_in(intake, "noor@houten.example")
    assert (found.role, found.municipalities, found.grant_id) == (Role.CASEWORKER, frozenset({TOWN}), grant_id)
    withdraw(works, SAM, grant_id)
    assert signs_in(intake, "noor@houten.example") == []
    assert grants_of(intake.database.engine).find(grant_id, TODAY) is None
    assert said(intake) == ["access-granted", "access-withdrawn"]
    history = shown(works, AUDITOR, grant_id).granting
    assert history.confirmed is not None
    assert history.withdrawn is not None
    assert [history.proposed.name, history.confirmed.name, history.withdrawn.why] == [
        SAM.name,
        ROBIN.name,
        "Ander werk.",
    ]


def test_nobody_is_granted_anything_by_themselves(works: Works) -> None:
    with pytest.raises(Refused, match="eigen account"):
        propose(works, wanted(SAM, "sam@houten.example", role=Role.FINANCE))
    about_robin = propose(works, wanted(SAM, "robin@houten.example", role=Role.FINANCE))
    with pytest.raises(Refused, match="eigen account"):
        confirm(works, ROBIN, about_robin)
    with works.begin() as work, pytest.raises(Refused, match="eigen account"):
        refuse_grant(work, RefuseGrant(ROBIN, about_robin, "Nee."))


def test_who_works_elsewhere_decides_nothing_here(works: Works) -> None:
    proposal = propose(works, wanted(SAM))
    for deed in (
        lambda: propose(works, wanted(FAR, "iemand")),
        lambda: confirm(works, FAR, proposal),
        lambda: withdraw(works, FAR, proposal),
        lambda: shown(works, FAR, proposal),
    ):
        with pytest.raises(Forbidden):
            deed()
    with works.begin() as work, pytest.raises(Forbidden):
        refuse_grant(work, RefuseGrant(FAR, proposal, "Nee."))
    with works.read() as work, pytest.raises(Forbidden):
        offer_grant(work, OfferGrant(FAR, proposal))
    with works.read() as work, pytest.raises(Forbidden):
        list_grants(work, ListGrants(FAR, GrantFilter(municipality=TOWN)))
    with works.read() as work:
        assert {each.granting.grant.name for each in list_grants(work, ListGrants(FAR)).grants} == {
            SAM.name,
            ROBIN.name,
        }


def test_a_right_in_two_municipalities_is_withdrawn_by_who_works_for_one(intake: IntakeService, works: Works) -> None:
    both = grant(works, wanted(SAM, municipalities=frozenset({TOWN, ELSEWHERE})), ROBIN)
    assert (shown(works, FAR, both).may_withdraw, shown(works, FAR, both).may_change) == (True, False)
    withdraw(works, FAR, both)
    assert signs_in(intake, "noor@houten.example") == []


def test_the_last_two_managers_stay(intake: IntakeService, works: Works) -> None:
    sam = first_of(intake, "sam@houten.example")
    with pytest.raises(Refused, match="geen twee functioneel beheerders"):
        withdraw(works, ROBIN, sam)
    assert signs_in(intake, "sam@houten.example")
    third = wanted(SAM, "kim@houten.example", role=Role.FUNCTIONAL_MANAGER, municipalities=works.region.codes)
    grant(works, third, ROBIN)
    withdraw(works, ROBIN, sam)
    assert signs_in(intake, "sam@houten.example") == []


@pytest.mark.postgres
def test_two_managers_who_withdraw_two_others_at_once_do_not_leave_one(tmp_path: Path, postgres_url: str) -> None:
    url = fresh_database(postgres_url, f"access_{uuid.uuid4().hex[:8]}")
    intake = open_intake(tmp_path, database_url=url)
    works = intake.works
    with works.begin() as work:
        grant_first_managers(work, FIRST)
    of_kim = wanted(SAM, "kim", role=Role.FUNCTIONAL_MANAGER, municipalities=works.region.codes)
    grant(works, of_kim, ROBIN)
    kim, robin = (first_of(intake, account) for account in ("kim", ACCOUNTS[1]))
    waiters = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
    with ThreadPoolExecutor(1) as another:
        with works.begin() as work:
            withdraw_grant(work, WithdrawGrant(SAM, kim, "Uit dienst."))
            second = another.submit(withdraw, works, SAM, robin)
            with intake.database.reading() as connection:
                while not second.done() and not connection.execute(waiters).scalar():
                    pass
        with pytest.raises(Refused, match="geen twee functioneel beheerders"):
            second.result()
    with works.read() as work:
        assert len(work.grantings.managers(TODAY)) == 2
    intake.database.engine.dispose()
    intake.transport.close()


def test_a_change_takes_the_place_of_what_it_changes(intake: IntakeService, works: Works) -> None:
    old = grant(works, wanted(SAM), ROBIN)
    new = propose(works, wanted(ROBIN, ends_on=TODAY + timedelta(days=30), replaces=old))
    assert first_of(intake, "noor@houten.example") == old
    confirm(works, SAM, new)
    assert [each.grant_id for each in signs_in(intake, "noor@houten.example")] == [new]
    gone = shown(works, SAM, old).granting.withdrawn
    assert gone is not None
    assert (gone.why, gone.name) == (REPLACED, SAM.name)
    assert said(intake) == ["access-granted", "access-withdrawn", "access-granted"]
    with pytest.raises(Refused, match="al ingetrokken"):
        propose(works, wanted(ROBIN, replaces=old))


def test_one_right_is_proposed_once(works: Works) -> None:
    propose(works, wanted(SAM))
    with pytest.raises(Refused, match="al voorgesteld"):
        propose(works, wanted(ROBIN))


def test_a_refused_proposal_gives_nothing(intake: IntakeService, works: Works) -> None:
    proposal = propose(works, wanted(SAM))
    with works.begin() as work:
        refuse_grant(work, RefuseGrant(ROBIN, proposal, "Verkeerde gemeente."))
    with pytest.raises(Refused, match="al beslist"):
        confirm(works, ROBIN, proposal)
    assert (signs_in(intake, "noor@houten.example"), said(intake)) == ([], [])


def test_what_nobody_granted_is_unknown(works: Works) -> None:
    with pytest.raises(UnknownGrant):
        shown(works, SAM, "0d9c5f0e-7a54-4a7e-8f62-3d1b0c9e6a21")


def test_a_right_holds_on_its_days_only(intake: IntakeService, works: Works) -> None:
    tomorrow = TODAY + timedelta(days=1)
    grant_id = grant(works, wanted(SAM, begins_on=tomorrow, ends_on=tomorrow), ROBIN)
    held = grants_of(intake.database.engine)
    days = (TODAY, tomorrow, tomorrow + timedelta(days=1))
    assert [held.find(grant_id, day) is not None for day in days] == [False, True, False]
    assert [len(signs_in(intake, "noor@houten.example", day)) for day in days] == [0, 1, 0]


def test_a_list_is_narrowed_and_counted(works: Works) -> None:
    grant(works, wanted(SAM), ROBIN)
    propose(works, wanted(SAM, "zoe", role=Role.PROVIDER, municipalities=frozenset(), provider="12345678", name="Zoë"))
    withdraw(works, SAM, grant(works, wanted(SAM, "ab", name="A. Beek", role=Role.FINANCE), ROBIN))

    def names(**filters: object) -> list[str]:
        with works.read() as work:
            found = list_grants(work, ListGrants(AUDITOR, GrantFilter(**filters)))  # type: ignore[arg-type]
        assert found.total == len(found.grants)
        return [each.granting.grant.name for each in found.grants]

    assert names() == ["A. Beek", "N. de Vries", "R. Visser", "S. Bakker", "Zoë"]
    assert names(standing=Standing.PROPOSED) == ["Zoë"]
    assert names(standing=Standing.WITHDRAWN) == ["A. Beek"]
    assert names(role=Role.CASEWORKER) == ["N. de Vries"]
    assert names(municipality=TOWN, descending=True) == ["S. Bakker", "R. Visser", "N. de Vries", "A. Beek"]
    with works.read() as work:
        counted = list_grants(work, ListGrants(AUDITOR)).per_standing
    assert counted == {Standing.HOLDS: 3, Standing.PROPOSED: 1, Standing.WITHDRAWN: 1}


def test_an_older_copy_of_intake_learns_from_the_log_what_was_withdrawn(intake: IntakeService, works: Works) -> None:
    kept, gone = grant(works, wanted(SAM), ROBIN), grant(works, wanted(SAM, "weg"), ROBIN)
    open_then = propose(works, wanted(SAM, "dan"))
    tables = (granting, granting_deed, access_grant)
    with intake.database.reading() as connection:
        older = [[dict(row) for row in connection.execute(select(table)).mappings()] for table in tables]
    withdraw(works, SAM, gone)
    confirm(works, ROBIN, open_then)
    later = grant(works, wanted(SAM, "later"), ROBIN)
    intake.make_worker().work_once()
    before = intake.digest()
    with intake.database.engine.begin() as connection:
        for table in (granting_deed, access_grant, granting):
            connection.execute(delete(table))
        for table, rows in zip(tables, older, strict=True):
            connection.execute(table.insert(), rows)
    assert intake.digest() != before
    intake.rebuild()
    assert intake.digest() == before
    assert [bool(signs_in(intake, one)) for one in ("noor@houten.example", "weg", "dan", "later")] == [
        True,
        False,
        True,
        True,
    ]
    assert shown(works, SAM, kept).granting.state is GrantState.GRANTED
    history = shown(works, SAM, later).granting
    assert history.confirmed is not None
    assert (history.proposed.name, history.confirmed.name) == (SAM.name, ROBIN.name)


def test_the_contract_knows_what_can_be_granted() -> None:
    for name in ("access-granted", "access-withdrawn"):
        fields = schema(event_type("intake", name))["properties"]
        assert set(fields["role"]["enum"]) == {role.value for role in DOORS}
        assert set(fields["door"]["enum"]) == {door.value for door in Door}


# The copies


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    opened = open_region(tmp_path / "data")
    yield opened
    opened.close()


def test_every_service_follows_and_a_rebuild_gives_the_same(region: Region) -> None:
    intake = region.services["intake"]
    assert isinstance(intake, IntakeService)
    works, today = intake.works, region.clock.today()
    with works.begin() as work:
        grant_first_managers(work, FIRST)
    kept = grant(works, wanted(SAM, begins_on=today), ROBIN)
    gone = grant(works, wanted(SAM, "weg", begins_on=today), ROBIN)
    region.work()
    copies = {name: grants_of(service.database.engine) for name, service in region.services.items()}
    assert all(copy.find(gone, today) for copy in copies.values())
    withdraw(works, SAM, gone)
    region.work()
    for name, copy in copies.items():
        assert copy.find(gone, today) is None, name
        assert copy.find(kept, today) == copies["intake"].find(kept, today), name
        assert len(copy.of(Door.STAFF, "sam@houten.example", today)) == 1, name
    before = region.digests()
    for service in region.services.values():
        service.rebuild()
    assert region.digests() == before
    assert all(service.events().parked == service.events().unknown == 0 for service in region.services.values())
