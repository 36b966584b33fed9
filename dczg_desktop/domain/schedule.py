"""Progress against plan: the status word is computed from measures, milestones, dates and reports, never typed."""

from datetime import date

from dczg_desktop.domain.facts import MeasureFacts, MilestoneFacts, ProblemFacts
from dczg_desktop.domain.words import ProgressStatus


def percent_done(problem: ProblemFacts) -> int:
    """How much is done, 0–100: the share of finished measures, or the last reported figure where there are none."""
    if problem.measures:
        return 100 * sum(1 for measure in problem.measures if measure.done_on) // len(problem.measures)
    reported = [report.percent for report in problem.progress if report.percent is not None]
    return max(0, min(100, reported[-1])) if reported else 0


def percent_expected(problem: ProblemFacts, today: date) -> int | None:
    """How much should be done today: the share of dated steps that are due, else the share of time gone, else None."""
    dated = [step.due for step in _steps(problem) if step.due]
    if dated:
        return 100 * sum(1 for due in dated if due < today) // len(dated)
    due = problem.due()
    if due is None or problem.assigned_on is None or due <= problem.assigned_on:
        return 100 if due and due < today else None
    return max(0, min(100, 100 * (today - problem.assigned_on).days // (due - problem.assigned_on).days))


def _steps(problem: ProblemFacts) -> list[MeasureFacts | MilestoneFacts]:
    return [*problem.measures, *problem.milestones]


def _late(problem: ProblemFacts, today: date) -> bool:
    due = problem.due()
    steps = _steps(problem)
    return bool(due and due < today) or any(s.due and s.due < today and not s.done_on for s in steps)


def _share_done(problem: ProblemFacts) -> int | None:
    """How much of what is dated is done; without dates the larger of finished and reported, None when neither says."""
    steps = [step for step in _steps(problem) if step.due]
    if steps:
        return 100 * sum(1 for step in steps if step.done_on) // len(steps)
    reported = [report.percent for report in problem.progress if report.percent is not None]
    finished = percent_done(problem)
    return max(finished, reported[-1] if reported else 0) if finished or reported else None


def progress_status(problem: ProblemFacts, today: date) -> ProgressStatus:
    """The status word for `today`.

    Complete when all measures carry their finishing date (or 100 % is reported where no measure exists); behind when a
    dated step or the deadline passed undone, or less is done than time has gone; ahead when more steps are finished
    than are due. Work without a date, or reported in words alone, is on schedule until the deadline passes.
    """
    done = percent_done(problem)
    if done == 100:
        return ProgressStatus.COMPLETED
    if _late(problem, today):
        return ProgressStatus.BEHIND
    started = done > 0 or bool(problem.progress) or any(step.done_on for step in problem.milestones)
    if not started:
        return ProgressStatus.NOT_STARTED
    expected = percent_expected(problem, today)
    share = _share_done(problem)
    if expected is None or share is None or share == expected:
        return ProgressStatus.ON_SCHEDULE
    dated = any(step.due for step in _steps(problem))
    if share > expected:
        return ProgressStatus.AHEAD
    return ProgressStatus.ON_SCHEDULE if dated or share + 10 >= expected else ProgressStatus.BEHIND
