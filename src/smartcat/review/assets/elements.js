// Elements, made without ever taking text for HTML.

// Controls, and what changes the direction of the text around it, are shown as what they are: with
// them, a name could make the words behind it read otherwise (Unicode Standard Annex 9).
const STEERING = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

function shown(text) {
  const code = (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return String(text).replace(STEERING, code);
}

function byId(id) {
  return document.getElementById(id);
}

// Make an element: attributes by name, children as elements or texts.
function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(name, value);
    }
  }
  made.append(...children.filter((one) => one !== null && one !== undefined));
  return made;
}

// Fill an element with a list; hide it with its heading where there is nothing to list.
function fillList(list, texts) {
  list.replaceChildren(...texts.map((text) => make("li", {}, shown(text))));
  list.closest("[data-part]").hidden = texts.length === 0;
}

function percent(share) {
  if (share === undefined || share === null) return "";
  return share > 0 && share < 0.005 ? "<1\u202f%" : `${Math.round(100 * share)}\u202f%`;
}

function named(label) {
  return label === null || label === undefined ? "no class" : shown(label);
}

// A label that may be broken behind each underscore.
function breakable(label) {
  const parts = shown(label).split(/(?<=_)/);
  return parts.flatMap((part, place) => (place ? [make("wbr"), part] : [part]));
}

function plural(count, one, many = `${one}s`) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

// Numbers of pages for people, from 1: "5–9", "7, 5–6".
function pageNumbers(pages) {
  const runs = [];
  for (const page of pages) {
    const last = runs.at(-1);
    if (last && last[1] + 1 === page) last[1] = page;
    else runs.push([page, page]);
  }
  const text = ([from, to]) => (from === to ? `${from + 1}` : `${from + 1}\u2013${to + 1}`);
  return runs.map(text).join(", ");
}

const SAID_FOR_MS = 6_000;

// Say what changed, also to those who do not see it.
function say(text) {
  const status = byId("said");
  clearTimeout(status.timer);
  status.textContent = "";
  requestAnimationFrame(() => { status.textContent = shown(text); });
  status.timer = setTimeout(() => { status.textContent = ""; }, SAID_FOR_MS);
}
