"""The menu over all services, with the roles that have use for each link."""

from shared.access import Role
from shared.web.app import NavigationItem, SearchBox

OFFICE = frozenset({Role.CASEWORKER, Role.FUNCTIONAL_MANAGER, Role.AUDITOR})

WORKERS = frozenset({Role.CASEWORKER, Role.FUNCTIONAL_MANAGER})

NAVIGATION = (
    NavigationItem("Mijn werk", "/migration/my-work", WORKERS),
    NavigationItem("Team", "/migration/team", OFFICE),
    NavigationItem("Controle", "/migration/control", OFFICE | {Role.FINANCE}),
    NavigationItem("Jaaroverzicht", "/migration/year", OFFICE | {Role.FINANCE}),
    NavigationItem("Cliënten", "/migration/clients", OFFICE, also=("/notifications/portal",)),
    NavigationItem("Verlengen", "/migration/prolongations", OFFICE),
    NavigationItem("Agenda", "/migration/agenda", OFFICE, also=("/migration/caseworkers",)),
    NavigationItem("Termijnen", "/migration/deadlines", OFFICE),
    NavigationItem("Aanleveringen", "/intake/deliveries", OFFICE, also=("/intake/held-back",)),
    NavigationItem("Brieven", "/notifications/letters", OFFICE),
    NavigationItem("Antwoorden", "/notifications/replies", OFFICE),
    NavigationItem("Mailings", "/notifications/mailings", OFFICE),
    NavigationItem("Afdrukken", "/notifications/print-runs", OFFICE),
    NavigationItem(
        "Aanbieders",
        "/notifications/provider-answers",
        OFFICE,
        also=("/notifications/provider-notices", "/notifications/provider-clients"),
    ),
    NavigationItem("Uw cliënten", "/notifications/provider-clients", frozenset({Role.PROVIDER})),
    NavigationItem("Uw berichten", "/notifications/provider-notices", frozenset({Role.PROVIDER})),
    NavigationItem("Budgetten", "/billing/budgets", OFFICE | {Role.FINANCE}),
    NavigationItem(
        "Eigen bijdrage berekenen",
        "/billing/contributions",
        frozenset({Role.FINANCE, Role.FUNCTIONAL_MANAGER, Role.CASEWORKER}),
    ),
    NavigationItem("Mijn overzicht", "/notifications/portal", frozenset({Role.CLIENT})),
)

SEARCH = SearchBox("/migration/clients", "naam, geboortedatum of nummer", OFFICE)
"""Who opens files of clients can search for one from every screen."""

START = {
    Role.CASEWORKER: "/migration/my-work",
    Role.PROVIDER: "/notifications/provider-clients",
    Role.CLIENT: "/notifications/portal",
}
"""Where a role begins; everybody else begins at the year at a glance."""
