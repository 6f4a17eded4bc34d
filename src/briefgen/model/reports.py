"""The report: findings, claimed outcomes, recommendations, a chart, with contents and notes."""

from __future__ import annotations

from pydantic import Field

from briefgen.model.publications import Publication, Section
from briefgen.model.values import ContactId, Flag, LocalLine, LocalProse


class Report(Publication):
    """A report."""

    template = "report/report.html"
    name_in_template = "report"

    subtitle: LocalLine | None = None
    """Line below the title."""
    summary: LocalProse | None = None
    """What it says, in a few lines, before the contents."""
    contents: Flag = True
    """True where a table of contents is printed, as it is unless “false” stands here."""
    sections: list[Section] = Field(min_length=1)
    """Its parts, in order, at least one."""
    annexes: list[Section] = []
    """Parts that follow after the end, such as a chart."""
    contacts: list[ContactId] = []
    """Ids of those whom readers may ask."""
