/**
 * The declarations of one generated module, and how its lines are laid out.
 *
 * A declaration is its finished lines, without the module's own indentation. Everything that makes
 * one is a pure function of the model.
 */

import { fillLines, LINE_WIDTH, wrapLine } from "./wrap-line.js";

export type ModuleFile = {
  /** Relative to the folder of the protocol, such as `v2.ts`. */
  readonly path: string;
  /** Comment lines at the top, without `//`. */
  readonly header: readonly string[];
  readonly imports: readonly string[];
  readonly declarations: readonly Declaration[];
};

export type Declaration = readonly string[];

/**
 * Linters and formatters pass over generated code: ESLint and oxlint by the first line, Biome and
 * Deno by the others.
 */
const PASSED_OVER: readonly string[] = [
  "/* eslint-disable */",
  "// biome-ignore-all lint: generated",
  "// biome-ignore-all format: generated",
  "// biome-ignore-all assist: generated",
  "// deno-lint-ignore-file",
  "// deno-fmt-ignore-file",
];

/** The lines of a module, none wider than the limit unless it is a single name or string. */
export function moduleLines({ header, imports, declarations }: ModuleFile): readonly string[] {
  const [title, ...about] = header.map((line) => `// ${line}`.trimEnd());
  const lines = [
    ...(title === undefined ? [] : [title]),
    ...PASSED_OVER,
    ...about,
    ...(imports.length > 0 ? ["", ...imports] : []),
    ...declarations.flatMap((declaration) => ["", ...declaration]),
  ];
  return lines.flatMap(wrapLine);
}

/** `import { a, b } from "module";`, with a name a line where it is too wide. */
export function namedImport(
  kind: "import" | "import type" | "export" | "export type",
  names: readonly string[],
  module: string,
): readonly string[] {
  const end = `} from ${JSON.stringify(module)};`;
  const oneLine = `${kind} { ${names.join(", ")} ${end}`;
  return fit(0, oneLine, [`${kind} {`, ...indent(names.map((name) => `${name},`)), end]);
}

/** `oneLine` where it fits at this indentation (in spaces), `broken` otherwise. */
export function fit(
  indentation: number,
  oneLine: string,
  broken: readonly string[],
): readonly string[] {
  return indentation + oneLine.length <= LINE_WIDTH ? [oneLine] : broken;
}

export function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === "" ? "" : `  ${line}`));
}

/** The comment of a declaration or member; no lines where there is none. */
export function docLines(indentation: number, doc: string | null): readonly string[] {
  if (doc === null) return [];
  const width = LINE_WIDTH - indentation - " * ".length;
  const lines = filledText(doc.replaceAll("*/", "*\\/"), width);
  const broken = ["/**", ...lines.map((line) => ` * ${line}`.trimEnd()), " */"];
  return lines.length === 1 ? fit(indentation, `/** ${lines[0]} */`, broken) : broken;
}

/** A text that is too wide continues in the line below, if that continues the same sentence. */
function filledText(text: string, width: number): readonly string[] {
  const filled: string[] = [];
  let rest: string | null = null;
  for (const line of text.split("\n")) {
    const isContinued = rest !== null && /^[\p{L}\p{N}]/u.test(line);
    if (rest !== null && !isContinued) filled.push(rest);
    const lines = fillLines(isContinued ? `${rest} ${line}` : line, width);
    rest = lines.length > 1 ? (lines.at(-1) ?? null) : null;
    filled.push(...(rest === null ? lines : lines.slice(0, -1)));
  }
  return rest === null ? filled : [...filled, rest];
}

export type FunctionParts = {
  readonly doc?: string | null;
  readonly exported: boolean;
  readonly name: string;
  readonly parameters: readonly string[];
  readonly returns: string;
  readonly body: readonly string[];
};

/** The first lines of a function, with the bracket or the semicolon that ends them. */
function signatureLines(
  { exported, name, parameters, returns }: Omit<FunctionParts, "body">,
  end: " {" | ";",
): readonly string[] {
  const start = `${exported ? "export " : ""}function ${name}(`;
  const last = `): ${returns}${end}`;
  return fit(0, `${start}${parameters.join(", ")}${last}`, [
    start,
    ...indent(parameters.map((parameter) => `${parameter},`)),
    last,
  ]);
}

/** A signature without a body, before the function that implements it. */
export function overloadDeclaration(parts: Omit<FunctionParts, "body">): Declaration {
  return [...docLines(0, parts.doc ?? null), ...signatureLines(parts, ";")];
}

export function functionDeclaration(parts: FunctionParts): Declaration {
  return [
    ...docLines(0, parts.doc ?? null),
    ...signatureLines(parts, " {"),
    ...indent(parts.body),
    "}",
  ];
}

/** `prefix` + call, with one argument a line where it is too wide. */
export function callLines(
  indentation: number,
  prefix: string,
  callee: string,
  args: readonly string[],
): readonly string[] {
  return fit(indentation, `${prefix}${callee}(${args.join(", ")});`, [
    `${prefix}${callee}(`,
    ...indent(args.map((arg) => `${arg},`)),
    ");",
  ]);
}
