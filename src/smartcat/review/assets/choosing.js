// Choose any class by typing a few of its letters; a text that is none yet becomes a new class.

const LONGEST_LABEL = 200;
const MOST_SHOWN = 50;

class ClassField {
  constructor(session, onChosen) {
    this.session = session;
    this.onChosen = onChosen;
    this.dialog = byId("class-dialog");
    this.input = byId("class-input");
    this.list = byId("class-list");
    this.input.addEventListener("input", () => this.#update(0));
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[data-place]");
      if (option) this.#choose(Number(option.dataset.place));
    });
  }

  open() {
    this.input.value = "";
    this.#update(0);
    this.dialog.showModal();
    this.input.focus();
  }

  #key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const count = this.options.length;
      if (count) this.#update((this.active + step + count) % count);
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.#choose(this.active);
    }
  }

  #update(active) {
    const typed = this.input.value.trim().slice(0, LONGEST_LABEL);
    const labels = this.session.labels();
    const found = matching(labels, typed).slice(0, MOST_SHOWN);
    this.options = found.map((label) => ({ label, isNew: false }));
    if (typed && !labels.includes(typed)) this.options.push({ label: typed, isNew: true });
    this.active = Math.min(active, this.options.length - 1);
    this.list.replaceChildren(...this.options.map((one, place) => this.#option(one, place)));
    if (this.active >= 0) {
      this.input.setAttribute("aria-activedescendant", `class-${this.active}`);
      this.list.children[this.active].scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  #option({ label, isNew }, place) {
    return make(
      "li",
      {
        id: `class-${place}`, role: "option", "data-place": place,
        "aria-selected": String(place === this.active),
      },
      make("span", {}, shown(label)), isNew ? make("span", { class: "new" }, "new class") : null,
    );
  }

  #choose(place) {
    const option = this.options[place];
    if (!option) return;
    this.dialog.close();
    this.onChosen(option.label);
  }
}
