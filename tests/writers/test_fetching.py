"""Whatever a page asks for, only prepared bytes are served, and every refusal comes to light."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from briefgen.problems import ExitCode, Problem, Refusal
from briefgen.theme import HOUSE
from briefgen.writers import fetching, html
from briefgen.writers.pdf import write_pdf

from ..trees import letter


@contextmanager
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """A server that notes whoever calls."""
    calls: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.1)
    stop = threading.Event()

    def serve() -> None:
        while not stop.is_set():
            try:
                connection, _ = server.accept()
            except TimeoutError:
                continue
            calls.append(connection.recv(100))
            connection.close()

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.getsockname()[1]}", calls
    finally:
        stop.set()
        thread.join()
        server.close()


VECTORS = [
    '<img alt="x" src="{}">',
    '<object data="{}"></object>',
    '<embed src="{}">',
    '<iframe src="{}"></iframe>',
    '<link rel="stylesheet" href="{}">',
    '<link rel="attachment" href="{}">',
    '<a rel="attachment" href="{}">x</a>',
    '<style>@import "{}";</style>',
    "<style>@import url({});</style>",
    "<style>p {{ background: url({}) }}</style>",
    '<style>p::before {{ content: url("{}") }}</style>',
    "<style>li {{ list-style-image: url({}) }}</style>",
    "<style>p {{ border-image: url({}) 1 }}</style>",
    "<style>@font-face {{ font-family: x; src: url({}) }} p {{ font-family: x }}</style>",
    "<style>@color-profile --x {{ src: url({}) }}</style>",
    '<p style="background-image: url({})">x</p>',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="{}" width="9" height="9"/></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg"><use href="{}#x"/></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg"><style>@import "{}";</style></svg>',
    '<input type="image" src="{}">',
    '<body background="{}">',
]


def made() -> tuple[bytes, tuple[Problem, ...]]:
    try:
        written = write_pdf(letter(), HOUSE)
    except Refusal as refusal:
        return b"", refusal.problems
    return written.data, written.problems


@pytest.mark.parametrize("vector", VECTORS)
def test_a_page_that_reaches_out_reaches_nothing(
    vector: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret of Zenda")
    true = html.sheets
    with listener() as (address, calls):
        harm = vector.format(address + "/x.png") + vector.format(secret.as_uri())
        monkeypatch.setattr(html, "sheets", lambda doc: true(doc).replace("<h1>", harm + "<h1>", 1))
        data, problems = made()
    assert calls == []
    assert b"the secret of Zenda" not in data
    for problem in problems:
        assert problem.exit_code is ExitCode.FAULT
        assert str(tmp_path) not in problem.message + problem.advice


def test_a_refusal_comes_to_light_even_where_the_library_swallows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    true = html.sheets
    picture = '<image href="https://example.org/x.png" width="9" height="9"/>'
    harm = f'<svg xmlns="http://www.w3.org/2000/svg">{picture}</svg>'
    monkeypatch.setattr(html, "sheets", lambda doc: true(doc).replace("<h1>", harm + "<h1>", 1))
    (problem,) = (p for p in write_pdf(letter(), HOUSE).problems if p.code == "outside-fetch")
    assert problem.message == "The layout of the PDF asked for something outside the document (https)"


def test_a_letter_with_a_prepared_picture_is_served() -> None:
    written = write_pdf(letter(), HOUSE)
    assert written.problems == ()
    assert b"/Subtype /Image" in written.data


def test_only_prepared_names_are_served() -> None:
    fetcher, refused = fetching.prepared_only({"prepared:a.png": b"bytes"})
    assert fetcher.fetch("prepared:a.png").read() == b"bytes"
    for address in ("prepared:b.png", "file:///etc/passwd", "http://example.org/", "data:text/plain,x"):
        with pytest.raises(ValueError, match="not among the prepared parts"):
            fetcher.fetch(address)
    assert len(refused) == 4
