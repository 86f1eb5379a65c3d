// What can be done to the segments of a document. Nothing here is changed in place, and nothing
// knows the page that shows it.
//
// Segments are an array in the order of the stack: { pages: [page index, …], label: text or null,
// checked: whether a person looked at it }. No page is in two of them.

function segmentAt(segments, page) {
  return segments.findIndex((one) => one.pages.includes(page));
}

function sameSegments(some, others) {
  return some === others || JSON.stringify(some) === JSON.stringify(others);
}

function replaced(segments, index, count, ...instead) {
  return [...segments.slice(0, index), ...instead, ...segments.slice(index + count)];
}

// A document begins at a page. What a person has not said a class of gets the likeliest one anew.
function startAt(segments, page, guess) {
  const index = segmentAt(segments, page);
  const at = index < 0 ? 0 : segments[index].pages.indexOf(page);
  if (at === 0) return segments;
  const whole = segments[index];
  const [head, tail] = [whole.pages.slice(0, at), whole.pages.slice(at)];
  const first = whole.checked ? whole.label : (guess(head) ?? whole.label);
  return replaced(
    segments, index, 1,
    { pages: head, label: first, checked: whole.checked },
    { pages: tail, label: guess(tail) ?? whole.label, checked: false },
  );
}

// A segment belongs to the one before it.
function joinBefore(segments, index) {
  if (index < 1) return segments;
  const [one, other] = [segments[index - 1], segments[index]];
  const joined = {
    pages: [...one.pages, ...other.pages], label: one.label ?? other.label, checked: false,
  };
  return replaced(segments, index - 1, 2, joined);
}

function labelled(segments, index, label) {
  return replaced(segments, index, 1, { ...segments[index], label, checked: true });
}

function marked(segments, index, checked) {
  return replaced(segments, index, 1, { ...segments[index], checked });
}

// A page goes one place earlier (-1) or later (+1): within its segment, and at its edge into the
// neighbour.
function movedByOne(segments, page, step) {
  const index = segmentAt(segments, page);
  if (index < 0) return segments;
  const pages = [...segments[index].pages];
  const at = pages.indexOf(page);
  const to = at + step;
  if (to < 0 || to >= pages.length) return movedOver(segments, page, step);
  [pages[at], pages[to]] = [pages[to], pages[at]];
  return replaced(segments, index, 1, { ...segments[index], pages });
}

// A page goes into the segment before, as its last page, or into the one behind, as its first.
function movedOver(segments, page, step) {
  const index = segmentAt(segments, page);
  const neighbour = segments[index + step];
  if (index < 0 || !neighbour) return segments;
  const pages = step < 0 ? [...neighbour.pages, page] : [page, ...neighbour.pages];
  const grown = replaced(segments, index + step, 1, { ...neighbour, pages });
  return without(grown, index, page);
}

// A page is laid before another one, wherever that is.
function laidBefore(segments, page, target) {
  const from = segmentAt(segments, page);
  const to = segmentAt(segments, target);
  if (from < 0 || to < 0 || page === target) return segments;
  const pages = segments[to].pages.filter((one) => one !== page);
  pages.splice(pages.indexOf(target), 0, page);
  const laid = replaced(segments, to, 1, { ...segments[to], pages });
  return from === to ? laid : without(laid, from, page);
}

function without(segments, index, page) {
  const pages = segments[index].pages.filter((one) => one !== page);
  return pages.length
    ? replaced(segments, index, 1, { ...segments[index], pages })
    : replaced(segments, index, 1);
}

// Whether segments are of these pages: each a page that there is, none twice.
function fits(segments, known) {
  const pages = segments.flatMap((one) => one.pages);
  return (
    pages.length > 0 && new Set(pages).size === pages.length &&
    segments.every((one) => one.pages.length > 0) && pages.every((page) => known.has(page))
  );
}
