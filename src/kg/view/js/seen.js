// What is to be seen at the state: the events, ties and nodes that pass time and filters.
const networkEvent = (event) => state.types.has(event.type);

function relationStatus(iso3, day) {
  const periods = (data.countries[iso3] || { relations: [] }).relations;
  if (!periods.length) return "never";
  const end = (edtf) => (edtf.length === 4 ? `${edtf}-12-31` : edtf.length === 7 ? `${edtf}-${two(lastOfMonth(...edtf.split("-").map(Number)))}` : edtf);
  if (periods.some(([since, until]) => earliest(since) <= day && (!until || day <= end(until)))) return "now";
  return periods.some(([since]) => earliest(since) <= day) ? "past" : "never";
}

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

// Days as numbers, which compare quicker than texts: 2017-03-17 is 20170317.
const dayCode = (iso) => Number(iso.slice(0, 4)) * 10000 + Number(iso.slice(5, 7)) * 100 + Number(iso.slice(8));

// The dating of every event as the reports known tell it, kept on the event until another report year is asked for.
let datedFor = -1;
function dateEvents() {
  if (datedFor === state.known) return;
  datedFor = state.known;
  for (const event of events.values()) {
    event.dating = datingAt(event, state.known);
    event.day = event.dating && event.dating[2] ? dayCode(event.dating[2]) : 0;
  }
}

// A stamp on what is to be seen is quicker than a set, for every step of the slider looks at everything.
class Seen {
  constructor() { this.stamp = (seen ? seen.stamp : 0) + 1; this.ties = []; this.nodeList = []; this.eventList = []; this.chain = null; this.kinds = new Set(); this.types = new Set(); }
  addNode(node) { if (node.seen !== this.stamp) { node.seen = this.stamp; this.nodeList.push(node); this.kinds.add(node.kind); } }
  addEvent(event) { if (event.seen !== this.stamp) { event.seen = this.stamp; this.eventList.push(event); this.types.add(event.type); } }
}
const isSeen = (what) => what.seen === seen.stamp;

let seen = null;
function look() {
  dateEvents();
  const next = new Seen();
  const passes = nodes.map(nodePasses);
  const middle = state.near ? nodeOf.get(state.near) : null;
  const close = middle ? new Set([middle, ...middle.ties.map((tie) => otherEnd(tie, middle))]) : null;
  const wanted = {};
  for (const type of data.order.types) wanted[type] = state.types.has(type);
  const [low, high] = [state.from === firstDay() ? 0 : dayCode(state.from), dayCode(state.to)];
  for (const tie of ties) {
    if (!passes[tie.a.index] || !passes[tie.b.index]) continue;
    if (close && !(close.has(tie.a) && close.has(tie.b))) continue;
    let count = 0;
    let signed = false;
    let uncertain = true;
    for (const event of tie.events) {
      const day = event.day;
      if (!event.dating || (day ? day > high || day <= low : !state.undated) || !wanted[event.type]) continue;
      count += 1;
      next.addEvent(event);
      if (event.type === "agreement" && event.status === "signed") signed = true;
      if (day && !event.dating[3]) uncertain = false;
    }
    if (!count) continue;
    next.ties.push({ tie, count, signed, uncertain });
    next.addNode(tie.a);
    next.addNode(tie.b);
  }
  for (const event of untied) {
    const day = event.day;
    if (!event.dating || (day ? day > high || day <= low : !state.undated) || !wanted[event.type]) continue;
    if (event.nodes.some((node) => passes[node.index] && (!close || close.has(node)))) next.addEvent(event);
  }
  if (middle) next.addNode(middle);
  seen = next;
  if (state.chain) seen.chain = shortestChain(...state.chain.split("~"));
}
const tieEvents = (tie) => tie.events.filter(isSeen).sort(byDate);
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
