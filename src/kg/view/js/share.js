// Sharing: a link, the picture as PNG or SVG, the selection as CSV, a printed page.
function deliver(blob, name) {
  const link = element("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
const fileName = (ending) => `coopgraph-${state.view}-${state.to}.${ending}`;
const caption = () => `${t("heading")} · ${timeText(state.to)} · ${t("partners", { n: partnerCount(state.to) })}`;

function drawTo(pen, width, height) {
  const kept = { ...canvasSize };
  Object.assign(canvasSize, { width, height });
  const what = sceneNow(camera.zoom);
  const cam = { ...camera };
  const at = viewOf(what, { width, height }, what.scrolls ? { zoom: 1, dx: 0, dy: 0 } : cam);
  drawScene(pen, what, at);
  pen.text(caption(), 14, height - 16, { size: 13, align: "left", fill: colours.soft });
  Object.assign(canvasSize, kept);
}
const pictureHeight = () => (state.view === "timeline" ? Math.max(canvasSize.height, timelineScene().bounds[3] + 30) : canvasSize.height);

function pictureSvg() {
  const [width, height] = [Math.round(canvasSize.width), Math.round(pictureHeight())];
  const pen = new SvgPen(width, height, caption());
  drawTo(pen, width, height);
  return new XMLSerializer().serializeToString(pen.root);
}
function pictureCanvas() {
  const [width, height] = [Math.round(canvasSize.width), Math.round(pictureHeight())];
  const canvas = document.createElement("canvas");
  canvas.width = 2 * width;
  canvas.height = 2 * height;
  const context = canvas.getContext("2d");
  context.scale(2, 2);
  context.fillStyle = colours.paper;
  context.fillRect(0, 0, width, height);
  drawTo(new CanvasPen(context), width, height);
  return canvas;
}

// A spreadsheet would run a cell that begins like a formula: an apostrophe before it makes it text.
const cell = (value) => {
  const text = String(value);
  const safe = /^[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]*[=+\-@\t\r＝＋－＠]/u.test(text) && !/^-?\d+([.,]\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
};
function selectedEvents() {
  const chosen = state.chosen;
  if (!chosen || chosen.claim) return [...seen.eventList].sort(byDate);
  if (chosen.event) return [events.get(chosen.event)];
  if (chosen.tie) return tieEvents(tieOf.get(chosen.tie));
  return [...seen.eventList].filter((event) => event.parties.some((party) => party[0] === chosen.node)).sort(byDate);
}
function selectionCsv() {
  const rows = [["id", "type", "status", "date", "roc", "last_day", "uncertain", "title", "parties", "places", "reports", "phrases"]];
  for (const event of selectedEvents()) {
    const [, edtf, latest, uncertain] = datingAt(event, state.known) || ["", "", "", 0];
    const told = event.statements.map((name) => data.statements[name]);
    rows.push([
      event.id, label(event.type), event.status ? label(event.status) : "", edtf, edtf ? roc(edtf) : "", latest, uncertain ? "1" : "", (event.titles || []).join(" | "),
      event.parties.map(([id, role]) => `${nameOf(id, latest)}${role ? ` (${label(role)})` : ""}`).join(" | "), (event.places || []).join(" | "),
      [...new Set(told.map((row) => row.report))].join(" | "), told.map((row) => row.evidence[0][3]).join(" | "),
    ]);
  }
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

async function copyLink() {
  const link = `${location.href.split("#")[0]}${address()}`;
  try {
    await navigator.clipboard.writeText(link);
    say(t("share.copied"));
    byId("share-note").textContent = t("share.copied");
  } catch {
    byId("share-note").textContent = link; // no clipboard in this place: the link to copy by hand
  }
}

function showShare() {
  const menu = byId("sharing");
  const actions = [
    ["share.link", copyLink, true], ["share.png", () => pictureCanvas().toBlob((blob) => deliver(blob, fileName("png"))), pictured()],
    ["share.svg", () => deliver(new Blob([pictureSvg()], { type: "image/svg+xml" }), fileName("svg")), pictured()],
    ["share.csv", () => deliver(new Blob([selectionCsv()], { type: "text/csv;charset=utf-8" }), fileName("csv")), true], ["share.print", () => { openShare(false); print(); }, true],
  ];
  menu.replaceChildren(...actions.map(([key, call, on]) => button(t(key), call, { disabled: !on, id: key.replace(".", "-") })), element("p", { id: "share-note", role: "status", name: "soft" }));
}
function openShare(open) {
  byId("sharing").hidden = !open;
  byId("share").setAttribute("aria-expanded", String(open));
  if (open) { showShare(); byId("sharing").querySelector("button").focus(); }
}
