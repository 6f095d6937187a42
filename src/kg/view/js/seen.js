// What is to be seen at the state: the events, ties and nodes that pass time and filters.
const networkEvent = (event) => state.types.has(event.type);

function relationStatus(iso3, day) {
  const periods = (data.countries[iso3] || { relations: [] }).relations;
  if (!periods.length) return "never";
  const end = (edtf) => (edtf.length === 4 ? `${edtf}-12-31` : edtf.length === 7 ? `${edtf}-${two(lastOfMonth(...edtf.split("-").map(Number)))}` : edtf);
  if (periods.some(([since, until]) => earliest(since) <= day && (!until || day <= end(until)))) return "now";
  return periods.some(([since]) => earliest(since) <= day) ? "past" : "never";
}

const inTime = (dating) => (dating[2] ? dating[2] <= state.to && (state.from === firstDay() || dating[2] > state.from) : state.undated);

function nodePasses(node) {
  if (!state.kinds.has(node.kind)) return false;
  if (node.home || (!state.regions.size && !state.relations.size)) return true;
  const country = data.countries[node.iso3];
  if (state.regions.size && !(country && state.regions.has(country.region))) return false;
  return !state.relations.size || (node.iso3 !== "" && state.relations.has(relationStatus(node.iso3, state.to)));
}

// Countries with a signed agreement as the reports up to a year tell: the dating of the first one, by ISO code.
const partnersBy = new Map();
function partnersKnown(known) {
  if (partnersBy.has(known)) return partnersBy.get(known);
  const first = new Map();
  for (const event of events.values()) {
    if (event.type !== "agreement" || event.status !== "signed") continue;
    const dating = datingAt(event, known);
    if (!dating || !dating[2]) continue;
    for (const [id] of event.parties) {
      const iso3 = data.actors[id].iso3;
      if (iso3 && iso3 !== data.home && (!first.has(iso3) || dating[2] < first.get(iso3).dating[2])) first.set(iso3, { dating, event });
    }
  }
  const ordered = new Map([...first].sort((x, y) => x[1].dating[2].localeCompare(y[1].dating[2]) || x[0].localeCompare(y[0])));
  partnersBy.set(known, ordered);
  return ordered;
}
const signedBy = (iso3, day) => { const found = partnersKnown(state.known).get(iso3); return Boolean(found) && found.dating[2] <= day; };
const partnerCount = (day) => { let n = 0; for (const { dating } of partnersKnown(state.known).values()) n += dating[2] <= day; return n; };

let seen = null;
function look() {
  const passes = nodes.map(nodePasses);
  const close = state.near ? new Set([state.near, ...nodeOf.get(state.near).ties.map((tie) => otherEnd(tie, nodeOf.get(state.near)).id)]) : null;
  const dated = new Map(); // events in time, with their dating
  for (const event of events.values()) {
    if (!networkEvent(event)) continue;
    const dating = datingAt(event, state.known);
    if (dating && inTime(dating)) dated.set(event, dating);
  }
  const list = [];
  const shown = new Set();
  const told = new Set();
  for (const tie of ties) {
    if (!passes[tie.a.index] || !passes[tie.b.index]) continue;
    if (close && !(close.has(tie.a.id) && close.has(tie.b.id))) continue;
    let count = 0;
    let signed = false;
    let uncertain = true;
    for (const event of tie.events) {
      const dating = dated.get(event);
      if (!dating) continue;
      count += 1;
      told.add(event);
      if (event.type === "agreement" && event.status === "signed") signed = true;
      if (dating[2] && !dating[3]) uncertain = false;
    }
    if (!count) continue;
    list.push({ tie, count, signed, uncertain });
    shown.add(tie.a);
    shown.add(tie.b);
  }
  if (close) shown.add(nodeOf.get(state.near));
  seen = { ties: list, nodes: shown, events: told, dated, chain: null };
  if (state.chain) seen.chain = shortestChain(...state.chain.split("~"));
  return seen;
}
const tieEvents = (tie) => tie.events.filter((event) => seen.events.has(event)).sort(byDate);
const sortDay = (event) => { const dating = datingAt(event, state.known); return dating && dating[2] ? dating[2] : "9999"; };
const byDate = (x, y) => sortDay(x).localeCompare(sortDay(y)) || x.id.localeCompare(y.id);

// Breadth first over the ties to be seen; the home country and its agencies count like any other actor.
function shortestChain(from, to) {
  const next = new Map();
  for (const row of seen.ties)
    for (const [one, two] of [[row.tie.a, row.tie.b], [row.tie.b, row.tie.a]]) {
      if (!next.has(one.id)) next.set(one.id, []);
      next.get(one.id).push([two.id, row.tie]);
    }
  const came = new Map([[from, null]]);
  let edge = [from];
  while (edge.length && !came.has(to)) {
    const later = [];
    for (const id of edge) for (const [other, tie] of next.get(id) || []) if (!came.has(other)) { came.set(other, [id, tie]); later.push(other); }
    edge = later;
  }
  if (!came.has(to)) return { nodes: new Set([from, to]), ties: [], path: null };
  const path = [to];
  const along = [];
  while (came.get(path[0])) { const [id, tie] = came.get(path[0]); along.unshift(tie); path.unshift(id); }
  return { nodes: new Set(path), ties: along, path };
}
