"""The command `python -m tests.mutation MODULE… -- TESTS…`: a line for each mutant that survives, and how many were killed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.mutation.mutants import Mutant
from tests.mutation.runner import Result, RunFailed, planted, run

PROJECT = Path(__file__).resolve().parents[2]


def main(arguments: list[str]) -> int:
    """Exit code: 0 where the share of killed mutants reaches the goal, 1 where not, 2 where nothing could be run."""
    options, tests = _options(arguments)
    project = options.project.resolve()
    results: dict[tuple[Path, Mutant], Result] = {}
    try:
        chosen, total = planted(project, options.modules, options.most, options.seed)
        ahead = list(reversed(chosen))
        for result in run(project, chosen, tests, options.jobs):
            results[result.module, result.mutant] = result
            while ahead and ahead[-1] in results:  # at once, and yet in the order of the code
                _report(results[ahead.pop()])
            if sys.stderr.isatty():
                print(f"\r{len(results)} of {len(chosen)} ", end="", file=sys.stderr, flush=True)
    except RunFailed as fault:
        print(fault, file=sys.stderr)
        return 2
    outcomes = [result.outcome for result in results.values()]
    late = outcomes.count("time")
    killed = late + outcomes.count("killed")
    share = 100 * killed / len(results) if results else 100.0
    drawn = f", drawn from {total} with seed {options.seed}" if total > len(results) else ""
    print(f"killed {killed} of {len(results)} mutants ({share:.1f} %), {late} of them by the time limit{drawn}")
    return 0 if share >= options.goal else 1


def _report(result: Result) -> None:
    if result.outcome == "survived":
        change = result.mutant.change.replace("\n", "\n    ")
        print(f"{result.module.as_posix()}:{result.mutant.line} survived\n    {change}", flush=True)


def _options(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        prog="python -m tests.mutation",
        usage="%(prog)s [options] MODULE… -- TESTS…",
        description="Plants one small error after another in the modules and runs the tests on each. TESTS are given to pytest.",
    )
    parser.add_argument("modules", nargs="+", metavar="MODULE", help="a file or folder of the package")
    parser.add_argument("--most", type=int, default=400, help="run at most so many mutants, drawn by the seed (default: 400)")
    parser.add_argument("--seed", type=int, default=0, help="which mutants are drawn where there are more (default: 0)")
    parser.add_argument("--jobs", type=int, default=2, help="how many run at once (default: 2)")
    parser.add_argument("--goal", type=float, default=90.0, help="the share in percent that has to be killed (default: 90)")
    parser.add_argument("--project", type=Path, default=PROJECT, help=argparse.SUPPRESS)
    end = arguments.index("--") if "--" in arguments else len(arguments)
    options, tests = parser.parse_args(arguments[:end]), arguments[end + 1 :]
    if not tests:
        parser.error("say after -- which tests to run")
    return options, tests


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
