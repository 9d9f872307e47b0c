/* Three repairs to the theme. Everything on the site reads whole without this file.
   1. The search dialog gets a name.
   2. Esc puts an evidence card away (WCAG 2.2, 1.4.13); the next mark that is pointed at or reached shows its own again.
   3. The search index, the heaviest file of the site, is fetched when the reader comes near the search and not before. The theme
      asks for it as soon as its own script runs, so this works only where this file is loaded before that script. */
(function () {
  "use strict";
  var DISMISSED = "data-card-dismissed";
  var MARK = ".footnote-ref";
  var root = document.documentElement;

  function nameSearch() {
    var dialog = document.querySelector(".md-search[role=dialog]");
    if (dialog && !dialog.hasAttribute("aria-label")) dialog.setAttribute("aria-label", "Search");
  }

  function show(event) {
    if (event.target.closest && event.target.closest(MARK)) root.removeAttribute(DISMISSED);
  }

  function holdIndex() {
    var open = XMLHttpRequest.prototype.open, send = XMLHttpRequest.prototype.send;
    var held = [], wanted = /[?&]q=/.test(location.search);

    function near(event) {
      if (wanted || !(event.target.closest && event.target.closest(".md-search, [for=__search], #__search"))) return;
      wanted = true;
      held.forEach(function (release) { release(); });
    }

    XMLHttpRequest.prototype.open = function (method, address) {
      this.isIndex = /search_index\.json$/.test(String(address));
      return open.apply(this, arguments);
    };
    XMLHttpRequest.prototype.send = function (body) {
      if (wanted || !this.isIndex) return send.call(this, body);
      held.push(send.bind(this, body));
    };
    ["focusin", "pointerover", "pointerdown", "change"].forEach(function (kind) { document.addEventListener(kind, near); });
  }

  holdIndex();
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && document.querySelector(".md-tooltip2--active")) root.setAttribute(DISMISSED, "");
  });
  document.addEventListener("focusin", show);
  document.addEventListener("mouseover", show);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", nameSearch);
  else nameSearch();
})();
