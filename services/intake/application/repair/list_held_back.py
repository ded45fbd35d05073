"""Who is held back, and what must be mended."""

from dataclasses import dataclass, field

from services.intake.application.delivery.views import Seen
from services.intake.application.repair.ports import RepairWork
from services.intake.application.repair.views import HeldBackFilter, HeldBackPage, HeldBackView
from services.intake.domain.person.identity import keys_by_number
from shared.access import STAFF, Scope, User, allowed, check_municipality
from shared.looks.purpose import listing

PURPOSE = listing("held-back", "vastgehouden personen bekijken")
PURPOSE_NUMBER = listing("client-number-found", "cliënt zoeken op cliëntnummer")


@dataclass(frozen=True, slots=True)
class ListHeldBack:
    user: User
    wanted: HeldBackFilter = field(default_factory=HeldBackFilter)


@allowed(*STAFF, scope=Scope.MUNICIPALITY)
def list_held_back(work: RepairWork, command: ListHeldBack) -> HeldBackPage:
    """Leaves a line in the read log per person, as `list_rows` does. A search for the client number of somebody who is
    not held back finds the file, whatever the filters are. Raises Forbidden for a municipality that is not the user's.
    """
    user, wanted = command.user, command.wanted
    if wanted.municipality:
        check_municipality(user, wanted.municipality)
    seen = Seen.by(user, work.region.codes)
    found = work.queries.held_back_persons(seen, wanted)
    work.read_log.write(user, sorted({_subject(work, view) for view in found}), PURPOSE)
    keys = keys_by_number(wanted.sought.typed) if wanted.sought is not None else ()
    by_number = work.queries.not_held_back(seen, keys)
    work.read_log.write(user, sorted(one.client_id for one in by_number), PURPOSE_NUMBER)
    return HeldBackPage(found, work.queries.count_held_back_persons(seen, wanted), by_number)


def _subject(work: RepairWork, view: HeldBackView) -> str:
    person = view.person
    return person.client_id or work.identities.stranger_id(person.delivery_id, person.client_key)
