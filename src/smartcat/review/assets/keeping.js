// What this browser keeps: progress, under a digest of what was sorted, and who corrects.

const KEPT = "smartcat-review:";

class Keeping {
  constructor(digest) {
    this.key = KEPT + digest;
    this.works = this.#try(() => {
      localStorage.setItem(`${KEPT}trial`, "");
      localStorage.removeItem(`${KEPT}trial`);
      return true;
    });
  }

  #try(action) {
    try {
      return action();
    } catch {
      return undefined; // refused or full: the page says so
    }
  }

  load() {
    const kept = this.#try(() => JSON.parse(localStorage.getItem(this.key)));
    return kept && typeof kept === "object" ? kept : {};
  }

  // Whether it was kept.
  save(kept) {
    const done = this.#try(() => {
      localStorage.setItem(this.key, JSON.stringify(kept));
      return true;
    });
    this.works = done === true;
    return this.works;
  }

  get by() {
    return this.#try(() => localStorage.getItem(`${KEPT}by`)) ?? "";
  }

  set by(name) {
    this.#try(() => localStorage.setItem(`${KEPT}by`, name));
  }
}

// Put back what was kept, as far as it is of these pages. Returns what was kept of documents that
// somebody has corrected since, where a server does not ask which of both is to stand.
function restoreKept(session, kept, isServed) {
  const outdated = new Map();
  for (const [id, said] of Object.entries(kept.documents ?? {})) {
    const document = session.documents.findIndex((one) => one.document_id === id);
    const segments = Array.isArray(said?.segments) ? said.segments : [];
    if (document >= 0 && areSegments(segments) && fits(segments, session.pagesOf[document])) {
      if (isServed || (said.seen ?? 0) === session.seen[document]) session.restore(document, segments);
      else if (!sameSegments(segments, session.segments[document])) outdated.set(document, segments);
    }
  }
  const { document, page } = kept.focus ?? {};
  if (session.segments[document] && segmentAt(session.segments[document], page) >= 0) {
    session.focus = { document, page };
  }
  return outdated;
}

function areSegments(segments) {
  return segments.every(
    (one) =>
      Array.isArray(one?.pages) && typeof one.checked === "boolean" &&
      (one.label === null || typeof one.label === "string"),
  );
}

function toKeep(session, documents, seen = session.seen) {
  const entries = documents.map((document) => [
    session.documents[document].document_id,
    { segments: session.segments[document], seen: seen[document] },
  ]);
  return { documents: Object.fromEntries(entries), focus: session.focus };
}
