// What Streamlit's page leaves out: which language it is in, which part of it is the menu, figures that fit on paper.

function tell() {
  const heading = document.querySelector("h1[lang]");
  if (heading && document.documentElement.lang !== heading.lang) document.documentElement.lang = heading.lang;
  document.querySelector(".st-key-menu:not([role])")?.setAttribute("role", "navigation");
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

new MutationObserver(tell).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["lang"] });
addEventListener("beforeprint", fit);
addEventListener("afterprint", unfit);
