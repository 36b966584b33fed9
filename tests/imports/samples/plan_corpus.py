"""Plans of rectification in the layouts offices use, each with every field that must come out of it."""

from tests.imports.samples.plan_chapters import CHAPTERS
from tests.imports.samples.plan_labels import LABELS
from tests.imports.samples.plan_measures import MEASURES
from tests.imports.samples.plan_problems import PROBLEMS

SAMPLES = (*PROBLEMS, *CHAPTERS, *LABELS, *MEASURES)
