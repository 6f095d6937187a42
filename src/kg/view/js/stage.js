// The stage: one canvas for the picture and one above it for what moves; the camera keeps its place while time runs.
const canvasSize = { width: 0, height: 0 };
const camera = { zoom: 1, dx: 0, dy: 0 };
let scene = null;
let view = null;
let placedLabels = [];
const stagePad = () => (canvasSize.width < 560 ? [46, 74, 46, 30] : [104, 44, 104, 40]); // left, top, right, bottom

function viewOf(what, size, cam) {
  const [x0, y0, x1, y1] = what.bounds;
  const [left, top, right, bottom] = what.pad;
  const across = Math.max(40, size.width - left - right);
  const down = Math.max(40, size.height - top - bottom);
  if (what.scrolls) {
    const room = Math.min(0, size.height - y1);
    cam.dy = Math.max(room, Math.min(0, cam.dy));
    return { ...size, k: 1, far: 1, x: (x) => x, y: (y) => y + cam.dy };
  }
  const stretch = Math.max(what.stretch[0], Math.min(what.stretch[1], (across * (y1 - y0)) / (down * (x1 - x0))));
  const fit = Math.min(across / (stretch * (x1 - x0)), down / (y1 - y0));
  const k = fit * cam.zoom;
  const [tx, ty] = [left + across / 2 + cam.dx - ((x0 + x1) / 2) * k * stretch, top + down / 2 + cam.dy - ((y0 + y1) / 2) * k];
  return { ...size, k, far: cam.zoom, x: (x) => x * k * stretch + tx, y: (y) => y * k + ty };
}

// The control point of a link, on the screen.
function control(link, at) {
  const [x0, y0, x1, y1] = [at.x(link.x0), at.y(link.y0), at.x(link.x1), at.y(link.y1)];
  const [mx, my] = [(x0 + x1) / 2, (y0 + y1) / 2];
  if (link.lift) return [x0, y0, mx, my - link.lift * Math.hypot(x1 - x0, y1 - y0) - 12, x1, y1];
  return [x0, y0, mx - (y1 - y0) * link.bend, my + (x1 - x0) * link.bend, x1, y1];
}
function linkPath(pen, link, at) {
  const [x0, y0, cx, cy, x1, y1] = control(link, at);
  pen.move(x0, y0);
  if (link.bend || link.lift) pen.curve(cx, cy, x1, y1); else pen.line(x1, y1);
}

function drawLinks(pen, links, at) {
  const groups = new Map();
  for (const link of links) {
    const group = groups.get(link.style);
    if (group) group.push(link); else groups.set(link.style, [link]);
  }
  for (const [style, group] of [...groups].sort((x, y) => x[0].lit - y[0].lit || x[0].alpha - y[0].alpha)) {
    pen.open(style);
    for (const link of group) linkPath(pen, link, at);
    pen.paint();
  }
}

function drawScene(pen, what, at) {
  if (what.backdrop) what.backdrop(pen, at);
  drawLinks(pen, what.links, at);
  const grow = Math.max(0.75, Math.min(2, Math.sqrt(at.far))) * (at.width < 560 ? 0.72 : 1);
  const groups = new Map();
  let inside = 0;
  for (const mark of what.marks) {
    mark.sx = at.x(mark.x);
    mark.sy = at.y(mark.y);
    mark.shownR = mark.r * (what.scrolls ? 1 : grow);
    if (mark.sx < -30 || mark.sy < -30 || mark.sx > at.width + 30 || mark.sy > at.height + 30) continue;
    inside += 1;
    const group = groups.get(mark.style);
    if (group) group.push(mark); else groups.set(mark.style, [mark]);
  }
  const coarse = inside > MANY; // so many small marks are points: their shapes come back when one zooms in
  for (const [style, group] of groups) {
    pen.open(coarse && group[0].rank < 3 ? { fill: style.fill, alpha: style.alpha } : style);
    for (const mark of group) if (coarse && mark.rank < 3) pen.box(mark.sx, mark.sy, 1.6); else shapePath(pen, mark.shape, mark.sx, mark.sy, mark.shownR);
    pen.paint();
  }
  const labels = placeLabels(what.marks, at, what.kept ? what.kept(at) : []);
  for (const [text, x, y, mark, leader] of labels) {
    if (!leader) continue;
    const wide = widthOf(text, mark.size, mark.weight);
    pen.open({ stroke: colours.ink, width: 1, alpha: 0.6 });
    pen.move(mark.sx, mark.sy);
    pen.line(Math.max(x, Math.min(x + wide, mark.sx)), y + (y < mark.sy ? 6 : -6));
    pen.paint();
  }
  for (const [text, x, y, mark] of labels) pen.text(text, x, y, { size: mark.size, weight: mark.weight, align: "left", halo: colours.paper, alpha: Math.max(0.65, mark.style.alpha) });
  if (what.over) what.over(pen, at);
  return labels;
}

// The corners of the stage that the counter and the legend cover.
function covered() {
  const box = byId("stage").getBoundingClientRect();
  return ["headline", "legend", "zoom", "chips"].map((id) => byId(id).getBoundingClientRect()).filter((b) => b.width).map((b) => [b.left - box.left - 4, b.top - box.top - 4, b.right - box.left + 4, b.bottom - box.top + 4]);
}

function sizeCanvas(canvas, width, height) {
  const ratio = Math.min(2, devicePixelRatio || 1);
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) { canvas.width = Math.round(width * ratio); canvas.height = Math.round(height * ratio); }
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

const pictured = () => ["network", "map", "timeline"].includes(state.view);
const sceneNow = (far) => (state.view === "map" ? mapScene() : state.view === "timeline" ? timelineScene() : networkScene(far));

// While something moves, at most so many lines are drawn; the rest follows once it rests.
const QUICK = 4000;
let rest = 0;
function thinned(what) {
  const every = Math.ceil(what.links.length / QUICK);
  const solid = new Map(); // dashes are slow to draw
  for (const { style } of what.links) if (!solid.has(style)) solid.set(style, { ...style, dash: [] });
  return { ...what, links: what.links.filter((link, n) => link.style.lit || n % every === 0).map((link) => ({ ...link, style: solid.get(link.style) })) };
}

function drawStage({ again = true, quick = false } = {}) {
  if (!pictured()) return;
  clearTimeout(rest);
  const box = byId("stage").getBoundingClientRect();
  canvasSize.width = box.width;
  canvasSize.height = box.height;
  if (!box.width || !box.height) return;
  if (again || !scene) scene = sceneNow(camera.zoom);
  scene.kept = scene.scrolls ? null : () => covered();
  view = viewOf(scene, canvasSize, camera);
  const context = sizeCanvas(byId("picture"), box.width, box.height);
  context.clearRect(0, 0, box.width, box.height);
  const pen = new CanvasPen(context);
  const thin = quick && scene.links.length > QUICK;
  placedLabels = drawScene(pen, thin ? thinned(scene) : scene, view);
  if (thin) rest = setTimeout(() => drawStage({ again: false }), 300);
  drawOver();
}

// What lies above the picture: the mark under the keyboard's focus, the one under the pointer, and what has just come.
const over = { focus: null, hover: null };
function drawOver() {
  if (!view) return;
  const context = sizeCanvas(byId("above"), canvasSize.width, canvasSize.height);
  context.clearRect(0, 0, canvasSize.width, canvasSize.height);
  const pen = new CanvasPen(context);
  drawFlash(pen);
  for (const [what, dash] of [[over.hover, []], [over.focus, [5, 3]]]) {
    if (!what) continue;
    if (what.link) { pen.open({ stroke: colours.ink, width: what.link.style.width + 1.5, dash: what.link.style.dash }); linkPath(pen, what.link, view); pen.paint(); }
    if (what.mark) { pen.open({ stroke: colours.ink, width: 2.5, dash }); pen.circle(what.mark.sx, what.mark.sy, what.mark.shownR + 5); pen.paint(); }
  }
}

function markAt(x, y, slack) {
  let best = null;
  let near = Infinity;
  for (const mark of scene.marks) {
    if (mark.ghost) continue;
    const far = Math.hypot(mark.sx - x, mark.sy - y) - mark.shownR;
    if (far < slack && far < near) { near = far; best = mark; }
  }
  return best;
}
function linkAt(x, y, slack) {
  let best = null;
  let near = slack;
  for (const link of scene.links) {
    const [x0, y0, cx, cy, x1, y1] = control(link, view);
    if (x < Math.min(x0, cx, x1) - slack || x > Math.max(x0, cx, x1) + slack || y < Math.min(y0, cy, y1) - slack || y > Math.max(y0, cy, y1) + slack) continue;
    for (let i = 0; i <= 40; i += 1) {
      const s = i / 40;
      const far = Math.hypot((1 - s) * (1 - s) * x0 + 2 * s * (1 - s) * cx + s * s * x1 - x, (1 - s) * (1 - s) * y0 + 2 * s * (1 - s) * cy + s * s * y1 - y) - (link.style.lit ? 3 : 0);
      if (far < near) { near = far; best = link; }
    }
  }
  return best;
}
function labelAt(x, y) {
  for (const [text, left, middle, mark] of placedLabels)
    if (x >= left && x <= left + widthOf(text, mark.size, mark.weight) && Math.abs(y - middle) < mark.size * 0.7) return mark;
  return null;
}
function hitAt(x, y, slack = 6) {
  const mark = markAt(x, y, slack) || labelAt(x, y);
  if (mark) return { mark };
  const link = linkAt(x, y, slack);
  return link ? { link } : null;
}
const chosenBy = (hit) => (hit.mark ? (hit.mark.event ? { event: hit.mark.event } : { node: hit.mark.id }) : hit.link.tie ? { tie: hit.link.tie.key } : { node: hit.link.node });
function hitText(hit) {
  if (hit.mark && hit.mark.event) { const event = events.get(hit.mark.event); return `${dateText(datingAt(event, state.known)[1])} ${eventKind(event)} ${titleOf(event)}`; }
  if (hit.mark) return `${nameOf(hit.mark.id, state.to)} · ${label(data.actors[hit.mark.id].kind)}`;
  if (hit.link.tie) return `${nameOf(hit.link.tie.a.id, state.to)} — ${nameOf(hit.link.tie.b.id, state.to)} · ${t("events", { n: tieEvents(hit.link.tie).length })}`;
  return nameOf(hit.link.node, state.to);
}

function zoomBy(factor, x = canvasSize.width / 2, y = canvasSize.height / 2) {
  if (!scene || !scene.zooms) return;
  const zoom = Math.max(0.5, Math.min(40, camera.zoom * factor));
  const ratio = zoom / camera.zoom;
  const [left, top, right, bottom] = scene.pad;
  const [cx, cy] = [left + (canvasSize.width - left - right) / 2, top + (canvasSize.height - top - bottom) / 2];
  const [bx, by] = [x - cx, y - cy];
  camera.dx = bx - (bx - camera.dx) * ratio;
  camera.dy = by - (by - camera.dy) * ratio;
  camera.zoom = zoom;
  drawStage();
}
function wholeView() { Object.assign(camera, { zoom: 1, dx: 0, dy: 0 }); drawStage(); }
function bringIn(id) {
  const mark = scene && scene.zooms ? scene.marks.find((m) => m.id === id) : null;
  if (!mark) return;
  const inside = mark.sx > 60 && mark.sy > 60 && mark.sx < canvasSize.width - 60 && mark.sy < canvasSize.height - 60;
  if (inside) return;
  camera.dx += canvasSize.width / 2 - mark.sx;
  camera.dy += canvasSize.height / 2 - mark.sy;
  drawStage();
}
