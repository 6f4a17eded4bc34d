"""briefgen: open letters, briefings and releases from one set of facts, in PDF and Word.

`ARCHITECTURE.md` tells the way from data to file on one screen.
"""

__version__ = "0.1.0"
