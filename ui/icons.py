"""Pictures from `resources/icons`, drawn in a colour of the theme."""

from __future__ import annotations

from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.theme import Theme


def pixmap(name: str, theme: Theme, size: int = 20, role: str = "text") -> QPixmap:
    """A picture in the colour of a role, `size` device-independent pixels square, at 2×."""
    source = (files("resources") / "icons" / f"{name}.svg").read_text("utf-8")
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", theme.hex(role)).encode()))
    picture = QPixmap(size * 2, size * 2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, size * 2, size * 2))
    painter.end()
    picture.setDevicePixelRatio(2)
    return picture


def icon(name: str, theme: Theme, role: str = "text") -> QIcon:
    """The same as an icon, paler when it cannot be pressed."""
    made = QIcon(pixmap(name, theme, role=role))
    made.addPixmap(pixmap(name, theme, role="line"), QIcon.Mode.Disabled)
    return made
