/**
 * The recursive-descent parser of one definition in BARE, draft 14.
 *
 * It stops at the first fault. What it has read until then keeps its nodes, and what is left
 * becomes a node of kind `error`, so that the tree holds every token. The grammar:
 *
 *    definition = "type" word type
 *    type       = word
 *               | "data" [ length ]
 *               | "list" "<" type ">" [ length ]
 *               | "optional" "<" type ">"
 *               | "map" "<" type ">" "<" type ">"
 *               | "struct" "{" { word ":" type } "}"
 *               | "enum" "{" { word [ "=" number ] } "}"
 *               | "union" "{" [ [ "|" ] variant { "|" variant } [ "|" ] ] "}"
 *    variant    = type [ "=" number ]
 *    length     = "[" number "]"
 */

import { closingBracket, isClosingBracket, type Token } from "./tokens.js";
import {
  type DefinitionNode,
  type Fault,
  type FaultKind,
  type NodeKind,
  nodeOf,
  type SyntaxElement,
} from "./tree.js";

/** Brackets within brackets. Every later stage recurses no deeper than this into one definition. */
export const MAX_NESTING = 64;

/** `tokens` are those of one definition and of what follows it, at least one. */
export function parseDefinition(tokens: readonly Token[]): DefinitionNode {
  return new DefinitionParser(tokens).parse();
}

/** Unwinds the recursion to the definition; it never leaves this file. */
class Stop extends Error {}

type OpenNode = { readonly kind: NodeKind; readonly children: SyntaxElement[] };

class DefinitionParser {
  readonly #tokens: readonly Token[];
  #index = 0;
  #fault: Fault | null = null;
  #isWhole = false;
  #depth = 0;
  /** The nodes that are being read, the outermost first. */
  readonly #open: OpenNode[] = [{ kind: "definition", children: [] }];

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  parse(): DefinitionNode {
    try {
      this.#definition();
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
    }
    while (this.#open.length > 1) this.#end();
    const children = this.#open[0]?.children ?? [];
    const rest = this.#tokens.slice(this.#index);
    if (rest.length > 0) children.push(nodeOf("error", rest));
    return { ...nodeOf("definition", children), isWhole: this.#isWhole, fault: this.#fault };
  }

  #definition(): void {
    if (this.#text() === "struct" || this.#text() === "enum") {
      if (this.#tokens[1]?.kind !== "word") this.#fail("definition-name-expected", 1);
      if (this.#text(2) === "=") this.#fail("equals-sign", 2);
      this.#fail("legacy-definition", 2);
    }
    if (this.#text() !== "type") this.#fail("definition-expected");
    this.#take();
    const isBodyWithoutName = this.#text(1) === "{" && BODY_KEYWORDS.includes(this.#text());
    if (!this.#isWord() || isBodyWithoutName) this.#fail("definition-name-expected");
    this.#take();
    if (this.#text() === "=") this.#fail("equals-sign");
    this.#type();
    this.#isWhole = !this.#continuesType();
    this.#refuseBareUnion();
    this.#refuseSeparator("member-separator");
    if (this.#index < this.#tokens.length) this.#fail("definition-expected");
  }

  /** These tokens on the line of a type are meant to belong to it: `u8[4]`, `u8 | u16`. */
  #continuesType(): boolean {
    const next = this.#tokens[this.#index];
    return next !== undefined && !next.isFirstOnLine && "<[|=,;".includes(next.text);
  }

  #refuseBareUnion(): void {
    if (this.#text() === "|" || this.#text() === "=") this.#fail("union-without-braces");
  }

  #type(): void {
    switch (this.#text()) {
      case "data":
        this.#data();
        break;
      case "list":
        this.#list();
        break;
      case "optional":
        this.#optional();
        break;
      case "map":
        this.#map();
        break;
      case "struct":
        this.#struct();
        break;
      case "enum":
        this.#enum();
        break;
      case "union":
        this.#union();
        break;
      case "string":
      case "[":
      case "(":
      case "{":
        this.#failLegacy(0);
        break;
      default:
        this.#named();
    }
  }

  #named(): void {
    if (!this.#isWord() || /^\d/.test(this.#text())) this.#fail("type-expected");
    this.#start("name");
    this.#take();
    this.#end();
  }

  #data(): void {
    this.#start("data");
    this.#take();
    if (this.#text() === "<") this.#failLegacy(1);
    this.#optionalLength();
    this.#end();
  }

  #list(): void {
    this.#start("list");
    this.#take();
    this.#typeInBrackets();
    this.#optionalLength();
    this.#end();
  }

  #optional(): void {
    this.#start("optional");
    this.#take();
    this.#typeInBrackets();
    this.#end();
  }

  #map(): void {
    this.#start("map");
    this.#take();
    if (this.#text() === "[") this.#failLegacy(1);
    this.#typeInBrackets();
    this.#typeInBrackets();
    this.#end();
  }

  #typeInBrackets(): void {
    this.#takeOpening("<");
    this.#type();
    this.#refuseSeparator("type-separator");
    this.#takeClosing(">");
  }

  #optionalLength(): void {
    if (this.#text() !== "[") return;
    this.#start("length");
    this.#take();
    this.#takeNumber();
    this.#takeClosing("]");
    this.#end();
  }

  #struct(): void {
    this.#start("struct");
    this.#take();
    this.#takeOpening("{");
    while (this.#isWord()) {
      this.#start("field");
      this.#take();
      if (this.#text() !== ":") this.#fail("colon-expected");
      this.#take();
      this.#type();
      this.#refuseBareUnion();
      this.#end();
      this.#refuseSeparator("member-separator");
    }
    this.#takeClosing("}");
    this.#end();
  }

  #enum(): void {
    this.#start("enum");
    this.#take();
    this.#takeOpening("{");
    while (this.#isWord()) {
      if (!/^[A-Z][A-Z\d_]*$/.test(this.#text())) this.#fail("value-name");
      this.#start("value");
      this.#take();
      this.#optionalNumber();
      this.#end();
      this.#refuseSeparator("member-separator");
    }
    this.#takeClosing("}");
    this.#end();
  }

  #union(): void {
    this.#start("union");
    this.#take();
    this.#takeOpening("{");
    do {
      if (this.#text() === "|") this.#take();
      if (this.#text() === "}" || this.#text() === ")") break;
      this.#start("variant");
      this.#type();
      this.#optionalNumber();
      this.#end();
      this.#refuseSeparator("union-separator");
    } while (this.#text() === "|");
    this.#takeClosing("}");
    this.#end();
  }

  #optionalNumber(): void {
    if (this.#text() !== "=") return;
    this.#take();
    this.#takeNumber();
  }

  #takeNumber(): void {
    if (!/^\d+$/.test(this.#text())) this.#fail("number-expected");
    this.#take();
  }

  #takeOpening(bracket: string): void {
    if (this.#text() !== bracket) this.#fail("opening-expected", 0, { expected: bracket });
    this.#take();
  }

  #takeClosing(bracket: string): void {
    if (this.#text() !== bracket) this.#fail("closing-expected", 0, { expected: bracket });
    this.#take();
  }

  #refuseSeparator(kind: FaultKind): void {
    if (this.#text() === "," || this.#text() === ";") this.#fail(kind);
  }

  /** `length` tokens of the type in the syntax of an older draft have been read. */
  #failLegacy(length: number): never {
    return this.#fail("legacy-type", 0, { typeIndex: this.#index - length });
  }

  /** Reports the token at `distance` from the next one. */
  #fail(kind: FaultKind, distance = 0, details: Pick<Fault, "typeIndex" | "expected"> = {}): never {
    const index = Math.min(this.#index + distance, this.#tokens.length);
    // No rule accepts an unknown character, so each of them leads to here.
    const isUnknown = this.#tokens[index]?.kind === "unknown";
    this.#fault = isUnknown ? { kind: "unknown-character", index } : { kind, index, ...details };
    throw new Stop();
  }

  /** The text of the token at `distance` from the next one; empty at the end. */
  #text(distance = 0): string {
    return this.#tokens[this.#index + distance]?.text ?? "";
  }

  #isWord(): boolean {
    return this.#tokens[this.#index]?.kind === "word";
  }

  #start(kind: NodeKind): void {
    this.#open.push({ kind, children: [] });
  }

  #take(): void {
    const token = this.#tokens[this.#index];
    if (token === undefined) return;
    if (token.kind === "punctuation") this.#nest(token);
    this.#open.at(-1)?.children.push(token);
    this.#index += 1;
  }

  #nest(bracket: Token): void {
    if (isClosingBracket(bracket)) this.#depth -= 1;
    if (closingBracket(bracket) !== null) this.#depth += 1;
    if (this.#depth > MAX_NESTING) this.#fail("nested-too-deep");
  }

  #end(): void {
    const node = this.#open.pop();
    if (node !== undefined) this.#open.at(-1)?.children.push(nodeOf(node.kind, node.children));
  }
}

const BODY_KEYWORDS: readonly string[] = ["struct", "enum", "union"];
