"""What the commands share: types, options, and how a refusal is shown."""

import sqlite3
import sys
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import wraps
from pathlib import Path
from typing import Any

import click
from sqlalchemy.exc import DatabaseError

from deploy.addresses import is_address
from deploy.data_dir import SERVICES, DataDirError
from deploy.file_faults import in_dutch, of_system_in_dutch
from shared.messaging.failures import DatabaseBehind, Refused
from shared.settings import SettingsError
from shared.transport.contract import TransportUnavailable

REFUSED = 1


class ScaleType(click.ParamType[Decimal]):
    name = "scale"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        try:
            scale = Decimal(value)
        except InvalidOperation:
            self.fail(f"{value!r} is geen getal; geef bijvoorbeeld 1 of 0.1", param, ctx)
        if scale.is_nan() or not Decimal("0.01") <= scale <= 1000:
            self.fail(f"{value} ligt niet tussen 0.01 en 1000", param, ctx)
        return scale


class DayType(click.ParamType[date]):
    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007
        except ValueError:
            self.fail(f"{value!r} is geen datum; schrijf bijvoorbeeld 2014-11-03", param, ctx)


class HostType(click.ParamType[str]):
    name = "address"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not is_address(value):
            self.fail(f"{value!r} is geen adres van deze machine; schrijf bijvoorbeeld 127.0.0.1", param, ctx)
        return str(value)


data_option = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("data"),
    show_default=True,
    help="Map met alle gegevens.",
)
alone_option = click.option(
    "--without-counterparts",
    "alone",
    is_flag=True,
    help="Geen verzonnen consulenten en cliënten: alles blijft aan wie achter het scherm zit.",
)
from_environment_option = click.option(
    "--from-environment", is_flag=True, help="Op Kafka en PostgreSQL (productie), in plaats van op een map."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Eén JSON-object op standaarduitvoer.")
port_option = click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 is een poort die vrij is."
)
host_option = click.option(
    "--host", type=HostType(), default="127.0.0.1", show_default=True, help="Adres waarop de server luistert."
)
service_argument = click.argument("service", type=click.Choice(SERVICES))


def _behind(service: str, data: Path | None) -> str:
    how = f"zachtelanding rebuild {service}" + ("" if data is None else f" --data {data}")
    return f"de database van {service} is weg, of is een oude kopie. Stop wat er draait, en herstel die met: {how}"


def refusing(command: Callable[..., None]) -> Callable[..., None]:
    """A refusal is one clear line on standard error and exit code 1, never a stack trace."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except DatabaseBehind as error:
            click.echo(f"Geweigerd: {_behind(error.service, kwargs.get('data'))}", err=True)
            sys.exit(REFUSED)
        except (Refused, DataDirError, SettingsError, TransportUnavailable) as error:
            click.echo(f"Geweigerd: {error}", err=True)
            sys.exit(REFUSED)
        except (DatabaseError, sqlite3.DatabaseError) as error:
            click.echo(f"Geweigerd: {in_dutch(error)}", err=True)
            sys.exit(REFUSED)
        except OSError as error:
            line = of_system_in_dutch(error)
            if line is None:
                raise
            click.echo(f"Geweigerd: {line}", err=True)
            sys.exit(REFUSED)

    return run
