"""How a validator refuses a value, in the words that the user reads."""

from __future__ import annotations

from pydantic_core import PydanticCustomError


def refuse(code: str, message: str, advice: str) -> PydanticCustomError:
    """Return the error that a validator raises; its code, message and advice reach the user as they stand."""
    return PydanticCustomError(code, "{message}", {"message": message, "advice": advice})
