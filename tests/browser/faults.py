"""What can be wrong with a page and its figures in a browser, as JavaScript that lists what is."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# Figures wider or taller than their place, or that reach beyond the window: width and height of both, in pixels.
OUTSIDE = """() => [...document.querySelectorAll('.js-plotly-plot')].map(plot => {
  const drawn = plot.querySelector('.main-svg').getBoundingClientRect();
  const box = plot.closest('[data-testid=stElementContainer]').getBoundingClientRect();
  const wide = drawn.right > Math.min(box.right, innerWidth) + 1 || drawn.left < box.left - 1;
  return wide || drawn.bottom > box.bottom + 1 ? [drawn.width, drawn.height, box.width, box.height].join() : '';
  }).filter(Boolean)"""
# Texts of a figure that lie on one another, but for signs of one letter.
COVERED = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => {
  const seen = {visibilityProperty: true, opacityProperty: true};
  const texts = [...plot.querySelectorAll('svg text')]
    .filter(text => text.textContent.trim().length > 1 && text.checkVisibility(seen))
    .map(text => [text.textContent, text.getBoundingClientRect()]).filter(([, box]) => box.width);
  const meet = (p, q) => Math.min(p.right, q.right) - Math.max(p.left, q.left) > 2
    && Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top) > 4;
  return texts.flatMap(([one, p], at) =>
    texts.slice(at + 1).filter(([, q]) => meet(p, q)).map(([other]) => `${one} / ${other}`)); })"""
# What is written below an axis and is not level.
SLANTED = """() => [...document.querySelectorAll('.js-plotly-plot .xtick text')]
  .filter(text => /rotate\\(-?[1-9]/.test(text.getAttribute('transform'))).map(text => text.textContent)"""
# Names in a plot that a line down or across it cuts, as a day's or its foot's, or that the picture's edge does.
CROSSED = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => {
  const edge = plot.querySelector('.main-svg').getBoundingClientRect();
  const straight = [...plot.querySelectorAll('.shapelayer path, .zerolinelayer path, .xlines-above, .ylines-above')]
    .map(line => line.getBoundingClientRect()).filter(box => Math.min(box.width, box.height) <= 3);
  const cuts = (box, line) => line.left < box.right - 2 && line.right > box.left + 2
    && line.top < box.bottom - 3 && line.bottom > box.top + 3;
  const beyond = box => box.left < edge.left || box.right > edge.right || box.top < edge.top;
  return [...plot.querySelectorAll('.annotation text')].map(text => [text.textContent, text.getBoundingClientRect()])
    .filter(([, box]) => box.width && (beyond(box) || straight.some(line => cuts(box, line)))).map(([name]) => name);
  })"""
# Names in a plot that lie on a line.
HIDING = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => {
  const points = [...plot.querySelectorAll('.scatterlayer .js-line')]
    .filter(line => parseFloat(line.style.strokeWidth) && line.getTotalLength())
    .flatMap(line => { const place = line.getScreenCTM(), long = line.getTotalLength();
      return Array.from({length: 400}, (_, at) => line.getPointAtLength(long * at / 399).matrixTransform(place)); });
  return [...plot.querySelectorAll('.annotation')].filter(note => note.querySelector('.bg').style.fillOpacity !== '0')
    .map(note => note.querySelector('text')).map(text => [text.textContent, text.getBoundingClientRect()])
    .filter(([, box]) => box.width && points.some(point => point.x > box.left + 2 && point.x < box.right - 2
      && point.y > box.top + 4 && point.y < box.bottom - 4)).map(([name]) => name); })"""
# Texts of a figure that its edge cuts.
CLIPPED = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => {
  const edge = plot.querySelector('.main-svg').getBoundingClientRect();
  const beyond = box => box.left < edge.left - 1 || box.right > edge.right + 1 || box.top < edge.top - 1
    || box.bottom > edge.bottom + 1;
  const seen = {visibilityProperty: true, opacityProperty: true};
  return [...plot.querySelectorAll('svg text')]
    .filter(text => text.textContent.trim().length > 1 && text.checkVisibility(seen))
    .map(text => [text.textContent, text.getBoundingClientRect()])
    .filter(([, box]) => box.width && beyond(box)).map(([name]) => name); })"""
# What axe finds, by its rule and the part of the page that it is in.
AXE = """() => axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.flatMap(
  rule => rule.nodes.map(node => [rule.id, document.querySelector(node.target[0])
    ?.closest('[data-testid=stElementContainer]')?.firstElementChild.dataset.testid ?? '', node.html])))"""


def wrong(page: Page) -> dict[tuple[str, str], str]:
    """What axe finds on the open page: the rule and the part of the page, with one place."""
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(AXE)
    return {(rule, part): place for rule, part, place in found}
