"""The writer: what it touches, what it removes, what it refuses, and what is left when the disk gives out."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.problems import ConfigurationError, EnvironmentFault
from generator.writer import MARKER, Changes, clash, mirror, refusal, remove_folder, write_file

PAGES = {"index.md": b"home", "places/harbour.md": b"boats", "places/old-town.md": b"stairs"}


def tree(root: Path) -> dict[str, bytes]:
    """Every file below `root` with its bytes, the marker left out."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file() and path.name != MARKER}


def test_a_new_folder_holds_the_files_and_the_marker(tmp_path: Path) -> None:
    changes = mirror(tmp_path / "docs", PAGES)

    assert changes == Changes(written=("index.md", "places/harbour.md", "places/old-town.md"), removed=(), unchanged=())
    assert tree(tmp_path / "docs") == PAGES
    assert (tmp_path / "docs" / MARKER).is_file()


def test_only_what_changed_is_touched_and_what_is_stale_goes_with_its_empty_folder(tmp_path: Path) -> None:
    root = tmp_path / "docs"
    mirror(root, PAGES)
    os.utime(root / "index.md", (1, 1))

    changes = mirror(root, {"index.md": b"home", "people/mara.md": b"captain"})

    assert changes == Changes(written=("people/mara.md",), removed=("places/harbour.md", "places/old-town.md"), unchanged=("index.md",))
    assert (root / "index.md").stat().st_mtime == 1
    assert sorted(path.name for path in root.iterdir()) == [MARKER, "index.md", "people"]


def test_a_file_may_become_a_folder_and_a_folder_a_file(tmp_path: Path) -> None:
    mirror(tmp_path / "docs", {"harbour": b"file", "town/map.md": b"page"})

    mirror(tmp_path / "docs", {"harbour/quay.md": b"page", "town": b"file"})

    assert tree(tmp_path / "docs") == {"harbour/quay.md": b"page", "town": b"file"}


def test_what_an_interrupted_run_left_behind_is_removed(tmp_path: Path) -> None:
    mirror(tmp_path / "docs", PAGES)
    (tmp_path / "docs/places/.explainer-part").write_bytes(b"half a pa")

    mirror(tmp_path / "docs", PAGES)

    assert tree(tmp_path / "docs") == PAGES


def test_a_folder_that_is_not_ours_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/thesis.txt").write_text("ten years of work", encoding="utf-8")

    with pytest.raises(ConfigurationError, match="not generated"):
        mirror(tmp_path / "docs", PAGES)
    with pytest.raises(ConfigurationError, match="not generated"):
        remove_folder(tmp_path / "docs")

    assert tree(tmp_path / "docs") == {"thesis.txt": b"ten years of work"}


def test_symbolic_links_are_replaced_or_removed_and_never_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "harbour.md").write_bytes(b"precious")
    root = tmp_path / "docs"
    mirror(root, {"index.md": b"home"})
    (root / "places").symlink_to(outside)  # where a folder of ours belongs
    (root / "stale").symlink_to(outside)  # where nothing belongs
    (root / "index.md").unlink()
    (root / "index.md").symlink_to(outside / "harbour.md")  # where a page belongs

    mirror(root, PAGES)

    assert tree(outside) == {"harbour.md": b"precious"}
    assert tree(root) == PAGES
    assert not any(path.is_symlink() for path in root.rglob("*"))


def test_a_root_that_is_a_symbolic_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "docs").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(ConfigurationError, match="not a plain folder"):
        mirror(tmp_path / "docs", PAGES)

    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize(
    "path",
    [
        "../index.md",
        "places/../../index.md",
        "/etc/passwd",
        "C:/index.md",
        "places\\harbour.md",
        "places//harbour.md",
        "./index.md",
        ".hidden.md",
        "places/.explainer-generated",
        "con.md",
        "places/LPT1",
        "trailing./a.md",
        "trailing /a.md",
        "a\x00b.md",
        "line\nbreak.md",
        "\ud800.md",
        "x" * 300,
        "",
    ],
)
def test_a_path_that_could_leave_the_root_or_fail_elsewhere_is_refused_before_anything_is_written(tmp_path: Path, path: str) -> None:
    with pytest.raises(ConfigurationError, match="refused"):
        mirror(tmp_path / "docs", {"a.md": b"", path: b""})

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harbour.md", "harbour.md"),
        ("Places/a.md", "places/b.md"),
        ("caf\u00e9.md", "cafe\u0301.md"),
        ("stra\u00dfe.md", "STRASSE.md"),
        ("harbour", "harbour/index.md"),
    ],
)
def test_two_paths_that_are_one_on_some_disks_are_refused_before_anything_is_written(tmp_path: Path, one: str, other: str) -> None:
    with pytest.raises(ConfigurationError, match="would be one path"):
        mirror(tmp_path / "docs", {one: b"1", other: b"2"})

    assert list(tmp_path.iterdir()) == []


@given(st.text(alphabet=st.sampled_from("aA.é\u0301 /\\:~\x00-conß"), max_size=12) | st.text(max_size=20))
def test_every_path_is_refused_or_stays_inside_the_root(path: str) -> None:
    root = Path("/project/build/docs")
    if not refusal(path):
        assert Path(os.path.normpath(root / path)).is_relative_to(root)
        assert os.path.normpath(root / path) == str(root / path)


@given(st.lists(st.text(alphabet="aAbé\u00c9/", min_size=1, max_size=5).filter(lambda path: not refusal(path)), unique=True, max_size=6))
def test_paths_without_a_clash_stay_apart_on_a_disk_that_ignores_case(paths: list[str]) -> None:
    if clash(sorted(paths)) is None:
        assert len({path.casefold() for path in paths}) == len(paths)


@given(
    st.lists(
        st.dictionaries(st.sampled_from(["a", "a/b", "a/b/c", "d.md", "e/f.md", "e/g.md"]), st.binary(max_size=3), max_size=6).filter(
            lambda files: clash(sorted(files)) is None
        ),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_was_there_before_the_mirror_holds_exactly_the_last_files(
    tmp_path_factory: pytest.TempPathFactory, versions: list[dict[str, bytes]]
) -> None:
    root = tmp_path_factory.mktemp("mirror") / "docs"
    for files in versions:
        mirror(root, files)
        assert tree(root) == files
        assert all(any(folder.iterdir()) for folder in root.rglob("*") if folder.is_dir())
        assert mirror(root, files).unchanged == tuple(sorted(files))


@pytest.mark.parametrize("operation", ["open", "replace", "mkdir", "unlink"])
@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_when_the_nth_operation_fails_the_fault_names_the_file_and_no_partial_file_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, operation: str, number: int
) -> None:
    root = tmp_path / "build" / "docs"
    mirror(root, PAGES)
    calls = 0
    real = getattr(Path, operation)

    def failing(self: Path, *arguments: object, **named: object) -> object:
        nonlocal calls
        calls += 1
        if calls == number:
            raise OSError(errno.ENOSPC, "No space left on device", str(self))
        return real(self, *arguments, **named)

    later = {"index.md": b"new", "people/mara.md": b"new", "people/tom.md": b"new", "ships/a/b.md": b"new", "ships/c.md": b"new"}
    with monkeypatch.context() as patched:
        patched.setattr(Path, operation, failing)
        with pytest.raises(EnvironmentFault) as caught:
            mirror(root, later)

    assert str(caught.value).startswith(("cannot write build/docs", "cannot make build/docs", "cannot remove build/docs"))
    assert "free some space" in str(caught.value)
    assert str(tmp_path) not in str(caught.value)
    assert caught.value.exit_code == 3
    assert not list(root.rglob(".explainer-part"))
    assert all(content in (b"new", PAGES.get(path)) for path, content in tree(root).items())

    mirror(root, later)
    assert tree(root) == later


def test_a_single_file_is_written_whole_and_only_when_it_differs(tmp_path: Path) -> None:
    target = tmp_path / "build" / "mkdocs.base.yml"

    assert write_file(target, b"site_name: Corvala\n") is True
    assert write_file(target, b"site_name: Corvala\n") is False
    assert [path.name for path in target.parent.iterdir()] == ["mkdocs.base.yml"]


def test_removing_our_folder_takes_the_marker_last_so_that_it_can_be_taken_up_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "docs"
    mirror(root, PAGES)
    with monkeypatch.context() as patched:
        patched.setattr("shutil.rmtree", lambda path: (_ for _ in ()).throw(PermissionError(errno.EACCES, "Permission denied")))
        with pytest.raises(EnvironmentFault, match="cannot remove docs: Permission denied; make the folder writable"):
            remove_folder(root)

    assert (root / MARKER).is_file()
    remove_folder(root)
    assert not root.exists()
