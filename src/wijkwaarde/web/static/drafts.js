/* Keeps what a professional types, on their own device and until it is saved: in a flat without reception nothing is lost.
   Nothing of it is sent anywhere. A resident's page does not load this (docs/decisions/2026-11-22-drafts-on-the-device.md). */
(() => {
  "use strict";
  const ALL = "wijkwaarde:";
  const MINE = `${ALL}${document.currentScript.dataset.keeps}:`;
  const LONGEST = 24 * 60 * 60 * 1000;
  const KEPT = "input:not([type=hidden], [type=file], [type=password]), textarea, select";
  const here = MINE + window.location.pathname;
  let store;
  try { store = window.localStorage; } catch { return; }

  const names = () => Object.keys(store).filter((name) => name.startsWith(ALL));
  const forget = () => names().forEach((name) => store.removeItem(name));
  const read = (name) => { try { return JSON.parse(store.getItem(name)); } catch { return null; } };
  const write = (name, entry) => { try { store.setItem(name, JSON.stringify(entry)); } catch { /* full: as without script */ } };
  const came = (path) => {
    try { return new URL(document.referrer).pathname === path; } catch { return false; }
  };

  const fields = (form) => [...form.querySelectorAll(KEPT)].filter((field) => field.name);
  const isTicked = (field) => field.type === "radio" || field.type === "checkbox";
  const typed = (form) => {
    const told = {};
    for (const field of fields(form)) {
      if (!isTicked(field)) told[field.name] = field.value;
      else if (field.checked) told[field.name] = [...(told[field.name] ?? []), field.value];
    }
    return told;
  };
  const same = (one, other) => [...new Set([...Object.keys(one), ...Object.keys(other)])].every(
    (name) => String(one[name] ?? "") === String(other[name] ?? ""),
  );
  const put = (form, told) => {
    for (const field of fields(form)) {
      if (isTicked(field)) field.checked = (told[field.name] ?? []).includes(field.value);
      else if (field.name in told) field.value = told[field.name];
      if (field.value && field.closest("details")) field.closest("details").open = true;
    }
  };

  // Gone: what is old, what somebody else left on this device, and what the page before this one saved.
  const isSaved = document.querySelector(".ww-messages .utrecht-alert--ok") !== null;
  for (const name of names()) {
    const entry = read(name);
    const isDone = entry && entry.sent && isSaved && name !== here && came(entry.path);
    if (!entry || !name.startsWith(MINE) || Date.now() - entry.at > LONGEST || isDone) store.removeItem(name);
  }

  // Without reception a form is not sent: the browser would show a page of its own, without the text.
  document.addEventListener("submit", (event) => {
    if (event.target.matches("form[data-log-out]")) return forget();
    if (!event.target.matches("form[data-keep], form[data-kept]")) return;
    const notice = document.querySelector("[data-kept-offline]");
    if (notice) notice.hidden = navigator.onLine;
    if (!navigator.onLine) {
      event.preventDefault();
      notice?.scrollIntoView({ block: "center" });
      return;
    }
    const entry = read(here);
    if (entry) write(here, { ...entry, sent: true });
  }, true);

  const form = document.querySelector("form[data-keep]");
  if (!form) return;
  const start = typed(form);
  const keep = () => {
    const told = typed(form);
    if (same(told, start)) store.removeItem(here);
    else write(here, { path: window.location.pathname, at: Date.now(), rows: form.elements.rows?.value, typed: told });
  };
  form.addEventListener("input", keep);

  const entry = read(here);
  if (!entry) return;
  if (entry.sent && came(window.location.pathname)) {
    // The answer to what was sent: it shows all that was typed, and is not saved yet.
    write(here, { path: entry.path, at: Date.now(), rows: form.elements.rows?.value, typed: start });
    return;
  }
  if (same(entry.typed, start)) return;

  const offer = document.querySelector("[data-kept-offer]");
  const words = offer.querySelector("[data-words]");
  const moment = new Date(entry.at).toLocaleString(document.documentElement.lang, {
    weekday: "long", hour: "2-digit", minute: "2-digit",
  });
  words.textContent = words.dataset.words.replace("#", moment);
  offer.hidden = false;
  offer.querySelector("[data-kept-away]").addEventListener("click", () => {
    store.removeItem(here);
    offer.hidden = true;
  });
  offer.querySelector("[data-kept-back]").addEventListener("click", () => {
    offer.hidden = true;
    put(form, entry.typed);
    const shown = new Set(fields(form).map((field) => field.name));
    const missing = Object.keys(entry.typed).filter((name) => !shown.has(name) && entry.typed[name]);
    keep();
    const more = form.querySelector("button[name=nog-een]");
    if (!more || !missing.some((name) => name.startsWith("what_"))) return;
    // More lines than the page has: the server makes room for them.
    for (const name of missing) {
      const field = Object.assign(document.createElement("input"), { type: "hidden", name, value: entry.typed[name] });
      form.append(field);
    }
    form.elements.rows.value = Number(entry.rows) - 1;
    form.requestSubmit(more);
  });
})();
