/** `versions.ts`: the versioned codec of a protocol, in terms of the newest version. */

import type { AvailableRange } from "../evolve/plan/availability.js";
import type { Chain, ChainLink } from "../evolve/plan/chain.js";
import { chainOf } from "../evolve/plan/chain.js";
import type { StepPlan } from "../evolve/plan/type-plan.js";
import type { NamedType, Schema } from "../schema/model.js";
import type { EmitOptions } from "../schema/representation.js";
import { type TypeGraph, typeGraph } from "../schema/type-graph.js";
import { converterName } from "./conversion-text.js";
import {
  type Declaration,
  fit,
  functionDeclaration,
  indent,
  type ModuleFile,
} from "./module-file.js";
import { type RootCodec, rootDeclarations, rootTypeDeclarations } from "./root-codec.js";
import { generatedFrom } from "./version-module.js";

export type VersionsInput = {
  /** Ascending. */
  readonly schemas: readonly Schema[];
  readonly steps: readonly StepPlan[];
  /** The types of the newest version that are messages. */
  readonly roots: readonly string[];
  readonly availability: ReadonlyMap<string, AvailableRange>;
  readonly options: EmitOptions;
};

export function versionsModule(input: VersionsInput): ModuleFile {
  const { schemas } = input;
  const newest = newestOf(schemas);
  const graph = typeGraph(newest);
  const names = { version: freeName("Version", graph), path: freeName("Path", graph) };
  const roots = input.roots.map((name): RootCodec => rootCodec(name, input, graph));
  const ranges = [...input.availability].filter(([path]) => isQueryable(path, input.roots));
  return {
    path: "versions.ts",
    header: [
      generatedFrom(`${newest.protocol}/*.bare`),
      "",
      `The messages of ${newest.protocol} as v${newest.version} has them, from and to every version.`,
    ],
    imports: importLines(input, roots),
    declarations: [
      [`export type * from "./v${newest.version}.js";`],
      ["/** Every version that this build supports, oldest first. */", versionsLine(schemas)],
      [`export type ${names.version} = (typeof VERSIONS)[number];`],
      pathType(
        names.path,
        roots,
        ranges.map(([path]) => path),
      ),
      availabilityDeclaration(ranges),
      protocolDeclaration(newest.protocol),
      ...schemas.map(({ version }) => [
        `const LOCATOR_V${version} = /* @__PURE__ */ errorLocator(schemaV${version});`,
      ]),
      ...queryDeclarations(names.path),
      ...roots.flatMap((root) => rootTypeDeclarations(root, names.version)),
      ...roots.flatMap((root) => rootDeclarations(root, graph)),
    ],
  };
}

function newestOf(schemas: readonly Schema[]): Schema {
  const newest = schemas.at(-1);
  if (newest === undefined) throw new Error("a protocol has at least one version");
  return newest;
}

/** A type of the schema may have the name already. */
function freeName(name: string, graph: TypeGraph): string {
  return graph.namedTypes.has(name) ? freeName(`Protocol${name}`, graph) : name;
}

function rootCodec(name: string, input: VersionsInput, graph: TypeGraph): RootCodec {
  const named: NamedType | undefined = graph.namedTypes.get(name);
  if (named === undefined) throw new Error(`'${name}' is not a type of the newest version`);
  const chains = input.schemas.map(({ version }) => ({
    version,
    raise: chainOf(input.steps, "upgrade", name, version),
    lower: chainOf(input.steps, "downgrade", name, version),
  }));
  return { named, chains };
}

/** Paths of members, and of roots. Errors may name a member of any type. */
function isQueryable(path: string, roots: readonly string[]): boolean {
  return path.includes(".") || roots.includes(path);
}

function versionsLine(schemas: readonly Schema[]): string {
  return `export const VERSIONS = [${schemas.map(({ version }) => version).join(", ")}] as const;`;
}

function importLines(
  { schemas, options }: VersionsInput,
  roots: readonly RootCodec[],
): readonly string[] {
  const links = roots.flatMap(({ chains }) =>
    chains.flatMap(({ raise, lower }) => [...linksOf(raise), ...linksOf(lower)]),
  );
  const newest = newestOf(schemas);
  return [
    `import * as bare from ${JSON.stringify(options.runtime)};`,
    `import { errorLocator } from ${JSON.stringify(`${options.runtime}/error-locator`)};`,
    ...schemas.flatMap(({ version }) => [
      `import { schema as schemaV${version} } from "./v${version}.schema.js";`,
      `import * as v${version} from "./v${version}.js";`,
      ...converterImport(version, links),
    ]),
    `import type { ${roots.map(({ named }) => named.name).join(", ")} } from "./v${newest.version}.js";`,
  ].flatMap((line) => brokenImport(line));
}

function linksOf(chain: Chain | null): readonly ChainLink[] {
  return chain?.links ?? [];
}

/** The converters of the step that starts at `version`. */
function converterImport(version: number, links: readonly ChainLink[]): readonly string[] {
  const own = links.filter(({ older }) => older === version);
  const [first] = own;
  if (first === undefined) return [];
  const names = new Set(
    own.map(({ direction, fromVersion, plan }) =>
      converterName(direction, plan.source, fromVersion),
    ),
  );
  return [
    `import { ${[...names].sort().join(", ")} } from "./v${first.older}-v${first.newer}.js";`,
  ];
}

function brokenImport(line: string): readonly string[] {
  const match = /^(import (?:type )?\{) (.*) (\} from .*)$/.exec(line);
  if (match === null) return [line];
  const [, start = "", names = "", end = ""] = match;
  return fit(0, line, [start, ...indent(names.split(", ").map((name) => `${name},`)), end]);
}

function pathType(
  name: string,
  roots: readonly RootCodec[],
  paths: readonly string[],
): Declaration {
  const unions = roots.filter(({ named }) => named.type.kind === "union");
  const rootNames = roots.map(({ named }) => named.name);
  const variants = unions.map(({ named }) => `\`${named.name}.\${${named.name}["tag"]}\``);
  const isVariant = (path: string) =>
    unions.some(({ named }) => path.startsWith(`${named.name}.`)) && !isRemoved(path, unions);
  const others = paths.filter((path) => !isVariant(path) && !rootNames.includes(path));
  const members = [...rootNames, ...others].map((path) => JSON.stringify(path));
  return [
    "/** The path of a message, or of a part that some version lacks. */",
    `export type ${name} =`,
    ...indent([...variants, ...members].map((member) => `| ${member}`)).map((line, index, all) =>
      index + 1 < all.length ? line : `${line};`,
    ),
  ];
}

/** A variant that the newest version no longer has is not among its tags. */
function isRemoved(path: string, unions: readonly RootCodec[]): boolean {
  return !unions.some(
    ({ named }) =>
      named.type.kind === "union" &&
      named.type.variants.some((variant) => `${named.name}.${variant.name}` === path),
  );
}

function availabilityDeclaration(
  ranges: readonly (readonly [string, AvailableRange])[],
): Declaration {
  const lines = ranges.map(
    ([path, { since, until }]) => `${JSON.stringify(path)}: { since: ${since}, until: ${until} },`,
  );
  return [
    "/** The range of versions of every part that some version lacks. */",
    ...(lines.length === 0
      ? ["const AVAILABILITY: bare.Availability = {};"]
      : ["const AVAILABILITY: bare.Availability = {", ...indent(lines), "};"]),
  ];
}

function protocolDeclaration(protocol: string): Declaration {
  return [
    "const PROTOCOL = {",
    `  protocol: ${JSON.stringify(protocol)},`,
    "  versions: VERSIONS,",
    "  availability: AVAILABILITY,",
    "} as const;",
  ];
}

function queryDeclarations(path: string): readonly Declaration[] {
  return [
    functionDeclaration({
      doc: "Whether `version` has the part that `path` names.",
      exported: true,
      name: "supports",
      parameters: ["version: number", `path: ${path}`],
      returns: "boolean",
      body: ["return bare.supports(PROTOCOL, version, path);"],
    }),
    functionDeclaration({
      doc: "The first version that has the part that `path` names.",
      exported: true,
      name: "minVersion",
      parameters: [`path: ${path}`],
      returns: "number",
      body: ["return bare.minVersion(PROTOCOL, path);"],
    }),
  ];
}
