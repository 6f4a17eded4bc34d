"""From data to markup: what the audience may see, in the words of one language, through a template."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.composing.environment import LetterEnvironment
from briefgen.composing.errors import RUNTIME, refused_template, template_problem
from briefgen.composing.head import Head, head
from briefgen.composing.prose import prose_filter
from briefgen.composing.sources import TemplateSource, packaged_templates, workspace_templates
from briefgen.composing.view import Plain, view
from briefgen.composing.words import wording_function
from briefgen.jobs import Job
from briefgen.languages import language
from briefgen.loading.workspace import Workspace
from briefgen.places import Place
from briefgen.problems import Problem, Refusal
from briefgen.reading.markers import Origins

__all__ = ["Composed", "TemplateSource", "compose", "packaged_templates", "render", "workspace_templates"]

LONGEST = 20_000_000
"""Characters of markup; a report of a hundred pages has a million."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A rendered template, ready for the reader."""

    markup: str
    origins: tuple[Place, ...]
    """What the markers in the markup point to."""
    head: Head
    texts: dict[str, str]
    """Text of every template read, by the file name that problems give."""
    problems: tuple[Problem, ...]
    """What is wrong with the prose and with the names used; one of weight ERROR stops the document."""


def compose(workspace: Workspace, job: Job, templates: TemplateSource) -> Composed:
    """Render the document of a job.

    Raises Refusal where the view cannot be had or the template fails.
    """
    spoken = language(job.language)
    publication = workspace.documents[job.document].value
    seen = view(workspace, job)
    origins = Origins()
    environment = LetterEnvironment(templates, origins)
    environment.filters["prose"] = prose_filter(origins, environment.prose_problems)
    environment.globals["wording"] = wording_function(spoken, origins)
    data: dict[str, Plain] = {
        publication.name_in_template: seen.document,
        "language": {"code": spoken.code, "direction": spoken.direction},
    }
    try:
        markup = render(environment, publication.template, data)
    except Refusal as refusal:
        raise Refusal(*seen.problems, *environment.prose_problems, *refusal.problems) from None
    own = head(publication, seen.document, job, spoken)
    problems = (*seen.problems, *environment.prose_problems)
    return Composed(markup, tuple(origins.places), own, dict(templates.texts), problems)


def render(environment: LetterEnvironment, template: str, data: dict[str, Plain]) -> str:
    """Return the markup of a template with its markers; raises Refusal with the place in the template."""
    pieces, length = [], 0
    try:
        for piece in environment.get_template(template).generate(data):
            pieces.append(piece)
            length += len(piece)
            if length > LONGEST:
                message = f"The template makes more than {LONGEST // 1_000_000} million characters"
                place = Place(environment.source.file(template), 1, 1)
                raise Refusal(Problem("template-too-long", message, "Look for a loop within a loop.", place))
    except Refusal as refusal:
        raise Refusal(*refused_template(refusal, environment, template)) from None
    except RUNTIME as error:
        names = [*data, *environment.globals]
        raise Refusal(template_problem(error, environment, template, names)) from None
    return "".join(pieces)
