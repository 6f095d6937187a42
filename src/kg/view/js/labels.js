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

// Where a label may stand around a mark: outwards first, then the other sides; or further off, at the end of a leader.
function sides(mark, width, height) {
  const [x, y] = [mark.sx, mark.sy];
  const gap = mark.shownR + 4;
  const at = { right: [x + gap, y], left: [x - gap - width, y], below: [x - width / 2, y + gap + height / 2], above: [x - width / 2, y - gap - height / 2] };
  const order = ["below", "right", "left", "above"];
  if (mark.out) {
    const [dx, dy] = mark.out;
    const first = Math.abs(dx) > 0.42 ? (dx > 0 ? "right" : "left") : dy > 0 ? "below" : "above";
    const second = Math.abs(dx) > 0.42 ? (dy > 0 ? "below" : "above") : dx > 0 ? "right" : "left";
    order.unshift(first, second);
  }
  return [...new Set(order)].map((side) => at[side]);
}
function farther(mark, width) {
  const list = [];
  for (const far of [16, 28, 42, 58])
    for (const [dx, dy] of [[1, -1], [1, 1], [-1, -1], [-1, 1], [0, 1], [0, -1], [1, 0], [-1, 0]])
      list.push([mark.sx + dx * (mark.shownR + far) - (dx < 0 ? width : dx ? 0 : width / 2), mark.sy + dy * (mark.shownR + far)]);
  return list;
}

// The labels of a scene: text, left, middle, mark and whether a leader joins them; a label that must stand may fall back to its short form.
function placeLabels(marks, view, kept = []) {
  const taken = new Taken();
  for (const box of kept) taken.add(box);
  const wanted = marks.filter((mark) => mark.text && mark.sx > -40 && mark.sy > -40 && mark.sx < view.width + 40 && mark.sy < view.height + 40).sort((a, b) => b.rank - a.rank).slice(0, 260);
  for (const mark of marks) if (mark.rank >= 3) taken.add([mark.sx - mark.shownR, mark.sy - mark.shownR, mark.sx + mark.shownR, mark.sy + mark.shownR]);
  const placed = [];
  for (const mark of wanted) {
    const height = mark.size * 1.25;
    const texts = mark.short && mark.must ? [mark.text, mark.short] : [mark.text];
    const tries = texts.map((text) => [text, sides, false]);
    if (mark.must) tries.push(...texts.reverse().map((text) => [text, farther, true]));
    for (const [text, around, leader] of tries) {
      const width = widthOf(text, mark.size, mark.weight);
      const boxAt = ([left, middle]) => [left, middle - height / 2, left + width, middle + height / 2];
      const free = ([x0, y0, x1, y1]) => x0 >= 2 && x1 <= view.width - 2 && y0 >= 2 && y1 <= view.height - 2;
      const found = around(mark, width, height).find((place) => free(boxAt(place)) && !taken.hits(boxAt(place)));
      if (!found) continue;
      taken.add(boxAt(found));
      placed.push([text, found[0], found[1], mark, leader]);
      break;
    }
  }
  return placed;
}
