// The page that tries /api/v1: lists the questions once there is a token, asks one, shows what came.
const at = (id) => document.getElementById(id);
const address = `${location.origin}/api/v1`;
let questions = {};

function headers() {
  const token = at("token").value.trim();
  return token ? { Authorization: `Bearer ${token}` } : {};
}

function field(param) {
  const label = document.createElement("label");
  label.textContent = param.name;
  label.title = param.description;
  const choices = param.schema.enum;
  const input = document.createElement(choices ? "select" : "input");
  input.name = param.name;
  for (const choice of choices ? [...(param.required ? [] : [""]), ...choices] : []) input.add(new Option(choice));
  if (param.schema.format === "date") input.type = "date";
  label.append(input);
  return label;
}

function chosen() {
  const { get } = questions[`/${at("question").value}`];
  at("summary").textContent = `${get.summary} ${get.description}.`;
  at("params").replaceChildren(...get.parameters.map(field));
  written();
}

function written() {
  const query = new URLSearchParams();
  for (const { name, value } of at("params").querySelectorAll("input, select")) if (value) query.set(name, value);
  const asked = query.toString();
  at("address").textContent = `${address}/${at("question").value}${asked ? `?${asked}` : ""}`;
}

async function list() {
  const answer = await fetch(`${address}/openapi.json?lang=${document.documentElement.lang}`, { headers: headers() });
  const said = await answer.json();
  at("status").textContent = answer.ok ? "" : said.message;
  at("asking").hidden = !answer.ok;
  if (!answer.ok) return;
  questions = said.paths;
  at("question").replaceChildren(...Object.keys(questions).map((path) => new Option(path.slice(1))));
  chosen();
}

async function ask() {
  const answer = await fetch(at("address").textContent, { headers: headers() });
  const body = await answer.text();
  const rows = answer.headers.get("X-Total-Count");
  at("status").textContent = [answer.status, answer.headers.get("Content-Type"), rows && `X-Total-Count: ${rows}`]
    .filter(Boolean).join(" · ");
  at("body").textContent = body.length > 20000 ? `${body.slice(0, 20000)}…` : body;
}

at("who").addEventListener("submit", (event) => { event.preventDefault(); list(); });
at("asking").addEventListener("submit", (event) => { event.preventDefault(); ask(); });
at("question").addEventListener("change", chosen);
at("params").addEventListener("input", written);
list();
