// The timeline: a row for each country, a mark for each event; where the day is uncertain a dashed bar spans what it may be.
const ROW = 27;

function timelineRows() {
  const rows = new Map();
  for (const event of seen.eventList)
    for (const iso3 of new Set(event.ties.flatMap((tie) => [tie.a, tie.b]).filter((node) => !node.home && node.iso3 && isSeen(node)).map((node) => node.iso3))) {
      if (!rows.has(iso3)) rows.set(iso3, { iso3, events: [] });
      rows.get(iso3).events.push(event);
    }
  const first = (row) => (partnersKnown(state.known).get(row.iso3) || { dating: ["", "", "9999"] }).dating[2];
  for (const row of rows.values()) row.events.sort(byDate);
  return [...rows.values()].sort((x, y) => first(x).localeCompare(first(y)) || sortDay(x.events[0]).localeCompare(sortDay(y.events[0])) || x.iso3.localeCompare(y.iso3)).slice(0, 400);
}

function timelineScene() {
  const rows = timelineRows();
  const width = canvasSize.width;
  const narrow = width < 560;
  const left = narrow ? 92 : 172;
  const before = left + 34;
  const right = width - 22;
  const low = dayNumber(firstDay());
  const high = dayNumber(lastDay());
  const across = (iso) => (iso <= firstDay() ? left + 14 : before + ((right - before) * (dayNumber(iso) - low)) / (high - low));
  const focus = state.chosen;
  const top = 94;
  const marks = [];
  const bars = [];
  rows.forEach((row, n) => {
    const y = top + n * ROW;
    for (const event of row.events) {
      const dating = datingAt(event, state.known);
      const [fill, shape] = eventMark(event.type);
      const lit = focus !== null && ((focus.event === event.id) || (focus.node && event.parties.some((party) => party[0] === focus.node)) || (focus.tie && tieOf.get(focus.tie).events.includes(event)));
      const at = dating[2] ? across(dating[2] > lastDay() ? lastDay() : dating[2]) : right + 10;
      const signed = event.type === "agreement" && event.status === "signed";
      if (dating[3]) bars.push([across(earliest(dating[1]) || firstDay()), at, y, fill]);
      marks.push({
        id: row.iso3, event: event.id, x: at, y, r: signed ? 7.5 : 5, shape,
        style: markStyle(dating[3] ? colours.paper : fill, dating[3] ? fill : lit ? colours.ink : colours.paper, dating[3] || lit ? 2 : 1, focus && !lit ? 0.4 : 1), text: "", rank: signed ? 3 : 2, size: 11, weight: 400,
      });
    }
  });
  return {
    name: "timeline", bounds: [0, 0, width, top + rows.length * ROW + (narrow ? 90 : 20)], stretch: [1, 1], pad: [0, 0, 0, 0], scrolls: true, links: [], marks,
    backdrop: (pen, view) => {
      for (let year = span.first; year <= span.last; year += 1) {
        const x = across(`${year}-01-01`);
        pen.open({ stroke: colours.line, width: 1 });
        pen.move(x, 76);
        pen.line(x, view.height);
        pen.paint();
      }
      rows.forEach((row, n) => {
        const y = view.y(top + n * ROW);
        if (y < 66 || y > view.height + ROW) return;
        pen.open({ stroke: colours.line, width: 1, alpha: 0.55 });
        pen.move(left, y);
        pen.line(right, y);
        pen.paint();
        const partner = signedBy(row.iso3, state.to);
        const name = data.actors[row.iso3] ? nameOf(row.iso3, state.to) : row.iso3;
        const text = widthOf(name, 13, 650) > left - 14 ? row.iso3 : name;
        pen.text(text, left - 10, y, { size: 13, weight: partner ? 650 : 400, align: "right", fill: colours.ink });
      });
      for (const [x0, x1, y, stroke] of bars) {
        pen.open({ stroke, width: 2, dash: [4, 4] });
        pen.move(x0, view.y(y));
        pen.line(x1, view.y(y));
        pen.paint();
      }
    },
    over: (pen, view) => {
      pen.open({ fill: colours.paper });
      for (const [x, y] of [[0, 0], [view.width, 0], [view.width, 74], [0, 74]]) if (x + y) pen.line(x, y); else pen.move(x, y);
      pen.close();
      pen.paint();
      pen.text(t("timeline.before"), left + 14, 62, { size: 11, fill: colours.soft });
      const every = (right - before) / (span.last - span.first + 1) < 34 ? 2 : 1;
      for (let year = span.first; year <= span.last; year += every) pen.text(String(year), (across(`${year}-01-01`) + across(`${year}-12-31`)) / 2, 62, { size: 12, fill: colours.soft });
      const now = across(state.to);
      pen.open({ stroke: colours.accent, width: 1.5 });
      pen.move(now, 72);
      pen.line(now, view.height);
      pen.paint();
    },
  };
}
