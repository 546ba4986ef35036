// What Python asks of the page: draw a figure on it, give it as vectors.

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

// Height of all that stands around a place, which is still empty: margins of its neighbours would fall together over it.
function around(place) {
  place.style.height = "1px";
  const whole = document.body.getBoundingClientRect().height;
  place.style.height = "";
  return whole - 1;
}

// Puts `frame` on the page and `figure`, Plotly's or HTML, into its element with the id "figure"; the whole height.
// With a `height` Plotly's has what the frame leaves of it.
async function show(frame, figure, width, height, title) {
  const old = document.getElementById("figure");
  if (old) Plotly.purge(old);
  document.title = title;
  document.body.innerHTML = frame;
  document.body.style.width = `${width}px`;
  const place = document.getElementById("figure");
  if (typeof figure === "string") {
    place.innerHTML = figure;
    await Promise.allSettled([...document.images].map(image => image.decode()));
  } else {
    const {data, layout} = figure;
    if (height) layout.height = height - around(place);
    Object.assign(layout, {width: place.clientWidth, autosize: false});
    await Plotly.newPlot(place, {data, layout, config: {staticPlot: true}});
  }
  await document.fonts.ready;
  return Math.ceil(document.body.getBoundingClientRect().height);
}
