// Places in an article's text. A page's selection counts UTF-16 units inside elements; what is
// stored counts code points of the body. Every element with data-start holds letters of the body
// and nothing else, from that code point on, however many marks are nested in it.

const root = () => document.querySelector(".text") || document;
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const cache = new WeakMap();

export const lengthOf = (text) => [...text].length;
const cut = (text, start, end) => [...text].slice(start, end).join("");

// The elements that hold the text, in the body's order: [{ element, start, end, text }].
export function lines() {
  return [...root().querySelectorAll("[data-start]")].map((element) => {
    const text = element.textContent;
    const start = Number(element.dataset.start);
    return { element, text, start, end: start + lengthOf(text) };
  }).sort((one, other) => one.start - other.start);
}

// How many UTF-16 units of a line stand before a place of the document.
function unitsBefore(element, node, offset) {
  const before = document.createRange();
  before.setStart(element, 0);
  before.setEnd(node, offset);
  return before.toString().length;
}

// A whole cluster or none: no half emoji, no letter without its accent.
function clusterAt(text, unit) {
  return unit < text.length ? graphemes.segment(text).containing(unit) : { index: text.length, segment: "" };
}

function wholeClusters(text, start, end) {
  const last = clusterAt(text, end);
  return [clusterAt(text, start).index, last.index < end ? last.index + last.segment.length : end];
}

function piece(line, range) {
  const beginsHere = range.comparePoint(line.element, 0) < 0;
  const endsHere = range.comparePoint(line.element, line.element.childNodes.length) > 0;
  let start = beginsHere ? unitsBefore(line.element, range.startContainer, range.startOffset) : 0;
  let end = endsHere ? unitsBefore(line.element, range.endContainer, range.endOffset) : line.text.length;
  if (end <= start) return null;
  [start, end] = wholeClusters(line.text, start, end);
  const words = line.text.slice(start, end);
  const trimmed = words.trim();
  if (!trimmed) return null;
  start += words.indexOf(trimmed);
  return {
    start: line.start + lengthOf(line.text.slice(0, start)),
    end: line.start + lengthOf(line.text.slice(0, start + trimmed.length)),
    words: trimmed,
  };
}

// The span of the words a range holds, clipped to the text, without blanks at its ends; null where
// it holds none. A range that begins or ends inside a cluster takes in the whole of it.
export function spanOf(range) {
  const pieces = lines()
    .filter((line) => range.intersectsNode(line.element))
    .map((line) => piece(line, range))
    .filter(Boolean);
  if (!pieces.length) return null;
  return {
    start: pieces[0].start,
    end: Math.max(...pieces.map((each) => each.end)),
    words: pieces.map((each) => each.words).join("\n"),
  };
}

// The text node and the unit in it where a line's code point stands. At the edge between two nodes
// a start belongs to the one behind it, an end to the one before.
function placeIn(line, point, isEnd) {
  let units = cut(line.text, 0, point - line.start).length;
  const walker = document.createTreeWalker(line.element, NodeFilter.SHOW_TEXT);
  let node = null;
  while (walker.nextNode()) {
    node = walker.currentNode;
    if (isEnd ? units <= node.length : units < node.length) return [node, units];
    units -= node.length;
  }
  return node ? [node, node.length] : [line.element, 0];
}

// The range of the document that shows a span; null where no line of the page holds it.
export function rangeOf(start, end) {
  const all = lines();
  const first = all.find((line) => line.start <= start && start < line.end);
  const last = all.findLast((line) => line.start < end && end <= line.end);
  if (!first || !last) return null;
  const range = document.createRange();
  range.setStart(...placeIn(first, start, false));
  range.setEnd(...placeIn(last, end, true));
  return range;
}

// The words of a span as the page has them.
export function wordsAt(start, end) {
  return lines()
    .filter((line) => line.start < end && start < line.end)
    .map((line) => cut(line.text, Math.max(0, start - line.start), end - line.start))
    .join("\n");
}

// Words as a span takes them in one after another, in code points: { start, end } each. Marks of
// punctuation at a word's side are steps of their own; "well-known" and "12.5" are one. A span may
// begin where a step `opens` and end where one `closes`: never with a comma, or an opening mark.
const JOINS = /^[-‐‑.,:'’·@&/_]$/u;
const segmenters = new Intl.Segmenter(undefined, { granularity: "word" });

function stepsOf(line) {
  if (cache.get(line.element)?.text === line.text) return cache.get(line.element).steps;
  const parts = [...segmenters.segment(line.text)];
  const steps = [];
  let at = line.start;
  parts.forEach(({ segment, isWordLike }, number) => {
    const end = at + lengthOf(segment);
    const last = steps.at(-1);
    const touches = last && last.end === at;
    const joins = touches && !last.isWord && JOINS.test(last.text) && isWordLike && last.joinsTo;
    if (joins) {
      steps.pop();
      Object.assign(last.joinsTo, { end, text: "" });
    } else if (touches && !isWordLike && last.text === segment && segment.trim()) {
      last.end = end;
    } else if (segment.trim()) {
      const follows = touches && last.isWord && parts[number + 1]?.isWordLike;
      steps.push({ start: at, end, text: segment, isWord: Boolean(isWordLike), joinsTo: follows ? last : null });
    }
    at = end;
  });
  const kept = steps.map(({ start, end, isWord, text }, at) => {
    const word = isWord || !/^\p{P}/u.test(text), touches = at > 0 && steps[at - 1].end === start;
    return { start, end, isWord: word, opens: word || !touches, closes: word || touches };
  });
  cache.set(line.element, { text: line.text, steps: kept });
  return kept;
}

export const steps = () => lines().flatMap(stepsOf);

// A hand that lets go a letter early means the whole word. Who selects letters within one word
// means just those.
export function wholeWords(span) {
  const all = steps();
  const first = all.find((step) => step.start < span.start && span.start < step.end);
  const last = all.find((step) => step.start < span.end && span.end < step.end);
  if ((!first && !last) || first === last) return span;
  const start = first?.start ?? span.start, end = last?.end ?? span.end;
  return { start, end, words: wordsAt(start, end) };
}
