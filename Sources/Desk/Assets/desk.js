"use strict";
/* What every page of the desk shares. */
const Desk = {
  byId: (id) => document.getElementById(id),
  /** An element with text or children; text is never read as HTML. */
  element(name, attributes = {}, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === false || value == null) continue;
      if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
      else node.setAttribute(key, value === true ? "" : value);
    }
    node.append(...children.filter((child) => child != null));
    return node;
  },
  svg(name, attributes = {}, text) {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    if (text != null) node.textContent = text;
    return node;
  },
  /** A request to the desk; failures are thrown with the desk's own words. */
  async ask(method, path, body, type = "application/json") {
    const answer = await fetch(path, { method, body, headers: body == null ? {} : { "Content-Type": type } });
    const data = (answer.headers.get("Content-Type") || "").includes("json") ? await answer.json() : {};
    if (!answer.ok) {
      const error = new Error(data.error || "the desk does not answer (" + answer.status + ")");
      error.status = answer.status;
      throw error;
    }
    return data;
  },
  tell(text) {
    const message = Desk.byId("message");
    message.textContent = text;
    message.hidden = !text;
    clearTimeout(Desk.messageTimer);
    if (text) Desk.messageTimer = setTimeout(() => Desk.tell(""), 9000);
  },
  /** Writes `text` into `box` with its places marked: [{start, end, name}], later names win where they overlap. */
  paint(box, text, places) {
    const names = new Map();
    const cuts = new Set([0, text.length]);
    for (const place of places) { cuts.add(Math.min(place.start, text.length)); cuts.add(Math.min(place.end, text.length)); }
    const points = [...cuts].sort((a, b) => a - b);
    for (const place of places)
      for (const point of points) if (point >= place.start && point < place.end) names.set(point, place);
    box.replaceChildren();
    for (let index = 0; index + 1 < points.length; index++) {
      const piece = text.slice(points[index], points[index + 1]);
      const place = names.get(points[index]);
      box.append(place ? Desk.element("mark", { class: place.name, "data-code": place.code }, piece) : piece);
    }
    box.append("\n");
  },
  score: (value) => (value < 0 ? "\u2212" : value > 0 ? "+" : "") + Math.abs(value).toFixed(1),
  questions(list, card, questions) {
    card.hidden = questions.length === 0;
    list.replaceChildren(...questions.map((question) => Desk.element("li", {}, question.text)));
  },
  steps(row) {
    return Desk.element("details", {}, Desk.element("summary", {}, "Why"), Desk.element("ol", {}, ...row.steps.map((step) =>
      Desk.element("li", {}, Desk.element("b", {}, step.code), " ", step.sentence + " ",
        step.words.length ? Desk.element("q", {}, step.words.join(" … ")) : null, " ", Desk.element("cite", {}, step.source)))));
  },
};
