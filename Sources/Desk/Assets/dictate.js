"use strict";
/* T-scores on the bands of the WHO, and earlier scans over their dates. */
const Scores = {
  left: 132, right: 46, width: 520,
  x(score) { return this.left + (Math.max(-5, Math.min(2, score)) + 5) / 7 * (this.width - this.left - this.right); },
  show(measurements) {
    const rows = measurements.filter((row) => row.t != null && !row.prior);
    Desk.byId("scores").hidden = rows.length === 0;
    if (!rows.length) return;
    const height = 34 + rows.length * 30;
    const svg = Desk.svg("svg", { viewBox: `0 0 ${this.width} ${height + 14}`, role: "img", "aria-label": rows.map((row) => `${row.side} ${row.site} T-score ${row.t} ${row.category}`).join("; ") });
    for (const [from, to, name] of [[-5, -2.5, "low"], [-2.5, -1, "middle"], [-1, 2, "normal"]])
      svg.append(Desk.svg("rect", { x: this.x(from), y: 22, width: this.x(to) - this.x(from), height: height - 26, class: name, opacity: .38 }));
    for (const at of [-4, -2.5, -1, 0, 1])
      svg.append(Desk.svg("text", { x: this.x(at), y: height + 10, "text-anchor": "middle", class: "axis" }, (at < 0 ? "\u2212" : "") + Math.abs(at)));
    for (const [at, text] of [[-3.75, "osteoporosis range"], [-1.75, "low bone mass"], [.5, "normal"]])
      svg.append(Desk.svg("text", { x: this.x(at), y: 14, "text-anchor": "middle", class: "axis" }, text));
    rows.forEach((row, index) => {
      const y = 42 + index * 30;
      svg.append(Desk.svg("text", { x: this.left - 10, y: y + 4, "text-anchor": "end" }, (row.side ? row.side + " " : "") + row.site));
      svg.append(Desk.svg("line", { x1: this.x(-5), x2: this.x(2), y1: y, y2: y, class: "grid" }));
      svg.append(Desk.svg("circle", { cx: this.x(row.t), cy: y, r: 7, class: row.diagnostic ? "point" : "hollow" }));
      svg.append(Desk.svg("text", { x: this.width - this.right + 10, y: y + 4, class: "value" }, Desk.score(row.t)));
    });
    Desk.byId("strip").replaceChildren(svg);
    this.trend(measurements);
  },
  /** BMD of a site over its dates, with the least significant change as a band around the earlier value where it is printed. */
  trend(measurements) {
    const box = Desk.byId("trend");
    box.replaceChildren();
    const bySite = new Map();
    for (const row of measurements) if (row.bmd != null && row.date) {
      const key = (row.side ? row.side + " " : "") + row.site;
      bySite.set(key, [...(bySite.get(key) || []), row]);
    }
    for (const [site, all] of bySite) {
      const rows = all.sort((a, b) => a.date < b.date ? -1 : 1);
      if (rows.length < 2 || new Set(rows.map((row) => row.date)).size < 2) continue;
      const values = rows.map((row) => row.bmd), lsc = rows.map((row) => row.lsc).find((value) => value != null) || 0;
      const low = Math.min(...values) - Math.max(lsc, .02), high = Math.max(...values) + Math.max(lsc, .02);
      const x = (index) => this.left + 20 + index / (rows.length - 1) * (this.width - this.left - this.right - 40), y = (value) => 90 - (value - low) / (high - low) * 74;
      const svg = Desk.svg("svg", { viewBox: `0 0 ${this.width} 112`, role: "img", "aria-label": `${site}: ` + rows.map((row) => `${row.date} ${row.bmd} g/cm²`).join(", ") });
      if (lsc) svg.append(Desk.svg("rect", { x: this.left, y: y(values[0] + lsc), width: this.width - this.left - this.right, height: y(values[0] - lsc) - y(values[0] + lsc), class: "middle", opacity: .3 }));
      svg.append(Desk.svg("polyline", { points: rows.map((row, index) => `${x(index)},${y(row.bmd)}`).join(" "), class: "line" }));
      rows.forEach((row, index) => {
        svg.append(Desk.svg("circle", { cx: x(index), cy: y(row.bmd), r: 5, class: "point" }));
        svg.append(Desk.svg("text", { x: x(index), y: y(row.bmd) - 10, "text-anchor": "middle", class: "value" }, row.bmd.toFixed(3)));
        svg.append(Desk.svg("text", { x: x(index), y: 108, "text-anchor": "middle", class: "axis" }, row.date));
      });
      svg.append(Desk.svg("text", { x: this.left - 10, y: 50, "text-anchor": "end" }, site));
      svg.append(Desk.svg("text", { x: this.left - 10, y: 66, "text-anchor": "end", class: "axis" }, lsc ? `band: least significant change ${lsc}` : "BMD g/cm²"));
      box.append(svg);
    }
  },
};
(() => {
  const { byId, element } = Desk;
  const root = byId("encounter"), id = root.dataset.id, note = byId("note"), backdrop = byId("backdrop");
  const fields = ["date", "age", "sex", "menopause", "kind", "label"];
  let version = null, content = null, analysis = null, openMarks = [], active = "", dictated = "", isDirty = false;

  // MARK: Saving. The note is saved half a second after the last change; a page that is left saves at once.
  function gather() {
    content.note = note.value;
    for (const name of fields) content[name] = byId(name).value;
    content.age = byId("age").value === "" ? undefined : Number(byId("age").value);
    content.openMarks = openMarks.map(({ text, reason }) => ({ text, reason }));
    return content;
  }
  let saving = Promise.resolve();
  function save() {
    clearTimeout(save.timer);
    save.timer = setTimeout(() => { saving = saving.then(saveNow); }, 500);
    byId("saved").textContent = "…";
    isDirty = true;
  }
  async function saveNow() {
    if (!isDirty || root.dataset.signed) return;
    isDirty = false;
    try {
      version = (await Desk.ask("PUT", `/api/encounters/${id}`, JSON.stringify({ version, content: gather() }))).version;
      byId("saved").textContent = "saved";
    } catch (error) {
      isDirty = true;
      byId("saved").textContent = "not saved";
      Desk.tell(error.message);
      if (!error.status) setTimeout(save, 2000);
    }
  }

  // MARK: Coding, while somebody types or speaks.
  let asked = 0;
  async function analyse() {
    const number = ++asked;
    const request = { text: note.value };
    for (const name of ["date", "sex", "menopause", "kind"]) if (byId(name).value) request[name] = byId(name).value;
    if (byId("age").value !== "") request.age = Number(byId("age").value);
    try {
      const answer = await Desk.ask("POST", `/api/encounters/${id}/analysis`, JSON.stringify(request));
      if (number === asked) { analysis = answer; show(); }
    } catch (error) { if (error.status) Desk.tell(error.message); }
  }
  function changed() {
    grow();
    paint();
    save();
    clearTimeout(changed.timer);
    changed.timer = setTimeout(analyse, 120);
  }
  function grow() {
    note.style.height = "auto";
    note.style.height = Math.max(320, note.scrollHeight + 4) + "px";
  }

  // MARK: Showing
  function paint() {
    const places = [];
    if (analysis && analysis.text === note.value) {
      for (const row of analysis.codes) for (const place of row.places) places.push({ ...place, name: row.code === active ? "on" : "" });
      for (const question of analysis.questions) for (const place of question.places) places.push({ ...place, name: "ask" });
      if (active) for (const row of analysis.codes) if (row.code === active) for (const place of row.places) places.push({ ...place, name: "on" });
    }
    let from = 0;
    for (const mark of openMarks) {
      let start = note.value.indexOf(mark.text, from);
      if (start < 0) start = note.value.indexOf(mark.text);
      mark.at = start;
      if (start >= 0) { places.push({ start, end: start + mark.text.length, name: "doubt" }); from = start + mark.text.length; }
    }
    Desk.paint(backdrop, note.value, places);
  }
  function show() {
    analysis.text = note.value;
    paint();
    const signs = { done: "✓", open: "?", conflict: "!" };
    byId("checklist").replaceChildren(...analysis.checklist.map((item) => element("li", { class: item.state },
      element("span", { class: "sign-mark", role: "img", "aria-label": { done: "stated", open: "missing", conflict: "contradiction" }[item.state] }, signs[item.state]),
      element("b", {}, item.label), element("span", { class: "detail" }, item.detail))));
    const done = analysis.checklist.filter((item) => item.state === "done").length;
    byId("check-count").textContent = `${done} of ${analysis.checklist.length}`;
    byId("codes").replaceChildren(...(analysis.codes.length ? analysis.codes.map((row) => element("li", {
      tabindex: 0, "data-code": row.code, onmouseenter: () => focusCode(row.code), onmouseleave: () => focusCode(""),
      onfocus: () => focusCode(row.code), onblur: () => focusCode("") },
      element("p", {}, element("code", {}, row.code), " ", element("span", { class: "title" }, row.title), row.unspecific ? element("span", { class: "tag warn" }, "unspecified") : null),
      element("p", {}, element("q", {}, row.evidence)), Desk.steps(row)))
      : [element("li", { class: "quiet" }, "No code is supported by the note yet.")]));
    byId("edition").textContent = `ICD-10-CM ${analysis.edition} (${analysis.standing})`;
    byId("edition").title = analysis.notices.join("; ");
    Desk.questions(byId("questions"), byId("questions-card"), analysis.questions);
    Scores.show(analysis.measurements);
    document.documentElement.dataset.codes = analysis.codes.map((row) => row.code).join(" ");
  }
  function focusCode(code) {
    active = code;
    paint();
    for (const row of byId("codes").children) row.classList.toggle("on", row.dataset.code === code && code !== "");
  }
  function showMarks() {
    byId("confirm").hidden = openMarks.length === 0;
    byId("confirm").querySelector("ul").replaceChildren(...openMarks.map((mark, index) => element("li", {},
      element("b", {}, mark.text), element("span", { class: "quiet" }, mark.reason),
      element("button", { type: "button", onclick: () => { openMarks.splice(index, 1); showMarks(); changed(); } }, "It is right"),
      element("button", { type: "button", onclick: () => select(mark) }, "Correct it"))));
  }
  function select(mark) {
    const start = note.value.indexOf(mark.text);
    note.focus();
    if (start >= 0) note.setSelectionRange(start, start + mark.text.length);
  }

  // MARK: Dictation. What is dictated goes where the note ended when recording began; a correction elsewhere stays.
  const marksOfRecording = new Map();
  let shownVersion = -1, isResumed = false;
  function heard(state) {
    const waiting = state.place > 0 ? `${state.place} before you` : "";
    byId("recording-state").textContent = state.failure || (recorder.isRecording ? waiting || "listening" : state.finished ? "" : waiting || "writing");
    byId("partial").hidden = !state.partial;
    byId("partial").textContent = state.partial;
    if (state.version === shownVersion || state.text === dictated) return;
    shownVersion = state.version;
    // After a reload the note may hold the beginning already.
    if (isResumed)
      for (let length = state.text.length; length > dictated.length + 12; length--)
        if (note.value.includes(state.text.slice(0, length))) { dictated = state.text.slice(0, length); break; }
    let common = 0;
    while (common < dictated.length && common < state.text.length && dictated[common] === state.text[common]) common++;
    const old = dictated.slice(common), fresh = state.text.slice(common);
    let at = note.value.length;
    if (old) {
      const found = note.value.lastIndexOf(old);
      if (found >= 0) { note.value = note.value.slice(0, found) + note.value.slice(found + old.length); at = found; }
    }
    let text = fresh;
    const before = note.value.slice(0, at);
    if (!dictated && before && !/\s$/.test(before)) text = "\n" + text;
    note.value = before + text + note.value.slice(at);
    dictated = state.text;
    const own = state.marks.map((mark) => ({ text: state.text.slice(mark.start, mark.end), reason: mark.reasons.join("; "), key: mark.start + state.text.slice(mark.start, mark.end) }));
    for (const mark of own) if (!marksOfRecording.has(mark.key)) { marksOfRecording.set(mark.key, true); openMarks.push(mark); }
    openMarks = openMarks.filter((mark) => note.value.includes(mark.text));
    showMarks();
    changed();
  }
  const recorder = new Recorder(id, heard, (value) => { byId("level").hidden = !recorder.isRecording; byId("level").value = Math.sqrt(value); },
    (text) => { byId("recording-state").textContent = text; });
  function begin() { isResumed = false; dictated = ""; shownVersion = -1; marksOfRecording.clear(); }
  recorder.resumed = () => { begin(); isResumed = true; };
  async function toggle() {
    const button = byId("record");
    button.disabled = true;
    try {
      if (recorder.isRecording) {
        button.setAttribute("aria-pressed", "false");
        byId("record-label").textContent = "Record";
        byId("recording-state").textContent = "writing";
        await recorder.stop();
      } else {
        begin();
        await recorder.start();
        button.setAttribute("aria-pressed", "true");
        byId("record-label").textContent = "Stop";
      }
    } catch (error) {
      Desk.tell(error.name === "NotAllowedError" ? "The browser does not allow the microphone. Allow it for this page, or upload a recording." : error.name === "NotFoundError" ? "There is no microphone. Connect one, or upload a recording." : error.message);
    }
    button.disabled = false;
  }

  // MARK: Start
  byId("record").addEventListener("click", toggle);
  byId("audio").addEventListener("change", async ({ target }) => {
    if (!target.files.length) return;
    begin();
    byId("recording-state").textContent = "reading " + target.files[0].name;
    try { await recorder.upload(target.files[0]); } catch (error) { Desk.tell(error.message); byId("recording-state").textContent = ""; }
    target.value = "";
  });
  note.addEventListener("input", () => { openMarks = openMarks.filter((mark) => note.value.includes(mark.text)); showMarks(); changed(); });
  for (const name of fields) byId(name).addEventListener("input", changed);
  addEventListener("resize", grow);
  addEventListener("keydown", (event) => {
    if (event.key === "F2") { event.preventDefault(); toggle(); }
    if (event.key === "F4" && openMarks.length) { event.preventDefault(); openMarks.push(openMarks.shift()); select(openMarks[openMarks.length - 1]); }
    if (event.key === "Enter" && event.ctrlKey) byId("to-review").click();
  });
  byId("to-review").addEventListener("click", async (event) => {
    event.preventDefault();
    clearTimeout(save.timer);
    await saving;
    await saveNow();
    if (!isDirty) location.href = byId("to-review").href;
  });
  addEventListener("beforeunload", (event) => { if (isDirty || recorder.isRecording) event.preventDefault(); });
  (async () => {
    const encounter = await Desk.ask("GET", `/api/encounters/${id}`);
    version = encounter.version;
    content = encounter.content;
    openMarks = content.openMarks.slice();
    if (root.dataset.signed) { note.readOnly = true; byId("record").disabled = true; byId("audio").disabled = true; byId("saved").textContent = "signed"; }
    showMarks();
    grow();
    await analyse();
    if (!root.dataset.signed) await recorder.resume();
  })().catch((error) => Desk.tell(error.message));
})();
