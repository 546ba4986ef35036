"""Vietnamese order of names, and names as they are typed: without diacritics."""

import unicodedata

# Letters with their own place in the alphabet, and the tones in their order (the Unicode CLDR's for Vietnamese).
ALPHABET = " 0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = "\u0300\u0309\u0303\u0301\u0323"
PLACES = {letter: place for place, letter in enumerate(ALPHABET)}


def fold(text: str) -> str:
    """The text without diacritics, case and double spaces: "Đà  Nẵng" and "da nang" become the same."""
    bare = "".join(sign for sign in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(sign))
    return " ".join(bare.replace("đ", "d").split())


def key(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Sort key of a name in Vietnamese: letters first (a ă â … d đ e ê …), tones only where the letters are equal."""
    letters, tones = [], []
    for sign in unicodedata.normalize("NFC", text.casefold()):
        parts = unicodedata.normalize("NFD", sign)
        tone = next((part for part in parts if part in TONES), "")
        letter = unicodedata.normalize("NFC", parts.replace(tone, "") if tone else parts)
        letters.append(PLACES.get(letter, len(ALPHABET) + ord(letter[0])))
        tones.append(TONES.index(tone) + 1 if tone else 0)
    return tuple(letters), tuple(tones)
