/**
 * The recursive-descent parser of one definition in BARE, draft 14.
 *
 * A fault in the body of a struct, an enum or a union costs one member: its tokens become a node of
 * kind `error`, up to the next member, and reading goes on there. After a fault anywhere else, what
 * is left of the definition is such a node. So the tree holds every token. The grammar:
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

import { PRIMITIVE_NAMES } from "./definition.js";
import type { Token } from "./tokens.js";
import type { DefinitionNode, FaultKind, NodeKind } from "./tree.js";
import { type FaultDetails, Stop, TreeBuilder } from "./tree-builder.js";

/** `tokens` are those of one definition and of what follows it, at least one. */
export function parseDefinition(tokens: readonly Token[]): DefinitionNode {
  return new DefinitionParser(tokens).parse();
}

/** The rule for the members of one kind of body. */
type Members = {
  /** Reads one member, or throws `Stop`. */
  readonly read: () => void;
  /** Tells whether the next token begins a member, after a fault in the one before it. */
  readonly isStart: () => boolean;
};

class DefinitionParser {
  readonly #builder: TreeBuilder;
  #reading: DefinitionNode["reading"] = "broken";

  constructor(tokens: readonly Token[]) {
    this.#builder = new TreeBuilder(tokens);
  }

  parse(): DefinitionNode {
    try {
      this.#definition();
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
    }
    const { faults } = this.#builder;
    return { ...this.#builder.finish(), reading: this.#reading, faults };
  }

  #definition(): void {
    if (this.#text() === "struct" || this.#text() === "enum") {
      if (this.#builder.peek(1)?.kind !== "word") this.#fail("definition-name-expected", 1);
      if (this.#text(2) === "=") this.#fail("equals-sign", 2);
      this.#fail("legacy-definition", 2);
    }
    if (this.#text() !== "type") this.#fail("definition-expected");
    this.#take();
    const isBodyWithoutName = this.#text(1) === "{" && BODY_KEYWORDS.includes(this.#text());
    if (!this.#isWord() || isBodyWithoutName) this.#fail("definition-name-expected");
    this.#take();
    if (this.#text() === "=") this.#refuseEqualsSign();
    this.#type();
    if (this.#builder.faults.length > 0) {
      // A bracket too many or too few in the body explains what stands behind it.
      this.#reading = "damaged";
      return;
    }
    this.#reading = this.#continuesType() ? "broken" : "whole";
    this.#refuseBareUnion();
    this.#refuseSeparator("member-separator");
    if (!this.#isAtEnd()) this.#fail("definition-expected");
  }

  /** These tokens on the line of a type are meant to belong to it: `u8[4]`, `u8 | u16`. */
  #continuesType(): boolean {
    const next = this.#builder.peek();
    return next !== undefined && !next.isFirstOnLine && "<[|=,;".includes(next.text);
  }

  #refuseEqualsSign(): void {
    this.#report("equals-sign");
    this.#takeError();
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
    this.#body("struct", {
      read: () => this.#field(),
      isStart: () => this.#isWord() && (this.#text(1) === ":" || this.#isLikeField()),
    });
  }

  /** The name of a field whose colon is missing as well: it begins a line, and is no type. */
  #isLikeField(): boolean {
    const isFirst = this.#builder.peek()?.isFirstOnLine === true;
    return this.#builder.isBehindFault() && isFirst && !TYPE_WORDS.has(this.#text());
  }

  #field(): void {
    if (!this.#isWord()) this.#fail("closing-expected", 0, { expected: "}" });
    this.#start("field");
    this.#take();
    if (this.#text() !== ":") this.#fail("colon-expected");
    this.#take();
    this.#type();
    this.#refuseBareUnion();
    this.#refuseRest();
    this.#end();
    this.#refuseMemberSeparator("member-separator");
  }

  #enum(): void {
    this.#body("enum", {
      read: () => this.#value(),
      isStart: () => this.#isWord() && !/^\d/.test(this.#text()) && this.#isBehindNumber(),
    });
  }

  /** A word behind `=` on its line is no value but what stands in the place of a number. */
  #isBehindNumber(): boolean {
    return this.#text(-1) !== "=" || this.#builder.peek()?.isFirstOnLine === true;
  }

  #value(): void {
    if (!this.#isWord()) this.#fail("closing-expected", 0, { expected: "}" });
    if (!/^[A-Z][A-Z\d_]*$/.test(this.#text())) this.#fail("value-name");
    this.#start("value");
    this.#take();
    this.#optionalNumber();
    this.#refuseRest();
    this.#end();
    this.#refuseMemberSeparator("member-separator");
  }

  #union(): void {
    this.#body("union", {
      read: () => this.#variant(),
      isStart: () => this.#text() === "|",
    });
  }

  #variant(): void {
    if (this.#text() === "|") this.#take();
    if (this.#text() === "}") return;
    if (this.#text() === ")") this.#fail("closing-expected", 0, { expected: "}" });
    this.#start("variant");
    this.#type();
    this.#optionalNumber();
    if (this.#text() !== "|") this.#refuseRest();
    this.#end();
    this.#refuseMemberSeparator("union-separator");
    if (this.#text() === "|" || this.#text() === "}" || this.#isAtEnd()) return;
    // A separator in the syntax of other languages has been reported in its place.
    if (this.#builder.isFault(-1)) return;
    this.#report("closing-expected", 0, { expected: "}" });
  }

  /** A sign behind a member on its line is meant to belong to it: `u8[4]`, `u8?`. */
  #refuseRest(): void {
    const next = this.#builder.peek();
    if (next === undefined || next.isFirstOnLine || next.kind === "word") return;
    if (next.text === "}" || this.#isSeparator()) return;
    this.#fail("closing-expected", 0, { expected: "}" });
  }

  #body(kind: "struct" | "enum" | "union", { read, isStart }: Members): void {
    this.#start(kind);
    this.#take();
    this.#takeOpening("{");
    const body = this.#builder.enterBody();
    while (!this.#isAtEnd() && this.#text() !== "}") {
      const member = this.#builder.enterMember(body);
      try {
        read();
      } catch (error) {
        if (!(error instanceof Stop) || this.#builder.isFull()) throw error;
        this.#builder.skipMember(body, member, isStart);
      }
    }
    if (this.#isAtEnd()) this.#report("closing-expected", 0, { expected: "}" });
    this.#take();
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
    if (this.#isSeparator()) this.#fail(kind);
  }

  /** The member before the separator is unharmed, and so are those behind it. */
  #refuseMemberSeparator(kind: FaultKind): void {
    if (!this.#isSeparator()) return;
    this.#report(kind);
    this.#takeError();
  }

  #isSeparator(): boolean {
    return this.#text() === "," || this.#text() === ";";
  }

  /** `length` tokens of the type in the syntax of an older draft have been read. */
  #failLegacy(length: number): never {
    return this.#fail("legacy-type", 0, { typeIndex: this.#builder.index - length });
  }

  #fail(kind: FaultKind, distance = 0, details: FaultDetails = {}): never {
    this.#report(kind, distance, details);
    throw new Stop();
  }

  #report(kind: FaultKind, distance = 0, details: FaultDetails = {}): void {
    this.#builder.report(kind, distance, details);
  }

  #text(distance = 0): string {
    return this.#builder.peek(distance)?.text ?? "";
  }

  #isWord(): boolean {
    return this.#builder.peek()?.kind === "word";
  }

  #isAtEnd(): boolean {
    return this.#builder.peek() === undefined;
  }

  #start(kind: NodeKind): void {
    this.#builder.start(kind);
  }

  #take(): void {
    this.#builder.take();
  }

  /** Takes a token that no rule accepts and that has been reported. */
  #takeError(): void {
    this.#start("error");
    this.#take();
    this.#end();
  }

  #end(): void {
    this.#builder.end();
  }
}

const BODY_KEYWORDS: readonly string[] = ["struct", "enum", "union"];

const TYPE_WORDS: ReadonlySet<string> = new Set([
  ...BODY_KEYWORDS,
  ...PRIMITIVE_NAMES,
  ...["data", "list", "map", "optional"],
]);
