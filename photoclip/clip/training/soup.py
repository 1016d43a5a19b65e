"""Models of one descent averaged into one: a model soup."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from photoclip.clip import architecture as towers
from photoclip.errors import ModelError


def average(folders: Sequence[Path], out: Path) -> None:
    """Write the mean of models that were fine-tuned from one another, as the first one is built.

    Fine-tunings of one model lie in one valley of the loss, whose middle is better than its rims
    and costs nothing to use (Wortsman et al. 2022, "Model soups").

    Args:
        folders: at least two model folders of one architecture; the picture's side may differ.
        out: the folder of the new model.

    Raises:
        ModelError: a folder is no model, or the models are not built alike.
    """
    from photoclip.clip.models import load_towers

    if len(folders) < 2:
        raise ModelError("An average needs at least two models; name their folders.")
    models = [load_towers(folder) for folder in folders]
    states: list[dict[str, Any]] = [model.state_dict() for model in models]
    shapes = [{name: value.shape for name, value in state.items()} for state in states]
    for folder, shape in zip(folders, shapes, strict=True):
        if shape != shapes[0]:
            raise ModelError(
                f"{folder.name} is not built as {folders[0].name} is; average models that were "
                "fine-tuned from one another."
            )
    mean = {
        name: sum(state[name].float() for state in states) / len(states)
        if value.is_floating_point()
        else value
        for name, value in states[0].items()
    }
    models[0].load_state_dict(mean)
    config = towers.read_config(folders[0] / towers.CONFIG_FILE)
    towers.write_model(
        out,
        models[0],
        config["model_cfg"],
        preprocessing=config.get("preprocess_cfg", {}),
        facts=towers.read_facts(folders[0]) or None,
    )
