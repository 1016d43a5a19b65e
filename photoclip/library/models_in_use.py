"""Which model answers a library's questions, and which one is being built beside it."""

import logging
import threading
from pathlib import Path

from photoclip import paths
from photoclip.catalog.transaction import Transaction
from photoclip.clip import models
from photoclip.errors import ModelError
from photoclip.library.stores import Stores
from photoclip.library.tower import Tower

log = logging.getLogger(__name__)


class ModelsInUse:
    """Which model answers questions, and which one is being built beside it."""

    def __init__(self, stores: Stores, settings_path: Path, *, writable: bool) -> None:
        self._stores, self._settings_path, self._writable = stores, settings_path, writable
        self._lock = threading.Lock()
        self._towers: dict[str, Tower] = {}

    def name(self) -> str:
        """The name of the model in use."""
        try:
            return self.current().model.name
        except ModelError:
            return ""

    def current(self) -> Tower:
        """The model that answers questions.

        Raises:
            ModelError: its files are gone, or there is none at all.
        """
        with self._lock:
            digest = self._stores.catalog.meta("model")
            tower = self._tower(digest)
            if digest and digest != tower.model.digest and self._writable:
                log.warning("%s was renewed; its vectors are made again", tower.model.name)
                self._note({"model": tower.model.digest})
            if not self._stores.uses_model(tower.model.digest):
                self._use(tower.model)
            return tower

    def towers(self) -> tuple[Tower, ...]:
        """All models that were asked for so far, each once; they may not be loaded."""
        with self._lock:
            return tuple({id(each): each for each in self._towers.values()}.values())

    def building(self) -> Tower:
        """The model that new photos are embedded with: the chosen one, else that in use."""
        digest = self._stores.catalog.meta("model_next")
        if not digest:
            return self.current()
        with self._lock:
            return self._tower(digest)

    def choose(self, model: models.ModelFiles) -> bool:
        """See `Library.use_model`."""
        with self._lock:
            current = self._stores.catalog.meta("model")
            photos, _ = self._stores.catalog.counts()
            at_once = current == model.digest or not photos
            self.id_of(model)
            notes = {"model_next": "" if at_once else model.digest}
            if at_once:
                notes["model"] = model.digest
            self._note(notes)
        if at_once:
            self._use(model)
        return at_once or self.switch_if_complete()

    def switch_if_complete(self) -> bool:
        """Search with the model being built once every present photo has its vector."""
        digest = self._stores.catalog.meta("model_next")
        if not digest:
            return False
        model = self._tower(digest).model
        if self._stores.catalog.missing_vectors(self.id_of(model)):
            return False
        self._note({"model": digest, "model_next": ""})
        self._use(model)
        log.info("Searching with %s now", model.name)
        return True

    def id_of(self, model: models.ModelFiles) -> int:
        """The catalog's number for a model, given when it is new; 0: a reader's, not known."""
        for known in self._stores.catalog.models():
            if known.digest == model.digest:
                return known.id
        if not self._writable:
            return 0
        return self._stores.commit(
            lambda tx: tx.ensure_model(model.digest, model.name, model.dimension), edit=True
        ).result()

    def _use(self, model: models.ModelFiles) -> None:
        if self._writable and not self._stores.catalog.meta("model"):
            self._note({"model": model.digest})
        self._stores.use_model(self.id_of(model), model.digest, model.dimension)

    def _note(self, notes: dict[str, str]) -> None:
        def write(tx: Transaction) -> None:
            for key, value in notes.items():
                tx.set_meta(key, value)

        self._stores.commit(write, edit=True).result()

    def _tower(self, digest: str | None) -> Tower:
        tower = self._towers.get(digest or "")
        if tower is None:
            model = self._found(digest)
            tower = self._towers.setdefault(model.digest, Tower(model, self._settings_path))
            self._towers[digest or ""] = tower
        return tower

    def _found(self, digest: str | None) -> models.ModelFiles:
        """The model of a digest or, where a newer photoclip brought other weights, of its name."""
        try:
            return models.find(digest or models.BUILT_IN, paths.models_folder())
        except ModelError:
            for known in self._stores.catalog.models():
                if known.digest == digest:
                    return models.find(known.name, paths.models_folder())
            raise
