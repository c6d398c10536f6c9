/** `versions.ts`: the versioned codec of a protocol, in terms of the newest version. */

import type { Available } from "../evolve/plan/availability.js";
import { type Chain, type ChainLink, chainOf, type Routes } from "../evolve/plan/chain.js";
import type { NamedType, Schema, Type } from "../schema/model.js";
import { memberKeys } from "../schema/part-keys.js";
import type { EmitOptions } from "../schema/representation.js";
import { type TypeGraph, typeGraph } from "../schema/type-graph.js";
import { linkModule } from "./carried-module.js";
import { GENERATED_CODE_REVISION } from "./code-revision.js";
import { depthCheck } from "./compiler-depth.js";
import { converterName, linkName, namesConstant } from "./conversion-text.js";
import {
  type Declaration,
  functionDeclaration,
  indent,
  type ModuleFile,
  namedImport,
} from "./module-file.js";
import { assignabilityProof, type Proof } from "./prove-assignable.js";
import {
  type RootCodec,
  type RootScope,
  rootDeclarations,
  rootNames,
  rootTypeDeclarations,
} from "./root-codec.js";
import { generatedFrom } from "./version-module.js";

export type VersionsInput = {
  /** The items are in ascending order. */
  readonly schemas: readonly Schema[];
  readonly routes: Routes;
  /** The types of the newest version that are messages. */
  readonly roots: readonly string[];
  readonly availability: ReadonlyMap<string, Available>;
  readonly options: EmitOptions;
};

/** The constant hides a type of the same name, unless that is declared beside it. */
const VERSIONS = "VERSIONS";

export function versionsModule(input: VersionsInput): ModuleFile {
  const { schemas } = input;
  const newest = newestOf(schemas);
  const graph = typeGraph(newest);
  const names = { version: freeName("Version", graph), path: freeName("Path", graph) };
  const roots = input.roots.map((name): RootCodec => rootCodec(name, input, graph));
  const spoken = spokenVersions(input, roots);
  const scope: RootScope = {
    newest: newest.version,
    graph,
    versionType: names.version,
    names: rootNames(input.roots, graph),
    handOn: handOnBetween(input),
  };
  return {
    path: "versions.ts",
    header: [
      generatedFrom(`${newest.protocol}/*.bare`),
      "",
      `The messages of ${newest.protocol} as v${newest.version} has them, from and to every version.`,
    ],
    imports: importLines(input, roots, spoken),
    declarations: [
      [`export type * from "./v${newest.version}.js";`],
      [`bare.checkRevision(${JSON.stringify(newest.protocol)}, ${GENERATED_CODE_REVISION});`],
      ["/** Every version that this build supports, oldest first. */", versionsLine(schemas)],
      ...(graph.namedTypes.has(VERSIONS)
        ? [[`export type ${VERSIONS} = v${newest.version}.${VERSIONS};`]]
        : []),
      [`export type ${names.version} = (typeof VERSIONS)[number];`],
      pathType(names.path, newest, input.availability),
      availabilityDeclaration([...input.availability]),
      protocolDeclaration(newest),
      ...spoken.map((version) => [
        `const LOCATOR_V${version} = /* @__PURE__ */ errorLocator(schemaV${version});`,
      ]),
      ...namesDeclarations(roots),
      ...queryDeclarations(names.path),
      ...roots.flatMap((root) => rootTypeDeclarations(root, scope)),
      ...roots.flatMap((root) => rootDeclarations(root, scope)),
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
    raise: chainOf(input.routes, "upgrade", name, version),
    lower: chainOf(input.routes, "downgrade", name, version),
  }));
  return { named, chains };
}

/** The versions that have a root of today; of the others nothing is needed. */
function spokenVersions(
  { schemas }: VersionsInput,
  roots: readonly RootCodec[],
): readonly number[] {
  const chains = roots.flatMap((root) => root.chains);
  const found = new Set(
    chains
      .filter(({ raise, lower }) => raise !== null || lower !== null)
      .map((chain) => chain.version),
  );
  return schemas.map(({ version }) => version).filter((version) => found.has(version));
}

/** The value itself; where the compiler could not prove that it has the other type, `same`. */
function handOnBetween({ schemas, options }: VersionsInput): RootScope["handOn"] {
  const versions = new Map(
    schemas.map((schema) => [
      schema.version,
      { graph: typeGraph(schema), isTooDeep: depthCheck(schema) },
    ]),
  );
  const newest = schemas.at(-1)?.version;
  // Many messages may hold the same types, which are proved once.
  const proofs = new Map<string, Proof>();
  return (value, source, target) => {
    if (source.version === target.version) return value;
    const [from, to] = [versions.get(source.version), versions.get(target.version)];
    if (from === undefined || to === undefined)
      throw new Error("a chain is between known versions");
    const [given, wanted] = [source, target].map(({ name }): Type => ({ kind: "reference", name }));
    if (given === undefined || wanted === undefined || !to.isTooDeep(wanted)) return value;
    const step = `${source.version} ${target.version}`;
    const prove =
      proofs.get(step) ?? assignabilityProof({ source: from.graph, target: to.graph, options });
    proofs.set(step, prove);
    prove(given, wanted);
    const module = target.version === newest ? "" : `v${target.version}.`;
    return `bare.same<${module}${target.name}>(${value})`;
  };
}

function versionsLine(schemas: readonly Schema[]): string {
  return `export const VERSIONS = [${schemas.map(({ version }) => version).join(", ")}] as const;`;
}

function importLines(
  { schemas, options }: VersionsInput,
  roots: readonly RootCodec[],
  spoken: readonly number[],
): readonly string[] {
  const links = roots.flatMap(({ chains }) =>
    chains.flatMap(({ raise, lower }) => [...linksOf(raise), ...linksOf(lower)]),
  );
  const rootNames = roots.map(({ named }) => named.name).filter((name) => name !== VERSIONS);
  return [
    `import * as bare from ${JSON.stringify(options.runtime)};`,
    ...namedImport("import", ["errorLocator"], `${options.runtime}/error-locator`),
    ...schemas.flatMap(({ version }) => [
      ...(spoken.includes(version)
        ? [
            `import { schema as schemaV${version} } from "./v${version}.schema.js";`,
            `import * as v${version} from "./v${version}.js";`,
          ]
        : []),
      ...converterImport(version, links),
    ]),
    ...(rootNames.length > 0
      ? namedImport("import type", rootNames, `./v${newestOf(schemas).version}.js`)
      : []),
  ];
}

function linksOf(chain: Chain | null): readonly ChainLink[] {
  return chain?.links ?? [];
}

/** The converters of the step that starts at `version`, and of those that carry parts past it. */
function converterImport(version: number, links: readonly ChainLink[]): readonly string[] {
  const own = links.filter(({ step }) => step.older === version);
  const modules = new Map<string, Set<string>>();
  for (const link of own) {
    const module = linkModule(link);
    const known = modules.get(module) ?? new Set();
    const { direction, fromVersion, plan } = link;
    const [name, alias] = [converterName(direction, plan.source, fromVersion), linkName(link)];
    modules.set(module, known.add(name === alias ? name : `${name} as ${alias}`));
  }
  return [...modules]
    .sort(([left], [right]) => left.length - right.length)
    .flatMap(([module, names]) => namedImport("import", [...names].sort(), `./${module}.js`));
}

/** All types and members of the newest version, and what only older ones have. */
function pathType(
  name: string,
  { version, types }: Schema,
  available: ReadonlyMap<string, Available>,
): Declaration {
  const module = `v${version}`;
  const current = types.map((named) => currentPath(named, module));
  const known = new Set(types.flatMap((named) => [named.name, ...memberKeys(named)]));
  const removed = [...available.keys()].filter((path) => !known.has(path));
  const members = [...current, ...removed.map((path) => JSON.stringify(path))];
  return [
    "/** The path of a type, or of a member of one: of the newest version, or of an older one. */",
    `export type ${name} =`,
    ...indent(members.map((member) => `| ${member}`)).map((line, index, all) =>
      index + 1 < all.length ? line : `${line};`,
    ),
  ];
}

function currentPath({ name, type }: NamedType, module: string): string {
  const own = JSON.stringify(name);
  switch (type.kind) {
    case "struct":
      return `bare.PathOf<${own}, keyof ${module}.${name} & string>`;
    case "enum":
      return `bare.PathOf<${own}, ${module}.${name}>`;
    case "union":
      return `bare.PathOf<${own}, ${module}.${name}["tag"]>`;
    default:
      return own;
  }
}

function availabilityDeclaration(parts: readonly (readonly [string, Available])[]): Declaration {
  const lines = parts.map(([path, { ranges, partly }]) => {
    const texts = ranges.map(({ since, until }) => `{ since: ${since}, until: ${until} }`);
    const facts = `ranges: [${texts.join(", ")}], partly: [${partly.join(", ")}]`;
    return `${JSON.stringify(path)}: { ${facts} },`;
  });
  return [
    "/** The versions of every part that some version lacks, or cannot be sent in full. */",
    ...(lines.length === 0
      ? ["const AVAILABILITY: bare.Availability = {};"]
      : ["const AVAILABILITY: bare.Availability = {", ...indent(lines), "};"]),
  ];
}

/** The names for errors of conversions, which use the terms of the newest version. */
function namesDeclarations(roots: readonly RootCodec[]): readonly Declaration[] {
  const links = new Map<string, ChainLink>();
  for (const { chains } of roots) {
    for (const link of chains.flatMap(({ raise, lower }) => [
      ...linksOf(raise),
      ...linksOf(lower),
    ])) {
      const name = namesConstant(link);
      if (name !== null) links.set(name, link);
    }
  }
  return [...links].map(([name, { names }]) => {
    const rows = [...names].map(
      ([key, newest]) => `${JSON.stringify(key)}: ${JSON.stringify(newest)},`,
    );
    return [`const ${name}: bare.PartNames = {`, ...indent(rows), "};"];
  });
}

function protocolDeclaration({ protocol, version }: Schema): Declaration {
  return [
    // The type is written out, so that a type of the schema may have the same name.
    "const PROTOCOL: bare.Protocol = {",
    `  protocol: ${JSON.stringify(protocol)},`,
    "  versions: VERSIONS,",
    "  availability: AVAILABILITY,",
    `  schema: schemaV${version},`,
    "};",
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
      doc: "Whether `version` can be sent every value of the part that `path` names, some, or none.",
      exported: true,
      name: "supportOf",
      parameters: ["version: number", `path: ${path}`],
      returns: "bare.Support",
      body: ["return bare.supportOf(PROTOCOL, version, path);"],
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
