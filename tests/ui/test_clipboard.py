"""A copied text outlives the program; the program ends without a crash."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication, QTextBrowser
from ui import clipboard

class View(QTextBrowser):
    def createMimeDataFromSelection(self):
        data = QMimeData()
        data.setText("«\\u00a0Oui\\u00a0»")
        return data

app = QApplication([])
view = View()
view.setPlainText("Oui")
view.selectAll()
view.copy()
clipboard.let_go()
assert app.clipboard().text() == "«\\u00a0Oui\\u00a0»"
"""


def test_a_program_that_lets_go_of_the_clipboard_ends_well():
    """Without `let_go` this program dies of a segmentation fault when it ends (PySide6 6.11.3)."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], check=False, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
