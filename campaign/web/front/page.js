// What Streamlit's page leaves out: which language it is in, which part of it is the menu, words that go along with a map
// that is played, the order of names, pictures on the clipboard, figures that fit on paper.

function tell() {
  const heading = document.querySelector("h1[lang]");
  if (heading && document.documentElement.lang !== heading.lang) document.documentElement.lang = heading.lang;
  document.querySelector(".st-key-menu:not([role])")?.setAttribute("role", "navigation");
  document.querySelector("[data-testid=stFileUploaderDropzone][role=presentation]")?.setAttribute("role", "group");
}

// Streamlit's own English words, in the language of the page: names of buttons, hints, and of a list that is empty.
const WORDS = JSON.parse(document.querySelector("meta[name=words]").content);

function translate() {
  const words = WORDS[document.documentElement.lang] ?? {};
  for (const [name, kept] of Object.entries({ "aria-label": "theirs", placeholder: "theirHint" })) {
    for (const element of document.querySelectorAll(`[data-testid=stMain] [${name}]`)) {
      const said = element.getAttribute(name), theirs = said in words ? said : element.dataset[kept];
      if (!theirs) continue;
      element.dataset[kept] = theirs; // to know it again in the other language
      if (said !== words[theirs]) element.setAttribute(name, words[theirs]);
    }
  }
  for (const hint of document.querySelectorAll(":is([data-testid=stTooltipContent], [data-testid=InputInstructions], [data-testid=stFileUploader], [role=listbox]) *")) {
    const word = hint.childElementCount === 0 && words[hint.textContent];
    if (word && word !== hint.textContent) hint.textContent = word;
  }
}

// A table sorts names in the alphabet of the browser's language unless it is told one: in an English one Bạc Liêu comes
// after Bắc Giang.
const compare = String.prototype.localeCompare;
String.prototype.localeCompare = function (other, language = document.documentElement.lang || undefined, options) {
  return compare.call(this, other, language, options);
};

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

// A picture that was asked for to be copied is copied once it is there, or by a click where that was not allowed.
async function copy(picture) {
  const bytes = Uint8Array.from(atob(picture.src.split(",")[1]), letter => letter.charCodeAt(0));
  const item = new ClipboardItem({ "image/png": new Blob([bytes], { type: "image/png" }) });
  await navigator.clipboard.write([item]);
  const said = picture.parentElement.querySelector("p");
  said.textContent = said.dataset.done;
}

function offer() {
  for (const picture of document.querySelectorAll(".copied > img:not([data-offered])")) {
    picture.dataset.offered = "";
    const attempt = () => copy(picture).catch(() => {});
    picture.addEventListener("click", attempt);
    attempt();
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

// What is folded away is on paper, too.
function unfold() {
  document.querySelectorAll(".finding details:not([open])").forEach(folded => { folded.open = true; folded.dataset.folded = ""; });
}

function fold() {
  document.querySelectorAll("details[data-folded]").forEach(folded => { folded.open = false; delete folded.dataset.folded; });
}

function unfit() {
  document.querySelectorAll(".main-svg[viewBox]").forEach(part => part.removeAttribute("viewBox"));
}

// Once a frame however much has changed: while Plotly draws, hundreds of things do.
let due = false;

function look() {
  due = false;
  tell(); translate(); follow(); offer();
}

new MutationObserver(() => {
  if (!due) requestAnimationFrame(look);
  due = true;
}).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["lang"] });
addEventListener("beforeprint", () => { unfold(); fit(); });
addEventListener("afterprint", () => { fold(); unfit(); });
