"""Signs in prose that somebody meant something by: refused or held back, with the exact words said."""

from __future__ import annotations

import pytest

from briefgen.document import Paragraph, plain_text
from briefgen.problems import ExitCode, Problem, Weight
from briefgen.reading.reader import read

from .desk import picture
from .test_prose import blocks_of, written

REMARKS = "Take it out of the text. Remarks stand on lines of the file that begin with #, outside the text."
AS_TAG = "A < that is meant as text is written \\<."
AS_LINK = "A [ that is meant as text is written \\[."


def only(text: str) -> Problem:
    markup, origins, problems = written(text)
    read(f"<h1>Title</h1>{markup}", origins.places, picture)  # the reader does not say it a second time
    (problem,) = problems
    return problem


@pytest.mark.parametrize(
    ("text", "place", "message", "advice"),
    [
        (
            "a\nb <!-- remove: Bram -->",
            "11:5",
            "“<!--” looks like a hidden comment; nothing is hidden here, it would be printed with its words",
            REMARKS,
        ),
        (
            "a <b>x</b>",
            "10:5",
            "“<b>” looks like HTML, which is not read here but printed as it stands",
            f"Delete it. *Words* are set in italics, **words** in bold. {AS_TAG}",
        ),
        (
            "a<br>b",
            "10:4",
            "“<br>” looks like HTML, which is not read here but printed as it stands",
            f"Delete it. {AS_TAG}",
        ),
        (
            'a <span style="x">b',
            "10:5",
            '“<span style="x">” looks like HTML, which is not read here but printed as it stands',
            f"Delete it. {AS_TAG}",
        ),
        (
            "a&nbsp;b",
            "10:4",
            "“&nbsp;” looks like the HTML name of a character; it would be printed as it stands",
            "Write an ordinary space instead. An & that is meant as text is written \\&.",
        ),
        (
            "&copy; 2031",
            "10:3",
            "“&copy;” looks like the HTML name of a character; it would be printed as it stands",
            "Write “©” instead. An & that is meant as text is written \\&.",
        ),
        (
            "| a | b |\n|---|\n| 1 | 2 |",
            "10:3",
            "This looks like a table, but Markdown reads it as ordinary text",
            (
                "A table begins with a line of headers; the line below it has as many groups of dashes: "
                "“| --- | --- |”. A | that is meant as text is written \\|."
            ),
        ),
        (
            "a\n\nTable: Fates {#x}",
            "12:3",
            "This caption follows no table",
            "Write “Table: …” below its table, with an empty line between them.",
        ),
        (
            "Table: Fates\n\n| a | b |\n|---|---|\n| 1 | 2 |",
            "10:3",
            "This caption stands above its table",
            "Write “Table: …” below its table, with an empty line between them.",
        ),
        (
            "a {#x} b",
            "10:5",
            "“{#x}” names nothing here: it would be printed as it stands",
            "A key stands at the end of a heading, or of the line “Table: …” below a table.",
        ),
        (
            "See [this][x].",
            "10:7",
            "“[this][x]” looks like a link whose address is given apart, which is not read here",
            f"Write [words](https://…) with the address itself. {AS_LINK}",
        ),
        (
            "[x]: https://a.example",
            "10:3",
            "“[x]:” looks like the address of a link, given apart, which is not read here",
            "Write the address where the link stands: [words](https://…).",
        ),
        (
            "See [this](https://a example)",
            "10:7",
            (
                "“[this](https://a example)” looks like a link, but its address has a space or "
                "no closing bracket"
            ),
            f"Write [words](https://…) with an address without spaces. {AS_LINK}",
        ),
        *(
            (
                text,
                place,
                "This address holds a user name or a password",
                "Write it without what stands before the @.",
            )
            for text, place in [
                ("[x](https://user:pw@a.example/)", "10:7"),
                ("a <https://user:pw@a.example/>", "10:6"),
                ("a https://user:pw@a.example/", "10:5"),
            ]
        ),
    ],
)
def test_what_can_only_be_a_mistake_is_an_error_at_its_place(
    text: str, place: str, message: str, advice: str
) -> None:
    problem = only(text)
    assert (problem.message, problem.advice) == (message, advice)
    assert (problem.weight, str(problem.place)) == (Weight.ERROR, f"letter.yaml:{place}")


LIST = "Write “- ” or “1. ” with a space behind it. If it is text, "
BOLD = "Bold words have ** directly before and behind them: **words**. As text, stars are written \\*\\*."


@pytest.mark.parametrize(
    ("text", "place", "message", "advice"),
    [
        ("a **b", "10:5", "“**” is left over: it would be printed as it stands", BOLD),
        (
            "a ~~b~~",
            "10:5",
            "“~~” would be printed as it stands",
            "Nothing is struck through here; delete it.",
        ),
        (
            "##Heading",
            "10:3",
            "“##” looks like a heading, but is read as ordinary text",
            (
                "Write a space behind the signs, and six of them at most: “## Heading”. "
                "As text it is written \\#."
            ),
        ),
        (
            "a\n-item",
            "11:3",
            "“-” at the beginning of a line looks like a list, but is read as ordinary text",
            f"{LIST}write \\-.",
        ),
        (
            "• item",
            "10:3",
            "“•” at the beginning of a line looks like a list, but is read as ordinary text",
            f"{LIST}put it where no line begins.",
        ),
        (
            "1.One",
            "10:3",
            "“1.” at the beginning of a line looks like a list, but is read as ordinary text",
            f"{LIST}write \\..",
        ),
        ("a TODO", "10:5", "“TODO” looks like a point that is still open", "Write what is to stand here."),
        ("a (TBC)", "10:6", "“TBC” looks like a point that is still open", "Write what is to stand here."),
        (
            "Ms XXX",
            "10:6",
            "“XXX” looks like a point that is still open",
            "Write what is to stand here. If the Roman numeral is meant, write 30.",
        ),
        (
            "Dear [NAME OF MINISTER],",
            "10:8",
            "“[NAME OF MINISTER]” looks like a place that is still to be filled in",
            "Write what is to stand here. If the bracket is meant as text, write \\[.",
        ),
        (
            "a {{ letter.title }}",
            "10:5",
            "“{{ letter.title }}” looks like a tag of a template; in texts it is printed as it stands",
            "Write the words themselves. If braces are meant as text, write \\{.",
        ),
    ],
)
def test_what_is_probably_a_slip_blocks_a_final_and_a_draft_goes_on(
    text: str, place: str, message: str, advice: str
) -> None:
    problem = only(text)
    assert (problem.message, problem.advice) == (message, advice)
    assert (problem.weight, problem.exit_code) == (Weight.GATE, ExitCode.POLICY)
    assert str(problem.place) == f"letter.yaml:{place}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (one, one)
        for one in (
            "a < b and c > d, 5 <3, AT&T, Q&A; R&D;",
            "Smith&Sons; said so",
            "Berlin | Paris | London",
            "[sic]: so he said, word[s] and [EU] [this] (see below)",
            "snake_case_word, 2 * 3, a*b",
            "-5 degrees, 3.5 times",
            "#StopTorture",
            "Resolution 3379 (XXX), todo lists",
            "https://example.org/@user and user@example.org",
            "Table of contents: none",
        )
    ]
    + [
        ("\\<b> \\&nbsp; \\[NAME] \\[this][x] \\*\\* \\{{", "<b> &nbsp; [NAME] [this][x] ** {{"),
        ("\\##Heading", "##Heading"),
        ("\\-item", "-item"),
        ("1\\.One", "1.One"),
        ("\\| a | b", "| a | b"),
    ],
)
def test_text_that_is_meant_as_text_passes(text: str, shown: str) -> None:
    (paragraph,) = blocks_of(text)
    assert isinstance(paragraph, Paragraph)
    assert plain_text(paragraph.content) == shown


DASH = "Write a dash “–” where there is nothing to say."
TABLE = "| a | b |\n|---|---|\n"


@pytest.mark.parametrize(
    ("text", "line", "message", "advice"),
    [
        ("- a\n-\n- c", 11, "This list item is empty", "Write its words, or delete the line."),
        ("##\n\na", 10, "This heading is empty", "Write its words behind the signs, or delete the line."),
        (">\n\na", 10, "This quotation is empty", "Write its words behind the >, or delete the line."),
        (TABLE + "| 1 | |\n\nTable: x", 12, "A cell of this row is empty", DASH),
        (
            TABLE + "| 1 | 2 |",
            10,
            "This table has no caption",
            "Leave a line empty below it, then write a line “Table: …” with the caption.",
        ),
        (
            TABLE + "\nTable: x",
            10,
            "This table has headers, but no rows",
            "Write at least one row below the dashes.",
        ),
        (
            TABLE + "| 1 | 2 |\n\nTable: x {#My Key}".replace(" Key", "Key"),
            14,
            "The key {#MyKey} cannot be read",
            "Use small letters a to z, digits and single hyphens, e.g. {#main-findings}.",
        ),
        (
            "## a[^1]\n\n[^1]: note",
            10,
            "A note stands in a heading",
            "Put it at the end of a sentence of ordinary text.",
        ),
        (
            "[](https://a.example)",
            10,
            "This link has no words",
            "Write them between the brackets: [words](…).",
        ),
        ("## a\n\n#### b", 12, "This heading skips a level", "Write it with “###”."),
        (
            "- a\n\n  # b",
            12,
            "A heading stands inside a list",
            "Lists hold paragraphs and lists; end the list before it.",
        ),
    ],
)
def test_mistakes_in_prose_are_told_once_and_in_the_words_of_markdown(
    text: str, line: int, message: str, advice: str
) -> None:
    problem = only(text)
    assert (problem.message, problem.advice) == (message, advice)
    assert problem.place is not None
    assert problem.place.line == line


def test_a_note_in_a_heading_is_reported_at_its_mark() -> None:
    assert str(only("## Heads[^1]\n\n[^1]: note").place) == "letter.yaml:10:11"
