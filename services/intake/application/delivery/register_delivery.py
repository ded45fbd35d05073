"""Registers a delivered file with its manifest: kept in the archive, recorded once, received or refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from services.intake.application.delivery.ports import DeliveryWorks
from services.intake.application.delivery.record_delivery import Awaited, RecordDelivery, record_delivery
from services.intake.domain.delivery.deliveries import ArchivedFiles, Registered
from services.intake.domain.mapping.characters import escaped
from shared.access import system
from shared.dutch import whole
from shared.messaging.failures import Refused

FILE_NAME_MAX = 260
FILE_BYTES_MAX, MANIFEST_BYTES_MAX = 500_000_000, 1_000_000
"""What is larger is neither read nor kept. All AWBZ clients of the country would stand in one such file."""


@dataclass(frozen=True, slots=True)
class RegisterDelivery:
    """The delivery file, and where its manifest stands if it came with one; and which deliveries come first, because
    an older copy of the database was put back."""

    file: Path
    manifest: Path
    awaited: Sequence[Awaited] = ()


@system
def register_delivery(works: DeliveryWorks, command: RegisterDelivery) -> Registered:
    """The delivery as recorded: received, refused with its reason, or as it was when it came before. It is refused when
    it cannot be read, when it was made later than today, and when we do not work for its municipality.

    Raises Refused when there is no file at all, when one of the two is too large to look into, and when another
    delivery comes first. Takes `works`: the
    files are archived and read before the transaction begins, so that nobody waits for that.
    """
    name = command.file.name
    _check_size(works, command.file, FILE_BYTES_MAX)
    _check_size(works, command.manifest, MANIFEST_BYTES_MAX)
    sha256 = works.archive.keep(command.file)
    if sha256 is None:
        raise Refused(f"Het bestand {name} bestaat niet. Controleer de naam en de map.")
    files = ArchivedFiles(escaped(name)[:FILE_NAME_MAX], sha256, works.archive.keep(command.manifest))
    return record_delivery(works, RecordDelivery(files, command.awaited))


def _check_size(works: DeliveryWorks, path: Path, most: int) -> None:
    found = works.archive.size(path)
    if found > most:
        raise Refused(
            f"{path.name} is te groot: {whole(found)} bytes, en er mogen er {whole(most)} in staan. Dit is geen "
            "aanlevering die wij kunnen lezen. Vraag een goed bestand op."
        )
