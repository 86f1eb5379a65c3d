// Corrections as lines of JSON, in the form of schemas/correction.json. Logic alone.

function correctionOf(document, segments, by, at) {
  return {
    schema_version: 1,
    document_id: document.document_id,
    key: document.key,
    source_sha256: document.source_sha256 ?? null,
    model_sha256: document.model_sha256,
    by,
    at: at.toISOString(),
    segments: segments.map((one) => ({
      pages: one.pages, label: one.label, is_checked: one.checked,
    })),
  };
}

function asLines(corrections) {
  return corrections.map((one) => `${JSON.stringify(one)}\n`).join("");
}

function segmentsFrom(corrected) {
  return corrected.map((one) => ({
    pages: [...one.pages], label: one.label ?? null, checked: one.is_checked === true,
  }));
}

function isCorrection(said) {
  return (
    said !== null && typeof said === "object" && said.schema_version === 1 &&
    typeof said.document_id === "string" && Array.isArray(said.segments) &&
    said.segments.every(
      (one) =>
        Array.isArray(one?.pages) && one.pages.every(Number.isInteger) &&
        (one.label === null || one.label === undefined || typeof one.label === "string"),
    )
  );
}

// Take lines of corrections: the last of several of one document stands.
// Returns { segments: Map(document → segments), others: of documents that are not here,
// wrong: numbers of lines that are none }.
function readLines(text, documents, knownPages) {
  const found = { segments: new Map(), others: 0, wrong: [] };
  text.split("\n").forEach((line, number) => {
    if (line.trim()) readLine(line, number + 1, documents, knownPages, found);
  });
  return found;
}

function readLine(line, number, documents, knownPages, found) {
  const said = parsed(line);
  if (!isCorrection(said)) {
    found.wrong.push(number);
    return;
  }
  const document = documents.findIndex((one) => one.document_id === said.document_id);
  if (document < 0) {
    found.others += 1;
    return;
  }
  const segments = segmentsFrom(said.segments);
  if (fits(segments, knownPages[document])) found.segments.set(document, segments);
  else found.wrong.push(number);
}

function parsed(line) {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
