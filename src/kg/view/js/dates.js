// Dates: EDTF in the Gregorian calendar and its ROC form (ROC year = Gregorian year - 1911), and the stops of the slider.
const DAY = 86400000;
const lastOfMonth = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();
const two = (n) => String(n).padStart(2, "0");
const dayNumber = (iso) => Date.parse(`${iso}T00:00:00Z`) / DAY;
const dayIso = (number) => new Date(number * DAY).toISOString().slice(0, 10);

function earliest(edtf) {
  const first = edtf.split("/")[0];
  if (!first || first === "..") return "";
  return first.length === 4 ? `${first}-01-01` : first.length === 7 ? `${first}-01` : first;
}

const roc = (edtf) => edtf.split("/").map((part) => {
  if (part === "..") return "";
  const [year, ...rest] = part.split("-").map(Number);
  return [year - 1911, ...rest].map((n, i) => n + "年月日"[i]).join("");
}).join("至");

// What the reports up to a year let one know of an event's date: [report year, EDTF, last day, uncertain], or null.
function datingAt(event, known) {
  let found = null;
  for (const row of event.known) if (!known || row[0] <= known) found = row;
  return found;
}

const span = (() => {
  const agreed = [];
  const years = [];
  for (const event of events.values()) {
    const [, edtf, latest] = event.known[event.known.length - 1];
    if (!latest) continue;
    if (data.network.includes(event.type)) years.push(Number(latest.slice(0, 4)));
    if (event.type === "agreement" && event.status === "signed") agreed.push(Number(earliest(edtf || latest).slice(0, 4) || latest.slice(0, 4)));
  }
  const last = reportYears[reportYears.length - 1];
  const within = years.filter((year) => year <= last).reduce((low, year) => Math.min(low, year), last);
  return { first: agreed.length ? agreed.reduce((low, year) => Math.min(low, year)) : within, last };
})();

// Stop 0 is the day before the first year; the others are the last days of years, months or single days.
const stopsBy = {};
function stops(step) {
  if (stopsBy[step]) return stopsBy[step];
  const list = [`${span.first - 1}-12-31`];
  for (let year = span.first; year <= span.last; year += 1) {
    if (step === "year") { list.push(`${year}-12-31`); continue; }
    for (let month = 1; month <= 12; month += 1) {
      const end = lastOfMonth(year, month);
      for (let day = step === "month" ? end : 1; day <= end; day += 1) list.push(`${year}-${two(month)}-${two(day)}`);
    }
  }
  stopsBy[step] = list;
  return list;
}
const stopAt = (step, day) => {
  const list = stops(step);
  let low = 0;
  let high = list.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] < day) low = middle + 1; else high = middle;
  }
  return low;
};
const firstDay = () => stops("year")[0];
const lastDay = () => `${span.last}-12-31`;
