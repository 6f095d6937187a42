// Search in both languages, by ISO code and by every other name; a combobox after the ARIA pattern.
let index = null;
function searchIndex() {
  if (index) return index;
  index = { actors: [], events: [] };
  for (const [id, actor] of Object.entries(data.actors)) {
    if (!nodeOf.has(id)) continue;
    const names = [actor.zh, actor.en, ...(actor.aliases || []), ...(actor.namings || []).map((row) => row[1])].map(fold);
    if (actor.kind === "country") names.push(fold(actor.iso3));
    index.actors.push({ node: id, names: [...new Set(names)].filter(Boolean), weight: nodeOf.get(id).ties.length + (actor.kind === "country" ? 1000 : 0) });
  }
  for (const event of events.values()) if (event.titles) index.events.push({ event: event.id, names: event.titles.map(fold), weight: event.statements.length });
  return index;
}
function hits(rows, text, most) {
  const wanted = fold(text);
  if (!wanted) return [];
  const found = [];
  for (const row of rows) {
    let best = 0;
    for (const name of row.names) best = Math.max(best, name === wanted ? 3 : name.startsWith(wanted) ? 2 : name.includes(wanted) ? 1 : 0);
    if (best) found.push([best, row]);
  }
  return found.sort((x, y) => y[0] - x[0] || y[1].weight - x[1].weight).slice(0, most).map(([, row]) => row);
}
const actorHits = (text) => hits(searchIndex().actors, text, 9);
const allHits = (text) => [...actorHits(text), ...hits(searchIndex().events, text, 5)];

function hitLine(hit) {
  if (hit.event) { const event = events.get(hit.event); return [titleOf(event), `${label(event.type)} ${(datingAt(event, 0) || ["", ""])[1]}`]; }
  const actor = data.actors[hit.node];
  return [actor[state.lang], [state.lang === "zh" ? actor.en : actor.zh, label(actor.kind), actor.kind === "country" ? actor.iso3 : ""].filter((x) => x && x !== actor[state.lang]).join(" · ")];
}

let boxes = 0;
function combobox(input, holder, find, pick) {
  boxes += 1;
  const id = `found-${boxes}`;
  const list = element("ul", { parent: holder, id, role: "listbox", name: "found panel-like", hidden: true, "aria-label": t("found") });
  let rows = [];
  let at = -1;
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": id, "aria-autocomplete": "list", autocomplete: "off" })) input.setAttribute(name, value);
  const show = (open) => { list.hidden = !open; input.setAttribute("aria-expanded", String(open)); if (!open) input.removeAttribute("aria-activedescendant"); };
  const light = (n) => {
    at = n;
    [...list.children].forEach((child, i) => child.setAttribute("aria-selected", String(i === n)));
    if (n >= 0 && rows.length) { input.setAttribute("aria-activedescendant", `${id}-${n}`); list.children[n].scrollIntoView({ block: "nearest" }); }
  };
  const take = (n) => { show(false); input.value = ""; pick(rows[n]); };
  input.addEventListener("input", () => {
    rows = find(input.value);
    list.setAttribute("aria-label", t("found"));
    list.replaceChildren(...rows.map((row, n) => {
      const [first, second] = hitLine(row);
      return element("li", { id: `${id}-${n}`, role: "option", "aria-selected": "false", onpointerdown: (event) => { event.preventDefault(); take(n); } }, element("b", { text: first }), element("span", { name: "soft", text: second }));
    }));
    if (!rows.length && input.value.trim()) list.append(element("li", { name: "soft none", role: "option", "aria-disabled": "true", "aria-selected": "false", text: t("found.none") }));
    show(list.children.length > 0);
    light(rows.length ? 0 : -1);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { if (rows.length && !list.hidden) light((at + (event.key === "ArrowDown" ? 1 : -1) + rows.length) % rows.length); event.preventDefault(); }
    else if (event.key === "Enter" && !list.hidden && at >= 0 && rows.length) { take(at); event.preventDefault(); }
    else if (event.key === "Escape") { show(false); input.value = ""; }
  });
  input.addEventListener("blur", () => show(false));
}

function listenToSearch() {
  combobox(byId("search"), byId("finder"), allHits, (hit) => {
    // what is looked for is shown, even where a filter hid its kind
    const kind = hit.node ? data.actors[hit.node].kind : "";
    change({ chosen: hit.node ? { node: hit.node } : { event: hit.event }, near: "", ...(kind && !state.kinds.has(kind) ? { kinds: new Set([...state.kinds, kind]) } : {}) });
    if (hit.node) bringIn(hit.node);
  });
}
