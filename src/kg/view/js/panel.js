// The panel: what is chosen, in words; with nothing chosen, the story so far.
function heading(parent, text, under) {
  const bar = element("div", { parent, name: "bar" });
  bar.append(button("←", () => go(-1), { "aria-label": t("back"), title: t("back") }), button("→", () => go(1), { "aria-label": t("forward"), title: t("forward") }));
  if (state.chosen) bar.append(button("×", () => { change({ chosen: null, chain: "" }); byId("stage").focus(); }, { "aria-label": t("close"), title: t("close"), name: "close" }));
  element("h2", { parent, text, id: "panel-title", tabIndex: -1 });
  if (under) element("p", { parent, name: "under", text: under });
}

function storyPanel(panel) {
  heading(panel, t("story"));
  element("p", { parent: panel, text: t("story.text", { n: partnerCount(lastDay()), first: span.first, last: span.last }) });
  const list = element("ol", { parent: panel, name: "story" });
  const byYear = new Map();
  for (const [iso3, { dating }] of partnersKnown(state.known)) byYear.set(dating[2].slice(0, 4), [...(byYear.get(dating[2].slice(0, 4)) || []), [iso3, dating]]);
  let total = 0;
  for (const [year, rows] of byYear) {
    total += rows.length;
    const item = element("li", { parent: list, name: rows.every(([, dating]) => dating[2] > state.to) ? "later" : "" });
    item.append(element("span", { name: "year", text: year }), element("span", { name: "total", text: total, title: t("partners", { n: total }) }));
    const names = element("span", { parent: item, name: "names" });
    for (const [iso3, dating] of rows) names.append(data.actors[iso3] ? nodeLink(iso3, dating[2], { title: dateText(dating[1]) }) : iso3);
  }
  const rest = element("div", { parent: panel, name: "key" });
  for (const [kind, text] of [["strong", "key.signed"], ["weak", "key.other"], ["dashed", "key.dashed"]]) element("p", { parent: rest }, element("i", { name: kind }), t(text));
  element("p", { parent: panel, name: "soft", text: t("hint") });
}

const subregion = (name) => words[state.lang][`sub.${name}`] || (state.lang === "zh" ? "" : name);
const bodiesOf = (actor, id) => (actor.kind === "country" && id !== data.home ? nodes.filter((node) => node.iso3 === actor.iso3 && node.id !== id) : []);

function nodePanel(id, panel) {
  const actor = data.actors[id];
  const now = nameOf(id, state.to);
  const other = state.lang === "zh" ? actor.en : actor.zh;
  heading(panel, now, [other === now ? "" : other, label(actor.kind), actor.iso3].filter(Boolean).join(" · "));
  const bodies = bodiesOf(actor, id);
  const all = new Set([id, ...bodies.map((node) => node.id)].flatMap((name) => eventsOfActor.get(name) || []));
  const dated = [...all].filter((event) => data.network.includes(event.type) && sortDay(event) !== "9999").sort(byDate);
  const list = element("dl", { parent: panel });
  const signed = actor.kind === "country" ? partnersKnown(state.known).get(actor.iso3) : null;
  if (signed) term(list, t("signed.first"), button(dateText(signed.dating[1]), () => choose({ event: signed.event.id }), { name: "link" }));
  if (dated.length) {
    term(list, t("contact.first"), button(dateText(datingAt(dated[0], state.known)[1]), () => choose({ event: dated[0].id }), { name: "link" }));
    const last = dated[dated.length - 1];
    if (dated.length > 1) term(list, t("contact.last"), button(dateText(datingAt(last, state.known)[1]), () => choose({ event: last.id }), { name: "link" }));
  }
  const country = data.countries[actor.iso3];
  if (country && country.region) term(list, t("region"), [t(`region.${country.region}`), subregion(country.sub)].filter(Boolean).join(" · "));
  if (country && actor.kind === "country")
    for (const [since, until, source] of country.relations) term(list, t("diplomatic"), `${since} – ${until || t("today")}`, element("small", { name: "soft", text: source }));
  for (const [, name, since, until] of actor.namings || []) term(list, t("named"), `${name}${inBrackets(`${since || "…"} – ${until || "…"}`)}`);
  if (actor.parent && data.actors[actor.parent]) term(list, t("parent"), nodeLink(actor.parent, state.to));
  const organs = bodies.filter((node) => node.kind !== "person").slice(0, 30);
  if (organs.length) term(list, t("bodies"), ...organs.flatMap((node, n) => [n ? comma() : "", nodeLink(node.id, state.to)]));
  if (nodeOf.has(id)) {
    const tools = element("div", { parent: panel, name: "tools" });
    tools.append(button(state.near === id ? t("near.off") : t("near"), () => change({ near: state.near === id ? "" : id }), { "aria-pressed": String(state.near === id) }));
    const box = element("div", { parent: tools, name: "find" });
    const input = element("input", { parent: box, type: "search", id: "chain-to", placeholder: t("chain"), "aria-label": t("chain") });
    combobox(input, box, actorHits, (hit) => change({ chain: `${id}~${hit.node}` }));
    const ends = state.chain.split("~");
    if (seen.chain && ends[0] === id) chainBox(panel, ends);
  }
  eventList(all, panel);
}

function chainBox(panel, ends) {
  const box = element("section", { parent: panel, name: "chain" });
  element("h3", { parent: box, text: seen.chain.path ? t("chain.of", { n: seen.chain.ties.length }) : t("chain.none", { name: nameOf(ends[1], state.to) }) });
  const list = element("ol", { parent: box });
  (seen.chain.path || []).forEach((name, n) => {
    const item = element("li", { parent: list }, nodeLink(name, state.to));
    if (n) item.prepend(button(t("events", { n: tieEvents(seen.chain.ties[n - 1]).length }), () => choose({ tie: seen.chain.ties[n - 1].key }), { name: "link step" }));
  });
  box.append(button(t("chain.off"), () => change({ chain: "" })));
}

function tiePanel(key, panel) {
  const tie = tieOf.get(key);
  heading(panel, `${nameOf(tie.a.id, state.to)} — ${nameOf(tie.b.id, state.to)}`, [tie.a, tie.b].map((node) => data.actors[node.id][state.lang === "zh" ? "en" : "zh"]).join(" — "));
  const tools = element("p", { parent: panel, name: "ends" });
  tools.append(nodeLink(tie.a.id, state.to), " · ", nodeLink(tie.b.id, state.to));
  const known = tie.events.filter((event) => datingAt(event, state.known)).sort(byDate);
  const now = known.filter(isSeen);
  if (known.length > 3) { eventList(known, panel); return; }
  for (const event of now.length ? now : known) {
    element("h3", { parent: panel, name: "event-title" }, button(`${eventKind(event)}${colon()}${titleOf(event)}`, () => choose({ event: event.id }), { name: "link" }));
    eventFacts(event, panel);
  }
}

function claimPanel(id, panel) {
  const claim = claims.get(id);
  heading(panel, `${claim.title || t("claim")}${colon()}${claim.value} ${claim.unit || ""}`, claim.period ? dateText(claim.period) : t("claim"));
  if (claim.parties) element("p", { parent: panel }, ...claim.parties.flatMap(([name], n) => [n ? comma() : "", data.actors[name] ? nodeLink(name, state.to) : name]));
  conflictBox(conflictsOf.get(id) || [], panel);
  statementList(claim.statements, panel);
}

function showPanel() {
  const panel = byId("panel");
  panel.replaceChildren();
  const chosen = state.chosen;
  if (!chosen) storyPanel(panel);
  else if (chosen.node) nodePanel(chosen.node, panel);
  else if (chosen.tie) tiePanel(chosen.tie, panel);
  else if (chosen.claim) claimPanel(chosen.claim, panel);
  else {
    const event = events.get(chosen.event);
    heading(panel, titleOf(event), [eventKind(event), ...new Set(partners(event).map(([id]) => data.actors[id].iso3).filter((iso3) => data.actors[iso3]).map((iso3) => nameOf(iso3, sortDay(event))))].slice(0, 6).join(" · "));
    eventFacts(event, panel);
  }
}
