"""The library that draws, loaded so that it leaves nothing in folders that are not ours.

It keeps a list of the fonts of the machine. That list goes to the cache folder of this program, and
is not used: the font of every word is the program's own, so that pictures are alike everywhere.
"""

from __future__ import annotations

import os

from lisdesk.paths import cache_folder

_FOLDER = "MPLCONFIGDIR"

_before = os.environ.get(_FOLDER)
os.environ[_FOLDER] = str(cache_folder() / "charts")
try:
    import matplotlib
    from matplotlib import font_manager as fonts
finally:
    if _before is None:
        del os.environ[_FOLDER]
    else:
        os.environ[_FOLDER] = _before

__all__ = ["fonts", "matplotlib"]
