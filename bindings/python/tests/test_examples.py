"""Every example of the documentation, and of the README, run."""

import doctest
import pathlib
import re
import subprocess
import sys

import flashplan
import pytest
from flashplan import _flashplan

README = pathlib.Path(__file__).resolve().parents[1] / "README.md"


def documented():
    """Whatever has an example in its documentation, with its name."""
    for owner in (flashplan, _flashplan):
        for name, thing in vars(owner).items():
            for inner, member in [("", thing), *vars(thing).items()] if isinstance(thing, type) else [("", thing)]:
                text = getattr(member, "__doc__", None)
                if isinstance(text, str) and ">>>" in text:
                    yield f"{name}.{inner}".rstrip("."), text
    yield "flashplan", flashplan.__doc__


EXAMPLES = dict(documented())


@pytest.mark.parametrize("name", EXAMPLES)
def test_docstring(name):
    run(name, EXAMPLES[name])


def run(name, text):
    test = doctest.DocTestParser().get_doctest(text, {}, name, None, 0)
    runner = doctest.DocTestRunner(verbose=False)
    said = []
    runner.run(test, out=said.append)
    assert not said, "".join(said)


def test_there_are_examples():
    assert {"flashplan", "Template", "Message.render_batch", "check", "occurrences", "variables"} <= EXAMPLES.keys()


def test_readme(tmp_path, monkeypatch):
    blocks = re.findall(r"^```python\n(.*?)^```", README.read_text(encoding="utf-8"), re.M | re.S)
    # what is for Spark runs among its own tests
    blocks = [block for block in blocks if "pyspark" not in block]
    assert blocks
    monkeypatch.chdir(tmp_path)
    for block in blocks:
        if ">>>" in block:
            run("README.md", block)
        else:
            exec(compile(block, "README.md", "exec"), {})


def test_typed(tmp_path):
    pytest.importorskip("mypy", reason="mypy is not installed")
    user = tmp_path / "user.py"
    user.write_text(
        "import flashplan\n"
        "def sends(contacts: flashplan.Frame) -> int:\n"
        "    plan = flashplan.plan({'name': 'x'}, contacts, count=2, timezone='Europe/Paris')\n"
        "    for batch in plan:\n"
        "        print(batch.num_rows)\n"
        "    summary = plan.summary\n"
        "    return summary['sends'] if summary else 0\n"
        "text: str = flashplan.Template('{{contact.name}}').bind(custom={'a': 1}).render({'name': 'Awa'})\n"
        "codes: list[str] = [issue['code'] for issue in flashplan.check({})['issues']]\n",
        encoding="utf-8",
    )
    checked = mypy(user)
    assert checked.returncode == 0, checked.stdout
    user.write_text("import flashplan\nflashplan.Template('x').render_batch(5)\n", encoding="utf-8")
    assert "arg-type" in mypy(user).stdout


def mypy(file):
    return subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(file.parent), str(file)],
        capture_output=True,
        text=True,
    )
