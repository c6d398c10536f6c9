/**
 * The declarations of one generated module, and how its lines are laid out.
 *
 * A declaration is its finished lines, without the module's own indentation. Everything that makes
 * one is a pure function of the model.
 */

export type ModuleFile = {
  /** Relative to the folder of the protocol, such as `v2.ts`. */
  readonly path: string;
  /** Comment lines at the top, without `//`. */
  readonly header: readonly string[];
  readonly imports: readonly string[];
  readonly declarations: readonly Declaration[];
};

export type Declaration = readonly string[];

const LINE_WIDTH = 100;

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
  const lines = doc.replaceAll("*/", "*\\/").split("\n");
  const broken = ["/**", ...lines.map((line) => ` * ${line}`.trimEnd()), " */"];
  return lines.length === 1 ? fit(indentation, `/** ${lines[0]} */`, broken) : broken;
}

export type FunctionParts = {
  readonly doc?: string | null;
  readonly exported: boolean;
  readonly name: string;
  readonly parameters: readonly string[];
  readonly returns: string;
  readonly body: readonly string[];
};

export function functionDeclaration(parts: FunctionParts): Declaration {
  const start = `${parts.exported ? "export " : ""}function ${parts.name}(`;
  const end = `): ${parts.returns} {`;
  return [
    ...docLines(0, parts.doc ?? null),
    ...fit(0, `${start}${parts.parameters.join(", ")}${end}`, [
      start,
      ...indent(parts.parameters.map((parameter) => `${parameter},`)),
      end,
    ]),
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
