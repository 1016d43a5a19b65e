"""Runs inside rclip's own environment: indexes a folder, and says how long it took.

    RCLIP_DATADIR=data venv/bin/python index.py FOLDER

The model is loaded before the clock starts. Prints one JSON object: seconds, files, version.
"""

import json
import os
import sys
import time
from importlib.metadata import version
from pathlib import Path

import numpy as np
from rclip import db, main, model


def index(folder: str) -> None:
    """Index a folder into a fresh database."""
    database_path = Path(os.environ["RCLIP_DATADIR"]) / "db.sqlite3"
    database_path.unlink(missing_ok=True)
    tower = model.Model()
    tower.compute_preprocessed_image_features([np.zeros((3, 256, 256), np.float32)])
    database = db.DB(database_path)
    batch = main.helpers.init_arg_parser().parse_args(["a question"]).indexing_batch_size
    rclip = main.RClip(tower, database, batch, None)
    started = time.monotonic()
    rclip.ensure_index(folder)
    seconds = time.monotonic() - started
    found, _ = rclip._get_features(folder)  # noqa: SLF001 - how many it holds
    rclip.close()
    database.close()
    print(json.dumps({"seconds": seconds, "files": len(found), "version": version("rclip")}))


if __name__ == "__main__":
    index(sys.argv[1])
