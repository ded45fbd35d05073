"""Every address of every service, for every role: who is refused, who of elsewhere sees nobody of here, and which
pages leave a line in the read log.

The table below is a second count beside the code: a route that it does not name fails, and so does a name without a
route. What a route shows decides how it has to treat somebody of another municipality, another provider or another
client.
"""

import csv
import io
import json
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import partial
from types import MappingProxyType
from typing import Any

import pytest
from flask import Flask, Request, Response
from flask.testing import FlaskClient
from sqlalchemy import Select, select
from werkzeug.test import TestResponse

from deploy.demo.releasers import release_in_demo
from deploy.front import front_application
from deploy.parked import here as in_this_process
from deploy.parked import steps_here
from deploy.region import Region
from deploy.users import demo_users
from services.intake.adapters.delivery.tables import delivered_row, delivery
from services.intake.adapters.forgetting.tables import forgetting
from services.intake.application.access.confirm_grant import ConfirmGrant, confirm_grant
from services.intake.application.access.grant_first_managers import GrantFirstManagers, Somebody, grant_first_managers
from services.intake.application.access.propose_grant import ProposeGrant, propose_grant
from services.intake.main import IntakeService
from services.migration.adapters.planning.tables import appointment, appointment_client, plan
from services.migration.adapters.rights.tables import client
from services.migration.adapters.route.tables import prolongation, route_step
from services.migration.adapters.work import Works
from services.migration.domain.planning.told import InvitationMoved
from services.notifications.adapters.client.tables import recipient
from services.notifications.adapters.letters.tables import letter, representative
from services.notifications.adapters.looks.tables import look_client
from services.notifications.adapters.notices.tables import provider_answer, provider_client, provider_notice
from services.notifications.adapters.replies.tables import answer
from services.notifications.application.letters.show_letter import READ_LETTER
from shared.access import Role, User
from shared.events.contracts import ABOUT_CLIENT
from shared.granting import Door, Grant
from shared.looks.written import ReadLog
from shared.messaging.steps import steps_to
from shared.web.api import NO_OBJECT
from shared.web.app import CONTEXT, WebContext
from shared.web.cookies import SignedCookie
from shared.web.form_tokens import COOKIE, FIELD, OF_ANY_USER, STALE, FormTokens
from shared.web.identity import DemoIdentity
from shared.web.outside import FROM_A_SERVER, OTHER_SITE
from shared.web.sessions import IDLE_SECONDS, SESSION_SECONDS, mark_of
from shared.web.signed_in import COOKIE as SESSION
from shared.web.signed_in import SignedInIdentity
from tests.support.granting import GrantsInMemory
from tests.support.kafka_server import kafka_server
from tests.support.migration_in_memory import books
from tests.support.notifications import Person
from tests.support.production_region import open_in_production
from tests.support.read_looks import looks, persons_seen
from tests.support.regions_to_open import correct_a_day, open_with_caseworkers, park_a_message, start_terms
from tests.support.web import BROWSER, PACKAGES

pytest_plugins = ["tests.support.fixtures"]
pytestmark = [pytest.mark.slow]

TOWN, ELSEWHERE = "0356", "0331"
SERVICES = ("front", "intake", "migration", "billing", "notifications")
ANYBODY = frozenset(Role)
WORKERS = frozenset({Role.CASEWORKER, Role.FUNCTIONAL_MANAGER})
OFFICE = WORKERS | {Role.AUDITOR}
BOOKS = OFFICE | {Role.FINANCE}
MANAGER = frozenset({Role.FUNCTIONAL_MANAGER})
READERS = MANAGER | {Role.AUDITOR}
AUDITORS = frozenset({Role.AUDITOR})
KEEPERS = MANAGER | {Role.AUDITOR}
CLIENTS, PROVIDERS = frozenset({Role.CLIENT}), frozenset({Role.PROVIDER})


class About(StrEnum):
    NOTHING = "no person"  # who is not signed in may come too, when every role may
    COUNTS = "nobody by name"  # of the own municipalities
    LIST = "people of the own municipalities"
    ONE = "somebody or something of one municipality"
    OWN = "the user"


@dataclass(frozen=True, slots=True)
class Page:
    """`logged`: opening it leaves a line about each person on it. `query`, `form` and `json`: what is sent along.
    `opens`: whether it answers with 200 here."""

    roles: frozenset[Role]
    about: About
    logged: bool = False
    query: str = ""
    form: Mapping[str, Any] = field(default_factory=dict)
    json: Mapping[str, Any] | None = None
    opens: bool = True


OPEN = Page(ANYBODY, About.NOTHING)
CLOSED = replace(OPEN, opens=False)
"""For everybody, and here it leads nowhere: nobody signs in as themselves in this region."""
ASSETS = {
    "GET /assets/<path:name>": OPEN,
    "GET /assets/house/<colour>-<ink>.css": OPEN,
    "GET /healthz": OPEN,
    "GET /metrics": OPEN,
}
COMMON = {
    **ASSETS,
    "GET /api/v1/openapi.json": OPEN,
    "GET /api/v1/steps/<uuid:cause>": Page(MANAGER, About.ONE, logged=True),
}
WHY = {"why": "De leverancier vraagt ernaar."}
PARKED = {
    "GET /parked": Page(MANAGER, About.LIST, logged=True),
    "GET /parked/<uuid:event>": Page(MANAGER, About.ONE, logged=True),
    "POST /parked/<uuid:event>/content": Page(MANAGER, About.ONE, form=WHY),
    "POST /parked/<uuid:event>": Page(MANAGER, About.ONE),
    "POST /parked/<uuid:event>/aside": Page(MANAGER, About.ONE, form={"aside_why": WHY["why"]}),
    "POST /parked/<uuid:event>/aside/confirm": Page(MANAGER, About.ONE, form=WHY),
    "POST /parked/<uuid:event>/aside/back": Page(MANAGER, About.ONE),
    "POST /parked/again": Page(MANAGER, About.LIST),
    "GET /api/v1/parked": Page(MANAGER, About.COUNTS),
    "GET /api/v1/parked/count": Page(MANAGER, About.COUNTS),
    "GET /api/v1/parked/<uuid:event>/step": Page(MANAGER, About.ONE, logged=True),
    "POST /api/v1/parked/again": Page(MANAGER, About.LIST, json={}),
}
DAY = "2014-11-03"
MOMENT = {"day": "2015-05-18", "from": "09:00", "caseworkerId": f"{TOWN}-1"}
HANDED = {"receiver": "insurer", "confirmed": True}
HELD = {"step": "hold", "on": DAY, "details": {"until": "2014-12-01", "why": "Op reis."}}
CORRECTED = {"kind": "decision", "number": 1, "firstDay": DAY, "why": "Postlijst."}
DECIDED = {"on": DAY, "kind": "refusal", "startsOn": "2016-01-01", "reason": "Dit is genoeg."}
REPRESENTATIVE = {
    "role": "guardian",
    "name": "C. Vos",
    "street": "Dorpsstraat 1",
    "postcode": "3992 AB",
    "city": "Houten",
}
PROPOSED = {"account": "iemand", "name": "I. Mand", "role": "auditor", "municipalities": [TOWN], "beginsOn": DAY}
MENTOR = REPRESENTATIVE | {"role": "mentor", "way": "copy", "group": "invitations", "firstDay": DAY}
PAGES: Mapping[str, Mapping[str, Page]] = {
    "front": {
        **ASSETS,
        "GET /": Page(ANYBODY, About.OWN, opens=False),
        "GET /aanmelden": OPEN,
        "POST /aanmelden": OPEN,
        "GET /toegankelijkheid": OPEN,
        "GET /parked": Page(MANAGER, About.COUNTS),
        "POST /parked/again": Page(MANAGER, About.LIST),
        "GET /parked/<service>/<uuid:event>/trail": Page(MANAGER, About.ONE),
        "GET /assets/logo/<code>": replace(OPEN, opens=False),
    },
    "intake": {
        **COMMON,
        "GET /": Page(OFFICE, About.NOTHING, opens=False),
        "GET /deliveries": Page(OFFICE, About.COUNTS),
        "GET /deliveries.csv": Page(OFFICE, About.COUNTS),
        "GET /deliveries/<uuid:delivery_id>": Page(OFFICE, About.ONE, logged=True),
        "GET /deliveries/<uuid:delivery_id>/rows.csv": Page(OFFICE, About.ONE, logged=True),
        "GET /deliveries/<uuid:delivery_id>/rows/<int:number>": Page(OFFICE, About.ONE, opens=False),
        "POST /deliveries/<uuid:delivery_id>/retry": Page(MANAGER, About.ONE),
        "GET /held-back": Page(OFFICE, About.LIST, logged=True),
        "GET /held-back.csv": Page(OFFICE, About.LIST, logged=True),
        "POST /held-back": Page(OFFICE, About.LIST),
        "GET /sign-in": CLOSED,
        "GET /sign-in/<door>": CLOSED,
        "GET /sign-in/<door>/callback": CLOSED,
        "POST /sign-in/back-channel/<door>": CLOSED,
        "GET /sign-in/choose": CLOSED,
        "POST /sign-in/choose": CLOSED,
        "GET /sign-out": CLOSED,
        "POST /sign-out": CLOSED,
        "GET /api/v1/me": Page(ANYBODY, About.OWN),
        "GET /access": Page(READERS, About.COUNTS),
        "GET /access.csv": Page(READERS, About.COUNTS),
        "GET /access/new": Page(MANAGER, About.COUNTS),
        "POST /access/new": Page(MANAGER, About.COUNTS),
        "GET /access/<uuid:grant_id>": Page(READERS, About.ONE),
        "GET /access/<uuid:grant_id>/change": Page(MANAGER, About.ONE),
        "POST /access/<uuid:grant_id>/change": Page(MANAGER, About.ONE),
        "POST /access/<uuid:grant_id>/confirm": Page(MANAGER, About.ONE),
        "POST /access/<uuid:grant_id>/refuse": Page(MANAGER, About.ONE),
        "POST /access/<uuid:grant_id>/withdraw": Page(MANAGER, About.ONE),
        "GET /api/v1/access-grants": Page(READERS, About.COUNTS),
        "GET /api/v1/access-grants/<uuid:id>": Page(READERS, About.ONE),
        "POST /api/v1/access-grants": Page(MANAGER, About.COUNTS, json=PROPOSED),
        "POST /api/v1/access-grants/<uuid:id>/confirm": Page(MANAGER, About.ONE, json={}),
        "POST /api/v1/access-grants/<uuid:id>/refuse": Page(MANAGER, About.ONE, json=WHY),
        "POST /api/v1/access-grants/<uuid:id>/withdraw": Page(MANAGER, About.ONE, json=WHY),
        "GET /forgettings": Page(KEEPERS, About.COUNTS),
        "GET /forgettings.csv": Page(KEEPERS, About.COUNTS),
        "GET /forgettings/new": Page(MANAGER, About.NOTHING),
        "POST /forgettings/new": Page(MANAGER, About.COUNTS),
        "GET /forgettings/<uuid:forgetting_id>": Page(KEEPERS, About.ONE),
        "POST /forgettings/<uuid:forgetting_id>/lift": Page(MANAGER, About.ONE),
        "POST /forgettings/<uuid:forgetting_id>/withdraw": Page(MANAGER, About.ONE),
        "POST /forgettings/<uuid:forgetting_id>/confirm": Page(MANAGER, About.ONE),
        "GET /due": Page(KEEPERS, About.COUNTS),
        "GET /due.csv": Page(KEEPERS, About.COUNTS),
        "GET /api/v1/forgettings": Page(KEEPERS, About.COUNTS),
        "POST /api/v1/forgettings": Page(MANAGER, About.COUNTS, json={}),
        "POST /api/v1/forgettings/<uuid:id>/confirm": Page(MANAGER, About.ONE, json={"forGood": True}),
        "POST /api/v1/forgettings/<uuid:id>/withdraw": Page(MANAGER, About.ONE, json={}),
        "GET /api/v1/deliveries": Page(OFFICE, About.COUNTS),
        "GET /api/v1/deliveries/<uuid:delivery_id>": Page(OFFICE, About.ONE),
        "GET /api/v1/deliveries/<uuid:delivery_id>/rows": Page(OFFICE, About.ONE, logged=True),
    },
    "migration": {
        **COMMON,
        **PARKED,
        "GET /": Page(BOOKS, About.NOTHING, opens=False),
        "GET /year": Page(BOOKS, About.COUNTS),
        "GET /control": Page(BOOKS, About.COUNTS),
        "GET /year.csv": Page(BOOKS, About.COUNTS),
        "GET /control.csv": Page(BOOKS, About.COUNTS),
        "GET /my-work": Page(WORKERS, About.LIST, logged=True),
        "GET /team": Page(OFFICE, About.COUNTS),
        "GET /team.csv": Page(OFFICE, About.COUNTS),
        "POST /team/take-over": Page(WORKERS, About.COUNTS),
        "GET /clients": Page(OFFICE, About.LIST, logged=True),
        "POST /clients": Page(OFFICE, About.LIST),
        "GET /clients.csv": Page(OFFICE, About.LIST, logged=True),
        "GET /clients/<uuid:client_id>": Page(OFFICE, About.ONE, logged=True),
        "POST /clients/<uuid:client_id>/reason": Page(OFFICE, About.ONE, form={"choice": "called"}),
        "POST /clients/<uuid:client_id>/take-over": Page(WORKERS, About.ONE),
        "POST /clients/<uuid:client_id>/assign": Page(WORKERS, About.ONE, form={"to": ""}),
        "POST /clients/<uuid:client_id>/hand-overs/<string:receiver>": Page(WORKERS, About.ONE),
        "POST /clients/<uuid:client_id>/looked-at/<string:work_list>": Page(WORKERS, About.ONE),
        "GET /agenda": Page(OFFICE, About.LIST, logged=True, query="?week={week}"),
        "GET /agenda.csv": Page(OFFICE, About.LIST, logged=True, query="?week={week}"),
        "POST /agenda": Page(WORKERS, About.LIST),
        "POST /agenda/search": Page(OFFICE, About.COUNTS),
        "GET /caseworkers": Page(OFFICE, About.LIST),
        "GET /caseworkers.csv": Page(OFFICE, About.LIST),
        "GET /caseworkers/new": Page(WORKERS, About.NOTHING),
        "POST /caseworkers/new": Page(WORKERS, About.LIST),
        "GET /caseworkers/<string:caseworker_id>": Page(OFFICE, About.ONE, logged=True),
        "GET /caseworkers/<string:caseworker_id>/change": Page(WORKERS, About.ONE, logged=True),
        "POST /caseworkers/<string:caseworker_id>/change": Page(WORKERS, About.ONE),
        "POST /caseworkers/<string:caseworker_id>/illness": Page(WORKERS, About.ONE, form={"first_day": "2015-06-01"}),
        "GET /clients/<uuid:client_id>/appointment": Page(WORKERS, About.ONE, logged=True),
        "POST /clients/<uuid:client_id>/appointment": Page(WORKERS, About.ONE),
        "GET /clients/<uuid:client_id>/appointment/<uuid:appointment_id>/move": Page(WORKERS, About.ONE, logged=True),
        "POST /clients/<uuid:client_id>/appointment/<uuid:appointment_id>/move": Page(WORKERS, About.ONE),
        "POST /clients/<uuid:client_id>/appointment/search": Page(WORKERS, About.ONE),
        "POST /clients/<uuid:client_id>/appointment/<uuid:appointment_id>/move/search": Page(WORKERS, About.ONE),
        "GET /clients/<uuid:client_id>/appointment/<uuid:appointment_id>/cancel": Page(WORKERS, About.ONE),
        "POST /clients/<uuid:client_id>/appointment/<uuid:appointment_id>/cancel": Page(WORKERS, About.ONE),
        "POST /clients/<uuid:client_id>/appointment/<uuid:appointment_id>/confirm": Page(WORKERS, About.ONE),
        "GET /clients/<uuid:client_id>/route": Page(OFFICE, About.ONE, logged=True),
        "GET /clients/<uuid:client_id>/route/report": Page(OFFICE, About.ONE, logged=True),
        "GET /clients/<uuid:client_id>/route/steps/<string:step>": Page(WORKERS, About.ONE, logged=True),
        "POST /clients/<uuid:client_id>/route/steps/<string:step>": Page(WORKERS, About.ONE),
        "POST /clients/<uuid:client_id>/route/decision/again": Page(WORKERS, About.ONE),
        "POST /clients/<uuid:client_id>/route/undo/<uuid:step_id>": Page(WORKERS, About.ONE),
        "GET /clients/<uuid:client_id>/route/first-days/<string:kind>/<int:number>": Page(
            WORKERS, About.ONE, logged=True, opens=False
        ),
        "POST /clients/<uuid:client_id>/route/first-days/<string:kind>/<int:number>": Page(WORKERS, About.ONE),
        "GET /clients/<uuid:client_id>/route/corrections/<uuid:correction_id>": Page(OFFICE, About.ONE, logged=True),
        "GET /clients/<uuid:client_id>/route/conversation": Page(OFFICE, About.ONE, logged=True),
        "POST /clients/<uuid:client_id>/route/conversation": Page(WORKERS, About.ONE),
        "GET /clients/<uuid:client_id>/route/decision": Page(WORKERS, About.ONE, logged=True),
        "POST /clients/<uuid:client_id>/route/decision": Page(WORKERS, About.ONE),
        "GET /prolongations": Page(OFFICE, About.COUNTS),
        "GET /prolongations.csv": Page(OFFICE, About.COUNTS),
        "POST /prolongations": Page(WORKERS, About.COUNTS),
        "GET /prolongations/<uuid:group_id>": Page(OFFICE, About.ONE),
        "GET /prolongations/<uuid:group_id>/members": Page(OFFICE, About.ONE, logged=True),
        "GET /prolongations/<uuid:group_id>/members.csv": Page(OFFICE, About.ONE, logged=True),
        "POST /prolongations/<uuid:group_id>/release": Page(WORKERS, About.ONE),
        "POST /prolongations/<uuid:group_id>/go-on": Page(WORKERS, About.ONE),
        "POST /prolongations/<uuid:group_id>/clients/<uuid:client_id>/left-out": Page(
            WORKERS, About.ONE, form={"why": "nagekeken"}
        ),
        "GET /deadlines": Page(OFFICE, About.LIST, logged=True),
        "GET /deadlines.csv": Page(OFFICE, About.LIST, logged=True),
        "GET /control/promises": Page(OFFICE, About.LIST, logged=True),
        "GET /control/promises.csv": Page(OFFICE, About.LIST, logged=True),
        "GET /deadlines/changes": Page(OFFICE, About.LIST, logged=True),
        "GET /deadlines/changes.csv": Page(OFFICE, About.LIST, logged=True),
        "GET /deadlines/<uuid:client_id>": Page(OFFICE, About.ONE, logged=True),
        "GET /api/v1/deadlines": Page(OFFICE, About.ONE, logged=True, query="?client={client}"),
        "GET /api/v1/clients/<uuid:id>": Page(OFFICE, About.ONE, logged=True),
        "GET /api/v1/clients/<uuid:id>/route": Page(OFFICE, About.ONE, logged=True),
        "GET /api/v1/clients/<uuid:id>/slots": Page(OFFICE, About.ONE, logged=True),
        "POST /api/v1/clients/<uuid:id>/appointment": Page(WORKERS, About.ONE, json=MOMENT),
        "POST /api/v1/clients/<uuid:id>/hand-overs": Page(WORKERS, About.ONE, json=HANDED),
        "POST /api/v1/clients/<uuid:id>/looked-at": Page(WORKERS, About.ONE, json={"workList": "lapsed"}),
        "POST /api/v1/clients/<uuid:id>/route/steps": Page(WORKERS, About.ONE, json=HELD),
        "POST /api/v1/clients/<uuid:id>/route/conversation": Page(WORKERS, About.ONE, json={"subjects": {}}),
        "POST /api/v1/clients/<uuid:id>/route/decisions": Page(WORKERS, About.ONE, json=DECIDED),
        "POST /api/v1/clients/<uuid:id>/route/corrections": Page(WORKERS, About.ONE, json=CORRECTED),
        "POST /api/v1/clients/<uuid:id>/route/objections": Page(WORKERS, About.ONE, json={"receivedOn": DAY}),
        "POST /api/v1/rights/assess": Page(ANYBODY, About.NOTHING, json={}),
        "POST /api/v1/terms/calculate": Page(ANYBODY, About.NOTHING, json={}),
    },
    "billing": {
        **COMMON,
        **PARKED,
        "GET /": Page(BOOKS, About.LIST, opens=False),
        "GET /budgets": Page(BOOKS, About.LIST, logged=True),
        "GET /budgets.csv": Page(BOOKS, About.LIST, logged=True),
        "GET /budgets/<uuid:client>": Page(BOOKS, About.ONE, logged=True),
        "GET /contributions": Page(BOOKS, About.NOTHING),
        "GET /api/v1/budgets/<uuid:id>": Page(BOOKS, About.ONE, logged=True),
        "POST /api/v1/contributions/assess": Page(ANYBODY, About.NOTHING, json={}),
    },
    "notifications": {
        **COMMON,
        **PARKED,
        "GET /": Page(OFFICE, About.NOTHING, opens=False),
        "GET /letters": Page(OFFICE, About.LIST, logged=True),
        "GET /letters.csv": Page(OFFICE, About.LIST, logged=True),
        "POST /letters": Page(OFFICE, About.LIST),
        "GET /letters/kinds": Page(OFFICE, About.NOTHING),
        "GET /letters/<uuid:letter_id>": Page(OFFICE | CLIENTS, About.ONE, logged=True),
        "POST /letters/<uuid:letter_id>/returned": Page(WORKERS, About.ONE),
        "POST /letters/next-of-kin/<uuid:client_id>": Page(WORKERS, About.ONE),
        "GET /letters/recipients/<uuid:client_id>": Page(OFFICE, About.ONE, logged=True),
        "POST /letters/recipients/<uuid:client_id>": Page(WORKERS, About.ONE),
        "POST /letters/recipients/<uuid:client_id>/<uuid:id>/end": Page(WORKERS, About.ONE),
        "GET /api/v1/clients/<uuid:id>/representatives": Page(OFFICE, About.ONE, logged=True),
        "POST /api/v1/clients/<uuid:id>/representatives": Page(WORKERS, About.ONE, json=MENTOR),
        "POST /api/v1/representatives/<uuid:id>/end": Page(WORKERS, About.ONE, json={"lastDay": "2015-12-31"}),
        "GET /api/v1/letters": Page(OFFICE, About.LIST, logged=True),
        "GET /api/v1/letters/<uuid:id>.pdf": Page(OFFICE | CLIENTS, About.ONE, logged=True),
        "GET /api/v1/letters/<uuid:id>/document": Page(OFFICE | CLIENTS, About.ONE, logged=True),
        "GET /mailings": Page(OFFICE, About.COUNTS),
        "GET /mailings.csv": Page(OFFICE, About.COUNTS),
        "GET /mailings/<uuid:mailing_id>": Page(OFFICE, About.ONE, logged=True),
        "GET /mailings/<uuid:mailing_id>/letters": Page(
            OFFICE, About.COUNTS, query="?odd=late-end"
        ),  # nobody is late here
        "GET /mailings/<uuid:mailing_id>/letters.csv": Page(OFFICE, About.COUNTS, query="?odd=late-end"),
        "POST /mailings/<uuid:mailing_id>/released": Page(WORKERS, About.ONE),
        "POST /mailings/<uuid:mailing_id>/letters/<uuid:letter_id>/left-out": Page(WORKERS, About.ONE),
        "POST /mailings/<uuid:mailing_id>/sent-back": Page(WORKERS, About.ONE),
        "GET /api/v1/mailings": Page(OFFICE, About.COUNTS),
        "GET /print-runs": Page(OFFICE, About.COUNTS),
        "GET /print-runs.csv": Page(OFFICE, About.COUNTS),
        "GET /print-runs/<uuid:run_id>": Page(OFFICE, About.ONE, logged=True),
        "GET /print-runs/<uuid:run_id>/letters.csv": Page(OFFICE, About.ONE, logged=True),
        "GET /print-runs/<uuid:run_id>/<string:file>": Page(OFFICE, About.ONE, logged=True),
        "POST /print-runs/<uuid:run_id>/handed-over": Page(WORKERS, About.ONE),
        "POST /print-runs/<uuid:run_id>/letters/<uuid:letter_id>/taken-out": Page(WORKERS, About.ONE),
        "GET /api/v1/print-runs": Page(OFFICE, About.COUNTS),
        "GET /provider-notices": Page(OFFICE | PROVIDERS, About.COUNTS),
        "GET /provider-notices.csv": Page(OFFICE | PROVIDERS, About.COUNTS),
        "GET /provider-notices/<uuid:notice_id>": Page(OFFICE | PROVIDERS, About.ONE, logged=True),
        "GET /provider-notices/<uuid:notice_id>.pdf": Page(OFFICE | PROVIDERS, About.ONE, logged=True),
        "GET /provider-notices/<uuid:notice_id>.csv": Page(OFFICE | PROVIDERS, About.ONE, logged=True),
        "GET /api/v1/provider-notices": Page(OFFICE | PROVIDERS, About.COUNTS),
        "GET /api/v1/provider-notices/<uuid:id>": Page(OFFICE | PROVIDERS, About.ONE, logged=True),
        "GET /provider-clients": Page(OFFICE | PROVIDERS, About.LIST, logged=True),
        "GET /provider-clients.csv": Page(OFFICE | PROVIDERS, About.LIST, logged=True),
        "GET /provider-clients/<uuid:client>/answer": Page(PROVIDERS, About.ONE, logged=True),
        "POST /provider-clients/<uuid:client>/answer": Page(PROVIDERS, About.ONE),
        "GET /provider-answers": Page(OFFICE, About.LIST, logged=True),
        "GET /provider-answers.csv": Page(OFFICE, About.LIST, logged=True),
        "GET /provider-answers/<uuid:answer_id>": Page(OFFICE, About.ONE, logged=True),
        "POST /provider-answers/<uuid:answer_id>/taken": Page(WORKERS, About.ONE),
        "POST /provider-answers/<uuid:answer_id>/done": Page(WORKERS, About.ONE),
        "GET /looks": Page(AUDITORS, About.LIST, logged=True),
        "GET /looks.csv": Page(AUDITORS, About.LIST, logged=True),
        "POST /looks": Page(AUDITORS, About.LIST),
        "GET /looks/<uuid:look_id>": Page(AUDITORS, About.ONE, logged=True),
        "GET /looks/odd": Page(MANAGER, About.LIST, logged=True),
        "GET /looks/odd.csv": Page(MANAGER, About.LIST, logged=True),
        "GET /looks/odd/<day>/<uuid:finding_id>": Page(MANAGER, About.ONE, logged=True),
        "POST /looks/odd/<day>/<uuid:finding_id>": Page(MANAGER, About.ONE, form={"note": "geen familie"}),
        "GET /portal/looks": Page(CLIENTS, About.OWN, logged=True),
        "GET /portal": Page(OFFICE | CLIENTS, About.ONE, logged=True, query="?client={client}"),
        "GET /portal/answers/<string:word>": Page(CLIENTS, About.OWN, logged=True),
        "POST /portal/answers/<string:word>": Page(CLIENTS, About.OWN),
        "GET /replies": Page(OFFICE, About.LIST, logged=True, query="?state=all"),
        "GET /replies.csv": Page(OFFICE, About.LIST, logged=True, query="?state=all"),
        "GET /replies/new": Page(WORKERS, About.ONE, logged=True, query="?client={client}"),
        "POST /replies/new": Page(WORKERS, About.LIST),
        "GET /replies/<uuid:answer_id>": Page(OFFICE, About.ONE, logged=True),
        "GET /replies/<uuid:answer_id>/plan": Page(OFFICE, About.ONE, logged=True),
        "POST /replies/<uuid:answer_id>/owner": Page(WORKERS, About.ONE, form={"to": "me"}),
        "POST /replies/<uuid:answer_id>/done": Page(WORKERS, About.ONE),
    },
}
CASES = [(service, name) for service, pages in PAGES.items() for name in sorted(pages, key=lambda each: each[0] != "G")]
"""What only reads comes first, and so do the tests of it: the rest changes what is read."""


class Whoever:
    """Who asks is whom the test says."""

    def __init__(self) -> None:
        self.now: User | None = None

    def user(self, request: Request) -> User | None:
        return self.now


@dataclass(frozen=True, slots=True)
class Site:
    region: Region
    apps: Mapping[str, Flask]
    whoever: Whoever
    values: Mapping[str, str]
    here: frozenset[str]
    there: frozenset[str]

    def ask(
        self, service: str, name: str, user: User | None, headers: Mapping[str, str] = MappingProxyType({})
    ) -> TestResponse:
        page, (method, rule) = PAGES[service][name], name.split(" ", 1)
        self.whoever.now = user
        web: FlaskClient = self.apps[service].test_client()
        path = filled(rule, self.values, service) + page.query.format(**self.values)
        if method == "GET":
            return web.get(path, headers=headers)
        if page.json is not None:
            return web.post(path, json=page.json, headers=headers)
        return web.post(path, data=dict(page.form), headers=headers)

    def user(self, role: Role, *, here: bool = True) -> User:
        """One of this municipality, provider or client; or of another one."""
        towns = frozenset({TOWN if here else ELSEWHERE})
        name = f"{role.value}-{'here' if here else 'elsewhere'}"
        if role is Role.CLIENT:
            return User(name, name, role, client=self.values["client" if here else "other_client"])
        if role is Role.PROVIDER:
            return User(name, name, role, provider=self.values["agb"] if here else "00000000")
        return User(name, name, role, towns)

    def lines(self, service: str, user: User) -> list[str]:
        """Whom the read log says that this user saw."""
        if service not in self.region.services:
            return []
        seen = persons_seen(self.region.services[service].database.engine)
        return [client for user_id, client, _ in seen if user_id == user.id]


def filled(rule: str, values: Mapping[str, str], service: str) -> str:
    """The path with an id for each argument."""
    before = ""
    while "<" in rule:
        start, end = rule.index("<"), rule.index(">")
        name = rule[start + 1 : end].rpartition(":")[2]
        of = rule[:start].strip("/").rpartition("/")[2]
        if name == "id":
            name = (
                "representative_id"
                if before == "client_id"
                else OF_WHAT.get(of, "letter_id" if service == "notifications" else "client_id")
            )
        name = {"provider-answers": "provider_answer_id", "provider-clients": "provided"}.get(of, name)
        name = f"cause_{service}" if name == "cause" else name
        rule, before = rule[:start] + values[name] + rule[end + 1 :], name
    return rule


OF_WHAT = {
    "access-grants": "grant_id",
    "clients": "client_id",
    "forgettings": "forgetting_id",
    "provider-notices": "notice_id",
    "representatives": "representative_id",
}
"""What `id` names, by the word before it."""


PRODUCTION = pytest.param("Kafka and PostgreSQL", marks=[pytest.mark.kafka, pytest.mark.postgres])


@pytest.fixture(scope="module", params=["one machine", PRODUCTION])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A town where each kind of thing is there once at least: a conversation that was held, a letter in a print run, a
    mailing, a notice, an answer with a plan, a prolongation."""
    folder = tmp_path_factory.mktemp("access")
    with ExitStack() as stack:
        if request.param == "one machine":
            region, (_, agb) = open_with_caseworkers(folder)
        else:
            postgres, kafka = request.getfixturevalue("postgres_url"), stack.enter_context(kafka_server())
            region, (_, agb) = open_with_caseworkers(
                folder, partial(open_in_production, kafka=kafka, postgres=postgres)
            )
        stack.callback(region.close)
        yield site_of(region, agb)


def site_of(region: Region, agb: str) -> Site:
    whoever = Whoever()
    context = WebContext(whoever, (), PACKAGES, region.clock)
    apps = {name: service.make_web(context) for name, service in region.services.items()}
    identity = DemoIdentity(demo_users(region.data.region, None), "k" * 32)
    apps["front"] = front_application(
        context,
        identity,
        region.data.region,
        lambda: None,
        in_this_process(region.services),
        steps_here(region.services),
    )
    site = Site(region, apps, whoever, {"agb": agb}, frozenset(), frozenset())
    values = live_through(site)
    here = ids(region, "migration", select(client.c.client_id).where(client.c.municipality == TOWN))
    there = ids(region, "migration", select(client.c.client_id).where(client.c.municipality != TOWN))
    return replace(site, values=values, here=frozenset(here), there=frozenset(there))


def live_through(site: Site) -> dict[str, str]:
    """What people of the town did, on its screens; and what there is since then to open."""
    region, agb = site.region, site.values["agb"]
    week = first(region, "migration", select(plan.c.week).where(plan.c.municipality == TOWN).order_by(plan.c.week))
    post(site, "migration", "/agenda", {"municipality": TOWN, "week": week})
    region.work()
    release_in_demo(region)
    region.tick(region.clock.today())
    of_town = appointment.c.municipality == TOWN
    made = first(region, "migration", select(appointment.c.id).where(of_town).order_by(appointment.c.id))
    of_it = appointment_client.c.appointment_id == made
    one = first(region, "migration", select(appointment_client.c.client_id).where(of_it))
    other = first(
        region,
        "migration",
        select(client.c.client_id).where(client.c.municipality == ELSEWHERE).order_by(client.c.client_id),
    )
    others = [
        each
        for each in ids(region, "migration", select(plan.c.client_id).where(plan.c.municipality == TOWN))
        if each != one
    ]
    post(site, "migration", f"/clients/{one}/route/conversation", {"present": "de cliënt"})
    group = {"municipality": TOWN, "ends_from": "2015-12-01", "ends_through": "2015-12-31", "until": "2016-03-31"}
    post(site, "migration", "/prolongations", {**group, "reason": "Het lukt niet op tijd."})
    site.whoever.now = User("zelf", "Cliënt", Role.CLIENT, client=one)
    given = {"file": (io.BytesIO(b"%PDF-1.4\n%plan\n"), "plan.pdf"), "appointment": made}
    handed = site.apps["notifications"].test_client().post("/portal/answers/plan-attached", data=given)
    assert handed.status_code == 303, handed.text
    for number, role in enumerate(sorted(WORKERS)):
        site.whoever.now = site.user(role)
        taken = site.apps["migration"].test_client().post(f"/clients/{others[number]}/take-over")
        assert taken.status_code == 303
    guardian = {**REPRESENTATIVE, "way": "instead", "group": "decisions", "first_day": DAY}
    post(site, "notifications", f"/letters/recipients/{one}", guardian)
    there = (provider_client.c.agb == agb) & (provider_client.c.municipality == TOWN)
    provided = first(region, "notifications", select(provider_client.c.client_id).where(there))
    site.whoever.now = site.user(Role.PROVIDER)
    said = {"kind": "cannot-wait", "text": "Bel ons."}
    answered = site.apps["notifications"].test_client().post(f"/provider-clients/{provided}/answer", data=said)
    assert answered.status_code == 303, answered.text
    start_terms(region, one, TOWN)
    remind = {"on": DAY, "number": "1", "answerBy": "2014-11-17"}
    with Works(region.services["migration"].database, books()).begin() as work:
        work.appointments.letters_moved([InvitationMoved(made, one, region.clock.today())])
    post(site, "migration", f"/clients/{one}/route/steps/remind", remind)
    spare = next(each for each in reversed(others) if each != provided)
    post(site, "intake", "/forgettings/new", {"client": spare, "ground": "delivered-in-error", "why": "Per ongeluk."})
    parked = park_a_message(region, Person(1, municipality=TOWN))
    region.work()
    day, finding_id = look_at_a_namesake(site, one)
    with_letter = (letter.c.client_id == one) & (letter.c.state == "printed") & (letter.c.kind == "invitation")
    notice = (provider_notice.c.municipality == TOWN) & (provider_notice.c.agb == agb)
    notices = select(provider_notice.c.id).where(notice)
    run = first(region, "notifications", select(letter.c.print_run_id).where(with_letter))
    speaking = select(appointment.c.caseworker_id).where(appointment.c.id == made)
    delivery_id = first(region, "intake", select(delivery.c.id).where(delivery.c.municipality == TOWN))
    row = select(delivered_row.c.number).where(delivered_row.c.delivery_id == delivery_id)
    return {
        "agb": agb,
        "client": one,
        "client_id": one,
        "event": parked,
        "service": "migration",
        **{f"cause_{name}": told_in_town(region, name) for name in region.services},
        "forgetting_id": first(region, "intake", select(forgetting.c.id)),
        "other_client": other,
        "week": week,
        "appointment_id": made,
        "step_id": first(region, "migration", select(route_step.c.step_id).where(route_step.c.client_id == one)),
        "caseworker_id": first(region, "migration", speaking),
        "group_id": first(region, "migration", select(prolongation.c.id).where(prolongation.c.municipality == TOWN)),
        "letter_id": first(region, "notifications", select(letter.c.id).where(with_letter)),
        "mailing_id": found_on(site, "/mailings", r"/mailings/([0-9a-f-]{36})"),
        "run_id": run,
        "notice_id": first(region, "notifications", notices),
        "answer_id": first(region, "notifications", select(answer.c.answer_id).where(answer.c.client_id == one)),
        "provided": provided,
        "provider_answer_id": first(region, "notifications", select(provider_answer.c.id)),
        "representative_id": first(region, "notifications", select(representative.c.id)),
        "day": day,
        "finding_id": finding_id,
        "look_id": first(region, "notifications", select(look_client.c.look_id).where(look_client.c.client_id == one)),
        "delivery_id": delivery_id,
        "grant_id": granted_here(region),
        "number": first(region, "intake", row),
        "file": found_on(site, f"/print-runs/{run}", r"(brieven-[a-z0-9-]+\.pdf)"),
        "word": "calls-back",
        "kind": "decision",
        "correction_id": correct_a_day(region, one),
        "step": "hold",
        "receiver": "insurer",
        "work_list": "wlz-candidate",
        "code": TOWN,
        "door": "staff",
        "name": "page.css",
        "colour": "0b5394",
        "ink": "ffffff",
    }


def told_in_town(region: Region, name: str) -> str:
    """An event that a service recorded about a client of the town, and that says so."""
    database = region.services[name].database
    tables = database.messaging
    with database.reading() as connection:
        for event_id, type_ in connection.execute(select(tables.outbox.c.id, tables.outbox.c.type)):
            own = next(steps_to(connection, tables, event_id))
            if own.municipality == TOWN and database.contracts.about(type_) == ABOUT_CLIENT:
                return own.step.event_id
    raise AssertionError(f"{name} told nothing of a client of the town")


def granted_here(region: Region) -> str:
    """What was granted in the town, by the first managers of the region."""
    intake = region.services["intake"]
    assert isinstance(intake, IntakeService)
    with intake.works.begin() as work:
        people = grant_first_managers(
            work, GrantFirstManagers((Somebody("een", "E. Een"), Somebody("twee", "T. Twee")))
        )
    first, second = (each.user(each.user_id) for each in people)
    wanted = ProposeGrant(
        first, "noor", "N. Hier", Role.CASEWORKER, frozenset({TOWN}), "", region.clock.today(), ends_on=None
    )
    with intake.works.begin() as work:
        grant_id = propose_grant(work, wanted)
        confirm_grant(work, ConfirmGrant(second, grant_id))
    return grant_id


def look_at_a_namesake(site: Site, client_id: str) -> tuple[str, str]:
    """Somebody opens the file of a client of the same name; the day and the id under which that is odd."""
    region = site.region
    surname = first(region, "notifications", select(recipient.c.surname).where(recipient.c.client_id == client_id))
    namesake = User("naamgenoot", f"Els {surname}", Role.CASEWORKER, frozenset({TOWN}))
    ReadLog(region.services["notifications"].database).write(namesake, [client_id], READ_LETTER)
    region.work()
    site.whoever.now = site.user(Role.FUNCTIONAL_MANAGER)
    page = site.apps["notifications"].test_client().get("/looks/odd").text
    found = re.search(r"/looks/odd/([0-9-]{10})/([0-9a-f-]{36})", page)
    assert found is not None
    return found[1], found[2]


def post(site: Site, service: str, path: str, form: Mapping[str, str]) -> None:
    site.whoever.now = User("opzet", "Opzet", Role.FUNCTIONAL_MANAGER, frozenset({TOWN}))
    done = site.apps[service].test_client().post(path, data=dict(form))
    assert done.status_code == 303, done.text


def found_on(site: Site, path: str, pattern: str) -> str:
    """What the screen of notifications names first."""
    site.whoever.now = site.user(Role.AUDITOR)
    found = re.search(pattern, site.apps["notifications"].test_client().get(path).text)
    assert found is not None, path
    return found[1]


def first(region: Region, service: str, query: Select[Any]) -> str:
    return ids(region, service, query)[0]


def ids(region: Region, service: str, query: Select[Any]) -> list[str]:
    with region.services[service].database.reading() as connection:
        return [str(each) for each in connection.execute(query).scalars()]


def routes_of(app: Flask) -> set[str]:
    return {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


@pytest.mark.parametrize("service", SERVICES)
def test_the_table_names_every_route_and_no_other(site: Site, service: str) -> None:
    assert routes_of(site.apps[service]) == set(PAGES[service])


@pytest.mark.parametrize(("service", "name"), [case for case in CASES if case[1][0] == "G"])
def test_every_personal_page_leaves_a_line_in_the_read_log(site: Site, service: str, name: str) -> None:
    page = PAGES[service][name]
    for role in sorted(page.roles):
        user = site.user(role)
        before = site.lines(service, user)
        site.ask(service, name, user)
        seen = set(site.lines(service, user)[len(before) :])
        assert bool(seen) is page.logged, (role, seen)
        assert not seen & site.there or role is Role.PROVIDER, role
        if page.about is About.ONE and page.logged and "client" in name:
            assert site.values["provided" if "provider-clients" in name else "client"] in seen, role


LISTS = [(service, name) for service, name in CASES if name.startswith("GET") and ".csv" in name]
EMPTY_HERE = {"GET /due.csv", "GET /mailings/<uuid:mailing_id>/letters.csv", "GET /deadlines/changes.csv"}


@pytest.mark.parametrize(("service", "name"), LISTS)
def test_a_list_as_a_file_has_a_head_for_each_cell(site: Site, service: str, name: str) -> None:
    answered = site.ask(service, name, site.user(min(PAGES[service][name].roles)))
    heads, *rows = csv.reader(io.StringIO(answered.get_data().decode("utf-8-sig")), delimiter=";")
    assert answered.mimetype == "text/csv"
    assert "attachment" in answered.headers["Content-Disposition"]
    assert {len(row) for row in rows} <= {len(heads)}
    assert rows or name in EMPTY_HERE


@pytest.mark.parametrize(("service", "name"), CASES)
def test_who_has_no_such_role_is_refused(site: Site, service: str, name: str) -> None:
    page = PAGES[service][name]
    for role in Role:
        user = site.user(role)
        before = site.lines(service, user)
        status = site.ask(service, name, user).status_code
        if role not in page.roles:
            assert status == 403, role
            assert site.lines(service, user) == before, "who is refused saw nobody"
        elif name.startswith("GET") and page.opens:
            assert status == 200, role
        else:
            assert status not in (401, 403, 405), role
            assert status < 500, role


@pytest.mark.parametrize(("service", "name"), CASES)
def test_who_is_not_signed_in_sees_nobody(site: Site, service: str, name: str) -> None:
    page = PAGES[service][name]
    status = site.ask(service, name, None).status_code
    if page.about is About.NOTHING and page.roles == ANYBODY:
        assert status not in (401, 403)
    else:
        assert status == 401


KEY = "a session key of more than 32 characters"
SIGNED_OUT = "b" * 22
"""The id of a session that was ended."""


@dataclass(frozen=True, slots=True)
class Sessions:
    """The same services, for people with a session. `held` is a right that holds, one per role."""

    apps: Mapping[str, Flask]
    held: Mapping[Role, Grant]
    grants: GrantsInMemory
    identity: SignedInIdentity
    now: float

    def cookie(
        self,
        *held: str,
        ago: float = 0,
        began: float = 0,
        key: str = KEY,
        purpose: str = SESSION,
        marks: tuple[str, ...] = ("", "", ""),
        own_id: str = "a" * 22,
    ) -> str:
        """As we sign it, so many seconds ago, of a session that began so many before that."""
        made = SignedCookie(purpose, key, lambda: self.now - ago)
        answer = Response()
        with self.apps["intake"].test_request_context():
            made.keep(answer, [*held, *marks, int(self.now - ago - began), own_id])
        return answer.headers["Set-Cookie"].partition(";")[0].partition("=")[2]

    def answers(self, site: Site, cookie: str | None) -> Iterator[tuple[str, str, Page, int]]:
        """Of every address that is not for everybody."""
        for service, name in CASES:
            page, (method, rule) = PAGES[service][name], name.split(" ", 1)
            if page.roles == ANYBODY and page.about is About.NOTHING:
                continue
            web = FlaskClient(self.apps[service])
            if cookie is not None:
                web.set_cookie(SESSION, cookie)
            path = filled(rule, site.values, service) + page.query.format(**site.values)
            sent = {"json": page.json} if page.json is not None else {"data": dict(page.form)}
            yield service, name, page, web.open(path, method=method, **({} if method == "GET" else sent)).status_code


@pytest.fixture(scope="module")
def sessions(site: Site) -> Sessions:
    grants, now = GrantsInMemory(), time.time()
    ended = {mark_of(KEY, "session", SIGNED_OUT), "signed out at the provider"}
    identity = SignedInIdentity(
        grants, site.region.clock, KEY, ended=lambda marks, _: bool(ended & set(marks)), https=False, now=lambda: now
    )
    context = WebContext(identity, (), PACKAGES, site.region.clock, form_key=KEY)
    apps = {name: service.make_web(context) for name, service in site.region.services.items()}
    served = site.region.data.region
    apps["front"] = front_application(
        context, None, served, lambda: None, in_this_process(site.region.services), steps_here(site.region.services)
    )
    for role in set(Role) - CLIENTS:
        user, door = site.user(role), Door.PROVIDER if role is Role.PROVIDER else Door.STAFF
        account = f"{role.value}@town.example"
        towns, agb, begins_on = user.municipalities, user.provider, date(2014, 1, 1)
        grants.grant(Grant(role.value, door, account, user.name, role, towns, agb, begins_on, None))
    held = {grant.role: grant for grant in grants.kept.values()}
    one = held[Role.FUNCTIONAL_MANAGER]
    for odd, days in {"over": (2013, 2013), "later": (2016, 2016)}.items():
        first, last = (date(year, 6, 1) for year in days)
        grants.grant(replace(one, grant_id=odd, account=odd, begins_on=first, ends_on=last))
    return Sessions(apps, held, grants, identity, now)


def test_a_session_with_a_right_that_holds_opens_what_its_role_may(site: Site, sessions: Sessions) -> None:
    """So what is refused below is refused for the cookie."""
    for role, grant in sessions.held.items():
        cookie = sessions.cookie(grant.door.value, grant.user_id, grant.grant_id)
        for service, name, page, status in sessions.answers(site, cookie):
            if name.startswith("GET"):
                assert (status != 403) is (role in page.roles), (role, service, name)
                assert status not in (401, 500), (role, service, name)


NOT_OURS = (
    "none",
    "empty",
    "made up",
    "signed with another key",
    "signed for a try",
    "signed for a choice",
    "signed for the demo",
    "with another right put in",
    "without its signature",
    "of a session that stood still",
    "of a session that ended",
    "of tomorrow",
    "with a right that was never given",
    "with a right that is over",
    "with a right that begins later",
    "with a right of another door",
    "of an unknown door",
    "with too little",
    "with too much",
    "as one of before",
    "of a sign-in that was ended elsewhere",
    "of a session that was signed out",
    "of a session that was signed out at the provider",
    "of somebody who signed out at the provider",
)


@pytest.mark.parametrize("which", NOT_OURS)
def test_a_session_that_is_not_good_opens_nothing(site: Site, sessions: Sessions, which: str) -> None:
    cookie = cookies_that_are_not_good(sessions)[which]
    before = {name: read_lines(site, name) for name in SERVICES[1:]}
    found = {(service, name): status for service, name, _, status in sessions.answers(site, cookie)}
    assert {place: status for place, status in found.items() if status != 401} == {}
    assert {name: read_lines(site, name) for name in SERVICES[1:]} == before


def cookies_that_are_not_good(sessions: Sessions) -> Mapping[str, str | None]:
    grant, auditor = sessions.held[Role.FUNCTIONAL_MANAGER], sessions.held[Role.AUDITOR]
    right = (grant.door.value, grant.user_id, grant.grant_id)
    told = "signed out at the provider"
    good, other = sessions.cookie(*right), sessions.cookie(auditor.door.value, auditor.user_id, auditor.grant_id)
    return {
        "none": None,
        "empty": "",
        "made up": "WyJzdGFmZiJd.a.b",
        "signed with another key": sessions.cookie(*right, key="x" * 40),
        "signed for a try": sessions.cookie(*right, purpose="zl_sign_in"),
        "signed for a choice": sessions.cookie(*right, purpose="zl_choosing"),
        "signed for the demo": sessions.cookie(*right, purpose="zl_demo_user"),
        "with another right put in": ".".join([other.rsplit(".", 2)[0], *good.rsplit(".", 2)[1:]]),
        "without its signature": good.rpartition(".")[0],
        "of a session that stood still": sessions.cookie(*right, ago=IDLE_SECONDS + 1),
        "of a session that ended": sessions.cookie(*right, ago=60, began=SESSION_SECONDS),
        "of tomorrow": sessions.cookie(*right, ago=-24 * 60 * 60),
        "with a right that was never given": sessions.cookie("staff", grant.user_id, "made up"),
        "with a right that is over": sessions.cookie("staff", grant.user_id, "over"),
        "with a right that begins later": sessions.cookie("staff", grant.user_id, "later"),
        "with a right of another door": sessions.cookie("provider", grant.user_id, grant.grant_id),
        "of an unknown door": sessions.cookie("window", grant.user_id, grant.grant_id),
        "with too little": sessions.cookie("staff", grant.grant_id),
        "with too much": sessions.cookie(*right, "more"),
        "as one of before": sessions.cookie(*right, marks=("", "")),
        "of a sign-in that was ended elsewhere": sessions.cookie(*right, marks=(told, "", "")),
        "of a session that was signed out": sessions.cookie(*right, own_id=SIGNED_OUT),
        "of a session that was signed out at the provider": sessions.cookie(*right, marks=("", "", told)),
        "of somebody who signed out at the provider": sessions.cookie(*right, marks=("", told, "")),
    }


def read_lines(site: Site, service: str) -> int:
    return len(looks(site.region.services[service].database.engine))


@pytest.mark.parametrize(("service", "name"), CASES)
def test_of_another_municipality_provider_or_client_one_sees_nothing(site: Site, service: str, name: str) -> None:
    page = PAGES[service][name]
    for role in sorted(page.roles):
        user = site.user(role, here=False)
        before = site.lines(service, user)
        answered = site.ask(service, name, user)
        if page.about is About.ONE:
            assert answered.status_code in (403, 404), (role, answered.status_code)
            assert site.lines(service, user) == before, role
        if page.about is not About.NOTHING:
            assert answered.status_code < 500, role
            assert told_of(site, answered) == [], role
            assert not site.here & set(site.lines(service, user)), role


@pytest.mark.parametrize(
    ("service", "name"), [(s, n) for s, n in CASES if n[0] == "G" and PAGES[s][n].about in (About.COUNTS, About.LIST)]
)
def test_a_filter_on_another_municipality_shows_nothing_of_it(site: Site, service: str, name: str) -> None:
    page = PAGES[service][name]
    for role in sorted(page.roles - CLIENTS - PROVIDERS):
        user = site.user(role, here=False)
        site.whoever.now = user
        path = name.removeprefix("GET ") + (page.query.format(**site.values) or "?")
        answered = site.apps[service].test_client().get(f"{path}&municipality={TOWN}")
        assert answered.status_code < 500
        assert told_of(site, answered) == [], role
        assert not site.here & set(site.lines(service, user)), role


BY_A_SERVER = ("intake", "POST /sign-in/back-channel/<door>")
"""All that may be posted without a token: what is sent there is signed by who sends it (`tests/oidc`)."""
SIGNING_OUT = ("intake", "POST /sign-out")
"""Its form is good in its browser whoever is signed in: somebody with a copy of the session may have put them out."""
FORMS = [
    (service, name)
    for service, name in CASES
    if name[0] == "P" and PAGES[service][name].json is None and (service, name) != BY_A_SERVER
]
TAKES_JSON = [(service, name) for service, name in CASES if PAGES[service][name].json is not None]


def test_a_server_posts_to_one_address_and_no_browser_does_so_without_a_token(site: Site) -> None:
    assert marked(site, FROM_A_SERVER) == {BY_A_SERVER}


def test_one_form_is_taken_from_a_page_of_who_is_no_longer_signed_in(site: Site) -> None:
    assert marked(site, OF_ANY_USER) == {SIGNING_OUT}


def marked(site: Site, mark: str) -> set[tuple[str, str]]:
    return {
        (service, f"POST {rule.rule}")
        for service, app in site.apps.items()
        for rule in app.url_map.iter_rules()
        if hasattr(app.view_functions[rule.endpoint], mark)
    }


@pytest.mark.parametrize(("service", "name"), FORMS)
def test_a_form_without_a_token_for_this_browser_and_user_does_nothing(site: Site, service: str, name: str) -> None:
    page, app = PAGES[service][name], site.apps[service]
    user = site.user(sorted(page.roles)[0])
    site.whoever.now = user
    key = app.extensions[CONTEXT].form_key
    yesterday = FormTokens(key, lambda: time.time() - 24 * 60 * 60)
    tokens = {
        "none": "",
        "made up": "W10.a.b",
        "of another browser": FormTokens(key).make("c" * 43, user),
        "of another user": FormTokens(key).make(BROWSER, None),
        "of another site": FormTokens("x" * 32).make(BROWSER, user),
        "of yesterday": yesterday.make(BROWSER, user),
    }
    if (service, name) == SIGNING_OUT:
        del tokens["of another user"]
    path = filled(name.removeprefix("POST "), site.values, service)
    for words, token in tokens.items():
        web = FlaskClient(app)
        web.set_cookie(COOKIE, BROWSER)
        typed = {**page.form, "why": "Een lange uitleg.", FIELD: token}
        answer = web.post(path, data=typed, headers={"Origin": "http://localhost"})
        assert answer.status_code == 403, words
        assert STALE in answer.text, words
        assert "Een lange uitleg." in answer.text, words


@pytest.mark.parametrize(
    ("service", "name"), [case for case in FORMS if case[0] != "front" and PAGES[case[0]][case[1]] != CLOSED]
)
def test_who_is_no_longer_signed_in_keeps_what_was_typed(site: Site, service: str, name: str) -> None:
    site.whoever.now = None
    path = filled(name.removeprefix("POST "), site.values, service)
    sent = {"why": "Een lange uitleg."}
    answer = site.apps[service].test_client().post(path, data=sent, headers={"Origin": "http://localhost"})
    assert (answer.status_code, "Een lange uitleg." in answer.text) == (401, True)


@pytest.mark.parametrize(("service", "name"), TAKES_JSON)
def test_a_form_cannot_send_what_the_api_takes(site: Site, service: str, name: str) -> None:
    page = PAGES[service][name]
    site.whoever.now = site.user(sorted(page.roles)[0])
    path = filled(name.removeprefix("POST "), site.values, service)
    for sent in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=a"):
        answer = FlaskClient(site.apps[service]).post(path, data=json.dumps(page.json).encode(), content_type=sent)
        assert (answer.status_code, answer.get_json()["detail"]) == (400, NO_OBJECT), sent


@pytest.mark.parametrize(("service", "name"), [case for case in CASES if case[1][0] == "P"])
def test_what_another_site_sends_does_nothing(site: Site, service: str, name: str) -> None:
    user = site.user(sorted(PAGES[service][name].roles)[0])
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "same-site"}):
        answer = site.ask(service, name, user, headers)
        assert answer.status_code == 403, headers
        assert OTHER_SITE in (answer.get_json()["detail"] if answer.is_json else answer.text), headers


@pytest.mark.parametrize(("service", "name"), CASES)
def test_what_is_personal_is_kept_by_nobody_on_the_way(site: Site, service: str, name: str) -> None:
    page = PAGES[service][name]
    for role in sorted(page.roles):
        answer = site.ask(service, name, site.user(role))
        answer.get_data()
        if page.about is not About.NOTHING or answer.status_code >= 400:
            assert answer.headers["Cache-Control"] == "no-store", role


def told_of(site: Site, answered: TestResponse) -> list[str]:
    """What an answer says of people and things of the town; the name of the town in a refusal is none of it."""
    text = answered.get_data(as_text=True) + answered.headers.get("Location", "")
    ids = {
        site.values[name]
        for name in ("grant_id", "appointment_id", "letter_id", "mailing_id", "run_id", "notice_id", "answer_id")
    }
    asked = answered.request.path
    return [
        each
        for each in sorted(site.here | ids)
        if each in text and each not in asked and each not in answered.request.query_string.decode()
    ]
