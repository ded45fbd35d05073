"""Clients, deliveries and plans of migration. Unless changed: guidance in kind, in use until 2027, in Houten."""

from dataclasses import replace
from datetime import date, time
from typing import Any

from services.migration.domain.planning.appointments import Appointment, Attendee, Place, Reason
from services.migration.domain.planning.caseworkers import Caseworker, Hours, PlaceKind
from services.migration.domain.planning.deliveries import CheckedDelivery
from services.migration.domain.planning.plans import Plan
from services.migration.domain.rights.clients import (
    DaysOfTheLaw,
    DeliveredFunction,
    Determination,
    Past,
    Person,
    TransferredClient,
)
from services.migration.domain.rights.facts import DeliveryForm, Domain, EndedBy, FunctionRight
from services.migration.domain.rights.states import PersonState
from shared.access import Role, User
from shared.law import reasons

TODAY = date(2014, 11, 3)
HOUTEN, LOPIK = "0321", "0331"
LAST_DAY = date(2015, 12, 31)
DELIVERY, OTHER_DELIVERY = "delivery", "another delivery"
PERSON = Person("A.", "", "Appel", date(1950, 2, 3), None)
GUIDANCE = DeliveredFunction(
    id="410000123-81",
    function="BGI",
    grounds=("PSY",),
    care_class="K3",
    issued_on=date(2013, 1, 1),
    starts_on=date(2013, 1, 1),
    ends_on=date(2027, 12, 31),
    delivery_form=DeliveryForm.ZIN,
    zzp=None,
    in_use=True,
    transport=False,
    provider=None,
)
REASON = reasons.Reason(
    "transition.last-day", "Wmo 2015", "8.3 lid 1", "U houdt uw oude recht.", {"confidence": "R"}, "recht"
)
RIGHT = FunctionRight(
    GUIDANCE.id,
    Domain.WMO,
    date(2015, 1, 1),
    LAST_DAY,
    False,
    (REASON,),
    EndedBy.LAW,
    reassess_before_end_of=LAST_DAY,
)
DAYS = DaysOfTheLaw(date(2014, 12, 31), date(2015, 1, 1), LAST_DAY, date(2015, 1, 1))


def transferred(client_id: str, *, ends_on: date | None = GUIDANCE.ends_on, **changes: Any) -> TransferredClient:
    """A household of one, with one function that ends on `ends_on`."""
    client = TransferredClient(
        client_id=client_id,
        delivery_id=DELIVERY,
        revision=1,
        municipality=HOUTEN,
        delivered_on=TODAY,
        transferred_on=TODAY,
        household_id=f"home of {client_id}",
        held_back_rows=0,
        person=PERSON,
        functions=(replace(GUIDANCE, ends_on=ends_on),),
    )
    return replace(client, **changes)


def determined(
    client_id: str,
    *,
    state: PersonState = PersonState.TO_REASSESS,
    reassess_until: date | None = LAST_DAY,
    first_end: date | None = LAST_DAY,
    **changes: Any,
) -> Determination:
    """What was found for a client, with `changes` of the client."""
    lasting = reassess_until is None
    return Determination(
        client=transferred(client_id, **changes),
        past=Past(TODAY),
        days=DAYS,
        minor=False,
        adult_on=None,
        state=state,
        rights=(RIGHT,),
        reassess_until=reassess_until,
        decide_by=reassess_until,
        first_end=first_end,
        state_until=reassess_until,
        state_after=state if lasting else PersonState.OVERDUE,
    )


def plan(client_id: str, **changes: Any) -> Plan:
    found = Plan(
        client_id=client_id,
        revision=1,
        municipality=HOUTEN,
        week=date(2014, 12, 1),
        investigation_start=date(2014, 12, 1),
        application_by=date(2015, 1, 12),
        decision_due=date(2015, 1, 26),
        objection_until=date(2015, 3, 9),
        right_until=LAST_DAY,
        over_capacity=False,
        late=False,
    )
    return replace(found, **changes)


WORKDAY = (time(9), time(12, 30)), (time(13), time(17))
STAFF = User("consulent", "Noor", Role.CASEWORKER, frozenset({HOUTEN, LOPIK}))


def caseworker(id_: str = "kees", **changes: Any) -> Caseworker:
    """Works every weekday, from nine to five with half an hour to eat."""
    hours = tuple(Hours(weekday, *block) for weekday in range(5) for block in WORKDAY)
    return replace(Caseworker(id_, f"K. {id_.title()}", HOUTEN, hours), **changes)


def appointment(household_id: str = "home", *client_ids: str, **changes: Any) -> Appointment:
    """On Monday 1 December at nine, made first."""
    ids = client_ids or ("anna",)
    found = Appointment(
        id=f"appointment of {household_id}",
        number=1,
        municipality=HOUTEN,
        household_id=household_id,
        day=date(2014, 12, 1),
        start=time(9),
        until=time(10),
        place=Place(PlaceKind.HOME, ""),
        caseworker_id="kees",
        caseworker="K. Kees",
        attendees=tuple(Attendee(each, 1, 1, LAST_DAY, date(2015, 11, 5)) for each in ids),
        reason=Reason.FIRST,
        replaces=None,
        made_on=TODAY,
        made_by=STAFF.id,
    )
    return replace(found, **changes)


def delivery(delivery_id: str = DELIVERY, *, expected: int = 1, **changes: Any) -> CheckedDelivery:
    found = CheckedDelivery(delivery_id, HOUTEN, expected, TODAY, 100, f"00-{'a' * 32}-{'b' * 16}-01")
    return replace(found, **changes)
