// What the page says, in the language chosen; the texts are data (words.json), and "{n}" in them is filled in.
const words = parsed("words");
function t(key, values = {}) {
  const texts = words[state.lang];
  const text = values.n === 1 && texts[`${key}.1`] !== undefined ? texts[`${key}.1`] : texts[key];
  if (text === undefined) throw new Error(`no text is called ${key}`);
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
const label = (name) => (data.labels[name] || {})[state.lang] || words[state.lang][`field.${name}`] || name;
const comma = () => (state.lang === "zh" ? "、" : ", ");
const colon = () => (state.lang === "zh" ? "：" : ": ");
const inBrackets = (text) => (state.lang === "zh" ? `（${text}）` : ` (${text})`);
// Only the number of the year differs between the calendars; in English the rest keeps its written form.
const rocText = (edtf) => (state.lang === "zh" ? roc(edtf) : edtf.split("/").map((part) => (part === ".." ? "" : part.replace(/^\d{4}/, (year) => year - 1911))).join(" – "));
const dateText = (edtf) => (edtf ? `${edtf.replace("/", " – ").replace("..", "")}${inBrackets(t("roc", { date: rocText(edtf) }))}` : t("undated"));
const longDay = (iso) => (state.lang === "zh" ? `${Number(iso.slice(0, 4))}年${Number(iso.slice(5, 7))}月${Number(iso.slice(8))}日` : new Date(`${iso}T00:00:00Z`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }));
const timeText = (iso) => (iso === firstDay() ? t("time.before", { year: span.first }) : iso.endsWith("-12-31") && state.step === "year" ? t("time.year", { year: iso.slice(0, 4), roc: iso.slice(0, 4) - 1911 }) : longDay(iso));
