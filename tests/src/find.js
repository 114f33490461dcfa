// Finds what a citizen sees, by role and accessible name. Gives elements; the caller asks the browser whether it names them so, too.
// The name may go on after a space: a label with "(boleh dikosongkan)", an alternative with its hint.
const [role, name] = arguments;
const SELECTOR = {
  disclosure: "summary",
  button: "button, [role=button], input[type=submit]",
  link: "a[href]",
  textbox: "input:not([type]), input[type=text], input[type=tel], input[type=email], input[type=password], textarea",
  searchbox: "input[type=search]",
  combobox: "select",
  option: "option",
  slider: "input[type=range]",
  clock: "input[type=time], input[type=datetime-local]",
  switch: "input[role=switch]",
  radio: "input[type=radio]",
  checkbox: "input[type=checkbox]",
  heading: "h1, h2, h3",
  group: "fieldset, [role=group]",
  alert: "[role=alert]",
};
const tidy = (text) => (text || "").replace(/\s+/g, " ").trim();
const shown = (element) => {
  const label = element.labels && element.labels[0];
  const seen = (some) => some.getClientRects().length > 0 && getComputedStyle(some).visibility !== "hidden";
  return seen(element) || (label && seen(label)) || element.tagName === "OPTION";
};
const nameOf = (element) => {
  const by = element.getAttribute("aria-labelledby");
  if (by) return tidy(by.split(/\s+/).map((id) => (document.getElementById(id) || {}).textContent).join(" "));
  if (element.getAttribute("aria-label")) return tidy(element.getAttribute("aria-label"));
  if (element.labels && element.labels.length) return tidy(Array.from(element.labels, (label) => label.innerText).join(" "));
  if (element.tagName === "FIELDSET") return tidy((element.querySelector("legend") || {}).textContent);
  return tidy(element.tagName === "OPTION" ? element.text : element.innerText);
};
const named = Array.from(document.querySelectorAll(SELECTOR[role]), (element) => [element, nameOf(element)])
  .filter(([element, known]) => (known === name || known.startsWith(name + " ")) && shown(element));
const exact = named.filter(([, known]) => known === name);
return (exact.length ? exact : named).map(([element]) => element);
