"""The spool: a mapping whose content lies on disk, and leaves nothing there."""

from __future__ import annotations

from pathlib import Path

from generator.spool import Spool


def test_what_was_added_comes_back_and_the_last_content_of_a_path_counts(tmp_path: Path) -> None:
    with Spool(tmp_path) as files:
        files.add("a.md", b"one")
        files.add("b.md", b"")
        assert files["a.md"] == b"one"
        files.add("c/d.md", "zwölf".encode())
        files.add("a.md", b"eleven")
        assert dict(files) == {"a.md": b"eleven", "b.md": b"", "c/d.md": "zwölf".encode()}
        assert "e.md" not in files


def test_no_file_is_left(tmp_path: Path) -> None:
    with Spool(tmp_path) as files:
        files.add("a.md", b"one")
        assert list(tmp_path.iterdir()) == []
    assert list(tmp_path.iterdir()) == []
