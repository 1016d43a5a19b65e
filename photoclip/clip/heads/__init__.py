"""Learned heads: label probabilities over frozen vectors that start as text and learn from answers.

`fit` makes a `Head` from text prototypes and a person's answers; without answers it is CLIP's
zero-shot classifier. `Whitening.of(sample)` says how the library's own vectors spread; `fit` needs
it to make much of few answers. `marks_of` turns rows of feedback into the matrix `fit` takes.
`Review` is the ten-click threshold: which photos to ask about, and what the answers allow to say.
"""

from photoclip.clip.heads.claims import Claim
from photoclip.clip.heads.fitting import fit
from photoclip.clip.heads.head import Evidence, Head, evidence_of
from photoclip.clip.heads.marks import marks_of
from photoclip.clip.heads.review import Answer, Review
from photoclip.clip.heads.whitening import Whitening

__all__ = [
    "Answer",
    "Claim",
    "Evidence",
    "Head",
    "Review",
    "Whitening",
    "evidence_of",
    "fit",
    "marks_of",
]
