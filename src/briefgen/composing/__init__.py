"""From data to markup: what the audience may see, in the words of one language, through a template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.composing.environment import TemplateEnvironment
from briefgen.composing.errors import RUNTIME, refused_template, template_problem
from briefgen.composing.functions import functions, listing
from briefgen.composing.head import Head, head
from briefgen.composing.press import Press
from briefgen.composing.prose import prose_filter
from briefgen.composing.sources import TemplateSource, packaged_templates, workspace_templates
from briefgen.composing.view import Plain, View
from briefgen.composing.words import wording_function
from briefgen.jobs import Job
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
    publication = workspace.documents[job.document].value
    view, origins = View(workspace, job), Origins()
    environment = _environment(templates, view, origins)
    spoken = view.printing.language
    data: dict[str, Plain] = {
        publication.name_in_template: view.document,
        "language": {"code": spoken.code, "direction": spoken.direction},
    }
    try:
        markup = render(environment, publication.template, data)
        own = head(publication, view.document, job, spoken)
    except Refusal as refusal:
        raise Refusal(*view.problems, *environment.prose_problems, *refusal.problems) from None
    problems = (*view.problems, *environment.prose_problems)
    return Composed(markup, tuple(origins.places), own, dict(templates.texts), problems)


def _environment(templates: TemplateSource, view: View, origins: Origins) -> TemplateEnvironment:
    """Return the environment of one job, with what its templates may call."""
    environment = TemplateEnvironment(templates, origins)
    press = Press(view, wording_function(view.printing.language, origins), origins)
    environment.filters["prose"] = prose_filter(press, environment.prose_problems)
    environment.filters["listed"] = listing(press)
    environment.globals |= {"wording": press.wording, **functions(press)}
    return environment


def render(environment: TemplateEnvironment, template: str, data: Mapping[str, Plain]) -> str:
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
