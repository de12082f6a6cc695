"use strict";
/* The panel of billing. The desk works out everything; this file sends what was entered and shows its answer. */
(() => {
  const { byId, element } = Desk;
  const id = byId("encounter").dataset.id, form = byId("billing-form"), rows = byId("services");
  let version = 0, codes = [], isLoaded = false;

  function gather() {
    const services = [...rows.children].map((row) => ({
      ...Object.fromEntries(["procedure", "modifiers", "units", "charge"].map((name) => [name, row.querySelector(`[name=${name}]`).value.trim()])),
      diagnoses: row.chosen,
    })).filter((service) => service.procedure);
    const details = Object.fromEntries([...form.querySelectorAll("[data-key]")].filter((input) => input.value).map((input) => [input.dataset.key, input.value]));
    return { services, details };
  }
  let saving = Promise.resolve();
  function changed() {
    if (!isLoaded) return;
    byId("billing-saved").textContent = "…";
    clearTimeout(changed.timer);
    changed.timer = setTimeout(() => { saving = saving.then(save); }, 350);
  }
  async function save() {
    try {
      version = (await Desk.ask("PUT", `/api/encounters/${id}/billing`, JSON.stringify({ version, entry: gather() }))).version;
      byId("billing-saved").textContent = "saved";
      await refresh();
    } catch (error) { byId("billing-saved").textContent = "not saved"; Desk.tell(error.message); }
  }
  async function refresh() {
    const answer = await fetch(`/encounters/${id}/billing`);
    if (!answer.ok) return Desk.tell((await answer.json().catch(() => ({}))).error || "the desk does not answer");
    // The fragment is the desk's own template, in which every value is escaped.
    byId("billing").innerHTML = await answer.text();
    byId("billing-glance").replaceChildren(byId("billing").querySelector(".glance"));
    codes = (byId("billing-glance").querySelector("[data-codes]").dataset.codes || "").split(" ").filter(Boolean);
    for (const row of rows.children) chips(row);
  }
  /** The diagnoses of a line: buttons in the order of the claim; without a choice the first four support it. */
  function chips(row) {
    row.chosen = row.chosen.filter((code) => codes.includes(code));
    const shown = row.chosen.length ? row.chosen : codes.slice(0, 4);
    const held = document.activeElement && row.contains(document.activeElement) ? document.activeElement.dataset.code : null;
    row.querySelector(".chips").replaceChildren(...codes.map((code, index) => element("button", {
      type: "button", class: "chip", "data-code": code, "aria-pressed": String(shown.includes(code)),
      onclick: () => {
        const now = shown.includes(code) ? shown.filter((other) => other !== code) : [...shown, code].slice(-4);
        if (!now.length) return;
        row.chosen = now;
        chips(row);
        changed();
      } }, element("b", {}, "ABCDEFGHIJKL"[index] || "–"), " " + code)));
    if (held) row.querySelector(`[data-code="${held}"]`)?.focus();
  }
  function add(service = { procedure: "", modifiers: "", units: "1", charge: "", diagnoses: [] }) {
    const number = rows.children.length + 1;
    const input = (name, label, extra = {}) => element("td", {}, element("input", { name, "aria-label": `${label} ${number}`, value: service[name], oninput: changed, ...extra }));
    const row = element("tr", {},
      input("procedure", "Procedure", { list: "procedures", maxlength: 5, size: 8, placeholder: "77080" }),
      input("modifiers", "Modifiers", { maxlength: 16, size: 8, placeholder: "LT 25" }),
      input("units", "Units", { inputmode: "numeric", maxlength: 4, size: 3 }),
      input("charge", "Charge", { inputmode: "decimal", maxlength: 14, size: 8, placeholder: "0.00" }),
      element("td", { class: "chips" }),
      element("td", {}, element("button", { type: "button", class: "remove", "aria-label": `Remove procedure ${number}`, onclick: () => { row.remove(); if (!rows.children.length) add(); changed(); } }, "×")));
    row.chosen = service.diagnoses;
    rows.append(row);
    chips(row);
    return row;
  }
  byId("add-service").addEventListener("click", () => add().querySelector("input").focus());
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const input of form.querySelectorAll("[data-key]")) input.addEventListener("input", changed);
  // A decision about a code is saved by the page; the claim follows it.
  addEventListener("desk-decided", () => refresh());
  (async () => {
    const kept = await Desk.ask("GET", `/api/encounters/${id}/billing`);
    version = kept.version;
    for (const service of kept.entry.services) add(service);
    if (!rows.children.length) add();
    const filled = new Set(Object.keys(kept.entry.details).map((key) => key));
    for (const group of form.querySelectorAll("details")) group.open = [...group.querySelectorAll("[data-key]")].some((input) => filled.has(input.dataset.key)) && group.querySelector("[data-key^=chart]") != null;
    isLoaded = true;
    await refresh();
  })().catch((error) => Desk.tell(error.message));
})();
