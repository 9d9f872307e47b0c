/* Seven repairs to the theme. Everything on the site reads whole without this file.
   1. The search dialog and the evidence cards get a name.
   2. Esc puts an evidence card away (WCAG 2.2, 1.4.13); the next mark that is pointed at or reached shows its own again.
   3. A finger that taps a mark sees its card; a second tap follows the mark to the list, as a click does.
   4. The search index, the heaviest file of the site, is fetched when the reader comes near the search and not before. The theme
      asks for it as soon as its own script runs, so this works only where this file is loaded before that script.
   5. Small words of a question are not searched for. The index leaves them out, and the theme looks for every word as the beginning of
      one, so that “do they” found Dostum and “in” found India. “US” is one of them to the index, so it is asked as USA.
   6. A word that the index does not have is asked in another form: Persian letters for Arabic ones, without accents, in the singular,
      or with a letter or two amiss. The theme finds beginnings of words and nothing else.
   7. Where nothing is found, a link leads to what the sources are known not to say. */
(function () {
  "use strict";
  var CARD = ".md-tooltip2";
  var OPEN = ".md-tooltip2--active";
  var DISMISSED = "data-card-dismissed";
  var MARK = ".footnote-ref";
  var INDEX = /\/search(_index)?\.json$/; /* of MkDocs with Material, and of Zensical */
  var SMALL = new Set(("a able about across after all almost also am among an and any are as at be because been but by can cannot could did do " +
    "does either else ever every for from get got had has have he her hers him his how however i if in into is it its just least let like " +
    "likely may me might most much must my neither no nor not of off often on only or other our own part rather s said say says she should " +
    "since so some t than that the their them then there these they this to too was we were what when where which while who whom whose " +
    "why will with would yet you your").split(" "));
  var markOf = new WeakMap();
  var unknown = document.currentScript && new URL("../unknown/", document.currentScript.src).href;

  function closest(event, selector) {
    return event.target.closest ? event.target.closest(selector) : null;
  }

  function name(element, words) {
    if (element && !element.hasAttribute("aria-label")) element.setAttribute("aria-label", words);
  }

  function nameDialogs() {
    name(document.querySelector(".md-search[role=dialog]"), "Search");
    leadOn();
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

  /* Every word of the index after a space, so that a look for " wor" tells whether one begins so. */
  function wordsOf(docs) {
    var texts = docs.map(function (doc) { return (doc.title + " " + doc.text).replace(/<[^>]*>/g, " "); });
    return " " + texts.join(" ").toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, " ");
  }

  /* The word as it was typed, or else the first of its variants that the index has, or else what differs from it in a letter or two. */
  function spelling(word, index) {
    var bare = word.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+$/u, "");
    function has(other) { return index.indexOf(" " + other) >= 0; }
    if (!index || !/^[\p{L}\p{M}]{3,}$/u.test(bare) || has(bare)) return word;
    var persian = bare.replace(/[\u0643]/g, "\u06a9").replace(/[\u064a\u0649\u06d0\u06cd]/g, "\u06cc");
    var plain = bare.normalize("NFD").replace(/\p{M}+/gu, "").normalize("NFC");
    var found = [persian, plain, bare.replace(/ies$/, "y"), bare.replace(/e?s$/, ""), bare.replace(/s$/, "")].find(has);
    return found || (bare.length > 4 ? bare + "~" + (bare.length > 7 ? 2 : 1) : word);
  }

  function telling(query, index) {
    var words = query.split(/\s+/), kept = words.filter(function (word) { return !SMALL.has(word.toLowerCase().replace(/[?!.,:;]+$/, "")); });
    if (query.indexOf('"') >= 0 || !kept.some(Boolean)) return query;
    kept = kept.join(" ").replace(/\bus\b/i, "USA").split(" ");
    return kept.map(function (word) { return spelling(word, index); }).join(" ");
  }

  function readQueries() {
    if (!window.Worker || !/^en\b/.test(document.documentElement.lang)) return;
    var post = Worker.prototype.postMessage, docs = [], index = "";
    Worker.prototype.postMessage = function (message) {
      if (message && message.type === 0 && message.data && Array.isArray(message.data.docs)) docs = message.data.docs;
      if (message && message.type === 2 && typeof message.data === "string") {
        if (!index && docs.length) index = wordsOf(docs);
        message = { type: 2, data: telling(message.data, index) };
      }
      return post.call(this, message);
    };
  }

  function leadOn() {
    var meta = document.querySelector(".md-search-result__meta"), link = document.createElement("a");
    if (!meta || !unknown) return;
    link.href = unknown;
    link.textContent = "What these sources cannot tell you";
    new MutationObserver(function () {
      if (/^No /.test(meta.textContent) && !meta.contains(link)) meta.append(". ", link);
    }).observe(meta, { childList: true });
  }

  holdIndex();
  readQueries();
  showOnTap();
  document.addEventListener("keydown", dismiss);
  document.addEventListener("focusin", show);
  document.addEventListener("mouseover", show);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", nameDialogs);
  else nameDialogs();
})();
