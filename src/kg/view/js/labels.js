// Labels: placed one by one, the most important first, each where it covers neither a mark nor another label.
const measuring = document.createElement("canvas").getContext("2d");
const widths = new Map();
function widthOf(text, size, weight) {
  const key = `${weight} ${size} ${text}`;
  if (!widths.has(key)) { measuring.font = `${weight} ${size}px ${colours.font}`; widths.set(key, measuring.measureText(text).width); }
  return widths.get(key);
}

class Taken {
  constructor() { this.cells = new Map(); }
  * keys([x0, y0, x1, y1]) { for (let x = Math.floor(x0 / 64); x <= Math.floor(x1 / 64); x += 1) for (let y = Math.floor(y0 / 32); y <= Math.floor(y1 / 32); y += 1) yield x * 4096 + y; }
  add(box) { for (const key of this.keys(box)) { const cell = this.cells.get(key); if (cell) cell.push(box); else this.cells.set(key, [box]); } }
  hits(box) {
    for (const key of this.keys(box)) for (const other of this.cells.get(key) || []) if (box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]) return true;
    return false;
  }
}

// Where a label may stand around a mark: outwards first, then the four sides.
function places(mark, x, y, width, height) {
  const gap = mark.shownR + 4;
  const sides = { right: [x + gap, y], left: [x - gap - width, y], below: [x - width / 2, y + gap + height / 2], above: [x - width / 2, y - gap - height / 2] };
  const order = ["below", "right", "left", "above"];
  if (mark.out) {
    const [dx, dy] = mark.out;
    const first = Math.abs(dx) > 0.42 ? (dx > 0 ? "right" : "left") : dy > 0 ? "below" : "above";
    const second = Math.abs(dx) > 0.42 ? (dy > 0 ? "below" : "above") : dx > 0 ? "right" : "left";
    order.unshift(first, second);
  }
  const list = [...new Set(order)].map((side) => sides[side]);
  if (mark.must)
    for (const far of [gap + 5, gap + 18, gap + 32])
      for (const [dx, dy] of [[1, -1], [1, 1], [-1, -1], [-1, 1], [0, 1], [0, -1]]) list.push([x + dx * far * 0.8 - (dx < 0 ? width : dx ? 0 : width / 2), y + dy * far]);
  return list.map(([left, middle]) => [left, middle - height / 2, left + width, middle + height / 2]);
}

// The labels of a scene: [text, left, middle, mark]; a label that must stand falls back to its short form.
function placeLabels(marks, view, kept = []) {
  const taken = new Taken();
  for (const box of kept) taken.add(box);
  const wanted = marks.filter((mark) => mark.text && mark.sx > -40 && mark.sy > -40 && mark.sx < view.width + 40 && mark.sy < view.height + 40).sort((a, b) => b.rank - a.rank).slice(0, 260);
  for (const mark of marks) if (mark.rank >= 3) taken.add([mark.sx - mark.shownR, mark.sy - mark.shownR, mark.sx + mark.shownR, mark.sy + mark.shownR]);
  const placed = [];
  for (const mark of wanted) {
    const height = mark.size * 1.25;
    let done = false;
    for (const text of mark.short && mark.must ? [mark.text, mark.short] : [mark.text]) {
      const width = widthOf(text, mark.size, mark.weight);
      const box = places(mark, mark.sx, mark.sy, width, height).find((b) => b[0] >= 2 && b[2] <= view.width - 2 && b[1] >= 2 && b[3] <= view.height - 2 && !taken.hits(b));
      if (!box) continue;
      taken.add(box);
      placed.push([text, box[0], (box[1] + box[3]) / 2, mark]);
      done = true;
      break;
    }
    if (!done && mark.must) {
      const text = mark.short || mark.text;
      placed.push([text, mark.sx - widthOf(text, mark.size, mark.weight) / 2, mark.sy + mark.shownR + 4 + height / 2, mark]);
    }
  }
  return placed;
}
