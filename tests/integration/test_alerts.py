"""When Prometheus warns, and of what: its own `promtool` lives through some minutes of figures with our rules."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.promtool import available, promtool
from tests.support.requirement import require

pytestmark = pytest.mark.promtool
FOLDER = Path(__file__).parents[2] / "deploy" / "observability"
RULES: dict[str, dict[str, Any]] = {
    rule["alert"]: rule
    for group in yaml.safe_load((FOLDER / "alerts.yml").read_text(encoding="utf-8"))["groups"]
    for rule in group["rules"]
}
PARKED, BY_US, UNKNOWN = "BerichtenNietVerwerkt", "BerichtenNietVerwerktDoorOns", "BerichtenVanOnbekendeSoort"
DOWN, BEHIND, LATE = "DienstAntwoordtNiet", "DienstLooptAchter", "DagelijksWerkTeLaat"
WARNED = {
    PARKED: "migration: 3 berichten zijn niet verwerkt",
    BY_US: "migration: 21 berichten kan de dienst niet verwerken",
    UNKNOWN: "migration: 3 berichten zijn van een soort die de dienst niet kent",
    DOWN: "migration: de dienst antwoordt niet",
    BEHIND: "migration: de dienst loopt al een uur achter met berichten",
    LATE: "migration: het werk van de dag is nog niet gedaan",
}
"""What its summary says in the cases below."""


@pytest.fixture(autouse=True)
def has_promtool() -> None:
    require(*available())


def at_each_minute(name: str, values: str, service: str = "migration") -> dict[str, str]:
    return {"series": f'zachte_landing_{name}{{service="{service}"}}', "values": values}


def told(alert: str, minute: int, folder: Path, figures: Sequence[Mapping[str, str]], *, warns: bool) -> None:
    """Fails unless, in that minute of these figures, this alert warns once of migration, or not at all."""
    rule = RULES[alert]
    by = "job" if alert == DOWN else "service"
    expected = {
        "exp_labels": {**rule["labels"], by: "migration"},
        "exp_annotations": {
            "summary": WARNED[alert],
            "description": rule["annotations"]["description"].replace(f"{{{{ $labels.{by} }}}}", "migration"),
        },
    }
    asked = {"eval_time": f"{minute}m", "alertname": alert, "exp_alerts": [expected] if warns else []}
    case = {"interval": "1m", "input_series": list(figures), "alert_rule_test": [asked]}
    file = folder / "cases.yml"
    file.write_text(yaml.safe_dump({"rule_files": [str(FOLDER / "alerts.yml")], "tests": [case]}), encoding="utf-8")
    done = promtool("test", "rules", file)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("alert", "figure"), [(PARKED, "events_parked"), (UNKNOWN, "events_unknown")])
def test_what_was_set_apart_or_is_not_known_is_told_when_it_stays_five_minutes(
    tmp_path: Path, alert: str, figure: str
) -> None:
    figures = [at_each_minute(figure, "0 3x20"), at_each_minute(figure, "0x21", service="billing")]
    told(alert, 5, tmp_path, figures, warns=False)
    told(alert, 6, tmp_path, figures, warns=True)


@pytest.mark.parametrize(("alert", "figure"), [(PARKED, "events_parked"), (UNKNOWN, "events_unknown")])
def test_what_was_worked_within_five_minutes_is_not_told(tmp_path: Path, alert: str, figure: str) -> None:
    told(alert, 10, tmp_path, [at_each_minute(figure, "0 3 3 3 0x20")], warns=False)


@pytest.mark.parametrize(("unworkable", "warns"), [(10, False), (11, True)])
def test_so_many_messages_that_it_must_be_our_fault_are_told_at_once(
    tmp_path: Path, unworkable: int, warns: bool
) -> None:
    figures = [
        at_each_minute("parked_unworkable", f"0 {unworkable}x5"),
        at_each_minute("parked_unstorable", "0 10x5"),
        at_each_minute("parked_unworkable", "0 9x5", service="billing"),
        at_each_minute("parked_unstorable", "0 9x5", service="billing"),
    ]
    told(BY_US, 1, tmp_path, figures, warns=warns)


@pytest.mark.parametrize(("minute", "warns"), [(2, False), (3, True)])
def test_a_service_that_does_not_answer_is_told_after_two_minutes(tmp_path: Path, minute: int, warns: bool) -> None:
    figures = [
        {"series": 'up{job="migration"}', "values": "1 0x20"},
        {"series": 'up{job="billing"}', "values": "1 0 1x20"},
    ]
    told(DOWN, minute, tmp_path, figures, warns=warns)


@pytest.mark.parametrize(("minute", "warns"), [(59, False), (60, True)])
def test_a_service_that_never_had_read_all_for_an_hour_is_told(tmp_path: Path, minute: int, warns: bool) -> None:
    figures = [
        at_each_minute("events_to_read", "0 7x80"),
        at_each_minute("events_to_read", "7x29 0 7x80", service="billing"),
    ]
    told(BEHIND, minute + 1, tmp_path, figures, warns=warns)


@pytest.mark.parametrize(("minute", "warns"), [(15, False), (16, True)])
def test_daily_work_that_nobody_did_is_told_after_a_quarter_of_an_hour(
    tmp_path: Path, minute: int, warns: bool
) -> None:
    figures = [
        at_each_minute("daily_work_late", "0 1x20"),
        at_each_minute("daily_work_late", "0x21", service="billing"),
    ]
    told(LATE, minute, tmp_path, figures, warns=warns)


def test_every_rule_is_tried_here() -> None:
    assert set(RULES) == set(WARNED)


def test_prometheus_takes_its_settings(tmp_path: Path) -> None:
    settings = yaml.safe_load((FOLDER / "prometheus.yml").read_text(encoding="utf-8"))
    settings["rule_files"] = [str(FOLDER / Path(file).name) for file in settings["rule_files"]]
    (file := tmp_path / "prometheus.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    done = promtool("check", "config", "--lint=all", "--lint-fatal", file)
    assert (done.returncode, f"{len(RULES)} rules found" in done.stdout) == (0, True), done.stdout + done.stderr
