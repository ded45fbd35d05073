"""For all tests: a property is judged by its outcome, never by how busy the machine is; a template is read once."""

import os
from collections.abc import Iterator
from io import BytesIO

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from tests.support.web import Browser

settings.register_profile("without a clock", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("without a clock")


class ReadTemplates(BytecodeCache):
    """What templates were compiled to, for every app of this process. Nearly every test makes an app of its own, which
    would compile its templates again. Jinja looks whether the source is still the same."""

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._compiled:
            bucket.load_bytecode(BytesIO(self._compiled[bucket.key]))

    def dump_bytecode(self, bucket: Bucket) -> None:
        out = BytesIO()
        bucket.write_bytecode(out)
        self._compiled[bucket.key] = out.getvalue()


Flask.jinja_options = {"bytecode_cache": ReadTemplates()}
Flask.test_client_class = Browser


@pytest.fixture(autouse=True)
def who_may_read_what_is_made() -> Iterator[None]:
    """A command makes files for their owner only; servers that later tests start read some as another user."""
    before = os.umask(0o022)
    os.umask(before)
    yield
    os.umask(before)
