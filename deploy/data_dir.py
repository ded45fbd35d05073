"""The folder in which everything lies when all runs on one machine: databases, log, archive, print runs, secrets."""

import hashlib
import json
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from shared.clock import Clock, SystemClock, TurnedClock
from shared.database import sqlite_url

SERVICES = ("intake", "migration", "billing", "notifications")
EXAMPLE_CONTACTS = Path(__file__).parent / "demo" / "contacts.toml"
DEMO_ORGANISATION = "0" * 20
"""An OIN of zeros: nobody's. A municipality sets its own in ZL_ORGANISATION."""


class DataDirError(Exception):
    """The folder cannot be used for this. The message is Dutch and says what to do."""


@dataclass(frozen=True, slots=True)
class DataDir:
    path: Path

    @classmethod
    def open(cls, path: Path, *, demo_seed: int | None = None) -> "DataDir":
        """The folder, made when it is not there. Its secrets are made once and stay with it.

        A demo's key follows from its seed, so that the same demo gives the same outcome on every machine; its persons
        are invented, so there is nobody to protect. Raises DataDirError when the folder belongs to another demo.
        """
        path.mkdir(parents=True, exist_ok=True)
        found = cls(path.resolve())
        if not found._secrets_file.exists():
            found._write_secrets(demo_seed)
        if not found.contacts_file.exists():
            shutil.copyfile(EXAMPLE_CONTACTS, found.contacts_file)
        if demo_seed is not None and found.demo_seed != demo_seed:
            raise DataDirError(
                f"In {path} staan al andere gegevens (demo: {found.demo_seed}). Kies een andere map met --data, of "
                "verwijder deze map."
            )
        return found

    @classmethod
    def existing(cls, path: Path) -> "DataDir":
        """The folder of an earlier demo or delivery. Raises DataDirError when there is none."""
        if not cls(path)._secrets_file.exists():
            raise DataDirError(
                f"In {path} staan geen gegevens. Begin met 'zachtelanding demo' of 'zachtelanding deliver', of kies "
                "een andere map met --data."
            )
        return cls.open(path)

    @property
    def _secrets_file(self) -> Path:
        return self.path / "secrets.json"

    @property
    def log_file(self) -> Path:
        return self.path / "log" / "events.sqlite"

    @property
    def clock_file(self) -> Path:
        return self.path / "clock.json"

    @property
    def users_file(self) -> Path:
        return self.path / "demo-users.json"

    @property
    def contacts_file(self) -> Path:
        return self.path / "contacts.toml"

    @property
    def has_example_contacts(self) -> bool:
        """Whether letters from here would name addresses and telephone numbers that nobody has."""
        return self.contacts_file.read_bytes() == EXAMPLE_CONTACTS.read_bytes()

    @property
    def demo_seed(self) -> int | None:
        seed = self._secrets()["demo_seed"]
        return None if seed is None else int(str(seed))

    @property
    def session_key(self) -> str:
        return str(self._secrets()["session_key"])

    def environment(self, service: str) -> dict[str, str]:
        """The settings of a service as its process would get them in production."""
        found = self._secrets()
        return {
            "ZL_DATABASE_URL": sqlite_url(self.path / f"{service}.sqlite"),
            "ZL_ORGANISATION": DEMO_ORGANISATION,
            "ZL_IDENTITY_KEY": str(found["identity_key"]),
            "ZL_ACCEPT_DEMO_NUMBERS": "yes" if found["demo_seed"] is not None else "no",
            "ZL_ARCHIVE_DIR": str(self.path / "archive"),
            "ZL_PRINT_DIR": str(self.path / "print"),
            "ZL_CONTACTS": str(self.contacts_file),
        }

    def _secrets(self) -> Mapping[str, object]:
        return dict(json.loads(self._secrets_file.read_text(encoding="utf-8")))

    def _write_secrets(self, demo_seed: int | None) -> None:
        key = secrets.token_hex(32)
        if demo_seed is not None:
            key = hashlib.sha256(f"zachte-landing demo {demo_seed}".encode()).hexdigest()
        content = {"identity_key": key, "session_key": secrets.token_hex(32), "demo_seed": demo_seed}
        self._secrets_file.touch(mode=0o600)
        self._secrets_file.write_text(json.dumps(content), encoding="utf-8")


class FileClock:
    """A clock that can be turned in a demo: it reads its day from a file, and is the system's when there is none."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def turn(self, day: date) -> None:
        replacement = self._file.with_suffix(".new")
        replacement.write_text(json.dumps({"today": day.isoformat()}), encoding="utf-8")
        replacement.replace(self._file)

    @property
    def turned(self) -> bool:
        return self._file.exists()

    def _clock(self) -> Clock:
        if not self.turned:
            return SystemClock()
        return TurnedClock(date.fromisoformat(json.loads(self._file.read_text(encoding="utf-8"))["today"]))

    def now(self) -> datetime:
        return self._clock().now()

    def today(self) -> date:
        return self._clock().today()
