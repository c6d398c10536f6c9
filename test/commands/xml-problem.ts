/** Checks that a text is a well-formed XML document of elements, attributes and text. */

/** Null if it is well-formed, and else what is wrong with it. */
export function xmlProblem(text: string): string | null {
  const body = text.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, "");
  if (body === text) return "the declaration is missing";
  const open: string[] = [];
  let roots = 0;
  let end = 0;
  for (const found of body.matchAll(TAG)) {
    const between = body.slice(end, found.index);
    if (!isText(between) || (open.length === 0 && between.trim() !== "")) {
      return `unexpected text: ${between}`;
    }
    end = found.index + found[0].length;
    const { opens, closes, empty } = found.groups ?? {};
    if (closes !== undefined) {
      const last = open.pop();
      if (last !== closes) return `</${closes}> closes <${last}>`;
      continue;
    }
    if (open.length === 0) roots += 1;
    if (hasAttributeTwice(found[0])) return `an attribute stands twice: ${found[0]}`;
    if (opens !== undefined && empty === undefined) open.push(opens);
  }
  if (body.slice(end).trim() !== "") return `unexpected text: ${body.slice(end)}`;
  if (open.length > 0) return `<${open.at(-1)}> is not closed`;
  return roots === 1 ? null : `there are ${roots} roots`;
}

/** A character of XML 1.0 that needs no escape in a text, and none in double quotes. */
const PLAIN = '(?![<&"])[\\t\\n\\r\\u{20}-\\u{D7FF}\\u{E000}-\\u{FFFD}\\u{10000}-\\u{10FFFF}]';

const TEXT = `(?:${PLAIN}|&(?:amp|lt|gt|quot|apos);)*`;

const TAG = new RegExp(
  `</(?<closes>[a-z-]+)>|<(?<opens>[a-z-]+)(?: [a-z]+="${TEXT}")*(?<empty>/)?>`,
  "gu",
);

function isText(text: string): boolean {
  return new RegExp(`^${TEXT}$`, "u").test(text);
}

function hasAttributeTwice(tag: string): boolean {
  const names = [...tag.matchAll(/ ([a-z]+)="/g)].map(([, name]) => name);
  return new Set(names).size < names.length;
}
