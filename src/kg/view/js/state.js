// The state of the page, all of which stands in the address, so that a link opens it again.
const VIEWS = ["network", "map", "timeline", "table", "audit"];
const STEPS = ["year", "month", "day"];
const RELATIONS = ["now", "past", "never"];
const plainKinds = data.order.kinds.filter((kind) => kind !== "person" && kind !== "group");
const startState = () => ({
  view: "network", to: lastDay(), from: firstDay(), step: "year", known: 0, undated: false, lang: (navigator.language || "zh").startsWith("zh") ? "zh" : "en",
  theme: "", types: new Set(data.network), kinds: new Set(plainKinds), regions: new Set(), relations: new Set(),
  near: "", chain: "", chosen: null, rows: "events", sort: "date", down: true,
});
const state = startState();
const changed = []; // functions to call after each change, with what was before
const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && text >= firstDay() && text <= lastDay();
const codes = (set) => [...set].sort().join(".");

function address() {
  const plain = startState();
  const parts = new URLSearchParams();
  const put = (name, value, usual) => { if (value !== usual) parts.set(name, value); };
  put("view", state.view, plain.view);
  put("to", state.to, plain.to);
  put("from", state.from, plain.from);
  put("step", state.step, plain.step);
  put("known", String(state.known), "0");
  put("undated", String(Number(state.undated)), "0");
  put("types", codes(state.types), codes(plain.types));
  put("kinds", codes(state.kinds), codes(plain.kinds));
  put("regions", codes(state.regions), "");
  put("relations", codes(state.relations), "");
  put("near", state.near, "");
  put("chain", state.chain, "");
  if (state.chosen) for (const [name, value] of Object.entries(state.chosen)) parts.set(name, value);
  put("rows", state.rows, plain.rows);
  put("sort", (state.down ? "" : "-") + state.sort, plain.sort);
  put("theme", state.theme, "");
  parts.set("lang", state.lang);
  return `#${parts.toString()}`;
}

function readAddress(hash) {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const next = startState();
  const one = (name, allowed, usual) => (allowed.includes(parts.get(name)) ? parts.get(name) : usual);
  const some = (name, allowed, usual) => (parts.has(name) ? new Set(parts.get(name).split(".").filter((x) => allowed.includes(x))) : usual);
  next.view = one("view", VIEWS, next.view);
  next.step = one("step", STEPS, next.step);
  if (isDay(parts.get("to") || "")) next.to = parts.get("to");
  if (isDay(parts.get("from") || "") && parts.get("from") <= next.to) next.from = parts.get("from");
  next.known = reportYears.includes(Number(parts.get("known"))) ? Number(parts.get("known")) : 0;
  next.undated = parts.get("undated") === "1";
  next.lang = one("lang", ["zh", "en"], state.lang);
  next.theme = one("theme", ["light", "dark"], "");
  next.types = some("types", data.order.types, next.types);
  next.kinds = some("kinds", data.order.kinds, next.kinds);
  next.regions = some("regions", [...new Set(Object.values(data.countries).map((row) => row.region))], next.regions);
  next.relations = some("relations", RELATIONS, next.relations);
  next.near = nodeOf.has(parts.get("near")) ? parts.get("near") : "";
  const ends = (parts.get("chain") || "").split("~");
  next.chain = ends.length === 2 && ends.every((id) => nodeOf.has(id)) ? ends.join("~") : "";
  next.rows = one("rows", ["events", "actors"], next.rows);
  const order = parts.get("sort") || "date";
  next.sort = order.replace(/^-/, "");
  next.down = !order.startsWith("-");
  if (data.actors[parts.get("node")]) next.chosen = { node: parts.get("node") };
  else if (tieOf.has(parts.get("tie"))) next.chosen = { tie: parts.get("tie") };
  else if (events.has(parts.get("event"))) next.chosen = { event: parts.get("event") };
  else if (claims.has(parts.get("claim"))) next.chosen = { claim: parts.get("claim") };
  return next;
}

// In an output cell the page has no address of its own: what cannot be written there is kept here.
const trail = { list: [], at: -1, own: false };
function remember(push) {
  const hash = address();
  if (!trail.own) {
    try {
      if (push) history.pushState(null, "", hash); else history.replaceState(null, "", hash);
      return;
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      trail.own = true;
    }
  }
  if (push || trail.at < 0) { trail.list.splice(trail.at + 1); trail.list.push(hash); trail.at += 1; } else trail.list[trail.at] = hash;
}

function go(step) {
  if (!trail.own) { history.go(step); return; }
  const at = trail.at + step;
  if (at < 0 || at >= trail.list.length) return;
  trail.at = at;
  change(readAddress(trail.list[at]), { silent: true });
}

// The one door to the state: what is chosen, seen or isolated makes a step to go back to, the rest does not.
function change(part, { silent = false } = {}) {
  const before = { ...state };
  const push = ["view", "chosen", "near", "chain"].some((name) => name in part && JSON.stringify(part[name]) !== JSON.stringify(state[name]));
  Object.assign(state, part);
  if (state.from > state.to) state.from = firstDay();
  if (!silent) remember(push);
  for (const call of changed) call(before);
}
addEventListener("popstate", () => change(readAddress(location.hash), { silent: true }));
