/**
 * The canonical layout of a schema: two spaces for each level, one member a line, at most one empty
 * line, and empty lines around what spans several. A body that is written on one line stays on one
 * if it fits. Comments, tokens and their order stay; only the bars of unions come and go.
 */

import { commentPlan } from "./comment-plan.js";
import { firstConflictMarker } from "./conflict-marker.js";
import { LinePrinter, type Separation } from "./line-printer.js";
import type { Token } from "./tokens.js";
import { isToken, type SyntaxElement, type SyntaxNode, type SyntaxTree, tokensOf } from "./tree.js";

const MAX_WIDTH = 100;

/** Returns null for a text that breaks the grammar: its layout may be what is wrong. */
export function formatTree(tree: SyntaxTree): string | null {
  const { text, definitions } = tree;
  const isFaulty = definitions.some(({ faults }) => faults.length > 0);
  if (isFaulty || firstConflictMarker(text) !== null) return null;
  const layout: Layout = { printer: new LinePrinter(commentPlan(tree)), index: 0 };
  printDefinitions(definitions, layout);
  layout.printer.printEnd(layout.index);
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
  return mark + layout.printer.text(/^[^\n]*\r\n/.test(text) ? "\r\n" : "\n");
}

const BYTE_ORDER_MARK = "\uFEFF";

/** The tokens are printed from left to right; `index` is of the next one. */
type Layout = { readonly printer: LinePrinter; index: number };

function printDefinitions(definitions: readonly SyntaxNode[], layout: Layout): void {
  const { printer } = layout;
  let wasLong = false;
  for (const [index, { children }] of definitions.entries()) {
    const above = printer.lineCount;
    print(layout, { kind: "line", indent: 0, text: "" });
    const first = printer.lineCount;
    print(layout, SPACE);
    const [, name, type] = children;
    if (name === undefined || type === undefined || isToken(type)) continue;
    const prefix = `type ${isToken(name) ? name.text : ""}`;
    if (isFlat(type, prefix.length + 1)) printFlat(type, SPACE, layout);
    else printType(type, SPACE, { layout, indent: 0 });
    const isLong = printer.lineCount > first;
    if (index > 0 && (isLong || wasLong)) printer.insertEmptyLine(above);
    wasLong = isLong;
  }
}

const SPACE: Separation = { kind: "text", text: " " };
const NOTHING: Separation = { kind: "text", text: "" };

/** `indent` is of the line of the member that the node belongs to. */
type Place = { readonly layout: Layout; readonly indent: number };

function print(layout: Layout, separation: Separation): void {
  layout.printer.print(layout.index, separation);
  layout.index += 1;
}

function skip(layout: Layout): void {
  layout.printer.skip(layout.index);
  layout.index += 1;
}

function printMember(member: SyntaxNode, start: string, place: Place): void {
  const { layout, indent } = place;
  const separation: Separation = { kind: "line", indent, text: start };
  if (isFlat(member, indent * INDENT_WIDTH + start.length)) printFlat(member, separation, layout);
  else if (member.kind === "field") printField(member, separation, place);
  else printVariant(member, separation, place);
}

const INDENT_WIDTH = 2;

function printField({ children }: SyntaxNode, separation: Separation, place: Place): void {
  for (const [index, child] of children.entries()) {
    if (!isToken(child)) printType(child, SPACE, place);
    else print(place.layout, index === 0 ? separation : NOTHING);
  }
}

function printVariant({ children }: SyntaxNode, separation: Separation, place: Place): void {
  for (const child of children) {
    if (isToken(child)) print(place.layout, SPACE);
    else printType(child, separation, place);
  }
}

/** A type that has a body of several lines, itself or within its brackets. */
function printType(type: SyntaxNode, separation: Separation, place: Place): void {
  if (isBody(type)) {
    printBody(type, separation, place);
    return;
  }
  for (const [index, child] of type.children.entries()) {
    const before = index === 0 ? separation : NOTHING;
    if (isToken(child)) print(place.layout, before);
    else if (bodiesOf(child).length > 0) printType(child, before, place);
    else printFlat(child, before, place.layout);
  }
}

function printBody({ kind, children }: SyntaxNode, separation: Separation, place: Place): void {
  const { layout, indent } = place;
  const start = kind === "union" ? "| " : "";
  for (const [index, child] of children.entries()) {
    if (!isToken(child)) printMember(child, start, { layout, indent: indent + 1 });
    else if (index === 0) print(layout, separation);
    else if (child.text === "{") print(layout, SPACE);
    else if (child.text === "|") skip(layout);
    else print(layout, { kind: "line", indent, text: "" });
  }
}

function printFlat(node: SyntaxNode, separation: Separation, layout: Layout): void {
  for (const [index, before] of flatSeparations(node, "").entries()) {
    if (before === null) skip(layout);
    else print(layout, index === 0 ? separation : { kind: "text", text: before });
  }
}

/** The text before each token of what stands on one line; null for a token that is left out. */
function flatSeparations(node: SyntaxElement, before: string): readonly (string | null)[] {
  if (isToken(node)) return [before];
  const { kind, children } = node;
  let members = 0;
  return children.flatMap((child, index) => {
    if (index === 0) return flatSeparations(child, before);
    if (isBody(node)) {
      if (isToken(child) && child.text === "|") return [null];
      const isEmptyEnd = isToken(child) && child.text === "}" && members === 0;
      const isNextVariant = kind === "union" && !isToken(child) && members > 0;
      if (!isToken(child)) members += 1;
      return flatSeparations(child, isEmptyEnd ? "" : isNextVariant ? " | " : " ");
    }
    const isColon = isToken(child) && child.text === ":";
    const isSpaced = kind === "field" || kind === "value" || kind === "variant";
    return flatSeparations(child, isSpaced && !isColon ? " " : "");
  });
}

/** `before` is the width of what stands before the node on its line. */
function isFlat(node: SyntaxNode, before: number): boolean {
  const bodies = bodiesOf(node);
  if (bodies.length === 0) return true;
  // The keyword and the bracket of a body may stand on any line.
  const isOnOneLine = bodies.every((body) => !tokensOf(body).slice(2).some(isFirstOnLine));
  if (!isOnOneLine) return false;
  const tokens = tokensOf(node);
  const width = flatSeparations(node, "").reduce(
    (sum, text, index) => sum + (text === null ? 0 : text.length + widthAt(tokens, index)),
    before,
  );
  return width <= MAX_WIDTH;
}

function widthAt(tokens: readonly Token[], index: number): number {
  return tokens[index]?.text.length ?? 0;
}

function isFirstOnLine(token: Token): boolean {
  return token.isFirstOnLine;
}

/** The outermost bodies of a node, itself or within it. */
function bodiesOf(node: SyntaxNode): readonly SyntaxNode[] {
  if (isBody(node)) return [node];
  return node.children.flatMap((child) => (isToken(child) ? [] : bodiesOf(child)));
}

function isBody({ kind }: SyntaxNode): boolean {
  return kind === "struct" || kind === "enum" || kind === "union";
}
