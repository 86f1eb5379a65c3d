// In which order segments are looked at, and which classes are offered. Logic alone.

// Where each page stands in the order: where the segment stands in which the model had it. Segments
// that are made anew stand where the first of their pages to be looked at stood.
function ranksOf(data) {
  const ranks = data.documents.map(() => new Map());
  data.order.forEach(([document, segment], rank) => {
    for (const page of data.documents[document].segments[segment].pages) {
      ranks[document].set(page, rank);
    }
  });
  return ranks;
}

function queueOf(segmentsOfAll, ranks) {
  const queue = [];
  segmentsOfAll.forEach((segments, document) => {
    segments.forEach((segment, index) => {
      const ranksOfPages = segment.pages.map((page) => ranks[document].get(page) ?? Infinity);
      queue.push({ document, index, rank: ranksOfPages.reduce((a, b) => Math.min(a, b)) });
    });
  });
  return queue.sort(
    (one, other) =>
      one.rank - other.rank || one.document - other.document || one.index - other.index,
  );
}

// The next segment that nobody has looked at, behind a position or else from the start; -1 if none.
function nextUnchecked(queue, segmentsOfAll, position) {
  for (let step = 1; step <= queue.length; step += 1) {
    const at = (position + step) % queue.length;
    if (!segmentsOfAll[queue[at].document][queue[at].index].checked) return at;
  }
  return -1;
}

// The classes of pages taken together, likeliest first: the mean over pages that show anything.
function pooled(pages, pageOf) {
  const sums = new Map();
  const telling = pages.map(pageOf).filter((page) => page?.prediction.top);
  for (const { prediction } of telling) {
    for (const { label, confidence } of prediction.top) {
      sums.set(label, (sums.get(label) ?? 0) + confidence / telling.length);
    }
  }
  return [...sums]
    .map(([label, confidence]) => ({ label, confidence }))
    .sort((one, other) => other.confidence - one.confidence);
}

const OFFERED = 9;

// Up to nine classes, one for each digit: the likeliest, then those that were given by hand, then
// those of most segments.
function offered(segment, top, given, labels) {
  const names = new Set(top.map((one) => one.label));
  for (const label of [...given, ...labels]) {
    if (names.size < OFFERED) names.add(label);
  }
  if (segment.label !== null && !names.has(segment.label)) {
    return [segment.label, ...[...names].slice(0, OFFERED - 1)];
  }
  return [...names].slice(0, OFFERED);
}

// Labels that a person may mean: those that begin so, then those with the text anywhere.
function matching(labels, typed) {
  const wanted = typed.trim().toLowerCase().replaceAll(" ", "_");
  const lower = (label) => label.toLowerCase().replaceAll(" ", "_");
  const beginning = labels.filter((label) => lower(label).startsWith(wanted));
  const within = labels.filter(
    (label) => lower(label).includes(wanted) && !lower(label).startsWith(wanted),
  );
  return [...beginning, ...within];
}

// Where a document may begin that the model did not see: pages of a segment but its first, the
// likeliest first.
function likelyStarts(segment, pageOf) {
  return segment.pages
    .slice(1)
    .filter((page) => pageOf(page)?.boundary_confidence > 0)
    .sort((one, other) => pageOf(other).boundary_confidence - pageOf(one).boundary_confidence);
}
