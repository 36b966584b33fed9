"""What may and what must be in a package, asked of the sender's file by plain SQL: the oracle's own idea of scope."""

import json

from tests.soak.ledger_file import look_at
from tests.soak.oracle import Diverged
from tests.soak.package_file import PackageFile
from tests.soak.world import Machine

SECRET = "〔密〕"


def judge_scope(machine: Machine, receiver: str, file: PackageFile) -> set[str]:
    """Raise Diverged when a package holds a problem its receiver has nothing to do with, or lacks one it answers for.

    Returns the petitions that were the receiver's once: it may be told who has them now, and nothing that hangs on them.
    """
    raw = look_at(machine.path)
    [(uid,)] = raw.execute("SELECT uid FROM office WHERE name = ?", (receiver,))
    parents = dict(raw.execute("SELECT uid, parent_uid FROM office WHERE NOT hidden AND voided = ''"))
    [(ours,)] = raw.execute("SELECT value FROM meta WHERE key = 'office_uid'")
    problems = raw.execute("SELECT uid, issuer_uid, confidential FROM problem WHERE NOT hidden").fetchall()
    query = "SELECT problem_uid, office_uid, voided FROM duty WHERE NOT hidden AND office_uid != ''"
    duties = raw.execute(query).fetchall()
    petitions = raw.execute("SELECT uid, issuer_uid, office_uid FROM petition WHERE NOT hidden").fetchall()
    hung = [
        (kind, *row)
        for kind in ("petition_point", "petition_link", "petition_step", "publication")
        for row in raw.execute(f"SELECT uid, petition_uid FROM {kind} WHERE NOT hidden")
    ]
    query = "SELECT record_uid, old FROM change WHERE kind = 'petition' AND field = 'office_uid'"
    held = {(petition, json.loads(office or '""')) for petition, office in raw.execute(query)}
    asked = raw.execute(
        "SELECT uid, petition_uid, office_uid, to_office_uid FROM petition_amendment WHERE NOT hidden"
    ).fetchall()
    upward = uid in _above(parents, ours)
    circle = {uid} if upward else {one for one in parents if uid in _above(parents, one)}
    issuers = _above(parents, uid) if upward else circle
    concerned = {problem for problem, office, _ in duties if office in circle}
    answering = {problem for problem, office, voided in duties if office == uid and not voided}
    may = {one for one, issuer, secret in problems if not secret and (issuer in issuers or one in concerned)}
    must = {one for one, issuer, secret in problems if not secret and (issuer in issuers or one in answering)}
    _compare(machine, receiver, file, may, must)
    theirs = {one for one, issuer, office in petitions if issuer in issuers or office in circle}
    wanted = theirs | {one for _, one, parent in hung if parent in theirs}
    wanted |= {
        one
        for one, parent, maker, to in asked
        if parent in theirs and (upward or maker in circle or to in circle)
    }
    kinds = (
        "petition",
        "petition_point",
        "petition_link",
        "petition_step",
        "publication",
        "petition_amendment",
    )
    once = {one for one, office in held if office in circle}
    moved = (set(file.uids("petition")) & once) - theirs
    there = set(file.uids(*kinds)) - moved
    if there != wanted:
        raise Diverged(f"{machine.name} 发给 {receiver} 的信访件不对：{sorted(there ^ wanted)}")
    return moved


def _compare(machine: Machine, receiver: str, file: PackageFile, may: set[str], must: set[str]) -> None:
    there = {record["uid"] for record in file.records if record["kind"] == "problem"}
    if there - may or must - there:
        raise Diverged(
            f"{machine.name} 发给 {receiver} 的范围不对：多 {sorted(there - may)}，少 {sorted(must - there)}"
        )
    hanging = {
        record["fields"]["problem_uid"] for record in file.records if "problem_uid" in record["fields"]
    }
    strangers = hanging - there - {""}
    if strangers and any(
        r["kind"] != "petition" and r["fields"].get("problem_uid") in strangers for r in file.records
    ):
        raise Diverged(f"{machine.name} 发给 {receiver} 的包里有范围以外问题的记录：{sorted(strangers)}")
    if any(SECRET in str(record) for record in file.records):
        raise Diverged(f"{machine.name} 发给 {receiver} 的包里有不该发出的内容")


def _above(parents: dict[str, str], uid: str) -> set[str]:
    found: set[str] = set()
    while uid and uid not in found:
        found.add(uid)
        uid = parents.get(uid, "")
    return found
