"""The scalar types: what people write, and what they meant."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from briefgen.model.values import (
    Cleared,
    Edtf,
    EmailAddress,
    Flag,
    Id,
    LanguageCode,
    Line,
    Millimetres,
    WebAddress,
)


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
        (Line, ["a", " a ", "NO"], ["", "  ", "a\nb"]),
        (LanguageCode, ["en", "zh-Hant", "de-CH", "zh-Hant-HK"],
         ["EN", "english", "en_GB", "zh-hant", "en\n"]),
        (Flag, ["true", "false"], ["yes", "True", "1", "NO", "", [], {}]),
        (Cleared, ["public", ["partners", "governments"]], ["all", [], ["public", "public"], {}]),
        (Edtf, ["2000", "2000-02-29", "2000-09-28/2000-09-29", "/2000-09-28", "1996~"],
         ["1999-02-29", "2000-13", "2000-00", "28.9.2000", "late 2000", "2000-9-1", "2001/2000",
          "2000-01-32", "٢٠٠٠"]),
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
