"""The door to torch and open_clip: pictures and words become vectors here, and models are trained.

`clip` knows neither `photos` nor `samples`: training and evaluation get their pictures through a
picklable loader that is passed in.
"""
