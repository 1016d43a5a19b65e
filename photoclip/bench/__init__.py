"""How fast photoclip is: every figure with a limit measured in the same run beside it.

`parts` lists what is measured. A part is a module with one function::

    def rows(sizes: Sizes, scratch: Path, on_stage: OnStage) -> list[Row]

`scratch` is shared by all parts of a run and removed afterwards: what takes long to make
(`made_up.library`, `pictures.camera_files`) is made there once and found again by the next part.
"""
