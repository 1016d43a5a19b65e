"""Copies of one library: which photos are one picture or one moment, and what becomes of them."""

from photoclip.catalog.copies import Tier
from photoclip.library.copies.choosing import Candidate, Proposal, Reason
from photoclip.library.copies.copies import Copies
from photoclip.library.copies.deciding import Trashed
from photoclip.library.copies.grouping import Group, Stacks

__all__ = ["Candidate", "Copies", "Group", "Proposal", "Reason", "Stacks", "Tier", "Trashed"]
