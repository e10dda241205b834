"""The command line: the same services as the window, for a terminal and for other programs."""

from annotator.cli.program import run

__all__ = ["run"]
