"""The door to torch and open_clip: pictures and words become vectors here, and models are trained.

`clip` knows neither `photos` nor `samples`: training and evaluation get their pictures through a
picklable loader that is passed in.
"""

import os

# Torch's idle threads would spin while they wait for each other; beside the decoder processes
# that halves the speed of both (measured on two cores). It is read when torch is first loaded.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
