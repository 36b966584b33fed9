"""XML elements by their local names: strict, transitional and WPS files differ only in the namespaces."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError, TreeBuilder, XMLParser

from dczg_desktop.base.errors import UserError


class _Builder(TreeBuilder):
    """Builds elements, and refuses what could define entities before anything is read of it."""

    def doctype(self, name: str, _public: str | None, _system: str | None) -> None:
        raise ValueError(name)


def parsed(path: Path, data: bytes) -> Any:
    """The root of a part. Raises UserError naming the file when the XML is not whole or defines entities."""
    parser = XMLParser(target=_Builder())  # noqa: S314 - what is dangerous needs a document type, which is refused
    try:
        parser.feed(data)
        return parser.close()
    except (ParseError, ValueError, LookupError) as error:
        raise UserError(
            f"“{path.name}”已损坏或没有复制完整，读不出来。请用 WPS 或 Office 打开检查，另存后再导入。"
        ) from error


def name_of(element: Any) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def value_of(element: Any, name: str = "val") -> str:
    """An attribute by its name without namespace, or an empty string; None gives an empty string too."""
    attributes = element.attrib.items() if element is not None else ()
    return next((text for key, text in attributes if key.rpartition("}")[2] == name), "")


def whole_number(text: str, other: int) -> int:
    """A number written in an attribute; `other` when it is none or too long to be one that is meant."""
    return int(text) if text.isdecimal() and len(text) <= 9 else other


def children_of(element: Any, wrappers: Collection[str]) -> Iterator[Any]:
    """The children of an element in order, those of `wrappers` in place of them, however deep these stand in one another."""
    waiting = [iter(element)]
    while waiting:
        one = next(waiting[-1], None)
        if one is None:
            waiting.pop()
        elif name_of(one) in wrappers:
            waiting.append(iter(one))
        else:
            yield one


def child_of(element: Any, *names: str) -> Any:
    """The first child of that name, then its child and so on; None where one is missing."""
    for name in names:
        if element is None:
            return None
        element = next((one for one in element if name_of(one) == name), None)
    return element
