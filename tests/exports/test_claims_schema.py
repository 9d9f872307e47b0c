"""`claims.json` against its schema, and the schema against what it must refuse."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.exports.examples import NASTY, exported, with_claims, with_settings
from tests.support import ROOT, harbour, site_of


def parts(site: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    files = exported(site)
    return json.loads(files["data/claims.json"]), json.loads(files["data/claims.schema.json"])


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(parts(harbour())[1])


@pytest.mark.parametrize("name", ["harbour", "the real site"])
def test_the_claims_obey_their_schema(name: str) -> None:
    data, schema = parts(harbour() if name == "harbour" else site_of(ROOT))

    assert data["$schema"] == "claims.schema.json"
    assert len(data["claims"]) > 10
    Draft202012Validator(schema).validate(data)


def test_claims_with_hostile_text_obey_it_and_keep_the_text() -> None:
    data, schema = parts(with_claims(dockers_walked_out={"text": NASTY}))

    Draft202012Validator(schema).validate(data)
    assert NASTY in [claim["text"] for claim in data["claims"]]


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("claims", 0, "id"), "Not An Id"),
        (("claims", 0, "kind"), "rumour"),
        (("claims", 0, "happened"), "8 May 2017"),
        (("claims", 0, "cite"), []),
        (("claims", 0, "cite", 0, "verdict"), "probably"),
        (("claims", 0, "cite", 0, "url"), "javascript:alert(1)"),
        (("claims", 0, "cite", 0, "selector", "type"), "FragmentSelector"),
        (("claims", 0, "secret"), "an unknown field"),
        (("covers",), None),
    ],
)
def test_the_schema_refuses(place: tuple[Any, ...], value: object) -> None:
    data, schema = parts(harbour())
    broken: Any = deepcopy(data)
    spot = broken
    for key in place[:-1]:
        spot = spot[key]
    spot[place[-1]] = value

    assert not Draft202012Validator(schema).is_valid(broken)


@pytest.mark.parametrize("field", ["id", "text", "cite", "withdrawn", "address"])
def test_the_schema_refuses_a_claim_without(field: str) -> None:
    data, schema = parts(harbour())
    del data["claims"][0][field]

    assert not Draft202012Validator(schema).is_valid(data)


def test_the_schema_has_an_address_only_where_the_site_has_one() -> None:
    assert parts(with_settings(url="https://example.org/karrow"))[1]["$id"] == "https://example.org/karrow/data/claims.schema.json"
    assert "$id" not in parts(with_settings(url=None))[1]
