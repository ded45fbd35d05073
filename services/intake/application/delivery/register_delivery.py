"""Registers a delivered file with its manifest: kept in the archive, recorded once, received or refused."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
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
from shared.dutch import date_in_words, whole
from shared.messaging.failures import Refused
from shared.region.serving import why_not_served
from shared.region.values import ServedRegion

FILE_NAME_MAX = 260
FILE_BYTES_MAX, MANIFEST_BYTES_MAX = 500_000_000, 1_000_000
"""What is larger is neither read nor kept. All AWBZ clients of the country would stand in one such file."""
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
    it cannot be read, when it was made later than today, and when we do not work for its municipality.

    Raises Refused when there is no file at all, and when one of the two is too large to look into. Takes `works`: the
    files are archived and read before the transaction begins, so that nobody waits for that.
    """
    name = command.file.name
    _check_size(works, command.file, FILE_BYTES_MAX)
    _check_size(works, command.manifest, MANIFEST_BYTES_MAX)
    sha256 = works.archive.keep(command.file)
    if sha256 is None:
        raise Refused(f"Het bestand {name} bestaat niet. Controleer de naam en de map.")
    files = ArchivedFiles(escaped(name)[:FILE_NAME_MAX], sha256, works.archive.keep(command.manifest))
    read = read_delivery(works, files)
    with works.begin() as work:
        work.lock({ARRIVALS})
        # What was taken in while we worked for its municipality stays so.
        registered = read if work.deliveries.has(read.id) else _refused_unless_ours(read, works.region, work.today)
        if work.deliveries.has(registered.id):
            return work.deliveries.find(registered.id)
        work.deliveries.add(replace(registered, traceparent=work.traceparent))
    return registered


def _check_size(works: DeliveryWorks, path: Path, most: int) -> None:
    found = works.archive.size(path)
    if found > most:
        raise Refused(
            f"{path.name} is te groot: {whole(found)} bytes, en er mogen er {whole(most)} in staan. Dit is geen "
            "aanlevering die wij kunnen lezen. Vraag een goed bestand op."
        )


def _refused_unless_ours(read: Registered, region: ServedRegion, today: date) -> Registered:
    """Under the id of what is refused, so that the same file is new once we can take it in."""
    if not isinstance(read, Delivery):
        return read
    made_on = day_made(read.manifest.created)
    reason = _not_made_yet(made_on, today) or why_not_served(region, read.manifest.municipality, made_on)
    return RefusedDelivery(refused_id(read.files), read.files, read.manifest, reason) if reason else read


def _not_made_yet(made_on: date, today: date) -> str | None:
    """A delivery of a later day overtakes all that come before that day. Two clocks may differ by some hours."""
    if made_on <= today + timedelta(days=1):
        return None
    return (
        f"Volgens het manifest (aangemaakt) is dit bestand op {date_in_words(made_on)} gemaakt, en het is "
        f"{date_in_words(today)}. Vraag een manifest met de goede dag op."
    )
