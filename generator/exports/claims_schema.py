"""The JSON Schema of `claims.json`, so that whoever reads the claims as data knows every field. It says what `_rows` and
`claims_json` write and allows nothing else; change it together with them."""

from __future__ import annotations

import json
from typing import Any, get_args

from generator.evidence import VERDICTS, EvidenceBook
from generator.exports._places import place
from generator.models import Claim
from generator.site import Site

FILE = "data/claims.schema.json"
ABOUT = "What each field of claims.json means, as a JSON Schema (draft 2020-12)."

_ID = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 80}
_POINT = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[~?%]?"


def _described(about: str, **keywords: Any) -> dict[str, Any]:
    return {"description": about, **keywords}


def _text(about: str) -> dict[str, Any]:
    return _described(about, type="string", minLength=1)


def _or_null(about: str, kind: dict[str, Any]) -> dict[str, Any]:
    return _described(about, anyOf=[kind, {"type": "null"}])


def _closed(about: str, properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    required = [name for name in properties if name not in optional]
    return _described(about, type="object", properties=properties, required=required, additionalProperties=False)


_DATE = {"$ref": "#/$defs/date"}
_SELECTOR = _closed(
    "The quoted words as a TextQuoteSelector of the W3C Web Annotation Data Model.",
    {
        "type": {"const": "TextQuoteSelector"},
        "exact": _text("The words of the source; […] stands for an omission, other square brackets for our clarification."),
        "prefix": _text("Words right before them, where they occur more than once."),
        "suffix": _text("Words right after them, where they occur more than once."),
    },
    ("prefix", "suffix"),
)
_CITATION = _closed(
    "Where the claim comes from.",
    {
        "source": _described("The id of the source; sources.csl.json describes it.", **_ID),
        "selector": _SELECTOR,
        "origin": _text("The independent root of the report, such as an agency."),
        "verdict": _described("What the comparison with the archived text found.", enum=[*VERDICTS.values(), "words not found"]),
        "url": _described("The article at its publisher, where possible at the quoted words.", type="string", pattern="^https?://"),
    },
)
_CLAIM = _closed(
    "One sentence that the site stands behind, and the words it rests on.",
    {
        "id": _described("Stable for ever.", **_ID),
        "text": _text("The claim in the site's words."),
        "topic": _described("The topic it belongs to.", **_ID),
        "about": _described("The ids of the people, groups and places it is about.", type="array", items=_ID, minItems=1),
        "kind": _described(
            "reported by the outlet, stated by a party, quoted word for word, the author's assessment, or a social-media post.",
            enum=list(get_args(Claim.model_fields["kind"].annotation)),
        ),
        "speaker": _or_null("Who says so; null where it is the outlet itself.", {"type": "string"}),
        "via": _or_null("Through which outlet or agency it reached the source.", {"type": "string"}),
        "happened": _or_null("When it happened.", _DATE),
        "said": _or_null("When it was said.", _DATE),
        "as_of": _or_null("Up to which date it is known to hold.", _DATE),
        "origins": _described("The independent origins; outlets that print one agency count once.", type="array", items={"type": "string"}),
        "contested": _described("Whether another claim answers the same question differently.", type="boolean"),
        "withdrawn": _or_null("The date on which the claim was withdrawn; null where it stands.", _DATE),
        "address": _text("Its permanent address, relative to the root of the site."),
        "cite": _described("The citations.", type="array", items=_CITATION, minItems=1),
    },
)
_DATA = _closed(
    "All claims of an explainer site.",
    {
        "$schema": _text("The name of this file."),
        "title": _text("The title of the site."),
        "covers": _described("The period its sources speak of.", **_DATE),
        "as_of": _described("The date of its latest source: it knows nothing later.", **_DATE),
        "licence": _closed(
            "The terms for the site's own texts; quotations stay their publishers'.",
            {"name": _text("Its name."), "url": _text("Its text."), "note": _or_null("A remark.", {"type": "string"})},
        ),
        "claims": _described("In file order.", type="array", items=_CLAIM),
    },
)


def export(site: Site, book: EvidenceBook) -> str:
    """The schema as JSON. It bears an `$id` where the site has an address."""
    name = {"$id": place(site.settings, FILE, FILE)} if site.settings.url else {}
    date = _described("A date in EDTF (ISO 8601-2): ~ about, ? possibly, % both, A/B from A to B.", type="string", pattern=f"^{_POINT}(/{_POINT})?$")
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **name, "title": "Claims", **_DATA, "$defs": {"date": date}}
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
