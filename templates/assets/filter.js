/* Filters on the page of all claims, which reads whole without this file. What they need is fetched when they are opened; what is chosen
   stands in the address, so that a filtered list can be linked to; how many claims fit is told to screen readers. */
(function () {
  "use strict";
  var MOST = 100;
  var NAMES = ["text", "entity", "source", "status", "from", "to"];

  function element(name, attributes, content) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    (content || []).forEach(function (part) { made.append(part); });
    return made;
  }

  /* Letter case and marks over letters do not matter to a reader who types a name. */
  function plain(text) { return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase(); }

  function filters(place) {
    var opener = element("button", { type: "button", class: "md-button filter-open", "aria-expanded": "false" }, ["Filter these claims"]);
    var status = element("p", { role: "status", "aria-live": "polite", class: "filter-count" });
    var form = element("form", { class: "filter", "aria-label": "Filter the claims" });
    var results = element("ul", { class: "filter-results" });
    var more = element("button", { type: "button", class: "md-button filter-more" }, ["Show more"]);
    var whole = document.querySelectorAll(".claims-whole");
    var root = place.getAttribute("data-root"), data = null, shown = MOST;
    form.hidden = more.hidden = true;
    place.append(opener, form, status, results, more);
    place.hidden = false;

    function field(name, label, control) {
      control.id = "filter-" + name;
      control.name = name;
      form.append(element("p", {}, [element("label", { for: control.id }, [label]), control]));
    }

    function choice(every, options) {
      return element("select", {}, [element("option", { value: "" }, [every])].concat(options.map(function (option) {
        return element("option", { value: option[0] }, [option[1]]);
      })));
    }

    function build() {
      field("text", "Words in the claim", element("input", { type: "search", autocomplete: "off" }));
      field("entity", "About", choice("anyone and anything", data.entities));
      field("source", "Source", choice("any source", data.sources));
      field("status", "Status", choice("any status", data.statuses.map(function (word) { return [word, word]; })));
      field("from", "Dated from", element("input", { type: "date" }));
      field("to", "Dated to", element("input", { type: "date" }));
      form.append(element("p", {}, [element("button", { type: "reset", class: "md-button" }, ["Show all claims"])]));
    }

    function chosen() {
      var found = {};
      NAMES.forEach(function (name) {
        var value = form.elements[name].value.trim();
        if (value) found[name] = value;
      });
      return found;
    }

    function index(list, id) { return list.findIndex(function (item) { return item[0] === id; }); }

    function passes(claim, wanted, at) {
      return (!wanted.text || plain(wanted.text).split(/\s+/).every(function (word) { return plain(claim[0]).includes(word); })) &&
        (!wanted.entity || claim[2].includes(at.entity)) &&
        (!wanted.source || claim[3].includes(at.source)) &&
        (!wanted.status || claim[4].includes(at.status)) &&
        (!wanted.from || (claim[6] && claim[6] >= wanted.from)) &&
        (!wanted.to || (claim[5] && claim[5] <= wanted.to));
    }

    function row(claim) {
      var words = claim[4].map(function (place) { return data.statuses[place]; });
      if (claim[7]) words.push(claim[7]);
      words = words.concat(claim[3].map(function (place) { return data.sources[place][1]; }));
      return element("li", {}, [element("a", { href: root + claim[1] }, [claim[0] || "Withdrawn claim"]), " ",
        element("span", { class: "filter-words" }, [words.join(" · ")])]);
    }

    function apply() {
      var wanted = chosen(), any = Object.keys(wanted).length > 0;
      var at = { entity: index(data.entities, wanted.entity), source: index(data.sources, wanted.source), status: data.statuses.indexOf(wanted.status) };
      var found = any ? data.claims.filter(function (claim) { return passes(claim, wanted, at); }) : [];
      var query = new URLSearchParams(wanted).toString();
      history.replaceState(history.state, "", location.pathname + (query ? "?" + query : "") + location.hash);
      whole.forEach(function (part) { part.hidden = any; });
      results.replaceChildren.apply(results, found.slice(0, shown).map(row));
      more.hidden = found.length <= shown;
      status.textContent = !any ? "All " + data.claims.length + " claims are shown."
        : found.length + " of " + data.claims.length + (found.length === 1 ? " claim fits" : " claims fit") +
          (found.length > shown ? "; the first " + shown + " are shown." : ".");
    }

    function changed() { shown = MOST; apply(); }

    function show() {
      form.hidden = false;
      opener.hidden = true;
      form.addEventListener("input", changed);
      form.addEventListener("submit", function (event) { event.preventDefault(); });
      form.addEventListener("reset", function () { setTimeout(changed); });
      new URLSearchParams(location.search).forEach(function (value, name) {
        if (NAMES.includes(name)) form.elements[name].value = value;
      });
      apply();
    }

    function open(event) {
      opener.disabled = true;
      fetch(place.getAttribute("data-file")).then(function (answer) {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.json();
      }).then(function (read) {
        data = read;
        build();
        show();
        if (event) form.elements.text.focus();
      }).catch(function () {
        opener.disabled = false;
        status.textContent = "The list for the filters could not be loaded. All claims stand below.";
      });
    }

    opener.addEventListener("click", open);
    more.addEventListener("click", function () {
      var next = shown;
      shown += MOST;
      apply();
      results.children[next].querySelector("a").focus();
    });
    var asked = new URLSearchParams(location.search);
    if (NAMES.some(function (name) { return asked.has(name); })) open(null);
  }

  function start() {
    var place = document.getElementById("claims-filter");
    if (place) filters(place);
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
