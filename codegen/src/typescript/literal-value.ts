/** The value of an expression that is written out, which is known without executing anything. */

import type { Identifier, Node, TsMorph } from "./ts-morph.js";

/** Null of an expression that only running it gives a value. */
export type Literal = { readonly value: unknown } | null;

export function literalValue(morph: TsMorph, node: Node | undefined): Literal {
  const { Node, SyntaxKind } = morph;
  if (node === undefined) return null;
  const inside =
    Node.isParenthesizedExpression(node) ||
    Node.isAsExpression(node) ||
    Node.isSatisfiesExpression(node);
  if (inside) return literalValue(morph, node.getExpression());
  if (Node.isStringLiteral(node) || Node.isNoSubstitutionTemplateLiteral(node)) {
    return { value: node.getLiteralValue() };
  }
  if (Node.isNumericLiteral(node)) return { value: node.getLiteralValue() };
  if (Node.isBigIntLiteral(node)) return { value: BigInt(node.getText().replace(/_|n$/g, "")) };
  if (Node.isTrueLiteral(node)) return { value: true };
  if (Node.isFalseLiteral(node)) return { value: false };
  if (Node.isNullLiteral(node)) return { value: null };
  if (Node.isPrefixUnaryExpression(node)) {
    if (node.getOperatorToken() !== SyntaxKind.MinusToken) return null;
    return negated(literalValue(morph, node.getOperand()));
  }
  if (Node.isArrayLiteralExpression(node)) return listValue(morph, node.getElements());
  if (Node.isObjectLiteralExpression(node)) return objectValue(morph, node.getProperties());
  if (Node.isIdentifier(node)) return constantValue(morph, node);
  return Node.isNewExpression(node) ? newValue(morph, node) : null;
}

/**
 * The value of a name that a `const` above it in the same file gives to a number, a text or the
 * like. A list or an object can change behind its name, so only running the file would tell it.
 */
function constantValue(morph: TsMorph, node: Identifier): Literal {
  const { Node, VariableDeclarationKind } = morph;
  const declaration = node.getSymbol()?.getValueDeclaration();
  if (!Node.isVariableDeclaration(declaration)) return null;
  const statement = declaration.getVariableStatement();
  if (statement?.getDeclarationKind() !== VariableDeclarationKind.Const) return null;
  // A declaration above cannot lead back to here, so the search ends.
  if (declaration.getEnd() > node.getStart()) return null;
  const literal = literalValue(morph, declaration.getInitializer());
  return typeof literal?.value === "object" && literal.value !== null ? null : literal;
}

/** The value of a function that always returns the same, such as `() => ({ tag: "Pong" })`. */
export function constantOf(morph: TsMorph, node: Node | undefined): Literal {
  if (!morph.Node.isArrowFunction(node) || node.isAsync()) return null;
  return literalValue(morph, node.getBody());
}

function negated(literal: Literal): Literal {
  if (typeof literal?.value === "number") return { value: -literal.value };
  return typeof literal?.value === "bigint" ? { value: -literal.value } : null;
}

function listValue(morph: TsMorph, nodes: readonly Node[]): { readonly value: unknown[] } | null {
  const items: unknown[] = [];
  for (const node of nodes) {
    const item = literalValue(morph, node);
    if (item === null) return null;
    items.push(item.value);
  }
  return { value: items };
}

function objectValue(morph: TsMorph, properties: readonly Node[]): Literal {
  const { Node } = morph;
  const fields: [string, unknown][] = [];
  for (const property of properties) {
    if (!Node.isPropertyAssignment(property)) return null;
    const name = property.getNameNode();
    const key = Node.isStringLiteral(name)
      ? name.getLiteralValue()
      : Node.isIdentifier(name)
        ? name.getText()
        : null;
    const part = literalValue(morph, property.getInitializer());
    // It would be the prototype of the object.
    if (key === null || key === "__proto__" || part === null) return null;
    fields.push([key, part.value]);
  }
  return { value: Object.fromEntries(fields) };
}

/** Bytes and maps, which have no literal of their own. */
function newValue(morph: TsMorph, node: Node): Literal {
  if (!morph.Node.isNewExpression(node)) return null;
  const nodes = node.getArguments();
  const [argument = { value: undefined }] = nodes.map((item) => literalValue(morph, item));
  if (argument === null || nodes.length > 1) return null;
  const { value } = argument;
  switch (node.getExpression().getText()) {
    case "Uint8Array":
      if (value === undefined || isSmallSize(value)) return { value: new Uint8Array(value ?? 0) };
      return isBytes(value) ? { value: Uint8Array.from(value) } : null;
    case "Map":
      if (value === undefined) return { value: new Map() };
      return isPairs(value) ? { value: new Map(value) } : null;
    default:
      return null;
  }
}

/** The most bytes that a decision may have without writing them out. */
const MAX_SIZE = 65_536;

function isSmallSize(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= MAX_SIZE;
}

function isBytes(value: unknown): value is number[] {
  const isByte = (item: unknown) =>
    typeof item === "number" && Number.isInteger(item) && item >= 0 && item <= 0xff;
  return Array.isArray(value) && value.every(isByte);
}

function isPairs(value: unknown): value is [unknown, unknown][] {
  return Array.isArray(value) && value.every((pair) => Array.isArray(pair) && pair.length === 2);
}
