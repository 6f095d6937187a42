// Time: the slider with its stops, playing, the counter.
const PACE = { year: 1700, month: 260, day: 420 };
let timer = 0;
const playing = () => timer !== 0;

function setTo(day) {
  const before = state.to;
  change({ to: day });
  if (day > before) startFlash(before, day); else endFlash();
  drawOver();
}

// Day by day would be long: playing goes on to the next day on which something happened.
function nextStop() {
  const list = stops(state.step);
  const at = stopAt(state.step, state.to);
  if (state.step !== "day") return list[at] > state.to ? list[at] : list[at + 1];
  let next = "";
  for (const event of events.values()) {
    const dating = networkEvent(event) ? datingAt(event, state.known) : null;
    if (dating && dating[2] > state.to && dating[2] <= lastDay() && (!next || dating[2] < next)) next = dating[2];
  }
  return next || (state.to < lastDay() ? lastDay() : undefined);
}

function stop() {
  clearTimeout(timer);
  timer = 0;
  showTime();
}
function play() {
  if (playing()) { stop(); return; }
  if (state.to >= lastDay()) setTo(state.from > firstDay() ? state.from : firstDay());
  const step = () => {
    const next = nextStop();
    if (!next) { stop(); return; }
    setTo(next);
    timer = setTimeout(step, PACE[state.step]);
  };
  timer = setTimeout(step, 350);
  showTime();
}

function showTime() {
  const list = stops(state.step);
  const [until, since] = [byId("until"), byId("since")];
  for (const input of [until, since]) input.max = list.length - 1;
  until.value = stopAt(state.step, state.to);
  since.value = stopAt(state.step, state.from);
  until.setAttribute("aria-valuetext", `${timeText(state.to)}, ${t("partners", { n: partnerCount(state.to) })}`);
  since.setAttribute("aria-valuetext", state.from === firstDay() ? t("since.start") : timeText(state.from));
  byId("play").setAttribute("aria-pressed", String(playing()));
  byId("play").setAttribute("aria-label", playing() ? t("pause") : t("play"));
  byId("play").title = playing() ? t("pause") : t("play");
  byId("play").className = playing() ? "on" : "";
  byId("count").textContent = partnerCount(state.to);
  byId("count-of").textContent = t("count.of", { n: partnerCount(state.to) });
  byId("when").textContent = timeText(state.to) + (state.from > firstDay() ? ` · ${t("since", { date: longDay(dayIso(dayNumber(state.from) + 1)) })}` : "") + (state.known ? ` · ${t("known.short", { year: state.known })}` : "");
  byId("whole").hidden = state.from === firstDay();
  for (const step of STEPS) byId(`step-${step}`).setAttribute("aria-pressed", String(state.step === step));
}

function listenToTime() {
  byId("play").addEventListener("click", play);
  byId("until").addEventListener("input", (event) => { if (playing()) stop(); setTo(stops(state.step)[event.target.value]); });
  byId("since").addEventListener("input", (event) => {
    const day = stops(state.step)[event.target.value];
    change(day < state.to ? { from: day } : { from: stops(state.step)[Math.max(0, stopAt(state.step, state.to) - 1)] });
    showTime();
  });
  byId("whole").addEventListener("click", () => { change({ from: firstDay() }); byId("until").focus(); });
  for (const step of STEPS) byId(`step-${step}`).addEventListener("click", () => change({ step }));
  byId("known").addEventListener("change", (event) => change({ known: Number(event.target.value) }));
  byId("undated").addEventListener("change", (event) => change({ undated: event.target.checked }));
}
