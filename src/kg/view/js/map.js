// The map: ties of the home country's actors as arcs to the country of the other side.
function mapScene() {
  const here = world.points[data.home];
  const focus = focusSet();
  const byCountry = new Map();
  for (const row of seen.ties) {
    const { a, b } = row.tie;
    const away = a.home === b.home ? null : a.home ? b : a;
    if (!away || !world.points[away.iso3]) continue;
    const found = byCountry.get(away.iso3) || { iso3: away.iso3, rows: [], signed: false, uncertain: true, count: 0, lit: false };
    found.rows.push(row);
    found.signed = found.signed || row.signed;
    found.uncertain = found.uncertain && row.uncertain;
    found.count += row.count;
    found.lit = found.lit || (focus !== null && (state.chosen && state.chosen.node ? focus.nodes.has(away.id) && (away.id === state.chosen.node || focus.ties.has(row.tie)) : focus.ties.has(row.tie)));
    byCountry.set(away.iso3, found);
  }
  const all = [...byCountry.values()];
  const links = all.map((row) => {
    const [x, y] = world.points[row.iso3];
    const node = countryNode(row.iso3) || otherEnd(row.rows[0].tie, row.rows[0].tie.a.home ? row.rows[0].tie.a : row.rows[0].tie.b);
    return {
      node: node.id, x0: here[0], y0: here[1], x1: x, y1: y, lift: 0.16,
      style: { stroke: row.signed ? colours.accent : colours.soft, width: (row.signed ? 1.9 : 1) + Math.min(2.4, 0.4 * Math.log2(row.count)), dash: row.uncertain ? [6, 5] : [], alpha: focus ? (row.lit ? 1 : 0.12) : row.signed ? 0.85 : 0.4, lit: row.lit },
    };
  });
  const marks = all.map((row, n) => {
    const [x, y] = world.points[row.iso3];
    const partner = signedBy(row.iso3, state.to);
    const id = links[n].node;
    return {
      id, x, y, r: partner ? 6.5 : 4.5, shape: "dot", style: markStyle(partner ? KIND.country[0] : colours.paper, partner ? colours.ink : KIND.country[0], 1.6, focus && !row.lit ? 0.35 : 1),
      text: canvasSize.width < 560 && !row.lit ? (partner ? row.iso3 : "") : nameOf(data.actors[row.iso3] ? row.iso3 : id, state.to), short: row.iso3, must: partner && fewPartners(), rank: (partner ? 6 : 3) + (row.lit ? 3 : 0), size: partner ? 13 : 11, weight: partner ? 650 : 400, out: [x > here[0] ? 1 : -1, 0],
    };
  });
  if (here) marks.push({ id: data.home, x: here[0], y: here[1], r: 8, shape: "star", style: markStyle(colours.warm, colours.ink, 1.2, 1), text: nameOf(data.home, state.to), rank: 20, must: true, size: 14, weight: 650, out: [-1, -0.2] });
  const partnersNow = new Set(all.filter((row) => signedBy(row.iso3, state.to)).map((row) => row.iso3));
  const [rx, ry] = world.reach;
  return {
    name: "map", bounds: [-rx, -ry * 0.97, rx, ry * 0.78], stretch: [1, 1], pad: canvasSize.width < 560 ? [2, 60, 2, 10] : [14, 30, 14, 14], zooms: true, links, marks: marks.sort((a, b) => a.rank - b.rank),
    backdrop: (pen, view) => {
      for (const [code, rings] of world.land) {
        pen.open({ fill: partnersNow.has(code) ? colours.partner : colours.land, stroke: colours.shore, width: 0.7 });
        for (const ring of rings) {
          let x = 0;
          let y = 0;
          for (let i = 0; i < ring.length; i += 2) {
            x += ring[i];
            y += ring[i + 1];
            if (i) pen.line(view.x(x), view.y(y)); else pen.move(view.x(x), view.y(y));
          }
          pen.close();
        }
        pen.paint();
      }
    },
  };
}
