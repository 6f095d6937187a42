// Everything is put together here: texts, the view chosen, and what is drawn again after a change.
function speak() {
  document.documentElement.lang = state.lang === "zh" ? "zh-Hant" : "en";
  document.title = t("heading");
  for (const part of document.querySelectorAll("[data-text]")) part.textContent = t(part.dataset.text);
  for (const part of document.querySelectorAll("[data-name]")) { part.setAttribute("aria-label", t(part.dataset.name)); if (part.tagName === "BUTTON") part.title = t(part.dataset.name); }
  byId("search").placeholder = t("search");
  byId("known").replaceChildren(element("option", { value: "0", text: t("known.all") }), ...reportYears.map((year) => element("option", { value: String(year), text: t("known.year", { year, roc: year - 1911 }) })));
}

function paint() {
  const dark = state.theme ? state.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  byId("theme").setAttribute("aria-label", dark ? t("theme.light") : t("theme.dark"));
  byId("theme").title = dark ? t("theme.light") : t("theme.dark");
  byId("theme").textContent = dark ? "☀" : "☾";
  readColours();
}

function showView() {
  for (const name of VIEWS) {
    const tab = byId(`view-${name}`);
    if (name === state.view) tab.setAttribute("aria-current", "page"); else tab.removeAttribute("aria-current");
  }
  byId("stage").hidden = !pictured();
  byId("sheet").hidden = pictured();
  document.body.dataset.view = state.view;
  for (const id of ["zoom-in", "zoom-out", "zoom-all"]) byId(id).hidden = state.view === "timeline";
  byId("stage").setAttribute("aria-label", t(`stage.${state.view}`, { date: timeText(state.to), n: partnerCount(state.to), events: seen.eventList.length, ties: seen.ties.length }));
}

function render(before) {
  const was = (...names) => !before || names.some((name) => before[name] !== state[name]);
  if (was("lang")) { speak(); widths.clear(); }
  if (was("theme", "lang")) paint();
  const sight = was("to", "from", "known", "undated", "types", "kinds", "regions", "relations", "near", "chain");
  if (sight) look();
  if (was("view", "near")) Object.assign(camera, { zoom: 1, dx: 0, dy: 0 });
  if (was("view", "to", "lang") || sight) showView();
  showTime();
  byId("known").value = String(state.known);
  byId("undated").checked = state.undated;
  if (sight || was("lang", "view")) showLegend();
  if (sight || was("lang")) { drawHistogram(); showChips(); }
  if (was("lang", "types", "kinds", "regions", "relations") || !byId("filters").childElementCount) showFilters();
  if (was("view", "lang") && !byId("sharing").hidden) showShare();
  if (was("chosen", "lang") || sight) showPanel();
  if (was("chosen")) {
    byId("panel").scrollTop = 0;
    if (before && state.chosen && document.activeElement && document.activeElement.closest("#panel, #sheet, body:not(:has(*:focus))")) byId("panel-title").focus({ preventScroll: true });
    if (before && state.chosen && innerWidth <= 820) byId("panel").scrollIntoView({ behavior: calm.matches ? "auto" : "smooth", block: "nearest" });
  }
  over.hover = null;
  byId("tip").hidden = true;
  if (pictured()) drawStage({ quick: !before || before.to !== state.to || before.from !== state.from }); else if (state.view === "table") showTable(); else showAudit();
}

function start() {
  Object.assign(state, readAddress(location.hash));
  if (!location.hash) remember(false);
  changed.push(render);
  listenToStage();
  listenToTime();
  listenToHistogram();
  for (const name of VIEWS) byId(`view-${name}`).addEventListener("click", () => change({ view: name }));
  byId("language").addEventListener("click", () => change({ lang: state.lang === "zh" ? "en" : "zh" }));
  byId("theme").addEventListener("click", () => change({ theme: document.documentElement.dataset.theme === "dark" ? "light" : "dark" }));
  byId("filter").addEventListener("click", () => openFilters(byId("filters").hidden));
  byId("share").addEventListener("click", () => openShare(byId("sharing").hidden));
  byId("zoom-in").addEventListener("click", () => zoomBy(1.4));
  byId("zoom-out").addEventListener("click", () => zoomBy(1 / 1.4));
  byId("zoom-all").addEventListener("click", wholeView);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { if (!byId("filters").hidden) openFilters(false); if (!byId("sharing").hidden) { openShare(false); byId("share").focus(); } }
    if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) { byId("search").focus(); event.preventDefault(); }
  });
  document.addEventListener("pointerdown", (event) => { if (!byId("sharing").hidden && !event.target.closest("#sharing, #share")) openShare(false); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { paint(); drawStage(); });
  addEventListener("beforeprint", () => { document.documentElement.dataset.theme = "light"; readColours(); drawStage(); });
  addEventListener("afterprint", () => { paint(); drawStage(); });
  addEventListener("resize", () => drawHistogram());
  render(null);
  listenToSearch();
  window.coopgraph = {
    data, state, change, choose, seen: () => seen, scene: () => scene, setYear: (year) => setTo(`${year}-12-31`), setTo, partners: () => [...partnersKnown(state.known).keys()], labels: () => placedLabels.map(([text, left, middle, mark]) => ({ id: mark.id, text, left, right: left + widthOf(text, mark.size, mark.weight), top: middle - mark.size * 0.55, bottom: middle + mark.size * 0.55 })), csv: selectionCsv, svg: pictureSvg,
    where: (id) => { const mark = scene.marks.find((m) => m.id === id || m.event === id); const box = byId("stage").getBoundingClientRect(); return mark ? [box.left + mark.sx, box.top + mark.sy] : null; },
  };
}
start();
document.documentElement.dataset.ready = "yes";
