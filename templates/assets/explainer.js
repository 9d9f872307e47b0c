/* Two repairs to the theme, for the keyboard and for screen readers. Everything on the site reads whole without this file.
   1. The search dialog gets a name.
   2. Esc puts an evidence card away (WCAG 2.2, 1.4.13); the next mark that is pointed at or reached shows its own again. */
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

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && document.querySelector(".md-tooltip2--active")) root.setAttribute(DISMISSED, "");
  });
  document.addEventListener("focusin", show);
  document.addEventListener("mouseover", show);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", nameSearch);
  else nameSearch();
})();
