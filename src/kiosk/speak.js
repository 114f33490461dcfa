// Reads aloud what is asked, with a voice of the system's own alone: others send the words to whoever made them. What was answered is
// never read: others stand near. Without such a voice for the language of the page there is no button.
import { picture, follow, press, root } from "./dom.js";
import { fill, words } from "./words.js";

// Java has called Indonesian `in`.
const LANGUAGES = { id: /^(id|in)([-_]|$)/i, en: /^en([-_]|$)/i };
const ASKS = "#main h1, #main .summary, #main .field";
// A loudspeaker, and a square that stops it.
const SPEAKER = "M3 9v6h4l5 5V4L7 9zm11 -1a5 5 0 0 1 0 8zm0 -5v2a8 8 0 0 1 0 14v2a10 10 0 0 0 0 -18z";
const STOP = "M6 6h12v12H6z";

const speech = window.speechSynthesis;
// What each button reads.
const asks = new WeakMap();
// The button whose question is being read.
let reading = null;

export function speak() {
  if (!speech) return;
  new MutationObserver(draw).observe(document.getElementById("app"), { childList: true, subtree: true });
  speech.addEventListener("voiceschanged", draw);
  window.addEventListener("pagehide", hush);
  follow(["lang"], draw);
}

function voice() {
  const wanted = LANGUAGES[root.lang] || LANGUAGES.id;
  return speech.getVoices().find(({ localService, lang }) => localService === true && wanted.test(lang));
}

// A button before each question; none of a question that has gone.
function draw() {
  const able = !!voice();
  for (const button of document.querySelectorAll(".speak")) {
    const ask = asks.get(button);
    if (!able || !ask.isConnected || place(ask) !== button) button.remove();
  }
  if (reading && !reading.isConnected) hush();
  if (!able) return;
  for (const ask of document.querySelectorAll(ASKS)) {
    const button = place(ask) || put(ask);
    const name = fill(words().speak, text(title(ask)));
    if (button.getAttribute("aria-label") !== name) button.setAttribute("aria-label", name);
  }
}

// Where the button of a question stands: a heading has it before it, the others inside.
function place(ask) {
  const there = ask.matches("h1") ? ask.previousElementSibling : ask.firstElementChild;
  return there && there.matches(".speak") ? there : null;
}

function put(ask) {
  const button = press("speak", "", () => turn(button));
  button.append(picture("0 0 24 24", ""));
  mark(button, false);
  asks.set(button, ask);
  if (ask.matches("h1")) ask.before(button);
  else ask.prepend(button);
  return button;
}

function turn(button) {
  const ends = reading === button;
  hush();
  if (!ends) read(button);
}

function read(button) {
  const chosen = voice();
  const parts = sentences(asks.get(button));
  if (!chosen || !parts.length) return;
  reading = button;
  mark(button, true);
  // One by one, so that there is a pause between them.
  const said = parts.map((part) => {
    const utterance = new SpeechSynthesisUtterance(part);
    utterance.voice = chosen;
    utterance.lang = chosen.lang;
    return utterance;
  });
  // What was broken off ends, too, and later than the next has begun.
  said[said.length - 1].onend = () => reading === button && hush();
  said.forEach((utterance) => speech.speak(utterance));
}

function hush() {
  if (reading) mark(reading, false);
  reading = null;
  speech.cancel();
}

function mark(button, reads) {
  button.setAttribute("aria-pressed", String(reads));
  button.querySelector("path").setAttribute("d", reads ? STOP : SPEAKER);
}

function title(ask) {
  return ask.matches("h1") ? ask : ask.querySelector(":scope > h2, :scope > label, :scope > legend");
}

// What a question says: itself, what stands under it, what is wrong, and what can be chosen. Never a box.
function sentences(ask) {
  const parts = [title(ask)];
  if (ask.matches("h1")) {
    for (let next = ask.nextElementSibling; next && next.matches("p"); next = next.nextElementSibling) parts.push(next);
    parts.push(...document.querySelectorAll("#main .card__title"));
  } else {
    parts.push(...ask.querySelectorAll(":scope > ul > li, :scope > div > .field__hint, :scope > div > .field__problem"));
    parts.push(...ask.querySelectorAll(":scope > .options .option__text"));
  }
  return parts.map(text).filter((part) => part);
}

function text(element) {
  return element ? element.textContent.replace(/\s+/g, " ").trim() : "";
}
