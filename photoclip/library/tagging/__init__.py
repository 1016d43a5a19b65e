"""Label lists of a library: kept, applied as runs that can be undone, corrected, learned from."""

from photoclip.library.tagging.inbox import InboxGroup
from photoclip.library.tagging.learning import Learned
from photoclip.library.tagging.proposals import LabelScores, RunDiff, TagProposal, signed
from photoclip.library.tagging.review import Knowledge, LabelReview
from photoclip.library.tagging.tagging import Tagging

__all__ = [
    "InboxGroup",
    "Knowledge",
    "LabelReview",
    "LabelScores",
    "Learned",
    "RunDiff",
    "TagProposal",
    "Tagging",
    "signed",
]
