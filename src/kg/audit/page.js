"use strict";
const byId = (id) => document.getElementById(id);
const rows = [...document.querySelectorAll("[data-report]")];

function setLanguage(language) {
  document.body.className = language;
  document.documentElement.lang = language === "zh" ? "zh-Hant" : "en";
  for (const option of document.querySelectorAll("option[data-en]")) option.textContent = option.dataset[language];
}

function filter() {
  const words = byId("words").value.trim().toLowerCase();
  let shown = 0;
  for (const row of rows) {
    const fits = (!byId("report").value || row.dataset.report === byId("report").value) &&
      (!byId("kind").value || row.dataset.kind === byId("kind").value) &&
      (!words || row.textContent.toLowerCase().includes(words));
    row.hidden = !fits;
    shown += fits;
  }
  byId("shown").textContent = `${shown} / ${rows.length}`;
}

byId("language").addEventListener("click", () => setLanguage(document.body.className === "zh" ? "en" : "zh"));
for (const id of ["report", "kind", "words"]) byId(id).addEventListener("input", filter);
byId("filters").addEventListener("submit", (event) => event.preventDefault());
setLanguage((navigator.language || "zh").toLowerCase().startsWith("zh") ? "zh" : "en");
filter();
