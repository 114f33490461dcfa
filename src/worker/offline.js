// The page's side of src/worker/service-worker.js: registers it once the app stands, tells it what this page has loaded, says how
// old a stored list is, and that a new version is ready. A reload never takes anything away: while the root carries
// `data-unsaved` or `data-sending` (the app sets them) or a submission may be under way, the new version waits.
import WORDS from "../text/offline.json";

(function () {
  "use strict";

  const worker = navigator.serviceWorker;
  // Without https, and in browsers that forbid it, there is none.
  if (!worker) return;

  const HOUR = 3600000;
  // How often the notice looks whether it may stand, in milliseconds.
  const LOOK = 500;

  const root = document.documentElement;
  const isKiosk = root.hasAttribute("data-kiosk");
  const given = document.querySelector("script[data-offline]");
  let registration;
  // The age of the oldest list shown, in milliseconds since 1970; 0 for none.
  let stored = 0;
  // Whether a new version is ready, and whether the citizen wants it.
  let ready = false;
  let wanted = false;
  let bar = null;
  let looked = Date.now();

  worker.addEventListener("message", (event) => {
    stored = event.data.stored;
    draw();
  });
  // Another window may have asked for the new version: this page is of the old one still.
  worker.addEventListener("controllerchange", () => {
    if (wanted) return renew();
    keep();
    ask(worker.controller);
  });
  // For the app: a draft that is to be sent when there is a network again, by the worker if no page is open then.
  window.loket.later = (name) => {
    if (registration && registration.sync) registration.sync.register(name).catch(() => {});
  };
  const idle = window.requestIdleCallback || setTimeout;
  idle(() => {
    worker.register(window.loket.trusted("/service-worker.js"), { updateViaCache: "none" }).then(begin, () => {});
  });

  function begin(registered) {
    registration = registered;
    ask(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const fresh = registration.installing;
      fresh.addEventListener("statechange", () => {
        if (fresh.state === "installed" && registration.active) ask(fresh);
      });
    });
    document.addEventListener("visibilitychange", lookForNew);
    new MutationObserver(draw).observe(root, { attributes: true, attributeFilter: ["lang", "data-unsaved", "data-sending"] });
    keep();
  }

  // Tells the worker what this page has loaded, once it answers for this page.
  function keep() {
    if (!worker.controller) return;
    const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
    // A kiosk keeps nothing of what somebody has asked for, but its own parts.
    const more = window.loket.parts || [];
    const addresses = isKiosk ? [] : loaded;
    const thrifty = !!navigator.connection && navigator.connection.saveData;
    worker.controller.postMessage({ ask: "keep", addresses, more, thrifty });
  }

  // A browser looks when a page is opened; this page may stay open for days.
  function lookForNew() {
    if (document.hidden || Date.now() - looked < HOUR) return;
    looked = Date.now();
    registration.update().catch(() => {});
  }

  // Asks a worker whether this page is of its build; if not, it is offered.
  function ask(other) {
    // A kiosk takes it when nobody is there (src/kiosk/renew.js), and nobody is asked; a worker whose build this page is still
    // learns that it may begin.
    if (!other) return;
    const style = document.querySelector("link[rel=stylesheet]");
    const { kiosk, handoff, ...named } = given.dataset;
    const files = [style.getAttribute("href"), given.getAttribute("src"), ...Object.values(named)];
    const channel = new MessageChannel();
    channel.port1.onmessage = (event) => {
      if (event.data || ready || isKiosk) return;
      ready = true;
      setInterval(draw, LOOK);
      draw();
    };
    other.postMessage({ ask: "fits", files }, [channel.port2]);
  }

  // Whether a reload would lose nothing. On the last page a submission may be under way.
  function quiet() {
    if (root.hasAttribute("data-unsaved") || root.hasAttribute("data-sending")) return false;
    return !location.pathname.startsWith("/periksa/");
  }

  function renew() {
    if (!quiet()) return;
    if (registration.waiting) return registration.waiting.postMessage({ ask: "skip" });
    wanted = false;
    location.reload();
  }

  function draw() {
    if (wanted) return renew();
    if (!stored && !ready && !bar) return;
    const words = WORDS[root.lang] || WORDS.id;
    const lines = [];
    if (stored) lines.push(line("p", words.stored.replace("{time}", time(stored))));
    if (ready && quiet()) {
      const button = line("button", words.renew);
      button.className = "button button--small";
      button.addEventListener("click", () => {
        wanted = true;
        renew();
      });
      lines.push(line("p", words.ready), button);
    }
    show(lines);
  }

  // A line that says the same as before stays: it may have the focus, and would be read out again.
  function show(lines) {
    if (!bar) {
      bar = line("div", "");
      bar.className = "bar";
      bar.setAttribute("role", "status");
      document.body.append(bar);
    }
    if (bar.textContent !== lines.map((shown) => shown.textContent).join("")) {
      bar.textContent = "";
      bar.append(...lines);
    }
    bar.hidden = !lines.length;
  }

  function line(kind, text) {
    const element = document.createElement(kind);
    element.textContent = text;
    return element;
  }

  // "24 November, 10.42"
  function time(moment) {
    const language = root.lang === "en" ? "en-GB" : "id-ID";
    const part = (options) => new Intl.DateTimeFormat(language, options).format(moment);
    return `${part({ day: "numeric", month: "long" })}, ${part({ hour: "2-digit", minute: "2-digit" })}`;
  }
})();
