// The table: the accessible twin of the pictures, of the same selection; every column sorts.
const PAGE = 300;
let shownRows = PAGE;

const eventColumns = () => [
  ["date", t("date"), (event) => sortDay(event), (event) => (datingAt(event, state.known)[1] || t("undated")).replace("/", " – ")],
  ["roc", t("roc.column"), (event) => sortDay(event), (event) => { const [, edtf] = datingAt(event, state.known); return edtf ? rocText(edtf) : ""; }],
  ["type", t("type"), (event) => eventKind(event), (event) => eventKind(event)],
  ["title", t("title"), (event) => titleOf(event), (event) => button(titleOf(event), () => choose({ event: event.id }), { name: "link" })],
  ["actors", t("actors"), (event) => partnerNames(event), (event) => partnerNames(event)],
  ["statements", t("statements.column"), (event) => event.statements.length, (event) => event.statements.length],
];
const partnerNames = (event) => { const away = partners(event); return (away.length ? away : event.parties).map(([id]) => nameOf(id, sortDay(event))).slice(0, 6).join(comma()); };

function actorColumns() {
  const about = new Map();
  for (const row of seen.ties)
    for (const node of [row.tie.a, row.tie.b]) {
      const found = about.get(node) || { ties: 0, events: new Set() };
      found.ties += 1;
      for (const event of tieEvents(row.tie)) found.events.add(event);
      about.set(node, found);
    }
  const days = (node) => [...(about.get(node) || { events: [] }).events].map(sortDay).filter((day) => day !== "9999").sort();
  const first = (node) => days(node)[0] || "";
  const last = (node) => days(node).pop() || "";
  const signed = (node) => (node.kind === "country" && partnersKnown(state.known).get(node.iso3) && signedBy(node.iso3, state.to) ? partnersKnown(state.known).get(node.iso3).dating[1] : "");
  const count = (node, what) => { const found = about.get(node); return found ? (what === "ties" ? found.ties : found.events.size) : 0; };
  const region = (node) => { const country = data.countries[node.iso3]; return country && country.region ? t(`region.${country.region}`) : ""; };
  return [
    ["title", t("name"), (node) => nameOf(node.id, state.to), (node) => nodeLink(node.id, state.to)],
    ["other", t("name.other"), (node) => data.actors[node.id][state.lang === "zh" ? "en" : "zh"], (node) => data.actors[node.id][state.lang === "zh" ? "en" : "zh"]],
    ["type", t("kind"), (node) => label(node.kind), (node) => label(node.kind)],
    ["iso", "ISO", (node) => node.iso3, (node) => node.iso3],
    ["region", t("region"), region, region],
    ["signed", t("signed.first"), signed, signed],
    ["ties", t("ties.column"), (node) => count(node, "ties"), (node) => count(node, "ties")],
    ["statements", t("events.column"), (node) => count(node, "events"), (node) => count(node, "events")],
    ["date", t("contact.first"), first, first],
    ["last", t("contact.last"), last, last],
  ];
}

function showTable() {
  const holder = byId("sheet");
  const keep = document.activeElement && holder.contains(document.activeElement) ? document.activeElement.dataset.column : "";
  holder.replaceChildren();
  const bar = element("div", { parent: holder, name: "bar" });
  for (const rows of ["events", "actors"]) bar.append(button(t(`rows.${rows}`, { n: rows === "events" ? seen.eventList.length : seen.nodeList.length }), () => { shownRows = PAGE; change({ rows, sort: rows === "events" ? "date" : "ties", down: rows === "events" }); }, { "aria-pressed": String(state.rows === rows) }));
  const columns = state.rows === "events" ? eventColumns() : actorColumns();
  const by = columns.find((column) => column[0] === state.sort) || columns[0];
  const compare = new Intl.Collator(state.lang === "zh" ? "zh-Hant" : "en", { numeric: true }).compare;
  const keyed = (state.rows === "events" ? seen.eventList : seen.nodeList).map((row) => [by[2](row), row]);
  keyed.sort((x, y) => (typeof x[0] === "number" ? x[0] - y[0] : /^\d{4}(-|$)/.test(x[0]) || by[0] === "date" ? (x[0] < y[0] ? -1 : Number(x[0] > y[0])) : compare(x[0], y[0])) * (state.down ? 1 : -1) || (x[1].id < y[1].id ? -1 : 1));
  const table = element("table", { parent: holder });
  element("caption", { parent: table, text: t("table.caption", { date: timeText(state.to) }) });
  const head = element("tr", { parent: element("thead", { parent: table }) });
  for (const [name, title] of columns) {
    const cell = element("th", { parent: head, scope: "col", "aria-sort": name === by[0] ? (state.down ? "ascending" : "descending") : "none" });
    const sorter = button(title, () => change({ sort: name, down: name === by[0] ? !state.down : true }), { parent: cell, "data-column": name });
    if (name === by[0]) sorter.append(element("span", { "aria-hidden": "true", text: state.down ? " ▲" : " ▼" }));
  }
  const body = element("tbody", { parent: table });
  const focus = focusSet();
  const lit = (row) => state.rows === "events" ? state.chosen && (state.chosen.event === row.id || (focus && row.ties.some((tie) => focus.ties.has(tie)))) : focus && focus.nodes.has(row.id);
  for (const [, row] of keyed.slice(0, shownRows)) {
    const line = element("tr", { parent: body, name: lit(row) ? "lit" : "" });
    for (const [name, , , show] of columns) element("td", { parent: line, name: `is-${name}` }, show(row));
  }
  if (keyed.length > shownRows) holder.append(button(t("table.more", { n: keyed.length - shownRows }), () => { shownRows += PAGE; showTable(); }));
  if (keep) { const again = holder.querySelector(`[data-column="${CSS.escape(keep)}"]`); if (again) again.focus(); }
}
