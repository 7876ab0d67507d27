"""What `docs/ci.md` shows, the hooks and the action: held against the published schemas, and their commands are run."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml
from check_jsonschema.builtin_schemas import get_builtin_schema
from junitparser import JUnitXml
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as SarifLog

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
BLOCKS = re.findall(
    r"^```(\w+)\n(.*?)^```$", (ROOT / "docs" / "ci.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
)
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the hooks and commands are for a POSIX shell")


def block(name: str) -> str:
    """Return the block of docs/ci.md whose first line names the file `name`."""
    (found,) = [text for _, text in BLOCKS if text.splitlines()[0].endswith(f" {name}")]
    return found


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with an empty folder 稿件, and a command `checker` beside it."""
    folder = tmp_path / "仓库"
    (folder / "稿件").mkdir(parents=True)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "checker").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m checker "$@"\n', encoding="utf-8")
    (tmp_path / "bin" / "checker").chmod(0o755)
    git(folder, "init", "--quiet")
    return folder


def run(folder: Path, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a repository: nothing of this machine's git, and no network."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {
        "PATH": f"{folder.parent / 'bin'}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder.parent),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@example.com",
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@example.com",
        "PRE_COMMIT_HOME": str(folder.parent / "cache"),
        "https_proxy": "http://127.0.0.1:9",
        "http_proxy": "http://127.0.0.1:9",
    }
    return subprocess.run(
        command, cwd=folder, env=environment | variables, capture_output=True, text=True, encoding="utf-8", check=False
    )


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(folder, "git", *arguments)


def commit(folder: Path, example: str) -> subprocess.CompletedProcess[str]:
    """Commit an example as draft, and a README that is no report."""
    shutil.copy(EXAMPLES / example, folder / "稿件" / f"年度报告{Path(example).suffix}")
    (folder / "README.md").write_text(f"# {example}\n", encoding="utf-8")
    git(folder, "add", ".")
    return git(folder, "commit", "--quiet", "--message", example)


def shell(folder: Path, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a script as GitHub runs one with `shell: bash`."""
    return run(folder, "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script, **variables)


def commits(folder: Path) -> list[str]:
    return git(folder, "log", "--format=%s").stdout.split()[::-1]


def test_configurations_follow_the_published_schemas() -> None:
    for schema, text in (
        ("vendor.github-workflows", block(".github/workflows/report.yml")),
        ("vendor.gitlab-ci", block(".gitlab-ci.yml")),
        ("vendor.github-actions", (ROOT / "action.yml").read_text(encoding="utf-8")),
    ):
        # YAML 1.1 takes the key “on” for a truth value
        value = {"on" if key is True else key: item for key, item in yaml.safe_load(text).items()}
        jsonschema.validators.validator_for(get_builtin_schema(schema))(get_builtin_schema(schema)).validate(value)


def test_pre_commit_takes_the_configuration_and_the_manifest(repository: Path) -> None:
    (repository / "config.yaml").write_text(block(".pre-commit-config.yaml"), encoding="utf-8")
    done = run(repository, "pre-commit", "validate-config", "config.yaml")
    assert (done.returncode, done.stdout) == (0, "")
    done = run(repository, "pre-commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml"))
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("suffix", ["md", "docx"])
def test_pre_commit_lets_a_good_draft_pass_and_blocks_a_bad_one(repository: Path, suffix: str) -> None:
    """The hook is the published one but for its language: what is installed here is taken, nothing is fetched."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (wanted,) = yaml.safe_load(block(".pre-commit-config.yaml"))["repos"][0]["hooks"]
    local = {"repos": [{"repo": "local", "hooks": [hook | wanted | {"language": "system"}]}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(local), encoding="utf-8")
    assert run(repository, "pre-commit", "install").returncode == 0
    good = commit(repository, f"good.{suffix}")
    assert (good.returncode, commits(repository)) == (0, [f"good.{suffix}"]), good.stderr
    bad = commit(repository, f"faulty.{suffix}")
    assert bad.returncode == 1
    assert "missing-section" in bad.stdout + bad.stderr
    assert commits(repository) == [f"good.{suffix}"]


def test_the_plain_hook_looks_at_what_is_staged(repository: Path) -> None:
    shutil.copy(EXAMPLES / "ci" / "pre-commit", repository / ".git" / "hooks" / "pre-commit")
    (repository / "checker.toml").write_text('select = ["missing-section"]\n', encoding="utf-8")
    git(repository, "add", ".")
    assert git(repository, "commit", "--quiet", "--message", "none").returncode == 0
    shutil.copy(EXAMPLES / "good.md", repository / "稿件" / "报告 1.md")
    git(repository, "add", ".")
    # what is changed after staging does not count
    shutil.copy(EXAMPLES / "faulty.md", repository / "稿件" / "报告 1.md")
    good = git(repository, "commit", "--quiet", "--message", "good")
    assert (good.returncode, commits(repository)) == (0, ["none", "good"]), good.stderr
    git(repository, "add", ".")
    shutil.copy(EXAMPLES / "good.md", repository / "稿件" / "报告 1.md")
    bad = git(repository, "commit", "--quiet", "--message", "bad")
    assert bad.returncode == 1
    assert "missing-section" in bad.stdout + bad.stderr
    assert "unpaired-mark" not in bad.stdout + bad.stderr  # the configuration counts
    assert commits(repository) == ["none", "good"]


def test_commands_of_the_page_run(repository: Path) -> None:
    shutil.copy(EXAMPLES / "faulty.md", repository / "稿件" / "年度报告.md")
    commands = [text for kind, text in BLOCKS if kind == "bash"]
    assert [shell(repository, text).returncode for text in commands] == [0]
    SarifLog.model_validate_json((repository / "report.sarif").read_text(encoding="utf-8"))
    (repository / "junit.xml").unlink()
    (gitlab,) = yaml.safe_load(block(".gitlab-ci.yml")).values()
    (jenkins,) = re.findall(r"sh '(.*)'", block("Jenkinsfile"))
    for command, files in ((gitlab["script"][0], gitlab["artifacts"]["reports"].values()), (jenkins, ["junit.xml"])):
        done = shell(repository, command)
        assert (done.returncode, done.stderr) == (1, "")
        assert "稿件/年度报告.md:5:1: warning wrong-period" in done.stdout
        assert all((repository / name).stat().st_size for name in files)
        assert JUnitXml.fromfile(str(repository / "junit.xml")).failures > 10
        (repository / "junit.xml").unlink()
    issues = json.loads((repository / "gl-code-quality-report.json").read_text(encoding="utf-8"))
    assert {issue["location"]["path"] for issue in issues} == {"稿件/年度报告.md"}


@pytest.mark.parametrize(
    ("given", "code", "shown"),
    [
        ({}, 1, True),
        ({"paths": "稿件/good.md\n稿件/a b.md"}, 1, True),
        ({"paths": "稿件/good.md"}, 0, False),
        ({"fail-on": "never"}, 0, True),
        ({"args": "--select suppression --isolated"}, 0, False),
        ({"sarif-file": "另一份.sarif"}, 1, True),
    ],
)
def test_the_action_checks(repository: Path, given: dict[str, str], code: int, shown: bool) -> None:
    """The step that checks is run as it stands; the one that installs needs a package registry and is not."""
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    inputs = {name: given.get(name, declared["default"]) for name, declared in action["inputs"].items()}
    assert set(given) <= set(inputs)
    for name, example in (("good.md", "good.md"), ("a b.md", "faulty.md")):
        shutil.copy(EXAMPLES / example, repository / "稿件" / name)
    step = action["runs"]["steps"][-1]
    variables = {
        name: inputs[re.fullmatch(r"\$\{\{ inputs\.(.+) \}\}", value)[1]] for name, value in step["env"].items()
    }
    done = shell(repository, step["run"], **variables)
    assert (done.returncode, done.stderr) == (code, "")
    assert ("::error file=稿件/a b.md," in done.stdout) is shown
    SarifLog.model_validate_json((repository / inputs["sarif-file"]).read_text(encoding="utf-8"))
