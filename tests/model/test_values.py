"""The scalar types: what people write, and what they meant."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from briefgen.model.values import (
    COLUMN,
    Cleared,
    Edtf,
    EmailAddress,
    FileId,
    Flag,
    Id,
    LanguageCode,
    Line,
    Millimetres,
    PrintedWidth,
    WebAddress,
)
from briefgen.theme import HOUSE


def fits(kind: Any, value: object) -> bool:
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (Id, ["a", "eu-china-2000-09", "x" * 64],
         ["A", "a_b", "a--b", "-a", "a.b", "../a", "é", "x" * 65, "a\n"]),
        (FileId, ["a", "finals", "draft-letter", "con-2031", "com10"],
         ["draft", "final", "public", "partners", "governments", "internal", "con", "prn", "aux", "nul",
          "com1", "lpt9", "A"]),
        (PrintedWidth, ["150", "12"], ["150.1", "5000", "0"]),
        (Line, ["a", " a ", "NO"], ["", "  ", "a\nb"]),
        (LanguageCode, ["en", "zh-Hant", "de-CH", "zh-Hant-HK"],
         ["EN", "english", "en_GB", "zh-hant", "en\n"]),
        (Flag, ["true", "false"], ["yes", "True", "1", "NO", "", [], {}]),
        (Cleared, ["public", ["partners", "governments"]], ["all", [], ["public", "public"], {}]),
        (Edtf, ["2000", "2000-02-29", "2000-09-28/2000-09-29", "/2000-09-28", "1996~"],
         ["1999-02-29", "2000-13", "2000-00", "28.9.2000", "late 2000", "2000-9-1", "2001/2000",
          "2000-01-32", "٢٠٠٠", "0000", "0000-01-01", "2000/0000"]),
        (Millimetres, ["30", "35.5"], ["0", "-1", "nan", "inf", "1e3", "1_0", "30 mm", "", [], "٣"]),
        (WebAddress, ["https://a.example", "http://a.example/b?c#d", "https://a.example:8080/"],
         ["a.example", "ftp://a.example", "javascript:alert(1)", "https://", "https://a b.example",
          "https://user:pass@a.example", "file:///etc/passwd", "//a.example"]),
        (EmailAddress, ["letters@a.example", "a+b@c.d.example"],
         ["a", "@a.example", "a@", "a@b", "A <a@b.example>", "a@b.example, c@d.example", "a b@c.example"]),
    ],
    ids=lambda value: "" if isinstance(value, list) else "kind",
)  # fmt: skip
def test_what_counts_and_what_does_not(kind: Any, good: list[object], bad: list[object]) -> None:
    assert [value for value in good if not fits(kind, value)] == []
    assert [value for value in bad if fits(kind, value)] == []


def refusal(kind: Any, value: object) -> tuple[str, str]:
    """Return what is wrong and what to do, in the words that the user reads."""
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(kind).validate_python(value)
    (error,) = refused.value.errors()
    return error["msg"], error["ctx"]["advice"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("12.5.2031", "2031-05-12"),
        ("04/28/2031", "2031-04-28"),
        ("28/04/2031", "2031-04-28"),
        ("05/05/2031", "2031-05-05"),
        ("04/05/2031", "2031-04-05 or 2031-05-04, whichever is meant"),
        ("28 April 2031", "2031-04-28"),
        ("28th of April, 2031", "2031-04-28"),
        ("April 28, 2031", "2031-04-28"),
        ("28. März 2031", "2031-03-28"),
        ("1er mai 2031", "2031-05-01"),
        ("28 de abril de 2031", "2031-04-28"),
        ("Apr 2031", "2031-04"),
        ("2031-5-12", "2031-05-12"),
        ("2031-04-28T10:00", "2031-04-28"),
    ],
)
def test_a_date_in_another_order_is_told_year_first(written: str, meant: str) -> None:
    assert refusal(Edtf, written) == (
        f"“{written}” is not a date that briefgen reads",
        f"Write it year first: {meant}.",
    )


def test_a_date_of_which_nothing_can_be_made_is_told_the_forms() -> None:
    assert refusal(Edtf, "late 2000") == (
        "“late 2000” is not a date that briefgen reads",
        (
            "Write it year first: 2000-09-28, 2000-09, 2000, or an interval such as 2000-09-28/2000-09-29; a "
            "slash with nothing before it means “by then” (EDTF, ISO 8601-2). The wording to print goes into "
            "“printed”."
        ),
    )


def test_impossible_dates_are_told_as_such() -> None:
    assert refusal(Edtf, "31 April 2031")[0] == "There is no day 31 in April 2031"
    assert refusal(Edtf, "0000-05") == ("There is no year 0000", "Look the date up in the source.")


def test_an_id_that_would_make_file_names_lie_is_refused() -> None:
    assert refusal(FileId, "final") == (
        "The id “final” would make the names of files say something else than they mean",
        "Add a word or a year to it, e.g. “final-2031”.",
    )
    assert refusal(FileId, "com1") == (
        "Windows cannot have files named “com1”",
        "Add a word or a year to it, e.g. “com1-2031”.",
    )


def test_a_picture_is_no_wider_than_the_text() -> None:
    assert HOUSE.page.text_width == COLUMN
    assert refusal(PrintedWidth, "151") == (
        "A width of 151 mm is more than the text column has, 150 mm",
        "Write a width of at most 150; a logo is seldom wider than 40.",
    )


def test_a_password_in_a_web_address_is_not_repeated() -> None:
    assert refusal(WebAddress, "https://user:secret@a.example/") == (
        "This web address holds a user name or password, which every reader would see",
        "Delete what stands between “//” and “@”, the “@” too.",
    )
    assert fits(WebAddress, "https://a.example/@name")


def test_a_line_holds_no_reference_that_would_be_printed_as_it_is_typed() -> None:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(Line).validate_python("On [[person:kim-ash]]")
    assert "“[[person:kim-ash]]” is not read here: this field is one line of plain text" in str(refused.value)
    assert TypeAdapter(Line).validate_python("On [the list]") == "On [the list]"
