"""The command that makes a data folder ready for the municipalities that it will serve."""

from pathlib import Path
from typing import Any

import click

from deploy.cli_options import data_option, refusing
from deploy.data_dir import DataDir
from deploy.new_region import new_region
from shared.messaging.failures import Refused
from shared.municipalities import municipality_name
from shared.region.files import fault_of_code


class MunicipalityType(click.ParamType[str]):
    name = "code"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if fault := fault_of_code(value):
            self.fail(fault, param, ctx)
        return str(value)


@click.command()
@data_option
@click.option(
    "--municipality",
    "codes",
    type=MunicipalityType(),
    multiple=True,
    required=True,
    help="De CBS-code van een gemeente, zoals 0273. Noem elke gemeente; de eerste draait dit programma.",
)
@refusing
def init(data: Path, codes: tuple[str, ...]) -> None:
    """Maak een map klaar, met een bestand region.toml dat u kunt invullen."""
    codes = tuple(dict.fromkeys(codes))
    try:
        folder = DataDir.prepare(data, new_region(codes))
    except OSError as error:
        raise Refused(f"in {data} kan niet geschreven worden ({error.strerror}); kies een andere map") from error
    names = ", ".join(f"{municipality_name(code)} ({code})" for code in codes)
    click.echo(f"{folder.region_file} is klaar voor {names}.")
    for line in folder.region.left_to_fill_in():
        click.echo(f"Vul nog in bij {line}")
    click.echo(f"Daarna neemt u een aanlevering over met: zachtelanding deliver BESTAND --data {data}")
