"""What Python and Jinja2 say when an expression fails, in words for the author of a template.

Their own words are never passed on: they speak of types, and some repeat a value.
"""

from __future__ import annotations

import re

from briefgen.composing.marking import ForbiddenError, PlainError

_WORDS = (
    (r"division|modulo", "a number is divided by zero"),
    (r"not iterable|cannot unpack|to unpack|has no len", "a list is needed, and this is none"),
    (
        r"unsupported operand|can only concatenate|must be str|bad operand",
        "texts, numbers and lists cannot be mixed in a sum; ~ puts texts together",
    ),
    (r"not supported between", "these values cannot be compared for their order"),
    (r"unhashable", "a list or group stands where a text or number is needed"),
    (r"cannot be interpreted as an integer", "a whole number is needed"),
    (r"missing \d+ required", "something is missing between ( and )"),
    (r"No filter named|No test named", "there is no filter or test of this name"),
    (r"not callable", "only macros and the functions given to templates take ( ), values do not"),
)
_MACRO = re.compile(r"macro '(\w+)' (takes not more than|takes no keyword argument '(\w+)'|was invoked)")
_NOTHING_MORE = "the expression cannot be worked out"


def reason(error: Exception) -> str:
    """Return why an expression failed: half a sentence, without any value."""
    if isinstance(error, PlainError | ForbiddenError):
        return str(error)
    text = str(error)
    if macro := _MACRO.match(text):
        if macro[3]:
            return f"the macro “{macro[1]}” has no “{macro[3]}”"
        return f"the macro “{macro[1]}” is given more values than it takes"
    if missing := re.match(r"parameter '(\w+)' was not provided", text):
        return f"the macro is not given its “{missing[1]}”"
    return next((words for pattern, words in _WORDS if re.search(pattern, text)), _NOTHING_MORE)
