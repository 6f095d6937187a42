"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = {
    zh: {
      heading: "國際合作網絡", language: "English", play: "播放", pause: "暫停", year: "年份", filters: "篩選", all: "全部（含未載日期者）",
      counter: (n) => `已簽署國家：${n}`, kinds: "行為者", types: "關係", through: (y) => `至 ${y} 年（民國 ${y - 1911} 年）底`,
      hint: "點選一條線，閱讀報告原文的依據；點選一個點，查看其所有往來。日期不確定者，以其期間的最後一日計，並以虛線表示。",
      events: (n) => `${n} 件`, undated: "未載日期", roc: "民國", people: "人數", place: "地點", dispute: "說法不一", stated: "載", at: "字元",
      alt: "行為者與關係的網絡圖；右側列出所選內容。", also: "曾稱", note: "註", partnerSince: (y) => `簽署國（${y} 年起）`,
    },
    en: {
      heading: "The cooperation network", language: "中文", play: "Play", pause: "Pause", year: "Year", filters: "Filters", all: "everything (undated too)",
      counter: (n) => `Countries signed: ${n}`, kinds: "Actors", types: "Ties", through: (y) => `to the end of ${y} (ROC ${y - 1911})`,
      hint: "Click a line to read the words of the reports behind it, or a point to see all its ties. An uncertain date counts from the last day it may mean and is drawn dashed.",
      events: (n) => (n === 1 ? "1 event" : `${n} events`), undated: "undated", roc: "ROC", people: "attendance", place: "place", dispute: "reports differ", stated: "states", at: "characters",
      alt: "Network of actors and ties; the selection is listed beside it.", also: "formerly", note: "note", partnerSince: (y) => `signed (since ${y})`,
    },
  };
  const byId = (id) => document.getElementById(id);
  const fields = { attendance: { zh: "人數", en: "attendance" }, countries_count: { zh: "國家數", en: "countries" }, value: { zh: "數值", en: "value" }, instrument: { zh: "文件種類", en: "instrument" }, date: { zh: "日期", en: "date" } };
  const years = Object.values(data.events).map((e) => e.latest && Number(e.latest.slice(0, 4))).filter(Boolean);
  const lastYear = Math.max(...Object.values(data.reports).map((r) => r.year));
  const firstYear = Math.min(...Object.values(data.partners), ...years.filter((y) => y >= 2010));
  const state = { language: "zh", year: 0, kinds: new Set(["country", "agency", "ngo", "io", "embassy", "university"]), types: new Set(data.network), playing: null, chosen: null };
  const t = () => words[state.language];
  const label = (name) => (data.labels[name] || {})[state.language] || name;

  const element = (tag, text, parent, className) => {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    if (className) made.className = className;
    if (parent) parent.append(made);
    return made;
  };
  const actorName = (id, day) => {
    const actor = data.actors[id];
    const wanted = state.language === "zh" ? "zh-Hant" : "en";
    for (const [lang, name, since, until] of actor.namings || [])
      if (day && lang === wanted && (!since || since <= day) && (!until || day <= until)) return name;
    return actor[state.language];
  };
  const roc = (edtf) => edtf.split("/").map((part) => {
    if (part === "..") return "";
    const [y, ...rest] = part.split("-").map(Number);
    return [y - 1911, ...rest].map((n, i) => n + "年月日"[i]).join("");
  }).join("至");
  const dateText = (edtf) => (edtf ? (state.language === "zh" ? `${edtf}（${t().roc}${roc(edtf)}）` : `${edtf} (${t().roc} ${roc(edtf)})`) : t().undated);

  const everything = () => state.year > lastYear;
  const inTime = (event) => everything() || (event.latest && event.latest <= `${state.year}-12-31`);
  const visibleEvents = (edge) => edge.events.filter((id) => state.types.has(data.events[id].type) && inTime(data.events[id]));
  const kindShown = (id) => state.kinds.has(data.actors[id].kind);

  const nodes = new vis.DataSet(data.nodes.map((n) => ({ ...n, label: "", hidden: true })));
  const edges = new vis.DataSet(data.edges.map((e, i) => ({ id: i, from: e.from, to: e.to, hidden: true, color: { inherit: false } })));
  const colours = () => {
    const css = getComputedStyle(document.documentElement);
    return { ink: css.getPropertyValue("--ink").trim(), soft: css.getPropertyValue("--soft").trim(), accent: css.getPropertyValue("--accent").trim(), paper: css.getPropertyValue("--paper").trim() };
  };
  const network = new vis.Network(byId("network"), { nodes, edges }, {
    physics: false,
    interaction: { hover: true, multiselect: false, tooltipDelay: 200, keyboard: { enabled: true, bindToWindow: false }, hideEdgesOnDrag: true },
    nodes: { borderWidth: 1, scaling: { label: { drawThreshold: 10 } }, font: { size: 26, strokeWidth: 5, face: getComputedStyle(document.body).fontFamily } },
    edges: { smooth: { enabled: true, type: "continuous", roundness: 0.15 }, selectionWidth: 2 },
  });

  function draw() {
    const c = colours();
    const shown = new Set();
    const edgeRows = data.edges.map((e, i) => {
      const events = kindShown(e.from) && kindShown(e.to) ? visibleEvents(e) : [];
      if (events.length) { shown.add(e.from); shown.add(e.to); }
      const signed = events.some((id) => data.events[id].type === "agreement" && data.events[id].status === "signed");
      const uncertain = events.length > 0 && events.every((id) => data.events[id].uncertain || !data.events[id].date);
      return { id: i, hidden: !events.length, width: (signed ? 3 : 1) + Math.min(6, Math.log2(1 + events.length)), dashes: uncertain ? [10, 8] : false, color: { color: signed ? c.accent : c.soft, opacity: signed ? 0.9 : 0.45, highlight: c.ink, hover: c.ink } };
    });
    const day = everything() ? `${lastYear}-12-31` : `${state.year}-12-31`;
    const nodeRows = data.nodes.map((n) => {
      const partner = data.partners[data.actors[n.id].kind === "country" ? data.actors[n.id].iso3 : ""];
      const signed = partner && partner <= (everything() ? lastYear : state.year);
      const big = n.id === "TWN" || data.actors[n.id].kind === "country";
      return { id: n.id, hidden: !shown.has(n.id), label: shown.has(n.id) ? actorName(n.id, day) : "", borderWidth: signed ? 4 : 1, size: n.id === "TWN" ? 48 : signed ? 36 : big ? 22 : 14, color: { background: n.color, border: signed ? c.ink : c.soft, highlight: { background: n.color, border: c.ink }, hover: { background: n.color, border: c.ink } }, font: { size: n.id === "TWN" ? 52 : signed ? 44 : big ? 30 : 20, color: c.ink, strokeColor: c.paper } };
    });
    nodes.update(nodeRows);
    edges.update(edgeRows);
    const count = Object.values(data.partners).filter((y) => everything() || y <= state.year).length;
    byId("counter").textContent = t().counter(count);
    byId("year-value").textContent = everything() ? t().all : t().through(state.year);
    byId("year").setAttribute("aria-valuetext", byId("year-value").textContent);
  }

  function listEvent(id, parent) {
    const event = data.events[id];
    const box = element("section", "", parent, "event");
    element("h3", `${label(event.type)}${event.status && event.status !== "signed" ? "：" + label(event.status) : ""}`, box);
    element("div", dateText(event.date || ""), box, "soft");
    for (const title of event.titles || []) element("div", title, box);
    if (event.places) element("div", `${t().place}: ${event.places.join("、")}`, box, "soft");
    if (event.people) element("div", `${t().people}: ${event.people.join(" / ")}`, box, "soft");
    const list = element("ul", "", box);
    for (const [actor, role, names, titles] of event.parties || []) {
      const day = (event.latest || "").slice(0, 10);
      const as = [...new Set([...names, ...titles])].filter((x) => x && x !== actorName(actor, day)).join("、");
      element("li", `${role ? label(role) + "：" : ""}${actorName(actor, day)}${as ? `（${as}）` : ""}`, list);
    }
    for (const [field, values] of data.disputed[id] || []) {
      const dispute = element("div", "", box, "dispute");
      element("strong", `${t().dispute}: ${(fields[field] || {})[state.language] || field}`, dispute);
      for (const [value, statements] of values) element("div", `${value} — ${statements.join(", ")}`, dispute);
    }
    for (const name of event.statements) {
      const statement = data.statements[name];
      for (const [report, start, end, exact, passage] of statement.evidence) {
        element("div", `${data.reports[report][state.language]} · ${t().at} ${start}–${end}`, box, "soft");
        const quote = element("blockquote", "", box);
        const at = passage.replace(/\s/g, "").indexOf(exact.replace(/\s/g, ""));
        if (!passage || at < 0) { element("mark", exact, quote); continue; }
        const places = [];
        for (let i = 0; i < passage.length; i += 1) if (!/\s/.test(passage[i])) places.push(i);
        const from = places[at];
        const to = places[at + exact.replace(/\s/g, "").length - 1] + 1;
        quote.append(passage.slice(0, from));
        element("mark", passage.slice(from, to), quote);
        quote.append(passage.slice(to));
      }
    }
  }

  function show() {
    const panel = byId("panel");
    panel.replaceChildren();
    panel.scrollTop = 0;
    if (!state.chosen) { element("p", t().hint, panel); return; }
    if (state.chosen.edge !== undefined) {
      const edge = data.edges[state.chosen.edge];
      element("h2", `${actorName(edge.from)} — ${actorName(edge.to)}`, panel);
      const events = visibleEvents(edge);
      element("p", t().events(events.length), panel, "soft");
      events.sort((a, b) => (data.events[a].date || "~").localeCompare(data.events[b].date || "~")).forEach((id) => listEvent(id, panel));
      return;
    }
    const id = state.chosen.node;
    const actor = data.actors[id];
    element("h2", `${actor.zh}${actor.en === actor.zh ? "" : " · " + actor.en}`, panel);
    element("p", [label(actor.kind), actor.iso3, data.partners[actor.iso3] && actor.kind === "country" ? t().partnerSince(data.partners[actor.iso3]) : ""].filter(Boolean).join(" · "), panel, "soft");
    for (const [, name, since, until] of actor.namings || []) element("div", `${name} ${since || "…"} – ${until || "…"}`, panel, "soft");
    const ids = [...new Set(data.edges.filter((e) => e.from === id || e.to === id).flatMap(visibleEvents))];
    element("p", t().events(ids.length), panel, "soft");
    ids.sort((a, b) => (data.events[a].date || "~").localeCompare(data.events[b].date || "~")).forEach((event) => listEvent(event, panel));
  }

  function boxes() {
    const holder = byId("filter-boxes");
    holder.replaceChildren();
    const present = new Set(data.nodes.map((n) => data.actors[n.id].kind));
    const used = new Set(Object.values(data.events).map((e) => e.type));
    for (const [title, all, chosen] of [[t().kinds, data.order.kinds.filter((k) => present.has(k)), state.kinds], [t().types, data.order.types.filter((x) => used.has(x)), state.types]]) {
      const set = element("fieldset", "", holder);
      element("legend", title, set);
      for (const name of all) {
        const line = element("label", "", set);
        const box = element("input", "", line);
        box.type = "checkbox";
        box.checked = chosen.has(name);
        box.addEventListener("change", () => { if (box.checked) chosen.add(name); else chosen.delete(name); draw(); show(); });
        line.append(" " + label(name));
      }
    }
  }

  function legend() {
    const holder = byId("legend");
    holder.replaceChildren();
    const marks = { dot: "●", square: "■", triangle: "▲", diamond: "◆", triangleDown: "▼", hexagon: "⬢", star: "★" };
    for (const kind of data.order.kinds) {
      const sample = data.nodes.find((n) => data.actors[n.id].kind === kind);
      if (!sample || !state.kinds.has(kind)) continue;
      const line = element("div", "", holder);
      const mark = element("span", marks[sample.shape] || "●", line);
      mark.style.color = sample.color;
      element("span", label(kind), line);
    }
  }

  function speak() {
    document.documentElement.lang = state.language === "zh" ? "zh-Hant" : "en";
    byId("heading").textContent = t().heading;
    document.title = t().heading;
    byId("language").textContent = t().language;
    byId("play").textContent = state.playing ? t().pause : t().play;
    byId("year-label").textContent = t().year;
    byId("filters-label").textContent = t().filters;
    byId("network").setAttribute("aria-label", t().alt);
    boxes(); legend(); draw(); show();
  }

  function setYear(year) { state.year = year; byId("year").value = year; draw(); show(); }
  function stop() { clearInterval(state.playing); state.playing = null; byId("play").textContent = t().play; }
  byId("play").addEventListener("click", () => {
    if (state.playing) { stop(); return; }
    if (state.year >= lastYear) setYear(firstYear);
    state.playing = setInterval(() => { if (state.year >= lastYear) stop(); else setYear(state.year + 1); }, 1200);
    byId("play").textContent = t().pause;
  });
  byId("language").addEventListener("click", () => { state.language = state.language === "zh" ? "en" : "zh"; speak(); });
  byId("year").addEventListener("input", (e) => setYear(Number(e.target.value)));
  network.on("click", ({ nodes: n, edges: e }) => {
    if (n.length) state.chosen = { node: n[0] };
    else if (e.length) state.chosen = { edge: e[0] };
    else state.chosen = null;
    show();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);

  Object.assign(byId("year"), { min: firstYear, max: lastYear + 1 });
  state.language = (navigator.language || "zh").startsWith("zh") ? "zh" : "en";
  state.year = Math.min(2017, lastYear);
  byId("year").value = state.year;
  speak();
  network.fit({ nodes: nodes.getIds({ filter: (n) => !n.hidden }), animation: false });
  window.coopgraph = { data, state, network, setYear, choose: (chosen) => { state.chosen = chosen; show(); } };
})();
