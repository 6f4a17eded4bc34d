"""The supervised worker: makes one document in a child process that can be ended from outside.

Small input can hang a layout engine or eat all memory, and no check beforehand tells which. So the
making of a document runs in a forked child (the libraries are loaded once, by the parent; threads
would corrupt memory) under three limits that the kernel keeps, even inside C code: memory
(RLIMIT_AS), computing time (RLIMIT_CPU) and time by the clock (ITIMER_REAL). The parent has a
deadline of its own. The limits first follow from the size of the input; once the tree is known the
child raises its own, by the number of nodes, up to a cap.

macOS accepts RLIMIT_AS but does not keep it: there, only the time limits hold.
"""

from __future__ import annotations

import ctypes
import faulthandler
import os
import resource
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Generic, Never, TypeVar, assert_never

from briefgen.problems import ExitCode, Problem, Refusal

T = TypeVar("T")

MEGABYTE = 2**20
GRACE = 2.0
"""Seconds that the parent waits beyond the child's own clock limit before it kills."""
PATIENCE = 3
"""Seconds by the clock for each second of computing: a busy machine is slow, not hostile."""
RESERVE = 64 * MEGABYTE
"""Memory beyond the limit with which a child that ran out of memory can still say so."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one document may use."""

    seconds: int
    """Computing time; `PATIENCE` times as many by the clock."""
    megabytes: int
    """Address space beyond what the process had mapped when the work began."""

    def covering(self, other: Allowance) -> Allowance:
        """Return the larger of both, measure by measure."""
        return Allowance(max(self.seconds, other.seconds), max(self.megabytes, other.megabytes))


@dataclass(frozen=True, slots=True)
class Limits:
    """How the allowance grows with the document.

    Measured on two cores, PDF and Word together with reading back: a letter of two pages takes 0.4 s;
    46 pages with 30 tables (6,400 nodes from 138 KB) take 5 s and 170 MB. For those pages the defaults
    allow 53 s and 1.3 GB: ten times the time, for slower machines and slower scripts.
    """

    seconds: int = 20
    """For any document."""
    megabytes: int = 1024
    """For any document."""
    seconds_per_megabyte: int = 60
    """For each megabyte of the document's own data and templates."""
    nodes_per_second: int = 250
    """Nodes of the tree that earn one more second."""
    nodes_per_megabyte: int = 20
    """Nodes of the tree that earn one more megabyte."""
    most_seconds: int = 600
    most_megabytes: int = 4096
    time_limit: int | None = None
    """Seconds that the user set (`--time-limit`); then nothing scales."""
    memory_limit: int | None = None
    """Megabytes that the user set (`--memory-limit`); then nothing scales."""

    def allowance(self, *, size: int, nodes: int = 0) -> Allowance:
        """Return what a document may use whose input has `size` bytes and whose tree has `nodes` nodes."""
        seconds = self.seconds + size * self.seconds_per_megabyte // MEGABYTE + nodes // self.nodes_per_second
        megabytes = self.megabytes + nodes // self.nodes_per_megabyte
        return Allowance(
            self.time_limit or min(seconds, self.most_seconds),
            self.memory_limit or min(megabytes, self.most_megabytes),
        )

    @property
    def most(self) -> Allowance:
        """The cap that no growth passes."""
        return Allowance(self.time_limit or self.most_seconds, self.memory_limit or self.most_megabytes)


@dataclass(frozen=True, slots=True)
class Finished(Generic[T]):
    """The work was done."""

    value: T


@dataclass(frozen=True, slots=True)
class Stopped:
    """The work was not done, and why."""

    problems: tuple[Problem, ...]
    details: str = ""
    """For a fault of briefgen: the traceback, which only a debug log may show."""


@dataclass(frozen=True, slots=True)
class _Stage:
    name: str


@dataclass(frozen=True, slots=True)
class _Grown:
    allowance: Allowance


class Desk:
    """What the work sees of its supervision, inside the child."""

    def __init__(self, wire: Connection, limits: Limits, size: int) -> None:
        self._wire, self._limits, self._size = wire, limits, size
        self._mapped, _ = _memory_in_use()
        self._allowance = limits.allowance(size=size)
        _impose(self._allowance, limits.most, self._mapped)

    def stage(self, name: str) -> None:
        """Tell the parent what comes now, in a word that continues “while it was …”."""
        self._wire.send(_Stage(name))

    def grow(self, nodes: int) -> None:
        """Raise the limits by the size of the tree, now that it is known; they never shrink."""
        grown = self._limits.allowance(size=self._size, nodes=nodes).covering(self._allowance)
        if grown != self._allowance:
            self._allowance = grown
            _impose(grown, self._limits.most, self._mapped)
            self._wire.send(_Grown(grown))

    def _make_room(self) -> None:
        """Lift the memory limit by the reserve, so that running out of memory can be reported."""
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))

    def report(self, outcome: Finished[T] | Stopped) -> None:
        """Send the end of the work, as the last thing."""
        self._make_room()
        self._wire.send(outcome)


def _memory_in_use() -> tuple[int, int]:
    """Return the bytes of address space and of real memory in use (0, 0 where the system does not tell).

    What a child inherits is not its own doing: its limit, and its peak, count from here.
    """
    try:
        mapped, resident, *_ = Path("/proc/self/statm").read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return 0, 0
    return int(mapped) * resource.getpagesize(), int(resident) * resource.getpagesize()


def _impose(allowance: Allowance, most: Allowance, mapped: int) -> None:
    """Set the kernel's limits: the soft ones to the allowance, the hard ones to the cap."""
    if sys.platform == "linux":
        soft, hard = (mapped + part.megabytes * MEGABYTE for part in (allowance, most))
        _set(resource.RLIMIT_AS, soft, hard + RESERVE)
    _set(resource.RLIMIT_CPU, allowance.seconds, most.seconds + 1)
    signal.setitimer(signal.ITIMER_REAL, allowance.seconds * PATIENCE)


def _set(kind: int, soft: int, hard: int) -> None:
    """Set a limit within what the machine's own limits leave."""
    _, given = resource.getrlimit(kind)
    if given != resource.RLIM_INFINITY:
        hard = min(hard, given)
    resource.setrlimit(kind, (min(soft, hard), hard))


def _settle_in(parent: int) -> None:
    """Cut the child off from the terminal, and bind its life to the parent's."""
    os.setpgid(0, 0)  # Ctrl-C reaches the parent alone, which ends the child
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    faulthandler.disable()  # a dump of the stack, or
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # of the memory, would go where nobody expects it


def _child(work: Callable[[Desk], T], wire: Connection, limits: Limits, size: int, parent: int) -> Never:
    """Do the work and report; never return into the parent's code."""
    try:
        _settle_in(parent)
        desk = Desk(wire, limits, size)
        outcome = _outcome(work, desk)
        try:
            desk.report(outcome)
        except BaseException:  # noqa: BLE001 # a result that cannot be sent is a fault like any other
            desk.report(Stopped((_FAULT,), traceback.format_exc()))
    finally:
        os._exit(0)  # whatever the parent still had to do is the parent's


def _outcome(work: Callable[[Desk], T], desk: Desk) -> Finished[T] | Stopped:
    try:
        return Finished(work(desk))
    except Refusal as refusal:
        return Stopped(refusal.problems)
    except MemoryError:
        desk._make_room()
        return Stopped((_OUT_OF_MEMORY,))
    except RecursionError:
        return Stopped((_TOO_DEEP,))
    except BaseException:  # noqa: BLE001 # nothing that happens in the child may get lost
        return Stopped((_FAULT,), traceback.format_exc())


_OUT_OF_MEMORY = Problem("memory-limit", "", "", exit_code=ExitCode.LIMITS)
_TOO_DEEP = Problem("too-deep", "", "", exit_code=ExitCode.LIMITS)
_FAULT = Problem("fault", "", "", exit_code=ExitCode.FAULT)
"""Reported by the child by their codes alone; the parent, who knows the stage, words them."""


def supervise(
    work: Callable[[Desk], T],
    *,
    limits: Limits,
    size: int,
    on_stage: Callable[[str], None] = lambda _: None,
) -> Finished[T] | Stopped:
    """Run `work` in a forked child under limits for an input of `size` bytes.

    `work` calls `desk.stage(…)` and `desk.grow(…)`; what it returns must be picklable (it comes from
    our own child, so unpickling it is as safe as calling it). Whatever happens in the child comes
    back as `Stopped`. KeyboardInterrupt (and whatever else the parent's signal handlers raise)
    passes through, after the child was ended.
    """
    receiver, sender = Pipe(duplex=False)
    parent = os.getpid()
    _, inherited = _memory_in_use()
    with warnings.catch_warnings():
        # Python 3.12 warns of threads. briefgen starts none; a test runner may, and ours take no part.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        receiver.close()
        _child(work, sender, limits, size, parent)
    sender.close()
    watch = _Watch(limits.allowance(size=size))
    outcome: Finished[T] | Stopped | None
    try:
        outcome = _listen(receiver, watch, on_stage)
    finally:
        receiver.close()
        status, peak = _end(child)
    if outcome is None:
        return Stopped((watch.death(status, peak - inherited),))
    if isinstance(outcome, Stopped):
        return Stopped(tuple(watch.worded(problem) for problem in outcome.problems), outcome.details)
    return outcome


def _listen(
    receiver: Connection, watch: _Watch, on_stage: Callable[[str], None]
) -> Finished[T] | Stopped | None:
    """Follow the child until it reports, dies (None) or has had its time (None)."""
    while receiver.poll(max(0.0, watch.deadline - time.monotonic())):
        try:
            message: _Stage | _Grown | Finished[T] | Stopped = receiver.recv()
        except (EOFError, OSError):
            return None
        match message:
            case _Stage(name):
                watch.stage = name
                on_stage(name)
            case _Grown(allowance):
                watch.grant(allowance)
            case Finished() | Stopped():
                return message
            case _:
                assert_never(message)
    watch.expired = True
    return None


def _end(child: int) -> tuple[int, int]:
    """End the child if it still runs; return its exit status (negative: signal) and peak memory (bytes)."""
    reaped, raw, usage = os.wait4(child, os.WNOHANG)
    if not reaped:
        # A child that has reported needs a moment to leave; one that hangs has none.
        time.sleep(0.002)
        reaped, raw, usage = os.wait4(child, os.WNOHANG)
    if not reaped:
        os.kill(child, signal.SIGKILL)
        reaped, raw, usage = os.wait4(child, 0)
    unit = 1 if sys.platform == "darwin" else 1024
    return os.waitstatus_to_exitcode(raw), usage.ru_maxrss * unit


class _Watch:
    """What the parent knows of the child: its allowance, its stage, its deadline."""

    def __init__(self, allowance: Allowance) -> None:
        self.stage = "starting"
        self.expired = False
        self.grant(allowance)

    def grant(self, allowance: Allowance) -> None:
        """Note the child's allowance, and set the parent's own deadline by it."""
        self.allowance = allowance
        self.deadline = time.monotonic() + allowance.seconds * PATIENCE + GRACE

    def death(self, status: int, peak: int) -> Problem:
        """Return what the end of a child means that did not report."""
        if self.expired or status == -signal.SIGALRM:
            return self._clock()
        if status == -signal.SIGXCPU:
            return self._computing()
        if status == -signal.SIGKILL or peak > self.allowance.megabytes * MEGABYTE // 2:
            # Nobody else kills it but the system that runs out of memory; and C code that is refused
            # memory aborts in ways of its own.
            return self._memory()
        return self._broke(status)

    def worded(self, problem: Problem) -> Problem:
        """Return a problem that the child reported by its code alone, in words."""
        match problem.code:
            case "memory-limit":
                return self._memory()
            case "too-deep":
                return self._deep()
            case "fault":
                return self._fault("briefgen itself failed")
        return problem

    def _limit(self, code: str, what: str, option: str, value: int) -> Problem:
        return Problem(
            code,
            f"Making this document was stopped while it was {self.stage}: it reached {what}",
            f"If the document is large, allow more with “{option} {value}”. If it is not, look for a very "
            "long or very deeply nested piece of text, and leave it out to see whether that was it.",
            exit_code=ExitCode.LIMITS,
        )

    def _computing(self) -> Problem:
        seconds = self.allowance.seconds
        what = f"its limit of {seconds} second{'s' * (seconds != 1)} of computing"
        return self._limit("time-limit", what, "--time-limit", seconds * 2)

    def _clock(self) -> Problem:
        seconds = self.allowance.seconds
        what = f"its limit of {seconds * PATIENCE} seconds by the clock ({seconds} of computing)"
        return self._limit("time-limit", what, "--time-limit", seconds * 2)

    def _memory(self) -> Problem:
        megabytes = self.allowance.megabytes
        what = f"its limit of {megabytes} MB of memory"
        return self._limit("memory-limit", what, "--memory-limit", megabytes * 2)

    def _deep(self) -> Problem:
        return Problem(
            "too-deep",
            f"Making this document was stopped while it was {self.stage}: its texts or templates are nested "
            "too deeply",
            "Look for lists in lists in lists, quotations in quotations, or a template that includes itself.",
            exit_code=ExitCode.LIMITS,
        )

    def _broke(self, status: int) -> Problem:
        how = signal.Signals(-status).name if status < 0 else f"exit {status}"
        return self._fault(f"The process that makes documents broke off ({how})")

    def _fault(self, what: str) -> Problem:
        return Problem(
            "fault",
            f"{what} while it was {self.stage}",
            "This is a fault of briefgen, not of your texts. Run the command again with “--debug-log "
            "fault.txt” and send that file to those who look after briefgen; read it first, because it can "
            "hold words of the document.",
            exit_code=ExitCode.FAULT,
        )
