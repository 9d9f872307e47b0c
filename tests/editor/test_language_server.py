"""What an editor shows while one types, by the YAML language server itself: problems at their places, ids and values offered, fields explained."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import schemas
from tests.editor.language_server import LanguageServer
from tests.support import HARBOUR, ROOT, copy_of, place, run

SUPPLY = "content/claims/supply.yaml"
LINE = schemas.modeline(SUPPLY)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The harbour topic, with the schemas of its own ids."""
    folder = copy_of(HARBOUR, tmp_path_factory.mktemp("editor") / "harbour")
    assert run("--project", folder, "schemas").code == 0
    return folder


@pytest.fixture(scope="module")
def server(project: Path) -> Iterator[LanguageServer]:
    with LanguageServer(project) as server:
        yield server


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its ▸ marks, and the places (line, column) where they stood."""
    places = []
    while "▸" in text:
        places.append(place(text, text.index("▸")))
        text = text.replace("▸", "", 1)
    return text, places


def test_a_wrong_key_a_wrong_value_and_a_missing_field_are_shown_where_they_are(server: LanguageServer) -> None:
    text, places = marked(f"""\
{LINE}
topic: Boats
claims:
  - id: seven-boats
    text: Seven boats lie in the harbour.
    about: [karrow, pell]
    kind: ▸quotd
    cite:
      - ▸source: ledger-2017-05-09
        ▸qoute: Seven boats
""")
    found = server.diagnostics(SUPPLY, text)
    assert [(line, column) for line, column, _ in found] == places
    value, missing, key = (message for _, _, message in found)
    assert value.startswith("Value is not accepted.") and '"quoted"' in value
    assert missing == 'Missing property "quote".'
    assert key == "Property qoute is not allowed."


def test_messages_on_form_are_in_our_words(server: LanguageServer) -> None:
    text, places = marked(f"""\
{LINE}
topic: Boats
claims:
  - id: ▸Seven Boats
    text: ▸
    about: ▸karrow
    as_of: ▸12 May 2017
    cite:
      - source: ledger-2017-05-09
        quote: Seven boats
""")
    found = server.diagnostics(SUPPLY, text)
    assert [(line, column) for line, column, _ in found if line != 5] == [where for where in places if where[0] != 5]
    words = [message for _, _, message in found]
    for part, message in zip(("lower-case letters", "leave the key out", "each entry on a line of its own", "2021-08-22~"), words, strict=True):
        assert part in message


def test_sound_content_shows_nothing(server: LanguageServer, project: Path) -> None:
    files = [path.relative_to(project).as_posix() for path in sorted((project / "content").rglob("*.yaml"))]
    assert len(files) > 20
    for name in files:
        text = (project / name).read_text(encoding="utf-8")
        assert (name, server.diagnostics(name, f"{schemas.modeline(name)}\n{text}")) == (name, [])


def test_ids_and_values_are_offered_with_what_they_mean(server: LanguageServer) -> None:
    text, places = marked(f"""\
{LINE}
topic: Boats
claims:
  - id: seven-boats
    text: Seven boats lie in the harbour.
    about:
      - ▸
    kind: ▸
    speaker: ▸
    cite:
      - source: ▸
        ▸
inferences:
  - id: more-boats
    from: [▸]
""")
    server.diagnostics(SUPPLY, text)
    about, kind, speaker, source, field, premise = (server.completion(SUPPLY, *at) for at in places)
    assert about["samira-halvani"] == speaker["samira-halvani"] == "Samira Halvani"
    assert list(kind) == ["reported", "stated", "quoted", "assessment", "post"]
    assert kind["post"] == "a social-media post"
    assert source["ledger-2017-05-09"] == "Island Ledger, 2017-05-09"
    assert field["quote"].startswith("the words of the source that carry the claim")
    assert "source" not in field
    assert premise["ships-monday"].startswith("At least 14 ships were waiting")


def test_the_pointer_on_a_field_shows_what_it_is_for(server: LanguageServer) -> None:
    text, [text_at, kind_at, source_at] = marked(f"""\
{LINE}
topic: Boats
claims:
  - id: seven-boats
    te▸xt: Seven boats lie in the harbour.
    about: [karrow]
    ki▸nd: reported
    cite:
      - sou▸rce: ledger-2017-05-09
        quote: Seven boats
""")
    server.diagnostics(SUPPLY, text)
    assert "one sentence in the past tense that the quotes carry whole" in server.hover(SUPPLY, *text_at)
    assert "`assessment`: the author's own judgement or forecast" in server.hover(SUPPLY, *kind_at)
    assert "the id of the source" in server.hover(SUPPLY, *source_at)


def test_the_settings_for_visual_studio_code_lead_every_file_to_the_schema_of_its_first_line(project: Path) -> None:
    """A file without its first line is helped all the same, where the editor reads the project's settings."""
    settings = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))
    mapped = settings["yaml.schemas"]
    assert {Path(schema).stem for schema in mapped} == set(schemas.KINDS)
    absolute = {(project / schema).as_uri(): patterns for schema, patterns in mapped.items()}
    faulty = {kind: f"content/{kind}/any-name.yaml" for kind in schemas.KINDS if kind != "site"} | {"site": "content/site.yaml"}
    with LanguageServer(project, {"schemas": absolute}) as server:
        for kind, name in faulty.items():
            found = server.diagnostics(name, "harbor: x\n")
            required = schemas.schema(kind)["required"]
            words = ["Property harbor is not allowed.", *(f'Missing property "{key}".' for key in required)]
            assert sorted(message for _, _, message in found) == sorted(words)
            assert f"build/schemas/{kind}.json" in mapped and schemas.modeline(name).endswith(f"../build/schemas/{kind}.json")
    assert json.loads((ROOT / ".vscode/extensions.json").read_text(encoding="utf-8"))["recommendations"] == ["redhat.vscode-yaml"]
