/* Keeps what is being typed on this device until it is kept on the server, so that a lost connection loses nothing. */
(function () {
  "use strict";
  var form = document.getElementById("commentary-form");
  var place = "waymark-words " + form.getAttribute("action");
  var boxes = Array.prototype.slice.call(form.querySelectorAll("textarea, input:not([type=hidden])"));
  var typed = {};
  try {
    if (document.getElementById("commentary-kept")) { localStorage.removeItem(place); }
    typed = JSON.parse(localStorage.getItem(place) || "{}") || {};
  } catch (refused) { /* a browser that keeps nothing */ }
  var isBack = false;
  boxes.forEach(function (box) {
    var words = typed[box.name];
    if (typeof words !== "string" || words === box.value) { return; }
    box.value = words;
    isBack = isBack || box.name !== "name";
    var folded = box.closest("details");
    if (folded) { folded.open = true; }
  });
  if (isBack) {
    var told = document.createElement("p");
    told.className = "inset";
    told.setAttribute("role", "status");
    told.textContent = "What you typed before is back in its boxes. It is not kept on the server yet.";
    form.parentNode.insertBefore(told, form);
  }
  form.addEventListener("input", function (event) {
    if (boxes.indexOf(event.target) < 0) { return; }
    typed[event.target.name] = event.target.value;
    try { localStorage.setItem(place, JSON.stringify(typed)); } catch (full) { /* the page still holds it */ }
  });
  var summary = document.querySelector(".error-summary");
  if (summary) { summary.focus(); }
})();
