// Days and times as people read them.
import { root } from "./dom.js";

// In milliseconds.
export const MINUTE = 60000;

// `24 November, 10.05`; `at` in milliseconds since 1970.
export function moment(at) {
  return `${new Intl.DateTimeFormat(tag(), { day: "numeric", month: "long" }).format(at)}, ${time(at)}`;
}

// `10.05`.
export function time(at) {
  return new Intl.DateTimeFormat(tag(), { hour: "2-digit", minute: "2-digit" }).format(at);
}

function tag() {
  return root.lang === "en" ? "en-GB" : "id-ID";
}
