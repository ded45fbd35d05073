"""The command that follows the chains of who looked."""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import click

from deploy.cli_options import REFUSED, data_option, from_environment_option, json_option, refusing
from deploy.data_dir import SERVICES, DataDir
from deploy.region import Region
from deploy.sealing import log_of_cluster
from shared.dutch import counted
from shared.looks.chain import Verdict
from shared.looks.read import verdict_of
from shared.looks.written import LookRelay


@click.command("check-looks")
@data_option
@from_environment_option
@json_option
@refusing
def check_looks(data: Path, from_environment: bool, as_json: bool) -> None:
    """Ga na of het logboek van wie keek nog heel is: niets veranderd, weggehaald of verwisseld. Op een map wordt ook
    gezien dat het einde weg is."""
    found = _in_kafka() if from_environment else _in_folder(data)
    if as_json:
        click.echo(json.dumps({service: asdict(verdict) for service, verdict in found.items()}, ensure_ascii=False))
    else:
        for service, verdict in found.items():
            click.echo(f"{service}: {_in_words(verdict)}")
    if any(verdict.broken_at is not None for verdict in found.values()):
        sys.exit(REFUSED)


def _in_folder(data: Path) -> Mapping[str, Verdict]:
    region = Region.open(DataDir.existing(data))
    try:
        return {
            name: verdict_of(region.transport, name, LookRelay(service.database, region.transport).told())
            for name, service in region.services.items()
        }
    finally:
        region.close()


def _in_kafka() -> Mapping[str, Verdict]:
    log = log_of_cluster(os.environ)
    try:
        return {name: verdict_of(log, name) for name in SERVICES}
    finally:
        log.close()


def _in_words(verdict: Verdict) -> str:
    looks = counted(verdict.looks, "regel", "regels")
    if verdict.broken_at is None:
        return f"heel ({looks})"
    return f"breuk bij nummer {verdict.broken_at}: {verdict.why}. Tot daar klopt alles ({looks})."
