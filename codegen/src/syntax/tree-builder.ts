/**
 * Builds the tree of one definition while it is read: its tokens one after another, the nodes that
 * are open, and the faults. It knows where to go on after a fault, and not the grammar.
 */

import { closingBracket, isClosingBracket, type Token } from "./tokens.js";
import {
  type Fault,
  type FaultKind,
  type NodeKind,
  nodeOf,
  type SyntaxElement,
  type SyntaxNode,
} from "./tree.js";

/** Brackets within brackets. Every later stage recurses no deeper than this into one definition. */
export const MAX_NESTING = 64;

/** The faults that are reported of one definition: a text with more of them is no schema. */
const MAX_FAULTS = 100;

/** Unwinds the recursion to the body around a fault, or to the definition. */
export class Stop extends Error {}

export type FaultDetails = Pick<Fault, "typeIndex" | "expected">;

type OpenNode = { readonly kind: NodeKind; readonly children: SyntaxElement[] };

/** The state inside of the brackets of a body, to which a fault in a member leads back. */
type Body = { readonly node: OpenNode; readonly openCount: number; readonly depth: number };

/** The start of a member: among the tokens, and among the children of its body. */
type Member = { readonly index: number; readonly childCount: number };

export class TreeBuilder {
  readonly #tokens: readonly Token[];
  readonly #root: OpenNode = { kind: "definition", children: [] };
  /** The nodes that are being read, the outermost first. */
  readonly #open: OpenNode[] = [this.#root];
  readonly #faults: Fault[] = [];
  #index = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** The index of the next token. */
  get index(): number {
    return this.#index;
  }

  get faults(): readonly Fault[] {
    return this.#faults;
  }

  /** The token at `distance` from the next one. */
  peek(distance = 0): Token | undefined {
    return this.#tokens[this.#index + distance];
  }

  /** Ends all nodes; what is left of the tokens is an error. */
  finish(): SyntaxNode {
    while (this.#open.length > 1) this.end();
    const { children } = this.#root;
    const rest = this.#tokens.slice(this.#index);
    if (rest.length > 0) children.push(nodeOf("error", rest));
    return nodeOf("definition", children);
  }

  start(kind: NodeKind): void {
    this.#open.push({ kind, children: [] });
  }

  take(): void {
    const token = this.#tokens[this.#index];
    if (token === undefined) return;
    if (token.kind === "punctuation") this.#nest(token);
    this.#open.at(-1)?.children.push(token);
    this.#index += 1;
  }

  end(): void {
    const node = this.#open.pop();
    if (node !== undefined) this.#open.at(-1)?.children.push(nodeOf(node.kind, node.children));
  }

  #nest(bracket: Token): void {
    if (isClosingBracket(bracket)) this.#depth -= 1;
    if (closingBracket(bracket) !== null) this.#depth += 1;
    if (this.#depth <= MAX_NESTING) return;
    this.report("nested-too-deep", 0, {});
    throw new Stop();
  }

  /**
   * Reports the token at `distance` from the next one, unless it is a consequence of the fault
   * before it. Throws `Stop` where there are too many.
   */
  report(kind: FaultKind, distance: number, details: FaultDetails): void {
    const index = Math.min(this.#index + distance, this.#tokens.length);
    const last = this.#faults.at(-1);
    if (last !== undefined) {
      // A token is wrong once, and a bracket that is wrong above explains one that is missing.
      if (last.index >= index) return;
      if (index === this.#tokens.length && HARMING_BRACKETS.includes(last.kind)) return;
    }
    // No rule accepts an unknown character, so each of them leads to here.
    const isUnknown = this.#tokens[index]?.kind === "unknown";
    const fault = { kind: isUnknown ? "unknown-character" : kind, index } as const;
    this.#faults.push(isUnknown ? fault : { ...fault, ...details });
    if (this.isFull()) throw new Stop();
  }

  /** Tells whether no further fault is reported, so that reading goes on in vain. */
  isFull(): boolean {
    return this.#faults.length >= MAX_FAULTS;
  }

  /** Tells whether the token at `distance` from the next one is the last that was reported. */
  isFault(distance: number): boolean {
    return this.#faults.at(-1)?.index === this.#index + distance;
  }

  /** Tells whether the next token stands behind all that were reported. */
  isBehindFault(): boolean {
    return this.#index > (this.#faults.at(-1)?.index ?? -1);
  }

  /** The opening bracket of the body has been read. */
  enterBody(): Body {
    const node = this.#open.at(-1) ?? this.#root;
    return { node, openCount: this.#open.length, depth: this.#depth };
  }

  enterMember({ node }: Body): Member {
    return { index: this.#index, childCount: node.children.length };
  }

  /** Makes an error node of a member, from its first token to the next one that `isStart` takes. */
  skipMember(body: Body, { index, childCount }: Member, isStart: () => boolean): void {
    while (this.#open.length > body.openCount) this.end();
    body.node.children.splice(childCount);
    this.#depth = body.depth;
    const reached = Math.max(this.#index, index + 1);
    let braces = 0;
    for (this.#index = index; this.#index < this.#tokens.length; this.#index += 1) {
      const token = this.#tokens[this.#index];
      if (braces === 0 && this.#index > index && token?.text === "}") break;
      // A member that is cut short may have read the start of the next one as its own.
      const canStart = this.#index >= reached || this.#isField();
      if (braces === 0 && this.#index > index && canStart && isStart()) break;
      if (token?.text === "{") braces += 1;
      if (token?.text === "}") braces = Math.max(0, braces - 1);
    }
    body.node.children.push(nodeOf("error", this.#tokens.slice(index, this.#index)));
  }

  #isField(): boolean {
    return this.peek()?.isFirstOnLine === true && this.peek(1)?.text === ":";
  }
}

/** Behind a fault of these kinds the brackets cannot be counted. */
const HARMING_BRACKETS: readonly FaultKind[] = [
  "closing-expected",
  "opening-expected",
  "legacy-type",
  "nested-too-deep",
  "unknown-character",
];
