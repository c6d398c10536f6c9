/**
 * Breaks a line of generated code that is wider than the limit. The emitters lay out what is usual;
 * this is for what is not: names of 80 characters, and names that are joined of such names.
 *
 * The tokens of the line stay as they are, but for a comma behind the last of several items, and
 * for a pair of parentheses behind `return` and `throw`, where a line may not end. So only a line
 * that is one token, a name or a string, can remain wider.
 */

export const LINE_WIDTH = 100;

/** The lines that `line` becomes; the line itself where it is not too wide. */
export function wrapLine(line: string): readonly string[] {
  if (line.length <= LINE_WIDTH) return [line];
  const text = line.trimStart();
  const indentation = line.length - text.length;
  const prefix = COMMENT_PREFIXES.find((start) => text.startsWith(start));
  if (prefix !== undefined) return wrapComment(text.slice(prefix.length), prefix, indentation);
  return layOut(tokenize(text), indentation);
}

const COMMENT_PREFIXES = ["// ", "* "];

/**
 * Wraps a comment at spaces. The next line stays a part of the comment, and of its row if it is a
 * table.
 */
function wrapComment(text: string, prefix: string, indentation: number): readonly string[] {
  const start = " ".repeat(indentation) + prefix;
  const content = text.trimStart();
  const spaces = text.length - content.length;
  // A column of a table that is so far to the right leaves no room for what stands in it.
  const margin = spaces > LINE_WIDTH / 2 ? 4 : spaces;
  const below = " ".repeat(margin === 0 ? 0 : margin + 2);
  const [first = "", ...rest] = fillLines(content, LINE_WIDTH - start.length - below.length);
  const lines = [" ".repeat(margin) + first, ...rest.map((line) => below + line)];
  return lines.map((line) => (start + line).trimEnd());
}

/** `text` in lines of at most `width`, unless a word alone is wider. */
export function fillLines(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line: string | null = null;
  const words = text.split(" ").flatMap((word) => (word.length > width ? pathParts(word) : word));
  for (const word of words) {
    if (line !== null && line.length + 1 + word.length > width) {
      lines.push(line);
      line = null;
    }
    line = line === null ? word : `${line} ${word}`;
  }
  return line === null ? lines : [...lines, line];
}

/** `Type.member` and `Type["member"]`; a comment may be read with a space there. */
function pathParts(word: string): readonly string[] {
  return word.split(/(?<=\.)|(?=\[)/);
}

type Token = {
  readonly text: string;
  /** Tells whether a space precedes it. */
  readonly isSpaced: boolean;
};

const TOKEN = new RegExp(
  [
    /"(?:[^"\\]|\\.)*"/.source,
    /`(?:[^`\\]|\\.)*`/.source,
    /[A-Za-z_$][\w$]*|\d[\w.]*/.source,
    /\.{3}|===|!==|=>|&&|\|\||\?\.|\?\?/.source,
    /[^\s]/.source,
  ].join("|"),
  "g",
);

function tokenize(text: string): readonly Token[] {
  return [...text.matchAll(TOKEN)].map((match) => ({
    text: match[0],
    isSpaced: text.charAt(match.index - 1) === " ",
  }));
}

function joined(tokens: readonly Token[]): string {
  return tokens.map(({ text, isSpaced }, at) => (isSpaced && at > 0 ? ` ${text}` : text)).join("");
}

function layOut(tokens: readonly Token[], indentation: number): readonly string[] {
  const line = " ".repeat(indentation) + joined(tokens);
  if (line.length <= LINE_WIDTH || tokens.length <= 1) return [line];
  const conditions = positionsOf(tokens, ({ text, isSpaced }) => text === "?" && isSpaced);
  const isConditional = conditions.some((at) => at > 0);
  const atGroup = isConditional ? null : brokenAtGroup(tokens, indentation);
  const broken =
    atGroup ?? brokenAtOperators(tokens, indentation) ?? brokenAtIndex(tokens, indentation);
  if (broken === null) return [line];
  return isTooWide(broken) ? (inParentheses(tokens, indentation) ?? broken) : broken;
}

function isTooWide(lines: readonly string[]): boolean {
  return lines.some((line) => line.length > LINE_WIDTH);
}

const CLOSING: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
  ["<", ">"],
]);

/** The tokens between two brackets at the outermost level. */
type Group = { readonly open: number; readonly close: number };

function groupsOf(tokens: readonly Token[]): readonly Group[] {
  const groups: Group[] = [];
  const open: number[] = [];
  tokens.forEach(({ text }, index) => {
    if (opensGroup(tokens, index)) open.push(index);
    else if (text === CLOSING.get(tokens[open.at(-1) ?? -1]?.text ?? "")) {
      const start = open.pop();
      if (open.length === 0 && start !== undefined) groups.push({ open: start, close: index });
    }
  });
  // A bracket that does not close on this line contains nothing that could be broken in it.
  return open.length === 0 ? groups : groups.filter(({ close }) => close < (open[0] ?? 0));
}

function opensGroup(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (token === undefined || !CLOSING.has(token.text)) return false;
  // A space stands before what is "less than" and not before the arguments of a type; and a bracket
  // that ends the line opens a block or a literal of several lines.
  if (token.text === "<" && token.isSpaced) return false;
  return index + 1 < tokens.length;
}

/** Each item of the widest group on a line of its own. */
function brokenAtGroup(tokens: readonly Token[], indentation: number): readonly string[] | null {
  return brokenAtWidest(
    groupsOf(tokens).filter(({ open }) => !isIndexAccess(tokens, open)),
    tokens,
    indentation,
  );
}

function brokenAtIndex(tokens: readonly Token[], indentation: number): readonly string[] | null {
  return brokenAtWidest(groupsOf(tokens), tokens, indentation);
}

function brokenAtWidest(
  all: readonly Group[],
  tokens: readonly Token[],
  indentation: number,
): readonly string[] | null {
  const groups = all.filter(({ open, close }) => close - open > 1);
  if (groups.length === 0) return null;
  const width = ({ open, close }: Group) => joined(tokens.slice(open, close)).length;
  const { open, close } = groups.reduce((best, group) =>
    width(group) > width(best) ? group : best,
  );
  return [
    ...layOut(tokens.slice(0, open + 1), indentation),
    ...itemsOf(tokens[open], tokens.slice(open + 1, close)).flatMap((item) =>
      layOut(item, indentation + 2),
    ),
    ...layOut(tokens.slice(close), indentation),
  ];
}

/** `v1.Person["name"]`, which is broken last: it gains little. */
function isIndexAccess(tokens: readonly Token[], open: number): boolean {
  return tokens[open]?.text === "[" && open > 0 && tokens[open]?.isSpaced === false;
}

/** Each with the comma or semicolon behind it. */
function itemsOf(open: Token | undefined, tokens: readonly Token[]): readonly (readonly Token[])[] {
  const ends = positionsOf(tokens, ({ text }) => text === "," || text === ";").map((at) => at + 1);
  const items = slicesAt(tokens, ends);
  const isList = tokens[(ends[0] ?? 0) - 1]?.text === "," && open?.text !== "<";
  const last = items.at(-1);
  if (!isList || last === undefined || last.at(-1)?.text === ",") return items;
  return [...items.slice(0, -1), [...last, { text: ",", isSpaced: false }]];
}

/** The indexes outside of all brackets at which `isWanted` holds. */
function positionsOf(
  tokens: readonly Token[],
  isWanted: (token: Token, index: number) => boolean,
): readonly number[] {
  const groups = groupsOf(tokens);
  return tokens.flatMap((token, index) => {
    const isInside = groups.some(({ open, close }) => open < index && index < close);
    return isWanted(token, index) && !isInside ? [index] : [];
  });
}

function slicesAt(
  tokens: readonly Token[],
  positions: readonly number[],
): readonly (readonly Token[])[] {
  const cuts = [0, ...positions.filter((at) => at > 0 && at < tokens.length), tokens.length];
  return cuts.slice(1).map((end, index) => tokens.slice(cuts[index], end));
}

/** The positions at which a line may end: the weakest connections of its parts come first. */
const BREAKS: readonly {
  readonly texts: readonly string[];
  readonly place: "before" | "after";
}[] = [
  { texts: ["=", "=>"], place: "after" },
  { texts: ["|"], place: "before" },
  { texts: ["?"], place: "before" },
  { texts: ["&&", "||", "??", "===", "!==", "satisfies", "extends"], place: "before" },
  { texts: [":"], place: "after" },
  { texts: ["function"], place: "after" },
  { texts: [".", "?."], place: "before" },
];

function brokenAtOperators(
  tokens: readonly Token[],
  indentation: number,
): readonly string[] | null {
  for (const { texts, place } of BREAKS) {
    const found = positionsOf(
      tokens,
      (token, at) => texts.includes(token.text) && isBinary(token) && !isProperty(tokens, at),
    );
    // The `:` of a conditional belongs to its `?`.
    const all = texts.includes("?") ? withColons(tokens, found) : found;
    const positions = all.map((at) => (place === "after" ? at + 1 : at));
    const [first = [], ...rest] = slicesAt(tokens, positions);
    if (rest.length === 0) continue;
    return [
      ...layOut(first, indentation),
      ...rest.flatMap((slice) => layOut(slice, indentation + 2)),
    ];
  }
  return null;
}

/** `name?: Type` has a `?` that is not an operator. */
function isBinary({ text, isSpaced }: Token): boolean {
  return text !== "?" || isSpaced;
}

/** Tells whether a word such as `extends` is the name of a property here, and no keyword. */
function isProperty(tokens: readonly Token[], at: number): boolean {
  if (!/^\w/.test(tokens[at]?.text ?? "")) return false;
  const [before = "", after = ""] = [tokens[at - 1]?.text, tokens[at + 1]?.text];
  return before === "." || before === "?." || [":", "?", "("].includes(after);
}

function withColons(tokens: readonly Token[], found: readonly number[]): readonly number[] {
  if (found.length === 0) return [];
  return positionsOf(tokens, ({ text, isSpaced }) => isSpaced && (text === "?" || text === ":"));
}

/** A statement may not end its line behind `return` or `throw`, but behind a parenthesis. */
function inParentheses(tokens: readonly Token[], indentation: number): readonly string[] | null {
  const [first, ...rest] = tokens;
  if (first === undefined || !["return", "throw"].includes(first.text)) return null;
  if (rest.at(-1)?.text !== ";") return null;
  const start = " ".repeat(indentation);
  return [`${start}${first.text} (`, ...layOut(rest.slice(0, -1), indentation + 2), `${start});`];
}
