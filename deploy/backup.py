"""A copy of a data folder in one file, and a folder or one service of it put back from there.

All databases and the log are held still together while they are copied, so the copy is of one moment.
"""

import shutil
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from deploy.data_dir import SERVICES, DataDir, DataDirError
from shared.database import BUSY_SECONDS
from shared.whole_files import clear_unfinished, make_whole, scratch

SECRETS, REGION = "secrets.json", "region.toml"
UNPACKED = "reservekopie"
NOT_COPIED = (".sqlite", ".sqlite-wal", ".sqlite-shm", ".lock", ".tmp")
"""Databases are copied by themselves; locks and unfinished files are of the processes that run."""


def back_up(folder: DataDir, file: Path) -> None:
    """Writes `file`, whole or not at all. Whoever has it has the keys and the data. Raises DataDirError when it is
    there already, or would lie in the folder itself."""
    if file.exists() or folder.path in file.resolve().parents:
        raise DataDirError(f"{file} bestaat al of ligt in de map zelf. Kies een andere naam voor de reservekopie.")
    clear_unfinished(file.resolve().parent, below=False)
    with scratch(folder.path, UNPACKED) as copy:
        with ExitStack() as held:
            for each in _databases(folder):
                held.enter_context(_held(each))
            for each in _databases(folder):
                _copy_database(each, copy / each.relative_to(folder.path))
            _copy_files(folder.path, copy)
        make_whole(file, lambda place: _pack(copy, place))


def put_back(file: Path, path: Path) -> DataDir:
    """The whole folder, which must not be there yet. What makes it a folder to work with comes last. Raises
    DataDirError."""
    is_new = not path.exists()
    path.mkdir(parents=True, exist_ok=True)
    clear_unfinished(path)
    if any(path.iterdir()):
        raise DataDirError(f"In {path} staat al iets. Kies een lege map, of zet één dienst terug met --service.")
    try:
        with _unpacked(file, path) as copy:
            for each in sorted(copy.iterdir(), key=lambda one: one.name == REGION):
                shutil.move(each, path / each.name)
    except DataDirError:
        if is_new:
            path.rmdir()
        raise
    return DataDir.existing(path)


def put_service_back(file: Path, folder: DataDir, service: str) -> None:
    """The database of one service, and for intake the archive; what the folder has of it is lost. The copy must be of
    this folder: with other keys every client would be somebody else. What there is stays until the other is ready to
    take its place. Raises DataDirError, also while a process has the database or the log open: it would go on in the
    file that was taken away."""
    with _unpacked(file, folder.path) as copy:
        if (copy / SECRETS).read_bytes() != (folder.path / SECRETS).read_bytes():
            raise DataDirError(f"{file} is een reservekopie van een andere map. Kies de kopie van {folder.path}.")
        copied, place = copy / f"{service}.sqlite", folder.database_file(service)
        if not copied.exists():
            raise DataDirError(f"In {file} staat geen database van {service}. Kies een andere kopie.")
        for each in (folder.log_file, place):
            _refuse_while_open(each)
        make_whole(place, lambda ready: _lay_ready(copied, ready, beside=place))
        if service == "intake" and (copy / "archive").exists():
            shutil.copytree(copy / "archive", folder.path / "archive", dirs_exist_ok=True)


def _refuse_while_open(file: Path) -> None:
    """Only who is alone with a database can end its writing ahead; whoever opens it next begins that anew. What is no
    database any more nobody can have open."""
    if not file.exists():
        return
    try:
        with closing(sqlite3.connect(file, timeout=0)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        raise DataDirError(
            f"Er werkt nog een programma in {file.parent}. Stop het eerst, en geef dan dit commando opnieuw."
        ) from error
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode not in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            raise


def _lay_ready(copied: Path, ready: Path, *, beside: Path) -> None:
    shutil.copyfile(copied, ready)
    for ending in ("-wal", "-shm"):
        beside.with_name(beside.name + ending).unlink(missing_ok=True)


def _databases(folder: DataDir) -> list[Path]:
    files = [*(folder.database_file(name) for name in SERVICES), folder.log_file, folder.keys_file]
    return [each for each in files if each.exists()]


@contextmanager
def _held(file: Path) -> Iterator[None]:
    """Nobody writes to it meanwhile."""
    with closing(sqlite3.connect(file, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


def _copy_database(file: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(place)) as copy:
        source.backup(copy)


def _copy_files(folder: Path, copy: Path) -> None:
    for path in folder.rglob("*"):
        inside = path.relative_to(folder)
        if path.is_file() and not any(part.endswith(NOT_COPIED) for part in inside.parts):
            place = copy / inside
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, place)


def _pack(copy: Path, place: Path) -> None:
    with tarfile.open(place, "w:gz") as packed:
        packed.add(copy, arcname=".")


@contextmanager
def _unpacked(file: Path, folder: Path) -> Iterator[Path]:
    if not file.is_file():
        raise DataDirError(f"{file} is er niet. Geef de naam van een reservekopie.")
    with scratch(folder, UNPACKED) as copy:
        try:
            with tarfile.open(file) as packed:
                packed.extractall(copy, filter="data")
        except (tarfile.TarError, EOFError, OSError) as error:
            raise DataDirError(f"{file} is geen reservekopie, of is beschadigd. Kies een andere kopie.") from error
        if not (copy / SECRETS).exists():
            raise DataDirError(f"{file} is geen reservekopie van een map met gegevens. Kies een andere kopie.")
        yield copy
