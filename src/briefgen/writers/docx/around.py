"""What the boxes around a block (divisions, lists, cells, figures) mean for the block itself."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefgen.document import Direction, Division
from briefgen.roles import REGISTRY
from briefgen.theme import Look
from briefgen.writers.docx.properties import Setting


@dataclass(frozen=True, slots=True)
class Around:
    """The sum of the boxes around a block. Points and millimetres as in `Look`."""

    language: str
    direction: Direction
    width: float
    """Millimetres between the edges of what surrounds it, before `indent`."""
    indent: float = 0.0
    before: float = 0.0
    """At least so much space above."""
    after: float = 0.0
    keep_with_next: bool = False
    keep_together: bool = False
    keep_end: bool = False
    """What follows clings to the last paragraph."""
    rule_above: float = 0.0
    rule_below: float = 0.0
    rule_colour: str = ""
    why: tuple[str, ...] = ()
    """Words for the names of variants."""
    lists: int = 0
    """Number of lists around it."""
    cell: str | None = None
    """Style of the paragraphs of the cell that holds it."""

    def setting(self, alone: Setting) -> Setting:
        """Return a setting as it is inside these boxes. Spaces collapse to the larger, as in CSS and Word."""
        look = replace(
            alone.look,
            indent=alone.look.indent + self.indent,
            before=max(alone.look.before, self.before),
            after=max(alone.look.after, self.after),
            keep_with_next=alone.look.keep_with_next or self.keep_with_next or self.keep_end,
            keep_together=alone.look.keep_together or self.keep_together,
            rule_above=alone.look.rule_above or self.rule_above,
            rule_below=alone.look.rule_below or self.rule_below,
        )
        ruled = self.rule_above or self.rule_below
        return replace(alone, look=look, rule_colour=self.rule_colour if ruled else alone.rule_colour)

    def reason(self) -> str:
        """Return the words for the name of a variant: the boxes, and whether it begins or ends them."""
        begins, ends = self.before or self.rule_above, self.after or self.rule_below
        place = {(True, False): " start", (False, True): " end"}.get((bool(begins), bool(ends)), "")
        return " - ".join(self.why) + (place if self.why else "") or "here"

    def part(self, first: bool, last: bool) -> Around:
        """Return the surroundings of one of several blocks: the first meets the top, the last the end."""
        return replace(
            self,
            before=self.before if first else 0.0,
            rule_above=self.rule_above if first else 0.0,
            after=self.after if last else 0.0,
            rule_below=self.rule_below if last else 0.0,
            keep_with_next=self.keep_with_next or (self.keep_together and not last),
            keep_end=self.keep_end and last,
        )

    def within(self, division: Division, look: Look) -> Around:
        """Return the surroundings of the blocks of a division, which has this look."""
        return replace(
            self,
            language=division.language or self.language,
            direction=division.direction or self.direction,
            indent=self.indent + look.indent,
            before=max(self.before, look.before),
            after=max(self.after, look.after),
            keep_with_next=self.keep_with_next or look.keep_with_next,
            keep_together=self.keep_together or look.keep_together,
            rule_above=self.rule_above or look.rule_above,
            rule_below=self.rule_below or look.rule_below,
            rule_colour=look.colour if look.rule_above or look.rule_below else self.rule_colour,
            why=(*self.why, REGISTRY[division.role].word_style),
        )
