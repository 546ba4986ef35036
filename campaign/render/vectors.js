// The page as one SVG: backgrounds, rules, pictures and lines of text stand where the browser has put them.

async function vectors(width, height, style) {
  const parts = [`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ` +
    `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><style>${style}</style>` +
    `<rect width="${width}" height="${height}" fill="${getComputedStyle(document.body).backgroundColor}"/>`];
  await walk(document.body, parts);
  return parts.join("") + "</svg>";
}

async function walk(element, parts) {
  const box = element.getBoundingClientRect();
  if (element.tagName === "STYLE" || !box.width && !element.childNodes.length) return;
  if (element.tagName === "svg") return parts.push(nested(serialized(element), box));
  if (element.tagName === "IMG") return parts.push(`<image ${place(box)} preserveAspectRatio="none" href="${escaped(element.src)}"/>`);
  if (element.classList.contains("js-plotly-plot")) return parts.push(nested(await plotted(element), box));
  parts.push(ground(element, box));
  const cut = getComputedStyle(element).overflowX === "hidden";
  if (cut) parts.push(`<svg ${place(box)} viewBox="${box.x} ${box.y} ${box.width} ${box.height}">`);
  for (const child of element.childNodes) {
    if (child.nodeType === Node.ELEMENT_NODE) await walk(child, parts);
    if (child.nodeType === Node.TEXT_NODE) parts.push(...lines(child));
  }
  if (cut) parts.push("</svg>");
}

async function plotted(element) {
  const address = await Plotly.toImage(element, {format: "svg", width: null, height: null});
  const drawn = new DOMParser().parseFromString(decodeURIComponent(address.slice(address.indexOf(",") + 1)), "image/svg+xml");
  for (const text of drawn.querySelectorAll("text")) if (text.style.textShadow) edged(text);
  return serialized(drawn.documentElement);
}

// A text with a halo, which is CSS and unknown to programs that only draw SVG, becomes one on a white edge of itself.
function edged(text) {
  text.style.textShadow = "";
  const edge = text.cloneNode(true);
  for (const line of [edge, ...edge.children]) Object.assign(line.style, {stroke: "#fff", strokeWidth: "3px", strokeLinejoin: "round"});
  text.before(edge);
}

const serialized = element => new XMLSerializer().serializeToString(element);
const escaped = text => text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`);
const place = box => `x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}"`;
const nested = (svg, box) => `<svg ${place(box)}>${svg}</svg>`;
const seen = colour => colour !== "rgba(0, 0, 0, 0)" && colour !== "transparent";

// Background and the four borders of an element.
function ground(element, box) {
  const style = getComputedStyle(element);
  const found = [];
  if (seen(style.backgroundColor) && element !== document.body) {
    found.push(`<rect ${place(box)} fill="${style.backgroundColor}"/>`);
  }
  for (const [side, x1, y1, x2, y2] of [["Top", 0, 0, 1, 0], ["Bottom", 0, 1, 1, 1], ["Left", 0, 0, 0, 1], ["Right", 1, 0, 1, 1]]) {
    const wide = parseFloat(style[`border${side}Width`]);
    if (wide && style[`border${side}Style`] !== "none" && seen(style[`border${side}Color`])) {
      found.push(`<line x1="${box.x + x1 * box.width}" y1="${box.y + y1 * box.height}" x2="${box.x + x2 * box.width}" ` +
        `y2="${box.y + y2 * box.height}" stroke="${style[`border${side}Color`]}" stroke-width="${wide}"/>`);
    }
  }
  return found.join("");
}

// A text as the lines into which the browser broke it, each with its length, so that another font still fits.
function lines(text) {
  const style = getComputedStyle(text.parentElement);
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const rise = pen.measureText("x").fontBoundingBoxAscent;
  const range = document.createRange();
  const found = [];
  [...text.data].reduce((start, sign) => {
    range.setStart(text, start);
    range.setEnd(text, start + sign.length);
    const box = range.getBoundingClientRect();
    const line = found.at(-1);
    if (box.width && line && Math.abs(line.box.y - box.y) < box.height / 2) {
      line.words += sign;
      line.end = box.right;
    } else if (box.width) {
      found.push({words: sign, box, end: box.right});
    }
    return start + sign.length;
  }, 0);
  return found.filter(line => line.words.trim()).map(({words, box, end}) =>
    `<text xml:space="preserve" x="${box.x}" y="${box.y + rise}" textLength="${end - box.x}" fill="${style.color}" ` +
    `font-family="${escaped(style.fontFamily)}" font-size="${style.fontSize}" font-weight="${style.fontWeight}">` +
    `${escaped(words)}</text>`);
}
