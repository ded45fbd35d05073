"""Signing in with a real browser at a real identity provider on another site: what cookies and policies let through."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page

from shared.access import Role
from tests.browser.conftest import served
from tests.browser.look import WIDTHS, faults_at_widths
from tests.oidc.conftest import OTHER_TOWN, OWN, STRANGER, TOWN, Site, granted, region_with_clients, site_of
from tests.support.free_port import free_port
from tests.support.oidc_server import available, oidc_server
from tests.support.requirement import require

pytestmark = [pytest.mark.browser, pytest.mark.oidc, pytest.mark.slow]

NOOR = "noor@town.example"


@pytest.fixture(scope="module")
def signing_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site is at localhost and the provider at 127.0.0.1: to a browser these are two sites."""
    require(*available())
    port = free_port()
    with oidc_server(f"http://localhost:{port}") as provider:
        region = region_with_clients(tmp_path_factory.mktemp("signing-in"))
        site = site_of(region, provider)
        with served(region, site.sign_in, port):
            yield site
        region.close()


@contextmanager
def opened(browser: Browser, site: Site, *, javascript: bool = False) -> Iterator[tuple[Page, list[str]]]:
    """A browser that was never here, and what it complains about."""
    context = browser.new_context(java_script_enabled=javascript, locale="nl-NL")
    page, complaints = context.new_page(), list[str]()
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.goto(f"{site.provider.back}/aanmelden")
    yield page, complaints
    context.close()


def test_somebody_with_two_roles_comes_in_chooses_changes_and_leaves(browser: Browser, signing_in: Site) -> None:
    signing_in.grants.grant(granted("g1", NOOR, towns=(TOWN, OTHER_TOWN)))
    signing_in.grants.grant(granted("g2", NOOR, Role.FINANCE))
    signing_in.provider.meets(sub="1", email=NOOR)
    with opened(browser, signing_in, javascript=True) as (page, complaints):
        assert faults_at_widths(page, "sign-in-doors", WIDTHS) == {}
        page.get_by_role("link", name="Ik werk bij de gemeente").click()
        page.wait_for_url("**/intake/sign-in/choose")
        assert faults_at_widths(page, "sign-in-choose", WIDTHS) == {}
        page.get_by_label("financiën voor").check()
        page.get_by_role("button", name="Verder met deze rol").click()
        page.wait_for_url("**/migration/year")
        assert faults_at_widths(page, "sign-in-at-work", WIDTHS) == {}
        page.get_by_role("link", name="Andere rol").click()
        page.get_by_label("consulent voor").check()
        page.get_by_role("button", name="Verder met deze rol").click()
        page.wait_for_url("**/migration/my-work")
        assert faults_at_widths(page, "sign-in-my-work", WIDTHS) == {}
        page.get_by_role("button", name="Afmelden").click()
        page.wait_for_url("**/intake/sign-out")
        assert faults_at_widths(page, "sign-out", WIDTHS) == {}
        assert complaints == []
        page.get_by_role("link", name="Meld u daar ook af").click()
        page.wait_for_url(f"{signing_in.provider.issuer}/**")


def test_a_client_comes_in_without_javascript_and_a_stranger_reads_whom_to_call(
    browser: Browser, signing_in: Site
) -> None:
    signing_in.provider.meets(sub="2", bsn=OWN)
    with opened(browser, signing_in) as (page, _):
        page.get_by_role("link", name="Ik ben cliënt").click()
        page.wait_for_url("**/notifications/portal")
        assert page.get_by_role("link", name="Andere rol").count() == 0
        assert page.get_by_role("button", name="Afmelden").is_visible()
    signing_in.provider.meets(sub="3", bsn=STRANGER)
    with opened(browser, signing_in, javascript=True) as (page, _):
        page.get_by_role("link", name="Ik ben cliënt").click()
        page.get_by_role("heading", name="U kunt hier niet verder").wait_for()
        assert faults_at_widths(page, "sign-in-refused", WIDTHS) == {}
