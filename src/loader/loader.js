// Starts the app: marks the page before the first paint, fetches and compiles the wasm, begins the glue, and shows a
// plain sentence with where to turn when something fails. It draws nothing: every sentence stands hidden in index.html.
// It runs first in the head and blocks, so it is small. Its syntax is that of 2009, since an old browser must be able
// to read it in order to say that it is too old.
(function () {
  "use strict";

  var given = document.currentScript.dataset;
  var root = document.documentElement;
  var agent = navigator.userAgent;
  var failed = false;
  var muted = false;
  var answer;

  var path = location.pathname;

  // The code of an identity provider, the key of a hand-off and the secret of a kiosk leave address and history before anything else happens;
  // src/device/oidc.js, src/app/handoff.rs and kiosk/unit.js take them from here.
  if (path === "/masuk" || path === "/lanjut") {
    answer = location.search + location.hash;
    history.replaceState(history.state, "", path);
    // Another code in the same tab: only the fragment differs, so the browser would stay on this page.
    window.onhashchange = reload;
  }

  // In order: a phone on a weak signal gets half a minute before we give up.
  var PAUSES = [1000, 2000, 4000, 8000, 15000];

  // A module of 50 bytes that needs what ours needs: bulk memory, sign extension, non-trapping conversion.
  var PROBE = [
    0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 5, 3, 1, 0, 1, 10, 25, 1, 23, 0, 65, 0, 65, 0, 65, 0,
    252, 11, 0, 65, 0, 192, 26, 67, 0, 0, 0, 0, 252, 0, 26, 11
  ];

  // Only Beranda is drawn in index.html; other addresses get the header and a quiet skeleton.
  var home = path === "/";
  root.setAttribute("data-page", home ? "home" : "other");
  if (/FBAN|FBAV|Instagram|Line\/|BytedanceWebview|musical_ly/.test(agent)) root.setAttribute("data-inside", "");
  if (home) preload(root.getAttribute("data-index"));
  // Who starts the browser of a kiosk says so in the address, and gives it the secret of its unit, which stays in this tab. Nothing is seen and
  // nothing begins before its own parts are there, since they wipe.
  var kiosk = /[?&]kiosk=([\w-]+)/.exec(location.search);
  if (kiosk && !secret()) kiosk = null;
  if (kiosk) {
    root.setAttribute("data-kiosk", kiosk[1]);
    root.hidden = true;
  }

  window.addEventListener("error", function (event) {
    // A module that came from a worker has no address, so its traps are muted like those of a foreign script. Our policy
    // lets no foreign script in, so that there is nobody else it could be.
    if (deadly(event.error) || (muted && event.message === "Script error.")) fail("trap");
  });
  window.addEventListener("unhandledrejection", function (event) {
    if (deadly(event.reason)) fail("trap");
  });
  whenParsed(function () {
    carryOver();
    Array.prototype.forEach.call(document.querySelectorAll("[data-reload]"), function (button) {
      button.addEventListener("click", reload);
    });
  });

  if (!supported()) return fail("old");

  // The one way in which a text becomes the address of a script: it must name a file of the build. Where a browser knows Trusted Types,
  // our policy lets it run nothing else.
  var rule = {
    createScriptURL: function (address) {
      return /^\/[\w-]+\.js(\?\d)?$/.test(address) ? address : "";
    }
  };
  var policy = window.trustedTypes ? trustedTypes.createPolicy("loket", rule) : rule;

  // The glue and the wasm travel side by side; whichever comes last begins the app.
  var glue = load(given.glue);
  var parts = kiosk && load(given.kiosk);
  window.loket = {
    qr: given.qr,
    seal: given.seal,
    oidc: given.oidc,
    handoff: given.handoff,
    answer: answer,
    trusted: trusted,
    // A further module of the app, by its name. That of the form's pages another page than Beranda wants at once; on Beranda the first
    // touch or key tells that somebody is about to go on; on a phone that saves data only the next page does.
    module: function (name) {
      return further(name).catch(function (error) {
        fail("missing");
        throw error;
      });
    },
    // The form's for work that nobody waits for: when it cannot be had, nobody is told.
    ahead: ahead,
    begin: glue.done,
    // The same for a kiosk's parts.
    kiosk: parts && parts.done,
    // For the app, when it cannot go on for a reason that it understands.
    fail: fail
  };
  var modules = {};
  if (!home) early();
  else if (!navigator.connection || !navigator.connection.saveData) {
    window.addEventListener("pointerdown", early);
    window.addEventListener("keydown", early);
  }
  Promise.all([glue.promise, fetchModule(given.wasm, 0), parts && parts.promise])
    .then(function (both) {
      return both[0]({ module_or_path: both[1] });
    })
    .then(function (app) {
      window.loket.memory = app.memory;
    })
    .catch(function (error) {
      fail(deadly(error) ? "trap" : "missing");
    });

  // The secret of a kiosk, which came with the address or with an earlier page of this tab.
  function secret() {
    try {
      var brought = /^#([A-Z2-7]{26,})$/.exec(location.hash);
      if (brought) {
        sessionStorage.setItem("loket-unit", brought[1]);
        history.replaceState(history.state, "", path + location.search);
      }
      return sessionStorage.getItem("loket-unit");
    } catch (error) {
      return null;
    }
  }

  function reload() {
    location.reload();
  }

  function trusted(address) {
    return policy.createScriptURL(address);
  }

  function script(address, lost) {
    var element = document.createElement("script");
    element.type = "module";
    element.src = trusted(address);
    element.onerror = lost && lost.bind(null, "missing");
    return document.head.appendChild(element);
  }

  function supported() {
    try {
      return (
        typeof WebAssembly === "object" &&
        typeof fetch === "function" &&
        "noModule" in document.createElement("script") &&
        WebAssembly.validate(new Uint8Array(PROBE))
      );
    } catch (error) {
      return false;
    }
  }

  function early() {
    window.removeEventListener("pointerdown", early);
    window.removeEventListener("keydown", early);
    // Asked for again by who needs it, and then told.
    ahead().catch(function () {});
  }

  function ahead() {
    return further("form");
  }

  function further(name) {
    if (!modules[name]) {
      modules[name] = fetchModule(given[name], 0);
      modules[name].catch(function () {
        modules[name] = null;
      });
    }
    return modules[name];
  }

  // A wasm file as a compiled module. Streaming only the first time: what broke it may be a wrong content type.
  function fetchModule(address, n) {
    return fetch(address)
      .then(function (response) {
        if (response.status >= 500) throw new TypeError("busy");
        if (!response.ok) throw new Error("gone");
        if (n === 0 && WebAssembly.compileStreaming) return WebAssembly.compileStreaming(response);
        return response.arrayBuffer().then(function (bytes) {
          return WebAssembly.compile(bytes);
        });
      })
      .then(function (module) {
        weak(false);
        return module;
      })
      .catch(function (error) {
        // Chromium before 97 lets no page compile under our policy, but lets a worker.
        if (error instanceof WebAssembly.CompileError) return compileInWorker(address);
        if (!(error instanceof TypeError)) throw error;
        return again(n, function () {
          return fetchModule(address, n + 1);
        });
      });
  }

  function compileInWorker(address) {
    return new Promise(function (resolve, reject) {
      var worker = new Worker(trusted(given.worker));
      worker.onmessage = function (event) {
        worker.terminate();
        muted = event.data instanceof WebAssembly.Module;
        if (muted) resolve(event.data);
        else reject(new Error(event.data));
      };
      worker.onerror = function () {
        reject(new Error("worker"));
      };
      worker.postMessage(new URL(address, location.href).href);
    });
  }

  // A module script that says when it is ready: the glue by the line that the build adds at its end, a kiosk's by itself.
  function load(address) {
    var glue = {};
    glue.promise = new Promise(function (resolve, reject) {
      glue.done = resolve;
      attempt(0);

      function attempt(n) {
        // A browser remembers that a module failed; a new address makes it ask again.
        var element = script(n ? address + "?" + n : address);
        element.onload = function () {
          weak(false);
        };
        element.onerror = function () {
          again(n, function () {
            attempt(n + 1);
          }).catch(reject);
        };
      }
    });
    return glue;
  }

  // Says that the signal is weak, pauses, goes on; gives up when all pauses are used.
  function again(n, next) {
    if (n >= PAUSES.length) return Promise.reject(new Error("unreachable"));
    weak(true);
    return new Promise(function (resolve) {
      setTimeout(resolve, PAUSES[n]);
    }).then(next);
  }

  // A trap of the wasm, or its stack used up. Firefox calls the latter an InternalError.
  function deadly(error) {
    return (
      !!error &&
      typeof WebAssembly === "object" &&
      (error instanceof WebAssembly.RuntimeError || error instanceof RangeError || error.name === "InternalError")
    );
  }

  function weak(visible) {
    whenParsed(function () {
      document.getElementById("weak").hidden = !visible || failed;
    });
  }

  // What was typed into the frame's search while the app was coming stays, and so does the focus.
  function carryOver() {
    var early = document.getElementById("frame-search");
    var focused = false;
    early.addEventListener("focus", function () {
      focused = true;
    });
    early.addEventListener("blur", function () {
      // Once the app is ready the box is only taken away.
      if (!root.hasAttribute("data-ready")) focused = early.ownerDocument.activeElement === early;
    });
    new MutationObserver(function (_, observer) {
      if (!root.hasAttribute("data-ready")) return;
      observer.disconnect();
      // After everything that the app itself needs.
      script(given.offline);
      var search = document.getElementById("search");
      if (!search) return;
      if (early.value) {
        search.value = early.value;
        search.dispatchEvent(new Event("input", { bubbles: true }));
      }
      if (focused) search.focus();
    }).observe(root, { attributes: true, attributeFilter: ["data-ready"] });
  }

  // Shows the sentence for this cause ("old", "missing", "config", "trap") in place of everything but the header.
  function fail(cause) {
    if (failed) return;
    failed = true;
    whenParsed(function () {
      root.setAttribute("data-failed", cause);
      root.removeAttribute("data-ready");
      root.hidden = false;
      weak(false);
      Array.prototype.forEach.call(document.querySelectorAll("main"), function (main) {
        main.hidden = true;
      });
      var failure = document.getElementById("failure");
      failure.hidden = false;
      document.getElementById("failure-" + cause).hidden = false;
      failure.focus();
      var title = failure.querySelector("h1").textContent + " – Loket";
      retitle();
      // What was under way in the app when it broke may still set a title of its own.
      new MutationObserver(retitle).observe(document.querySelector("title"), { childList: true });

      function retitle() {
        if (document.title !== title) document.title = title;
      }
    });
  }

  function preload(address) {
    var link = document.createElement("link");
    link.rel = "preload";
    link.as = "fetch";
    link.crossOrigin = "anonymous";
    link.href = address;
    document.head.appendChild(link);
  }

  function whenParsed(then) {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", then);
    else then();
  }
})();
