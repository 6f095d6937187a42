// Pointer, wheel, pinch and keys on the stage.
const pointers = new Map();
let moved = 0;
let pinch = 0;
let settle = 0;
const local = (event) => { const box = byId("stage").getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };
const drawSoon = () => { cancelAnimationFrame(settle); settle = requestAnimationFrame(() => drawStage({ again: false, quick: pointers.size > 0 })); };

function hover(hit, x, y) {
  over.hover = hit;
  const tip = byId("tip");
  tip.hidden = !hit;
  byId("stage").style.cursor = hit ? "pointer" : "grab";
  if (hit) {
    tip.textContent = hitText(hit);
    tip.style.left = `${Math.max(4, Math.min(x + 14, canvasSize.width - tip.offsetWidth - 8))}px`;
    tip.style.top = `${Math.max(4, y > canvasSize.height - 70 ? y - 44 : y + 18)}px`;
  }
  drawOver();
}

function pointerMove(event) {
  const [x, y] = local(event);
  if (!pointers.has(event.pointerId)) {
    if (event.pointerType === "mouse" && scene) hover(hitAt(x, y, 5), x, y);
    return;
  }
  const [px, py] = pointers.get(event.pointerId);
  pointers.set(event.pointerId, [x, y]);
  if (pointers.size === 2) {
    const [[ax, ay], [bx, by]] = [...pointers.values()];
    const wide = Math.hypot(ax - bx, ay - by);
    if (pinch) zoomBy(wide / pinch, (ax + bx) / 2, (ay + by) / 2);
    pinch = wide;
    moved = 100;
    return;
  }
  moved += Math.abs(x - px) + Math.abs(y - py);
  if (moved < 5) return;
  byId("tip").hidden = true;
  if (scene.zooms) camera.dx += x - px;
  camera.dy += y - py;
  drawSoon();
}

function pointerUp(event) {
  if (!pointers.delete(event.pointerId)) return;
  pinch = 0;
  if (moved >= 5) { drawSoon(); return; }
  const [x, y] = local(event);
  const hit = event.type === "pointerup" ? hitAt(x, y, event.pointerType === "touch" ? 14 : 6) : null;
  if (event.type === "pointerup") change({ chosen: hit ? chosenBy(hit) : null });
}

// From the mark in focus to the nearest one in the direction of the arrow key.
function stepFocus(dx, dy) {
  const marks = scene.marks.filter((mark) => !mark.ghost && mark.sx >= 0 && mark.sy >= 0 && mark.sx <= canvasSize.width && mark.sy <= canvasSize.height);
  if (!marks.length) return;
  const from = over.focus && marks.find((mark) => mark.id === over.focus.mark.id && mark.event === over.focus.mark.event);
  let best = null;
  if (!from) best = marks.reduce((top, mark) => (mark.rank > top.rank ? mark : top));
  else {
    let near = Infinity;
    for (const mark of marks) {
      const [x, y] = [mark.sx - from.sx, mark.sy - from.sy];
      const along = x * dx + y * dy;
      const aside = Math.abs(x * dy - y * dx);
      if (mark !== from && along > 0.5 && along + 2.2 * aside < near) { near = along + 2.2 * aside; best = mark; }
    }
  }
  if (!best) return;
  over.focus = { mark: best };
  say(hitText(over.focus));
  drawOver();
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
function stageKey(event) {
  if (event.altKey || event.ctrlKey || event.metaKey || !scene) return;
  const arrow = ARROWS[event.key];
  if (arrow && event.shiftKey) { camera.dx -= 60 * arrow[0]; camera.dy -= 60 * arrow[1]; drawStage({ again: false }); }
  else if (arrow) stepFocus(...arrow);
  else if (event.key === "Enter" || event.key === " ") { if (over.focus) change({ chosen: chosenBy(over.focus) }); }
  else if (event.key === "+" || event.key === "=") zoomBy(1.3);
  else if (event.key === "-") zoomBy(1 / 1.3);
  else if (event.key === "0") wholeView();
  else if (event.key === "Escape") { over.focus = null; change({ chosen: null, chain: "" }); }
  else return;
  event.preventDefault();
}

function listenToStage() {
  const stage = byId("stage");
  stage.addEventListener("pointerdown", (event) => {
    if (event.target.closest("button, .panel-like")) return;
    stage.setPointerCapture(event.pointerId);
    if (!pointers.size) moved = 0;
    pointers.set(event.pointerId, local(event));
  });
  stage.addEventListener("pointermove", pointerMove);
  stage.addEventListener("pointerup", pointerUp);
  stage.addEventListener("pointercancel", pointerUp);
  stage.addEventListener("pointerleave", () => { if (!pointers.size) hover(null); });
  stage.addEventListener("wheel", (event) => {
    event.preventDefault();
    if (scene && scene.scrolls) { camera.dy -= event.deltaY; drawSoon(); } else zoomBy(Math.exp(-event.deltaY * 0.0015), ...local(event));
  }, { passive: false });
  stage.addEventListener("keydown", stageKey);
  stage.addEventListener("blur", () => { over.focus = null; drawOver(); });
  new ResizeObserver(() => drawStage()).observe(stage);
}
