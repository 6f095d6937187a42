// The audit: statements that cannot all hold, dates that are not to the day, and the counts that the reports claim.
function auditSection(holder, key, n) {
  const box = element("section", { parent: holder });
  element("h2", { parent: box, text: t(key, { n }) });
  element("p", { parent: box, name: "soft", text: t(`${key}.text`) });
  return box;
}

function showAudit() {
  const holder = byId("sheet");
  holder.replaceChildren();
  const differ = auditSection(holder, "audit.conflicts", data.conflicts.length);
  for (const [about, field, values] of data.conflicts) {
    const event = events.get(about) || eventOfStatement.get(about);
    const title = event ? titleOf(event) : data.statements[values[0][1][0]].title || about;
    const card = element("article", { parent: differ, name: "card" });
    element("h3", { parent: card }, event ? button(title, () => choose({ event: event.id }), { name: "link" }) : title);
    conflictBox([{ field, values }], card);
  }
  if (data.checks.length) {
    const wrong = data.checks.filter((check) => check.verdict === "differs");
    const counted = auditSection(holder, "audit.checks", wrong.length);
    element("p", { parent: counted, text: t("audit.checks.sum", { n: data.checks.length, agree: data.checks.length - wrong.length }) });
    for (const check of wrong.slice(0, MORE)) {
      const statement = data.statements[check.about];
      const [claim, event] = [claimOfStatement.get(check.about), eventOfStatement.get(check.about)];
      const card = element("article", { parent: counted, name: "card" });
      const title = (event ? titleOf(event) : statement.title) || t("claim");
      element("h3", { parent: card }, claim || event ? button(title, () => choose(claim ? { claim: claim.id } : { event: event.id }), { name: "link" }) : title);
      statementBox(check.about, card);
    }
  }
  const unsure = seen.eventList.filter((event) => event.dating[2] && event.dating[3]).sort(byDate);
  const loose = auditSection(holder, "audit.uncertain", unsure.length);
  const list = element("ul", { parent: loose, name: "events" });
  unsure.slice(0, MORE).forEach((event) => eventRow(event, list));
  const none = [...events.values()].filter((event) => networkEvent(event) && datingAt(event, state.known) && !datingAt(event, state.known)[2]);
  const undated = auditSection(holder, "audit.undated", none.length);
  const rows = element("ul", { parent: undated, name: "events" });
  none.slice(0, MORE).forEach((event) => eventRow(event, rows));
  if (data.doubts.length) {
    const open = auditSection(holder, "audit.doubts", data.doubts.length);
    for (const [left, right, reason] of data.doubts) element("p", { parent: open, text: `${left} · ${right}: ${reason}` });
  }
  const told = [...claims.values()].filter((claim) => typeof claim.value === "number");
  const claimed = auditSection(holder, "audit.claims", told.length);
  const claimRows = element("ul", { parent: claimed, name: "events" });
  for (const claim of told.slice(0, 2 * MORE)) {
    const row = button("", () => choose({ claim: claim.id }), { parent: element("li", { parent: claimRows }) });
    row.append(element("span", { name: "day", text: `${claim.value} ${claim.unit || ""}` }), element("span", { name: "what", text: [claim.title || t("claim"), (claim.period || "").replace("/", " – ").replace("..", "")].filter(Boolean).join(" · ") }));
  }
}
