"""Qt without plugins that photoclip never loads, nor what only they would bring along."""

from contents import is_used
from PyInstaller.utils.hooks.qt import add_qt6_dependencies

hiddenimports, binaries, datas = add_qt6_dependencies(__file__)
binaries = [(file, to) for file, to in binaries if is_used(f"{to}/{file.replace(chr(92), '/')}")]
