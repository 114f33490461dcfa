// A phone before the code of a kiosk, at /lanjut: takes what was filled in there, or gives what is filled in here. Sealed on the way
// (kiosk/envelope.js). It needs no app: what is taken lies where the app finds it, and the app is opened at its step.
import * as envelope from "./kiosk/envelope.js";
import * as vault from "./vault.js";

const WORDS = {
  id: {
    other: "English",
    taking: "Mengambil isian dari kiosk…",
    giving: "Menunggu kiosk…",
    stay: "Biarkan halaman ini terbuka.",
    choose: "Isian mana yang dilanjutkan di kiosk?",
    number: "Nomor di layar kiosk harus {n}. Bila lain, jangan lanjutkan.",
    leaves: "Isian itu lalu pindah ke layar kiosk, dan hilang dari HP ini.",
    changed: "Terakhir diubah {time}",
    given: "Isian sudah ada di kiosk",
    goOn: "Lanjutkan di layar kiosk. Di HP ini isian itu tidak ada lagi.",
    none: "Tidak ada isian yang bisa dipindahkan",
    noneHow: "Mulai isian di layar kiosk, atau buka browser yang tadi Anda pakai.",
    closed: "Isian dengan PIN tidak bisa dipindahkan. Buka isian itu, lalu hapus PIN-nya.",
    gone: "Kode ini sudah dipakai atau habis waktunya",
    goneHow: "Buat kode baru di layar kiosk, lalu pindai lagi.",
    broken: "Isian ini tidak bisa dibuka",
    brokenHow: "Pindai sekali lagi kode di layar kiosk. Isian Anda tetap ada di sana.",
    form: "Formulir ini tidak ada lagi",
    formHow: "Isian Anda tetap ada di layar kiosk. Panggil petugas.",
    down: "Tidak ada sambungan",
    downHow: "Periksa sinyal HP, lalu coba lagi.",
    busy: "Terlalu banyak yang memindahkan isian",
    busyHow: "Tunggu beberapa menit, lalu coba lagi.",
    large: "Isian ini terlalu panjang untuk dipindahkan",
    largeHow: "Lanjutkan dan kirim dari HP ini.",
    cancelled: "Dibatalkan",
    cancelledHow: "Isian Anda tetap ada di HP ini.",
    silent: "Kiosk tidak menjawab",
    silentHow: "Isian Anda tetap ada di HP ini. Pindai kode baru di layar kiosk.",
    unkept: "Browser ini tidak bisa menyimpan isian",
    unkeptHow: "Pindai lagi dengan Chrome atau Safari, bukan mode pribadi.",
    nothing: "Pindai dulu kode di layar kiosk",
    nothingHow: "Pakai kamera HP Anda. Kode itu membuka halaman ini.",
    again: "Coba lagi",
    cancel: "Batal",
    home: "Ke halaman awal"
  },
  en: {
    other: "Indonesia",
    taking: "Fetching your answers from the kiosk…",
    giving: "Waiting for the kiosk…",
    stay: "Leave this page open.",
    choose: "Which form goes on at the kiosk?",
    number: "The number at the kiosk must be {n}. If it is another, stop here.",
    leaves: "It then moves to the kiosk's screen, and leaves this phone.",
    changed: "Last changed {time}",
    given: "Your answers are at the kiosk now",
    goOn: "Go on at the kiosk's screen. They are no longer on this phone.",
    none: "There is nothing that can be moved",
    noneHow: "Begin at the kiosk, or open the browser that you used before.",
    closed: "A form with a PIN cannot be moved. Open it, then remove its PIN.",
    gone: "This code was used before, or its time is over",
    goneHow: "Make a new code at the kiosk, then scan again.",
    broken: "These answers cannot be opened",
    brokenHow: "Scan the code at the kiosk once more. Your answers are still there.",
    form: "This form no longer exists",
    formHow: "Your answers are still at the kiosk. Call an officer.",
    down: "There is no connection",
    downHow: "Check your signal, then try again.",
    busy: "Too many people are moving answers",
    busyHow: "Wait some minutes, then try again.",
    large: "These answers are too long to be moved",
    largeHow: "Go on and send from this phone.",
    cancelled: "Cancelled",
    cancelledHow: "Your answers are still on this phone.",
    silent: "The kiosk does not answer",
    silentHow: "Your answers are still on this phone. Scan a new code at the kiosk.",
    unkept: "This browser cannot keep your answers",
    unkeptHow: "Scan again with Chrome or Safari, not in private mode.",
    nothing: "First scan the code at the kiosk",
    nothingHow: "Use your phone's camera. The code opens this page.",
    again: "Try again",
    cancel: "Cancel",
    home: "To the first page"
  }
};
const LANGUAGE = "loket.language";
const DRAFT = "draft.";
// How a draft with a PIN begins (src/loader/seal.js).
const CLOSED = '{"seal":';
const REASONS = { 404: "form", 409: "gone", 413: "large", 429: "busy" };
// How often it is looked whether the kiosk has it, and for how long it is waited for, in milliseconds.
const LOOK = 2000;
const PATIENCE = 120000;

const root = document.documentElement;
const [, direction, id, key] = /^#(HP|KIOSK)\.([A-Z2-7]{26})\.([A-Z2-7]{52,104})$/.exec(window.loket.answer) || [];
let settings;
let store;
// What is drawn again when the language changes.
let drawn = null;

delete window.loket.answer;
// Another code in the same tab: only the fragment differs, so the browser would stay on this page.
window.addEventListener("hashchange", () => location.reload());
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
else begin();

function begin() {
  speak(read() === "en" ? "en" : "id");
  const button = document.querySelector(".top__lang");
  button.addEventListener("click", () => {
    speak(root.lang === "en" ? "id" : "en");
    try {
      localStorage.setItem(LANGUAGE, root.lang);
    } catch (error) {
      // Then the next page asks again.
    }
  });
  if (direction) work();
  else tell("nothing");
}

// Does what the code asks for, from the beginning; what goes wrong is told, and can be tried again where that may help.
async function work() {
  show("taking");
  try {
    settings = await (await fetch("/config.json").catch(() => Promise.reject("down"))).json();
    const address = envelope.place(settings);
    if (!address) throw crypto.subtle ? "gone" : "unkept";
    store = envelope.store(address);
    const texts = await vault.open().catch(() => Promise.reject("unkept"));
    if (direction === envelope.TO_PHONE) await take();
    else await choose(texts);
  } catch (why) {
    fail(why);
  }
}

async function take() {
  const bytes = await store.get(id);
  if (!bytes) throw "gone";
  const opened = await envelope
    .shared(envelope.unbase32(key), ["decrypt"])
    .then((shared) => envelope.unseal(shared, direction, id, bytes))
    .catch(() => null);
  const [names, text] = opened || [];
  const known = opened && envelope.about(text);
  if (!known || known.service !== names[0] || known.version !== names[1]) throw "broken";
  const form = await envelope.definition(settings, ...names);
  if (known.sending && !envelope.isOwn(known.sending, settings, form)) throw "broken";
  const [name, renamed] = envelope.renamed(text, known);
  const service = `service.${names.join("@")}`;
  // On this phone before the kiosk lets go of it.
  try {
    await vault.put(service, form, await vault.revision(service));
    await vault.put(DRAFT + name, renamed, 0);
  } catch (why) {
    throw "unkept";
  }
  if (!(await store.take(id))) {
    await vault.remove(DRAFT + name);
    throw "gone";
  }
  location.replace(known.sending ? `/periksa/${name}` : `/isi/${name}/${known.step}`);
}

async function choose(texts) {
  const digits = await envelope.digits(envelope.unbase32(key));
  const drafts = texts.filter(([name]) => name.startsWith(DRAFT));
  const open = drafts.map(([name, text, revision]) => ({ name, text, revision, known: envelope.about(text) }));
  const begun = open.filter(({ known, text }) => known && !known.sending && !isEmpty(JSON.parse(text).answers));
  begun.sort((one, other) => other.known.saved - one.known.saved);
  const closed = drafts.some(([, text]) => text.startsWith(CLOSED));
  draw(() => {
    const { choose, changed, closed: closedHow, home, leaves, none, noneHow, number } = words();
    const more = closed ? [make("p", "muted", closedHow)] : [];
    if (!begun.length) return [none, make("p", "", noneHow), ...more, link(home)];
    const buttons = begun.map((draft) => {
      const { saved, service, version } = draft.known;
      const button = press("button button--quiet", "", () => give(draft));
      const form = texts.find(([name]) => name === `service.${service}@${version}`);
      const when = make("span", "muted", changed.replace("{time}", moment(saved)));
      const said = make("span", "", form ? title(form[1]) : service);
      said.append(make("br"), when);
      button.append(said);
      return button;
    });
    return [choose, make("p", "", leaves), make("p", "", number.replace("{n}", digits)), actions(...buttons), ...more];
  });
}

async function give({ name, text, revision, known }) {
  show("giving", "stay");
  try {
    const point = envelope.unbase32(key);
    const sealed = await envelope.sealFor(point, id, [known.service, known.version], text).catch(() => Promise.reject("gone"));
    await store.put(id, sealed);
  } catch (why) {
    return fail(why);
  }
  // Whoever closes this page takes it back, unless the kiosk was quicker.
  const leave = () => store.drop(id);
  window.addEventListener("pagehide", leave);
  let end = "silent";
  let there = true;
  const cancel = () => (end = "cancelled");
  show("giving", "stay", () => [press("button button--quiet", words().cancel, cancel)]);
  const until = Date.now() + PATIENCE;
  while (there && end === "silent" && Date.now() < until) {
    await envelope.pause(LOOK);
    there = await store.has(id).catch(() => true);
  }
  settle();

  // What is not there any more the kiosk has. Until that is known nobody is told anything.
  async function settle() {
    show("giving", "stay");
    try {
      const mine = there && (await store.take(id));
      window.removeEventListener("pagehide", leave);
      if (mine) return tell(end);
    } catch (why) {
      return tell("down", settle);
    }
    // Another tab may have gone on with it since: that stays.
    await vault.change(name, revision, (kept) => kept.delete(name)).catch(() => {});
    show("given", "goOn", () => [link(words().home)]);
  }
}

function fail(why) {
  const name = REASONS[why] || why;
  tell(WORDS.id[`${name}How`] ? name : "broken", name === "down" || name === "busy" ? work : null);
}

function tell(name, retry) {
  show(name, `${name}How`, () => [...(retry ? [press("button", words().again, retry)] : []), link(words().home)]);
}

// A title, perhaps a sentence, perhaps what can be done.
function show(name, sentence, buttons) {
  draw(() => {
    const said = sentence ? [make("p", "", words()[sentence])] : [];
    return [words()[name], ...said, ...(buttons ? [actions(...buttons())] : [])];
  });
}

function draw(run) {
  drawn = run;
  const [title, ...parts] = run();
  const main = document.querySelector("main.frame");
  const head = make("h1", "", title);
  head.tabIndex = -1;
  main.textContent = "";
  main.append(head, ...parts);
  document.title = `${title} – Loket`;
  head.focus();
}

function speak(lang) {
  root.lang = lang;
  const button = document.querySelector(".top__lang");
  button.textContent = words().other;
  button.lang = lang === "en" ? "id" : "en";
  if (drawn) draw(drawn);
}

function words() {
  return WORDS[root.lang];
}

function read() {
  try {
    return localStorage.getItem(LANGUAGE);
  } catch (error) {
    return null;
  }
}

function isEmpty({ data = {}, raw = {} }) {
  return !Object.keys(data).length && !Object.keys(raw).length;
}

function title(form) {
  const { title } = JSON.parse(form);
  return typeof title === "string" ? title : title[root.lang] || title.id;
}

// "24 November, 10.42"
function moment(time) {
  const language = root.lang === "en" ? "en-GB" : "id-ID";
  const part = (options) => new Intl.DateTimeFormat(language, options).format(time);
  return `${part({ day: "numeric", month: "long" })}, ${part({ hour: "2-digit", minute: "2-digit" })}`;
}

function make(tag, name, text) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text) element.textContent = text;
  return element;
}

function press(name, text, run) {
  const button = make("button", name, text);
  button.type = "button";
  button.addEventListener("click", run);
  return button;
}

function link(text) {
  const link = make("a", "button button--quiet", text);
  link.href = "/";
  return link;
}

function actions(...parts) {
  const list = make("div", "actions");
  list.append(...parts);
  return list;
}
