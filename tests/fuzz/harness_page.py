"""A coverage-guided run over the HTML reading of the link check; needs atheris in an environment of its own. See CONTRIBUTING.md."""

from tests.fuzz.guided import run

if __name__ == "__main__":
    run("page")
