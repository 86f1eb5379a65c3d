// What a person does: segments of all documents, what is looked at, and how to take it back.

class Session {
  constructor(data) {
    this.data = data;
    this.documents = data.documents;
    this.ranks = ranksOf(data);
    this.pagesOf = data.documents.map(
      (one) => new Map((one.pages ?? []).map((page) => [page.page_index, page])),
    );
    this.loaded = data.documents.map((one, document) => this.#loaded(one, document));
    this.segments = [...this.loaded];
    this.seen = data.documents.map((one) => one.stored?.number ?? 0);
    this.given = [];
    this.past = [];
    this.future = [];
    this.inHand = null;
    this.#sort();
    const first = this.queue[Math.max(0, nextUnchecked(this.queue, this.segments, -1))];
    this.focus = first ? this.#firstOf(first) : null;
  }

  // What people said of a document before, or else what the model said.
  #loaded(document, position) {
    const said = segmentsFrom(document.stored?.segments ?? []);
    if (fits(said, this.pagesOf[position])) return said;
    return (document.segments ?? []).map((segment) => ({
      pages: segment.pages, label: segment.prediction.label ?? null, checked: false,
    }));
  }

  #firstOf({ document, index }) {
    return { document, page: this.segments[document][index].pages[0] };
  }

  #sort() {
    this.queue = queueOf(this.segments, this.ranks);
  }

  page(document, page) {
    return this.pagesOf[document].get(page);
  }

  // Where the focus is: its document, the position of its segment there, and the segment.
  get place() {
    const { document, page } = this.focus;
    const index = segmentAt(this.segments[document], page);
    return { document, index, page, segment: this.segments[document][index] };
  }

  get position() {
    const { document, index } = this.place;
    return this.queue.findIndex((one) => one.document === document && one.index === index);
  }

  get checked() {
    return this.segments.flat().filter((one) => one.checked).length;
  }

  // What was said before and left alone is no word of whoever looks at it now.
  isTouched(document) {
    return !sameSegments(this.segments[document], this.loaded[document]);
  }

  touched() {
    return this.documents.map((_, document) => document).filter((one) => this.isTouched(one));
  }

  // What the model says of a segment: as it was, or what its pages say together.
  told(document, segment) {
    const original = this.documents[document].segments.find(
      (one) => one.pages.join() === segment.pages.join(),
    );
    const top = original?.prediction.top ?? this.pooled(document, segment.pages).slice(0, 3);
    return { original, top };
  }

  pooled(document, pages) {
    return pooled(pages, (page) => this.page(document, page));
  }

  guess(document) {
    return (pages) => this.pooled(document, pages)[0]?.label;
  }

  labels() {
    const all = new Set(this.data.labels ?? []);
    for (const { label } of this.segments.flat()) if (label !== null) all.add(label);
    return [...all];
  }

  // Put segments of documents in place of those that are there; whether anything changed.
  edit(changes, page) {
    const real = [...changes].filter(([document, after]) => after !== this.segments[document]);
    if (!real.length) return false;
    const step = {
      changes: real.map(([document, after]) => [document, this.segments[document], after]),
      before: this.focus,
      after: { document: this.focus.document, page: page ?? this.focus.page },
    };
    this.past.push(step);
    this.future = [];
    this.#apply(step.changes.map(([document, , after]) => [document, after]), step.after);
    return true;
  }

  undo() {
    const step = this.past.pop();
    if (!step) return false;
    this.future.push(step);
    this.#apply(step.changes.map(([document, before]) => [document, before]), step.before);
    return true;
  }

  redo() {
    const step = this.future.pop();
    if (!step) return false;
    this.past.push(step);
    this.#apply(step.changes.map(([document, , after]) => [document, after]), step.after);
    return true;
  }

  // Put segments there that were made before; nothing to take back.
  restore(document, segments) {
    this.#apply([[document, segments]], this.focus);
  }

  #apply(changes, focus) {
    for (const [document, segments] of changes) this.segments[document] = segments;
    this.#sort();
    this.focus = focus;
    if (segmentAt(this.segments[focus.document], focus.page) < 0) {
      this.focus = this.#firstOf({ document: focus.document, index: 0 });
    }
  }

  note(label) {
    this.given = [label, ...this.given.filter((one) => one !== label)].slice(0, OFFERED);
  }

  goTo(position) {
    const entry = this.queue[position];
    if (!entry) return false;
    this.focus = this.#firstOf(entry);
    return true;
  }

  goToUnchecked() {
    return this.goTo(nextUnchecked(this.queue, this.segments, this.position));
  }

  // To the page before or behind, as the stack is now; also over the end of a segment.
  step(by) {
    const { document, page } = this.focus;
    const pages = this.segments[document].flatMap((one) => one.pages);
    const to = pages[pages.indexOf(page) + by];
    if (to === undefined) return false;
    this.focus = { document, page: to };
    return true;
  }

  // To the first or last page of the segment.
  edge(at) {
    const { document, segment } = this.place;
    this.focus = { document, page: segment.pages.at(at) };
    return true;
  }

  // To where a document may begin that the model did not see; from one such page to the next.
  likelyStart() {
    const { document, page, segment } = this.place;
    const starts = likelyStarts(segment, (one) => this.page(document, one));
    if (!starts.length) return false;
    this.focus = { document, page: starts[(starts.indexOf(page) + 1) % starts.length] };
    return true;
  }
}
