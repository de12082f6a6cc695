"use strict";
(() => {
  const { byId, element } = Desk;
  const root = byId("encounter"), id = root.dataset.id, isSigned = !!root.dataset.signed;
  let version = 0, content = null, analysis = null, active = "";

  const decision = (code) => content.decisions.find((entry) => entry.code === code);
  let saving = Promise.resolve();
  function save() {
    saving = saving.then(async () => {
      try { version = (await Desk.ask("PUT", `/api/encounters/${id}`, JSON.stringify({ version, content }))).version; dispatchEvent(new Event("desk-decided")); } catch (error) { Desk.tell(error.message); }
    });
    return saving;
  }
  function decide(code, action, extra = {}) {
    content.decisions = content.decisions.filter((entry) => entry.code !== code);
    content.decisions.push({ code, action, replacement: "", reason: "", ...extra });
    save();
    show();
    focus(code);
  }
  function paint() {
    const places = [];
    for (const row of analysis.codes) for (const place of row.places) places.push({ ...place, name: "", code: row.code });
    for (const row of analysis.codes) if (row.code === active) for (const place of row.places) places.push({ ...place, name: "on", code: row.code });
    Desk.paint(byId("text"), content.note, places);
  }
  function focus(code) {
    active = code;
    paint();
    for (const row of byId("codes").children) {
      row.classList.toggle("on", row.dataset.code === code);
      if (row.dataset.code === code && !row.contains(document.activeElement)) row.focus();
    }
  }
  const acts = [["accepted", "Accept", "A"], ["changed", "Change", "C"], ["rejected", "Reject", "R"], ["queried", "Ask", "Q"]];
  function ask(code, action) {
    const row = [...byId("codes").children].find((item) => item.dataset.code === code);
    if (action === "accepted") return decide(code, action);
    const box = row.querySelector(".more");
    const question = analysis.questions[0] ? analysis.questions[0].text : "";
    if (action === "changed") {
      const hits = element("ul", { class: "hits" });
      const input = element("input", { type: "search", "aria-label": "Find another code", placeholder: "Words or a code", oninput: async () => {
        const found = await Desk.ask("GET", "/api/search?q=" + encodeURIComponent(input.value)).catch(() => []);
        hits.replaceChildren(...found.map((hit) => element("li", {}, element("button", { type: "button", disabled: !hit.billable, onclick: () => decide(code, "changed", { replacement: hit.code }) }, element("code", {}, hit.code), " " + hit.title))));
      } });
      box.replaceChildren(input, hits);
      input.focus();
      return;
    }
    const input = element("input", { "aria-label": action === "rejected" ? "Reason" : "Question", value: action === "queried" ? question : "", placeholder: action === "rejected" ? "Why is it wrong?" : "Question to the provider", maxlength: 400 });
    const keep = () => { if (input.value.trim()) decide(code, action, { reason: input.value.trim() }); else input.focus(); };
    input.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); keep(); } event.stopPropagation(); });
    box.replaceChildren(element("div", { class: "row" }, element("span", { class: "field grow" }, input), element("button", { type: "button", onclick: keep }, action === "rejected" ? "Reject" : "Send query")));
    input.focus();
  }
  function show() {
    byId("codes").replaceChildren(...analysis.codes.map((row) => {
      const done = decision(row.code);
      return element("li", { tabindex: 0, "data-code": row.code, onmouseenter: () => { if (active !== row.code) { active = row.code; paint(); } }, onfocusin: () => { active = row.code; paint(); } },
        element("p", {}, element("code", {}, row.code), " ", element("span", { class: "title" }, row.title), " ", row.unspecific ? element("span", { class: "tag warn" }, "unspecified") : null),
        element("p", {}, element("q", {}, row.evidence), " ", element("span", { class: "quiet" }, row.path.join(" › "))),
        done && done.replacement ? element("p", { class: "quiet" }, `changed to ${done.replacement}`) : null,
        done && done.reason ? element("p", { class: "quiet" }, done.reason) : null,
        Desk.steps(row),
        isSigned ? null : element("div", { class: "row acts" }, ...acts.map(([action, label, key]) => element("button", { type: "button", "aria-pressed": String(!!done && done.action === action), "aria-keyshortcuts": key, onclick: () => ask(row.code, action) }, label))),
        element("div", { class: "more" }));
    }));
    if (!analysis.codes.length) byId("codes").replaceChildren(element("li", { class: "quiet" }, "No code is supported by the note."));
    byId("edition").textContent = `ICD-10-CM ${analysis.edition} (${analysis.standing})`;
    Desk.questions(byId("questions"), byId("questions-card"), analysis.questions);
    byId("rejected-card").hidden = analysis.rejected.length === 0;
    byId("rejected").replaceChildren(...analysis.rejected.map((row) => element("li", {}, element("q", {}, row.words), " ", row.sentence)));
    byId("confirm").hidden = content.openMarks.length === 0;
    byId("confirm").querySelector("ul").replaceChildren(...content.openMarks.map((mark) => element("li", {}, element("b", {}, mark.text), " ", mark.reason)));
    const open = analysis.codes.filter((row) => !decision(row.code)).length;
    const waits = content.openMarks.length;
    byId("sign-button").disabled = open > 0 || waits > 0;
    byId("sign-state").textContent = waits ? `${waits} numbers or sides wait for confirmation` : open ? `${open} of ${analysis.codes.length} codes wait for a decision` : "Every code is decided. Signing makes the record final.";
    byId("sign").hidden = isSigned;
    byId("downloads").hidden = !isSigned;
  }
  addEventListener("keydown", (event) => {
    if (isSigned || ["INPUT", "TEXTAREA", "SELECT"].includes(event.target.tagName) || event.ctrlKey || event.metaKey || event.altKey) return;
    const codes = analysis ? analysis.codes.map((row) => row.code) : [];
    const at = codes.indexOf(active);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      focus(codes[Math.max(0, Math.min(codes.length - 1, at + (event.key === "ArrowDown" ? 1 : -1)))]);
    }
    const act = acts.find(([, , key]) => key === event.key.toUpperCase());
    if (act && at >= 0) { event.preventDefault(); ask(codes[at], act[0]); if (act[0] === "accepted" && codes[at + 1]) focus(codes[at + 1]); }
  });
  byId("sign").addEventListener("submit", async (event) => {
    event.preventDefault();
    await saving;
    try {
      await Desk.ask("POST", `/api/encounters/${id}/sign`, JSON.stringify({ version, signer: byId("signer").value }));
      location.reload();
    } catch (error) { Desk.tell(error.message); }
  });
  (async () => {
    const encounter = await Desk.ask("GET", `/api/encounters/${id}`);
    version = encounter.version;
    content = encounter.content;
    const request = { text: content.note };
    for (const name of ["date", "sex", "menopause", "kind"]) if (content[name]) request[name] = content[name];
    if (content.age != null) request.age = content.age;
    analysis = await Desk.ask("POST", `/api/encounters/${id}/analysis`, JSON.stringify(request));
    show();
    paint();
    if (analysis.codes.length && !isSigned) focus(analysis.codes[0].code);
  })().catch((error) => Desk.tell(error.message));
})();
