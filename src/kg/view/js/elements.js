// Elements are made here, and texts reach them as text only.
function element(tag, { text, name, parent, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text !== undefined) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key in made && typeof value !== "string") made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children);
  if (parent) parent.append(made);
  return made;
}
const button = (text, onclick, more = {}) => element("button", { type: "button", text, onclick, ...more });
const svgElement = (tag, attributes, parent) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (parent) parent.append(made);
  return made;
};
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const say = (text) => { byId("spoken").textContent = text; };
