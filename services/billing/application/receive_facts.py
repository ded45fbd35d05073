"""Intake told what was delivered about clients: keep it, and assess who is complete."""

from collections.abc import Sequence

from services.billing.application.assess_clients import assess_clients
from services.billing.application.ports import Announce, Stores
from services.billing.domain.case import Case, ClientFacts
from shared.access import system
from shared.law.book import LawBook


@system
def receive_facts(stores: Stores, book: LawBook, facts: Sequence[ClientFacts], announce: Announce) -> None:
    """At most one of each client. What is no newer than what is kept changes nothing."""
    fresh = stores.facts.add(facts)
    rights = stores.rights.of([(each.client, each.revision) for each in fresh])
    cases = [Case(each, rights[key]) for each in fresh if (key := (each.client, each.revision)) in rights]
    assess_clients(stores, book, cases, announce)
