"""A fact changes once, and every document that draws on it says so: the samples, changed and made again."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.text.paragraph import Paragraph

from .conftest import Laid, Result

REPOSITORY = Path(__file__).parents[1]
FOLDER = "briefings/dialogues-with-china-2003"
REPORT = "dialogues-with-china-2003"
RELEASE = "press-release-us-china-2010"

Briefgen = Callable[..., Result]


@pytest.fixture
def samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Laid:
    """A copy of the samples, in which one may change what one likes."""
    shutil.copy(REPOSITORY / "briefgen.yaml", tmp_path)
    shutil.copytree(REPOSITORY / "briefings", tmp_path / "briefings")
    monkeypatch.chdir(tmp_path)
    return Laid(tmp_path.resolve())


def charts(samples: Laid) -> list[list[list[str]]]:
    (file,) = (samples.root / "output").rglob(f"{REPORT}.en.docx")
    return [
        [[cell.text for cell in row.cells] for row in table.rows] for table in docx.Document(str(file)).tables
    ]


def printed(samples: Laid) -> Iterator[tuple[str, str]]:
    """Yield name and text of every finished PDF and Word file."""
    for path in sorted((samples.root / "output").rglob("*.*")):
        if path.suffix == ".pdf":
            sheets = pypdfium2.PdfDocument(path)
            yield (
                path.name,
                " ".join(" ".join(sheet.get_textpage().get_text_range() for sheet in sheets).split()),
            )
        elif path.suffix == ".docx":
            file = docx.Document(str(path))
            yield path.name, " ".join(paragraph.text for paragraph in file.iter_inner_content()
                                      if isinstance(paragraph, Paragraph))  # fmt: skip


def test_a_thirteenth_country_is_a_row_of_every_panel(samples: Laid, briefgen: Briefgen) -> None:
    samples.change(
        f"{FOLDER}/chart.yaml", "  - united-states-2003\n", "  - united-states-2003\n  - sweden-2003\n"
    )
    profiles = (samples.root / FOLDER / "profiles.yaml").read_text(encoding="utf-8")
    samples.write(
        f"{FOLDER}/profiles.yaml",
        profiles
        + """
  - id: sweden-2003
    partner: sweden
    cells:
      format: {same_as: united-kingdom-2003}
      benchmarks: {empty: not-researched}
      content: Names with rare letters, Łukasz Ǹàná
      transparency: {empty: none}
      outcomes: {empty: none}
      commission: {empty: unknown}
""",
    )

    assert briefgen("build", "--final", "--document", REPORT).code == 0

    first, second = charts(samples)[-2:]
    assert (len(first), len(second)) == (14, 14)
    assert first[-1] == ["Sweden", "Same as UK", "Not researched"]
    assert second[-1][:2] == ["Sweden", "Names with rare letters, Łukasz Ǹàná"]


def test_a_forgotten_cell_is_told_and_nothing_is_made(samples: Laid, briefgen: Briefgen) -> None:
    samples.change(
        f"{FOLDER}/profiles.yaml", "      commission: Decisions depend on how things stand in China\n", ""
    )

    result = briefgen("build", "--document", REPORT)

    assert result.code == 1
    assert "commission" in result.err
    assert "not-researched" in result.err
    assert not list((samples.root / "output").rglob("*.pdf"))


def test_a_ninth_benchmark_stands_in_the_cell_of_the_eu_alone(samples: Laid, briefgen: Briefgen) -> None:
    samples.change(
        f"{FOLDER}/benchmarks.yaml",
        "  - id: eu-tibet-and-xinjiang\n",
        "  - id: eu-ninth\n    indicator: A ninth thing\n  - id: eu-tibet-and-xinjiang\n",
    )
    samples.change(f"{FOLDER}/profiles.yaml", "          - eu-tibet-and-xinjiang\n",
                   "          - eu-tibet-and-xinjiang\n          - eu-ninth\n")  # fmt: skip

    assert briefgen("build", "--final", "--document", REPORT).code == 0

    (first, _) = charts(samples)[-2:]
    cells = {row[0].splitlines()[0]: row[2] for row in first}
    assert cells["European Union"].splitlines()[-1] == "A ninth thing"
    assert len(cells["European Union"].splitlines()) == 9
    assert "ninth" not in cells["United Kingdom"]


def test_a_figure_changes_wherever_it_is_printed(samples: Laid, briefgen: Briefgen) -> None:
    samples.change(
        f"{FOLDER}/figures.yaml", "{number: 11, printed: eleven}", "{number: 17, printed: seventeen}"
    )

    assert briefgen("build", "--final", "--document", REPORT).code == 0

    counted = {name: text.count("seventeen") for name, text in printed(samples)}
    assert len(set(counted.values())) == 1
    assert counted[f"{REPORT}.en.pdf"] >= 2
    assert not any("eleven" in text for _, text in printed(samples))


def test_a_claim_without_a_decision_keeps_the_final_back_and_names_its_sources(
    samples: Laid, briefgen: Briefgen
) -> None:
    file = samples.root / FOLDER / "figures.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("          preferred: true\n", ""), encoding="utf-8"
    )

    result = briefgen("build", "--final", "--document", REPORT)

    assert result.code == 3
    title = "“Behind Closed Doors: Bilateral Dialogues on Human Rights”"
    assert f"“11” ({title}, introduction, paragraph on the forum)" in result.err
    assert f"“10” ({title}, section on the Geneva round-table, first paragraph)" in result.err
    assert not list((samples.root / "output").rglob("*.pdf"))


def test_a_person_made_internal_is_in_no_file_and_no_final_is_made(samples: Laid, briefgen: Briefgen) -> None:
    people = (samples.root / "briefings/shared/people.yaml").read_text(encoding="utf-8")
    entry = people[people.index("  - id: tang-fuzhen") :]
    entry = entry[: entry.index("\n\n") if "\n\n" in entry else len(entry)]
    samples.write("briefings/shared/people.yaml",
                  people.replace(entry, entry.replace("audience: public", "audience: internal")))  # fmt: skip

    refused = briefgen("build", "--final", "--document", RELEASE)
    drafted = briefgen("build", "--document", RELEASE)

    assert (refused.code, drafted.code) == (3, 0)
    assert "tang-fuzhen" in refused.err
    texts = dict(printed(samples))
    assert set(texts) == {f"{RELEASE}.en.draft.pdf", f"{RELEASE}.en.draft.docx"}
    assert not any("Tang Fuzhen" in text for text in texts.values())
    assert all("[withheld]" in text for text in texts.values())
