"""Any municipality: from an empty folder to letters on paper, with nothing but region.toml and a delivery."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pypdfium2 import PdfDocument
from werkzeug.test import Client

from deploy.all_in_one import web_application
from deploy.cli import main
from deploy.data_dir import DataDir
from deploy.demo.releasers import Releasers
from deploy.region import Region
from shared.messaging.rebuild import whole_log
from shared.transport.topics import TOPICS
from tests.support.regions import OWN, filled_in
from tests.unit.intake.delivered import BSNS, as_csv, manifest_of, row, totals_of

PLACES = {"0273": ("Putten", "3881AB", BSNS[:3]), "0267": ("Nijkerk", "3861AB", BSNS[3:])}
EXAMPLES = [example for example in OWN if example != "0" * 20]


def zachtelanding(*words: object) -> Result:
    answer = CliRunner().invoke(main, [str(word) for word in words])
    assert answer.exit_code == 0, answer.stderr
    return answer


def delivery_for(folder: Path, code: str) -> Path:
    """A correct delivery: a client per BSN, each with guidance until the middle of 2015."""
    city, postcode, bsns = PLACES[code]
    rows = [
        row(
            bsn=bsn,
            clientnummer=f"{code}-{number}",
            besluitnummer=f"41{code}{number:03d}",
            gemeentecode=code,
            plaats=city,
            postcode=postcode,
            huisnummer=str(10 + number),
            einddatum="2015-06-30",
        )
        for number, bsn in enumerate(bsns)
    ]
    content = as_csv(rows)
    file = folder / f"{city}.csv"
    file.write_bytes(content)
    manifest = manifest_of(content, city, gemeentecode=code, **totals_of(rows))
    assert manifest["sha256"] == hashlib.sha256(content).hexdigest()
    file.with_suffix(".json").write_text(json.dumps(manifest), encoding="utf-8")
    return file


def status(data: Path) -> Mapping[str, Any]:
    return dict(json.loads(zachtelanding("status", "--data", data, "--json").stdout))


def letters(data: Path) -> dict[str, int]:
    return {state: count for state, count in status(data)["letters"].items() if count}


def page(data: Path, address: str) -> str:
    """As the demo's caseworker sees it, who works for all municipalities of the folder."""
    region = Region.open(DataDir.existing(data))
    browser = Client(web_application(region))
    browser.post("/aanmelden", data={"user": "consulent"})
    text = browser.get(address).text
    region.close()
    return text


def on_paper(data: Path) -> str:
    """All that stands in the files of all print runs."""
    pages = []
    for file in sorted((data / "print").rglob("*.pdf")):
        with closing(PdfDocument(file)) as document:
            pages += [document[number].get_textpage().get_text_range() for number in range(len(document))]
    return "\n".join(pages)


def planned_weeks(data: Path) -> dict[str, set[date]]:
    """The weeks of conversations, by municipality."""
    region = Region.open(DataDir.existing(data))
    events = chain.from_iterable(whole_log(region.transport, "test", [TOPICS["migration"]]))
    told = [event.data for event in events if event.type.endswith("reassessment-planned.v1")]
    region.close()
    codes = {each["municipality"] for each in told}
    return {
        code: {date.fromisoformat(each["conversationWeek"]) for each in told if each["municipality"] == code}
        for code in codes
    }


def fill_in(data: Path, *, also: str = "") -> None:
    file = data / "region.toml"
    file.write_text(filled_in(file.read_text(encoding="utf-8")) + also, encoding="utf-8")


def release(data: Path) -> None:
    """What two people of the municipality do on the screens."""
    region = Region.open(DataDir.existing(data))
    Releasers.of(region).release()
    region.close()


def made_ready(folder: Path, codes: Sequence[str]) -> Path:
    zachtelanding("init", "--data", folder / "data", *chain.from_iterable(("--municipality", code) for code in codes))
    return folder / "data"


@pytest.mark.slow
def test_a_delivery_for_any_municipality_goes_from_an_empty_folder_to_paper(tmp_path: Path) -> None:
    data = made_ready(tmp_path, ["0273"])
    taken = zachtelanding("deliver", delivery_for(tmp_path, "0273"), "--data", data, "--today", "2014-11-03", "--json")
    delivered = json.loads(taken.stdout)
    assert (delivered["state"], delivered["rows"]) == ("checked", {"delivered": 3, "accepted": 3, "heldBack": 0})
    assert (letters(data), status(data)["persons"]["unaccounted"]) == ({"ready": 3}, 0)

    told = zachtelanding("advance", "--to", "2014-11-04", "--data", data).stderr
    assert "staan nog voorbeelden, bij Putten (0273)" in told
    assert (letters(data), status(data)["printRuns"], on_paper(data)) == ({"ready": 3}, 0, "")
    shown = page(data, "/notifications/print-runs")
    assert "Putten: nog niet naar de drukker" in shown
    assert "3 brieven wachten en gaan nog niet naar de drukker." in shown
    assert "nog voorbeelden: return_address, visiting_address, phone, email" in shown

    fill_in(data)
    zachtelanding("advance", "--to", "2014-11-05", "--data", data)
    assert (letters(data), status(data)["printRuns"], status(data)["mailings"]) == (
        {"ready": 3},
        0,
        {"toRelease": 3, "released": 0},
    ), "nothing is printed that nobody released"
    release(data)
    zachtelanding("advance", "--to", "2014-11-06", "--data", data)
    assert status(data)["mailings"] == {"toRelease": 0, "released": 1}
    assert (letters(data), status(data)["printRuns"]) == ({"printed": 3}, 1)
    assert "wachten" not in page(data, "/notifications/print-runs")
    text = on_paper(data)
    assert [example for example in EXAMPLES if example in text] == []
    assert text.count("Gemeente Putten") >= 3
    assert "0341 - 12 34 56" in text


@pytest.mark.slow
def test_two_municipalities_in_one_folder_and_one_of_them_chose_for_itself(tmp_path: Path) -> None:
    data = made_ready(tmp_path, ["0273", "0267"])
    chosen = """
[[municipality.policy]]
key = "planning.weeks-notice"
value = 10
since = 2014-11-01
decision = "Beleidsregel gesprekken Nijkerk"
decided_on = 2014-10-14
"""
    fill_in(data, also=chosen)
    for code in PLACES:
        file = delivery_for(tmp_path, code)
        zachtelanding("deliver", file, "--data", data, *(["--today", "2014-11-03"] if code == "0273" else []))
    weeks = planned_weeks(data)
    assert min(weeks["0273"]) < date(2014, 12, 15)
    assert min(weeks["0267"]) >= date(2015, 1, 12)
    release(data)
    zachtelanding("advance", "--to", "2014-11-04", "--data", data)
    assert (letters(data), status(data)["printRuns"]) == ({"printed": 5}, 2)
    text = on_paper(data)
    assert ("Gemeente Putten" in text, "Gemeente Nijkerk" in text, "033 - 123 45 67" in text) == (True, True, True)
