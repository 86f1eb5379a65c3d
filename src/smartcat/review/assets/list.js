// The list of all segments. Of thousands, only the rows that can be seen are made.

const SPARE_ROWS = 8;

class SegmentList {
  constructor(session, onChoose) {
    this.session = session;
    this.box = byId("queue");
    this.space = byId("queue-space");
    this.box.addEventListener("scroll", () => this.#draw(), { passive: true });
    new ResizeObserver(() => this.#draw()).observe(this.box);
    this.space.addEventListener("click", (event) => {
      const row = event.target.closest("[data-position]");
      if (row) onChoose(Number(row.dataset.position));
    });
  }

  get #height() {
    return parseFloat(getComputedStyle(this.space).getPropertyValue("line-height")) || 48;
  }

  // Show the state, with the row of the focus in view.
  update() {
    const { position, queue } = this.session;
    const height = this.#height;
    this.space.style.height = `${queue.length * height}px`;
    const top = position * height;
    const seen = this.box.clientHeight;
    if (top < this.box.scrollTop + height) this.box.scrollTop = top - height;
    else if (top + 2 * height > this.box.scrollTop + seen) {
      this.box.scrollTop = top + 2 * height - seen;
    }
    this.#draw();
  }

  #draw() {
    const height = this.#height;
    const first = Math.max(0, Math.floor(this.box.scrollTop / height) - SPARE_ROWS);
    const count = Math.ceil(this.box.clientHeight / height) + 2 * SPARE_ROWS;
    const rows = this.session.queue
      .slice(first, first + count)
      .map((entry, place) => this.#row(entry, first + place, height));
    this.space.replaceChildren(...rows);
    this.box.setAttribute("aria-activedescendant", `row-${this.session.position}`);
  }

  #row({ document, index }, position, height) {
    const segment = this.session.segments[document][index];
    const { original, top } = this.session.told(document, segment);
    const [state, mark] = this.#state(segment, original);
    const isGuess = !segment.checked && original?.prediction.doubt !== undefined;
    const sure = top.find((one) => one.label === segment.label)?.confidence;
    const many = this.session.documents.length > 1;
    const where = many ? `${shown(this.session.documents[document].key)} \u00b7 ` : "";
    const row = make(
      "div",
      {
        id: `row-${position}`, class: `row ${state.replaceAll(" ", "-")}`, role: "option",
        "data-position": position, "aria-selected": String(position === this.session.position),
        "aria-setsize": this.session.queue.length, "aria-posinset": position + 1,
      },
      make("span", { class: "mark", "aria-hidden": "true" }, mark),
      make("span", { class: "label" }, named(segment.label) + (isGuess ? "?" : "")),
      make("span", { class: "sure" }, segment.checked ? "" : percent(sure)),
      make("span", { class: "where" }, `${where}p. ${pageNumbers(segment.pages)}`),
      make("span", { class: "unseen" }, `, ${state}`),
    );
    row.style.top = `${position * height}px`;
    row.style.height = `${height}px`;
    return row;
  }

  #state(segment, original) {
    if (segment.checked) return ["checked", "\u2713"];
    if (!original) return ["made anew", "\u25c6"];
    return original.needs_review ? ["to look at", "\u25cf"] : ["not checked", "\u25cb"];
  }
}
