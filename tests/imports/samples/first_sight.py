"""Plans and notices written before the readers saw them, marked with what a careful clerk reads from them.

`{goal|…}` marks a text with the field it belongs to, `@@` begins the next problem, `@!` ends the last one, `! name=value`
lists facts that are no text. `| a | b |` is a row of a table, `~1[（一）]` a number that Word counts itself, `#1` a heading,
`^head` a page header, `^box` a text box, `^note` a footnote.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from dczg_desktop.base.text import folded
from dczg_desktop.domain.numbering import numeral
from dczg_desktop.imports.reading import ImportReading
from dczg_desktop.imports.texts.labelling.label_words import names_field

FOLDER = Path(__file__).parents[2] / "data" / "first_sight"
_ROW = re.compile(r"^\|\s(.*)\s\|$")
_MADE = re.compile(r"^(?P<kind>#\d |\^\w+ )?(?:~(?P<level>\d)\[(?P<number>[^\]]*)\])?(?P<text>.*)$", re.S)
FIELDS = {
    "text": ("description",), "goal": ("goal",), "due": ("deadline",), "resp": ("responsible_unit",),
    "lead": ("lead_unit",), "coop": ("supporting_unit",), "sup": ("supervising_unit",), "acc": ("accepting_unit",),
    "leader": ("responsible_leader", "lead_leader"), "person": ("responsible_person",), "prog": ("progress", "result"),
    "measures": ("measures",), "findings": ("findings",), "batch": ("batch",), "area": ("area",), "category": ("category",),
    "source": ("source",), "accountability": ("accountability",),
}  # fmt: skip


@dataclass(slots=True)
class Item:
    """What one problem must give: texts by field, its measures as `{m, mu, ml, mc, mw}`."""

    fields: dict[str, str] = field(default_factory=dict)
    measures: list[dict[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Document:
    """One document: its lines with the marks for Word still on, what it must give, and facts that are no text."""

    name: str
    lines: list[str]
    items: list[Item]
    shared: dict[str, str]
    facts: dict[str, str]

    @property
    def has_tables(self) -> bool:
        return any(_ROW.match(line) for line in self.lines)

    @property
    def plain(self) -> str:
        """The text as it is pasted: Word's own numbers stand in it, headers, footnotes and boxes do not."""
        kept = []
        for line in self.lines:
            made = _MADE.match(line)
            if made and not (made["kind"] or "").startswith("^"):
                gap = "\t" if made["number"] and made["number"][-1].isalnum() else ""
                kept.append((made["number"] or "") + gap + made["text"].replace("<br>", "\n"))
        return "\n".join(kept) + "\n"


def documents(name: str) -> list[Document]:
    """The documents of one file of the corpus."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    parts = re.split(r"^=== (\S+)\n", text, flags=re.M)[1:]
    return [_document(title, body) for title, body in zip(parts[::2], parts[1::2], strict=True)]


def _document(name: str, body: str) -> Document:
    facts = dict(re.findall(r"(\w+)=(\S+)", " ".join(re.findall(r"^! (.*)$", body, flags=re.M))))
    body = re.sub(r"^! .*\n?", "", body, flags=re.M)
    parts = re.split(r"^(@@|@!\n)", body, flags=re.M)
    shared: dict[str, str] = {}
    items: list[Item] = []
    plain = [_marked(parts[0], shared, None)]
    for sign, part in zip(parts[1::2], parts[2::2], strict=True):
        if sign == "@@":
            items.append(Item(dict({"chapter": shared["chapter"]} if "chapter" in shared else {})))
            plain.append(_marked(part, shared, items[-1]))
        else:
            plain.append(_marked(part, shared, None))
    items = items or [Item(shared)]
    lines = [_line for _line in "".join(plain).split("\n") if _line.strip()]
    return Document(name, lines, items, shared, facts)


def _marked(text: str, shared: dict[str, str], item: Item | None) -> str:
    """The text without its marks; what they mark goes to the item, else to what the document says once."""
    out: list[str] = []
    stack: list[tuple[str, int]] = []
    position = 0
    while position < len(text):
        opening = re.match(r"\{(\w+)\|", text[position:])
        if opening:
            if opening[1] == "m" and item is not None:
                item.measures.append({})
            stack.append((opening[1], len(out)))
            position += opening.end()
            continue
        if text[position] == "}" and stack:
            name, start = stack.pop()
            content = "".join(out[start:]).replace("<br>", "\n")
            if item is not None and name in {"m", "mu", "ml", "mc", "mw", "ms"}:
                last = item.measures[-1]
                last[name] = f"{last[name]}、{content}" if name in last else content
            else:
                _keep(name, content, shared, item)
        else:
            out.append(text[position])
        position += 1
    return "".join(out)


def _keep(name: str, content: str, shared: dict[str, str], item: Item | None) -> None:
    if name == "chapter":
        shared[name] = content
        return
    place = shared if item is None else item.fields
    place[name] = f"{place[name]}\n{content}" if name in place else content


# ---------------------------------------------------------------- what was read


@dataclass(frozen=True, slots=True)
class Answer:
    """One field: what it must be, what was read, and whether that is right; `asked` when the program has a question there."""

    document: str
    item: int
    name: str
    wanted: str
    got: str
    is_right: bool
    asked: str = ""


def ordinal_of(text: str) -> str:
    """A number for comparing: 第十二项, 12, （十二） are one."""
    plain = unicodedata.normalize("NFKC", text)
    bare = re.sub(r"[第项号()、.\s]", "", plain)
    return str(numeral(bare) or bare)


def names_in(text: str) -> list[str]:
    return [one for one in re.split(r"[、，]", text) if one]


def plain(text: str) -> str:
    return re.sub(r"[\s。；;，,：:]", "", unicodedata.normalize("NFKC", text))


def same(got: str, wanted: str) -> bool:
    return bool(got) and plain(got) == plain(wanted)


def agrees(key: str, got: str, wanted: str, asked: str = "") -> bool:
    """The same text but for signs and blanks; a problem may have its heading before it, a report more where it is asked about."""
    if same(got, wanted):
        return True
    if key == "prog" and asked:
        return plain(got).endswith(plain(wanted))
    if key in {"text"}:
        lines = got.split("\n")
        return any(same("".join(lines[place:]), wanted) for place in range(1, len(lines)))
    return False


_NUMBERING = re.compile(
    r"^(?:\d+[.．、]|[（(][^（）()]{1,3}[）)]|[一二三四五六七八九十]+、|第.{1,3}[项条](?:问题$|、?)|序号|(?:问题|整改任务).{0,5}$)"
    r"|(?<=[\u4e00-\u9fff]{4})[一二三四五六七八九十\d]$"
)


def lost(document: Document, reading: ImportReading) -> list[str]:
    """The pieces of the document that arrived nowhere: in no field, no title, no row left out, no label."""
    kept = []
    for table in reading.tables:
        kept += [table.title, *(row.text for row in table.left_out), *table.mapping.values()]
        kept += [column.header for column in table.columns]
        for record in table.records:
            kept += [*record.fields.values(), *record.extra, *record.extra.values()]
    kept += reading.notes
    whole = folded("\n".join(kept))
    missing = []
    for line in document.lines:
        made = _MADE.match(line)
        text = made["text"] if made else line
        if made and (made["kind"] or "").startswith("^") and reading.container != "docx":
            continue
        for piece in re.split(r"[：:；;，。【】—\s|]+|<br>", text):
            bare = _NUMBERING.sub("", _NUMBERING.sub("", piece)).strip("（）()●")
            if (
                len(folded(bare)) > 3
                and not names_field(bare)
                and folded(piece) not in whole
                and folded(bare) not in whole
            ):
                missing.append(piece)
    return missing
