// What is said of the segment that is looked at, and what can be done with it.

class Desk {
  constructor(session) {
    this.session = session;
    this.classes = byId("classes");
    for (let digit = 1; digit <= OFFERED; digit += 1) {
      const button = make(
        "button", { type: "button", "data-act": "choose", "data-by": digit - 1 },
        make("kbd", { "aria-hidden": "true" }, String(digit)),
        make("span", { class: "label" }), make("span", { class: "sure" }),
      );
      this.classes.append(button);
    }
  }

  update() {
    const { document, index, segment, page } = this.session.place;
    const { original, top } = this.session.told(document, segment);
    this.#head(document, index, segment);
    this.#verdict(segment, original, top);
    this.#classes(segment, top);
    this.#why(document, segment, original);
    byId("page-title").textContent = `Page ${page + 1}`;
    fillList(byId("page-facts"), pageFacts(this.session.page(document, page)));
    const words = this.session.page(document, page).prediction.evidence ?? [];
    fillList(byId("page-words"), words);
  }

  offers() {
    const { document, segment } = this.session.place;
    const { top } = this.session.told(document, segment);
    return offered(segment, top, this.session.given, this.session.data.labels ?? []);
  }

  #head(document, index, segment) {
    const { key } = this.session.documents[document];
    const count = this.session.segments[document].length;
    byId("document").textContent = shown(key);
    byId("where").textContent =
      `${segment.pages.length === 1 ? "Page" : "Pages"} ${pageNumbers(segment.pages)}` +
      ` \u00b7 ${index + 1} of ${count} in the stack`;
  }

  #verdict(segment, original, top) {
    const sure = top.find((one) => one.label === segment.label)?.confidence;
    const doubt = segment.checked ? undefined : original?.prediction.doubt;
    byId("label").textContent = named(segment.label) + (doubt === undefined ? "" : "?");
    const state = byId("state");
    const isDoubtful = !segment.checked && original?.needs_review === true;
    state.className = segment.checked ? "checked" : isDoubtful ? "doubtful" : "";
    state.textContent = segment.checked
      ? "checked"
      : [percent(sure), isDoubtful ? "to look at" : ""].filter(Boolean).join(" \u00b7 ");
    const look = [...(doubt === undefined ? [] : [doubt]), ...(original?.review_reasons ?? [])];
    fillList(byId("look"), segment.checked ? [] : [...new Set(look)]);
    byId("check").setAttribute("aria-pressed", String(segment.checked));
  }

  #classes(segment, top) {
    const labels = this.offers();
    [...this.classes.children].forEach((button, place) => {
      const label = labels[place];
      button.hidden = label === undefined;
      if (label === undefined) return;
      button.setAttribute("aria-pressed", String(label === segment.label));
      button.children[1].replaceChildren(...breakable(label));
      const sure = top.find((one) => one.label === label)?.confidence;
      button.children[2].textContent = percent(sure);
    });
  }

  #why(document, segment, original) {
    const words = original?.prediction.evidence?.length
      ? original.prediction.evidence
      : segment.pages.flatMap(
          (page) => this.session.page(document, page).prediction.evidence ?? [],
        );
    fillList(byId("words"), [...new Set(words)].slice(0, 12));
    const ends = [];
    if (original?.start_confidence !== undefined) {
      ends.push(`it begins here: ${percent(original.start_confidence)}`);
    }
    if (original?.end_confidence !== undefined) {
      ends.push(`another begins after it: ${percent(original.end_confidence)}`);
    }
    fillList(byId("cut"), [...(original?.cut_reasons ?? []), ...ends]);
  }
}
