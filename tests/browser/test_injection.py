"""Every text field of every model carries texts that look like markup: each reaches the page as the same words, and nothing else happens.

The fields come from the models themselves, so that a new one is covered without a change here; a field of a kind unknown to `_value`
makes the test fail, and says so.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import types
import typing
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Literal

import pytest
import yaml
from lxml import html
from playwright.sync_api import Browser
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator import checks, coverage_report, pipeline
from generator.built import policy
from generator.map.geometry import Geometry
from generator.models import Actor, Explainer, Faction, Origin, Place, RelationType, Settings, Source, Topic
from generator.models.claim import Retirement
from tests.browser.conftest import _Quiet
from tests.browser.payloads import PAYLOADS
from tests.support import ROOT, site_of

VARIANTS = 19
"""How many records of each kind: every payload that means something at the start of a line leads the texts of one of them."""
ALL = -1
"""The variant of what stands in a project once."""
KINDS: dict[str, type[BaseModel]] = {
    "actors": Actor, "factions": Faction, "geography": Place, "explainers": Explainer, "sources": Source, "claims": Topic,
}  # fmt: skip
LEFT_OUT = {"limits", "retired", "show", "Settings.url", "on_map", "Speaker.entity", "Section.question", "Shape.within"}
"""Fields without text of their own that hinder another one, or are filled where it is known with what (`write`)."""
PARTS = ("prefix", "quote", "suffix")
UNSEEN = {
    "Exclusion.reason": "for the editors: why a check does not apply to a record",
    "Citation.origin_reason": "for the editors: why a quotation has another origin than its source",
    "Citation.prefix": "tells which place of the source is meant",
    "Citation.short": "for the editors: why few words are enough",
    "Citation.suffix": "tells which place of the source is meant",
    "Explainer.label": "in the navigation, outside of the article",
    "Ignored.reason": "for the editors: why the link check leaves an address alone",
    "Passage.end": "tells which part of the source is meant",
    "Passage.reason": "for the editors: how they know where a part of the source comes from",
    "Passage.start": "tells which part of the source is meant",
    "Point.code": "the dataset's own name",
    "Review.by": "for the editors: who agreed that words may be left out of a quotation",
    "Review.note": "for the editors: why they may",
    "SetAside.note": "in the coverage report only",
    "SetAside.prefix": "tells which place of the source is meant",
    "SetAside.quote": "in the coverage report only",
    "SetAside.suffix": "tells which place of the source is meant",
    "Settings.description": "in <meta>, and in the feed",
    "Shape.code": "the dataset's own name",
}
"""Text fields that no page shows in its article, or only here and there, and why. They are filled all the same."""


def texts(variant: int) -> tuple[str, ...]:
    """The payloads of a variant, the one that must stand at the start first; of what there is only once, all."""
    return PAYLOADS if variant == ALL else tuple(PAYLOADS[variant % VARIANTS :: VARIANTS])


def parts_of(annotation: Any) -> Iterator[Any]:
    """A field's type and every type inside it."""
    yield annotation
    for part in typing.get_args(annotation):
        yield from parts_of(part)


def validators(metadata: typing.Iterable[Any]) -> set[str]:
    return {getattr(getattr(entry, "func", None), "__name__", "") for entry in metadata}


def text_fields(model: type[BaseModel]) -> set[str]:
    """The names of all fields of a model and of what it holds in which an editor writes words."""
    found: set[str] = set()
    for key, field in model.model_fields.items():
        kinds = validators(field.metadata)
        for part in parts_of(field.annotation):
            kinds |= validators(getattr(part, "__metadata__", ()))
            if isinstance(part, type) and issubclass(part, BaseModel):
                found |= text_fields(part)
        if kinds & {"_text", "_prose"} or (not kinds - {""} and str in parts_of(field.annotation)):
            found.add(f"{model.__name__}.{key}")
    return found


class Filler:
    """Fills a model's fields: text with payloads (or with harmless words of the same number), the rest with what is valid."""

    def __init__(self, harmless: bool) -> None:
        self.harmless = harmless
        self.fields: set[str] = set()

    def text(self, variant: int, name: str) -> str:
        """What a text field of this name holds; the mark at its end says which field it is."""
        self.fields.add(name)
        words = [f"Harmless words {n}" for n, _ in enumerate(texts(variant))] if self.harmless else texts(variant)
        return " ¦ ".join(words) + f" ⟦{name}⟧"

    def record(self, model: type[BaseModel], variant: int) -> dict[str, Any]:
        """A record of the model with every field filled."""
        made = {}
        for key, field in model.model_fields.items():
            if not {key, f"{model.__name__}.{key}"} & LEFT_OUT:
                made[field.alias or key] = self._value(model, key, field, variant)
        return made

    def _value(self, model: type[BaseModel], key: str, field: FieldInfo, variant: int) -> Any:
        name = f"{model.__name__}.{key}"
        return self._of(name, key, field.annotation, validators(field.metadata), variant)

    def _of(self, name: str, key: str, annotation: Any, kinds: set[str], variant: int) -> Any:
        origin, parts = typing.get_origin(annotation), typing.get_args(annotation)
        if origin is typing.Annotated:
            return self._of(name, key, parts[0], kinds | validators(parts[1:]), variant)
        if origin in (typing.Union, types.UnionType):
            return self._of(name, key, parts[0], kinds, variant)
        if origin is tuple:
            if parts[-1] is not Ellipsis:  # longitude and latitude, or a frame
                return [0.0, 0.0] if len(parts) == 2 else [-10.0, -10.0, 10.0, 10.0]
            return [self._of(name, key, parts[0], kinds, variant)]
        if origin is Literal:
            return "person" if key == "kind" and "person" in parts else parts[0]
        if annotation is float:
            return 1.0
        if annotation is bool:
            return "true"
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return self.record(annotation, variant)
        if "_prose" in kinds and key in ("summary", "short_answer", "text", "intro", "naming"):
            return "".join("\\" + c if c.isascii() and not c.isalnum() and c != " " else c for c in self.text(variant, name))
        if kinds & {"_text", "_prose"}:
            return self.text(variant, name)
        plain: dict[str, Callable[[], str]] = {
            "_edtf": lambda: "2021-03-04", "_day": lambda: "2021-03-04", "_report": lambda: "https://example.net/report",
            "_url": lambda: f"https://example.org/{variant}?a=1&b=(2)*_x_", "_language": lambda: "en",
            "_id": lambda: self._id(name, key, max(variant, 0)), "_address": lambda: "https://ignored.example/*",
            "_inside": lambda: f"seeds/s-{variant}.txt", "_sha256": lambda: "0" * 64,
        }  # fmt: skip
        for kind, value in plain.items():
            if kind in kinds:
                return value()
        raise AssertionError(f"{name} is of a kind this test does not know: {annotation}; teach it")

    def _id(self, name: str, key: str, variant: int) -> str:
        known = {
            "source": f"sources-{variant}", "about": f"actors-{variant}", "entity": f"actors-{variant}",
            "origin": f"origin-{variant}",
            "check": "quotes", "record": "claim-0", "start": "geography-0", "end": "geography-1", "highlight": "geography-1", "beside": "claim-0",
            "question": f"question-{variant}",
            "premises": f"claim-{variant}", "related": f"explainers-{(variant + 1) % VARIANTS}",
            "confused_with": f"factions-{variant}", "subject": f"actors-{variant}", "object": f"factions-{variant}", "of": f"actors-{variant}",
            "type": f"relation-{variant}", "to": f"factions-{variant}", "party": f"actors-{variant}", "on": f"factions-{variant}",
            "explainers": f"explainers-{variant}",
            "within": f"factions-{variant}", "toward": f"factions-{variant}", "holder": f"actors-{variant}", "body": f"factions-{variant}",
        }  # fmt: skip
        model, _, _ = name.partition(".")
        own = {"Claim": f"claim-{variant}", "Question": f"question-{variant}", "Inference": f"inference-{variant}", "Absence": f"absence-{variant}",
               "Origin": f"origin-{variant}", "RelationType": f"relation-{variant}", "Shape": "shape", "Point": "point"}  # fmt: skip
        if key == "id":
            return own.get(model, "")
        assert key in known, f"{name} names a record of a kind this test does not know; teach it"
        return known[key]


def write(folder: Path, harmless: bool) -> set[str]:
    """A project in which every text field is filled; which fields those are."""
    filler = Filler(harmless)
    for variant in range(VARIANTS):
        for kind, model in KINDS.items():
            record = filler.record(model, variant)
            if kind == "claims":
                record["claims"][0]["reply"]["speaker"] = f"actors-{variant}"
            else:
                record["id"] = f"{kind}-{variant}"
            if kind == "sources":
                record["issued_basis"] = "inferred"
                [author] = record["author"]
                record["author"] = [{"literal": author.pop("literal")}, author]
                quoted = [" ".join(filler.text(variant, f"{model}.{part}") for part in PARTS) for model in ("Citation", "SetAside")]
                between = [filler.text(variant, f"Passage.{part}") for part in ("start", "end")]
                data = "\n".join((*quoted, *between)).encode("utf-8")
                (folder / "seeds").mkdir(parents=True, exist_ok=True)
                (folder / f"seeds/s-{variant}.txt").write_bytes(data)
                record["archived"]["sha256"] = hashlib.sha256(data).hexdigest()
                untitled = {key: value for key, value in record.items() if key not in ("title", "set_aside", "passages")}
                _put(folder / f"content/sources/untitled-{variant}.yaml", deepcopy({**untitled, "id": f"untitled-{variant}"}))
            if kind == "explainers":
                record["sections"] += [{"heading": f"Table of {show}", "show": show} for show in ("positions", "relations", "timeline")]
                record["sections"].append({"heading": "Answers", "show": "question", "question": f"question-{variant}"})
            if kind == "geography" and variant < 2:
                record["on_map"] = ("point", "shape")[variant]
            if kind == "claims":
                withdrawn = {key: record["claims"][0][key] for key in ("text", "about", "cite")}
                answers = {**record["claims"][0]["answers"], "value": "Other words"}
                rival = {**withdrawn, "id": f"rival-{variant}", "answers": answers}
                withdrawn |= {"id": f"withdrawn-{variant}", "retired": filler.record(Retirement, variant)}
                record["claims"] += [deepcopy(withdrawn), deepcopy(rival)]
            _put(folder / f"content/{kind}/{kind}-{variant}.yaml", record)
    settings = filler.record(Settings, ALL)
    settings["origins"] = [filler.record(Origin, variant) for variant in range(VARIANTS)]
    settings["relation_types"] = [filler.record(RelationType, variant) for variant in range(VARIANTS)]
    geometry = filler.record(Geometry, ALL)
    geometry["shapes"][0]["rings"] = [[[0, 0], [4, 0], [4, 4], [0, 4]]]
    data = json.dumps(geometry).encode("utf-8")
    (folder / "seeds/map.json").write_bytes(data)
    settings["map"]["geometry"] = {"file": "seeds/map.json", "sha256": hashlib.sha256(data).hexdigest()}
    settings["explainers"] = [f"explainers-{variant}" for variant in range(VARIANTS)]
    _put(folder / "content/site.yaml", settings)
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    shutil.copytree(ROOT / "templates", folder / "templates")
    return filler.fields


def _put(path: Path, data: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.dump(data, allow_unicode=True, sort_keys=False, default_style='"', width=10_000), encoding="utf-8")


@pytest.fixture(scope="module")
def forged(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, set[str]]:
    """The site with the payloads, its twin with harmless words, and the names of the fields."""
    folders = [tmp_path_factory.mktemp("forged") / name for name in ("payloads", "harmless")]
    fields: set[str] = set()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checks, "run", lambda site, found=(): [])  # what no check refuses must still be harmless
        for folder, harmless in zip(folders, (False, True), strict=True):
            fields = write(folder, harmless)
            assert [str(problem) for problem in pipeline.build(folder).problems] == []
    return folders[0] / "site", folders[1] / "site", fields


@pytest.fixture(scope="module", params=["with the policy", "without it"])
def address(request: pytest.FixtureRequest, forged: tuple[Path, Path, set[str]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = forged[0]
    if request.param == "without it":
        folder = tmp_path_factory.mktemp("bare") / "site"
        shutil.copytree(forged[0], folder)
        for page in folder.rglob("*.html"):
            page.write_bytes(policy._OURS.sub(b"", page.read_bytes()))
            assert b'http-equiv="Content-Security-Policy"' not in page.read_bytes()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join()


def pages(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html") if path.name != "404.html")


def test_there_are_many_payloads_in_many_fields(forged: tuple[Path, Path, set[str]]) -> None:
    assert len(set(PAYLOADS)) >= 60
    fields = set().union(*(text_fields(model) for model in (*KINDS.values(), Settings, Geometry)))
    assert fields - forged[2] == set(), "no payload reaches these: fill them in `write`"
    assert len(fields) > 80


def test_no_script_runs_and_every_text_shows_as_it_was_typed(browser: Browser, address: str, forged: tuple[Path, Path, set[str]]) -> None:
    context = browser.new_context()
    page = context.new_page()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    context.route("**/*", lambda route: route.continue_() if route.request.url.startswith((address, "data:", "blob:")) else route.abort())
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "forged" in request.url else None)
    forms = {variant: " ".join(" ¦ ".join(texts(variant)).split()) for variant in range(ALL, VARIANTS)}
    reached: dict[str, set[int]] = {name: set() for name in forged[2]}
    wrong: list[str] = []
    for path in pages(forged[0]):
        page.goto(address + path)
        state = page.evaluate(
            """() => ({ran: window.forged, text: (() => {
              const article = document.querySelector("article").cloneNode(true);
              article.querySelectorAll("svg text").forEach(line => line.remove());  // pictures break words to fit
              return article.textContent;
            })(),
            acts: [...document.querySelectorAll("a[href^='javascript:'], [href*='forged.example'], [src*='forged'], " +
              "article script, article iframe, article form:not(.filter), " +
              "article [style], article [onclick], article [onerror], " +
              "article [onmouseover], article [onload], article [onfocus]")].map(e => e.outerHTML)})"""
        )
        assert state["ran"] is None, f"{path}: a script ran"
        assert state["acts"] == [], path
        text = " ".join(state["text"].split())
        for number, piece in enumerate(text.split("⟧")[:-1]):
            words, _, name = piece.rpartition("⟦")
            words = words.rstrip()
            variant = next((variant for variant, form in forms.items() if words.endswith(form)), None)
            clipped = name == "Citation.prefix" and any(form.endswith(words.rpartition("…")[2]) for form in forms.values())  # a few words of it
            if variant is not None and name in reached:
                reached[name].add(variant)
            elif not clipped:
                wrong.append(f"{path} {number}: …{piece[-160:]}")
    context.close()
    assert (dialogs, asked) == ([], [])
    assert wrong == []
    everywhere = {name for name, found in reached.items() if {payload for variant in found for payload in texts(variant)} == set(PAYLOADS)}
    assert forged[2] - everywhere == set(UNSEEN)


def test_no_page_has_an_element_or_attribute_more_than_with_harmless_words(forged: tuple[Path, Path, set[str]]) -> None:
    payloads, harmless, _ = forged
    assert pages(payloads) == pages(harmless)
    for path in pages(payloads):
        ours, theirs = _inventory(payloads / path), _inventory(harmless / path)
        if path in ("names/index.html", "relations/index.html"):  # a group a letter, and a picture that breaks lines by their length
            assert set(ours) == set(theirs)
        else:
            assert ours == theirs, path


def test_the_coverage_report_has_no_element_or_attribute_more_either(forged: tuple[Path, Path, set[str]], tmp_path: Path) -> None:
    reports = [coverage_report.write(site_of(site.parent), tmp_path, tmp_path / site.parent.name) for site in forged[:2]]
    ours, theirs = map(_inventory, reports)
    assert set(ours) == set(theirs)
    shown = " ".join(html.parse(str(reports[0])).getroot().text_content().split())
    assert [payload for payload in PAYLOADS if " ".join(payload.split()) not in shown] == []


def _inventory(page: Path) -> Counter[tuple[str, ...]]:
    """How many elements there are of each name with each set of attribute names."""
    return Counter((str(e.tag), *sorted(map(str, e.attrib))) for e in html.parse(str(page)).getroot().iter() if isinstance(e.tag, str))
