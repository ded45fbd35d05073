"""The commands that copy a data folder and put it, or one service of it, back."""

from pathlib import Path

import click

from deploy.backup import back_up, put_back, put_service_back
from deploy.cli_options import data_option, refusing
from deploy.data_dir import SERVICES, DataDir
from deploy.region import Region
from services.intake.main import deliveries_not_here, follow_access, forgotten_not_here


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@data_option
@refusing
def backup(file: Path, data: Path) -> None:
    """Maak een reservekopie van een map, in één bestand. Dat mag terwijl alles draait."""
    back_up(DataDir.existing(data), file)
    click.echo(f"{file} is klaar. Bewaar het zo veilig als de map zelf: de sleutels en alle gegevens staan erin.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@data_option
@click.option("--service", type=click.Choice(SERVICES), help="Zet alleen deze dienst terug. Stop eerst wat er draait.")
@refusing
def restore(file: Path, data: Path, service: str | None) -> None:
    """Zet een reservekopie terug: een hele map, of één dienst in de map waar de kopie van is."""
    if service is None:
        folder = put_back(file, data)
        click.echo(f"{folder.path} staat er weer zoals toen de kopie gemaakt werd.")
        return
    put_service_back(file, DataDir.existing(data), service)
    region = Region.open(DataDir.existing(data))
    later: list[str] = []
    if service == "intake":
        later = deliveries_not_here(region.services["intake"])
        follow_access(region.services["intake"])
    again = forgotten_not_here(region.services["intake"]) if service == "intake" else []
    region.close()
    click.echo(f"{service} staat er weer zoals toen de kopie gemaakt werd.")
    if service != "intake":
        click.echo(f"Breng de dienst nu bij met: zachtelanding rebuild {service} --data {data}")
    for delivery in later:
        click.echo(f"Daarna overgenomen, en nog niet terug: {delivery}. Lever dat bestand opnieuw aan.")
    for client in again:
        click.echo(f"Was vergeten, en staat er nu weer: {client}. Vergeet deze cliënt opnieuw (zachtelanding forget).")
