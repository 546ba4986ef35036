"""Shapes of a slide: text in our face and colours, lines under cells, alternative texts."""

from typing import NamedTuple

from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.text.text import _Paragraph
from pptx.util import Length, Pt

from campaign import theme

FACE = "Arial"


class Area(NamedTuple):
    """Where a shape stands on its slide, and how large it is."""

    left: Length
    top: Length
    width: Length
    height: Length


def box(slide: Slide, text: str, size: float, area: Area, colour: str, bold: bool = False) -> Shape:
    """Put a text of `size` points into a box of its own."""
    made = slide.shapes.add_textbox(*area)
    made.text_frame.word_wrap = True
    made.text_frame.text = text
    for side in ("left", "right", "top", "bottom"):
        setattr(made.text_frame, f"margin_{side}", Pt(2))
    for paragraph in made.text_frame.paragraphs:
        style(paragraph, size, colour, bold)
    return made


def style(paragraph: _Paragraph, size: float, colour: str, bold: bool = False) -> None:
    """Our face for the runs of a paragraph, `size` points, in a colour of the theme."""
    if paragraph.alignment is None:
        paragraph.alignment = PP_ALIGN.LEFT
    for run in paragraph.runs:
        run.font.size, run.font.bold, run.font.name = Pt(size), bold, FACE
        run.font.color.rgb = rgb(colour)


def title_of(slide: Slide) -> Shape:
    """The slide's title, which its layout has."""
    title = slide.shapes.title
    assert title is not None, "the layout of every slide is python-pptx's 'Title Only'"
    return title


def rgb(colour: str) -> RGBColor:
    """A colour of the theme as PowerPoint has it."""
    return RGBColor.from_string(colour.removeprefix("#").upper())


def describe(shape: BaseShape, text: str) -> None:
    """Set the alternative text of a picture or a chart."""
    shape._element._nvXxPr.cNvPr.set("descr", text)


def underline(cell: _Cell) -> None:
    """Draw a hairline under a cell."""
    properties = cell._tc.get_or_add_tcPr()
    line = properties.makeelement(qn("a:lnB"), {"w": "6350"})
    fill = line.makeelement(qn("a:solidFill"), {})
    colour = fill.makeelement(qn("a:srgbClr"), {"val": theme.RULE.removeprefix("#")})
    fill.append(colour)
    line.append(fill)
    properties.insert(0, line)
