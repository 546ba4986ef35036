"""Reads a header in the encodings that old Vietnamese software writes, so that staff see what the file would say."""

import unicodedata

from campaign.definition.columns import normalised

# TCVN 5712:1993 in its form VN3, as the ABC fonts have it: a byte a letter from 0xA1; the gaps hold no letter.
TCVN3 = dict(
    zip(
        [
            *range(0xA1, 0xAF),
            *range(0xB5, 0xBA),
            *range(0xBB, 0xBF),
            *range(0xC6, 0xCD),
            *range(0xCE, 0xD9),
            *range(0xDC, 0xE0),
            *range(0xE1, 0xF0),
            *range(0xF1, 0xFF),
        ],
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
MOST = 200


def preview(line: bytes, spellings: frozenset[str]) -> tuple[str, str]:
    """What a line says and the encoding in which it says so: the one in which more cells are among `spellings`."""
    found = readings(line)
    encoding = max(found, key=lambda name: sum(normalised(cell) in spellings for cell in _cells(found[name])))
    return found[encoding].strip()[:MOST], encoding


def readings(text: bytes) -> dict[str, str]:
    """What a text says in each old encoding, by the encoding's name."""
    return {
        "Windows-1258": unicodedata.normalize("NFC", text.decode("cp1258", errors="replace")),
        "TCVN3": "".join(TCVN3.get(byte, chr(byte)) for byte in text),
    }


def _cells(line: str) -> list[str]:
    return line.replace(";", ",").replace("\t", ",").split(",")
