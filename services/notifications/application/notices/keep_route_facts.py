"""Keeps what migration tells of the route of clients, for the providers who give their care."""

from collections.abc import Mapping

from services.notifications.application.notices.keep_provider_clients import keep_provider_clients
from services.notifications.application.notices.ports import NoticeWork
from services.notifications.domain.notices.course import RouteFact
from shared.access import system


@system
def keep_route_facts(work: NoticeWork, facts: Mapping[str, RouteFact]) -> None:
    """One fact of each client. It may come before we know the client. Raises Unworkable."""
    work.route_facts.add(facts)
    keep_provider_clients(work, list(facts))
