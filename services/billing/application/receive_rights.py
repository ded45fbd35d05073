"""Migration told which rights clients have: keep it, and assess who is complete."""

from collections.abc import Sequence

from services.billing.application.assess_clients import assess_clients
from services.billing.application.ports import Announce, Stores
from services.billing.domain.case import Case, ClientRights
from shared.access import system
from shared.law.book import LawBook


@system
def receive_rights(stores: Stores, book: LawBook, rights: Sequence[ClientRights], announce: Announce) -> None:
    """At most one of each client. What is no newer than what is kept changes nothing."""
    fresh = stores.rights.add(rights)
    facts = stores.facts.of([(each.client, each.revision) for each in fresh])
    cases = [Case(facts[key], each) for each in fresh if (key := (each.client, each.revision)) in facts]
    assess_clients(stores, book, cases, announce)
