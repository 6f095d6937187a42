// New ties flash with their name and date as time moves on; where motion is to be reduced they stay lit and still until the next step.
const LASTS = 2200;
const flash = { links: new Set(), names: [], began: 0, frame: 0 };

function newTies(before, after) {
  const came = [];
  for (const row of seen.ties) {
    const firsts = tieEvents(row.tie).map((event) => datingAt(event, state.known)).filter((dating) => dating && dating[2]);
    if (firsts.length && firsts[0][2] > before && firsts[0][2] <= after) came.push(row.tie);
  }
  return came;
}
const newPartners = (before, after) => [...partnersKnown(state.known)].filter(([, { dating }]) => dating[2] > before && dating[2] <= after);

function startFlash(before, after) {
  cancelAnimationFrame(flash.frame);
  flash.links = new Set(seen.ties.length > MANY ? [] : newTies(before, after));
  flash.names = newPartners(before, after).slice(0, 12).map(([iso3, { dating }]) => ({ iso3, text: `${data.actors[iso3] ? nameOf(iso3, after) : iso3} ${dating[1]}`, dashed: Boolean(dating[3]) }));
  flash.began = performance.now();
  if (flash.names.length) say(t("flash", { names: flash.names.map((row) => row.text).join(comma()) }));
  const next = () => { drawOver(); if (performance.now() - flash.began < LASTS && !calm.matches) flash.frame = requestAnimationFrame(next); };
  if (flash.links.size || flash.names.length) next();
}
function endFlash() { cancelAnimationFrame(flash.frame); flash.links = new Set(); flash.names = []; }

function drawFlash(pen) {
  if (!flash.links.size && !flash.names.length) return;
  const gone = calm.matches ? 0.25 : (performance.now() - flash.began) / LASTS;
  if (gone >= 1) { if (!playing()) endFlash(); return; }
  const glow = Math.min(1, 2 * (1 - gone));
  for (const link of scene.links) {
    const fresh = link.tie ? flash.links.has(link.tie) : flash.names.some((row) => row.iso3 === link.node);
    if (!fresh) continue;
    const strong = link.style.stroke === colours.accent;
    pen.open({ stroke: colours.warm, width: strong ? link.style.width + 1 + 5 * (1 - gone) : link.style.width + 0.6, dash: link.style.dash, alpha: (strong ? 0.85 : 0.5) * glow * (link.style.alpha < 0.1 ? 0.3 : 1) });
    linkPath(pen, link, view);
    pen.paint();
  }
  const used = [];
  for (const row of flash.names) {
    const mark = state.view === "timeline" ? null : scene.marks.findLast((m) => m.id === row.iso3); // countries stand last
    if (!mark) continue;
    pen.open({ stroke: colours.warm, width: 3, alpha: glow });
    pen.circle(mark.sx, mark.sy, mark.shownR + 3 + 16 * gone);
    pen.paint();
    const width = widthOf(row.text, 13, 650) + 16;
    const side = mark.out && Math.abs(mark.out[0]) > 0.42 ? Math.sign(mark.out[0]) : 0;
    const x = Math.max(4, Math.min(canvasSize.width - width - 4, mark.sx - width / 2 + side * (width / 2 + mark.shownR + 4)));
    let y = Math.max(16, side ? mark.sy : mark.sy - mark.shownR - 20);
    while (used.some(([ux, uy, uw]) => Math.abs(uy - y) < 26 && x < ux + uw && ux < x + width)) y += 27;
    used.push([x, y, width]);
    pen.open({ fill: colours.card, stroke: colours.warm, width: 2, dash: row.dashed ? [5, 3] : [], alpha: Math.min(1, glow * 1.4) });
    for (const [px, py] of [[x, y - 12], [x + width, y - 12], [x + width, y + 12], [x, y + 12]]) if (px === x && py === y - 12) pen.move(px, py); else pen.line(px, py);
    pen.close();
    pen.paint();
    pen.text(row.text, x + width / 2, y, { size: 13, weight: 650, alpha: Math.min(1, glow * 1.4) });
  }
}
