"""Intake finished a delivery: how many clients it brings is known, so that planning can wait for all of them."""

from collections.abc import Sequence

from services.migration.application.ports import Check, Stores
from shared.access import system


@system
def record_check(checks: Sequence[Check], stores: Stores) -> None:
    stores.deliveries.add(checks)
