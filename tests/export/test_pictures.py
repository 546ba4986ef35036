"""Files are opened again: text, fonts, colours and the code to the view are those of the screen."""

import io
import re
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace
from datetime import date

import numpy as np
import pptx
import pytest
import segno
from PIL import Image
from pptx.enum.shapes import MSO_SHAPE_TYPE

from campaign import definition, export, words
from campaign.export import PICTURES, Look, Origin, pictures_of
from campaign.figures.exhibit import Exhibit
from campaign.render.renderer import RENDERER
from campaign.report.deck import slide_of
from campaign.report.pptx import one
from campaign.serving import queries
from campaign.serving.selection import EVERYTHING, Selection
from campaign.subjects.comparison import exhibits as comparison
from campaign.subjects.direction import exhibits as direction
from campaign.subjects.pace import exhibits as pace
from campaign.subjects.pipeline import exhibits as pipeline
from campaign.subjects.places import exhibits as places
from campaign.subjects.standing import exhibits as standing
from tests.export.programs import read

pytestmark = pytest.mark.browser

PICTURE = MSO_SHAPE_TYPE.PICTURE
DAY = date(2021, 5, 20)
LINK = "https://tien-do.example/so-sanh?unit=VN&measure=received&as_of=2021-05-20&lang=vi"
LETTERS = "Nguyễn Đặng nỗ lực đề cử hợp lệ giữ chỗ ngắn gọn"


def origin(home) -> Origin:
    campaign = definition.load(home)
    return Origin(str(campaign.name), campaign.root, campaign.cut_off, DAY, "20210520T170000", True, LINK)


def ranking() -> Exhibit:
    return comparison.ranking(Selection(EVERYTHING, "VN", DAY, "received"), "target", "", "", "rank")


def country() -> Exhibit:
    return places.below(Selection(EVERYTHING, "VN", DAY, "received"))


def burndown() -> Exhibit:
    return pace.burndown(Selection(EVERYTHING, "VN", DAY, "received"))


def letters(text: str) -> str:
    """The text however its lines end."""
    return re.sub(r"\W", "", text)


def words_of(text: str) -> set[str]:
    return set(text.split())


@pytest.mark.parametrize("draw", [burndown, country, ranking])
def test_a_page_has_all_that_must_go_with_a_figure_in_our_font(demo_home, draw):
    shown, source = draw(), origin(demo_home)
    page = PICTURES["pdf"].make(shown, source)
    told = " ".join([shown.title, shown.note, shown.sentence, source.line(), words.t("screen.simulated")])
    assert words_of(told) <= words_of(read("pdftotext", page, "-layout"))
    fonts = read("pdffonts", page).splitlines()[2:]
    assert any("BeVietnamPro" in font for font in fonts)
    assert all(font.split()[-5] == "yes" for font in fonts), "a font is not in the file"
    assert shown.title in read("pdfinfo", page)


@pytest.mark.few(3)
@pytest.mark.parametrize("draw", [burndown, country, ranking])
@pytest.mark.parametrize(("name", "size"), [("16:9", (2400, 1350)), ("4:3", (1920, 1440)), ("1:1", (1600, 1600))])
def test_a_figure_fills_the_shape_that_is_asked_for(demo_home, draw, name: str, size: tuple[int, int]):
    """A picture is as tall as all that was drawn: one that did not fit would be taller than asked for."""
    drawn = pictures_of(Look(name))["png"].make(draw(), origin(demo_home))
    picture = Image.open(io.BytesIO(drawn)).convert("L")
    assert picture.size == size
    inked = picture.point(lambda grey: 255 * (grey < 200)).getbbox()
    assert inked[0] < 80 and inked[1] < 80, "nothing begins in the upper left corner"
    assert inked[2] > size[0] - 80 and inked[3] > size[1] - 80, "it does not reach the lower right corner"


@pytest.mark.few(2)
@pytest.mark.parametrize("draw", [burndown, country, ranking])
@pytest.mark.parametrize("shape", ["", "16:9"])
def test_in_grey_no_dot_has_a_colour_and_in_colours_some_have(demo_home, draw, shape: str):
    for grey in (True, False):
        drawn = pictures_of(Look(shape, grey=grey))["png"].make(draw(), origin(demo_home))
        dots = np.asarray(Image.open(io.BytesIO(drawn)).convert("RGB")).astype(int)
        assert bool((dots.max(axis=2) - dots.min(axis=2)).max()) is not grey


def test_without_its_title_a_picture_still_says_what_it_shows_and_whence(demo_home):
    shown, source = burndown(), origin(demo_home)
    told = " ".join(read("pdftotext", pictures_of(Look(titled=False))["pdf"].make(shown, source)).split())
    assert shown.title not in told
    for said in (shown.note, shown.sentence, source.line(), words.t("screen.simulated")):
        assert said in told


def test_a_slide_of_a_ranking_has_its_first_and_its_last_ten(demo_home):
    shown = ranking()
    text = read("pdftotext", pictures_of(Look("16:9"))["pdf"].make(shown, origin(demo_home)), "-layout")
    names = list(shown.table["name_vi"])
    assert len(names) == 63
    listed = [name for name in names if re.search(rf"\d\. {name}\s", text)]
    assert listed == names[:10] + names[-10:]


@pytest.mark.parametrize("unit", ["VN", "01", "001"])
def test_a_card_has_the_answers_the_stages_and_three_decisions(demo_home, unit: str):
    selection, source = Selection(EVERYTHING, unit, DAY, "received"), origin(demo_home)
    card = direction.card(selection)
    told = " ".join(read("pdftotext", PICTURES["pdf"].make(card, source)).split())
    answers = [answer for answer, _ in standing.answers(selection).values()]
    actions = [one.action for one in direction.decide(selection)]
    assert len(answers) == 2
    for said in [card.title, card.note, source.line(), *answers, *actions[:3]]:
        assert said in told
    assert all(action not in told for action in actions[3:])
    labels = [str(measure.label) for measure in definition.load(demo_home).measures]
    assert set(" ".join(labels).split()) <= set(told.split())
    assert Image.open(io.BytesIO(PICTURES["png"].make(card, source))).width == 1080


@pytest.mark.parametrize("draw", [burndown, country, ranking])
def test_one_figure_is_a_slide_that_powerpoint_edits(demo_home, draw):
    shown, source = draw(), origin(demo_home)
    (slide,) = pptx.Presentation(io.BytesIO(one(shown, source))).slides
    assert slide.shapes.title.text_frame.text == shown.title
    texts = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert all(said in texts for said in (shown.note, source.line(), words.t("screen.simulated")))
    charts = [shape.chart for shape in slide.shapes if shape.has_chart]
    if shown.native:
        assert len(charts[0].plots[0].categories) == len(shown.short.table)
    else:
        assert charts == [] and len([shape for shape in slide.shapes if shape.shape_type == PICTURE]) == 2


@pytest.mark.few(2)
@pytest.mark.parametrize("shape", ["", "16:9"])
@pytest.mark.parametrize("language", words.LANGUAGES)
def test_events_have_words_where_nothing_hovers(demo_home, language: str, shape: str):
    words.use(language)
    shown, source, pictures = burndown(), origin(demo_home), pictures_of(Look(shape))
    events = queries.table("events", Selection(EVERYTHING, "VN", DAY))[f"label_{language}"]
    assert len(events) > 10
    (slide,) = pptx.Presentation(io.BytesIO(one(shown, source))).slides
    files = (
        read("pdftotext", pictures["pdf"].make(shown, source)),
        " ".join(ET.fromstring(pictures["svg"].make(shown, source)).itertext()),
        " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame),
    )
    for text in files:
        assert [event for event in events if letters(event) not in letters(text)] == []


def test_a_slide_keeps_what_must_be_known_of_a_map(demo_home):
    words.use("vi")
    shown = places.whole(Selection(EVERYTHING, "VN", DAY, "received"), "gap", "deep")
    assert slide_of(shown).sentence.endswith(". Ranh giới minh hoạ.")


def test_a_slide_of_the_chain_has_what_waits(demo_home):
    shown = pipeline.stages(Selection(EVERYTHING, "VN", DAY, "received"), "issuance")
    (slide,) = pptx.Presentation(io.BytesIO(one(shown, origin(demo_home)))).slides
    (chart,) = (shape.chart for shape in slide.shapes if shape.has_chart)
    assert list(chart.plots[0].series[1].values)[1:] == shown.table["waiting"].to_list()[1:]


def test_each_vietnamese_letter_comes_back_from_a_page_and_from_vectors(demo_home):
    shown = Exhibit("letters", f"<p>{LETTERS}</p>", LETTERS, LETTERS, LETTERS, burndown().table)
    assert read("pdftotext", PICTURES["pdf"].make(shown, origin(demo_home)), "-layout").count(LETTERS) == 4
    drawn = PICTURES["svg"].make(shown, origin(demo_home)).decode()
    assert drawn.count(LETTERS) == 4


def test_the_numbers_of_a_ranking_are_in_its_page_in_the_order_of_the_screen(demo_home):
    shown = ranking()
    text = read("pdftotext", PICTURES["pdf"].make(shown, origin(demo_home)), "-layout")
    places = [text.index(f" {name} ") for name in shown.table["name_vi"].head(20)]
    assert places == sorted(places)
    for figure in re.findall(r"<b>([\d.,]+%)</b>", shown.figure):
        assert figure in text


def test_a_map_in_every_format_has_the_archipelagos_and_the_colours_of_the_screen(demo_home):
    shown, source = country(), origin(demo_home)
    drawn = PICTURES["svg"].make(shown, source).decode()
    text = read("pdftotext", PICTURES["pdf"].make(shown, source))
    for island in ("Hoàng Sa", "Trường Sa"):
        assert island in drawn
        assert island in text
    picture = Image.open(io.BytesIO(PICTURES["png"].make(shown, source))).convert("RGB")
    dots = Counter(picture.get_flattened_data())
    areas = next(trace for trace in shown.whole.data if trace.type == "choropleth")
    palette = [colour for _, colour in areas.colorscale[::2]]
    for place in set(areas.z):
        ink = tuple(int(palette[int(place)][start : start + 2], 16) for start in (1, 3, 5))
        assert dots[ink] > 300, f"class {place} is missing"


def test_vectors_are_xml_with_the_font_in_them_and_nothing_to_run_or_to_fetch(demo_home):
    for shown in (burndown(), ranking()):
        root = ET.fromstring(PICTURES["svg"].make(shown, origin(demo_home)))
        kinds = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert {"text", "style"} <= kinds
        assert not kinds & {"script", "foreignObject", "iframe"}
        addresses = [value for element in root.iter() for key, value in element.attrib.items() if key.endswith("href")]
        assert all(value.startswith(("data:", "#")) for value in addresses)
        style = "".join(element.text or "" for element in root.iter() if element.tag.endswith("style"))
        assert "font-family:'Be Vietnam Pro'" in style
        assert not re.search(r"url\((?!data:|[\"']?#)", style)


@pytest.mark.parametrize(("kind", "scale"), [("png", 2), ("print", 300 / 96)])
def test_a_picture_has_its_resolution_and_the_code_to_the_view(demo_home, kind, scale):
    picture = Image.open(io.BytesIO(PICTURES[kind].make(burndown(), origin(demo_home))))
    assert picture.info["dpi"] == pytest.approx((96 * scale, 96 * scale), abs=0.1)
    assert picture.width == round(960 * scale)
    code = [bytes(row) for row in segno.make(LINK, error="l", boost_error=False).matrix_iter(border=2)]
    side = 88 * scale
    left, top = picture.width - 32 * scale - side, picture.height - 20 * scale - side
    grey = picture.convert("L")
    step = side / len(code)
    seen = [
        bytes(
            grey.getpixel((int(left + (x + 0.5) * step), int(top + (y + 0.5) * step))) < 128 for x in range(len(code))
        )
        for y in range(len(code))
    ]
    assert seen == code


def test_a_picture_of_a_view_on_the_own_machine_has_neither_its_address_nor_the_snapshot(demo_home):
    near = replace(origin(demo_home), link="http://127.0.0.1:8501/so-sanh?unit=VN")
    drawn = PICTURES["svg"].make(burndown(), near).decode()
    shown, hidden = (PICTURES["pdf"].make(burndown(), one) for one in (origin(demo_home), near))
    assert near.reference in drawn
    assert "127.0.0.1" not in drawn
    assert near.snapshot not in drawn
    assert LINK.encode() in shown, "the code leads to the view"
    assert b"/URI" not in hidden


def test_our_font_is_what_draws_a_picture(demo_home, monkeypatch):
    """Without the font files the same picture is another one."""
    ours = PICTURES["png"].make(burndown(), origin(demo_home))
    assert PICTURES["png"].make(burndown(), origin(demo_home)) == ours
    RENDERER.close()
    monkeypatch.setattr("campaign.render.page.font_faces", lambda: "")
    other = PICTURES["png"].make(burndown(), origin(demo_home))
    RENDERER.close()
    assert other != ours


def test_text_from_data_is_never_code(demo_home):
    payload = '<img src=x onerror="document.title=1"><script>document.title=1</script>'
    shown = Exhibit("x", "<p>ok</p>", payload, payload, payload, burndown().table)
    page = PICTURES["pdf"].make(shown, origin(demo_home))
    assert read("pdftotext", page, "-layout").count("<script>document.title=1</script>") == 3


def test_a_map_that_plays_leaves_as_its_last_day_without_buttons(demo_home):
    days = (date(2021, 5, 6), date(2021, 5, 13), DAY)
    shown = places.whole(Selection(EVERYTHING, "VN", DAY, "received"), "gap", "areas", days)
    before = shown.whole.to_json()
    text = read("pdftotext", PICTURES["pdf"].make(shown, origin(demo_home)))
    assert "▶" not in text
    assert "Hoàng Sa" in text
    assert shown.whole.to_json() == before
    assert export.file_name(shown, origin(demo_home), PICTURES["pdf"]) == "map_VN_VN_2021-05-20.pdf"
