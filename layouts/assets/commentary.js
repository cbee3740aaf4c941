/* Keeps what is being typed on this device until it is kept on the server, so that a lost connection loses nothing. */
(function () {
  "use strict";
  var form = document.getElementById("commentary-form");
  var place = "waymark-words " + form.getAttribute("action");
  var boxes = Array.prototype.slice.call(form.querySelectorAll("textarea, input"));
  try {
    if (document.getElementById("commentary-kept")) { localStorage.removeItem(place); }
    var kept = JSON.parse(localStorage.getItem(place) || "null");
    var changed = kept && boxes.some(function (b) { return kept[b.name] !== undefined && kept[b.name] !== b.value; });
    if (changed) {
      boxes.forEach(function (b) { if (kept[b.name] !== undefined) { b.value = kept[b.name]; } });
      var told = document.createElement("p");
      told.className = "inset";
      told.setAttribute("role", "status");
      told.textContent = "What you typed before is back in its boxes. It is not kept on the server yet.";
      form.parentNode.insertBefore(told, form);
    }
  } catch (refused) { /* a browser that keeps nothing */ }
  form.addEventListener("input", function () {
    var now = {};
    boxes.forEach(function (b) { now[b.name] = b.value; });
    try { localStorage.setItem(place, JSON.stringify(now)); } catch (full) { /* the page still holds it */ }
  });
  var summary = document.querySelector(".error-summary");
  if (summary) { summary.focus(); }
})();
