/**
 * A generated module for projects without TypeScript: its JavaScript, and the declarations of its
 * types. The JavaScript is the text of the module without what only a compiler reads, so that its
 * lines and comments stay as they were laid out.
 */

import { wrapLine } from "../emit/wrap-line.js";
import type { TsMorph, ts } from "./ts-morph.js";

/** Removes the types from a module. Everything that is left of it runs as it is. */
export function javaScriptText({ ts }: TsMorph, text: string): string {
  const file = ts.createSourceFile("module.ts", text, ts.ScriptTarget.ESNext, true);
  const ranges: Range[] = [];
  collectTypes(ts, file, ranges);
  const erased = withoutRanges(text, ranges);
  // Between declarations is one empty line, and a declaration that is gone has left two.
  const code = `${erased.replace(/\n{3,}/g, "\n\n").trimEnd()}\n`;
  const [title, ...rest] = code.split("\n");
  const end = /^(?:import|export)\b/m.test(code) ? [] : ["export {};", ""];
  return [title, UNCHECKED, ...rest, ...end].join("\n");
}

/**
 * A compiler whose project takes in all JavaScript would check these files as well, without the
 * types that are beside them.
 */
const UNCHECKED = "// @ts-nocheck";

/** The declarations of a module, behind the same comment lines. */
export function declarationText({ ts }: TsMorph, text: string): string {
  const { outputText } = ts.transpileDeclaration(text, {
    fileName: "module.ts",
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      newLine: ts.NewLineKind.LineFeed,
      verbatimModuleSyntax: true,
      isolatedDeclarations: true,
    },
  });
  const lines = outputText.trimEnd().split("\n").map(withHalfIndentation).flatMap(wrapLine);
  return `${[...headLines(text), "", ...lines].join("\n")}\n`;
}

/**
 * The compiler indents by four spaces, and the star of a comment by one more. Before a comment it
 * leaves a space at the end of a line.
 */
function withHalfIndentation(line: string): string {
  return line.trimEnd().replace(/^(?: {4})+/, (spaces) => spaces.slice(spaces.length / 2));
}

/** The comment at the top, which the compiler takes for none of the declarations. */
function headLines(text: string): readonly string[] {
  const lines = text.split("\n");
  const end = lines.findIndex((line) => !/^\/[/*]/.test(line));
  return lines.slice(0, end);
}

type Range = { readonly start: number; readonly end: number };

function collectTypes(compiler: typeof ts, node: ts.Node, ranges: Range[]): void {
  const types = isForCompilerOnly(compiler, node) ? [ownLines(node)] : typesOf(compiler, node);
  ranges.push(...types);
  const isGone = ({ pos, end }: ts.Node) =>
    types.some((range) => range.start <= pos && end <= range.end);
  compiler.forEachChild(node, (child) => {
    if (!isGone(child)) collectTypes(compiler, child, ranges);
  });
}

function isForCompilerOnly(compiler: typeof ts, node: ts.Node): boolean {
  if (compiler.isTypeAliasDeclaration(node) || compiler.isInterfaceDeclaration(node)) return true;
  if (compiler.isFunctionDeclaration(node)) return node.body === undefined;
  if (compiler.isExportDeclaration(node)) return node.isTypeOnly;
  return (
    compiler.isImportDeclaration(node) &&
    node.importClause?.phaseModifier === compiler.SyntaxKind.TypeKeyword
  );
}

/** A declaration with the comment that documents it, and the end of its last line. */
function ownLines(node: ts.Node): Range {
  const file = node.getSourceFile();
  return { start: node.getStart(file, true), end: node.end + 1 };
}

/** Finds the parts of a node that belong to the types, while the node itself stays. */
function typesOf(compiler: typeof ts, node: ts.Node): readonly Range[] {
  if (compiler.isAsExpression(node) || compiler.isSatisfiesExpression(node)) {
    return [{ start: node.expression.end, end: node.end }];
  }
  if (compiler.isNamedImports(node)) return typeSpecifiers(node);
  if (compiler.isCallExpression(node) || compiler.isNewExpression(node)) {
    return bracketed(node.typeArguments);
  }
  if (compiler.isParameter(node)) {
    const { questionToken, type } = node;
    const mark = questionToken === undefined ? [] : [rangeOf(questionToken)];
    return [...mark, ...annotation(type)];
  }
  if (compiler.isVariableDeclaration(node)) return annotation(node.type);
  if (compiler.isFunctionDeclaration(node) || compiler.isArrowFunction(node)) {
    return [...bracketed(node.typeParameters), ...annotation(node.type)];
  }
  return [];
}

/** A type follows its colon at once, with the spaces before it. */
function annotation(type: ts.TypeNode | undefined): readonly Range[] {
  return type === undefined ? [] : [{ start: type.pos - 1, end: type.end }];
}

function bracketed(list: ts.NodeArray<ts.Node> | undefined): readonly Range[] {
  if (list === undefined) return [];
  const text = list[0]?.getSourceFile().text ?? "";
  return [{ start: list.pos - 1, end: text.indexOf(">", list.end) + 1 }];
}

/** Each type of a list of imports, up to the next one or, at the end, from the one before. */
function typeSpecifiers({ elements }: ts.NamedImports): readonly Range[] {
  return elements.flatMap((element, index): readonly Range[] => {
    if (!element.isTypeOnly) return [];
    const next = elements[index + 1];
    if (next !== undefined) return [{ start: element.getStart(), end: next.getStart() }];
    return [{ start: elements[index - 1]?.end ?? element.getStart(), end: element.end }];
  });
}

function rangeOf({ pos, end }: ts.Node): Range {
  return { start: pos, end };
}

function withoutRanges(text: string, ranges: readonly Range[]): string {
  const sorted = [...ranges].sort((left, right) => left.start - right.start);
  const kept: string[] = [];
  let from = 0;
  for (const { start, end } of sorted) {
    kept.push(text.slice(from, Math.max(from, start)));
    from = Math.max(from, end);
  }
  return [...kept, text.slice(from)].join("");
}
