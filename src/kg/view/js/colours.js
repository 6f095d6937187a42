// Colours and shapes. The palette is Okabe and Ito's, told apart by the colour-blind; shapes carry the same difference.
const KIND = {
  country: ["#0072b2", "dot"], agency: ["#e69f00", "square"], ngo: ["#009e73", "triangle"], io: ["#cc79a7", "diamond"], embassy: ["#56b4e9", "square"],
  person: ["#8a8f98", "dot"], university: ["#d55e00", "down"], company: ["#d6c800", "hexagon"], municipality: ["#a0527d", "star"], group: ["#a7adb5", "ring"],
};
const EVENT = {
  agreement: ["#0072b2", "diamond"], visit: ["#e69f00", "dot"], meeting: ["#009e73", "square"], workshop: ["#d55e00", "triangle"], training: ["#a0527d", "down"],
  grant: ["#d6c800", "hexagon"], rating: ["#cc79a7", "star"], reciprocity: ["#56b4e9", "diamond"], posting: ["#8a8f98", "square"],
};
const eventMark = (type) => EVENT[type] || ["#8a8f98", "dot"];
let colours = {};
const markStyles = new Map();
function markStyle(fill, stroke, width, alpha) {
  const key = `${fill}${stroke}${width} ${alpha}`;
  if (!markStyles.has(key)) markStyles.set(key, { fill, stroke, width, alpha });
  return markStyles.get(key);
}
function readColours() {
  const css = getComputedStyle(document.documentElement);
  for (const name of ["paper", "ink", "soft", "line", "card", "accent", "land", "shore", "partner", "warm"]) colours[name] = css.getPropertyValue(`--${name}`).trim();
  colours.font = getComputedStyle(document.body).fontFamily;
}
