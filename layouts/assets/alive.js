/* Says when the site no longer answers for what a page shows, instead of leaving old figures:
   the sign-in ended here or in another window, the role changed, or the server does not answer. */
(function () {
  "use strict";
  var ask = window.fetch, main = document.getElementById("shell-main");
  var signedIn = !!document.querySelector(".person form"), silent = null;

  function notice(words, link) {
    var box = document.createElement("div"), said = document.createElement("p");
    box.className = "error-summary";
    box.setAttribute("role", "alert");
    said.textContent = words;
    box.appendChild(said);
    if (link) {
      var anchor = document.createElement("a");
      anchor.href = "/sign-in?next=" + encodeURIComponent(location.pathname + location.search);
      anchor.textContent = "Sign in";
      box.appendChild(anchor);
    }
    return box;
  }

  function ended() {
    var heading = document.createElement("h1");
    heading.textContent = "Your sign-in has ended";
    main.replaceChildren(heading, notice("What this page showed is no longer shown. Sign in to go on.", true));
    document.querySelectorAll(".person, nav").forEach(function (part) { part.remove(); });
  }

  function chartFailed(words) {
    var place = document.getElementById("react-entry-point");
    if (place && !place.dataset.failed) {
      place.dataset.failed = "yes";
      place.hidden = true;
      place.parentNode.insertBefore(notice(words, false), place);
    }
  }

  function judge(status) {
    if (status === 401) { ended(); }
    else if (status === 403) { chartFailed("You may no longer see this chart. Load the page again."); }
    else if (status >= 400) { chartFailed("The chart could not be drawn. Load the page again; its figures are in the table below."); }
  }

  window.fetch = function () {
    return ask.apply(window, arguments).then(function (answer) { judge(answer.status); return answer; }, function (failure) {
      chartFailed("Waymark does not answer, so the chart is not shown. The figures below are as they were when this page was opened.");
      throw failure;
    });
  };

  function look() {
    if (signedIn && !document.hidden) {
      ask.call(window, "/session", { cache: "no-store", redirect: "manual" })
        .then(function (answer) {
          if (answer.status === 401) { ended(); }
          if (silent) { silent.remove(); silent = null; }
        }, function () {
          if (!silent) {
            silent = main.insertBefore(
              notice("Waymark does not answer. What is shown is as it was when this page was opened.", false), main.firstChild);
          }
        });
    }
  }

  document.addEventListener("visibilitychange", look);
  window.addEventListener("focus", look);
  window.addEventListener("pageshow", function (event) { if (event.persisted) { look(); } });
  setInterval(look, 60000);
})();
