// The pages of the segment, between the last of the segment before and the first of the one behind.

const AROUND = 2;
const FEW = 4;
const NARROW = "(max-width: 68rem)"; // as in review.css
const WORTH_SAYING = 0.1;

class PageStrip {
  constructor(session, pictures, onFocus) {
    this.session = session;
    this.pictures = pictures;
    this.onFocus = onFocus;
    this.box = byId("pages");
    this.made = new Map();
    this.box.addEventListener("click", (event) => {
      const page = event.target.closest("[data-page]");
      if (page) onFocus(Number(page.dataset.page));
    });
  }

  forget() {
    this.made.clear();
  }

  update() {
    const { document, index } = this.session.place;
    if (this.document !== document) this.forget();
    this.document = document;
    const segments = this.session.segments[document];
    const groups = [
      this.#group(segments[index - 1], "before", (pages) => pages.slice(-AROUND)),
      this.#group(segments[index], "this", (pages) => pages),
      this.#group(segments[index + 1], "behind", (pages) => pages.slice(0, AROUND)),
    ].filter(Boolean);
    this.box.replaceChildren(...groups);
  }

  // Put the focus of the browser on the page, so that arrows and screen readers go on from there.
  focus() {
    const page = this.made.get(this.session.focus.page);
    page?.focus({ preventScroll: true });
    const { document, segment, page: index } = this.session.place;
    const before = this.shown;
    this.shown = { segment: `${document}-${segment.pages[0]}`, page: index };
    if (before?.segment === this.shown.segment && before.page === index) return;
    // On a narrow screen what is said of a segment stands above its pages, and is read first.
    const isAbove = before?.segment !== this.shown.segment && matchMedia(NARROW).matches;
    const place = isAbove ? byId("desk") : page;
    place?.scrollIntoView({ block: isAbove ? "start" : "nearest", behavior: "instant" });
  }

  #group(segment, place, some) {
    if (!segment) return null;
    const heading = `${{ before: "Before: ", this: "", behind: "Then: " }[place]}${named(segment.label)}`;
    const told = `${heading}, p. ${pageNumbers(segment.pages)}`;
    const pages = some(segment.pages).map((page) => this.#page(segment, page, place));
    return make(
      "div",
      {
        class: `group ${place}`, role: "group", "aria-label": told,
        "data-few": pages.length <= FEW ? pages.length : null,
      },
      make("p", { class: "caption", "aria-hidden": "true" }, told),
      make("div", { class: "sheets", role: "presentation" }, ...pages),
    );
  }

  #page(segment, page, place) {
    let made = this.made.get(page);
    if (!made) {
      const frame = make("span", { class: "frame" });
      made = make("div", { class: "page", role: "option", "data-page": page }, frame);
      made.append(make("span", { class: "notes" }));
      this.made.set(page, made);
      this.pictures.show(frame, this.document, page);
    }
    const isHere = page === this.session.focus.page;
    const isHeld = this.session.inHand?.page === page && this.session.inHand.document === this.document;
    made.classList.toggle("held", isHeld);
    made.setAttribute("aria-selected", String(isHere));
    made.tabIndex = isHere ? 0 : -1;
    const notes = this.#notes(segment, page, place);
    made.lastChild.replaceChildren(
      make("span", { class: "number" }, `p. ${page + 1}`),
      ...notes.map((note) => make("span", {}, shown(note))),
    );
    made.setAttribute("aria-label", [`Page ${page + 1}`, ...notes, ...(isHeld ? ["in hand"] : [])].map(shown).join(", "));
    return made;
  }

  #notes(segment, page, place) {
    const told = this.session.page(this.document, page);
    const { label, confidence } = told.prediction;
    const notes = [];
    if (told.failure !== undefined) notes.push("not read");
    else if (told.is_blank) notes.push("blank");
    else if (label !== undefined && label !== segment.label) {
      notes.push(`${label} ${percent(confidence)}`);
    }
    const isInside = place === "this" && segment.pages[0] !== page;
    if (isInside && told.boundary_confidence >= WORTH_SAYING) {
      notes.push(`starts here? ${percent(told.boundary_confidence)}`);
    }
    return notes;
  }
}

// All that is known of a page, as a line.
function pageFacts(told) {
  const facts = [];
  const { label, confidence, doubt } = told.prediction;
  if (told.failure !== undefined) facts.push(`could not be read: ${told.failure}`);
  if (told.is_blank) facts.push("blank");
  if (told.separator !== undefined) facts.push(`a separator sheet (${told.separator})`);
  if (label !== undefined) facts.push(`${label} ${percent(confidence)}`);
  if (doubt !== undefined && !told.is_blank) facts.push(doubt);
  if (told.boundary_confidence !== undefined) {
    facts.push(`a document begins here: ${percent(told.boundary_confidence)}`);
  }
  if (told.ocr_confidence !== undefined) facts.push(`recognised at ${percent(told.ocr_confidence)}`);
  if (told.read_share !== undefined && told.read_share < 1) {
    facts.push(`${percent(told.read_share)} of it was read`);
  }
  return facts;
}
