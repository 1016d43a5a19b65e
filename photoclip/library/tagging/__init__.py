"""Label lists of a library: kept, applied as runs that can be undone, corrected, learned from."""

from photoclip.library.tagging.inbox import InboxGroup
from photoclip.library.tagging.learning import Learned
from photoclip.library.tagging.proposals import LabelScores, RunDiff, TagProposal, signed
from photoclip.library.tagging.review import Knowledge, LabelReview
from photoclip.library.tagging.tagging import Tagging
from photoclip.library.tagging.versions import History, KnownVersion

__all__ = [
    "History",
    "InboxGroup",
    "Knowledge",
    "KnownVersion",
    "LabelReview",
    "LabelScores",
    "Learned",
    "RunDiff",
    "TagProposal",
    "Tagging",
    "signed",
]
