"""Facts, rights and spans as the columns of a row, and back. Lists are JSON in one column, each value by its place."""

from datetime import date
from typing import Any

from sqlalchemy import RowMapping

from services.billing.domain.client.care import DeliveryForm, Domain
from services.billing.domain.client.revisions import ClientFacts, ClientRights, DeterminedRight, IndicatedFunction
from services.billing.domain.client.spans import Span
from shared.json_text import json_text, json_value

Columns = dict[str, Any]


def facts_columns(facts: ClientFacts) -> Columns:
    return {
        "client_id": facts.client_id,
        "revision": facts.revision,
        "municipality": facts.municipality,
        "birth_date": facts.birth_date,
        "functions": json_text([_function_list(each) for each in facts.functions]),
    }


def facts_of(row: RowMapping) -> ClientFacts:
    functions = tuple(_function_of(*values) for values in json_value(row["functions"]))
    return ClientFacts(row["client_id"], row["revision"], row["municipality"], row["birth_date"], functions)


def rights_columns(rights: ClientRights) -> Columns:
    return {
        "client_id": rights.client_id,
        "revision": rights.revision,
        "municipality": rights.municipality,
        "determined_on": rights.determined_on,
        "rights": json_text([_right_list(each) for each in rights.rights]),
    }


def rights_of(row: RowMapping) -> ClientRights:
    rights = tuple(_right_of(*values) for values in json_value(row["rights"]))
    return ClientRights(row["client_id"], row["revision"], row["municipality"], row["determined_on"], rights)


def day_columns(days: Span | None) -> Columns:
    return {"first_day": days.first if days else None, "last_day": days.last if days else None}


def days_of(row: RowMapping) -> Span | None:
    return None if row["first_day"] is None else Span(row["first_day"], row["last_day"])


def _function_list(function: IndicatedFunction) -> list[object]:
    return [
        function.id,
        function.word,
        function.care_class,
        function.delivery_form.value,
        function.transport,
        function.zzp or "",
        [] if function.gross_year is None else [function.gross_year],
    ]


def _function_of(
    id_: str, word: str, care_class: str, form: str, transport: bool, zzp: str, gross_year: list[int]
) -> IndicatedFunction:
    return IndicatedFunction(
        id=id_,
        word=word,
        care_class=care_class,
        delivery_form=DeliveryForm(form),
        transport=transport,
        zzp=zzp or None,
        gross_year=gross_year[0] if gross_year else None,
    )


def _right_list(right: DeterminedRight) -> list[object]:
    until = right.pgb_until.isoformat() if right.pgb_until else ""
    days = [[right.days.first.isoformat(), right.days.last.isoformat()]] if right.days else []
    return [right.function_id, right.domain.value, right.delivery_form.value, right.conditional, days, until]


def _right_of(
    function_id: str, domain: str, form: str, conditional: bool, days: list[list[str]], pgb_until: str
) -> DeterminedRight:
    return DeterminedRight(
        function_id=function_id,
        domain=Domain(domain),
        delivery_form=DeliveryForm(form),
        conditional=conditional,
        days=Span(*(date.fromisoformat(day) for day in days[0])) if days else None,
        pgb_until=date.fromisoformat(pgb_until) if pgb_until else None,
    )
