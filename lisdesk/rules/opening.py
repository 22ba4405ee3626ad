"""Which files from strangers an officer may open from here, by the ending of their names.

Opening hands a file to another program. What that program does with it hangs on the ending alone:
so it is the ending of the safe name under which the file is written that decides, never what a
message said of the file.
"""

from __future__ import annotations

from lisdesk.rules.file_names import ending_of, safe_file_name
from lisdesk.rules.vocabulary import Token


class Opening(Token):
    """How a file may be opened."""

    PLAIN = ("plain", "Opens at once")
    CONFIRM = ("confirm", "Asks a second time")
    NEVER = ("never", "Is not opened from here")


_DOCUMENTS = "pdf docx xlsx pptx odt ods odp txt md"
_PICTURES = "png jpg jpeg gif bmp tif tiff webp heic"
_SOUND_AND_FILM = "mp3 m4a wav ogg flac mp4 m4v mov avi mkv webm"
_PLAIN = frozenset(" ".join((_DOCUMENTS, _PICTURES, _SOUND_AND_FILM)).split())

_PROGRAMS = """
    exe com scr pif cpl dll sys drv ocx msi msp mst msix msixbundle appx appxbundle application
    appref-ms gadget jar jnlp app pkg dmg deb rpm apk run bin elf xbap diagcab
"""
_SCRIPTS = """
    bat cmd js jse mjs vb vbs vbe ws wsc wsf wsh sct hta ps1 ps1xml ps2 psc1 psc2 psm1 psd1
    sh bash csh zsh command py pyc pyw pyz pl rb php lua ahk
"""
_POINTERS = """
    lnk url scf website webloc desktop library-ms search-ms searchconnector-ms settingcontent-ms
    theme themepack rdp msc reg inf ini job
"""
_DRIVES_IN_A_FILE = "iso img vhd vhdx udf"
"""What is in them bears no mark of where it came from."""
_PARTS_OF_OFFICE = """
    xll wll xla xlam ppa ppam one onetoc2 onepkg iqy oqy rqy dqy odc slk
    ade adp accde mde mam maf mda
"""
_HELP = "chm hlp"
_NEVER = frozenset(
    " ".join((_PROGRAMS, _SCRIPTS, _POINTERS, _DRIVES_IN_A_FILE, _PARTS_OF_OFFICE, _HELP)).split()
)

_WORDS = {
    Opening.PLAIN: "It opens in the program that this computer has for it.",
    Opening.CONFIRM: "Files of this kind can hold programs, or lead elsewhere. Open it only if you "
    "know who sent it and expected it.",
    Opening.NEVER: "Files of this kind can run programs on this computer. Save it, and have it "
    "looked at by your IT service.",
}


def opening_of(name: str) -> Opening:
    """Return how a file that came as `name` may be opened; what is not known asks a second time."""
    ending = ending_of(safe_file_name(name))
    if ending in _NEVER:
        return Opening.NEVER
    return Opening.PLAIN if ending in _PLAIN else Opening.CONFIRM


def opening_words(opening: Opening) -> str:
    """Return what to say of a way of opening, in whole sentences."""
    return _WORDS[opening]
