"""The folder in which everything lies when all runs on one machine: databases, log, archive, print runs,
plans of clients, secrets."""

import hashlib
import json
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from getpass import getuser
from pathlib import Path

from shared.clock import Clock, SystemClock, TurnedClock
from shared.database import sqlite_url
from shared.dutch import date_in_words
from shared.region.files import SETTING, read_region
from shared.region.values import ServedRegion
from shared.whole_files import clear_unfinished, unfinished, write_whole

SERVICES = ("intake", "migration", "billing", "notifications")
PLAN_MB = "10"
"""How large a plan may be that a client hands in: some photos, or a document with pictures."""
OTHERS = 0o077
"""What the group and others could do with a file or folder."""
DEMO_REGION = Path(__file__).parent / "demo" / "region.toml"


class DataDirError(Exception):
    """The folder cannot be used for this. The message is Dutch and says what to do."""


class NoRegion(DataDirError):
    """Nobody said yet for which municipalities the folder is."""


@dataclass(frozen=True, slots=True)
class DataDir:
    """`region_file` says for which municipalities the folder is: its own region.toml, or the file in ZL_REGION."""

    path: Path
    region_file: Path

    @classmethod
    def open(
        cls, path: Path, *, demo_seed: int | None = None, environment: Mapping[str, str] = os.environ
    ) -> "DataDir":
        """The folder of a region. Its secrets are made once and stay with it. Raises NoRegion or RegionError, and
        DataDirError when the region is a demo's and the folder is not.

        A demo's folder is made when it is not there, with the demo's region. Its key follows from its seed, so that the
        same demo gives the same outcome on every machine; its persons are invented, so there is nobody to protect.
        Raises DataDirError when the folder belongs to another demo.
        """
        found = cls._at(path, environment)
        if demo_seed is not None:
            found._refuse_another_demo(demo_seed)
            if not found.region_file.exists():
                found = cls._make(path, DEMO_REGION.read_text(encoding="utf-8"))
        if not found.region_file.exists() and found.region_file.parent != found.path:
            raise DataDirError(f"{SETTING} noemt {found.region_file}, en dat bestand is er niet. Verbeter de naam.")
        if not found.region_file.exists():
            raise NoRegion(f"In {path} staat nog geen region.toml. Maak de map klaar met: {init_command(path)}")
        if found.region.example and not found.is_demo and demo_seed is None:
            raise DataDirError(
                f"{found.region_file} is van een demo: er staat example = true, en dan gaan ook brieven met verzonnen "
                "adressen naar de drukker. Haal die regel weg, en vul de gegevens van de gemeente in."
            )
        found._keep_to_owner()
        clear_unfinished(found.path)
        found._write_secrets(demo_seed)
        return found

    def _keep_to_owner(self) -> None:
        """Nobody else reads what lies in the folder, whatever made it."""
        self.path.mkdir(parents=True, exist_ok=True)
        if self.path.stat().st_mode & OTHERS and self.path.owner() == getuser():
            self.path.chmod(0o777 & ~OTHERS)

    @classmethod
    def prepare(cls, path: Path, region: str) -> "DataDir":
        """A folder that is ready for a region, of which `region` is the text of region.toml. Raises DataDirError when
        the folder has such a file."""
        if (path / "region.toml").exists():
            raise DataDirError(
                f"In {path} staat al een region.toml, en die blijft zoals hij is. Pas hem aan, of kies een andere map "
                "met --data."
            )
        found = cls._make(path, region)
        found._write_secrets(None)
        return found

    @classmethod
    def existing(cls, path: Path) -> "DataDir":
        """The folder of an earlier demo or delivery. Raises DataDirError when there is none."""
        if not (path / "secrets.json").exists():
            raise DataDirError(
                f"In {path} staan geen gegevens. Begin met 'zachtelanding demo' of 'zachtelanding init', of kies "
                "een andere map met --data."
            )
        return cls.open(path)

    @classmethod
    def _make(cls, path: Path, region: str) -> "DataDir":
        found = cls(path.resolve(), path.resolve() / "region.toml")
        found._keep_to_owner()
        found.region_file.write_text(region, encoding="utf-8")
        (found.path / "archive").mkdir(exist_ok=True)
        return found

    @classmethod
    def _at(cls, path: Path, environment: Mapping[str, str]) -> "DataDir":
        """A demo keeps to its own region, whatever the environment says."""
        own = cls(path.resolve(), path.resolve() / "region.toml")
        named = environment.get(SETTING)
        return own if not named or own.is_demo else cls(own.path, Path(named).resolve())

    def _refuse_another_demo(self, seed: int) -> None:
        if self._secrets_file.exists() and self.demo_seed != seed:
            whose = (
                "die niet van een demo zijn" if self.demo_seed is None else f"van een demo met seed {self.demo_seed}"
            )
            raise DataDirError(f"In {self.path} staan al gegevens {whose}. Kies een andere map met --data.")

    @property
    def region(self) -> ServedRegion:
        """What region.toml says now. Raises RegionError."""
        return read_region(self.region_file)

    @property
    def is_demo(self) -> bool:
        """Whether `demo` made it, so that everybody in it is invented."""
        return self._secrets_file.exists() and self.demo_seed is not None

    @property
    def _secrets_file(self) -> Path:
        return self.path / "secrets.json"

    @property
    def log_file(self) -> Path:
        return self.path / "log" / "events.sqlite"

    @property
    def keys_file(self) -> Path:
        """With which the log is sealed; apart from it, so that a copy of the log alone says nothing."""
        return self.path / "log" / "keys.sqlite"

    @property
    def _sealing_file(self) -> Path:
        return self.path / "sealing.key"

    @property
    def sealing_key(self) -> str:
        return self._sealing_file.read_text(encoding="utf-8")

    def database_file(self, service: str) -> Path:
        return self.path / f"{service}.sqlite"

    @property
    def clock_file(self) -> Path:
        return self.path / "clock.json"

    @property
    def users_file(self) -> Path:
        return self.path / "demo-users.json"

    @property
    def _day_file(self) -> Path:
        return self.path / "day.json"

    def begin_day(self, day: date) -> None:
        """The work of a day begins; until `end_day` it is under way, also when the process is killed."""
        write_whole(self._day_file, json.dumps({"day": day.isoformat()}))

    def end_day(self) -> None:
        self._day_file.unlink()

    def is_under_way(self, day: date) -> bool:
        return self._day_file.exists() and json.loads(self._day_file.read_text(encoding="utf-8"))["day"] == str(day)

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
            "ZL_DATABASE_URL": sqlite_url(self.database_file(service)),
            "ZL_IDENTITY_KEY": str(found["identity_key"]),
            "ZL_ACCEPT_DEMO_NUMBERS": "yes" if found["demo_seed"] is not None else "no",
            "ZL_ARCHIVE_DIR": str(self.path / "archive"),
            "ZL_PRINT_DIR": str(self.path / "print"),
            "ZL_PLANS_DIR": str(self.path / "plans"),
            "ZL_PLAN_MB": PLAN_MB,
            "ZL_REGION": str(self.region_file),
        }

    def _secrets(self) -> Mapping[str, object]:
        return dict(json.loads(self._secrets_file.read_text(encoding="utf-8")))

    def _write_secrets(self, demo_seed: int | None) -> None:
        """Once and whole, also when processes start together: with another key every client would get another id, and
        nobody could open what was sealed."""
        _write_once(self._sealing_file, secrets.token_hex(32))
        if self._secrets_file.exists():
            return
        key = secrets.token_hex(32)
        if demo_seed is not None:
            key = hashlib.sha256(f"zachte-landing demo {demo_seed}".encode()).hexdigest()
        content = {"identity_key": key, "session_key": secrets.token_hex(32), "demo_seed": demo_seed}
        _write_once(self._secrets_file, json.dumps(content))


def _write_once(file: Path, content: str) -> None:
    if file.exists():
        return
    written = unfinished(file)
    write_whole(written, content)
    with suppress(FileExistsError):
        # A second name for a file that is written cannot take the place of another.
        os.link(written, file)
    written.unlink()


def init_command(path: Path, code: str = "CODE") -> str:
    """What somebody types to make a folder ready for a municipality."""
    return f"zachtelanding init --data {path} --municipality {code}"


class FileClock:
    """A clock that can be turned in a demo: it reads its day from a file, and is the system's when there is none."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def turn(self, day: date) -> None:
        write_whole(self._file, json.dumps({"today": day.isoformat()}))

    def turn_on(self, day: date) -> None:
        """As `turn`, but never back: what happened since would lie in the future. Raises DataDirError."""
        if self.turned and day < self.today():
            raise DataDirError(
                f"De klok van deze map staat op {date_in_words(self.today())}, en gaat niet terug naar "
                f"{date_in_words(day)}. Laat --today weg, of kies een latere dag."
            )
        self.turn(day)

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
