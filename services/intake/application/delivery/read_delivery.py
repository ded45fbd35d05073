"""Reads a delivery from its archived files: what its manifest says, and whether it can be taken in."""

import structlog

from services.intake.application.delivery.ports import DeliveryWorks
from services.intake.domain.delivery.deliveries import (
    ArchivedFiles,
    Delivery,
    RefusedDelivery,
    Registered,
    delivery_id,
    our_fault,
    refused_id,
)
from services.intake.domain.mapping.lines import Unreadable
from shared.access import system
from shared.impersonal import kind_and_place

log = structlog.get_logger()


@system
def read_delivery(works: DeliveryWorks, files: ArchivedFiles) -> Registered:
    """Takes `works`, because it needs no transaction: it only reads the archive. When the
    program fails on it, so does the delivery."""
    manifest = None
    try:
        if files.manifest_sha256 is None:
            raise Unreadable("Het manifest ontbreekt. Lever bij het bestand een .json aan met dezelfde naam.")
        read = works.archive.manifest(files.manifest_sha256)
        manifest = read.manifest
        lines = works.archive.count_lines(files.sha256)
        _compare_checksum(read.sha256, files.sha256)
        return Delivery(delivery_id(files.sha256, manifest.reference), files, manifest, lines)
    except Unreadable as refusal:
        return RefusedDelivery(refused_id(files), files, manifest, str(refusal))
    except works.passing:
        raise
    except Exception as error:
        log.warning("delivery failed", service="intake", exc_info=error)
        return RefusedDelivery(refused_id(files), files, manifest, our_fault(kind_and_place(error)), failed=True)


def _compare_checksum(said: str, found: str) -> None:
    if said.lower() != found:
        raise Unreadable(
            "De controlesom in het manifest past niet bij het bestand. Vraag het bestand en het manifest opnieuw op."
        )
