"""What the layout may fetch: bytes that wait in memory under a name, and nothing else.

The library under the PDF would open any address that a page names: files, hosts of the local
network. This fetcher knows a table of names. A refusal inside a picture or a stylesheet is
swallowed by the library, so refusals are kept and looked at when the layout is done.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from briefgen.problems import ExitCode, Problem

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher


def prepared_only(prepared: Mapping[str, bytes]) -> tuple[URLFetcher, list[str]]:
    """Return a fetcher that serves the prepared bytes by address, and the list that its refusals go to."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    refused: list[str] = []

    class PreparedOnly(URLFetcher):  # type: ignore[misc]  # the library has no types
        """Never opens anything; the base class is asked for nothing but its kind."""

        _fail_on_errors = False  # the library looks at it; refusals are found in our own list

        def __init__(self) -> None:
            """No handlers: the base class would make those for http, ftp and files."""

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            data = prepared.get(url)
            if data is None:
                refused.append(url)
                raise ValueError("not among the prepared parts")
            kind = "image/png" if url.endswith(".png") else "image/jpeg"
            return URLFetcherResponse(url, data, {"Content-Type": kind})

        def open(self, fullurl: object, data: object = None, timeout: object = None) -> URLFetcherResponse:
            return self.fetch(str(fullurl))

    return PreparedOnly(), refused


def problems(refused: list[str]) -> tuple[Problem, ...]:
    """Return one problem if anything was refused; it names the kinds of address, the rest may hold data."""
    schemes = sorted({url.partition(":")[0].lower()[:12] for url in refused})
    if not schemes:
        return ()
    return (
        Problem(
            code="outside-fetch",
            message=f"The layout of the PDF asked for something outside the document ({', '.join(schemes)})",
            advice="Nothing was fetched, and no file was made. Please report it, with the document.",
            exit_code=ExitCode.FAULT,
        ),
    )
