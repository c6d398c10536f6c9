/**
 * The lexer of schema texts: words, punctuation, and characters that BARE does not have.
 *
 * The library has a lexer of its own, but it skips unknown characters and keeps no positions of
 * keywords. Our tokens serve to split, check and quote the text.
 */

export type Token = {
  readonly kind: "word" | "punctuation" | "unknown";
  readonly text: string;
  /** The offset into the text, in UTF-16 units. */
  readonly offset: number;
  readonly isFirstOnLine: boolean;
};

/** White space and comments are left out, and so is a byte order mark. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let isFirstOnLine = true;
  for (const match of text.matchAll(TOKEN)) {
    const { space, word, punctuation } = match.groups ?? {};
    const isByteOrderMark = match.index === 0 && match[0] === "\uFEFF";
    if (isByteOrderMark) continue;
    if (space !== undefined) {
      isFirstOnLine ||= space.includes("\n");
      continue;
    }
    const known = punctuation === undefined ? "unknown" : "punctuation";
    const kind = word === undefined ? known : "word";
    tokens.push({ kind, text: match[0], offset: match.index, isFirstOnLine });
    isFirstOnLine = false;
  }
  return tokens;
}

/** The punctuation is what the library's lexer knows, used by BARE or not. */
const TOKEN = new RegExp(
  [
    /(?<space>(?:[ \t\r\n]|#[^\n]*)+)/.source,
    /(?<word>\w+)/.source,
    /(?<punctuation>[-{}[\]()<>=|:,;.!?~+\\/$@])/.source,
    /[\s\S]/.source,
  ].join("|"),
  "gu",
);

const CLOSING_OF_OPENING: ReadonlyMap<string, string> = new Map([
  ["{", "}"],
  ["<", ">"],
  ["[", "]"],
  ["(", ")"],
]);

/** `}` for `{`, and so on; null for a token that opens nothing. */
export function closingBracket(token: Token): string | null {
  return CLOSING_OF_OPENING.get(token.text) ?? null;
}

export function isClosingBracket(token: Token): boolean {
  return token.kind === "punctuation" && "}>])".includes(token.text);
}
