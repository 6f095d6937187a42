// Names: of an actor in the language chosen and on a day, and folded for search.
function nameOf(id, day) {
  const actor = data.actors[id];
  const wanted = state.lang === "zh" ? "zh-Hant" : "en";
  for (const [lang, name, since, until] of actor.namings || [])
    if (day && lang === wanted && (!since || since <= day) && (!until || day <= until)) return name;
  return actor[state.lang];
}
const fold = (text) => text.normalize("NFKC").toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/台/g, "臺").replace(/[\s\p{P}]+/gu, "");
const titleOf = (event) => (event.titles && event.titles[0]) || label(event.type);
const eventKind = (event) => `${label(event.type)}${event.status && event.status !== "signed" ? inBrackets(label(event.status)) : ""}`;
const partners = (event) => event.parties.filter(([id]) => data.actors[id].iso3 !== data.home);
