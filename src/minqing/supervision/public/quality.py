"""A leaf of the supervision room's door: samples of closed matters, their reading, what is put right."""

from minqing.supervision.quality.actions import (
    draw_sample,
    judge_correction,
    name_reader,
    record_findings,
    reply_to_correction,
)
from minqing.supervision.quality.gate import reading_for, samples_for
from minqing.supervision.quality.models import Reading as Reading
from minqing.supervision.quality.models import Sample as Sample
from minqing.supervision.quality.queries import Progress as Progress
from minqing.supervision.quality.queries import corrections, drawn_again, is_true, progress, readings
from minqing.supervision.quality.rules import CHECKLIST as CHECKLIST
from minqing.supervision.quality.rules import STATUS_WORDS as STATUS_WORDS
from minqing.supervision.quality.rules import WEIGHTS as WEIGHTS
from minqing.supervision.quality.rules import Answer as Answer
from minqing.supervision.quality.rules import Finding as Finding
from minqing.supervision.quality.rules import Risk as Risk
from minqing.supervision.quality.rules import Status as Status

__all__ = [
    "corrections",
    "draw_sample",
    "drawn_again",
    "is_true",
    "judge_correction",
    "name_reader",
    "progress",
    "reading_for",
    "readings",
    "record_findings",
    "reply_to_correction",
    "samples_for",
]
