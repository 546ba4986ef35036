"""Workbooks as offices, other programs and those who mean harm write them."""

import base64
import io
import zipfile
import zlib
from collections.abc import Mapping
from datetime import date

import xlsxwriter

HEADER = ("date", "unit_code", "measure", "count")
SHEET = "xl/worksheets/sheet1.xml"
OLD = zlib.decompress(
    base64.b85decode(  # 2021-06-01, 001, received, 5 as Excel 97 keeps it
        "c-rk(U1(fI6h3qJ?&j_$O>WYp)>h*-+HKk-lGq0$+GhKw7OV*|Vv$JQ?B2vRyV<hYr~!YrseKR(D1GpyPzq^56n{|kLBZtB2SpJI"
        ")u+_AqR6%=QfRV%b7pRKT@u}mp`hkm&OI~d&Y3xP&d;3r_M7_ob02QGOeJtXd1x{3Ctndy04=v;6B(Mfn9t{3c77fHRj{C`w4n+6"
        "d4baARobq8P1oVS3H_A9lc69TqA}1kO;RPW2_92CUpX?1WsWNs*4JPC`Z9mZJnjLO#=p$<GX4X=YG4g;1F#lYr;Y%s2Q~mV0vmx%"
        ">=Q({05=0~1#SUu1>Od{9oVdO2x=<vPPFgR{m^>OxoP0HU`3yoKHKn>G&$S;GCbk~bB_JuN8lhGm%eczl86Rx7VKvoB0}mg3n$%!"
        "mY_4>*3$dT{hZ%>*!uus3U+IcK5B$n_i28&@Vl0z{HHAQ19Q6ImtV^0dF2fq1YWTZ`7cfpN|b)3wfov^*3gWMuZNs5Cml&NoAq>F"
        "#?~ZYup^lq?1;shO&?v5!5N<Cu$rOYI9yzq4NAV8o%z3($2ThE)Blb?gS}gBpWD><Tq%F&3jFpJ_`6o%`<LYt9E0^SOZgWRzox)H"
        "ZD3HA@{-"
        "zF57YXrk7+~JWV$h1#k4W&%|Feda0*lW!n2z+luC`h4l3}>2@6OxFfHgOdQztQTtBbm%WYP}m&*TQ+)dRv8IWJ#@UZBF!0}<tiZI"
        "?`YQAc#1H^*b77hsOcbp+NXfG!npPDol$v6<27>j3)MN=^caguZ*;}dBICsQ;vF_yte)!EsFvnlOFo%nN3ERO@qqG?lYN7QNp7A)"
        "ALsUc4>mF?_5WxE>uNDMzH^FuxVl#S_bynXe%BSU>X$C#fj+<R!d!TTjn;LDu3izV9lJ;h@iagJ>x3LOZw48)Vpc<@o@`Cxx485w"
        "KucSa@>k#tL_>z>fQCOA*%Z^!jTMx0=%?<6nqD!)TeW;er?o*hN)R<uucT$<{*l<V19)INt4=*KS#ex|5hv<p|prGg&E+!np0U1~"
        "B=$5i&E)KmUK-;f(-"
        "75W}LUSFY)?Gdk4*XeDqRfM$DkY(6zTO~(P$2?KOTi~)o6&j>_0zI+RGuUWu&x4*UVqS)!1>61F#|D3s`fuX3RZq%!mqtoCS+M*}"
        "eR96s!^#12miA~Vh?#Sptc#gzWxhXWFH=|<6ks_iBUjjKG|(qLbvh9}02>gOKuS}00l)~tVZ<t)NVvsZ;IC^rflA2}P&J@!scoKB"
        "pB|Jo*O7QMof=OKXM%@bh&qYjefM?@M24J1!eQs%A0Hm>{wKAkaBaIvSj-"
        "cfWSMzs{?yrP*L$C_-+9xbwjCdRFHP{Gj#~M>Ti2&yy-knkI`ycoRb#qdJ+2+_%7UsrWxG?$xlm5K68$B|xcK$OGk0&bPrn8I+po"
        "WOP*wsZyg^+jy9v}T(sd>NTEbf1|5(owA6!mGI{&O+wV%N1X&R*=)?>6{{TnzPsnn9M;9hmU%Js7YST_kD>4gr@u4;Wx(H*QDnLB"
        "`om;AgJHKDU=`vtImrT4#W`mV;6DLqCL`2QqoQ)&Cd@Pc8siR5HZv!=jV8Cv!F-"
        "U{}=1^DjL`UkN>lyz{}11r;~dlmn`9hh0a|1<mnJJvTP"
    )
)


def book(sheets: Mapping[str, list[tuple[object, ...]]], hidden: tuple[str, ...] = ()) -> bytes:
    """An XLSX workbook with these rows on its sheets."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    written = sheet.write_datetime if isinstance(cell, date) else sheet.write
                    written(number, column, cell)
    return content.getvalue()


def edited(content: bytes, part: str, *changes: tuple[bytes, bytes]) -> bytes:
    """The workbook with texts of one part changed; "" means every part."""
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(new, "w") as archive:
        for entry in old.infolist():
            text = old.read(entry)
            for before, after in changes if part in ("", entry.filename) else ():
                assert part == "" or before in text, text
                text = text.replace(before, after)
            archive.writestr(entry.filename, text)
    return new.getvalue()


def without(content: bytes, part: str) -> bytes:
    """The workbook without one of its parts."""
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(new, "w") as archive:
        for entry in old.infolist():
            if entry.filename != part:
                archive.writestr(entry.filename, old.read(entry))
    return new.getvalue()


def open_document(rows: list[str]) -> bytes:
    """An ODS workbook with these rows as XML."""
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f"<office:document-content{names}><office:body><office:spreadsheet><table:table table:name='A'>"
            f"{''.join(rows)}</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    return content.getvalue()


def open_row(cells: tuple[str, ...], times: int = 1) -> str:
    """A row of an ODS workbook that stands there so many times."""
    written = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in cells
    )
    return f'<table:table-row table:number-rows-repeated="{times}">{written}</table:table-row>'
