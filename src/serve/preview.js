// Reloads the page where the reader was, as soon as the preview shows something else.
"use strict";
(() => {
  const shown = document.currentScript.dataset.shown;
  const events = document.currentScript.src.replace(/[^/]*$/, "events");
  const ended = document.getElementById("candour-ended");
  const PLACE = "candour-place";
  // The page's own beginning: what the preview says above it comes and goes.
  const top = () => {
    const main = document.getElementById("main") ?? document.querySelector("main");
    return main ? main.getBoundingClientRect().top + scrollY : 0;
  };

  const kept = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
  sessionStorage.removeItem(PLACE);
  if (kept && kept.path === location.pathname) {
    scrollTo({ left: kept.x, top: kept.down === null ? 0 : Math.max(0, top() + kept.down), behavior: "instant" });
    if (kept.focus) document.getElementById(kept.focus)?.focus({ preventScroll: true });
  }
  history.scrollRestoration = "auto";

  const reload = () => {
    const down = scrollY === 0 ? null : scrollY - top();
    const place = { path: location.pathname, x: scrollX, down, focus: document.activeElement?.id };
    sessionStorage.setItem(PLACE, JSON.stringify(place));
    history.scrollRestoration = "manual";
    location.reload();
  };

  // A browser opens six connections to one address at most, so only a page that is seen keeps one.
  let source = null;
  const listen = () => {
    source?.close();
    source = null;
    if (document.hidden) return;
    source = new EventSource(events);
    source.onmessage = (event) => {
      ended.textContent = "";
      if (event.data !== shown) reload();
    };
    source.onerror = () => {
      ended.textContent = "The preview has ended; this page does not change any more.";
    };
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pageshow", (event) => event.persisted && listen());
  addEventListener("pagehide", () => source?.close());
  listen();
})();
