// The network: every actor at its place, every tie a line; a signed agreement is the strong line, an uncertain date a dashed one.
const MANY = 3000; // ties from which on lines are plain and labels few

function focusSet() {
  if (seen.chain) return { nodes: seen.chain.nodes, ties: new Set(seen.chain.ties) };
  const chosen = state.chosen;
  if (!chosen) return null;
  if (chosen.tie) { const tie = tieOf.get(chosen.tie); return { nodes: new Set([tie.a.id, tie.b.id]), ties: new Set([tie]) }; }
  if (chosen.event) { const event = events.get(chosen.event); return { nodes: new Set(event.parties.map((party) => party[0])), ties: new Set(event.ties) }; }
  if (!chosen.node || !nodeOf.has(chosen.node)) return null;
  const node = nodeOf.get(chosen.node);
  return { nodes: new Set([node.id, ...seen.ties.filter((row) => row.tie.a === node || row.tie.b === node).map((row) => otherEnd(row.tie, node).id)]), ties: new Set(node.ties) };
}

const fewPartners = () => partnersKnown(0).size <= 60;
const reach = nodes.reduce((far, node) => Math.max(far, Math.abs(node.x), Math.abs(node.y)), 1);
function networkBounds() {
  let [x0, y0, x1, y1] = [0, 0, 0, 0];
  for (const node of state.near ? seen.nodeList : nodes) {
    if (!state.kinds.has(node.kind)) continue;
    x0 = Math.min(x0, node.x); x1 = Math.max(x1, node.x); y0 = Math.min(y0, node.y); y1 = Math.max(y1, node.y);
  }
  return x1 > x0 && y1 > y0 ? [x0, y0, x1, y1] : [-reach, -reach, reach, reach];
}

function nodeMark(node, focus, far) {
  const [fill, shape] = KIND[node.kind] || KIND.group;
  const country = node.kind === "country";
  const home = node.id === data.home;
  const partner = country && signedBy(node.iso3, state.to);
  const lit = focus !== null && focus.nodes.has(node.id);
  const big = home || country;
  const length = Math.hypot(node.x, node.y) || 1;
  const named = big || lit || node.ties.length > 12 || far > 1.35;
  return {
    id: node.id, x: node.x, y: node.y, r: home ? 15 : partner ? 9.5 : country ? 6 : 4.5, shape: home ? "star" : shape,
    style: markStyle(home ? colours.warm : partner ? fill : country ? colours.paper : fill, lit || partner || home ? colours.ink : country ? fill : colours.paper, partner || lit ? 2 : country ? 1.8 : 0.8, focus && !lit ? 0.28 : 1),
    text: named && !(focus && !lit && !partner) ? nameOf(node.id, state.to) : "", short: country ? node.iso3 : "", must: (partner && fewPartners()) || home || (lit && big),
    rank: (home ? 9 : partner ? 7 : country ? 4 : 1 + Math.min(1, node.ties.length / 50)) + (lit ? 3 : 0), size: home ? 16 : partner ? 13.5 : country ? 12 : 11, weight: home || partner ? 650 : 400,
    out: home ? null : [node.x / length, node.y / length],
  };
}

function networkScene(far) {
  const focus = focusSet();
  const plain = seen.ties.length > MANY;
  const styles = [];
  const links = seen.ties.map((row) => {
    const lit = focus !== null && focus.ties.has(row.tie);
    const heavy = plain ? 0 : Math.min(5, Math.floor(Math.log2(row.count)));
    const which = heavy * 8 + row.signed * 4 + row.uncertain * 2 + lit;
    if (!styles[which]) {
      const alpha = focus ? (lit ? 1 : 0.07) : row.signed ? 0.85 : plain ? 0.22 : 0.34;
      const width = plain ? 1 : (row.signed ? 1.9 : 0.9) + 0.48 * heavy;
      styles[which] = { stroke: row.signed ? colours.accent : lit ? colours.ink : colours.soft, width, dash: row.uncertain ? [6, 5] : [], alpha, lit };
    }
    return { tie: row.tie, x0: row.tie.a.x, y0: row.tie.a.y, x1: row.tie.b.x, y1: row.tie.b.y, bend: plain ? 0 : row.signed ? 0.05 : 0.13, style: styles[which] };
  });
  const marks = [];
  for (const node of seen.nodeList) marks.push(nodeMark(node, focus, far));
  if (!state.near && !state.chain)
    for (const iso3 of partnersKnown(0).keys()) {
      const node = countryNode(iso3);
      if (node && !isSeen(node) && nodePasses(node)) marks.push({ id: node.id, ghost: true, x: node.x, y: node.y, r: 5, shape: "dot", style: markStyle(colours.line, "", 0, 0.7), text: "", rank: 0, size: 11, weight: 400 });
    }
  return { name: "network", bounds: networkBounds(), stretch: [0.6, 1.85], pad: stagePad(), zooms: true, links, marks: marks.sort((a, b) => a.rank - b.rank) };
}
