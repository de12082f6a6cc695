// A practice's own code list against the changes of two editions. The list never leaves the browser.
"use strict";
(() => {
  const section = document.getElementById("practice");
  const element = (name, text, attributes = {}) => {
    const node = document.createElement(name);
    if (text) node.textContent = text;
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };
  const field = element("div", "", { class: "field" });
  const area = element("textarea", "", { id: "codes", spellcheck: "false", placeholder: "M72.2,120\nM54.50,344" });
  const file = element("input", "", { type: "file", id: "file", accept: ".csv,.tsv,.txt" });
  field.append(element("label", "Codes, one a line, with a count after a comma", { for: "codes" }), area,
               element("label", "or a file", { for: "file" }), file);
  const out = element("div", "", { id: "affected", "aria-live": "polite" });
  section.append(field, out);
  file.addEventListener("change", async () => { if (file.files[0]) { area.value = await file.files[0].text(); show() } });
  let data;
  const written = text => text.length > 3 ? text.slice(0, 3) + "." + text.slice(3) : text;
  const quoted = text => /[",\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
  const show = async () => {
    data ||= await fetch(section.dataset.changes).then(answer => answer.json());
    const codes = new Map();
    for (const line of area.value.split(/\r?\n/)) {
      const [first = "", count = "1"] = line.split(/[,;\t]/).map(text => text.replace(/["\s]/g, ""));
      const code = written(first.replace(".", "").toUpperCase());
      if (/^[A-Z](\d[0-9A-Z]|[A-Z]\d)(\.[0-9A-Z]{1,4})?$/.test(code)) codes.set(code, (codes.get(code) || 0) + (parseInt(count, 10) || 0));
    }
    const by = list => new Map(list.map(change => [change.code, change]));
    const deleted = by(data.deleted), retitled = by(data.retitled), flags = by(data.billableChanged), lines = [];
    for (const [code, count] of codes) {
      const fresh = data.added.filter(change => change.billable && change.code.startsWith(code) && change.code !== code).map(change => change.code);
      const flag = flags.get(code);
      const effect = deleted.has(code) ? "Deleted" : flag && !flag.billable ? "No longer billable: more characters are needed"
        : retitled.has(code) ? "Reworded" : fresh.length ? "New codes stand below it" : "";
      if (effect) lines.push({ code, count, effect, fresh });
    }
    lines.sort((a, b) => b.count - a.count || a.code.localeCompare(b.code));
    if (!codes.size) return out.replaceChildren();
    const summary = element("p", lines.length + " of " + codes.size + (codes.size === 1 ? " code is" : " codes are") + " affected.");
    if (!lines.length) return out.replaceChildren(summary);
    const table = element("table", "", { class: "changes" }), head = element("thead"), row = element("tr"), body = element("tbody");
    for (const name of ["Code", "Count", "What happens", "New codes"]) row.append(element("th", name, { scope: "col" }));
    head.append(row);
    for (const line of lines) {
      const row = element("tr"), code = element("td"), fresh = element("td");
      code.append(element("a", line.code, { class: "c", href: "../icd10cm/" + line.code + ".html" }));
      line.fresh.forEach((name, index) => fresh.append(index ? " " : "", element("a", name, { class: "c", href: "../icd10cm/" + name + ".html" })));
      row.append(code, element("td", String(line.count)), element("td", line.effect), fresh);
      body.append(row);
    }
    table.append(head, body);
    const csv = "code,count,effect,new codes\n" + lines.map(line => [line.code, line.count, line.effect, line.fresh.join(" ")].map(value => quoted(String(value))).join(",")).join("\n") + "\n";
    const save = element("a", "Save the list as CSV", { class: "button", download: "affected.csv", href: URL.createObjectURL(new Blob([csv], { type: "text/csv" })) });
    out.replaceChildren(summary, table, save);
  };
  area.addEventListener("input", show);
})();
