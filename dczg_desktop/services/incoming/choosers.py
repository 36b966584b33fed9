"""Which of several living values is shown while nobody has decided: one order for the directory, one for everything else."""

from collections.abc import Mapping

from dczg_desktop.domain.dictionary import Kind, Owner
from dczg_desktop.domain.records import ActNote, Value
from dczg_desktop.domain.versions import Chooser, fixed_order


def directory_order(acts: dict[str, ActNote], office_uid: str) -> Chooser:
    """Of an office's entry: something before nothing, the office's own word, the latest."""

    def choose(_field: str, values: Mapping[str, Value]) -> str:
        def rank(act: str) -> tuple[bool, bool, str, str]:
            note = acts.get(act)
            return (
                bool(values[act]),
                bool(note and note.office_uid == office_uid),
                note.at if note else "",
                act,
            )

        return max(values, key=rank)

    return choose


def issuer_first(kind: Kind, acts: dict[str, ActNote], issuer: str) -> Chooser:
    """The issuing office's word in the fields that are its own, else the latest: the same at every office."""

    def owner(name: str) -> str | None:
        return issuer if kind.owner_of(name) is Owner.ISSUER else None

    return fixed_order(acts, owner)
