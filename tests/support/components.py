"""The real components that tests need, by the marker of those tests."""

from collections.abc import Callable, Mapping

from tests.support import (
    api_design_rules,
    chromium,
    kafka_server,
    nginx,
    oidc_server,
    postgres_server,
    promtool,
    verapdf,
)

COMPONENTS: Mapping[str, Callable[[], tuple[bool, str]]] = {
    "kafka": kafka_server.available,
    "postgres": postgres_server.available,
    "browser": chromium.available,
    "verapdf": verapdf.available,
    "oidc": oidc_server.available,
    "adr": api_design_rules.available,
    "promtool": promtool.available,
    "nginx": nginx.available,
}
