// The graph as the page holds it: actors, ties and events by id, and who is tied to whom.
const parsed = (id) => JSON.parse(document.getElementById(id).textContent);
const data = parsed("data");
const world = parsed("world");
const byId = (id) => document.getElementById(id);

const nodes = data.nodes.map((row, index) => {
  const actor = data.actors[row.id];
  return { ...row, index, kind: actor.kind, iso3: actor.iso3 || "", home: actor.iso3 === data.home, ties: [] };
});
const nodeOf = new Map(nodes.map((node) => [node.id, node]));
const events = new Map();
for (const id of Object.keys(data.events)) events.set(id, { id, ...data.events[id], ties: [] });
const ties = data.edges.map((row, index) => {
  const tie = { index, key: `${row.from}~${row.to}`, a: nodeOf.get(row.from), b: nodeOf.get(row.to), events: row.events.map((id) => events.get(id)) };
  tie.a.ties.push(tie);
  tie.b.ties.push(tie);
  for (const event of tie.events) event.ties.push(tie);
  return tie;
});
// An event with a single actor of its own (a course for the public) has no tie, but it is told all the same.
for (const event of events.values()) event.nodes = [...new Set(event.parties.map((party) => nodeOf.get(party[0])))].filter(Boolean);
const untied = [...events.values()].filter((event) => !event.ties.length);
const tieOf = new Map(ties.map((tie) => [tie.key, tie]));
const otherEnd = (tie, node) => (tie.a === node ? tie.b : tie.a);
const claims = new Map(data.claims.map((claim) => [claim.id, claim]));
const conflictsOf = new Map();
for (const [about, field, values] of data.conflicts) conflictsOf.set(about, [...(conflictsOf.get(about) || []), { field, values }]);
const checksOf = new Map();
for (const check of data.checks) { const found = checksOf.get(check.about); if (found) found.push(check); else checksOf.set(check.about, [check]); }
const claimOfStatement = new Map();
for (const claim of data.claims) for (const name of claim.statements) claimOfStatement.set(name, claim);
const eventOfStatement = new Map();
for (const event of events.values()) for (const name of event.statements) eventOfStatement.set(name, event);
const eventsOfActor = new Map();
for (const event of events.values())
  for (const id of new Set(event.parties.map((party) => party[0]))) {
    const found = eventsOfActor.get(id);
    if (found) found.push(event); else eventsOfActor.set(id, [event]);
  }
const countryNode = (iso3) => (nodeOf.has(iso3) ? nodeOf.get(iso3) : null);
const reportYears = [...new Set(Object.values(data.reports).map((report) => report.year))].sort((x, y) => x - y);
