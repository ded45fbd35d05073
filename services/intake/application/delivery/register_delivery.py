"""Registers a delivered file with its manifest: kept in the archive, recorded once, received or refused."""

from dataclasses import dataclass, replace
from pathlib import Path

from services.intake.application.delivery.ports import DeliveryWorks
from services.intake.application.delivery.read_delivery import read_delivery
from services.intake.domain.delivery.deliveries import (
    ArchivedFiles,
    Delivery,
    RefusedDelivery,
    Registered,
    refused_id,
)
from services.intake.domain.mapping.characters import escaped
from services.intake.domain.mapping.moments import day_made
from shared.access import system
from shared.messaging.failures import Refused
from shared.region.serving import why_not_served
from shared.region.values import ServedRegion

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
    """The delivery as recorded: received, refused with its reason, or as it was when it came before. It is refused when
    it cannot be read, and when we do not work for its municipality.

    Raises Refused when there is no file at all. Takes `works`: the files are archived and read before the transaction
    begins, so that nobody waits for that.
    """
    name = command.file.name
    sha256 = works.archive.keep(command.file)
    if sha256 is None:
        raise Refused(f"Het bestand {name} bestaat niet. Controleer de naam en de map.")
    files = ArchivedFiles(escaped(name)[:FILE_NAME_MAX], sha256, works.archive.keep(command.manifest))
    read = read_delivery(works, files)
    with works.begin() as work:
        work.lock({ARRIVALS})
        # What was taken in while we worked for its municipality stays so.
        registered = read if work.deliveries.has(read.id) else _refused_unless_served(read, works.region)
        if work.deliveries.has(registered.id):
            return work.deliveries.find(registered.id)
        work.deliveries.add(replace(registered, traceparent=work.traceparent))
    return registered


def _refused_unless_served(read: Registered, region: ServedRegion) -> Registered:
    """Under the id of what is refused, so that the same file is new once we work for its municipality."""
    if not isinstance(read, Delivery):
        return read
    reason = why_not_served(region, read.manifest.municipality, day_made(read.manifest.created))
    if reason is None:
        return read
    return RefusedDelivery(refused_id(read.files), read.files, read.manifest, reason)
