/* Filters a scorecard where it stands: hides rows, counts what is left, and keeps the choice in the address.
   Without this script the same form asks the server. */
(function () {
  "use strict";
  var form = document.getElementById("scorecard-filters");
  var count = document.getElementById("scorecard-count");
  var nothing = document.getElementById("scorecard-nothing");
  var sections = Array.prototype.map.call(document.querySelectorAll("section.section"), function (section) {
    var rows = Array.prototype.map.call(section.querySelectorAll("tbody tr"), function (row) {
      return { row: row, data: row.dataset, shown: !row.hidden };
    });
    return { section: section, rows: rows, shown: !section.hidden };
  });
  var names = ["section", "rag", "direction", "change"];
  var files = document.getElementById("scorecard-files");
  var print = document.getElementById("scorecard-print");
  var main = document.getElementById("shell-main");
  var keeping, revealing;

  function apply() {
    var words = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    var wanted = names.map(function (name) { return form.elements[name].value; });
    var left = 0, all = 0;
    reveal();
    sections.forEach(function (part) {
      var here = 0;
      part.rows.forEach(function (one) {
        var fits = names.every(function (name, i) { return !wanted[i] || one.data[name] === wanted[i]; }) &&
          words.every(function (word) { return one.data.words.indexOf(word) !== -1; });
        if (fits !== one.shown) { one.shown = fits; one.row.hidden = !fits; }
        here += fits;
      });
      if ((here > 0) !== part.shown) { part.shown = here > 0; part.section.hidden = !part.shown; }
      left += here;
      all += part.rows.length;
    });
    count.textContent = "Showing " + left + " of " + all + " indicators" + asked();
    if (nothing.hidden !== left > 0) { nothing.hidden = left > 0; }
    clearTimeout(keeping);
    keeping = setTimeout(keep, 200);
  }

  /* What was chosen, in words: a print of the page must say so too. */
  function asked() {
    return names.concat("words").map(function (name) {
      var field = form.elements[name];
      var chosen = field.options ? field.options[field.selectedIndex].text : field.value.trim();
      return field.value.trim() ? ". " + (field.getAttribute("data-said") || field.labels[0].textContent) + ": " + chosen : "";
    }).join("");
  }

  /* While rows come back the browser may leave what is below the screen for a moment later. */
  function reveal() {
    main.classList.add("revealing");
    clearTimeout(revealing);
    revealing = setTimeout(function () { main.classList.remove("revealing"); }, 250);
  }

  function keep() {
    var query = new URLSearchParams();
    ["period"].concat(names, ["words"]).forEach(function (name) {
      if (form.elements[name].value) { query.set(name, form.elements[name].value); }
    });
    history.replaceState(null, "", form.getAttribute("action") + "?" + query);
    Array.prototype.forEach.call(files.querySelectorAll("a"), function (link) { link.search = query; });
  }

  form.classList.add("alive");
  print.hidden = false;
  print.addEventListener("click", function () { window.print(); });
  form.elements.words.addEventListener("input", apply);
  form.addEventListener("change", function (event) {
    if (event.target.name === "period") { form.submit(); } else { apply(); }
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); apply(); });
})();
