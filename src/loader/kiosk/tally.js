// How many submissions have arrived since the browser was started, when the last ones did, and how many pages there have been: nothing
// else. Kept by the browser as long as its window is open, so that a wipe does not take it; its profile lies in memory, so that power-on does.
import { follow, root } from "./dom.js";

const KEPT = "loket-tally";
const LAST = 5;

// Counts from now on.
export function count() {
  const { pages, ...rest } = tally();
  keep({ ...rest, pages: pages + 1 });
  let before = root.dataset.fate;
  follow(["data-fate"], () => {
    const { fate } = root.dataset;
    if (fate === "sent" && before !== fate) {
      const { n, last, ...rest } = tally();
      keep({ ...rest, n: n + 1, last: [Date.now(), ...last].slice(0, LAST) });
    }
    before = fate;
  });
}

// Since when, how many, and when the last ones (in milliseconds since 1970); of how many pages this is the last.
export function tally() {
  return JSON.parse(sessionStorage.getItem(KEPT)) || { since: Date.now(), n: 0, last: [], pages: 0 };
}

function keep(tally) {
  sessionStorage.setItem(KEPT, JSON.stringify(tally));
}
