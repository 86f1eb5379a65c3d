// Windows over the page: keys, corrections out and in, a page seen large.

const EXPORT_NAME = "corrections.jsonl";

function fillHelp(bindings) {
  byId("keys").replaceChildren(
    ...bindings.filter((one) => one.help).flatMap(({ shown: keys, help }) => [
      make("dt", {}, ...keys.map((key) => make("kbd", {}, key))),
      make("dd", {}, help),
    ]),
  );
}

class Exchange {
  constructor(session, keeping, onImported) {
    this.session = session;
    this.keeping = keeping;
    this.onImported = onImported;
    this.dialog = byId("export-dialog");
    byId("download").addEventListener("click", () => this.#download());
    byId("copy").addEventListener("click", () => this.#copy());
    byId("import").addEventListener("change", (event) => this.#import(event.target));
  }

  open() {
    const { session } = this;
    const touched = session.touched();
    const open = touched.reduce(
      (sum, one) => sum + session.segments[one].filter((segment) => !segment.checked).length, 0,
    );
    const told = touched.length
      ? `You have corrected or confirmed something in ${plural(touched.length, "document")}.`
      : "You have not corrected or confirmed anything yet.";
    const left = open ? ` ${plural(open, "segment")} of them ${open === 1 ? "is" : "are"} not checked.` : "";
    byId("export-told").textContent = told + left;
    for (const id of ["download", "copy"]) byId(id).disabled = touched.length === 0;
    byId("export-by").value = this.keeping.name;
    this.dialog.showModal();
    byId(this.keeping.name ? "download" : "export-by").focus();
  }

  #lines() {
    const by = byId("export-by").value.trim();
    if (!by) {
      byId("export-by").focus();
      say("Say who corrects first.");
      return null;
    }
    this.keeping.name = this.keeping.by = byId("by").value = by;
    const at = new Date();
    const { session } = this;
    return asLines(
      session.touched().map((one) =>
        correctionOf(session.documents[one], session.segments[one], by, at),
      ),
    );
  }

  #download() {
    const lines = this.#lines();
    if (lines === null) return;
    const url = URL.createObjectURL(new Blob([lines], { type: "application/jsonl" }));
    make("a", { href: url, download: EXPORT_NAME }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    say(`Written: ${EXPORT_NAME}`);
  }

  async #copy() {
    const lines = this.#lines();
    if (lines === null) return;
    try {
      await navigator.clipboard.writeText(lines);
      say("Copied.");
    } catch {
      this.#copyByHand(lines);
    }
  }

  // Where a page may not write to the clipboard, people select and copy.
  #copyByHand(lines) {
    const field = byId("export-text");
    field.hidden = false;
    field.value = lines;
    field.select();
    say("This browser does not let the page copy: the text is selected, copy it yourself.");
  }

  async #import(input) {
    const [file] = input.files;
    if (!file) return;
    const { session } = this;
    const found = readLines(await file.text(), session.documents, session.pagesOf);
    input.value = "";
    session.edit(found.segments);
    const parts = [`Taken over: corrections of ${plural(found.segments.size, "document")}`];
    if (found.others) parts.push(`${found.others} of other documents passed over`);
    if (found.wrong.length) {
      const lines = found.wrong.slice(0, 5).join(", ");
      parts.push(`not understood, or of other pages: line ${lines}`);
    }
    byId("export-told").textContent = `${parts.join("; ")}.`;
    say(byId("export-told").textContent);
    this.onImported();
  }
}

class LargePicture {
  constructor(session, pictures, onStep) {
    this.session = session;
    this.pictures = pictures;
    this.dialog = byId("large-dialog");
    this.dialog.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!step) return;
      event.preventDefault();
      onStep(step);
      this.#show();
    });
  }

  open() {
    this.#show();
    this.dialog.showModal();
  }

  #show() {
    const { document, page } = this.session.focus;
    byId("large-title").textContent = `Page ${page + 1}`;
    this.pictures.show(byId("large-frame"), document, page, "large");
  }
}
