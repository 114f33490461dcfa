// Opens a draft and every step of it in the running app, as its list of answers names them, and sends each, as somebody would who fills in
// nothing. Gives what each step says: its heading, the sentences of panels, and what sending it led to.
// Arguments: the draft, and what is called at the end.
const [draft, done] = arguments;

const go = (path) => {
  history.pushState(null, "", path);
  dispatchEvent(new PopStateEvent("popstate"));
};
const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
const until = async (holds) => {
  for (let n_frames = 0; n_frames < 600; n_frames += 1) {
    if (holds()) return true;
    await frame();
  }
  return false;
};
const main = () => document.querySelector("main");

async function step(path) {
  go(path);
  if (!(await until(() => main().querySelector("form button[type=submit]")))) return { path, error: "it never came" };
  await frame();
  const said = main().innerText;
  const n_controls = main().querySelectorAll("form input, form select, form textarea, form button, form fieldset").length;
  main().querySelector("form button[type=submit]").click();
  const refused = () => Array.from(main().querySelectorAll("[role=alert]")).some((alert) => alert.innerText.trim());
  const ended = await until(() => refused() || location.pathname !== path);
  await frame();
  return { path, said, n_controls, error: ended ? null : "sending it led nowhere" };
}

(async () => {
  go(`/periksa/${draft}`);
  await until(() => main().querySelector(`a[href^="/isi/${draft}/"]`));
  const links = Array.from(main().querySelectorAll(`a[href^="/isi/${draft}/"]`));
  const paths = Array.from(new Set(links.map((link) => link.getAttribute("href"))));
  const steps = [];
  for (const path of paths) steps.push(await step(path));
  done(steps);
})();
