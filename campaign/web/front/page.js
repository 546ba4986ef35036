// What Streamlit's page leaves out: which language it is in, which part of it is the menu, words that go along with a map
// that is played, figures that fit on paper.

function tell() {
  const heading = document.querySelector("h1[lang]");
  if (heading && document.documentElement.lang !== heading.lang) document.documentElement.lang = heading.lang;
  document.querySelector(".st-key-menu:not([role])")?.setAttribute("role", "navigation");
}

// While a map is played, what is said of each of its days is there already, unseen but for one.
function follow() {
  if (!document.querySelector(".weekly")) return;
  for (const plot of document.querySelectorAll(".js-plotly-plot:not([data-followed])")) {
    if (!plot.on) continue;
    plot.dataset.followed = "";
    plot.on("plotly_animatingframe", ({ name }) => document.querySelectorAll(".weekly > [data-day]")
      .forEach(said => said.classList.toggle("now", said.dataset.day === name)));
  }
}

// Plotly draws as wide as the window was. With a view box the drawing has the width of its place on paper; its shape
// is for print.css.
function fit() {
  for (const drawing of document.querySelectorAll(".svg-container")) {
    const { width, height } = drawing.getBoundingClientRect();
    drawing.style.setProperty("--drawn", `${width}px`);
    drawing.style.setProperty("--shape", width / height);
    drawing.querySelectorAll(":scope > .main-svg").forEach(part => part.setAttribute("viewBox", `0 0 ${width} ${height}`));
  }
}

function unfit() {
  document.querySelectorAll(".main-svg[viewBox]").forEach(part => part.removeAttribute("viewBox"));
}

new MutationObserver(() => { tell(); follow(); }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["lang"] });
addEventListener("beforeprint", fit);
addEventListener("afterprint", unfit);
