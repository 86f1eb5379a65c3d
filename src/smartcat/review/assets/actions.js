// What people can do: each action changes the session, says what it did, and has it shown.

class Actions {
  constructor(session, view) {
    this.session = session;
    this.view = view;
  }

  #edit(after, page, told, missing) {
    const { document } = this.session.place;
    const changed = this.session.edit([[document, after]], page);
    this.#done(changed, told, missing);
    return changed;
  }

  #done(changed, told, missing) {
    say(changed ? told : missing);
    this.view.changed();
  }

  #here() {
    const { document, index, page, segment } = this.session.place;
    return { document, index, page, segment, segments: this.session.segments[document] };
  }

  #onwards(told) {
    const isMore = this.session.goToUnchecked();
    const { segment } = this.session.place;
    say(isMore ? `${told} Next: ${named(segment.label)}, p. ${pageNumbers(segment.pages)}` : `${told} All segments are checked.`);
    this.view.changed();
  }

  confirm() {
    const { segments, index, segment, document } = this.#here();
    if (segment.label === null && !segment.checked) {
      this.chooseAny();
      return;
    }
    if (!segment.checked) this.session.edit([[document, marked(segments, index, true)]]);
    this.#onwards(`Checked: ${named(segment.label)}.`);
  }

  choose(place) {
    const label = this.view.desk.offers()[place];
    if (label !== undefined) this.give(label);
  }

  give(label) {
    const { segments, index, segment, document } = this.#here();
    if (label !== segment.label) this.session.note(label);
    if (label !== segment.label || !segment.checked) {
      this.session.edit([[document, labelled(segments, index, label)]]);
    }
    this.#onwards(`${named(label)}.`);
  }

  chooseAny() {
    this.view.field.open();
  }

  mark() {
    const { segments, index, segment } = this.#here();
    const told = segment.checked ? "Not checked." : "Checked.";
    this.#edit(marked(segments, index, !segment.checked), undefined, told);
  }

  segment(by) {
    this.goTo(this.session.position + by);
  }

  goTo(position) {
    if (!this.session.goTo(position)) return;
    const { segment } = this.session.place;
    say(`${named(segment.label)}, p. ${pageNumbers(segment.pages)}`);
    this.view.changed();
  }

  unchecked() {
    this.#went(this.session.goToUnchecked(), "All segments are checked.");
  }

  #went(moved, missing) {
    if (!moved) say(missing);
    this.view.changed();
  }

  page(by) {
    this.#went(this.session.step(by), "There is no further page in this document.");
  }

  edge(at) {
    this.#went(this.session.edge(at), "");
  }

  likelyStart() {
    this.#went(this.session.likelyStart(), "Nothing speaks for another document in here.");
  }

  start() {
    const { document, page, segments } = this.#here();
    const after = startAt(segments, page, this.session.guess(document));
    const first = after === segments ? page : after[segmentAt(segments, page)].pages[0];
    this.#edit(after, first, `A document starts at page ${page + 1}.`, "One starts here already.");
  }

  join() {
    const { segments, index } = this.#here();
    this.#edit(
      joinBefore(segments, index), undefined, "Merged with the segment before.",
      "There is no segment before in this document.",
    );
  }

  joinNext() {
    const { segments, index } = this.#here();
    this.#edit(
      index + 1 < segments.length ? joinBefore(segments, index + 1) : segments, undefined,
      "Merged with the segment behind.", "There is no segment behind in this document.",
    );
  }

  move(step) {
    const { page, segments } = this.#here();
    const told = `Page ${page + 1} moved ${step < 0 ? "earlier" : "later"}.`;
    this.#edit(movedByOne(segments, page, step), page, told, "There is nothing further.");
  }

  moveOver(step) {
    const { page, segment, segments } = this.#here();
    const told = `Page ${page + 1} moved to the segment ${step < 0 ? "before" : "behind"}.`;
    const at = segment.pages.indexOf(page);
    const beside = segment.pages[at + 1] ?? segment.pages[at - 1] ?? page; // the look stays here
    this.#edit(movedOver(segments, page, step), beside, told, "There is no such segment.");
  }

  take() {
    this.session.inHand = { ...this.session.focus };
    say(`Page ${this.session.focus.page + 1} is in hand. Go elsewhere and lay it with v.`);
    this.view.changed();
  }

  lay() {
    const held = this.session.inHand;
    const { document, page, segments } = this.#here();
    if (held?.document !== document) {
      say("No page of this document is in hand: take one with x.");
      return;
    }
    this.session.inHand = null;
    const told = `Page ${held.page + 1} lies before page ${page + 1}.`;
    this.#edit(laidBefore(segments, held.page, page), held.page, told, "It lies there already.");
  }

  letGo() {
    if (this.session.inHand === null) return;
    this.session.inHand = null;
    say("Left where it was.");
    this.view.changed();
  }

  undo() {
    this.#done(this.session.undo(), "Taken back.", "There is nothing to take back.");
  }

  redo() {
    this.#done(this.session.redo(), "Done again.", "There is nothing to do again.");
  }

  large() {
    this.view.large.open();
  }

  exchange() {
    this.view.exchange.open();
  }

  help() {
    byId("help-dialog").showModal();
  }
}
