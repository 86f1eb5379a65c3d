// Hand corrections to the server that this page came from. What somebody else said meanwhile is
// never written over unseen.

const SAVE_AFTER_MS = 20_000;
const TRY_AGAIN_MS = 5_000;
const MOST_TOLD = 300;

class Saving {
  // onSaved: what is kept here may go; onChange: something else is to be shown.
  constructor(session, keeping, served, onSaved, onChange) {
    Object.assign(this, { session, keeping, served, onSaved, onChange });
    this.seen = [...session.seen];
    this.saved = [...session.segments];
    this.conflicts = new Map();
    this.busy = new Set();
    this.trouble = "";
    byId("theirs").addEventListener("click", () => this.#takeTheirs());
    byId("mine").addEventListener("click", () => this.#keepMine());
    window.addEventListener("beforeunload", (event) => {
      if (this.unsaved().length) event.preventDefault();
    });
    window.document.addEventListener("visibilitychange", () => {
      if (window.document.visibilityState === "hidden") this.saveAll(true);
    });
  }

  // What was kept and not saved goes on from what its person had seen.
  resume(kept) {
    this.session.documents.forEach(({ document_id: id }, document) => {
      const seen = kept.documents?.[id]?.seen;
      if (Number.isInteger(seen)) this.seen[document] = seen;
    });
  }

  isUnsaved(document) {
    return !sameSegments(this.session.segments[document], this.saved[document]);
  }

  unsaved() {
    return this.session.documents.map((_, one) => one).filter((one) => this.isUnsaved(one));
  }

  // After each change and each step: a document is saved when it is left, or all of it is checked,
  // or nothing happened for a while. Each correction stays in the store, so not at every key.
  noticed() {
    clearTimeout(this.timer);
    const here = this.session.focus.document;
    for (const document of this.unsaved()) {
      const isDone = this.session.segments[document].every((one) => one.checked);
      if (document !== here || isDone) this.save(document);
    }
    if (this.unsaved().length) this.timer = setTimeout(() => this.saveAll(), SAVE_AFTER_MS);
    this.#tell();
  }

  saveAll(isLast = false) {
    this.unsaved().forEach((one) => this.save(one, isLast));
  }

  async save(document, isLast = false) {
    if (this.busy.has(document) || this.conflicts.has(document)) return;
    if (!this.keeping.name) {
      this.trouble = "not saved: say who corrects";
      this.#tell();
      return;
    }
    this.busy.add(document);
    const segments = this.session.segments[document];
    await this.#send(document, segments, isLast);
    this.busy.delete(document);
    this.#tell();
    this.onSaved();
  }

  async #send(document, segments, isLast) {
    const by = this.keeping.name;
    const correction = correctionOf(this.session.documents[document], segments, by, new Date());
    try {
      const answer = await fetch("corrections", {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-SmartCat-Token": this.served.token },
        body: JSON.stringify({ seen: this.seen[document], correction }),
        keepalive: isLast,
      });
      if (answer.status === 409) this.#disagree(document, segments, await answer.json());
      else if (answer.ok) this.#settle(document, segments, (await answer.json()).number);
      else this.#fail((await answer.text()).slice(0, MOST_TOLD));
    } catch {
      this.#fail("smartcat review serve does not answer; this browser keeps it");
    }
  }

  #fail(reason) {
    this.trouble = `not saved: ${shown(reason)}`;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.saveAll(), TRY_AGAIN_MS);
  }

  #settle(document, segments, number) {
    this.seen[document] = number;
    this.saved[document] = segments;
    this.trouble = "";
  }

  #disagree(document, segments, { number, by, segments: said }) {
    const theirs = segmentsFrom(said);
    // An answer may have been lost on its way: then it is our own word that is there.
    if (by === this.keeping.name && sameSegments(theirs, segments)) {
      this.#settle(document, segments, number);
    } else {
      this.conflicts.set(document, { number, by, theirs });
      say(`${by} has corrected this document meanwhile.`);
    }
  }

  #takeTheirs() {
    const [document, { number, theirs }] = [...this.conflicts][0];
    const pages = this.session.pagesOf[document];
    if (fits(theirs, pages)) this.session.edit([[document, theirs]]);
    this.conflicts.delete(document);
    this.#settle(document, theirs, number);
    say("Theirs is shown. To have yours again: undo.");
    this.onChange();
    this.#tell();
  }

  #keepMine() {
    const [document, { number }] = [...this.conflicts][0];
    this.conflicts.delete(document);
    this.seen[document] = number;
    this.save(document);
  }

  #tell() {
    const conflict = [...this.conflicts][0];
    byId("conflict").hidden = !conflict;
    if (conflict) {
      const { key } = this.session.documents[conflict[0]];
      byId("conflict-told").textContent =
        `${shown(conflict[1].by)} has corrected ${shown(key)} meanwhile. Both are kept; which is to stand?`;
    }
    const open = this.unsaved().length;
    byId("saved").textContent =
      this.trouble || (this.busy.size ? "saving\u2026" : open ? `${plural(open, "document")} to be saved` : "all saved");
    byId("saved").classList.toggle("trouble", this.trouble !== "");
  }
}
