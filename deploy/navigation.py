"""The menu over all services, with the roles that have use for each link."""

from shared.access import Role
from shared.web.app import SearchBox
from shared.web.menu import NavigationItem

OFFICE = frozenset({Role.CASEWORKER, Role.FUNCTIONAL_MANAGER, Role.AUDITOR})

WORKERS = frozenset({Role.CASEWORKER, Role.FUNCTIONAL_MANAGER})

READING = ("migration", "billing", "notifications")
"""The services that read messages, in the order of a client's way through them."""
RECORDING = ("intake", *READING)
"""Those that tell others what happened: all."""

PROGRESS, POST, MONEY = "Voortgang", "Post", "Geld"
"""The groups of a long menu."""

NAVIGATION = (
    NavigationItem("Mijn werk", "/migration/my-work", WORKERS),
    NavigationItem("Team", "/migration/team", OFFICE),
    NavigationItem("Jaaroverzicht", "/migration/year", OFFICE | {Role.FINANCE}),
    NavigationItem("Cliënten", "/migration/clients", OFFICE, also=("/notifications/portal",)),
    NavigationItem("Agenda", "/migration/agenda", OFFICE, also=("/migration/caseworkers",)),
    NavigationItem("Antwoorden", "/notifications/replies", OFFICE),
    NavigationItem(
        "Aanbieders",
        "/notifications/provider-answers",
        OFFICE,
        also=("/notifications/provider-notices", "/notifications/provider-clients"),
    ),
    NavigationItem("Controle", "/migration/control", OFFICE | {Role.FINANCE}, group=PROGRESS),
    NavigationItem("Termijnen", "/migration/deadlines", OFFICE, group=PROGRESS),
    NavigationItem("Verlengen", "/migration/prolongations", OFFICE, group=PROGRESS),
    NavigationItem("Aanleveringen", "/intake/deliveries", OFFICE, also=("/intake/held-back",), group=PROGRESS),
    NavigationItem("Toegang", "/intake/access", frozenset({Role.FUNCTIONAL_MANAGER, Role.AUDITOR}), group=PROGRESS),
    NavigationItem(
        "Niet verwerkt",
        "/parked",
        frozenset({Role.FUNCTIONAL_MANAGER}),
        also=tuple(f"/{service}/parked" for service in READING),
        group=PROGRESS,
        counts_parked=True,
    ),
    NavigationItem("Wie keek er", "/notifications/looks", frozenset({Role.AUDITOR}), group=PROGRESS),
    NavigationItem("Wat opvalt", "/notifications/looks/odd", frozenset({Role.FUNCTIONAL_MANAGER}), group=PROGRESS),
    NavigationItem(
        "Vergeten",
        "/intake/forgettings",
        frozenset({Role.FUNCTIONAL_MANAGER, Role.AUDITOR}),
        also=("/intake/due",),
        group=PROGRESS,
    ),
    NavigationItem("Brieven", "/notifications/letters", OFFICE, group=POST),
    NavigationItem("Mailings", "/notifications/mailings", OFFICE, group=POST),
    NavigationItem("Afdrukken", "/notifications/print-runs", OFFICE, group=POST),
    NavigationItem("Uw cliënten", "/notifications/provider-clients", frozenset({Role.PROVIDER})),
    NavigationItem("Uw berichten", "/notifications/provider-notices", frozenset({Role.PROVIDER})),
    NavigationItem("Budgetten", "/billing/budgets", OFFICE | {Role.FINANCE}, group=MONEY),
    NavigationItem(
        "Eigen bijdrage berekenen",
        "/billing/contributions",
        frozenset({Role.FINANCE, Role.FUNCTIONAL_MANAGER, Role.CASEWORKER}),
        group=MONEY,
    ),
    NavigationItem("Mijn overzicht", "/notifications/portal", frozenset({Role.CLIENT})),
    NavigationItem("Wie keek er", "/notifications/portal/looks", frozenset({Role.CLIENT})),
)

SEARCH = SearchBox("/migration/clients", "naam, geboortedatum of nummer", OFFICE)
"""Who opens files of clients can search for one from every screen."""

START = {
    Role.CASEWORKER: "/migration/my-work",
    Role.PROVIDER: "/notifications/provider-clients",
    Role.CLIENT: "/notifications/portal",
}
"""Where a role begins; everybody else begins at the year at a glance."""
