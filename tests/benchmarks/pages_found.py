"""Which addresses a benchmark of pages asks: found in the apps' own url maps and in the pages themselves.

Begins at every address without arguments. What such a page links to and what its forms offer is a filter, another page
of a list, or a detail; of links that differ only in their values a few are taken, of a choice every value (or CHOICES).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from lxml import html
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.routing import RequestRedirect, Rule
from werkzeug.test import Client, TestResponse

from shared.web.form_tokens import FIELD
from tests.support.web import token_on

NOT_MEASURED = re.compile(r"/(assets/.*|healthz|metrics|aanmelden|api/v1/openapi\.json)$|(\.pdf|\.csv|/document)$")
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SEARCHED = "van"
"""A part of many names, so that a search finds much."""
LINKS_PER_KIND = 3
CHOICES = 30
"""So many values of a choice are taken; of more, for example of all caseworkers, some."""

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Address:
    """`label` is the same in every data folder: made-up ids are left out of it."""

    rule: str
    path: str
    fields: Fields = ()
    method: str = "GET"

    @property
    def label(self) -> str:
        query = urlencode([(name, "…" if UUID.search(value) else value) for name, value in self.fields], safe="…")
        return f"{self.method} {self.rule}" + (f"?{query}" if query else "")

    @property
    def kind(self) -> tuple[str, str, tuple[str, ...]]:
        return (self.method, self.rule, tuple(name for name, _ in self.fields))

    def ask(self, client: "SignedIn") -> TestResponse:
        if self.method == "POST":
            return client.post(self.path, data={**dict(self.fields), FIELD: client.token})
        return client.get(self.path, query_string=dict(self.fields))


class SignedIn(Client):
    """A browser with the token of the last form that it looked at; that is good for every form of the site."""

    token = ""

    def look_at_form(self) -> None:
        self.token = token_on(self.get("/aanmelden").get_data(as_text=True))


def find_addresses(
    site: DispatcherMiddleware, clients: Mapping[str, SignedIn], *, deep: bool = False
) -> dict[Address, SignedIn]:
    """Every address with the first of `clients` who may open it; one that nobody may open, or that sends on, is left
    out. `deep`: with the details that details link to, and three instead of one of each."""
    found: dict[Address, SignedIn] = {}
    beginnings = [Address(rule, rule) for rule in _rules_without_arguments(site)]
    opened = [(address, first) for address in beginnings if (first := _first_answer(address, clients)) is not None]
    for address, (client, _) in opened:
        found[address] = client
    at_most = LINKS_PER_KIND if deep else 1
    details = []
    for _, (client, page) in opened:
        for address in _offered(site, page, at_most):
            if address not in found and _is_page(answer := address.ask(client)):
                found[address] = client
                if "<" in address.rule:
                    details.append((client, answer))
    known = {address.kind for address in found}
    for client, page in details if deep else ():
        for address in _offered(site, page, 1):
            if address.kind not in known and _is_page(address.ask(client)):
                known.add(address.kind)
                found[address] = client
    return found


def _rules_without_arguments(site: DispatcherMiddleware) -> Iterator[str]:
    apps: dict[str, Any] = {"": site.app, **site.mounts}
    for prefix, app in apps.items():
        for rule in app.url_map.iter_rules():
            path = prefix + rule.rule
            if not rule.arguments and "GET" in rule.methods and not NOT_MEASURED.search(path):
                yield path


def _first_answer(address: Address, clients: Mapping[str, SignedIn]) -> tuple[SignedIn, TestResponse] | None:
    for client in clients.values():
        answer = address.ask(client)
        if _is_page(answer):
            return client, answer
    return None


def _is_page(answer: TestResponse) -> bool:
    return answer.status_code == 200


def _offered(site: DispatcherMiddleware, answer: TestResponse, details: int) -> Iterator[Address]:
    if answer.mimetype != "text/html":
        return
    page = html.fromstring(answer.get_data(as_text=True))
    here = answer.request.path
    links = [_known(site, here, link) for link in page.xpath("//main//a/@href")]
    yield from _a_few_of_each_kind(filter(None, links), details)
    for form in page.xpath("//form"):
        yield from _of_form(site, here, form)


def _a_few_of_each_kind(addresses: Iterable[Address], details: int) -> Iterator[Address]:
    """The first, the middle and the last of each kind; of details, which differ in their path, so many."""
    kinds: dict[object, list[Address]] = {}
    for address in dict.fromkeys(addresses):
        kinds.setdefault(address.kind, []).append(address)
    for each in kinds.values():
        if "<" in each[0].rule:
            yield from each[:details]
        else:
            yield from {each[len(each) * n // LINKS_PER_KIND] for n in range(LINKS_PER_KIND)} | {each[-1]}


def _of_form(site: DispatcherMiddleware, here: str, form: Any) -> Iterator[Address]:
    """A form that filters or searches: each value of each choice, and all first values together; a name searched for.

    A form that changes something is left alone: it is sent with POST and calls itself no search.
    """
    method = form.get("method", "get").upper()
    if method == "POST" and form.get("role") != "search":
        return
    target = _known(site, here, form.get("action") or here)
    if target is None or target.fields:
        return
    given = [(field.get("name"), _value(field)) for field in form.xpath(f".//input[@name][@name!='{FIELD}']")]
    choices = {each.get("name"): _options(each) for each in form.xpath(".//select[@name]")}
    for wanted in _one_at_a_time(choices) if choices else ((),):
        fields = tuple((name, value) for name, value in (*given, *wanted) if value)
        if fields:
            yield Address(target.rule, target.path, fields, method)


def _one_at_a_time(choices: Mapping[str, Sequence[str]]) -> Iterator[Fields]:
    yield from (((name, value),) for name, values in choices.items() for value in values)
    if len(choices) > 1:
        yield tuple((name, values[0]) for name, values in choices.items() if values)


def _value(field: Any) -> str:
    return SEARCHED if field.get("type") == "search" else field.get("value") or ""


def _options(choice: Any) -> list[str]:
    values = [value for value in choice.xpath(".//option/@value") if value]
    return values if len(values) <= CHOICES else [values[len(values) * n // CHOICES] for n in range(CHOICES)]


def _known(site: DispatcherMiddleware, here: str, link: str) -> Address | None:
    """The address when one of our apps answers to it with GET; None for another site, an asset or a place in a page."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or (not parts.path and not parts.query):
        return None
    path = parts.path or here
    prefix = next((each for each in site.mounts if path.startswith(f"{each}/")), "")
    rule = _match(site.mounts.get(prefix, site.app), path.removeprefix(prefix))
    if rule is None or NOT_MEASURED.search(path):
        return None
    return Address(prefix + rule.rule, path, tuple(parse_qsl(parts.query)))


def _match(app: Any, path: str) -> Rule | None:
    try:
        rule: Rule
        rule, _ = app.url_map.bind("").match(path, "GET", return_rule=True)
    except (HTTPException, RequestRedirect):
        return None
    return rule


def sign_in(site: DispatcherMiddleware, user_ids: Iterable[str]) -> dict[str, SignedIn]:
    """A browser per demo user."""
    clients = {user_id: SignedIn(site) for user_id in user_ids}
    for user_id, client in clients.items():
        client.look_at_form()
        client.post("/aanmelden", data={"user": user_id, FIELD: client.token})
        client.look_at_form()
    return clients
