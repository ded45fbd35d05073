"""Registers a delivered file with its manifest: kept in the archive, recorded once, received or refused."""

from dataclasses import dataclass, replace
from pathlib import Path

from services.intake.application.delivery.ports import DeliveryWorks
from services.intake.application.delivery.read_delivery import read_delivery
from services.intake.domain.delivery.deliveries import ArchivedFiles, Registered
from services.intake.domain.mapping.characters import escaped
from shared.access import system
from shared.messaging.failures import Refused

FILE_NAME_MAX = 260
ARRIVALS = "deliveries"
"""Registering takes its turn under this name, so that two processes never give out one place in the order."""


@dataclass(frozen=True, slots=True)
class RegisterDelivery:
    """The delivery file, and where its manifest stands if it came with one."""

    file: Path
    manifest: Path


@system
def register_delivery(works: DeliveryWorks, command: RegisterDelivery) -> Registered:
    """The delivery as recorded: received, refused with its reason, or as it was when it came before.

    Raises Refused when there is no file at all. Takes `works`: the files are archived and read before the transaction
    begins, so that nobody waits for that.
    """
    name = command.file.name
    sha256 = works.archive.keep(command.file)
    if sha256 is None:
        raise Refused(f"Het bestand {name} bestaat niet. Controleer de naam en de map.")
    files = ArchivedFiles(escaped(name)[:FILE_NAME_MAX], sha256, works.archive.keep(command.manifest))
    registered = read_delivery(works, files)
    with works.begin() as work:
        work.lock({ARRIVALS})
        if work.deliveries.has(registered.id):
            return work.deliveries.find(registered.id)
        work.deliveries.add(replace(registered, traceparent=work.traceparent))
    return registered
