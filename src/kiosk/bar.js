// What stands around the app on a kiosk: above, where no hand reaches, a promise; at the foot the aids and the way out.
import { follow, make, press, root } from "./dom.js";
import { filled, leave } from "./idle.js";
import { words } from "./words.js";

const SIZES = ["", "150", "200"];

export function bar() {
  const cover = make("aside", "kiosk-cover");
  const touch = make("p", "kiosk-cover__touch");
  const promise = make("p", "kiosk-cover__promise");
  cover.append(touch, promise);
  const foot = make("footer", "kiosk-bar");
  const language = press("button button--quiet", "", () => document.querySelector(".top__lang").click());
  const text = press("button button--quiet", "", () => {
    const next = SIZES[(SIZES.indexOf(root.dataset.text || "") + 1) % SIZES.length];
    turn("text", next);
  });
  const contrast = press("button button--quiet", "", () => turn("contrast", root.dataset.contrast ? "" : "more"));
  const low = press("button button--quiet", "", () => turn("low", root.dataset.low ? "" : "on"));
  const done = press("button", "", leave);
  foot.append(language, text, contrast, low, done);
  document.body.append(cover, foot);
  follow(["lang", "data-page", "data-fate", "data-text", "data-contrast", "data-low", "data-failed"], () => {
    const now = words();
    // Nothing begins there, and nothing speaks another language.
    const failed = root.hasAttribute("data-failed");
    const sent = root.dataset.fate === "sent";
    touch.textContent = root.dataset.page === "home" && !failed ? now.touch : "";
    promise.textContent = sent ? now.promiseSent : now.promise;
    foot.setAttribute("aria-label", now.aids);
    language.textContent = root.lang === "en" ? "Indonesia" : "English";
    language.lang = root.lang === "en" ? "id" : "en";
    language.hidden = failed;
    text.textContent = root.dataset.text ? `${now.text} ${root.dataset.text}%` : now.text;
    contrast.textContent = now.contrast;
    low.textContent = now.low;
    done.textContent = now.done;
    done.hidden = root.dataset.page === "home" && !filled();
    // Before, the main button is the one that goes on.
    done.classList.toggle("button--quiet", !sent);
    for (const [button, name] of [[text, "text"], [contrast, "contrast"], [low, "low"]]) {
      button.setAttribute("aria-pressed", String(!!root.dataset[name]));
    }
  });
}

function turn(name, value) {
  if (value) root.dataset[name] = value;
  else delete root.dataset[name];
}
