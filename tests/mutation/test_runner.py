"""The mutation runner: a strong test kills what a weak one lets live, an endless loop counts as killed, and two runs find the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.mutation.mutants import mutants

PROJECT = Path(__file__).resolve().parents[2]
CODE = '''\
"""An invented module."""


def is_grown(age: int) -> bool:
    """Whether someone of that age may cross."""
    return age >= 18
'''
WEAK = "from thing import is_grown\n\n\ndef test_ages() -> None:\n    assert is_grown(40) and not is_grown(3)\n"
STRONG = WEAK + "\n\ndef test_limit() -> None:\n    assert is_grown(18) and not is_grown(17)\n"


def changes(code: str) -> list[str]:
    return [mutant.change for mutant in mutants(code)]


def mutation(project: Path, code: str, test: str, *options: str) -> tuple[int, str]:
    """Exit code and output of the command on an invented project."""
    project.mkdir(exist_ok=True)
    (project / "thing.py").write_text(code, encoding="utf-8")
    (project / "test_thing.py").write_text(test, encoding="utf-8")
    (project / "pyproject.toml").write_text('[tool.pytest.ini_options]\npythonpath = ["."]\n', encoding="utf-8")
    command = [sys.executable, "-m", "tests.mutation", "--project", str(project), *options, "thing.py", "--", "test_thing.py"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)
    return done.returncode, done.stdout + done.stderr


def test_a_weak_test_lets_mutants_live_and_they_are_shown(tmp_path: Path) -> None:
    code, output = mutation(tmp_path / "weak", CODE, WEAK)
    assert code == 1
    assert "thing.py:6 survived\n    - return age >= 18\n    + return age > 18\n" in output
    assert output.endswith("killed 3 of 6 mutants (50.0 %), 0 of them by the time limit\n")


def test_a_strong_test_kills_them_all(tmp_path: Path) -> None:
    code, output = mutation(tmp_path / "strong", CODE, STRONG)
    assert (code, output) == (0, "killed 6 of 6 mutants (100.0 %), 0 of them by the time limit\n")


def test_the_project_itself_is_left_as_it_was(tmp_path: Path) -> None:
    project = tmp_path / "project"
    mutation(project, CODE, WEAK)
    assert sorted(path.name for path in project.iterdir()) == ["pyproject.toml", "test_thing.py", "thing.py"]
    assert (project / "thing.py").read_text(encoding="utf-8") == CODE


def test_a_sample_is_the_same_in_every_run_and_says_what_it_was_drawn_from(tmp_path: Path) -> None:
    first, second = (mutation(tmp_path / "project", CODE, WEAK, "--most", "3", "--seed", "7", "--jobs", jobs) for jobs in ("1", "2"))
    assert first == second
    assert first[1].endswith("drawn from 6 with seed 7\n")


def test_a_mutant_that_never_ends_is_killed_by_the_time_limit(tmp_path: Path) -> None:
    code = "def count() -> int:\n    n = 3\n    while n > 0:\n        n -= 1\n    return n\n"
    test = "from thing import count\n\n\ndef test_count() -> None:\n    assert count() == 0\n"
    _, output = mutation(tmp_path / "project", code, test, "--most", "100")
    assert "n += 1" not in output
    assert int(output.rpartition(" of them by the time limit")[0].rpartition(" ")[2]) >= 1


def test_tests_that_fail_by_themselves_are_said_to(tmp_path: Path) -> None:
    code, output = mutation(tmp_path / "project", CODE, WEAK.replace("40", "4"))
    assert code == 2
    assert "the tests do not pass on the code as it is" in output
    assert "assert" in output


def test_a_module_that_is_not_there_is_named(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.mutation", "--project", str(tmp_path), "other.py", "--", "test_other.py"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "there is no other.py\n")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("a < b", ["a <= b", "a >= b"]),
        ("a == b", ["a != b"]),
        ("a in b", ["a not in b"]),
        ("a is None", ["a is not None"]),
        ("a and b", ["a or b"]),
        ("not a", ["a"]),
        ("-a", ["a"]),
        ("a + b", ["a - b"]),
        ("a + 'x'", ["a + ''"]),
        ("a += b", ["a -= b"]),
        ("a[5]", ["a[6]", "a[4]"]),
        ("f(True)", ["f(False)"]),
        ("f('word', '')", ["f('', '')", "f('word', 'x')"]),
        ("f(f'{a} is {b + c}')", ["f(f'{a} is {b - c}')"]),
        ("x = a if b else c", ["x = a if not b else c"]),
        ("x = [a for a in b if a]", ["x = [a for a in b if not a]"]),
        ("raise Fault('no such word')", []),
        ("x: list[int | None]", []),
        ("Kind = Literal['word', 'figure']", []),
        ("'Only words about the module.'", []),
        ("@wrapped(True)\ndef f(): pass", []),
        ("for a in b:\n    continue", ["pass"]),
        ("for a in b:\n    break", ["pass"]),
        ("def f() -> bool:\n    return a", ["return True", "return False"]),
        ("def f() -> list[str]:\n    return a", ["return []"]),
        ("def f() -> str | None:\n    return a", ["return None"]),
        ("def f():\n    if a:\n        return\n    g()", ["if not a:", "pass"]),
    ],
)
def test_a_mutant_has_one_error(code: str, expected: list[str]) -> None:
    assert [change.rpartition("\n+ ")[2] for change in changes(code)] == expected


def test_mutants_tell_the_line_of_the_original_and_leave_out_what_changes_nothing() -> None:
    found = list(mutants("# A remark.\n\nx = (\n    1\n)\n"))
    assert [(mutant.line, mutant.code) for mutant in found] == [(4, "x = 2"), (4, "x = 0")]
    assert changes("def f() -> list[int]:\n    return []") == []
