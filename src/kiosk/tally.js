// How many submissions have arrived since power-on, when the last ones did, and how many pages the browser has shown: nothing else. Kept by
// the browser as long as its window is open, so that a wipe does not take it. The title of the window tells the watchdog, and who starts
// another browser puts that into its address: both keep it in memory only, so that power-off takes it.
import { follow, root } from "./dom.js";
import { MINUTE } from "./moment.js";

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
  return JSON.parse(sessionStorage.getItem(KEPT)) || { ...handed(), pages: 0 };
}

// All of it but the pages, as numbers to the base 36 with points between: since when, the last ones (in minutes), and how many.
export function told() {
  const { since, n, last } = tally();
  const minutes = [since, ...last].map((at) => Math.floor(at / MINUTE));
  return [...minutes, n].map((number) => number.toString(36)).join(".");
}

// What the browser before this one has told.
function handed() {
  const [, text] = /[?&]tally=([\da-z.]+)/.exec(location.search) || [];
  const numbers = text ? text.split(".").map((digits) => parseInt(digits, 36)) : [];
  if (numbers.length < 2 || !numbers.every(Number.isSafeInteger)) return { since: Date.now(), n: 0, last: [] };
  const n = numbers.pop();
  const [since, ...last] = numbers.map((minutes) => minutes * MINUTE);
  return { since, n, last };
}

function keep(tally) {
  sessionStorage.setItem(KEPT, JSON.stringify(tally));
}
