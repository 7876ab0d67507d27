"""`--watch`, an interrupt and the progress bar, as real processes."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from drafts import our_comments, p, r, word
from transcript import DRAFT, Run

PATIENCE = 60  # seconds until a test gives up
CHECKER = (sys.executable, "-m", "checker", "lint")
WATCH = ("--watch", "--select", "wrong-period")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="an interrupt is another thing there")


def eventually(holds: Callable[[], bool], what: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, what()
        time.sleep(0.02)


class Watching:
    """A process that watches, its two streams going to files."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.out, self.err = folder.parent / "out", folder.parent / "err"
        form = () if "--output-format" in arguments else ("--output-format", "concise")
        with self.out.open("wb") as out, self.err.open("wb") as err:
            self.process = subprocess.Popen([*CHECKER, *WATCH, *form, *arguments], stdout=out, stderr=err, cwd=folder)
        self.passes = 0
        self.next()

    def next(self) -> None:
        """Wait until one more pass is done."""
        self.passes += 1
        eventually(lambda: self.notes().count("等待稿件改动") >= self.passes, self.notes)

    def notes(self) -> str:
        return self.err.read_text(encoding="utf-8")

    def lines(self) -> list[str]:
        return self.out.read_text(encoding="utf-8").splitlines()

    def interrupted(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    folder = tmp_path / "drafts"
    folder.mkdir()
    (folder / "a.md").write_text(DRAFT, encoding="utf-8")
    return folder


def save(path: Path, text: str) -> None:
    """Save as a word processor does: a new file takes the place of the old one."""
    new = path.with_name(f"~${path.name}")
    new.write_text(text, encoding="utf-8")
    new.replace(path)


@contextlib.contextmanager
def watching(folder: Path, *arguments: str) -> Iterator[Watching]:
    run = Watching(folder, *arguments)
    try:
        yield run
    finally:
        run.process.kill()
        run.process.wait()


def test_a_folder(drafts: Path) -> None:
    with watching(drafts, ".") as run:
        assert [line[:9] for line in run.lines()] == ["a.md:3:1:"]
        save(drafts / "a.md", "\n" + DRAFT)
        run.next()
        assert [line[:9] for line in run.lines()] == ["a.md:3:1:", "a.md:4:1:"]
        assert "──── 有改动：a.md" in run.notes()
        (drafts / "b.md").write_text(DRAFT, encoding="utf-8")
        run.next()
        assert [line[:9] for line in run.lines()[2:]] == ["a.md:4:1:", "b.md:3:1:"]
        (drafts / "a.md").unlink()
        run.next()
        assert [line[:9] for line in run.lines()[4:]] == ["b.md:3:1:"]
        (drafts / "~$b.md").write_text("锁", encoding="utf-8")  # no draft: no pass for it
        (drafts / "b.md").unlink()
        run.next()
        assert "没有可以检查的稿件" in run.notes()
        assert "~$" not in run.notes()
        assert run.interrupted() == 0


def test_one_file_and_its_output(drafts: Path) -> None:
    with watching(drafts, "a.md", "--output-file", "result.md") as run:
        result = drafts / "result.md"
        assert result.read_text(encoding="utf-8").startswith("a.md:3:1:")
        (drafts / "other.md").write_text(DRAFT, encoding="utf-8")  # nobody asked for it
        save(drafts / "a.md", "\n" + DRAFT)
        run.next()
        assert result.read_text(encoding="utf-8").startswith("a.md:4:1:")
        assert run.notes().count("有改动") == 1
        assert run.interrupted() == 0


def test_a_file_is_given_time_to_be_written(drafts: Path) -> None:
    with watching(drafts, ".") as run:
        (drafts / "a.md").write_text("", encoding="utf-8")
        eventually(lambda: "有改动" in run.notes(), run.notes)
        (drafts / "a.md").write_text("\n" + DRAFT, encoding="utf-8")
        run.next()
        assert "文件是空的" not in run.notes()
        assert run.lines()[1].startswith("a.md:4:1:")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_previous_report_changes(drafts: Path, jobs: str) -> None:
    sentence = "全县新建基层法律服务站点，组织调解员参加培训，面对面解答群众关心的法律问题，化解各类矛盾纠纷。\n"
    previous = drafts.parent / "previous.md"
    previous.write_text(DRAFT, encoding="utf-8")
    for name in ("a.md", "b.md"):
        (drafts / name).write_text(f"松原县2024年法治政府建设年度报告\n{sentence}", encoding="utf-8")
    with watching(
        drafts, ".", "--previous", "../previous.md", "--select", "copied-from-previous", "--jobs", jobs
    ) as run:
        assert not run.lines()
        save(previous, f"松原县2023年法治政府建设年度报告\n{sentence}")
        run.next()
        assert [line[:9] for line in run.lines()] == ["a.md:2:1:", "b.md:2:1:"]


def test_a_broken_configuration_is_said_and_survived(drafts: Path) -> None:
    (drafts / "checker.toml").write_text("", encoding="utf-8")
    with watching(drafts, ".", "--config", "checker.toml") as run:
        save(drafts / "checker.toml", 'ignore = ["wrong-perio"]')
        run.next()
        assert "checker：checker.toml.ignore：不认识的规则或规则组“wrong-perio”" in run.notes()
        save(drafts / "checker.toml", 'ignore = ["wrong-period"]')
        run.next()
        assert len(run.lines()) == 1
        save(drafts / "checker.toml", "")
        run.next()
        assert len(run.lines()) == 2
        assert run.interrupted() == 0


TERMS = "wrong\tright\n{}\t另一种说法\n"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_files_that_the_settings_name_change(drafts: Path, jobs: str) -> None:
    (drafts / "b.md").write_text(DRAFT, encoding="utf-8")
    above, named = drafts.parent / "checker.toml", drafts.parent / "设置"
    named.mkdir()
    above.write_text('terms = ["设置/用语.tsv"]\nselect = ["outdated-term"]\n', encoding="utf-8")
    (named / "用语.tsv").write_text(TERMS.format("无此说法"), encoding="utf-8")
    with watching(drafts, ".", "--select", "outdated-term,wrong-period", "--jobs", jobs) as run:
        assert [line.split()[2] for line in run.lines()] == ["wrong-period"] * 2
        save(named / "用语.tsv", TERMS.format("案卷评查"))
        run.next()
        assert [line.split()[2] for line in run.lines()[2:]] == ["wrong-period", "outdated-term"] * 2
        assert run.notes().count("──── 有改动：用语.tsv") == 1
        above.write_text('baseline = "设置/b.json"\n', encoding="utf-8")  # names what is not there yet
        run.next()
        assert "b.json”：没有这个文件" in run.notes()
        command = [*CHECKER, ".", "--select", "wrong-period", "--isolated", "--write-baseline", "../设置/b.json"]
        subprocess.run(command, cwd=drafts, check=True, capture_output=True)
        run.next()
        assert "基线：2 处旧问题没有显示" in run.notes()
        assert len(run.lines()) == 6
        (named / "用语.tsv").unlink()  # no longer named
        (named / "b.json").unlink()
        run.next()
        assert run.notes().count("没有这个文件") == 2
        assert run.interrupted() == 0


@pytest.mark.parametrize("output", ["批注.docx", "批注"])
def test_a_copy_with_comments_is_kept_up_to_date(drafts: Path, output: str) -> None:
    report = drafts / "a.docx"
    (drafts / "a.md").unlink()
    (drafts / "批注").mkdir()
    report.write_bytes(word(*(p(r(line)) for line in DRAFT.splitlines())))
    place = drafts / output / "a.docx" if output == "批注" else drafts / output
    with watching(drafts, ".", "--output-format", "docx", "--output-file", output) as run:
        assert len(our_comments(place.read_bytes())) == 1
        report.write_bytes(word(*(p(r(line)) for line in DRAFT.replace("今年以来", "2024年").splitlines())))
        run.next()
        assert our_comments(place.read_bytes()) == []
        assert run.notes().count("有改动") == 1
        assert our_comments(report.read_bytes()) == []
        assert run.interrupted() == 0


@pytest.mark.parametrize("option", ["--fix", "--diff", "--write-baseline"])
def test_what_changes_something_is_not_repeated(run: Run, option: str) -> None:
    done = run("lint", "--watch", "draft.txt", option, *["b.json"] * (option == "--write-baseline"))
    assert (done.code, done.err) == (2, f"checker：“--watch”只检查，不能与“{option}”一起用\n")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("-",), "checker：--watch 不能用于标准输入\n"),
        (("no/a.md",), "checker：--watch：没有文件夹“{}/no”\n"),
    ],
)
def test_nothing_to_watch(run: Run, tmp_path: Path, arguments: tuple[str, ...], line: str) -> None:
    done = run("lint", "--watch", *arguments)
    assert (done.code, done.err) == (2, line.format(tmp_path))


def test_the_package_is_missing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    done = run("lint", "--watch", ".")
    assert (done.code, done.err) == (2, "checker：--watch 要另装 watchfiles：pip install watchfiles\n")


@pytest.mark.skipif(shutil.which("ps") is None, reason="nothing here lists processes")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_ends_all_processes(tmp_path: Path, jobs: str) -> None:
    for number in range(400):
        (tmp_path / f"{number}.txt").write_text(f"{DRAFT}{number}\n" * 20, encoding="utf-8")
    process = subprocess.Popen(
        [*CHECKER, str(tmp_path), "--jobs", jobs],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,  # a terminal interrupts the whole group
    )
    cached = Path(os.environ["CHECKER_CACHE_DIR"])
    eventually(lambda: any(cached.iterdir()), lambda: "no file was linted")
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out, err.decode()) == (130, b"", "checker：已中断\n")

    def gone() -> bool:
        states = subprocess.run(
            ["ps", "-A", "-o", "sid=,stat="], capture_output=True, check=True, text=True
        ).stdout.splitlines()
        return not [state for state in states if state.split()[0] == str(process.pid) and "Z" not in state]

    eventually(gone, lambda: "a worker is left")


@pytest.mark.parametrize(("options", "shown"), [((), True), (("-q",), False)])
def test_progress_is_for_a_terminal(tmp_path: Path, options: tuple[str, ...], *, shown: bool) -> None:
    import pty

    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(DRAFT, encoding="utf-8")
    reading, terminal = pty.openpty()
    command = [*CHECKER, str(tmp_path), "--select", "wrong-period", "--output-format", "json", *options]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=terminal, check=False)
    os.close(terminal)
    told = b""
    with contextlib.suppress(OSError):  # the other end is closed
        while part := os.read(reading, 1 << 16):
            told += part
    os.close(reading)
    assert done.stdout.startswith(b"{")
    assert ("正在检查" in told.decode()) is shown
