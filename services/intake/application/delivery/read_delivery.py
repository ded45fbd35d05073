"""Reads a delivery from its archived files: what its manifest says, and whether it can be taken in."""

from services.intake.application.delivery.ports import DeliveryWorks
from services.intake.domain.delivery.deliveries import (
    ArchivedFiles,
    Delivery,
    RefusedDelivery,
    Registered,
    delivery_id,
    refused_id,
)
from services.intake.domain.mapping.lines import Unreadable
from shared.access import system


@system
def read_delivery(works: DeliveryWorks, files: ArchivedFiles) -> Registered:
    """Takes `works`, because it needs no transaction: it only reads the archive."""
    manifest = None
    try:
        if files.manifest_sha256 is None:
            raise Unreadable("Het manifest ontbreekt. Lever bij het bestand een .json aan met dezelfde naam.")
        read = works.archive.manifest(files.manifest_sha256)
        manifest = read.manifest
        lines = works.archive.count_lines(files.sha256)
        _compare_checksum(read.sha256, files.sha256)
    except Unreadable as refusal:
        return RefusedDelivery(refused_id(files), files, manifest, str(refusal))
    return Delivery(delivery_id(files.sha256, manifest.reference), files, manifest, lines)


def _compare_checksum(said: str, found: str) -> None:
    if said.lower() != found:
        raise Unreadable(
            "De controlesom in het manifest past niet bij het bestand. Vraag het bestand en het manifest opnieuw op."
        )
