"""The reference pages say what the program does."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.model.files import FILE_KINDS
from briefgen.model.values import Model
from briefgen.reference import PAGES

DOCS = Path(__file__).parents[1] / "docs"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_what_the_program_does(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name](), (
        "run: python -m briefgen.reference docs"
    )


def models(model: type[Model] = Model) -> list[type[Model]]:
    found = [one for below in model.__subclasses__() for one in (below, *models(below))]
    return [one for one in found if one.__module__.startswith("briefgen.")]


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_every_field_says_what_it_means(model: type[Model]) -> None:
    assert [name for name, field in model.model_fields.items() if not field.description] == []


TEMPLATES = DOCS.parent / "templates"


def test_what_is_kept_for_the_record_is_printed_by_no_template() -> None:
    texts = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html"))
    kept, printed = set[str](), set[str]()
    for model in models():
        for name, field in model.model_fields.items():
            (kept if "Kept for the record" in (field.description or "") else printed).add(name)

    assert {name for name in kept - printed if f".{name} " in texts or f".{name}|" in texts} == set()
    assert {"relations", "assessments", "changes", "answered_at"} < kept - printed


def test_the_languages_that_have_wording_are_listed() -> None:
    assert "in these languages: `en`, `en-GB`" in PAGES["data.md"]()


def test_every_kind_of_file_is_on_the_page_about_data() -> None:
    page = PAGES["data.md"]()

    assert [kind for kind in FILE_KINDS if f"## kind: {kind}\n" not in page] == []
