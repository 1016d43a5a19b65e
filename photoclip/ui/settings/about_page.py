"""Settings: what this program is, and whose work it stands on."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from photoclip import __version__
from photoclip.ui.naming import named
from photoclip.ui.settings.forms import Page, hint_label
from photoclip.ui.speech import tr

_PARTS = (
    "Python · Qt and PySide6 (LGPL) · PyTorch · open_clip · FAISS · SQLite · SQLAlchemy · "
    "Pillow · LibRaw and rawpy · libheif and pi-heif · NumPy · Phosphor Icons"
)


class AboutPage(Page):
    """Name, version, licence."""

    def __init__(self, picture: QIcon) -> None:
        super().__init__("aboutPage", tr("Settings", "About"))
        sign = QLabel()
        sign.setPixmap(picture.pixmap(QSize(72, 72), self.devicePixelRatioF()))
        told = QVBoxLayout()
        told.setSpacing(4)
        told.addStretch(1)
        told.addWidget(named(QLabel(f"photoclip {__version__}"), "dialogHeading"))
        told.addWidget(hint_label(tr("Settings", "Find your photos by saying what is in them.")))
        told.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(20)
        head.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(told, 1)
        self.column.addLayout(head)
        licence = QLabel(tr("Settings", "Free software under the MIT licence."))
        parts = QLabel(tr("Settings", "Built with {parts}.").format(parts=_PARTS))
        parts.setWordWrap(True)
        self.group(licence, parts)
        self.column.addStretch(1)
