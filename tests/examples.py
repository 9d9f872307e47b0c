"""Turns an example from a check's manual page into a small project on disk, so that the page is also a test.

An example is YAML over a base project: one source "gazette" (4 March 2021, a Thursday) with the text of `gazette`, the claim
"claim-1" that quotes it, the entities noor-tal, sarun-pass and northern-command, and one explainer that cites the claim.

Keys: `gazette`, `courier` (texts of two sources), `gazette-source`, `courier-source` (fields of their records), `claim` or
`claims` (fields over the base claim; `quote` is short for its first citation's quote), `questions`, `inferences`, `absences`,
`short_answer`, `text` (prose of the only section), `explainer` (other fields), `entities` (fields over the base by id),
`site` (fields of site.yaml), `files` (path → text, written as they are), `bytes` (the same in hexadecimal), `without` (a file
that is left out).
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import yaml

from generator.built import seal
from generator.built.folder import Plan
from generator.problems import Problem

SENTENCE = "Noor Tal crossed the Sarun Pass"
ENTITIES = {
    "noor-tal": ("actors", {"name": "Noor Tal", "kind": "person", "summary": "Noor Tal crossed the pass [@claim-1]."}),
    "sarun-pass": ("geography", {"name": "Sarun Pass", "kind": "pass", "summary": "Noor Tal crossed it [@claim-1]."}),
    "northern-command": ("factions", {"name": "Northern Command", "kind": "armed-group", "summary": "It is named here.{.signpost}"}),
}
SITE = {
    "title": "The Sarun crossing",
    "description": "An invented topic.",
    "covers": "2021-03-01/2021-03-05",
    "as_of": "2021-03-05",
    "intro": "This site is invented.{.signpost}",
    "licence": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
    "origins": [{"id": "gazette-desk", "name": "The Gazette"}, {"id": "wire", "name": "The Wire"}],
    "relation_types": [{"id": "leads", "label": "leads", "inverse": "led by"}],
    "explainers": ["who-crossed"],
    "limits": {"untriaged": "1000"},
}
SOURCES = {
    "gazette": {"container-title": "Gazette", "URL": "https://gazette.example/1", "issued": "2021-03-04", "origin": "gazette-desk"},
    "courier": {"container-title": "Courier", "URL": "https://courier.example/1", "issued": "2021-03-05", "origin": "wire"},
}


def write(root: Path, example: str) -> Path:
    """The project that the example describes, written under `root`."""
    over: dict[str, Any] = yaml.load(example, Loader=yaml.BaseLoader) or {}
    texts = {name: over.pop(name) for name in ("gazette", "courier") if name in over}
    texts.setdefault("gazette", f"{SENTENCE}.")
    for name, text in texts.items():
        _source(root, name, text, over.pop(f"{name}-source", {}))
    claims = over.pop("claims", None) or [over.pop("claim", {})]
    topic: dict[str, Any] = {"topic": "Crossing", "claims": [_claim(number, claim) for number, claim in enumerate(claims, 1)]}
    topic |= {part: over.pop(part) for part in ("questions", "inferences", "absences") if part in over}
    _put(root, "content/claims/crossing.yaml", topic)
    entities = over.pop("entities", {})
    for name, (folder, fields) in ENTITIES.items():
        _put(root, f"content/{folder}/{name}.yaml", {"id": name, **fields, **entities.pop(name, {})})
    for name, fields in entities.items():
        _put(root, f"content/actors/{name}.yaml", {"id": name, "kind": "person", "summary": "Named here.{.signpost}", **fields})
    answer = over.pop("short_answer", f"{SENTENCE} [@claim-1].")
    explainer = {"id": "who-crossed", "question": "Who crossed the pass?", "short_answer": answer}
    explainer["sections"] = [{"heading": "More", "text": over.pop("text", "More is told elsewhere.{.signpost}")}]
    _put(root, "content/explainers/who-crossed.yaml", explainer | over.pop("explainer", {}))
    _put(root, "content/site.yaml", SITE | over.pop("site", {}))
    for path, text in over.pop("files", {}).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    for path, digits in over.pop("bytes", {}).items():
        (root / path).write_bytes(bytes.fromhex(digits))
    if "without" in over:
        (root / over.pop("without")).unlink()
    assert not over, f"the example has keys that nothing reads: {sorted(over)}"
    return root


def check_built(root: Path, example: str) -> list[Problem]:
    """What the checks find in the built site that the example describes: files by path, `plan` (planned files) and `site_url`."""
    files: dict[str, Any] = yaml.load(example, Loader=yaml.BaseLoader)
    planned, url = files.pop("plan", None), files.pop("site_url", None)
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return list(seal.check(root, "site", Plan(tuple(planned), url) if planned else None, url).problems)


def _source(root: Path, name: str, text: str, fields: dict[str, Any]) -> None:
    raw = text.encode("utf-8")
    (root / "seeds").mkdir(parents=True, exist_ok=True)
    (root / f"seeds/{name}.txt").write_bytes(raw)
    archived = {"file": f"seeds/{name}.txt", "sha256": hashlib.sha256(raw).hexdigest()}
    _put(root, f"content/sources/{name}.yaml", {"id": name, **SOURCES[name], "archived": archived, **fields})


def _claim(number: int, fields: dict[str, Any]) -> dict[str, Any]:
    quote = fields.pop("quote", SENTENCE)
    base = {"id": f"claim-{number}", "text": f"{SENTENCE}.", "about": ["noor-tal"], "cite": [{"source": "gazette", "quote": quote}]}
    return base | fields


def _put(root: Path, path: str, data: dict[str, Any]) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    # Every scalar in double quotes: the example's own words must reach the reader as text, whatever they look like.
    (root / path).write_text(yaml.dump(data, allow_unicode=True, sort_keys=False, default_style='"', width=10_000), encoding="utf-8")
