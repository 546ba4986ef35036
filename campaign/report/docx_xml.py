"""Parts of Word's files that python-docx has no words for: fields to fill, page numbers, borders, alternative text."""

from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

FACE = "Times New Roman"


def face(style: ParagraphStyle, size: float, bold: bool = False, italic: bool = False) -> None:
    """Times New Roman for every script of a style, black, of `size` points."""
    style.font.name, style.font.size, style.font.bold, style.font.italic = FACE, Pt(size), bold, italic
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FACE)
    for colour in style.element.rPr.findall(qn("w:color")):
        style.element.rPr.remove(colour)


def to_fill(paragraph: Paragraph, name: str, text: str, size: float, italic: bool = False) -> None:
    """A field that staff fill in before signature: a content control with its text on yellow."""
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr><w:alias/><w:tag/></w:sdtPr><w:sdtContent/></w:sdt>")
    control.find(qn("w:sdtPr")).find(qn("w:alias")).set(qn("w:val"), name)
    control.find(qn("w:sdtPr")).find(qn("w:tag")).set(qn("w:val"), name)
    run = paragraph.add_run(text)
    run.font.size, run.italic, run.font.highlight_color = Pt(size), italic, WD_COLOR_INDEX.YELLOW
    paragraph._p.remove(run._r)
    control.find(qn("w:sdtContent")).append(run._r)
    paragraph._p.append(control)


def sized(run: Run, size: float) -> Run:
    """The run, in letters of `size` points."""
    run.font.size = Pt(size)
    return run


def restarted(section: Section) -> None:
    """Number the pages of a section from 1 again; the paragraph that ends the one before takes no room."""
    ending = section._sectPr.getparent().xpath("w:p[w:pPr/w:sectPr]")[-1]
    ending.pPr.insert_element_before(
        parse_xml(f'<w:spacing {nsdecls("w")} w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'), "w:sectPr"
    )
    section._sectPr.append(parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>'))


def field(run: Run, code: str) -> None:
    """A field that Word works out, such as PAGE."""
    for kind, text in (("begin", None), (None, code), ("end", None)):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def borders(table: Table, **widths: int) -> None:
    """Lines of a table by side (top, bottom, insideH, …), in eighths of a point; sides not named have none."""
    properties = table._tbl.tblPr
    lines = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        width = widths.get(side, 0)
        line.set(qn("w:val"), "single" if width else "nil")
        line.set(qn("w:sz"), str(width))
        line.set(qn("w:color"), "808080")
        lines.append(line)
    properties.append(lines)


def rule(paragraph: Paragraph, indent: float) -> None:
    """Make an empty paragraph a line, `indent` points short at both ends."""
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Pt(indent)
    shape.space_before, shape.space_after, shape.line_spacing = Pt(0), Pt(2), Pt(3)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>')
    )


def widths(table: Table, sizes: list[float]) -> None:
    """Widths of the columns in points, as they are: Word is not to work them out from the text."""
    table.autofit = False
    twips = [str(round(size * 20)) for size in sizes]
    for column, size in zip(table._tbl.tblGrid.gridCol_lst, twips, strict=True):
        column.set(qn("w:w"), size)
    for row in table._tbl.tr_lst:
        for cell, size in zip(row.tc_lst, twips, strict=True):
            width = cell.get_or_add_tcPr().get_or_add_tcW()
            width.set(qn("w:type"), "dxa")
            width.set(qn("w:w"), size)


def whole_rows(table: Table, heading: bool = False) -> None:
    """Break no row in two; a `heading` is repeated on every page."""
    for number, row in enumerate(table._tbl.tr_lst):
        properties = row.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if heading and number == 0:
            properties.append(OxmlElement("w:tblHeader"))


def described(run: Run, text: str) -> None:
    """The alternative text of the picture in a run."""
    for shape in run._r.iter(qn("wp:docPr")):
        shape.set("descr", text)


def shaded(cell: _Cell, colour: str) -> None:
    """A cell's ground."""
    cell._tc.get_or_add_tcPr().append(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colour.removeprefix("#")}"/>')
    )
