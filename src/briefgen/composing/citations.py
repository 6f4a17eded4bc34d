"""Citations in one house style, and the notes that hold them.

    authors, organisations, title [translation], what it is, container, symbol, publisher, date, locator,
    last updated, accessed, web address, archived copy, quoted in … (note)

Titles of books, reports, treaties and UN documents are set in italics where their script has any, those
of articles, releases and talks in quotation marks. Titles, symbols and addresses stand exactly as in the
source. Whatever is missing leaves no comma behind, and a comma never meets another mark.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from markupsafe import Markup

from briefgen.composing.marking import printable
from briefgen.composing.press import Press, capital, part, words_of
from briefgen.composing.view import Group
from briefgen.model.sources import Source, SourceType
from briefgen.model.values import OWN

_WORKS = (SourceType.BOOK, SourceType.LEGAL, SourceType.REPORT, SourceType.UN_DOCUMENT)
"""What appears by itself, and has its title in italics."""
_SAID = {
    SourceType.INTERVIEW: "citation-interview",
    SourceType.LETTER: "citation-letter",
    SourceType.PRESS_RELEASE: "citation-press-release",
    SourceType.SPEECH: "citation-speech",
}
"""What has to be said of a source, because its title does not show it."""
_SLANTED = ("LATIN", "GREEK", "CYRILLIC")
"""Scripts that have italics."""
_MARKS = ".,;:!?…。，；：！？、،؛؟"
_ENDED = re.compile(r"[.!?…。！？؟][\"'”’»）)\]」』》]*$")
_STRAY = ",;:，；：،؛ \u00a0\u202f"

_LOCATORS = {
    "p": "locator-page", "pp": "locator-pages", "para": "locator-paragraph", "paras": "locator-paragraphs",
    "art": "locator-article", "ch": "locator-chapter", "sec": "locator-section",
}  # fmt: skip
_LOCATOR = re.compile(rf"({'|'.join(_LOCATORS)})\.? ?([0-9IVXLivxl].*)")


def note(press: Press, source: Group, locator: object = None) -> Markup:
    """Return a footnote that cites a source; a later one of the same source refers back to it."""
    key = f"source-{source['id']}"
    again = {"note": press.reference(key)}
    if locator is None:
        later = press.wording("note-again", **again)
    else:
        where = located(press, locator)
        later = press.wording("note-again-with-locator", **again, locator=where)
    words = ended(press, citation(press, source, locator))
    if source["title"] is None:  # a title stands as it is, a description begins the note
        words = capital(words)
    return press.element(
        "span", words + press.element("span", later, class_="later"), class_="footnote", id=key
    )


def ended(press: Press, words: Markup) -> Markup:
    """Return a citation with its full stop, unless a mark ends it anyhow."""
    return words if _ENDED.search(words_of(words)) else words + press.wording("citation-end")


def citation(press: Press, source: Group, locator: object = None) -> Markup:
    """Return the citation of a source; `locator` wins over the page that its entry names."""
    return _cited(press, source, locator, frozenset())


def title(press: Press, source: Group) -> Markup:
    """Return the title in the marks of its kind, with a translation behind it where there is one.

    What has no title is called by its description, without marks.
    """
    entered, printing = source.entered["title"], press.view.printing
    if source["title"] is None:
        return press.text(source["description"])
    texts, own = entered.value, source.entry.value.language
    assert isinstance(texts, dict)
    original: str = next((key for key in (OWN, own or OWN) if key in texts), next(iter(texts)))
    words = printing.by_key(texts, original, source.entry, entered.path)
    shown = _titled(press, source, words, own if original == OWN else original)
    translated = printing.chosen(texts, own)
    if translated in (None, original):
        return shown
    translation = printing.by_key(texts, str(translated), source.entry, entered.path)
    return press.wording("citation-translated", title=shown, translation=translation)


def located(press: Press, locator: object) -> Markup:
    """Return a page or paragraph in the words of the language; as it was entered where it is unusual."""
    text = printable(locator)
    if found := _LOCATOR.fullmatch(text.strip()):
        return press.wording(_LOCATORS[found[1]], number=part(text, found[2]))
    return press.text(text)


def _cited(press: Press, source: Group, locator: object, met: frozenset[str]) -> Markup:
    words = Markup("")
    for piece in _parts(press, source, locator, met | {str(source["id"])}):
        words = piece if not words else words + _between(press, words) + piece
    if source["note"] is not None and words:
        return press.wording("citation-note", citation=words, note=_trimmed(source["note"], f"{_STRAY}.。"))
    return words


def _between(press: Press, words: Markup) -> Markup:
    """Return the separator; only its space behind a mark, so that no two meet."""
    separator = press.wording("citation-separator")
    if words_of(words)[-1:] in _MARKS:
        return Markup(separator.lstrip(_MARKS))  # noqa: S704 - a part of the wording, which is escaped
    return separator


def _parts(press: Press, source: Group, locator: object, met: frozenset[str]) -> Iterator[Markup]:
    """Yield what there is to say of a source, in the order of the house style."""
    model = source.model
    assert isinstance(model, Source)
    yield from _by_whom(press, source)
    if source["title"] is not None or source["description"] is not None:
        yield title(press, source)
    if model.type in _SAID and model.title:
        yield press.wording(_SAID[model.type])
    yield from _where_it_appeared(press, source)
    if locator is None:
        locator = source["locator"]
    if locator is not None and (where := _trimmed(locator)):
        yield located(press, where)
    yield from _on_the_web(press, source)
    via = source["via"]
    if isinstance(via, Group) and str(via["id"]) not in met:
        yield press.wording("citation-quoted-in", citation=_cited(press, via, None, met))


def _by_whom(press: Press, source: Group) -> Iterator[Markup]:
    authors, organisations = source["authors"], source["organisations"]
    assert isinstance(authors, list)
    assert isinstance(organisations, list)
    names = [one["name"] for one in organisations if isinstance(one, Group) and one["name"] is not None]
    for some in (authors, names):
        if shown := [name for one in some if (name := _trimmed(one))]:
            yield press.listed(shown)


def _where_it_appeared(press: Press, source: Group) -> Iterator[Markup]:
    for field in ("container", "symbol", "publisher", "issued"):
        value = source[field]
        if value is None or not (words := _trimmed(value)):
            continue
        match field:
            case "container":
                yield _slanted(press, press.foreign(words, _language_of(press, source, field)), words)
            case "symbol":
                yield press.exact(words)
            case "publisher":
                yield press.foreign(words, _language_of(press, source, field))
            case _:
                yield press.text(words)


def _on_the_web(press: Press, source: Group) -> Iterator[Markup]:
    for field, key in (("updated", "citation-updated"), ("accessed", "citation-accessed")):
        if source[field] is not None:
            yield press.wording(key, date=source[field])
    if source["url"] is not None:
        yield press.web(source["url"])
    if source["archived"] is not None:
        yield press.wording("citation-archived", web=press.web(source["archived"]))


def _titled(press: Press, source: Group, words: str, code: str | None) -> Markup:
    model = source.model
    assert isinstance(model, Source)
    words = _trimmed(words) or words
    shown = press.foreign(words, code, exact=True)
    if model.type not in _WORKS:
        return press.wording("citation-piece", title=shown)
    if press.language.pattern("citation-work") != "{title}":
        return press.wording("citation-work", title=shown)
    return _slanted(press, shown, words)


def _slanted(press: Press, shown: Markup, words: str) -> Markup:
    """Return words in italics where their script has any: Chinese and Arabic letters stand upright."""
    letter = next((char for char in words if char.isalpha()), "")
    slants = unicodedata.name(letter, "").startswith(_SLANTED) if letter else True
    return press.element("em", shown) if slants else shown


def _language_of(press: Press, source: Group, field: str) -> str | None:
    texts, own = source.entered[field].value, source.entry.value.language
    assert isinstance(texts, dict)
    return press.view.printing.as_it_stands(texts, own)[1]


def _trimmed(value: object, signs: str = _STRAY) -> str:
    """Return a text without the commas and colons at its ends, which belong to no name or title."""
    text = printable(value)
    return part(text, text.strip(signs))
