"""Which model answers a library's questions, and which one is being built beside it."""

import logging
import threading
from pathlib import Path

from photoclip import paths
from photoclip.catalog.entries import KnownModel
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
        return "" if self.trouble() else self.current().model.name

    def trouble(self) -> str:
        """Why there is no model that answers questions, in a sentence; "": there is one."""
        try:
            self.current()
        except ModelError as error:
            return str(error)
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
            return tuple(self._towers.values())

    def building(self) -> Tower:
        """The model that new photos are embedded with: the chosen one, else that in use."""
        digest = self._stores.catalog.meta("model_next")
        if not digest:
            return self.current()
        with self._lock:
            return self._tower(digest)

    def coming(self) -> str:
        """The name of the model that takes over once every photo has its vector; "": none does."""
        digest = self._stores.catalog.meta("model_next")
        known = self._known(digest) if digest else None
        return known.name if known is not None else ""

    def choose(self, model: models.ModelFiles) -> bool:
        """See `Library.use_model`."""
        with self._lock:
            current = self._stores.catalog.meta("model")
            photos, _ = self._stores.catalog.counts()
            at_once = current == model.digest or not photos or not self._is_here(current)
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
        with self._lock:
            digest = self._stores.catalog.meta("model_next")
            if not digest:
                return False
            model = self._tower(digest).model
            if self._stores.catalog.missing_vectors(self.id_of(model)):
                return False
            self._note({"model": model.digest, "model_next": ""})
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

    def _is_here(self, digest: str | None) -> bool:
        try:
            self._tower(digest)
        except ModelError:
            return False
        return True

    def _tower(self, digest: str | None) -> Tower:
        tower = self._towers.get(digest or "")
        if tower is None:
            model = self._found(digest)
            tower = self._towers.setdefault(model.digest, Tower(model, self._settings_path))
        return tower

    def _found(self, digest: str | None) -> models.ModelFiles:
        """The model of a digest; the built-in one also where a newer photoclip renewed it."""
        folder = paths.models_folder()
        try:
            return models.find(digest or models.BUILT_IN, folder)
        except ModelError:
            known = self._known(digest)
            if known is None:
                raise
        if known.name == models.BUILT_IN:
            return models.find(known.name, folder)
        if (folder / known.name).is_dir():
            models.describe_folder(folder / known.name)  # says what is wrong with it
            raise ModelError(
                f"The model {known.name} on this computer is another one than this library's "
                "photos were embedded with; bring the old one back, or embed them again: "
                f"photoclip models use {known.name}"
            )
        raise ModelError(
            f"The model {known.name}, which this library uses, is not on this computer any more; "
            "bring it back under this name, or choose another one: "
            f"photoclip models use {models.BUILT_IN}"
        )

    def _known(self, digest: str | None) -> KnownModel | None:
        every = self._stores.catalog.models()
        return next((each for each in every if each.digest == digest), None)
