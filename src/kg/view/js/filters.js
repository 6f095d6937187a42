// Filters: kinds of relation and of actor, region, diplomatic relations; and the chips that say what is on.
function boxesOf(holder, title, all, chosen, text, apply) {
  const set = element("fieldset", { parent: holder });
  element("legend", { parent: set, text: title });
  for (const name of all) {
    const box = element("input", { type: "checkbox", checked: chosen.has(name), value: name, onchange: () => { const next = new Set(chosen); if (next.has(name)) next.delete(name); else next.add(name); apply(next); } });
    element("label", { parent: set }, box, text(name));
  }
}

function showFilters() {
  const holder = byId("filters");
  const active = document.activeElement && holder.contains(document.activeElement) ? [document.activeElement.value, document.activeElement.closest("fieldset")] : null;
  const at = active && active[1] ? [...holder.querySelectorAll("fieldset")].indexOf(active[1]) : -1;
  holder.replaceChildren();
  const bar = element("div", { parent: holder, name: "bar" }, element("h2", { text: t("filters") }));
  bar.append(button(t("filters.reset"), () => { const plain = startState(); change({ types: plain.types, kinds: plain.kinds, regions: new Set(), relations: new Set(), near: "", chain: "" }); }), button("×", () => openFilters(false), { "aria-label": t("close"), name: "close" }));
  const used = new Set([...events.values()].map((event) => event.type));
  const present = new Set(nodes.map((node) => node.kind));
  const regions = [...new Set(nodes.filter((node) => !node.home && data.countries[node.iso3]).map((node) => data.countries[node.iso3].region))].filter(Boolean).sort();
  boxesOf(holder, t("filters.types"), data.order.types.filter((name) => used.has(name)), state.types, label, (types) => change({ types }));
  boxesOf(holder, t("filters.kinds"), data.order.kinds.filter((name) => present.has(name)), state.kinds, label, (kinds) => change({ kinds }));
  boxesOf(holder, t("filters.regions"), regions, state.regions, (name) => t(`region.${name}`), (next) => change({ regions: next }));
  boxesOf(holder, t("filters.relations"), RELATIONS, state.relations, (name) => t(`relations.${name}`), (relations) => change({ relations }));
  element("p", { parent: holder, name: "soft", text: t("filters.hint") });
  if (at >= 0) { const box = [...holder.querySelectorAll("fieldset")[at].querySelectorAll("input")].find((input) => input.value === active[0]); if (box) box.focus(); }
}
function openFilters(open) {
  byId("filters").hidden = !open;
  byId("filter").setAttribute("aria-expanded", String(open));
  if (open) byId("filters").querySelector("input").focus(); else byId("filter").focus();
}

function showChips() {
  const plain = startState();
  const chips = [];
  if (state.near) chips.push([t("near.on", { name: nameOf(state.near, state.to) }), { near: "" }]);
  if (state.chain) chips.push([t("chain.on", { names: state.chain.split("~").map((id) => nameOf(id, state.to)).join(" – ") }), { chain: "" }]);
  if (state.regions.size) chips.push([[...state.regions].map((name) => t(`region.${name}`)).join(comma()), { regions: new Set() }]);
  if (state.relations.size) chips.push([[...state.relations].map((name) => t(`relations.${name}`)).join(comma()), { relations: new Set() }]);
  if (codes(state.types) !== codes(plain.types)) chips.push([t("chip.types", { n: state.types.size }), { types: plain.types }]);
  if (codes(state.kinds) !== codes(plain.kinds)) chips.push([t("chip.kinds", { n: state.kinds.size }), { kinds: plain.kinds }]);
  if (state.known) chips.push([t("known.short", { year: state.known }), { known: 0 }]);
  byId("chips").replaceChildren(...chips.map(([text, off]) => button(`${text} ×`, () => change(off), { "aria-label": t("chip.off", { what: text }) })));
  byId("filter").classList.toggle("on", chips.length > 0);
}

function showLegend() {
  const holder = byId("legend");
  holder.replaceChildren();
  const timeline = state.view === "timeline";
  const rows = timeline ? data.order.types.filter((type) => seen.types.has(type)).map((type) => [label(type), ...eventMark(type)]) : state.view === "map" ? [] : data.order.kinds.filter((kind) => seen.kinds.has(kind)).map((kind) => [label(kind), ...KIND[kind]]);
  for (const [text, fill, shape] of rows) {
    const mark = svgElement("svg", { viewBox: "-8 -8 16 16", width: 14, height: 14, "aria-hidden": "true" });
    const pen = new SvgPen(1, 1, "");
    pen.open({ fill, stroke: "currentColor", width: 0.5 });
    shapePath(pen, shape, 0, 0, 5);
    pen.paint();
    mark.append(pen.root.lastChild);
    element("span", { parent: holder }, mark, text);
  }
  holder.hidden = !rows.length;
}
