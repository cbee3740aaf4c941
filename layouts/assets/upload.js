/* Says that a workbook is being read, from the moment it is sent; and takes the reader to a mistake. */
(function () {
  "use strict";
  var form = document.getElementById("upload-form");
  form.addEventListener("submit", function () {
    document.getElementById("upload-progress").hidden = false;
    form.querySelector("button").disabled = true;
  });
  window.addEventListener("pageshow", function () {
    document.getElementById("upload-progress").hidden = true;
    form.querySelector("button").disabled = false;
  });
  var summary = document.querySelector(".error-summary");
  if (summary) { summary.focus(); }
})();
