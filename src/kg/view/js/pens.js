// Pens: what is drawn once can be drawn on a canvas or written as SVG.
const SEGMENTS = 400; // longer paths are slow to stroke

class CanvasPen {
  constructor(context) { this.context = context; this.count = 0; }
  open({ stroke = "", width = 1, dash = [], fill = "", alpha = 1 }) {
    const c = this.context;
    this.style = { stroke, fill };
    c.globalAlpha = alpha;
    c.strokeStyle = stroke || "#000";
    c.fillStyle = fill || "#000";
    c.lineWidth = width;
    c.setLineDash(dash);
    c.lineCap = dash.length ? "butt" : "round";
    c.lineJoin = "round";
    c.beginPath();
    this.count = 0;
  }
  move(x, y) {
    if (this.count > SEGMENTS && !this.style.fill) { this.context.stroke(); this.context.beginPath(); this.count = 0; }
    this.context.moveTo(x, y);
  }
  line(x, y) { this.context.lineTo(x, y); this.count += 1; }
  curve(cx, cy, x, y) { this.context.quadraticCurveTo(cx, cy, x, y); this.count += 4; }
  box(x, y, r) { this.context.rect(x - r, y - r, 2 * r, 2 * r); }
  circle(x, y, r) { this.context.moveTo(x + r, y); this.context.arc(x, y, r, 0, 2 * Math.PI); }
  close() { this.context.closePath(); }
  paint() {
    if (this.style.fill) this.context.fill();
    if (this.style.stroke) this.context.stroke();
    this.context.globalAlpha = 1;
    this.context.setLineDash([]);
  }
  text(text, x, y, { size = 12, weight = 400, align = "center", fill = colours.ink, halo = "", alpha = 1 } = {}) {
    const c = this.context;
    c.globalAlpha = alpha;
    c.font = `${weight} ${size}px ${colours.font}`;
    c.textAlign = align;
    c.textBaseline = "middle";
    if (halo) { c.lineJoin = "round"; c.lineWidth = 3.5; c.strokeStyle = halo; c.strokeText(text, x, y); }
    c.fillStyle = fill;
    c.fillText(text, x, y);
    c.globalAlpha = 1;
  }
}

class SvgPen {
  constructor(width, height, title) {
    this.root = svgElement("svg", { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}`, "font-family": "Noto Sans CJK TC, Noto Sans TC, PingFang TC, Microsoft JhengHei, sans-serif" });
    svgElement("title", {}, this.root).textContent = title;
    svgElement("rect", { width, height, fill: colours.paper }, this.root);
  }
  open({ stroke = "", width = 1, dash = [], fill = "", alpha = 1 }) {
    this.path = [];
    this.style = { fill: fill || "none", stroke: stroke || "none", "stroke-width": width, "stroke-linejoin": "round", ...(dash.length ? { "stroke-dasharray": dash.join(" ") } : {}), ...(alpha < 1 ? { opacity: alpha } : {}) };
  }
  move(x, y) { this.path.push(`M${x.toFixed(1)} ${y.toFixed(1)}`); }
  line(x, y) { this.path.push(`L${x.toFixed(1)} ${y.toFixed(1)}`); }
  curve(cx, cy, x, y) { this.path.push(`Q${cx.toFixed(1)} ${cy.toFixed(1)} ${x.toFixed(1)} ${y.toFixed(1)}`); }
  box(x, y, r) { this.path.push(`M${(x - r).toFixed(1)} ${(y - r).toFixed(1)}h${2 * r}v${2 * r}h${-2 * r}Z`); }
  circle(x, y, r) { this.path.push(`M${(x + r).toFixed(1)} ${y.toFixed(1)}A${r} ${r} 0 1 1 ${(x - r).toFixed(1)} ${y.toFixed(1)}A${r} ${r} 0 1 1 ${(x + r).toFixed(1)} ${y.toFixed(1)}Z`); }
  close() { this.path.push("Z"); }
  paint() { if (this.path.length) svgElement("path", { d: this.path.join(""), ...this.style }, this.root); }
  text(text, x, y, { size = 12, weight = 400, align = "center", fill = colours.ink, halo = "", alpha = 1 } = {}) {
    const more = { ...(halo ? { stroke: halo, "stroke-width": 3.5, "paint-order": "stroke", "stroke-linejoin": "round" } : {}), ...(alpha < 1 ? { opacity: alpha } : {}) };
    const anchor = { center: "middle", left: "start", right: "end" }[align];
    svgElement("text", { x: x.toFixed(1), y: y.toFixed(1), "font-size": size, "font-weight": weight, "text-anchor": anchor, "dominant-baseline": "central", fill, ...more }, this.root).textContent = text;
  }
}

const CORNERS = { square: [4, -0.785], triangle: [3, -Math.PI / 2], down: [3, Math.PI / 2], diamond: [4, 0], hexagon: [6, 0], star: [10, -Math.PI / 2] };
function shapePath(pen, shape, x, y, r) {
  if (!CORNERS[shape]) { pen.circle(x, y, r); return; }
  const [count, turn] = CORNERS[shape];
  const grow = count === 4 ? 1.15 : 1.25;
  for (let i = 0; i < count; i += 1) {
    const far = r * grow * (shape === "star" && i % 2 ? 0.5 : 1);
    const angle = turn + (i * 2 * Math.PI) / count;
    const at = [x + far * Math.cos(angle), y + far * Math.sin(angle)];
    if (i) pen.line(...at); else pen.move(...at);
  }
  pen.close();
}
