// What stands behind an event: date, place, parties, conflicts side by side, and each statement with the words of its report.
const MORE = 200;
const choose = (chosen) => change({ chosen });
const nodeLink = (id, day, more = {}) => button(nameOf(id, day), () => choose({ node: id }), { name: "link", ...more });
const term = (list, name, ...content) => { element("dt", { parent: list, text: name }); element("dd", { parent: list }, ...content); };

// The phrase marked inside its passage; both are compared without white space, which the report's lines break.
function quote(exact, passage, parent) {
  const box = element("blockquote", { parent });
  const bare = (text) => text.replace(/\s/g, "");
  const at = passage ? bare(passage).indexOf(bare(exact)) : -1;
  if (at < 0) { element("mark", { parent: box, text: exact }); return; }
  const letters = [...passage].reduce((list, letter, i) => (/\s/.test(letter) ? list : [...list, i]), []);
  const units = [...passage];
  const lead = [...bare(passage).slice(0, at)].length;
  const [from, to] = [letters[lead], letters[lead + [...bare(exact)].length - 1] + 1];
  box.append(units.slice(0, from).join(""));
  element("mark", { parent: box, text: units.slice(from, to).join("") });
  box.append(units.slice(to).join(""));
}

function statementBox(name, parent) {
  const statement = data.statements[name];
  const report = data.reports[statement.report];
  const box = element("article", { parent, name: "statement" });
  for (const [where, start, end, exact, passage] of statement.evidence) {
    element("p", { parent: box, name: "source" }, element("strong", { text: data.reports[where][state.lang] }), ` · ${t("characters", { start, end })}`);
    quote(exact, passage, box);
  }
  const said = [statement.written && t("written", { date: statement.written }), statement.date && dateText(statement.date)].filter(Boolean).join(" → ");
  if (said) element("p", { parent: box, name: "soft", text: said });
  if (statement.note) element("p", { parent: box, name: "soft", text: t("note", { note: statement.note }) });
  for (const check of checksOf.get(name) || []) checkBox(check, box);
  if (state.known && report.year > state.known) box.classList.add("later");
  return box;
}

// A claim or figure counted again: both sides, the arithmetic, and the items counted.
const verdictText = (check) => t(check.verdict === "differs" ? "check.differs" : "check.agrees");
function checkBox(check, parent) {
  const which = state.lang === "zh" ? 0 : 1;
  const box = element("section", { parent, name: `check ${check.verdict}` });
  element("p", { parent: box }, element("strong", { text: verdictText(check) }), ` ${check.own === undefined ? "" : t("check.own", { stated: check.stated === undefined ? "" : check.stated, own: check.own, unit: check.unit || "" })}`);
  for (const text of [check.arithmetic, check.remark]) if (text && text[which]) element("p", { parent: box, name: "soft", text: text[which] });
  const items = (check.counted || []).filter(([kind, id]) => (kind === "event" ? events.has(id) : data.actors[id]));
  if (!items.length) return;
  const fold = element("details", { parent: box }, element("summary", { text: t("check.counted", { n: items.length }) }));
  const list = element("ul", { parent: fold, name: "events" });
  for (const [kind, id] of items) if (kind === "event") eventRow(events.get(id), list); else element("li", { parent: list }, nodeLink(id, state.to));
}

function conflictBox(rows, parent) {
  for (const { field, values } of rows) {
    const box = element("section", { parent, name: "conflict" });
    element("h3", { parent: box, text: `${t("differ")}${colon()}${label(field)}` });
    const sides = element("div", { parent: box, name: "sides" });
    for (const [value, names] of values) {
      const side = element("div", { parent: sides });
      element("p", { parent: side, name: "value", text: value });
      for (const name of names) {
        const statement = data.statements[name];
        element("p", { parent: side, name: "source", text: data.reports[statement.report][state.lang] });
        quote(statement.evidence[0][3], statement.evidence[0][4], side);
      }
    }
  }
}

function statementList(names, parent) {
  const known = names.filter((name) => !state.known || data.reports[data.statements[name].report].year <= state.known);
  element("h3", { parent, text: t("statements", { n: known.length }) });
  for (const name of known) statementBox(name, parent);
}

function eventFacts(event, parent) {
  const dating = datingAt(event, state.known) || ["", "", "", 0];
  const list = element("dl", { parent });
  term(list, t("date"), dateText(dating[1]));
  if (dating[3] && dating[2]) term(list, "", element("span", { name: "soft", text: t("uncertain", { date: longDay(dating[2]) }) }));
  if (event.places) term(list, t("place"), event.places.join(comma()));
  if (event.people) term(list, label("attendance"), event.people.join(" / "));
  if (event.values) term(list, label("value"), event.values.map(([value, unit]) => `${value} ${unit}`).join(" / "));
  if (event.titles && event.titles.length > 1) term(list, t("titles"), event.titles.slice(1).join(state.lang === "zh" ? "；" : "; "));
  element("h3", { parent, text: t("parties") });
  const rows = element("ul", { parent, name: "parties" });
  for (const [id, role, names, titles] of event.parties) {
    const shown = nameOf(id, dating[2]);
    const as = [...new Set([...names, ...titles])].filter((name) => name && name !== shown).join(comma());
    element("li", { parent: rows }, role ? element("span", { name: "role", text: label(role) }) : "", nodeLink(id, dating[2]), as ? element("span", { name: "soft", text: inBrackets(as) }) : "");
  }
  conflictBox(conflictsOf.get(event.id) || [], parent);
  statementList(event.statements, parent);
}

function eventRow(event, parent) {
  const dating = datingAt(event, state.known) || ["", "", "", 0];
  const [fill, shape] = eventMark(event.type);
  const mark = svgElement("svg", { viewBox: "-8 -8 16 16", width: 15, height: 15, "aria-hidden": "true" });
  const pen = new SvgPen(1, 1, "");
  pen.open(dating[3] ? { stroke: fill, width: 2 } : { fill });
  shapePath(pen, shape, 0, 0, 5);
  pen.paint();
  mark.append(pen.root.lastChild);
  const row = button("", () => choose({ event: event.id }), { parent: element("li", { parent }) });
  row.append(mark, element("span", { name: "day", text: dating[1] ? dating[1].replace("/", " – ") : t("undated") }), element("span", { name: "what" }, element("b", { text: eventKind(event) }), ` ${event.titles ? event.titles[0] : partners(event).map(([id]) => nameOf(id, dating[2])).slice(0, 3).join(comma())}`));
  if (conflictsOf.has(event.id)) row.append(element("span", { name: "flag", text: t("differ") }));
}

// Events up to the day of the slider, and behind a fold those after it and those without a date.
function eventList(all, parent) {
  const sorted = [...all].filter((event) => datingAt(event, state.known)).sort(byDate);
  const now = sorted.filter((event) => sortDay(event) <= state.to);
  const rest = sorted.filter((event) => sortDay(event) > state.to);
  element("h3", { parent, text: t("events.until", { n: now.length, date: timeText(state.to) }) });
  const list = element("ul", { parent, name: "events" });
  now.slice(-MORE).reverse().forEach((event) => eventRow(event, list));
  if (now.length > MORE) element("p", { parent, name: "soft", text: t("more", { n: now.length - MORE }) });
  if (!rest.length) return;
  const fold = element("details", { parent }, element("summary", { text: t("events.rest", { n: rest.length }) }));
  const later = element("ul", { parent: fold, name: "events" });
  rest.slice(0, MORE).forEach((event) => eventRow(event, later));
}
