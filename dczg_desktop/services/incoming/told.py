"""What the register keeps of a package that was just received: our receipt for it, and the head of its sender's journal."""

from dczg_desktop.domain.acknowledgement import Outcome
from dczg_desktop.services.incoming.receipts import Plan
from dczg_desktop.services.trust.histories import HEAD


def told_of(plan: Plan) -> dict[str, object]:
    """What the register keeps of our receipt for a package that was just received."""
    package, merge = plan.package, plan.merge
    faults = (*package.problems, *merge.refused, *plan.hand.refused)
    absent = sum(
        note.included and note.sha256 not in package.attachments for note in package.manifest.attachments
    )
    held = plan.pending + absent
    outcome = Outcome.PARTLY if held or faults else Outcome.ACCEPTED
    head = package.manifest.head
    return {
        "outcome": outcome.value,
        "accepted": len(merge.appearing()) + len(merge.merged) + merge.unchanged,
        "held": held,
        "refused": [f"{fault.place}：{fault.message}" for fault in faults][:100],
        "warnings": list(plan.arrival.warnings),
        HEAD: [head.count, head.hash],
    }
