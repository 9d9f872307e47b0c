/* Five repairs to the theme. Everything on the site reads whole without this file.
   1. The search dialog and the evidence cards get a name.
   2. Esc puts an evidence card away (WCAG 2.2, 1.4.13); the next mark that is pointed at or reached shows its own again.
   3. A finger that taps a mark sees its card; a second tap follows the mark to the list, as a click does.
   4. The search index, the heaviest file of the site, is fetched when the reader comes near the search and not before. The theme
      asks for it as soon as its own script runs, so this works only where this file is loaded before that script.
   5. Small words of a question are not searched for. The index leaves them out, and the theme looks for every word as the beginning of
      one, so that “do they” found Dostum and “in” found India. “US” is one of them to the index, so it is asked as USA. */
(function () {
  "use strict";
  var CARD = ".md-tooltip2";
  var OPEN = ".md-tooltip2--active";
  var DISMISSED = "data-card-dismissed";
  var MARK = ".footnote-ref";
  var INDEX = /\/search(_index)?\.json$/; /* of MkDocs with Material, and of Zensical */
  var SMALL = new Set(("a able about across after all almost also am among an and any are as at be because been but by can cannot could did do " +
    "does either else ever every for from get got had has have he her hers him his how however i if in into is it its just least let like " +
    "likely may me might most much must my neither no nor not of off often on only or other our own rather s said say says she should " +
    "since so some t than that the their them then there these they this to too was we were what when where which while who whom whose " +
    "why will with would yet you your").split(" "));
  var markOf = new WeakMap();

  function closest(event, selector) {
    return event.target.closest ? event.target.closest(selector) : null;
  }

  function name(element, words) {
    if (element && !element.hasAttribute("aria-label")) element.setAttribute("aria-label", words);
  }

  function nameDialogs() {
    name(document.querySelector(".md-search[role=dialog]"), "Search");
    new MutationObserver(function () {
      document.querySelectorAll(CARD + "[role=dialog]").forEach(function (card) { name(card, "Evidence"); });
    }).observe(document.body, { childList: true });
  }

  /* Only the card of this mark: that of another may still be there, about to leave. */
  function show(event) {
    var mark = closest(event, MARK);
    document.querySelectorAll("[" + DISMISSED + "]").forEach(function (card) {
      if (mark && markOf.get(card) === mark) card.removeAttribute(DISMISSED);
    });
  }

  function dismiss(event) {
    if (event.key !== "Escape") return;
    document.querySelectorAll(OPEN).forEach(function (card) {
      markOf.set(card, document.querySelector("[aria-controls='" + card.id + "']"));
      card.setAttribute(DISMISSED, "");
    });
  }

  function showOnTap() {
    var pointer = "", tapped = null;
    document.addEventListener("pointerdown", function (event) { pointer = event.pointerType; });
    document.addEventListener("click", function (event) {
      var mark = closest(event, MARK), again = mark === tapped && document.querySelector(OPEN + ":not([" + DISMISSED + "])");
      tapped = null;
      if (!mark || pointer !== "touch" || again) return;
      event.preventDefault();
      tapped = mark;
      mark.focus({ preventScroll: true });
    });
  }

  function holdIndex() {
    var open = XMLHttpRequest.prototype.open, send = XMLHttpRequest.prototype.send;
    var held = [], wanted = /[?&]q=/.test(location.search);

    function near(event) {
      if (wanted || !closest(event, ".md-search, [for=__search], #__search")) return;
      wanted = true;
      held.forEach(function (release) { release(); });
    }

    XMLHttpRequest.prototype.open = function (method, address) {
      this.isIndex = INDEX.test(String(address));
      return open.apply(this, arguments);
    };
    XMLHttpRequest.prototype.send = function (body) {
      if (wanted || !this.isIndex) return send.call(this, body);
      held.push(send.bind(this, body));
    };
    ["focusin", "pointerover", "pointerdown", "change"].forEach(function (kind) { document.addEventListener(kind, near); });
  }

  function telling(query) {
    var words = query.split(/\s+/), kept = words.filter(function (word) { return !SMALL.has(word.toLowerCase().replace(/[?!.,:;]+$/, "")); });
    return query.indexOf('"') < 0 && kept.some(Boolean) ? kept.join(" ").replace(/\bus\b/i, "USA") : query;
  }

  function dropSmallWords() {
    if (!window.Worker || !/^en\b/.test(document.documentElement.lang)) return;
    var post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message) {
      if (message && message.type === 2 && typeof message.data === "string") message = { type: 2, data: telling(message.data) };
      return post.call(this, message);
    };
  }

  holdIndex();
  dropSmallWords();
  showOnTap();
  document.addEventListener("keydown", dismiss);
  document.addEventListener("focusin", show);
  document.addEventListener("mouseover", show);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", nameDialogs);
  else nameDialogs();
})();
