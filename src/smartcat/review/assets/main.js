// Put the parts together, show what is, and keep it.

class Review {
  constructor(data, served) {
    this.session = new Session(data);
    this.keeping = new Keeping(data.digest);
    this.keeping.name = served?.by || this.keeping.by;
    this.isServed = served !== null;
    this.#listFailures();
    byId("work").hidden = this.session.focus === null;
    if (this.session.focus === null) return;
    const { session } = this;
    this.act = new Actions(session, this);
    this.pictures = new Pictures(session, this.isServed);
    this.list = new SegmentList(session, (position) => this.#chosen(position));
    this.strip = new PageStrip(session, this.pictures, (page) => this.#pointedAt(page));
    this.desk = new Desk(session);
    this.field = new ClassField(session, (label) => this.act.give(label));
    this.exchange = new Exchange(session, this.keeping, () => this.changed());
    this.large = new LargePicture(session, this.pictures, (by) => this.act.page(by));
    this.saving = this.isServed ? this.#saveTo(served) : null;
    this.#resume();
    this.#listen();
    this.changed();
    this.strip.focus();
  }

  #saveTo(served) {
    return new Saving(
      this.session, this.keeping, served, () => this.#keep(), () => this.changed(),
    );
  }

  #resume() {
    const kept = this.keeping.load();
    const outdated = restoreKept(this.session, kept, this.isServed);
    this.saving?.resume(kept);
    if (outdated.size) this.#layAside(outdated);
  }

  // What others said since is shown, and what was kept is had again by doing it again.
  #layAside(outdated) {
    this.session.edit(outdated);
    this.session.undo();
    const were = outdated.size === 1 ? "was" : "were";
    say(`${plural(outdated.size, "document")} ${were} corrected since: that is shown. For yours: r.`);
  }

  #listen() {
    const bindings = bindingsOf(this.act);
    fillHelp(bindings);
    listenToKeys(bindings, () => byId("single-keys").checked);
    window.document.addEventListener("click", (event) => {
      const button = event.target.closest("[data-act]");
      if (!button) return;
      // A pointer leaves the focus on the button, where the next Enter would press it again.
      this.isPointed = event.detail > 0;
      const { act, by } = button.dataset;
      this.act[act](by === undefined ? undefined : Number(by));
      this.isPointed = false;
    });
    for (const dialog of window.document.querySelectorAll("dialog")) {
      dialog.addEventListener("close", () => this.#refocus());
    }
    byId("by").value = this.keeping.name;
    byId("by").addEventListener("change", (event) => {
      this.keeping.name = this.keeping.by = event.target.value.trim();
      this.saving?.saveAll();
    });
    byId("queue-button").addEventListener("click", () => this.#toggleQueue());
  }

  #toggleQueue(isOpen = !byId("queue-box").classList.contains("open")) {
    byId("queue-box").classList.toggle("open", isOpen);
    byId("queue-button").setAttribute("aria-expanded", String(isOpen));
    if (isOpen) this.list.update();
  }

  #chosen(position) {
    this.#toggleQueue(false);
    this.isPointed = true;
    this.act.goTo(position);
    this.isPointed = false;
  }

  #pointedAt(page) {
    const { document, page: before } = this.session.focus;
    this.session.focus = { document, page };
    this.isPointed = true;
    this.changed();
    this.isPointed = false;
    if (before === page) this.act.large();
  }

  // Pictures are put into what is shown already.
  picturesAreThere() {
    if (this.isServed || !this.strip) return;
    this.pictures.load();
    this.strip.forget();
    this.changed();
  }

  // Show what is, and keep it.
  changed() {
    this.strip.update();
    this.desk.update();
    this.list.update();
    this.#progress();
    this.saving?.noticed();
    this.#keep();
    this.#refocus();
  }

  #refocus() {
    const { activeElement, body } = window.document;
    if (this.isPointed || activeElement === null || activeElement === body) this.strip.focus();
  }

  #keep() {
    const documents = this.saving ? this.saving.unsaved() : this.session.touched();
    const isKept = this.keeping.save(toKeep(this.session, documents, this.saving?.seen));
    byId("not-kept").hidden = isKept;
  }

  #progress() {
    const { queue, checked, past, future } = this.session;
    byId("progress").max = queue.length;
    byId("progress").value = checked;
    byId("progress-told").textContent = `${checked} of ${plural(queue.length, "segment")} checked`;
    byId("undo").disabled = past.length === 0;
    byId("redo").disabled = future.length === 0;
    byId("export").classList.toggle("primary", checked === queue.length);
  }

  #listFailures() {
    const failed = this.session.documents.filter((one) => one.failure !== undefined);
    byId("failed").hidden = failed.length === 0;
    byId("failed-told").textContent = `${plural(failed.length, "document")} could not be sorted`;
    byId("failures").replaceChildren(
      ...failed.flatMap((one) => [make("dt", {}, shown(one.key)), make("dd", {}, shown(one.failure))]),
    );
  }
}

const data = JSON.parse(byId("data").textContent);
const review = new Review(data, JSON.parse(byId("served").textContent));
performance.mark("smartcat-ready"); // benchmarks/review_page.py
window.document.addEventListener("DOMContentLoaded", () => {
  review.picturesAreThere();
  window.document.documentElement.dataset.ready = "";
  performance.mark("smartcat-pictures");
});
