// Search in the static index below search/: codes and lay words, word beginnings, small typing errors. The files are
// described in Sources/Reference/Search/SearchIndex.swift; the ranking is that of the program's own search.
"use strict";
window.OsteonSearch = (() => {
  const root = document.body.dataset.root || "";
  const cache = new Map();
  const get = name => {
    if (!cache.has(name)) cache.set(name, fetch(root + "search/" + name).then(answer => answer.ok ? answer.json() : null));
    return cache.get(name);
  };

  // Words ---------------------------------------------------------------------------------------------------------
  let base;
  const load = () => base ||= Promise.all([get("words.json"), get("texts.json"), get("synonyms.json")]).then(([w, t, s]) => {
    const byName = new Map(w.words.map((word, index) => [word, w.counts[index]]));
    return { ...w, byName, forms: new Map(w.forms), skipped: new Set(w.skipped), weights: t[0], total: w.texts,
             synonyms: new Map(s.map(([key, ...words]) => [key, words])) };
  });
  const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
  const digit = Object.fromEntries([...digits].map((character, value) => [character, value]));
  const split = text => text.toLowerCase().replaceAll("'", "").replaceAll("’", "").split(/[^a-z0-9\u0080-\uffff]+/).filter(Boolean);
  const sides = ["right", "left", "bilateral", "unilateral"];
  const rarity = (index, count) => {
    let ratio = (index.total + 1) / (count + 1), bits = 0;
    while (ratio > 2) { ratio /= 2; bits++ }
    return bits + ratio;
  };

  // Edit distance (with neighbours swapped as one error), given up when it exceeds the limit.
  const distance = (a, b, limit) => {
    if (Math.abs(a.length - b.length) > limit) return limit + 1;
    let before = [], row = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      let least = i;
      for (let j = 1; j <= b.length; j++) {
        let value = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, before[j - 2] + 1);
        next.push(value);
        least = Math.min(least, value);
      }
      if (least > limit) return limit + 1;
      [before, row] = [row, next];
    }
    return row[b.length];
  };

  // What a typed word can stand for, each with a weight.
  const candidates = (index, typed, isLast) => {
    const exact = index.forms.get(typed) ?? typed, result = [];
    const isKnown = index.byName.has(exact);
    if (isKnown) {
      result.push([exact, 1]);
      if (!isLast || typed.length < 3) return result;
    }
    if (typed.length >= 3) {
      const begun = index.words.filter(word => word !== exact && word.startsWith(typed))
        .sort((a, b) => a.length - b.length).slice(0, 12);
      for (const word of begun) result.push([word, isKnown ? .35 : .8]);
    }
    if (!result.length && typed.length >= 4) {
      const limit = typed.length < 8 ? 1 : 2, near = [];
      for (const word of index.words) {
        const errors = distance(typed, word, limit);
        if (errors <= limit) near.push([word, errors]);
      }
      for (const [form, word] of index.forms) {
        const errors = distance(typed, form, limit);
        if (errors <= limit) near.push([word, errors]);
      }
      near.sort((a, b) => a[1] - b[1] || index.byName.get(b[0]) - index.byName.get(a[0]));
      for (const [word, errors] of near.slice(0, 8)) result.push([word, errors === 1 ? .7 : .5]);
    }
    return result;
  };

  // Phrases of the lexicon are replaced by what they stand for, the longest first.
  const rewritten = (index, query) => {
    const words = query.map(options => options[0][0]), result = [];
    for (let start = 0; start < words.length;) {
      let end = Math.min(words.length, start + 6), found;
      for (; end > start; end--) if (found = index.synonyms.get(words.slice(start, end).join(" "))) break;
      if (found) {
        for (const word of found) if (index.byName.has(word)) result.push([[word, 1]]);
        start = end;
      } else {
        result.push(query[start++]);
      }
    }
    return result;
  };

  const shard = word => [...word.slice(0, 2)].map(c => /[a-z0-9]/.test(c) ? c : "-").join("");
  const texts = async word => {
    const lists = await get("p/" + shard(word) + ".json");
    const list = lists && lists.find(entry => entry[0] === word);
    if (!list) return [];
    let last = 0;
    return list.slice(1).map(step => last += step);
  };

  // Codes ---------------------------------------------------------------------------------------------------------
  // The standing of a hit: 0 a header, 1 valid for submission, 2 needs a 7th character.
  const byCode = async (typed, limit) => {
    let nearest = null;
    for (const text of new Set([typed, typed.replace(/(?<=.)O/g, "0").replace(/(?<=.)[IL]/g, "1")])) {
      const file = await get("c/" + text.slice(0, 3) + ".json").catch(() => null);
      if (!file) continue;
      const meanings = new Map(file.sevenths.map(([characters, ...texts]) => [characters, texts]));
      const plain = code => code.replace(".", ""), hits = [];
      for (const [code, title, standing, sevenths] of file.rows) {
        if (plain(code).startsWith(text)) hits.push({ code, title, standing });
        if (!sevenths || text.length < plain(code).length) continue;
        const stem = plain(code).padEnd(6, "X");
        [...sevenths].forEach((character, place) => {
          const whole = stem + character;
          if (!whole.startsWith(text)) return;
          hits.push({ code: whole.slice(0, 3) + "." + whole.slice(3), title: title + ", " + meanings.get(sevenths)[place], standing: 1 });
        });
      }
      if (hits.length) return hits.slice(0, limit);
      // No such code: the longest part of it that exists.
      for (let length = text.length - 1; length >= 3 && !nearest; length--) {
        const above = file.rows.filter(([code]) => plain(code).startsWith(text.slice(0, length)));
        if (above.length) nearest = above.slice(0, limit).map(([code, title, standing]) => ({ code, title, standing, near: true }));
      }
    }
    return nearest;
  };

  // Ranking -------------------------------------------------------------------------------------------------------
  const find = async (text, limit = 20) => {
    const joined = text.replace(/[\s.]/g, "").toUpperCase();
    if (/^[A-Z][0-9A-Z][0-9A-Z][0-9A-Z]{0,4}$/.test(joined) && /[0-9OIL]/.test(joined.slice(1)) && /\d/.test(joined)) {
      const hits = await byCode(joined, limit);
      if (hits) return hits;
    }
    const index = await load();
    let typed = split(text).slice(0, 24);
    const kept = typed.filter(word => !index.skipped.has(word));
    if (kept.length) typed = kept;
    let query = typed.map((word, place) => candidates(index, word, place === typed.length - 1)).filter(options => options.length);
    if (!query.length) return [];
    query = rewritten(index, query);
    const score = new Float32Array(index.total);
    let total = 0;
    for (const options of query) {
      const common = rarity(index, options.reduce((sum, [word]) => sum + (index.byName.get(word) || 0), 0));
      total += common * Math.max(...options.map(([, weight]) => weight));
      const lists = await Promise.all(options.map(([word]) => texts(word)));
      if (lists.length === 1) {
        for (const number of lists[0]) score[number] += options[0][1] * common;
      } else {
        const best = new Map();
        lists.forEach((list, place) => { for (const number of list) best.set(number, Math.max(best.get(number) || 0, options[place][1] * common)) });
        for (const [number, weight] of best) score[number] += weight;
      }
    }
    // Where the query names no side, a side is nothing that a code says besides; where it names one, another is worse than none.
    const asked = query.map(options => options[0][0]), asksSide = sides.some(side => asked.includes(side));
    const ranked = [];
    for (let number = 0; number < index.total; number++) {
      const said = score[number];
      if (!said) continue;
      const packed = digit[index.weights[2 * number + 1]], kind = packed % 6, side = sides[Math.floor(packed / 6) - 1];
      const all = digit[index.weights[2 * number]] * 1.5 + .75 + (asksSide && side ? rarity(index, index.byName.get(side) || 0) * (asked.includes(side) ? 1 : 2) : 0);
      let value = said / total + Math.min(1, 2 * said / (all + total)) * (kind < 3 ? 1 : .95);
      if (kind % 3 === 0) value *= .85;
      if (kind % 3 === 2) value *= .97;
      ranked.push([value, number]);
    }
    ranked.sort((a, b) => b[0] - a[0] || a[1] - b[1]);
    const hits = [], seen = new Set();
    for (let start = 0; start < ranked.length && hits.length < limit && start < 8 * limit; start += limit) {
      const slice = ranked.slice(start, start + limit);
      const rows = await Promise.all(slice.map(([, number]) => get("d/" + (number >> 8) + ".json")));
      slice.forEach(([value, number], place) => {
        const [code, title, standing, term] = rows[place][number & 255];
        if (seen.has(code) || hits.length >= limit) return;
        seen.add(code);
        hits.push({ code, title, standing, term, score: value });
      });
    }
    return hits;
  };
  return { find };
})();
