"""Keeps what migration tells of the route of clients, and finds those whose budget or regime it changes."""

from collections.abc import Mapping

from services.billing.application.client.ports import Turns, Work
from services.billing.application.client.read_revisions import read_revisions
from services.billing.domain.client.revisions import turns_of
from services.billing.domain.client.route import RouteFact, Told
from shared.access import system
from shared.messaging.failures import Unworkable


@system
def receive_route_facts(work: Work, facts: Mapping[str, RouteFact]) -> Turns:
    """One fact of each client. It belongs after the newest rights of the client, which came over the same topic; so the
    order between topics plays no part. Raises Unworkable for a client whose rights were never determined."""
    newest = work.rights.newest(facts)
    if strangers := sorted(facts.keys() - newest.keys()):
        raise Unworkable(f"Van deze cliënten is nog geen recht bepaald: {', '.join(strangers)}.")
    known = work.route.of(facts)
    told = [
        Told(client_id, len(known.get(client_id, ())) + 1, newest[client_id], fact) for client_id, fact in facts.items()
    ]
    work.route.add(told)
    assessed = work.assessed.revisions([each.client_id for each in told])
    keys = [
        (each.client_id, each.after_revision)
        for each in told
        if each.changes_something and assessed.get(each.client_id) == each.after_revision
    ]
    return [[turns_of(client, facts)[-1] for client, facts in read_revisions(work, keys)]]
