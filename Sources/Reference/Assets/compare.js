// Two codes side by side, from the JSON that lies beside their pages.
"use strict";
(() => {
  const form = document.getElementById("pair"), place = document.getElementById("versus");
  const asked = new URLSearchParams(location.search);
  const written = text => {
    const plain = (text || "").replace(/[\s.]/g, "").toUpperCase();
    return plain.length > 3 ? plain.slice(0, 3) + "." + plain.slice(3) : plain;
  };
  const element = (name, text) => {
    const node = document.createElement(name);
    if (text !== undefined) node.textContent = text;
    return node;
  };
  const page = async code => {
    if (!/^[A-Z](\d[0-9A-Z]|[A-Z]\d)(\.[0-9A-Z]{1,4})?$/.test(code)) return null;
    const answer = await fetch("icd10cm/" + code + ".json");
    return answer.ok ? answer.json() : null;
  };
  const notes = (page, kind) => page.notes.filter(group => group.kind === kind && !group.level.startsWith("Chapter"))
    .flatMap(group => group.texts.map(text => text + " · " + group.level));
  const rows = [
    ["Title", p => [p.title]],
    ["Status", p => [p.billable ? "Billable" : "Header, not billable"]],
    ["Place", p => [p.groups.map(group => group.id).concat(p.headers.map(header => header.code)).join(" › ")]],
    ["What the chart says", p => p.axes.filter(axis => axis.value).map(axis => axis.kind + ": " + axis.value)],
    ["Where it is silent", p => p.axes.filter(axis => axis.fallback).map(axis => axis.kind + ": " + axis.fallback)],
    ["7th characters", p => p.seventhCharacters.map(entry => entry.character + " " + entry.meaning)],
    ["Includes", p => notes(p, "Includes").concat(notes(p, "Inclusion term"))],
    ["Excludes1", p => notes(p, "Excludes1")],
    ["Excludes2", p => notes(p, "Excludes2")],
    ["Code first", p => notes(p, "Code first")],
    ["Use additional code", p => notes(p, "Use additional code")],
    ["Also called", p => p.terms],
    ["Region", p => p.regions],
  ];
  const cell = lines => {
    const node = element("td");
    if (lines.length === 1) node.textContent = lines[0];
    if (lines.length > 1) {
      const list = element("ul");
      list.append(...lines.map(line => element("li", line)));
      node.append(list);
    }
    return node;
  };
  const show = async () => {
    const codes = ["a", "b"].map(name => written(form.elements[name].value));
    if (!codes[0] || !codes[1]) return;
    history.replaceState(null, "", "?a=" + codes[0] + "&b=" + codes[1]);
    const pages = await Promise.all(codes.map(page));
    const missing = codes.filter((_, index) => !pages[index]);
    if (missing.length) { place.replaceChildren(element("p", missing.join(" and ") + (missing.length === 1 ? " is" : " are") + " not in this edition.")); return }
    const [a, b] = pages, table = element("table"), head = element("thead"), body = element("tbody"), line = element("tr");
    table.className = "versus";
    line.append(element("td"));
    for (const page of pages) {
      const th = element("th"), link = element("a", page.code);
      th.scope = "col";
      link.className = "c";
      link.href = "icd10cm/" + page.code + ".html";
      th.append(link);
      line.append(th);
    }
    head.append(line);
    for (const [name, values] of rows) {
      const left = values(a), right = values(b);
      if (!left.length && !right.length) continue;
      const row = element("tr"), th = element("th", name);
      th.scope = "row";
      if (left.join("\n") !== right.join("\n")) row.className = "diff";
      row.append(th, cell(left), cell(right));
      body.append(row);
    }
    table.append(head, body);
    const excludes = [[a, b], [b, a]].flatMap(([one, other]) => one.related
      .filter(entry => entry.relation === "excludes1" && other.code.startsWith(entry.range.replace(/[.-]*-$/, "")))
      .map(entry => one.code + " carries Excludes1 for " + entry.range + " (" + entry.level + "): the two are not reported together."));
    place.replaceChildren(...excludes.map(text => { const p = element("p", text); p.className = "no"; return p }), table);
    document.title = codes.join(" and ") + " compared · Osteon";
  };
  for (const name of ["a", "b"]) form.elements[name].value = asked.get(name) || "";
  form.addEventListener("submit", event => { event.preventDefault(); show() });
  show();
})();
