// Conveniences on top of pages that read without a script: keyboard, theme, copying a code. No request leaves the site.
"use strict";
(() => {
  const root = document.body.dataset.root || "";
  const field = document.getElementById("q");

  // Theme: what the system says, unless the reader chose.
  const html = document.documentElement;
  const store = { get: () => { try { return localStorage.getItem("theme") } catch { return null } },
                  set: v => { try { localStorage.setItem("theme", v) } catch { /* private mode */ } } };
  if (store.get()) html.dataset.theme = store.get();
  const isDark = () => html.dataset.theme ? html.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const theme = document.createElement("button");
  theme.className = "theme";
  theme.type = "button";
  theme.innerHTML = '<svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="8"/><path d="M12 4v16a8 8 0 0 0 0-16z" fill="currentColor"/></svg>';
  const name = () => theme.setAttribute("aria-label", isDark() ? "Use light colours" : "Use dark colours");
  theme.addEventListener("click", () => { html.dataset.theme = isDark() ? "light" : "dark"; store.set(html.dataset.theme); name() });
  name();
  document.querySelector(".bar").append(theme);

  // Copying the code.
  const heading = document.querySelector("h1 .code");
  if (heading && navigator.clipboard) {
    const code = heading.textContent.trim();
    const copy = document.createElement("button");
    copy.className = "copy";
    copy.type = "button";
    copy.textContent = "Copy";
    copy.setAttribute("aria-label", "Copy " + code);
    copy.addEventListener("click", () => navigator.clipboard.writeText(code).then(() => {
      copy.textContent = "Copied";
      setTimeout(() => copy.textContent = "Copy", 1500);
    }));
    heading.append(copy);
  }

  // Keyboard: / goes to the search, arrows to the codes beside this one, u to the header above.
  addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !typing) {
      event.preventDefault();
      (document.querySelector(".bigfind input") || field).focus();
    } else if (event.key === "Escape" && typing) {
      document.activeElement.blur();
    } else if (!typing && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
      const link = document.querySelector(event.key === "ArrowLeft" ? "link[rel=prev]" : "link[rel=next]");
      if (link) location.href = link.getAttribute("href");
    } else if (!typing && event.key === "u") {
      const up = [...document.querySelectorAll(".crumbs a")].pop();
      if (up) up.click();
    }
  });

  // Suggestions under a search field, when it is used for the first time.
  const load = () => window.OsteonSearch ? Promise.resolve() : new Promise((done, fail) => {
    const script = document.createElement("script");
    script.src = root + "assets/search.js";
    script.onload = done;
    script.onerror = fail;
    document.head.append(script);
  });
  const suggest = input => {
    const list = document.createElement("ul");
    list.className = "suggest";
    list.id = "suggest-" + (input.id || "big");
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Codes found");
    list.hidden = true;
    input.parentElement.append(list);
    Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" })
      .forEach(([key, value]) => input.setAttribute(key, value));
    let chosen = -1, turn = 0;
    const close = () => { list.hidden = true; chosen = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant") };
    const choose = index => {
      const items = [...list.children];
      if (!items.length) return;
      chosen = (index + items.length) % items.length;
      items.forEach((item, place) => item.setAttribute("aria-selected", place === chosen));
      input.setAttribute("aria-activedescendant", items[chosen].id);
      items[chosen].scrollIntoView({ block: "nearest" });
    };
    const show = async () => {
      const text = input.value.trim(), mine = ++turn;
      if (text.length < 2) return close();
      await load();
      const hits = await window.OsteonSearch.find(text, 8);
      if (mine !== turn || document.activeElement !== input) return;
      list.replaceChildren(...hits.map((hit, index) => {
        const item = document.createElement("li"), code = document.createElement("b");
        item.id = list.id + "-" + index;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        code.className = "c";
        code.textContent = hit.code;
        item.append(code, document.createTextNode(hit.term || hit.title));
        item.addEventListener("mousedown", event => { event.preventDefault(); location.href = root + "icd10cm/" + hit.code + ".html" });
        return item;
      }));
      list.hidden = !hits.length;
      input.setAttribute("aria-expanded", String(!!hits.length));
      chosen = -1;
    };
    input.addEventListener("input", show);
    input.addEventListener("blur", close);
    input.addEventListener("keydown", event => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        choose(chosen + (event.key === "ArrowDown" ? 1 : chosen < 0 ? 0 : -1));
      } else if (event.key === "Enter" && chosen >= 0) {
        event.preventDefault();
        location.href = root + "icd10cm/" + list.children[chosen].firstChild.textContent + ".html";
      } else if (event.key === "Escape") {
        close();
      }
    });
  };
  if (!document.body.querySelector("[data-search]")) suggest(field);
  const big = document.querySelector(".bigfind input[data-suggest]");
  if (big) suggest(big);
})();
