"""Makes the three web fonts of the screens from the upright TTF files of Be Vietnam Pro.

    python static/fonts/build.py FOLDER_OF_TTF

The type has proportional figures and no `tnum` feature, so columns of numbers would not line up, and neither
a canvas table nor an SVG chart could ask for the feature if it had one. Here every digit gets the same
advance, its drawing centred; nothing else changes. The licence permits it and reserves no name.
"""

import sys
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates

WEIGHTS = {400: "Regular", 500: "Medium", 700: "Bold"}
ADVANCE = 660  # of 1000: the width of 3 and 5, between the narrowest drawing (1) and the widest (4)


def level_digits(font: TTFont) -> None:
    """Give 0–9 the same advance, each drawing centred in it."""
    characters, metrics, glyphs = font.getBestCmap(), font["hmtx"], font["glyf"]
    for digit in "0123456789":
        name = characters[ord(digit)]
        glyph = glyphs[name]
        bearing = (ADVANCE - (glyph.xMax - glyph.xMin)) // 2
        glyph.coordinates = GlyphCoordinates([(x + bearing - glyph.xMin, y) for x, y in glyph.coordinates])
        glyph.recalcBounds(glyphs)
        metrics[name] = (ADVANCE, bearing)


def main(folder: Path) -> None:
    for weight, style in WEIGHTS.items():
        source = next(folder.rglob(f"*{weight}{style}.ttf"))
        font = TTFont(source)
        level_digits(font)
        font.flavor = "woff2"
        font.save(Path(__file__).with_name(f"be-vietnam-pro-{weight}.woff2"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
