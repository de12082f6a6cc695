// The search page: results as one types, the query in the address.
"use strict";
(() => {
  const input = document.getElementById("s"), list = document.getElementById("hits"), count = document.getElementById("count");
  let turn = 0, chosen = -1;
  const element = (name, text, className) => {
    const node = document.createElement(name);
    if (text) node.textContent = text;
    if (className) node.className = className;
    return node;
  };
  const show = async () => {
    const text = input.value.trim(), mine = ++turn;
    history.replaceState(null, "", text ? "?q=" + encodeURIComponent(text) : location.pathname);
    document.title = (text ? text + " · " : "") + "Search · Osteon";
    chosen = -1;
    if (text.length < 2) { list.replaceChildren(); count.textContent = ""; return }
    let hits;
    try { hits = await window.OsteonSearch.find(text, 25) } catch { hits = null }
    if (mine !== turn) return;
    if (!hits) { count.textContent = "The search index could not be read. Open the site through a web server, or use osteon serve."; return }
    list.replaceChildren(...hits.map(hit => {
      const item = element("li"), link = element("a", hit.code, "c"), body = element("div", hit.title);
      link.href = "icd10cm/" + hit.code + ".html";
      body.append(" ", element("span", ["Header", "Billable", "Needs a 7th character"][hit.standing], ["no", "ok", "part"][hit.standing]));
      item.append(link, body);
      if (hit.term) item.append(element("small", "found as: " + hit.term));
      return item;
    }));
    const near = hits.length && hits[0].near;
    count.textContent = !hits.length ? "Nothing is called so. Try fewer or other words."
      : near ? "There is no such code; these are the nearest." : hits.length === 25 ? "The first 25" : hits.length === 1 ? "1 code" : hits.length + " codes";
  };
  input.value = new URLSearchParams(location.search).get("q") || "";
  input.addEventListener("input", show);
  input.form.addEventListener("submit", event => {
    event.preventDefault();
    const link = list.querySelector("a");
    if (link) location.href = link.href;
  });
  // Down and up go through the results, Enter opens the chosen one.
  addEventListener("keydown", event => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const links = [...list.querySelectorAll("a")];
    if (!links.length) return;
    event.preventDefault();
    chosen = Math.max(-1, Math.min(links.length - 1, chosen + (event.key === "ArrowDown" ? 1 : -1)));
    if (chosen < 0) input.focus(); else links[chosen].focus();
  });
  input.focus();
  show();
})();
