"""Indexing beside rclip, on the same files and with a tower of the same shape."""

import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import photoclip
from photoclip.bench.children import Answer, answer_of
from photoclip.bench.pictures import camera_files, small_files
from photoclip.bench.rows import OnStage, Row
from photoclip.bench.sizes import Sizes

INSTALL = "rclip is not installed beside photoclip; 'make rivals' in a checkout does it"


@dataclass(frozen=True, slots=True)
class Rclip:
    """Where `packaging/rival_rclip.py` put rclip, and the tower that both programs use."""

    folder: Path

    @property
    def python(self) -> Path:
        """Of its own environment."""
        return self.folder / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def is_there(self) -> bool:
        """Whether it can be measured."""
        return self.python.exists() and (self.folder / "index.py").exists()

    def index(self, pictures: Path) -> Answer:
        """Index a folder with rclip."""
        environment = {**os.environ, "RCLIP_DATADIR": str(self.folder / "data")}
        words = (str(self.python), str(self.folder / "index.py"), str(pictures))
        return answer_of(words, environment)

    def index_with_photoclip(self, pictures: Path, scratch: Path) -> Answer:
        """Index the same folder with photoclip and the same tower."""
        places = {
            "PHOTOCLIP_MODELS": str(self.folder / "models"),
            "PHOTOCLIP_CONFIG": str(scratch / "rivals"),  # what was measured of the tower is kept
        }
        with tempfile.TemporaryDirectory(dir=scratch) as library:
            words = (sys.executable, "-m", "photoclip.bench.indexing_once", str(pictures), library)
            return answer_of(words, {**os.environ, **places})


def installed() -> Rclip:
    """Rclip in the folder that PHOTOCLIP_RIVALS names, or else in build/rivals of a checkout."""
    checkout = Path(photoclip.__file__).resolve().parent.parent / "build" / "rivals"
    return Rclip(Path(os.environ.get("PHOTOCLIP_RIVALS") or checkout) / "rclip")


def rows(sizes: Sizes, scratch: Path, on_stage: OnStage) -> list[Row]:
    """Pictures of 12 and of 0.4 megapixels, indexed by rclip and by photoclip."""
    rclip = installed()
    if not rclip.is_there:
        on_stage(f"{INSTALL}.")
        what = "index beside rclip: not measured"
        return [Row("P2", what, 0.0, "photos/s", note=INSTALL)]
    on_stage("Photographing 12-megapixel pictures…")
    large = camera_files(scratch, sizes.camera_files)
    on_stage("Photographing 0.4-megapixel pictures…")
    small = small_files(scratch, sizes.small_files)
    return [
        *_beside(rclip, large, "12 MP", scratch, on_stage, target=3.0),
        *_beside(rclip, small, "0.4 MP", scratch, on_stage, target=2.0),
    ]


def _beside(
    rclip: Rclip, pictures: Path, named: str, scratch: Path, on_stage: OnStage, *, target: float
) -> list[Row]:
    for file in pictures.iterdir():
        file.read_bytes()  # both find them in the file cache
    on_stage(f"Indexing {named} pictures with rclip…")
    theirs = rclip.index(pictures)
    on_stage(f"Indexing {named} pictures with photoclip…")
    ours = rclip.index_with_photoclip(pictures, scratch)
    rate, rival = _rate(ours), _rate(theirs)
    tower = ours.said["tower"] or {}
    alone = float(tower.get("images_per_second", 0.0))
    note = (
        f"limit: rclip {theirs.said['version']}; both with ViT-B/32-256, random weights; "
        f"here in {tower.get('precision', '?')} on {tower.get('device', '?')}, where the tower "
        f"alone does {alone:.1f} photos/s, so that more than {alone / rival:.1f} times rclip "
        "is out of reach"
    )
    count = int(ours.said["files"])
    return [
        Row(
            "P2",
            f"index {named} beside rclip",
            rate,
            "photos/s",
            rival,
            note=note,
            rival=rival,
            target=target,
            size=count,
        ),
        Row(
            "",
            f"memory while indexing {named}",
            ours.peak_mb,
            "MB",
            higher_is_better=False,
            note="the most, all processes together",
            rival=theirs.peak_mb,
            size=count,
        ),
    ]


def _rate(answer: Answer) -> float:
    return answer.said["files"] / answer.said["seconds"]
