"""A table on a slide, as tall as the room there is for it."""

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from campaign import theme
from campaign.report.pptx_shapes import Area, rgb, style, underline

TALLEST = Inches(1.1)  # of a row


def table(slide: Slide, rows: list[list[str]], widths: list[float], text: list[int], size: float, area: Area) -> None:
    """Put rows of texts on a slide, the headings first; `text` are the columns of words, `widths` and `size` points."""
    height = min(Emu(area.height // len(rows)), TALLEST)
    drawn = slide.shapes.add_table(len(rows), len(rows[0]), area.left, area.top, area.width, Emu(height * len(rows)))
    for column, width in enumerate(widths):
        drawn.table.columns[column].width = Pt(width)
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            cell = drawn.table.cell(row, column)
            cell.text, cell.vertical_anchor = value, MSO_ANCHOR.MIDDLE
            cell.margin_top = cell.margin_bottom = Pt(2)
            cell.fill.solid()
            cell.fill.fore_color.rgb = rgb(theme.WASH if row == 0 else theme.PAPER)
            paragraph = cell.text_frame.paragraphs[0]
            paragraph.alignment = PP_ALIGN.LEFT if column in text else PP_ALIGN.RIGHT
            style(paragraph, size, theme.MUTED if row == 0 else theme.INK, bold=row == 0)
            underline(cell)
