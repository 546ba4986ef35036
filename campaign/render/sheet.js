// What Python asks of the page: show something, give it as vectors.

// Maps ask for a world of their own; it is empty, and so nothing is fetched.
const NOTHING = {type: "GeometryCollection", geometries: []};
const LAYERS = ["coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits"];
window.PlotlyGeoAssets = {topojson: {world_110m: {
  type: "Topology", arcs: [], objects: Object.fromEntries(LAYERS.map(name => [name, NOTHING])),
}}};

// Plotly measures text before it draws: the fonts must be there first.
async function ready() {
  await Promise.all([400, 500, 700].map(weight => document.fonts.load(`${weight} 16px "Be Vietnam Pro"`, "ềữặỗợĐ")));
}

// Puts `html` on the page and `figure` into its element with the id "figure"; the height of it all.
async function show(html, figure, width, height) {
  const old = document.getElementById("figure");
  if (old) Plotly.purge(old);
  document.body.innerHTML = html;
  document.body.style.width = `${width}px`;
  if (figure) {
    const {data, layout} = figure;
    Object.assign(layout, {width, ...(height ? {height} : {}), autosize: false});
    await Plotly.newPlot("figure", {data, layout, config: {staticPlot: true}});
  }
  await document.fonts.ready;
  return Math.ceil(document.body.getBoundingClientRect().height);
}

// The drawn figure as SVG.
async function vectors() {
  const address = await Plotly.toImage("figure", {format: "svg", width: null, height: null});
  return decodeURIComponent(address.slice(address.indexOf(",") + 1));
}
