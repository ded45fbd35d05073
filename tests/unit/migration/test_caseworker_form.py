"""Whoever signs in with an account is linked to their agenda by our own id of that account."""

import pytest

from services.migration.domain.planning.caseworkers import Caseworker
from services.migration.entrypoints.planning.forms import caseworker_values, read_caseworker
from shared.granting import Door, user_id_of

NOOR = user_id_of(Door.STAFF, "noor@houten.example")
NEW = Caseworker("c-1", "Noor", "0321", hours=())


@pytest.mark.parametrize(
    ("typed", "linked"),
    [
        ("noor@houten.example", NOOR),
        (" Noor@Houten.example ", NOOR),
        (NOOR, NOOR),
        ("consulent", "consulent"),
        ("", None),
    ],
)
def test_an_account_is_kept_as_our_own_id_of_it(typed: str, linked: str | None) -> None:
    kept = read_caseworker({"name": "Noor", "user": typed}, NEW)
    assert kept.user_id == linked
    assert read_caseworker(caseworker_values(kept), kept).user_id == linked
