"""Methods that Qt calls: what goes wrong in one is an error, never the end of the program.

PySide 6.11 puts a sentence before the error of an override that was called, through Qt, by
another one. Before Python 3.12 an error that C code raised is not yet an exception object but a
bare text; read as one, it ends the process. Catching and raising it again makes it an object.
"""

import sys
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING or sys.version_info >= (3, 12):
    from typing_extensions import override
else:

    def override(method: Callable[..., Any]) -> Callable[..., Any]:
        """Mark a method that takes the place of its class's base's."""

        @wraps(method)
        def called(*arguments: Any, **named: Any) -> Any:
            try:
                return method(*arguments, **named)
            except BaseException:  # noqa: TRY203 (caught, it becomes an object)
                raise

        return called


__all__ = ["override"]
