"""Makes the fonts of the PDF: Tinos, cut down to Latin and Vietnamese, and the screens' Be Vietnam Pro unpacked.

    python campaign/report/fonts/build.py FOLDER_OF_TINOS_TTF

Typst reads TTF and OTF, no WOFF2. Tinos has the metrics of Times New Roman, in which Decree 30 wants papers set and
which may not be passed on.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
SCREENS = HERE.parents[2] / "static" / "fonts"
STYLES = ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic")
LETTERS = [
    *range(0x20, 0x250),
    0x300,
    0x301,
    0x303,
    0x309,
    0x31B,
    0x323,
    *range(0x1EA0, 0x1EFA),
    *range(0x2010, 0x2027),
    0x20AB,
    0x2190,
    0x2192,
    0x2212,
    0x2248,
    0x2264,
    0x2265,
    0xF7,
    0xD7,
]


def main(folder: Path) -> None:
    for style in STYLES:
        font = TTFont(next(folder.rglob(f"Tinos_{style}.ttf")))
        cutter = Subsetter(Options(hinting=False, layout_features=["*"], name_IDs=["*"]))
        cutter.populate(unicodes=LETTERS)
        cutter.subset(font)
        font.save(HERE / f"tinos-{style.lower()}.ttf")
    for source in SCREENS.glob("*.woff2"):
        font = TTFont(source)
        font.flavor = None
        font.save(HERE / f"{source.stem}.ttf")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
