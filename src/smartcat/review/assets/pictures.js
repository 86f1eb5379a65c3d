// Pictures of pages: within the page, or asked for from its server.

const NO_PICTURE = "!";

class Pictures {
  constructor(session, served) {
    this.session = session;
    this.served = served;
    this.packed = null;
  }

  // The pictures stand behind the script, so that people can begin before they are there.
  load() {
    this.packed = JSON.parse(byId("pictures").textContent);
    byId("pictures").remove();
  }

  #position(document, page) {
    const pages = this.session.documents[document].pages;
    return pages.findIndex((one) => one.page_index === page);
  }

  #url(document, page, size) {
    const id = this.session.documents[document].document_id;
    return `picture/${id}/${page}${size === "large" ? "/large" : ""}`;
  }

  // Show a page in a frame, or why it is not shown.
  async show(frame, document, page, size = "small") {
    if (this.served) {
      await this.#ask(frame, this.#url(document, page, size));
    } else if (this.packed !== null) {
      const packed = this.packed[document]?.[this.#position(document, page)] ?? NO_PICTURE;
      if (packed.startsWith(NO_PICTURE)) this.#tell(frame, packed.slice(NO_PICTURE.length));
      else frame.replaceChildren(this.#image(`data:image/webp;base64,${packed}`));
    }
  }

  #image(source) {
    return make("img", { src: source, alt: "", loading: "lazy", decoding: "async" });
  }

  #tell(frame, reason) {
    const why = make("span", {}, shown(reason));
    frame.replaceChildren(make("span", { class: "absent" }, "No picture", why));
  }

  async #ask(frame, url) {
    const image = this.#image(url);
    image.addEventListener("error", async () => {
      const answer = await fetch(url).catch(() => null);
      const reason = answer ? await answer.text() : "smartcat review serve does not answer";
      this.#tell(frame, reason);
    }, { once: true });
    frame.replaceChildren(image);
  }
}
