"""Which doors are open follows from the settings; a door that is half open stops the start and is named."""

from collections.abc import Mapping

import pytest

from shared.doors import SignInDoor, read_doors
from shared.settings import SettingsError

STAFF: Mapping[str, str] = {
    "ZL_OIDC_STAFF_ISSUER": "https://login.example.org/town",
    "ZL_OIDC_STAFF_CLIENT_ID": "zachte-landing",
    "ZL_OIDC_STAFF_CLIENT_SECRET": "a secret of the town",
    "ZL_OIDC_STAFF_CLAIM": "email",
}
CLIENT: Mapping[str, str] = {
    "ZL_OIDC_CLIENT_ISSUER": "https://broker.example.org",
    "ZL_OIDC_CLIENT_CLIENT_ID": "zachte-landing",
    "ZL_OIDC_CLIENT_CLIENT_SECRET": "a secret of the broker",
    "ZL_OIDC_CLIENT_BSN_CLAIM": "bsn",
}


def test_without_settings_every_door_is_closed() -> None:
    assert read_doors({}) == {}
    assert read_doors(dict.fromkeys(STAFF, "")) == {}


def test_doors_stand_in_the_order_in_which_people_see_them() -> None:
    found = read_doors({**CLIENT, **STAFF})
    assert list(found) == [SignInDoor.STAFF, SignInDoor.CLIENT]
    assert (found[SignInDoor.STAFF].scopes, found[SignInDoor.CLIENT].represented) == ("openid", "")


def test_a_secret_is_not_shown_with_the_door() -> None:
    assert "a secret of the town" not in repr(read_doors(STAFF))


@pytest.mark.parametrize("missing", STAFF)
def test_a_door_that_is_half_open_names_what_is_missing(missing: str) -> None:
    with pytest.raises(SettingsError, match=missing):
        read_doors({name: value for name, value in STAFF.items() if name != missing})


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("ZL_OIDC_STAFF_ISSUER", "http://login.example.org", "https://"),
        ("ZL_OIDC_STAFF_ISSUER", "login.example.org", "https://"),
        ("ZL_OIDC_STAFF_ISSUER", "https://login.example.org?tenant=1", "an address like"),
        ("ZL_OIDC_STAFF_ISSUER", "https://", "an address like"),
        ("ZL_OIDC_STAFF_CLIENT_SECRET", "short", "at least 16"),
        ("ZL_OIDC_STAFF_SCOPES", "email profile", "openid"),
    ],
)
def test_an_odd_setting_is_named(setting: str, value: str, said: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read_doors({**STAFF, setting: value})
    assert setting in str(refused.value)
    assert said in str(refused.value)


def test_one_claim_cannot_name_two_persons() -> None:
    with pytest.raises(SettingsError, match="ZL_OIDC_CLIENT_REPRESENTED_CLAIM"):
        read_doors({**CLIENT, "ZL_OIDC_CLIENT_REPRESENTED_CLAIM": "bsn"})


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_a_provider_on_this_machine_may_do_without_https(host: str) -> None:
    issuer = f"http://{host}:8080/realms/town"
    assert read_doors({**STAFF, "ZL_OIDC_STAFF_ISSUER": issuer})[SignInDoor.STAFF].issuer == issuer
