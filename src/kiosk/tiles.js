// The tiles of the first page: each shows the sign of its service, which its definition names (`icon`), else the first letter of its name.
import { picture } from "./dom.js";

// The sign of each service, once it was asked for.
const signs = {};
let services = null;

export function tiles() {
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      draw(target);
    }
  });
  const look = () => {
    for (const card of document.querySelectorAll("#app a.card:not([data-initial])")) {
      // Its place is kept while the sign is on its way.
      card.dataset.initial = " ";
      seen.observe(card);
    }
  };
  new MutationObserver(look).observe(document.getElementById("app"), { childList: true, subtree: true });
  look();
}

async function draw(card) {
  const id = card.getAttribute("href").split("/").pop();
  signs[id] = signs[id] || find(id).catch(() => "");
  const sign = await signs[id];
  if (!sign) {
    card.dataset.initial = card.textContent.trim().charAt(0);
    return;
  }
  const svg = picture("0 0 24 24", sign);
  svg.setAttribute("class", "kiosk-sign");
  card.dataset.initial = "";
  card.prepend(svg);
}

// The lines that the definition of a service draws.
async function find(id) {
  const index = document.documentElement.dataset.index;
  services = services || read(index);
  const { version } = (await services).services.find((service) => service.id === id);
  return (await read(index.replace("index.json", `${id}/${version}.json`))).icon;
}

async function read(address) {
  return (await fetch(address)).json();
}
