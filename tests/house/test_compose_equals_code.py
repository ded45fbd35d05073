"""What docker-compose.yml runs is what the code and the broker's settings say, with no secret in it."""

import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.kafka.broker import CLUSTER_ID
from deploy.kafka.settings import HEAP_OPTIONS, IMAGE, KAFKA_VERSION, common_settings, environment, node_settings
from shared.messaging.parking import Kind
from shared.region.files import SETTING
from shared.service import EventCounts
from shared.transport.kafka import TOPIC_SETTINGS
from shared.transport.topics import TOPICS
from tests.support.postgres_server import INITDB_OPTIONS, QUIET_OPTIONS, WHEEL_FOLDER

ROOT = Path(__file__).resolve().parent.parent.parent
DEPLOY = ROOT / "deploy"
COMPOSE_TEXT = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load(COMPOSE_TEXT)
CONTAINERS: dict[str, dict[str, Any]] = COMPOSE["services"]
SERVICES = sorted(path.parent.name for path in (ROOT / "services").glob("*/domain"))
ROLES = ("web", "worker", "tick")
# A trial can stand still on a day; production must not be able to.
ONLY_FOR_TRIALS = {"ZL_TRIAL_DAY"}
SECRET = re.compile(r"KEY|PASSWORD|SECRET|TOKEN")
PINNED = re.compile(r"^[\w./-]+:v?\d+\.\d+(\.\d+)?(-\w+)*$")


def test_the_broker_has_the_settings_of_the_script() -> None:
    node = node_settings("kafka", 9092, 9093, "/var/lib/kafka/data", "")
    expected = environment(common_settings() | node) | {"KAFKA_HEAP_OPTS": HEAP_OPTIONS, "CLUSTER_ID": CLUSTER_ID}
    assert CONTAINERS["kafka"]["environment"] == expected


def test_one_kafka_version_in_compose_pom_and_code() -> None:
    pom = (DEPLOY / "kafka" / "pom.xml").read_text(encoding="utf-8")
    assert re.findall(r"<kafka\.version>(.*?)</", pom) == [KAFKA_VERSION]
    assert CONTAINERS["kafka"]["image"] == IMAGE == f"apache/kafka:{KAFKA_VERSION}"


def test_the_broker_takes_what_the_topics_promise() -> None:
    broker = common_settings()
    assert broker["message.max.bytes"] == TOPIC_SETTINGS["max.message.bytes"]
    assert broker["log.retention.ms"] == TOPIC_SETTINGS["retention.ms"]
    assert broker["log.retention.bytes"] == TOPIC_SETTINGS["retention.bytes"]
    assert broker["log.cleanup.policy"] == TOPIC_SETTINGS["cleanup.policy"]


def test_every_service_has_its_topic_and_only_the_code_makes_topics() -> None:
    assert sorted(TOPICS) == SERVICES
    assert common_settings()["auto.create.topics.enable"] == "false"
    assert CONTAINERS["topics"]["command"] == ["topics"]


def test_every_service_and_role_has_a_container() -> None:
    found = {name: each["command"] for name, each in CONTAINERS.items() if name.endswith(ROLES)}
    assert found == {f"{service}-{role}": [role, service] for service in SERVICES for role in ROLES}


def test_the_front_signs_in_with_the_key_that_the_services_know() -> None:
    front = CONTAINERS["front"]
    assert front["command"] == ["front"]
    keys = {CONTAINERS[name]["environment"]["ZL_SESSION_KEY"] for name in ("front", *(f"{s}-web" for s in SERVICES))}
    assert keys == {front["environment"]["ZL_SESSION_KEY"]}


@pytest.mark.parametrize("name", ["front", *(f"{service}-{role}" for service in SERVICES for role in ROLES)])
def test_everybody_who_asks_for_whom_we_work_gets_the_folder_with_the_region(name: str) -> None:
    folders = [mount.split(":")[-2] for mount in CONTAINERS[name]["volumes"] if "ZL_REGION_DIR" in mount]
    assert [f"{folder}/region.toml" for folder in folders] == [CONTAINERS[name]["environment"][SETTING]]


@pytest.mark.parametrize("service", SERVICES)
def test_worker_and_tick_wait_for_the_tables(service: str) -> None:
    """The web process migrates; two processes that do so at the same time would stand in each other's way."""
    for role in ("worker", "tick"):
        assert CONTAINERS[f"{service}-{role}"]["depends_on"] == {f"{service}-web": {"condition": "service_healthy"}}
    assert f"/{service}/healthz" in CONTAINERS[f"{service}-web"]["healthcheck"]["test"][-1]


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_reaches_only_its_own_database(service: str) -> None:
    name = f"ZL_{service.upper()}_DATABASE_PASSWORD"
    password = f"${{{name}:?set {name}, letters and digits}}"
    url = f"postgresql+psycopg://{service}:{password}@postgres:5432/{service}"
    urls = {CONTAINERS[f"{service}-{role}"]["environment"]["ZL_DATABASE_URL"] for role in ROLES}
    assert urls == {url}
    assert CONTAINERS["postgres"]["environment"][name] == password


def test_the_identity_key_is_only_in_the_hands_of_intake() -> None:
    holders = {name for name, each in CONTAINERS.items() if "ZL_IDENTITY_KEY" in each.get("environment", {})}
    assert holders == {f"intake-{role}" for role in ROLES}


@pytest.mark.parametrize("service", SERVICES)
def test_containers_get_every_setting_that_the_code_reads(service: str) -> None:
    code = [*(ROOT / "services" / service).glob("*.py"), DEPLOY / "production.py"]
    read = {name for file in code for name in re.findall(r"ZL_[A-Z_]+", file.read_text(encoding="utf-8"))}
    given = set(CONTAINERS[f"{service}-web"]["environment"])
    assert read - given == read & ONLY_FOR_TRIALS
    assert not given & ONLY_FOR_TRIALS


@pytest.mark.parametrize("service", SERVICES)
def test_containers_of_one_service_have_the_same_settings_but_for_those_of_the_web(service: str) -> None:
    """A web process alone would start with a setting that the worker lacks."""
    web, worker, tick = (CONTAINERS[f"{service}-{role}"]["environment"] for role in ROLES)
    assert worker == tick
    assert worker.items() <= web.items()
    code = (ROOT / "services" / service / "settings.py").read_text(encoding="utf-8")
    assert set(re.findall(r"ZL_[A-Z_]+", code)) | {SETTING} <= set(worker)


def test_only_the_pages_for_signing_in_have_the_doors() -> None:
    doors = set(re.findall(r"ZL_OIDC_[A-Z_]+", (ROOT / "shared" / "doors.py").read_text(encoding="utf-8")))
    holders = {
        name: {each for each in container.get("environment", {}) if each.startswith("ZL_OIDC_")}
        for name, container in CONTAINERS.items()
    }
    assert {name: found for name, found in holders.items() if found} == {"intake-web": doors}
    assert len(doors) > 10


def test_people_sign_in_as_themselves_unless_somebody_says_otherwise() -> None:
    asked = {
        each["environment"]["ZL_IDENTITY"]
        for each in CONTAINERS.values()
        if "ZL_IDENTITY" in each.get("environment", {})
    }
    assert asked == {"${ZL_IDENTITY:-oidc}"}


def test_postgres_is_the_same_version_and_sorts_alike() -> None:
    major = re.findall(r"^postgres:(\d+)\.", CONTAINERS["postgres"]["image"])
    assert [f"pginstall{number}" for number in major] == [WHEEL_FOLDER]
    assert CONTAINERS["postgres"]["environment"]["POSTGRES_INITDB_ARGS"].split() == list(INITDB_OPTIONS)
    assert {f"--{option}" for option in QUIET_OPTIONS} <= set(CONTAINERS["postgres"]["command"])


def test_the_first_start_makes_a_database_per_service() -> None:
    script = (DEPLOY / "postgres-init.sql").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^CREATE DATABASE (\w+) OWNER \1;$", script, re.MULTILINE)) == SERVICES
    assert sorted(re.findall(r"^REVOKE ALL ON DATABASE (\w+) FROM PUBLIC;$", script, re.MULTILINE)) == SERVICES


def test_the_gateway_and_prometheus_know_every_service() -> None:
    gateway = (DEPLOY / "gateway" / "default.conf").read_text(encoding="utf-8")
    routes = re.findall(r"location /(\w+)/ \{\s+set \$service http://(\w+)-web:8000;", gateway)
    assert sorted(routes) == [(service, service) for service in SERVICES]
    assert re.findall(r"location ~ (\S+) \{\s+set \$service http://front:8000;", gateway) == [
        "^/(aanmelden|toegankelijkheid|parked|parked/again|parked/[a-z]+/[0-9a-f-]+/trail|assets/.*)?$"
    ]
    prometheus = yaml.safe_load((DEPLOY / "observability" / "prometheus.yml").read_text(encoding="utf-8"))
    scraped = {job["metrics_path"]: job["static_configs"][0]["targets"] for job in prometheus["scrape_configs"]}
    assert scraped == {f"/{service}/metrics": [f"{service}-web:8000"] for service in SERVICES}
    for service in SERVICES:
        hosts = CONTAINERS[f"{service}-web"]["environment"]["ZL_PUBLIC_HOSTS"].split()
        assert f"{service}-web" in hosts, "a name that is not ours gets no figures"


def test_the_dashboard_asks_for_figures_that_the_code_counts() -> None:
    dashboard = json.loads((DEPLOY / "observability" / "grafana" / "dashboard.json").read_text(encoding="utf-8"))
    questions = [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    asked = set(re.findall(r"http_\w+?(?=_bucket|\W)|zachte_landing_", " ".join(questions)))
    code = (ROOT / "shared" / "web" / "app.py").read_text(encoding="utf-8")
    assert asked == {"http_requests_total", "http_request_seconds", "zachte_landing_"}
    assert [name for name in asked if name not in code] == []


def test_alerts_ask_for_figures_that_the_code_counts_and_say_so_in_dutch() -> None:
    groups = yaml.safe_load((DEPLOY / "observability" / "alerts.yml").read_text(encoding="utf-8"))["groups"]
    rules = [rule for group in groups for rule in group["rules"]]
    asked = {name for rule in rules for name in re.findall(r"zachte_landing_(\w+)", rule["expr"])}
    counted = {f"events_{each.name}" for each in fields(EventCounts)} | {f"parked_{each.name.lower()}" for each in Kind}
    assert asked <= counted | {"daily_work_late"}
    assert {"events_parked", "events_unknown"} <= asked
    assert all(re.search("berichten|dienst|werk", rule["annotations"]["summary"]) for rule in rules)
    prometheus = yaml.safe_load((DEPLOY / "observability" / "prometheus.yml").read_text(encoding="utf-8"))
    mounted = [volume.split(":")[1] for volume in CONTAINERS["prometheus"]["volumes"]]
    assert set(prometheus["rule_files"]) <= set(mounted)


def test_the_pages_ask_the_other_services_at_the_gateway() -> None:
    gateway = (DEPLOY / "gateway" / "default.conf").read_text(encoding="utf-8")
    port = re.findall(r"listen (\d+);", gateway)[0]
    asked = {CONTAINERS[name]["environment"]["ZL_GATEWAY"] for name in ("front", *(f"{s}-web" for s in SERVICES))}
    assert asked == {f"http://gateway:{port}"}


def test_every_image_is_pinned_to_a_version() -> None:
    dockerfile = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    stages = re.findall(r" AS ([\w-]+)$", dockerfile, re.MULTILINE)
    bases = [base for base in re.findall(r"^FROM (\S+)", dockerfile, re.MULTILINE) if base not in stages]
    images = [*(each["image"] for each in CONTAINERS.values()), *bases]
    assert [image for image in images if not PINNED.match(image)] == []


def test_no_secret_has_a_value_or_a_default() -> None:
    asked = re.findall(r"\$\{(\w+)([^}]*)\}", COMPOSE_TEXT)
    # A door without a secret stays closed, and the code refuses one that is half open.
    may_be_empty = {(name, rest) for name, rest in asked if name.startswith("ZL_OIDC_") and rest == ":-"}
    assert {
        name for name, rest in set(asked) - may_be_empty if SECRET.search(name) and not rest.startswith(":?set ")
    } == set()
    for container in CONTAINERS.values():
        for name, value in container.get("environment", {}).items():
            assert not SECRET.search(name) or value.startswith("${ZL_"), name


def test_doors_open_on_this_machine_only() -> None:
    published = {port for each in CONTAINERS.values() for port in each.get("ports", [])}
    assert published
    assert all(port.startswith("127.0.0.1:") for port in published)
    assert not any("ports" in CONTAINERS[name] for name in ("kafka", "postgres"))


def test_files_that_containers_mount_are_there() -> None:
    mounts = [mount for each in CONTAINERS.values() for mount in each.get("volumes", []) if mount.startswith("./")]
    assert mounts
    assert [mount for mount in mounts if not (ROOT / mount.split(":")[0]).is_file()] == []
