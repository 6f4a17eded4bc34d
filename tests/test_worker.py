"""The supervised worker, under real loads that would hang or eat the machine."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import textwrap
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.problems import ExitCode, Problem, Refusal
from briefgen.worker import Allowance, Desk, Finished, Limits, Stopped, supervise

SHORT = Limits(time_limit=1, memory_limit=200)


def stopped(outcome: object) -> Problem:
    assert isinstance(outcome, Stopped)
    (problem,) = outcome.problems
    return problem


def test_work_within_its_limits_comes_back_with_its_stages() -> None:
    seen: list[str] = []

    def work(desk: Desk) -> dict[str, bytes]:
        desk.stage("composing")
        desk.stage("writing the PDF")
        return {"letter.pdf": b"%PDF" * 500_000}

    outcome = supervise(work, limits=Limits(), size=100, on_stage=seen.append)

    assert outcome == Finished({"letter.pdf": b"%PDF" * 500_000})
    assert seen == ["composing", "writing the PDF"]


def endless_in_python(desk: Desk) -> None:
    desk.stage("composing")
    while True:
        pass


def endless_in_c(desk: Desk) -> None:
    desk.stage("composing")
    re.match("(a+)+$", "a" * 60 + "b")


@pytest.mark.parametrize("work", [endless_in_python, endless_in_c])
def test_endless_computing_is_ended_and_named(work: Callable[[Desk], None]) -> None:
    started = time.monotonic()

    problem = stopped(supervise(work, limits=SHORT, size=0))

    assert time.monotonic() - started < 8
    assert problem.exit_code is ExitCode.LIMITS
    assert problem.code == "time-limit"
    assert problem.message == (
        "Making this document was stopped while it was composing: "
        "it reached its limit of 1 second of computing"
    )
    assert problem.advice == (
        "If the document is large, allow more with “--time-limit 2”. If it is not, look for a very long or "
        "very deeply nested piece of text, and leave it out to see whether that was it."
    )


def test_a_pattern_that_matches_at_once_passes_the_same_limit() -> None:
    assert supervise(lambda _: bool(re.match("(a+)+$", "a" * 60)), limits=SHORT, size=0) == Finished(True)


def test_waiting_without_computing_is_ended_by_the_clock() -> None:
    problem = stopped(supervise(lambda _: time.sleep(60), limits=SHORT, size=0))

    assert problem.message == (
        "Making this document was stopped while it was starting: "
        "it reached its limit of 3 seconds by the clock (1 of computing)"
    )


def test_a_child_that_masks_its_alarm_is_killed_by_the_parents_own_deadline() -> None:
    def work(_: Desk) -> None:
        signal.signal(signal.SIGALRM, signal.SIG_IGN)
        time.sleep(60)

    assert stopped(supervise(work, limits=SHORT, size=0)).code == "time-limit"


def test_a_memory_hog_is_ended_and_named() -> None:
    problem = stopped(supervise(lambda _: len("a" * 10**10), limits=SHORT, size=0))

    assert problem.exit_code is ExitCode.LIMITS
    assert problem.message == (
        "Making this document was stopped while it was starting: it reached its limit of 200 MB of memory"
    )
    assert "“--memory-limit 400”" in problem.advice


def test_memory_eaten_in_small_bites_by_c_code_is_ended_too() -> None:
    bomb = zlib.compress(b"\0" * 300_000_000, 9)

    problem = stopped(supervise(lambda _: len(zlib.decompress(bomb)), limits=SHORT, size=0))

    assert problem.code == "memory-limit"


def test_memory_within_the_limit_passes() -> None:
    assert supervise(lambda _: len("a" * 10**7), limits=SHORT, size=0) == Finished(10**7)


def test_endless_recursion_is_reported_as_nesting() -> None:
    def deeper(depth: int) -> int:
        return deeper(depth + 1) + 1

    problem = stopped(supervise(lambda _: deeper(0), limits=SHORT, size=0))

    assert problem.code == "too-deep"
    assert problem.exit_code is ExitCode.LIMITS


def test_a_refusal_comes_back_as_it_was_raised() -> None:
    reason = Problem("unknown-tag", "No such tag", "Take it out")

    def work(_: Desk) -> None:
        raise Refusal(reason)

    assert stopped(supervise(work, limits=SHORT, size=0)) == reason


def test_an_unforeseen_error_is_our_fault_and_shows_no_traceback() -> None:
    def work(desk: Desk) -> None:
        desk.stage("reading")
        raise KeyError("secret name")

    outcome = supervise(work, limits=SHORT, size=0)

    problem = stopped(outcome)
    assert problem.exit_code is ExitCode.FAULT
    assert problem.message == "briefgen itself failed while it was reading"
    assert "secret name" not in problem.message + problem.advice
    assert isinstance(outcome, Stopped)
    assert "KeyError: 'secret name'" in outcome.details


def test_a_result_that_cannot_be_sent_is_our_fault() -> None:
    assert stopped(supervise(lambda _: lambda: 1, limits=SHORT, size=0)).exit_code is ExitCode.FAULT


def test_a_crash_of_c_code_is_our_fault() -> None:
    problem = stopped(supervise(lambda _: os.kill(os.getpid(), signal.SIGSEGV), limits=SHORT, size=0))

    assert problem.exit_code is ExitCode.FAULT
    assert problem.message == "The process that makes documents broke off (SIGSEGV) while it was starting"


def test_a_child_that_leaves_without_a_word_is_our_fault() -> None:
    problem = stopped(supervise(lambda _: os._exit(0), limits=SHORT, size=0))

    assert problem.message == "The process that makes documents broke off (exit 0) while it was starting"


def test_what_the_child_prints_never_reaches_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    def work(_: Desk) -> None:
        os.write(1, b"chatter")
        os.write(2, b"warning with words of the document")

    supervise(work, limits=SHORT, size=0)

    assert capfd.readouterr() == ("", "")


def test_limits_grow_with_the_input_and_with_the_tree_up_to_a_cap() -> None:
    limits = Limits()

    assert limits.allowance(size=2_000) == Allowance(seconds=20, megabytes=1024)
    assert limits.allowance(size=2**20) == Allowance(seconds=80, megabytes=1024)
    assert limits.allowance(size=2_000, nodes=8_000) == Allowance(seconds=52, megabytes=1424)
    assert limits.allowance(size=10**9, nodes=10**9) == Allowance(seconds=600, megabytes=4096)
    assert Limits(time_limit=5, memory_limit=99).allowance(size=10**9, nodes=10**9) == Allowance(5, 99)


def test_a_large_tree_earns_the_time_and_memory_that_a_small_one_is_refused() -> None:
    limits = Limits(seconds=1, megabytes=100, nodes_per_second=1000, nodes_per_megabyte=10)

    def work(nodes: int) -> Finished[int] | Stopped:
        def busy(desk: Desk) -> int:
            desk.grow(nodes)
            end = time.process_time() + 1.5
            while time.process_time() < end:
                pass
            return len(bytes(150_000_000))

        return supervise(busy, limits=limits, size=0)

    assert stopped(work(10)).code == "time-limit"
    assert work(3000) == Finished(150_000_000)


def test_ctrl_c_ends_the_child_too(tmp_path: Path) -> None:
    script = tmp_path / "build.py"
    script.write_text(
        textwrap.dedent("""
        import os, sys, time
        from briefgen.worker import Limits, supervise
        def work(desk):
            desk.stage(str(os.getpid()))
            while True: time.sleep(1)
        try:
            supervise(work, limits=Limits(), size=0, on_stage=lambda pid: print(pid, flush=True))
        except KeyboardInterrupt:
            sys.exit(130)
        """),
        encoding="utf-8",
    )
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        child = int(process.stdout.readline())
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=5) == 130
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent died")
def test_a_killed_parent_leaves_no_orphan(tmp_path: Path) -> None:
    script = tmp_path / "build.py"
    script.write_text(
        "import os, time\n"
        "from briefgen.worker import Limits, supervise\n"
        "def work(desk):\n"
        "    desk.stage(str(os.getpid()))\n"
        "    time.sleep(60)\n"
        "supervise(work, limits=Limits(), size=0, on_stage=lambda pid: print(pid, flush=True))\n",
        encoding="utf-8",
    )
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        child = Path("/proc") / process.stdout.readline().strip()
        process.kill()
        process.wait(timeout=5)
    end = time.monotonic() + 5
    while child.exists() and "\nState:\tZ" not in (child / "status").read_text() and time.monotonic() < end:
        time.sleep(0.02)
    assert not child.exists() or "\nState:\tZ" in (child / "status").read_text()


def test_a_layout_that_never_ends_is_ended_and_its_plain_twin_is_made() -> None:
    def laid_out(style: str) -> Finished[int] | Stopped:
        def work(desk: Desk) -> int:
            import weasyprint

            desk.stage("writing the PDF")
            inner = "<p>words</p>" * 4
            for _ in range(6):
                inner = f'<div style="{style}">{inner}{inner}</div>'
            return len(weasyprint.HTML(string=inner).render().pages)

        return supervise(work, limits=Limits(time_limit=5), size=0)

    assert stopped(laid_out("columns:2")).code == "time-limit"
    assert isinstance(laid_out("color:red"), Finished)
