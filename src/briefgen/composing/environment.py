"""The environment in which templates run: sandboxed, escaping, strict, with very little in reach.

Data arrive as plain text, lists and dictionaries only. A dot reaches a key of a dictionary and
nothing else: no method of any object can be called, so there is nothing to escape through.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from jinja2 import BaseLoader, Environment, TemplateNotFound, Undefined, UndefinedError, pass_context
from jinja2.environment import TemplateModule
from jinja2.ext import Extension
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from briefgen.composing.filters import TEXT, built_in, joining
from briefgen.composing.marking import ForbiddenError, Markers, marked, printable
from briefgen.composing.sources import TemplateSource
from briefgen.problems import Problem
from briefgen.reading.markers import Origins

TESTS = (
    "==",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "eq",
    "ne",
    "even",
    "odd",
    "false",
    "true",
    "in",
    "none",
    "number",
    "string",
)
"""`defined` is not among them: a misspelt name would be quietly false."""
LONGEST_RANGE = 1000


class UnknownNameError(UndefinedError):
    """A template names what is not there."""

    def __init__(self, message: str, name: str, known: tuple[str, ...], holder: str) -> None:
        super().__init__(message)
        self.name, self.known, self.holder = name, known, holder


class Unknown(Undefined):
    """What an unknown name evaluates to: whatever is done with it is an error, asking for its truth too."""

    __slots__ = ()

    def _fail_with_undefined_error(self, *args: Any, **kwargs: Any) -> NoReturn:
        if self._undefined_exception is ForbiddenError or self._undefined_hint:
            raise self._undefined_exception(self._undefined_hint or "access is not allowed")
        known: tuple[str, ...] = ()
        holder = "" if self._undefined_obj is missing else "text"
        if self._undefined_obj is None:
            holder = "nothing"
        elif isinstance(self._undefined_obj, Mapping):
            known, holder = tuple(str(key) for key in self._undefined_obj), "group"
        elif isinstance(self._undefined_obj, TemplateModule):
            known, holder = tuple(name for name in vars(self._undefined_obj) if name[0] != "_"), "group"
        elif isinstance(self._undefined_obj, list | tuple):
            holder = "list"
        raise UnknownNameError("unknown name", str(self._undefined_name), known, holder)

    __iter__ = __str__ = __len__ = __bool__ = __hash__ = _fail_with_undefined_error
    __eq__ = __ne__ = __contains__ = _fail_with_undefined_error
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __call__ = __getitem__ = _fail_with_undefined_error
    __lt__ = __le__ = __gt__ = __ge__ = __int__ = __float__ = __neg__ = __pos__ = _fail_with_undefined_error

    def __getattr__(self, name: str) -> Any:
        if name[:2] == "__":
            raise AttributeError(name)
        self._fail_with_undefined_error()


class _Loader(BaseLoader):
    def __init__(self, source: TemplateSource) -> None:
        self.source = source

    def get_source(
        self,
        environment: Environment,
        template: str,
    ) -> tuple[str, str, Callable[[], bool]]:
        text = self.source.read(template)
        if text is None:
            raise TemplateNotFound(template)
        return text, self.source.file(template), lambda: True


def _range(*bounds: int) -> range:
    numbers = range(*bounds)
    if len(numbers) > LONGEST_RANGE:
        raise ForbiddenError(f"range() may count to {LONGEST_RANGE} at most")
    return numbers


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """One for each composition: the places that its markers point to belong to one document."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, source: TemplateSource, origins: Origins) -> None:
        self.origins, self.source = origins, source
        self.prose_problems: list[Problem] = []
        extensions: list[type[Extension]] = [Markers]
        super().__init__(
            autoescape=True,
            undefined=Unknown,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            loader=_Loader(source),
            extensions=extensions,
            finalize=_finalize,
        )
        self.filters = {**built_in(), **TEXT, "join": joining(origins)}
        self.tests = {name: test for name, test in self.tests.items() if name in TESTS}
        self.globals = {"range": _range}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a key of a dictionary; of Jinja2's own objects what is safe; of all else nothing."""
        if isinstance(obj, Mapping) or not isinstance(obj, LoopContext | TemplateModule):
            return self.getitem(obj, attribute)
        if attribute.startswith("_"):
            return self.getitem(obj, attribute)
        return super().getattr(obj, attribute)

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        """Say what is forbidden without a word about Python."""
        return self.undefined(f"“{attribute}” is not for templates", exc=ForbiddenError)

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call what may be called; all else is refused without showing it."""
        if isinstance(obj, Undefined):
            return obj()
        if not self.is_safe_callable(obj):
            raise ForbiddenError("only macros and the functions given to templates take ( ), values do not")
        return super().call(context, obj, *args, **kwargs)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return a key of a dictionary, an item or slice of a list or text."""
        if isinstance(obj, Undefined):
            return obj[argument]
        if isinstance(argument, str) and argument.startswith("_"):
            return self.undefined(f"“{argument}” begins with an underscore", exc=ForbiddenError)
        if isinstance(obj, Mapping) and isinstance(argument, str) and argument in obj:
            return obj[argument]
        try:
            if isinstance(obj, list | tuple | str) and not isinstance(argument, str):
                return obj[argument]
        except (LookupError, TypeError):
            pass
        return self.undefined(obj=obj, name=argument)

    def call_binop(self, context: Context, operator_: str, left: Any, right: Any) -> Any:
        """Do sums with small numbers; texts and lists cannot be multiplied or formatted."""
        small = all(isinstance(side, int) and abs(side) < 1_000_000 for side in (left, right))
        if small and operator_ in ("*", "%"):
            return {"*": operator.mul, "%": operator.mod}[operator_](left, right)
        raise ForbiddenError(
            f"“{operator_}” works with whole numbers below a million only, and powers not at all"
        )

    def is_safe_callable(self, obj: Any) -> bool:
        """Allow macros, loops and the functions given to templates; there is nothing else to call."""
        return (
            isinstance(obj, Macro | LoopContext | BlockReference)
            or obj in self.globals.values()
            or getattr(obj, "__name__", "")
            in (
                "cycle",
                "changed",
            )
        )


@pass_context  # so that nothing is folded at compile time, when values have lost their type
def _finalize(context: Context, value: Any) -> Any:
    environment = context.environment
    assert isinstance(environment, TemplateEnvironment)
    return marked(printable(value), environment.origins)
