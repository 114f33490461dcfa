// Compiles the wasm for browsers that refuse to do it in the page (Chromium before 97 under our policy). It gets an
// address and answers with the module, or with a sentence when there is none.
"use strict";

onmessage = function (event) {
  fetch(event.data)
    .then(function (response) {
      if (!response.ok) throw new Error("gone");
      return response.arrayBuffer();
    })
    .then(function (bytes) {
      return WebAssembly.compile(bytes);
    })
    .then(postMessage)
    .catch(function (error) {
      postMessage(String(error));
    });
};
