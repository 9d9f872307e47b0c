/* A button beside each claim that copies its citation with its full address. Without this file the citation stands in the page. */
(function () {
  "use strict";

  function copying(details, told) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "copy-citation";
    button.textContent = "Copy citation";

    function words() {
      var copy = details.querySelector("p").cloneNode(true);
      copy.querySelectorAll("a").forEach(function (link) { link.replaceWith(link.href); });
      return copy.textContent.replace(/\s+/g, " ").trim();
    }

    /* Where the site is not served over https, the browser has no clipboard for us: mark the words and copy them the old way. */
    function byHand(text) {
      var area = document.createElement("textarea");
      area.readOnly = true;
      area.className = "copy-area";
      area.value = text;
      document.body.append(area);
      area.select();
      var done = document.execCommand("copy");
      area.remove();
      button.focus();
      return done ? Promise.resolve() : Promise.reject(new Error("not copied"));
    }

    button.addEventListener("click", function () {
      var text = words();
      var copied = navigator.clipboard ? navigator.clipboard.writeText(text).catch(function () { return byHand(text); }) : byHand(text);
      told.textContent = "";
      copied.then(function () {
        button.textContent = "Copied";
        told.textContent = "Copied";
        setTimeout(function () { button.textContent = "Copy citation"; }, 2000);
      }, function () {
        details.open = true;
        told.textContent = "It could not be copied. The citation stands open on the page.";
      });
    });
    details.before(button);
  }

  function start() {
    var cites = document.querySelectorAll("details.cite");
    if (!cites.length) return;
    var told = document.createElement("p");
    told.setAttribute("role", "status");
    told.className = "only-heard";
    cites[0].closest("article").append(told);
    cites.forEach(function (details) { copying(details, told); });
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
