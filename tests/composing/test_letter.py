"""The open letter from data to the finished tree, as the golden files have it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.audience import Audience
from briefgen.composing import Composed
from briefgen.document import Division, Link, MarkKind, Paragraph, Span, plain_text, walk
from briefgen.jobs import Edition
from briefgen.reading.reader import read
from briefgen.roles import Role

from .desk import JOB, LETTER, ORGANISATIONS, Desk, picture
from .dump import dump

GOLDEN = Path(__file__).parent.parent / "golden"


@pytest.mark.parametrize("language", ["en", "fr", "de-CH", "ar", "zh-Hant"])
def test_the_letter_is_what_the_golden_file_says(language: str, tmp_path: Path) -> None:
    names = {"ar": "مرصد الفانوس", "zh-Hant": "燈籠觀察"}
    job = replace(JOB, language=language, edition=Edition.DRAFT)
    desk = Desk(tmp_path)
    if language in names:
        desk.add_names(language, names[language])
    desk.write_in(language)
    found = dump(desk.document(job, finished=True))
    file = GOLDEN / f"open-letter.{language}.txt"
    if os.environ.get("BRIEFGEN_GOLDEN") == "write":
        file.write_text(found, encoding="utf-8")
    assert found == file.read_text(encoding="utf-8")


def test_who_withdrew_and_whom_the_audience_may_not_see_are_nowhere_in_the_markup(tmp_path: Path) -> None:
    markup = Desk(tmp_path).compose().markup
    assert "Ottilie Marsh" in markup
    assert "Bram Sorrel" not in markup
    hidden = LETTER.replace("closing:", "audience_of: {reference: [internal], copies: [partners]}\nclosing:")
    markup = Desk(tmp_path).compose(letter=hidden).markup
    assert "LW/2031/17" not in markup
    assert "Ombudsman" not in markup
    internal = Desk(tmp_path).compose(replace(JOB, audience=Audience.INTERNAL), letter=hidden).markup
    assert "LW/2031/17" in internal
    assert "Ombudsman" in internal


def test_a_separate_copy_names_one_recipient_and_uses_that_salutation(tmp_path: Path) -> None:
    letter = LETTER.replace("recipients:\n", "delivery: separately\nrecipients:\n").replace(
        "salutation: Dear Ministers,\n",
        "  - {id: freedonia, address: [Osric Vale], salutation: 'Dear Minister Vale,'}\n",
    )
    markup = Desk(tmp_path).compose(replace(JOB, recipient="freedonia"), letter=letter).markup
    assert "Osric Vale" in markup
    assert "Dear Minister Vale," in markup
    assert "Thorne" not in markup


@pytest.mark.parametrize(
    ("audience", "edition", "sample", "kinds"),
    [
        (Audience.PUBLIC, Edition.FINAL, False, []),
        (Audience.PUBLIC, Edition.DRAFT, True, [MarkKind.DRAFT, MarkKind.SAMPLE]),
        (Audience.PARTNERS, Edition.FINAL, False, [MarkKind.AUDIENCE]),
        (Audience.INTERNAL, Edition.DRAFT, False, [MarkKind.DRAFT, MarkKind.AUDIENCE]),
    ],
)
def test_every_page_says_draft_for_whom_and_sample(
    audience: Audience, edition: Edition, sample: bool, kinds: list[MarkKind], tmp_path: Path
) -> None:
    letter = LETTER + ("sample: 'true'\n" if sample else "")
    head = Desk(tmp_path).compose(replace(JOB, audience=audience, edition=edition), letter).head
    assert [mark.kind for mark in head.marks] == kinds


def test_the_date_in_the_file_is_the_start_of_the_date_of_the_letter(tmp_path: Path) -> None:
    late = LETTER.replace('"2031-04-28"', "{edtf: 2000-10/2000-12, printed: late 2000}")
    composed = Desk(tmp_path).compose(letter=late)
    assert composed.head.date == "2000-10"
    assert "late 2000" in composed.markup


def test_a_round_of_which_nothing_can_be_told_leaves_no_empty_box(tmp_path: Path) -> None:
    letter = LETTER.replace(
        "closing:", "audience_of: {date: [internal], reference: [internal], round: [internal]}\nclosing:"
    )
    document = Desk(tmp_path).document(letter=letter)
    boxes = [block.role for block in document.blocks if isinstance(block, Division)]
    assert Role.PARTICULARS not in boxes
    assert Role.ADDRESSEE in boxes
    assert document.date is None
    assert document.running_head == "Lantern Watch · Open letter on the fourth round"


INVITED = "(not yet agreed to sign)"


def test_an_organisation_that_is_withheld_is_never_replaced_by_the_issuer(tmp_path: Path) -> None:
    hidden = ORGANISATIONS.replace("- id: coast-law", "- id: coast-law\n  audience: [partners]")
    assert _capacities(Desk(tmp_path).compose(organisations=hidden)) == [
        "Director",
        "Lantern Watch",
        "Counsel",
        INVITED,
    ]
    assert _capacities(Desk(tmp_path).compose()) == [
        "Director", "Lantern Watch", "Counsel", "Coast Law Clinic", INVITED,
    ]  # fmt: skip


def test_a_signatory_signs_for_no_issuer_that_is_withheld(tmp_path: Path) -> None:
    hidden = ORGANISATIONS.replace("- id: lantern-watch", "- id: lantern-watch\n  audience: [partners]")
    composed = Desk(tmp_path).compose(organisations=hidden)
    assert _capacities(composed) == ["Director", "Counsel", "Coast Law Clinic", INVITED]
    assert "Lantern" not in composed.markup


def _capacities(composed: Composed) -> list[str]:
    blocks = read(composed.markup, composed.origins, picture)
    return [
        plain_text(node.content)
        for node in walk(blocks)
        if isinstance(node, Paragraph) and node.role is Role.SIGNATORY_CAPACITY
    ]


def test_the_letterhead_leads_to_mail_and_web_and_keeps_its_telephone_number(tmp_path: Path) -> None:
    markup = Desk(tmp_path).compose().markup
    nodes = list(walk(read(markup, Desk(tmp_path).compose().origins, picture)))

    assert {"mailto:letters@lantern-watch.example", "https://lantern-watch.example/"} <= {
        node.target for node in nodes if isinstance(node, Link)
    }
    exact = [node for node in nodes if isinstance(node, Span) and node.role is Role.EXACT]
    assert ("+00 555 0142", "ltr") in {(plain_text(node.content), node.direction) for node in exact}
