// The sentences of a kiosk's own parts, in the language of the page.
import WORDS from "../text/kiosk.json";
import { root } from "./dom.js";

// The words in the language of the page.
export function words() {
  return WORDS[root.lang] || WORDS.id;
}

// A sentence with its number.
export function fill(sentence, n) {
  return sentence.replace("{n}", n);
}
