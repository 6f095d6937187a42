// Events by quarter under the slider's own axis; a drag over it chooses a period. Uncertain dates are the open part of a bar.
const TALL = 40;
let brush = null;

let counted = { key: "", bars: [] };
function quarters() {
  const key = [state.known, codes(state.types), codes(state.kinds), codes(state.regions), codes(state.relations), state.relations.size ? state.to : ""].join("|");
  if (counted.key !== key) counted = { key, bars: countQuarters() };
  return counted.bars;
}
function countQuarters() {
  const bars = [];
  for (let year = span.first; year <= span.last; year += 1)
    for (let q = 1; q <= 4; q += 1) bars.push({ end: `${year}-${two(3 * q)}-${two(lastOfMonth(year, 3 * q))}`, year, q, sure: 0, unsure: 0 });
  for (const event of events.values()) {
    if (!networkEvent(event) || !(event.ties.length ? event.ties.some((tie) => nodePasses(tie.a) && nodePasses(tie.b)) : event.nodes.some(nodePasses))) continue;
    const dating = datingAt(event, state.known);
    if (!dating || !dating[2] || dating[2] <= firstDay() || dating[2] > lastDay()) continue;
    const bar = bars[(Number(dating[2].slice(0, 4)) - span.first) * 4 + Math.floor((Number(dating[2].slice(5, 7)) - 1) / 3)];
    if (dating[3]) bar.unsure += 1; else bar.sure += 1;
  }
  return bars;
}

function drawHistogram() {
  const holder = byId("bars");
  const bars = quarters();
  const most = bars.reduce((high, bar) => Math.max(high, bar.sure + bar.unsure), 1);
  const whole = dayNumber(lastDay()) - dayNumber(firstDay());
  const at = (iso) => (1000 * (dayNumber(iso) - dayNumber(firstDay()))) / whole;
  const svg = svgElement("svg", { viewBox: `0 0 1000 ${TALL}`, preserveAspectRatio: "none", role: "img", "aria-label": t("bars", { n: bars.reduce((sum, bar) => sum + bar.sure + bar.unsure, 0) }) });
  bars.forEach((bar, n) => {
    const x0 = n ? at(bars[n - 1].end) : 0;
    const wide = at(bar.end) - x0 - 2;
    const lit = bar.end <= state.to && bar.end > state.from;
    const [sure, unsure] = [(TALL * bar.sure) / most, (TALL * bar.unsure) / most];
    const group = svgElement("g", { class: lit ? "bar lit" : "bar" }, svg);
    svgElement("title", {}, group).textContent = `${bar.year} Q${bar.q}: ${t("events", { n: bar.sure + bar.unsure })}${bar.unsure ? inBrackets(t("bars.unsure", { n: bar.unsure })) : ""}`;
    svgElement("rect", { class: "back", x: x0, y: 0, width: wide + 2, height: TALL }, group);
    if (sure) svgElement("rect", { class: "sure", x: x0 + 1, y: TALL - sure, width: wide, height: sure }, group);
    if (unsure) svgElement("rect", { class: "unsure", x: x0 + 1.5, y: TALL - sure - unsure + 0.5, width: wide - 1, height: Math.max(1, unsure - 0.5) }, group);
  });
  if (state.from > firstDay()) svgElement("rect", { class: "brush", x: at(state.from), y: 0, width: Math.max(1, at(state.to) - at(state.from)), height: TALL }, svg);
  holder.replaceChildren(svg);
  const years = byId("years");
  years.replaceChildren();
  const room = holder.clientWidth / (span.last - span.first + 1);
  const every = room < 19 ? 3 : room < 38 ? 2 : 1;
  for (let year = span.first; year <= span.last; year += 1) element("span", { parent: years, text: (year - span.first) % every ? "" : String(year), name: year <= Number(state.to.slice(0, 4)) && state.to > firstDay() ? "lit" : "" });
}

function listenToHistogram() {
  const holder = byId("bars");
  const dayAt = (event) => {
    const box = holder.getBoundingClientRect();
    const part = Math.max(0, Math.min(1, (event.clientX - box.left) / box.width));
    return dayIso(Math.round(dayNumber(firstDay()) + part * (dayNumber(lastDay()) - dayNumber(firstDay()))));
  };
  const near = (day) => {
    const list = stops(state.step);
    const at = stopAt(state.step, day);
    return at > 0 && dayNumber(day) - dayNumber(list[at - 1]) < dayNumber(list[at]) - dayNumber(day) ? list[at - 1] : list[at];
  };
  holder.addEventListener("pointerdown", (event) => { holder.setPointerCapture(event.pointerId); brush = { x: event.clientX, day: dayAt(event), moved: false }; });
  holder.addEventListener("pointermove", (event) => {
    if (!brush || (!brush.moved && Math.abs(event.clientX - brush.x) < 5)) return;
    brush.moved = true;
    const [low, high] = [brush.day, dayAt(event)].sort().map(near);
    if (low < high) change({ from: low, to: high });
  });
  holder.addEventListener("pointerup", (event) => {
    if (brush && !brush.moved) setTo(stops(state.step)[stopAt(state.step, dayAt(event))]);
    brush = null;
  });
  holder.addEventListener("pointercancel", () => { brush = null; });
}
