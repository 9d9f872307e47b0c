// The preview's part in the page: reloads it when it (or an asset) has changed, and shows the problems over it. The preview's
// server puts it into what it serves; it is never written into the site. All texts are set as text: content cannot act as markup.
(() => {
  "use strict";
  const script = document.currentScript;
  const loaded = { page: script.dataset.page, assets: script.dataset.assets };
  const KEPT = "explainer-preview";
  const kept = () => {
    try {
      return JSON.parse(sessionStorage.getItem(KEPT)) || {};
    } catch {
      return {};
    }
  };
  const keep = (values) => {
    try {
      sessionStorage.setItem(KEPT, JSON.stringify({ ...kept(), ...values }));
    } catch {
      // without storage the page is reloaded all the same
    }
  };
  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  // The panel lives in a shadow tree, so that neither the site's style nor ours reaches the other.
  const host = make("div", { id: "explainer-preview" });
  const root = host.attachShadow({ mode: "open" });
  const status = make("p", { className: "unseen" });
  status.setAttribute("role", "status");
  const button = make("button", { type: "button" });
  button.setAttribute("aria-controls", "problems");
  const list = make("ol", { id: "problems", tabIndex: 0 });
  list.setAttribute("aria-label", "Problems");
  const panel = make("section", { hidden: true }, button, list);
  panel.setAttribute("aria-label", "Problems found by the preview");
  root.append(make("link", { rel: "stylesheet", href: "/_preview/panel.css" }), status, panel);

  const open = (wanted) => {
    list.hidden = !wanted;
    button.setAttribute("aria-expanded", String(wanted));
    keep({ closed: !wanted });
  };
  button.addEventListener("click", () => open(list.hidden));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden && !list.hidden) {
      open(false);
      if (root.activeElement) button.focus();
    }
  });

  const entry = (problem) => {
    const place = problem.link ? make("a", { href: problem.link, textContent: problem.place }) : make("b", { textContent: problem.place });
    const parts = problem.place ? [place, " "] : [];
    if (problem.severity === "warning") parts.push(make("i", { textContent: "warning " }));
    return make("li", {}, ...parts, make("span", { className: "check", textContent: problem.check }), make("p", { textContent: problem.message }));
  };

  let before = "";
  const show = (problems) => {
    const now = JSON.stringify(problems);
    if (now === before) return;
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    const errors = problems.some((problem) => problem.severity !== "warning");
    button.textContent = errors ? `${count} – the last good pages are shown` : count;
    list.replaceChildren(...problems.map(entry));
    panel.hidden = problems.length === 0;
    status.textContent = problems.length ? `${count}. ${problems[0].place} ${problems[0].message}` : before ? "No problems are left." : "";
    if (problems.length) open(!kept().closed);
    before = problems.length ? now : "";
  };

  const reload = () => {
    keep({ path: location.pathname, x: scrollX, y: scrollY });
    location.reload();
  };
  const back = () => {
    const { path, x, y } = kept();
    if (path === location.pathname) scrollTo({ left: x, top: y, behavior: "instant" });
    keep({ path: null });
  };
  if (kept().path) {
    if (document.readyState === "complete") back();
    else addEventListener("load", back);
  }

  let source;
  const listen = () => {
    source?.close();
    source = new EventSource(`/_preview/events?page=${encodeURIComponent(location.pathname)}`);
    source.onmessage = (message) => {
      const state = JSON.parse(message.data);
      // A page that was deleted stays in view: the problems, or the next save, tell the editor more than an empty page would.
      if (state.assets !== loaded.assets || (state.page !== loaded.page && state.page)) reload();
      else show(state.problems);
    };
  };
  // A browser keeps six lines open to a server: pages in the background let go of theirs.
  document.addEventListener("visibilitychange", () => (document.hidden ? source?.close() : listen()));
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => event.persisted && listen());
  const begin = () => {
    document.body.append(host);
    listen();
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
