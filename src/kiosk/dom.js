// Elements for the scripts of a kiosk.

export const root = document.documentElement;

// A new element with its class and a text.
export function make(tag, name, text) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text) element.textContent = text;
  return element;
}

// A button. What is pressed must not take the focus from the box that is being filled in.
export function press(name, text, run) {
  const button = make("button", name, text);
  button.type = "button";
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", run);
  return button;
}

const SVG = "http://www.w3.org/2000/svg";

// A picture of one path. Nobody hears of it unless it gets a name.
export function picture(viewBox, lines) {
  const [svg, path] = ["svg", "path"].map((name) => document.createElementNS(SVG, name));
  svg.setAttribute("viewBox", viewBox);
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", lines);
  svg.append(path);
  return svg;
}

// Says of a box that it is a dialog (`dialog` or `alertdialog`), which its title names.
export function entitle(box, role, title, id) {
  title.id = id;
  box.setAttribute("role", role);
  box.setAttribute("aria-modal", "true");
  box.setAttribute("aria-labelledby", id);
}

// Calls `draw` now and whenever one of these attributes of the root changes.
export function follow(names, draw) {
  new MutationObserver(draw).observe(root, { attributes: true, attributeFilter: names });
  draw();
}

// Moves the focus inside a dialog around in a ring.
export function ring(dialog) {
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Tab") return;
    const buttons = [...dialog.querySelectorAll("button")];
    const step = event.shiftKey ? buttons.length - 1 : 1;
    const at = buttons.indexOf(document.activeElement);
    event.preventDefault();
    buttons[(at + step) % buttons.length].focus();
  });
}
