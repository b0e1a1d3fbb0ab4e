/* The little that a page does by itself. Everything works without it. */
(() => {
  "use strict";
  const leave = () => {
    const exit = document.querySelector("[data-exit]");
    if (!exit) return;
    document.documentElement.classList.add("ww-left");
    document.title = "…";
    // Whoever comes back finds nothing: leaving is logging out too.
    const out = document.querySelector("form[data-log-out]");
    if (out) {
      const sent = new FormData(out);
      sent.set("snel", "ja");  // no goodbye: nobody is there to read it
      navigator.sendBeacon(out.action, sent);
    }
    // Nor does anything that somebody typed stay on this device (drafts.js).
    try {
      for (const name of Object.keys(localStorage)) if (name.startsWith("wijkwaarde:")) localStorage.removeItem(name);
    } catch { /* a browser that keeps nothing */ }
    window.location.replace(exit.href);
  };

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-exit]")) return;
    event.preventDefault();
    leave();
  });

  // Escape three times within two seconds leaves too.
  let pressed = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    pressed = [...pressed.filter((moment) => event.timeStamp - moment < 2000), event.timeStamp];
    if (pressed.length > 2) leave();
  });

  // Printing and copying need a script, so their buttons show only where there is one.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-print], [data-copy]");
    if (!button) return;
    if (button.matches("[data-print]")) return window.print();
    const text = document.getElementById(button.dataset.copy);
    text.select();
    navigator.clipboard.writeText(text.value).then(() => { button.textContent = button.dataset.done; }, () => {});
  });

  // A second click sends nothing; the server would see through it as well. Coming back makes the button work again.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented || form.hasAttribute("hx-post")) return;
    // A file leaves the page where it is: the next kind of file is another question, not a second click.
    if (event.submitter?.name === "kind") return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });

  // On a phone a long menu is a row to push aside: it begins where one is.
  document.querySelectorAll(".ww-menu [aria-current]").forEach((one) => {
    const row = one.closest("ul"), there = one.getBoundingClientRect(), seen = row.getBoundingClientRect();
    if (there.right > seen.right - 40 || there.left < seen.left) row.scrollBy(there.left + there.width / 2 - seen.left - seen.width / 2, 0);
  });

  // How many characters are left, said quietly, and to a screen reader only near the end.
  const count = (text) => {
    const place = document.getElementById(`${text.id}_count`);
    if (!place) return;
    const left = Number(text.dataset.limit) - [...text.value].length;
    const words = left < 0 ? place.dataset.over : place.dataset.left;
    place.textContent = words.replace("#", Math.abs(left).toLocaleString(`${document.documentElement.lang}-u-nu-latn`));
    place.classList.toggle("ww-over", left < 0);
    place.setAttribute("aria-live", left < 50 ? "polite" : "off");
  };
  document.addEventListener("input", (event) => {
    if (event.target.matches?.("[data-limit]")) count(event.target);
  });

  const prepare = (root) => {
    for (const text of root.querySelectorAll("[data-limit]")) if (text.value) count(text);
    for (const button of root.querySelectorAll("[data-print], [data-copy]")) button.hidden = false;
  };
  prepare(document);
  // A whole page puts its own focus (autofocus); what was swapped in needs help.
  document.addEventListener("htmx:after:swap", (event) => {
    prepare(event.target);
    event.target.querySelector("[autofocus]")?.focus();
  });

  // No answer from the server: say so, and leave what was typed alone.
  document.addEventListener("htmx:error", () => {
    const notice = document.getElementById("geen-verbinding");
    if (notice) notice.hidden = false;
  });
  document.addEventListener("htmx:after:request", () => {
    const notice = document.getElementById("geen-verbinding");
    if (notice) notice.hidden = true;
  });
})();
