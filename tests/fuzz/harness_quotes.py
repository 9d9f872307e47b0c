"""A coverage-guided run over the quote matcher; needs atheris in an environment of its own. See CONTRIBUTING.md."""

from tests.fuzz.guided import run

if __name__ == "__main__":
    run("quotes")
