"""Every stage is really joined to the next: what each of them finds or does reaches the finished files."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pypdfium2
import pytest
from lxml import etree

from briefgen.composing import compose, workspace_templates
from briefgen.document import Block, Document, Heading, List, Mark, Paragraph, plain_text, size
from briefgen.jobs import Format, Job
from briefgen.loading.loader import load
from briefgen.outcome import Report, stopping
from briefgen.pictures import load_picture
from briefgen.pipeline import build
from briefgen.planning import Choices
from briefgen.problems import ExitCode, Problem, Weight
from briefgen.reading.reader import read
from briefgen.theme import Theme
from briefgen.worker import Allowance, Limits
from briefgen.writers.written import Written

from .conftest import LETTER, Laid, Result

Briefgen = Callable[..., Result]
Write = Callable[[Document, Theme], Written]

PRINTED = "//*[local-name()='t']/text()"
"""What Word prints of a part; the instructions of fields stand elsewhere."""

ZENDA = Choices(recipients=("zenda",))
STEM = "spring-letter.en.zenda.draft"
RICH = """\
body: |
  We said "enough" before the round of 12 May 2031.[^1]

  ## What we ask

  1. Open the prisons.
  2. Publish [[table:account]] and [the list](https://harbour-watch.example/list).

  | Year | Held |
  |---|---|
  | 2029 | 412 |

  Table: Persons held {#account}

  We ask for an account of what was said.

  [^1]: See paragraph 7.
"""
PLAIN_BODY = """\
body: |
  We write before the round of 12 May 2031.

  We ask for an account of what was said.
"""


@pytest.fixture
def rich(small: Laid) -> Laid:
    """The small workspace; its letter has notes, numbers, a table, a link and straight quotes."""
    small.change(LETTER, PLAIN_BODY, RICH)
    return small


def made(laid: Laid, *formats: Format, limits: Limits | None = None) -> Report:
    return build(laid.root, replace(ZENDA, formats=formats), limits or Limits())


def file(laid: Laid, made: Format) -> bytes:
    return laid.output()[f"spring-letter/{STEM}/{STEM}.{made.value}"]


def text(laid: Laid, made: Format) -> str:
    """Return the words of a finished file, read without the code of the tool."""
    data = file(laid, made)
    match made:
        case Format.PDF:
            pages = pypdfium2.PdfDocument(data)
            words = " ".join(page.get_textpage().get_text_range() for page in pages)
        case Format.DOCX:
            with ZipFile(BytesIO(data)) as package:
                parts = [package.read(f"word/{name}.xml") for name in ("document", "footnotes")]
            words = " ".join("".join(etree.fromstring(part).xpath(PRINTED)) for part in parts)
        case Format.HTML:
            words = re.sub("<[^>]+>", " ", data.decode())
        case Format.TXT:
            words = data.decode()
    return " ".join(words.split())


# ---- reading back ---------------------------------------------------------------------------------


def without_a_paragraph(document: Document) -> Document:
    last = next(
        at for at in reversed(range(len(document.blocks)))
        if isinstance(document.blocks[at], Paragraph) and "account of what" in words(document.blocks[at])
    )  # fmt: skip
    return replace(document, blocks=(*document.blocks[:last], *document.blocks[last + 1 :]))


def words(block: Block) -> str:
    return plain_text(block.content) if isinstance(block, Paragraph) else ""


def with_another_number(document: Document) -> Document:
    return replace(
        document,
        blocks=tuple(
            replace(block, items=(replace(block.items[0], label="7."), *block.items[1:]))
            if isinstance(block, List)
            else block
            for block in document.blocks
        ),
    )


def without_a_heading(document: Document) -> Document:
    return replace(
        document,
        blocks=tuple(one for one in document.blocks if not (isinstance(one, Heading) and one.level == 2)),
    )


def without_a_mark(document: Document) -> Document:
    return replace(document, marks=())


def with_another_mark(document: Document) -> Document:
    return replace(document, marks=tuple(Mark(one.kind, "Final") for one in document.marks))


LIES: tuple[Callable[[Document], Document], ...] = (
    without_a_paragraph,
    without_a_heading,
    with_another_number,
    without_a_mark,
    with_another_mark,
)
WRITERS = {
    Format.PDF: ("briefgen.writers.pdf", "write_pdf"),
    Format.DOCX: ("briefgen.writers.docx", "write_docx"),
    Format.HTML: ("briefgen.writers.html", "write_html"),
    Format.TXT: ("briefgen.writers.text", "write_text"),
}


def let_lie(monkeypatch: pytest.MonkeyPatch, made: Format, lie: Callable[[Document], Document]) -> None:
    """Let the writer of a format print another document than the one that it is given."""
    module, name = WRITERS[made]
    honest: Write = getattr(importlib.import_module(module), name)
    monkeypatch.setattr(f"{module}.{name}", lambda document, theme: honest(lie(document), theme))


@pytest.mark.parametrize("one", list(Format))
@pytest.mark.parametrize("lie", LIES, ids=lambda lie: lie.__name__)
def test_a_writer_that_prints_something_else_stops_the_document(
    rich: Laid, monkeypatch: pytest.MonkeyPatch, one: Format, lie: Callable[[Document], Document]
) -> None:
    let_lie(monkeypatch, one, lie)

    report = made(rich, one)

    assert report.exit_code is not ExitCode.OK
    assert [unit.folder for unit in report.units] == [None]
    assert stopping(report.problems, report.units[0].job)
    assert rich.output() == {}


def test_the_same_document_with_honest_writers_is_published(rich: Laid) -> None:
    report = made(rich, *Format)

    assert report.exit_code is ExitCode.OK
    assert len(rich.output()) == 5


def test_one_writer_that_lies_takes_the_honest_formats_with_it_and_moves_the_older_files_aside(
    rich: Laid, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(rich, Format.HTML, Format.TXT)
    let_lie(monkeypatch, Format.TXT, without_a_paragraph)

    report = made(rich, Format.HTML, Format.TXT)

    assert report.units[0].withdrawn == f"output/spring-letter/withdrawn/{STEM}"
    assert all(name.startswith("spring-letter/withdrawn/") for name in rich.output())


# ---- what a stage finds ---------------------------------------------------------------------------


def problem(weight: Weight) -> Problem:
    return Problem("found-on-the-way", "Something is wrong", "Mend it", weight=weight)


def finding(monkeypatch: pytest.MonkeyPatch, weight: Weight) -> None:
    """Let composing find one more problem."""

    def compose_and_find(*arguments: Any) -> Any:
        composed = compose(*arguments)
        return replace(composed, problems=(*composed.problems, problem(weight)))

    monkeypatch.setattr("briefgen.composing.compose", compose_and_find)


def test_an_error_in_composing_stops_the_document_although_its_markup_is_sound(
    small: Laid, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding(monkeypatch, Weight.ERROR)

    report = made(small, Format.TXT)

    assert report.exit_code is ExitCode.INPUT
    assert [one.code for one in report.problems] == ["found-on-the-way"]
    assert small.output() == {}


def test_a_note_in_composing_is_told_and_stops_nothing(small: Laid, monkeypatch: pytest.MonkeyPatch) -> None:
    finding(monkeypatch, Weight.NOTE)

    report = made(small, Format.TXT)

    assert report.exit_code is ExitCode.OK
    assert [one.code for one in report.problems] == ["found-on-the-way"]
    assert len(small.output()) == 2


@pytest.mark.parametrize("one", list(Format))
def test_an_error_of_a_writer_stops_the_document(
    small: Laid, monkeypatch: pytest.MonkeyPatch, one: Format
) -> None:
    module, name = WRITERS[one]
    honest: Write = getattr(importlib.import_module(module), name)

    def write(document: Document, theme: Theme) -> Written:
        written = honest(document, theme)
        return replace(written, problems=(*written.problems, problem(Weight.ERROR)))

    monkeypatch.setattr(f"{module}.{name}", write)

    assert made(small, one).exit_code is ExitCode.INPUT
    assert small.output() == {}


# ---- what a stage does ----------------------------------------------------------------------------


@pytest.mark.parametrize("one", list(Format))
def test_straight_quotation_marks_are_curly_in_the_finished_file(rich: Laid, one: Format) -> None:
    made(rich, one)

    told = text(rich, one)
    assert "We said “enough” before" in told
    assert '"enough"' not in told


@pytest.mark.parametrize("one", list(Format))
def test_numbers_labels_and_references_are_set_in_the_finished_file(rich: Laid, one: Format) -> None:
    made(rich, one)

    told = text(rich, one).replace("\u00a0", " ")
    assert re.search(r"Publish Table 1 and the list", told)
    assert re.search(r"Table 1\W+Persons held", told)
    assert "See paragraph 7." in told
    if one is Format.TXT:  # the others count by themselves, or paint their numbers elsewhere
        assert "2031.[1]" in told
        assert "1. Open the prisons. 2. Publish" in told
        assert "[1] See paragraph 7." in told
    if one is Format.PDF:
        assert {"1.", "2."} <= set(told.split())


# ---- limits ---------------------------------------------------------------------------------------


def asked_of_limits(
    monkeypatch: pytest.MonkeyPatch, folder: Path, build_it: Callable[[], object]
) -> list[tuple[int, int]]:
    """Return for what sizes (of the input, of the tree) limits were asked, in parent and child."""
    log = folder / "asked.txt"
    log.write_text("")
    allowance = Limits.allowance

    def noting(self: Limits, *, size: int, nodes: int = 0) -> Allowance:
        with log.open("a") as file:
            file.write(f"{size} {nodes}\n")
        return allowance(self, size=size, nodes=nodes)

    monkeypatch.setattr(Limits, "allowance", noting)
    build_it()
    rows = [row.split() for row in log.read_text().splitlines()]
    return [(int(length), int(nodes)) for length, nodes in rows]


def test_limits_grow_with_the_files_that_the_document_draws_on(
    small: Laid, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("log")
    short = asked_of_limits(monkeypatch, folder, lambda: made(small, Format.TXT))
    drawn_on = [LETTER, "briefings/shared/organisations.yaml", "briefings/shared/people.yaml"]
    least = sum(len((small.root / name).read_text(encoding="utf-8")) for name in drawn_on)
    small.change(LETTER, "  We ask for", f"  {'We ask. ' * 1000}\n\n  We ask for")

    long = asked_of_limits(monkeypatch, folder, lambda: made(small, Format.TXT))

    assert all(length >= least for length, _ in short)
    assert short[0][1] == 0  # the tree is not known yet
    assert long[0][0] - short[0][0] == len(f"{'We ask. ' * 1000}\n\n  ")


def test_limits_grow_with_the_tree_once_it_is_known(
    rich: Laid, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("log")
    asked = asked_of_limits(monkeypatch, folder, lambda: made(rich, Format.TXT))

    workspace, _ = load(rich.root)
    (unit,) = made(rich, Format.TXT).units
    tree = tree_of(rich.root, workspace, unit.job)
    assert size(tree) > 50
    assert [nodes for _, nodes in asked if nodes] == [size(tree)]
    assert len({length for length, _ in asked}) == 1  # the input counts on


def tree_of(root: Path, workspace: Any, job: Job) -> Document:
    composed = compose(workspace, job, workspace_templates(root))
    blocks = read(composed.markup, composed.origins, lambda file, place: load_picture(root, file, place))
    return composed.head.document(blocks)


HUNGRY = "{% set words = 'sixteen letters.' %}" + "{% set words = words ~ words %}" * 22
"""A template that holds 64 million letters and prints none of them."""


def test_less_memory_than_a_document_needs_stops_it_and_more_lets_it_pass(
    small: Laid, briefgen: Briefgen
) -> None:
    small.write("templates/open-letter/letter.html", f"{HUNGRY}<h1>Nothing</h1>")
    build_it = ("build", "--recipient", "zenda", "--format", "txt")

    # In a process of its own: the limit counts from what is mapped already, and a process that has run a
    # thousand tests has room to spare in it.
    command = [sys.executable, "-m", "briefgen", *build_it, "--memory-limit", "64"]
    refused = subprocess.run(command, check=False, capture_output=True, text=True)

    if sys.platform == "linux":  # macOS keeps no such limit
        assert refused.returncode == ExitCode.LIMITS
        assert "it reached its limit of 64 MB of memory" in refused.stderr
        assert small.output() == {}
    assert briefgen(*build_it).code == ExitCode.OK


# ---- the command line -----------------------------------------------------------------------------


def for_governments_and_staff(laid: Laid) -> None:
    laid.change(LETTER, "audience: public", "audience: [governments, internal]")
    laid.change("briefings/shared/people.yaml", "    audience: public\n", "    audience: internal\n")


def test_an_audience_chosen_gets_its_own_letter_alone(small: Laid, briefgen: Briefgen) -> None:
    for_governments_and_staff(small)

    result = briefgen("build", "--recipient", "zenda", "--format", "txt", "--audience", "internal")

    assert result.code == ExitCode.OK
    stem = "spring-letter.en.zenda.internal.draft"
    assert set(small.output()) == {f"spring-letter/{stem}/{stem}.txt", f"spring-letter/{stem}/manifest.json"}
    letter = small.output()[f"spring-letter/{stem}/{stem}.txt"].decode()
    assert "Kim Ash" in letter


def test_the_letter_for_governments_leaves_out_whom_only_staff_may_know(
    small: Laid, briefgen: Briefgen
) -> None:
    for_governments_and_staff(small)

    result = briefgen(
        "build", "--recipient", "zenda", "--audience", "governments", *formats("pdf", "docx", "html", "txt")
    )

    assert result.code == ExitCode.OK
    stem = "spring-letter.en.zenda.governments.draft"
    assert {name.split("/")[1] for name in small.output()} == {stem}
    letter = small.output()[f"spring-letter/{stem}/{stem}.txt"].decode()
    assert "Dear Minister Rass," in letter
    for data in small.output().values():
        assert b"Kim Ash" not in data


def formats(*names: str) -> list[str]:
    return [word for name in names for word in ("--format", name)]


def test_without_a_choice_every_audience_of_the_letter_gets_its_own(small: Laid, briefgen: Briefgen) -> None:
    for_governments_and_staff(small)

    assert briefgen("build", "--recipient", "zenda", "--format", "txt").code == ExitCode.OK

    assert {name.split("/")[1] for name in small.output()} == {
        "spring-letter.en.zenda.governments.draft",
        "spring-letter.en.zenda.internal.draft",
    }


def test_a_letter_is_not_made_for_those_for_whom_it_is_not_written(small: Laid, briefgen: Briefgen) -> None:
    result = briefgen("build", "--audience", "governments")

    assert result.code == ExitCode.POLICY
    assert "“spring-letter” is for public, not for governments" in result.err
    assert small.output() == {}


def test_a_build_from_a_folder_within_the_workspace_puts_its_files_where_they_belong(
    small: Laid, briefgen: Briefgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small.root / "briefings" / "spring-2031")

    result = briefgen("build", "--recipient", "zenda", "--format", "txt")

    assert result.code == ExitCode.OK
    assert set(small.output()) == {f"spring-letter/{STEM}/{STEM}.txt", f"spring-letter/{STEM}/manifest.json"}
    assert sorted(path.name for path in Path.cwd().iterdir()) == ["letter.yaml"]
    assert f"output/spring-letter/{STEM}" in result.out
