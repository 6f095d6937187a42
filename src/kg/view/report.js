"use strict";
const root = document.documentElement;
const buttons = document.querySelectorAll("[data-choose]");
function choose(language) {
  root.dataset.language = language;
  root.lang = language === "zh" ? "zh-Hant" : "en";
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.choose === language));
}
for (const button of buttons) button.addEventListener("click", () => choose(button.dataset.choose));
choose(navigator.language.startsWith("zh") ? "zh" : "en");
function open() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && target.tagName === "DETAILS") target.open = true;
}
addEventListener("hashchange", open);
open();
