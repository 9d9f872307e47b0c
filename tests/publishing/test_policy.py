"""The policy and the manifest: what each page is allowed, what a copy must hold, and what a host may add."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

import pytest

from generator.built import policy, seal
from generator.built.manifest import MANIFEST, manifest, verify
from generator.built.tags import Reader
from generator.problems import ConfigurationError
from tests.support import run

HTML = """<!doctype html>
<html lang="en"><head>
<meta charset="utf-8">
<title>Ferry</title><script>let a = 1</script><script type="application/ld+json">{"name": "x"}</script>
<script src="a.js"></script><style>p {color: red}</style></head><body><a href="#top">Up</a></body></html>
"""


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A sealed folder of two files."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text(HTML, encoding="utf-8")
    (folder / "a.js").write_bytes(b"")
    assert seal.seal(folder, "site", as_of="2031-05-04").problems == ()
    return folder


def test_exactly_the_scripts_and_styles_that_stand_in_the_page_are_allowed() -> None:
    page = Reader().page("index.html", HTML)
    assert policy.hashes(page) == ({digest("let a = 1")}, {digest("p {color: red}")})
    assert policy.hashes(Reader().page("x", "<script>a\r\nb</script>"))[0] == {digest("a\nb")}, "browsers read line ends as \\n"
    assert policy.hashes(Reader().page("x", "<script type=module>a</script>"))[0] == {digest("a")}


def test_the_policy_stands_before_all_that_acts_and_the_character_set_stays_in_the_first_kilobyte(site: Path) -> None:
    text = (site / "index.html").read_text(encoding="utf-8")
    meta = text.index('<meta http-equiv="Content-Security-Policy"')
    assert text.index("charset") < meta < text.index("<title") and text.index("charset") < 1024
    content = text[meta : text.index(">", meta)]
    assert "default-src 'none'; script-src 'self' " + digest("let a = 1") + ";" in content
    assert "unsafe" not in content
    assert "frame-ancestors" not in content, "browsers ignore it there and complain"
    assert "frame-ancestors 'none'" in (site / "_headers").read_text(encoding="utf-8")


def test_a_folder_that_is_sealed_twice_is_the_same(site: Path) -> None:
    before = {path.name: path.read_bytes() for path in site.iterdir()}
    assert seal.seal(site, "site", as_of="2031-05-04").problems == ()
    assert {path.name: path.read_bytes() for path in site.iterdir()} == before


def test_where_the_headers_line_would_be_too_long_for_hosts_the_pages_policies_are_left_to_do_it() -> None:
    long = policy.headers([digest(str(number)) for number in range(60)], [])
    assert max(map(len, long.splitlines())) < 2000
    assert "frame-ancestors 'none'" in long and "default-src" not in long


def test_the_manifest_names_every_file_and_no_clock(site: Path) -> None:
    data = json.loads((site / MANIFEST).read_text(encoding="utf-8"))
    assert [entry["path"] for entry in data["files"]] == ["_headers", "a.js", "index.html"]
    assert data["files"][2]["sha256"] == hashlib.sha256((site / "index.html").read_bytes()).hexdigest()
    assert sorted(data) == ["as_of", "files", "format", "generator"]


def test_a_whole_copy_is_proved(site: Path) -> None:
    (site / ".well-known").mkdir()  # names with a dot are the host's own
    done = run("verify", site)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("whole and unchanged: 3 files, explainer ")
    assert hashlib.sha256((site / MANIFEST).read_bytes()).hexdigest() in done.out


def test_what_is_missing_changed_or_added_is_named(site: Path) -> None:
    (site / "a.js").unlink()
    (site / "index.html").write_text(HTML, encoding="utf-8")
    (site / "_headers").write_bytes((site / "_headers").read_bytes().replace(b"nosniff", b"nosnifF"))
    (site / "stats.html").write_bytes(b"")
    done = run("verify", site)
    assert done.code == 1
    assert [line.removeprefix(f"{site}/").partition(": ")[2].split("]")[0] for line in done.err.splitlines()[:4]] == [
        "[copy-changed", "[copy-missing", "[copy-changed", "[copy-extra"]  # fmt: skip
    assert f"{site}/_headers:1:1: [copy-changed]" in done.err and "bytes, but others" in done.err
    assert f"{site}/stats.html:1:1: [copy-extra] warning: " in done.err


def test_files_that_a_host_adds_are_warnings_and_problems_only_if_asked_for(site: Path) -> None:
    (site / "stats.html").write_bytes(b"")
    assert run("verify", site).code == 0
    assert "[copy-extra] warning: " in run("verify", site).err
    assert run("verify", site, "--strict").code == 1


def test_a_folder_without_a_manifest_is_a_usage_error(tmp_path: Path) -> None:
    done = run("verify", tmp_path)
    assert done.code == 2
    assert "has no manifest.json" in done.err


@pytest.mark.parametrize(
    "damage",
    [b"", b"[]", b"{", b'{"format": "other", "files": []}', b"\xff", b'{"format": "explainer-manifest-1", "files": [1]}', b"[" * 100_000,
     manifest({"../secret": (1, "0")}), manifest({"/etc/passwd": (1, "0")}), manifest({"a//b": (1, "0")})],
)  # fmt: skip
def test_a_damaged_or_forged_manifest_proves_nothing_and_leads_nowhere(site: Path, damage: bytes) -> None:
    (site / MANIFEST).write_bytes(damage)
    done = run("verify", site)
    assert done.code == 1
    assert f"{site}/manifest.json:1:1: [copy-manifest] the manifest itself is damaged" in done.err


def test_a_file_that_became_a_link_to_elsewhere_is_not_the_file(site: Path, tmp_path: Path) -> None:
    (site / "a.js").rename(tmp_path / "a.js")
    (site / "a.js").symlink_to(tmp_path / "a.js")
    assert [problem.check for problem in verify(site, "site").problems] == ["copy-missing"]


def test_a_folder_with_a_problem_gets_no_manifest_and_keeps_none(site: Path) -> None:
    (site / "a.js").unlink()
    assert [problem.check for problem in seal.seal(site, "site").problems] == ["built-asset"]
    with pytest.raises(ConfigurationError):
        verify(site, "site")
