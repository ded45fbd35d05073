"""Registers a delivered file with its manifest: kept in the archive, recorded once, received or refused."""

from dataclasses import dataclass, replace
from pathlib import Path

from services.intake.application.delivery.ports import Archive, DeliveryFiles, StoresOn, Unreadable
from services.intake.domain.delivery.deliveries import Delivery, DeliveryState, Manifest, delivery_id, refused_id
from services.intake.domain.delivery.totals import Totals
from services.intake.domain.mapping.characters import escaped
from shared.access import system
from shared.messaging.failures import Refused
from shared.messaging.unit import Database

FILE_NAME_MAX = 260
ARRIVALS = "deliveries"
"""Registering takes its turn under this name, so that two processes never give out one place in the order."""


@dataclass(frozen=True, slots=True)
class RegisterDelivery:
    database: Database
    stores: StoresOn
    archive: Archive
    files: DeliveryFiles

    @system
    def __call__(self, file: Path, manifest: Path) -> Delivery:
        """The delivery as recorded: received, refused with its reason, or as it was when it came before.

        Raises Refused when there is no file at all.
        """
        if not file.is_file():
            raise Refused(f"Het bestand {file.name} bestaat niet. Controleer de naam en de map.")
        sha256 = self.archive.keep(file)
        manifest_sha256 = self.archive.keep(manifest) if manifest.is_file() else ""
        delivery = self.read(escaped(file.name)[:FILE_NAME_MAX], sha256, manifest_sha256)
        with self.database.unit() as unit:
            self.database.lock_subjects(unit.connection, {ARRIVALS})
            deliveries = self.stores(unit.connection).deliveries
            if deliveries.has(delivery.id):
                return deliveries.find(delivery.id)
            deliveries.add(replace(delivery, traceparent=unit.traceparent))
        return delivery

    @system
    def read(self, file_name: str, sha256: str, manifest_sha256: str) -> Delivery:
        """The delivery as its archived files show it."""
        manifest = Manifest("", "", "", "", "", Totals())
        try:
            manifest = self.files.manifest(manifest_sha256)
            lines = self.files.count_lines(sha256)
            _check_sum(manifest, sha256)
        except Unreadable as refusal:
            id_ = refused_id(sha256, manifest_sha256)
            return _delivery(id_, manifest, file_name, sha256, manifest_sha256, str(refusal), 0)
        id_ = delivery_id(sha256, manifest.reference)
        return _delivery(id_, manifest, file_name, sha256, manifest_sha256, "", lines)


def _check_sum(manifest: Manifest, sha256: str) -> None:
    if manifest.sha256.lower() != sha256:
        raise Unreadable(
            "De controlesom in het manifest past niet bij het bestand. Vraag het bestand en het manifest opnieuw op."
        )


def _delivery(
    id_: str, manifest: Manifest, file_name: str, sha256: str, manifest_sha256: str, reason: str, lines: int
) -> Delivery:
    return Delivery(
        id=id_,
        state=DeliveryState.REFUSED if reason else DeliveryState.RECEIVED,
        municipality=manifest.municipality,
        sender=manifest.sender,
        reference=manifest.reference,
        created=manifest.created,
        file_name=file_name,
        sha256=sha256,
        manifest_sha256=manifest_sha256,
        reason=reason,
        lines=lines,
        manifest=manifest.totals,
    )
