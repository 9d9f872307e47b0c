"""A coverage-guided run over the checks on built HTML; needs atheris in an environment of its own. See CONTRIBUTING.md."""

from tests.fuzz.guided import run

if __name__ == "__main__":
    run("built")
