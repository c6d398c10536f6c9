/** The functions and types of one root in `versions.ts`. */

import { type Chain, mayOmit, rejectedVariants } from "../evolve/plan/chain.js";
import type { Direction } from "../evolve/plan/decision-entry.js";
import type { NamedType } from "../schema/model.js";
import type { TypeGraph } from "../schema/type-graph.js";
import { linkName, namesConstant } from "./conversion-text.js";
import {
  callLines,
  type Declaration,
  fit,
  functionDeclaration,
  indent,
  overloadDeclaration,
} from "./module-file.js";
import { globalName } from "./type-text.js";

export type RootCodec = {
  readonly named: NamedType;
  /** One for each version, ascending; null if that version does not have the root. */
  readonly chains: readonly RootChain[];
};

export type RootChain = {
  readonly version: number;
  readonly raise: Chain | null;
  readonly lower: Chain | null;
};

/** The scope that all roots of a protocol share. */
export type RootScope = {
  /** The newest version. */
  readonly newest: number;
  /** The type graph of the newest version. */
  readonly graph: TypeGraph;
  readonly versionType: string;
  readonly names: RootNames;
  /** `value`, which has the type `source`, as the type `target` that is the same in fact. */
  readonly handOn: (value: string, source: VersionedName, target: VersionedName) => string;
};

export type VersionedName = { readonly version: number; readonly name: string };

/** The names of the codec of a root in generated code; no two declarations have one name. */
export type RootNames = {
  readonly decodeEmbedded: (root: string) => string;
  readonly encodeEmbedded: (root: string) => string;
  readonly at: (root: string) => string;
  readonly for: (root: string) => string;
};

/** Names that are joined of others may be names already; an underscore is in no other. */
export function rootNames(roots: readonly string[], { namedTypes }: TypeGraph): RootNames {
  const embedded = (action: string) => (root: string) =>
    roots.includes(`Embedded${root}`) ? `${action}Embedded_${root}` : `${action}Embedded${root}`;
  const behind = (suffix: string) => (root: string) =>
    namedTypes.has(root + suffix) ? `${root}_${suffix}` : root + suffix;
  return {
    decodeEmbedded: embedded("decode"),
    encodeEmbedded: embedded("encode"),
    at: behind("At"),
    for: behind("For"),
  };
}

/** `XAt<V>`: what a peer of one version can be sent, where that is not the same for all. */
export function rootTypeDeclarations(
  root: RootCodec,
  { versionType, names, graph }: RootScope,
): readonly Declaration[] {
  const { name, type } = root.named;
  if (type.kind !== "union" || !isRestricted(root)) return [];
  const variants = type.variants.map((variant) => variant.name);
  const exclude = globalName("Exclude", graph);
  const lines = root.chains.map(({ version, lower }) => {
    const rejected = lower === null ? variants : rejectedVariants(lower, variants);
    if (rejected.length === variants.length) return [`${version}: never;`];
    if (rejected.length === 0) return [`${version}: ${name};`];
    const tags = rejected.map((variant) => JSON.stringify(variant));
    return fit(2, `${version}: ${exclude}<${name}, { readonly tag: ${tags.join(" | ")} }>;`, [
      `${version}: ${exclude}<`,
      `  ${name},`,
      "  {",
      "    readonly tag:",
      ...tags.map((tag, index) => `      | ${tag}${index + 1 < tags.length ? "" : ";"}`),
      "  }",
      ">;",
    ]);
  });
  const at = names.at(name);
  return [
    [
      `/** The messages that a peer of version \`V\` can be sent. */`,
      `export type ${at}<V extends ${versionType}> = {`,
      ...indent(lines.flat()),
      "}[V];",
    ],
    [`type ${names.for(name)}<V extends number> = V extends ${versionType} ? ${at}<V> : ${name};`],
  ];
}

/** Tells whether some version surely cannot be sent some message. */
function isRestricted({ named: { type }, chains }: RootCodec): boolean {
  if (type.kind !== "union") return false;
  const variants = type.variants.map((variant) => variant.name);
  return chains.some(({ lower }) => lower === null || rejectedVariants(lower, variants).length > 0);
}

export function rootDeclarations(root: RootCodec, scope: RootScope): readonly Declaration[] {
  return [
    decodeDeclaration(root, scope),
    ...encodeDeclarations(root, scope),
    ...embeddedDeclarations(root, scope),
    ...kindDeclarations(root),
    ...root.chains.flatMap((chain) => chainDeclarations(root.named.name, chain, scope)),
  ];
}

function decodeDeclaration({ named: { name }, chains }: RootCodec, scope: RootScope): Declaration {
  const { newest, graph, handOn } = scope;
  const cases = chains.flatMap(({ version, raise }) => {
    if (raise === null) return missingRootCase(name, version, "upgrade");
    const decode = `v${version}.decode${raise.oldName}(bytes, ${optionsText(version)})`;
    const isRaised = raise.links.length > 0;
    const text = isRaised
      ? `${raiseName(name, version)}(${decode})`
      : handOn(decode, { version, name: raise.oldName }, { version: newest, name });
    return [`case ${version}:`, ...indent(fit(6, `return ${text};`, brokenReturn(text)))];
  });
  return functionDeclaration({
    doc: `Decodes a message of any supported version as the newest one.`,
    exported: true,
    name: `decode${name}`,
    parameters: [
      `bytes: ${globalName("Uint8Array", graph)}`,
      "version: number",
      "options?: bare.DecodeOptions",
    ],
    returns: name,
    body: versionSwitch(cases),
  });
}

/** `return f(g(bytes, options));` with the inner call on a line of its own. */
function brokenReturn(text: string): readonly string[] {
  const split = text.indexOf("(") + 1;
  return [`return ${text.slice(0, split)}`, `  ${text.slice(split, -1)},`, ");"];
}

function versionSwitch(cases: readonly string[]): readonly string[] {
  return [
    "switch (version) {",
    ...indent([...cases, "default:", "  throw bare.unsupportedVersion(PROTOCOL, version);"]),
    "}",
  ];
}

function optionsText(version: number): string {
  return `bare.withErrorLocator(options, LOCATOR_V${version})`;
}

function missingRootCase(name: string, version: number, direction: Direction): readonly string[] {
  const root = JSON.stringify(name);
  const rejection = callLines(6, "throw ", "bare.missingRoot", [
    "PROTOCOL",
    root,
    String(version),
    JSON.stringify(direction),
  ]);
  return [`case ${version}:`, ...indent(rejection)];
}

function raiseName(name: string, version: number): string {
  return `raise${name}FromV${version}`;
}

function lowerName(name: string, version: number): string {
  return `lower${name}ToV${version}`;
}

function encodeDeclarations(root: RootCodec, scope: RootScope): readonly Declaration[] {
  const { graph, names, newest, handOn } = scope;
  const { name } = root.named;
  const bytes = globalName("Uint8Array", graph);
  const cases = root.chains.flatMap(({ version, lower }) => {
    if (lower === null) return missingRootCase(name, version, "downgrade");
    const lowered =
      lower.links.length > 0
        ? `${lowerName(name, version)}(value, options)`
        : handOn("value", { version: newest, name }, { version, name: lower.oldName });
    const callee = `v${version}.encode${lower.oldName}`;
    return [
      `case ${version}:`,
      ...indent(callLines(6, "return ", callee, [lowered, optionsText(version)])),
    ];
  });
  const parts = {
    doc: "Encodes for a peer of any supported version; throws when that version cannot carry `value`.",
    exported: true,
    name: `encode${name}`,
    returns: bytes,
  };
  const isOverloaded = isRestricted(root);
  const implementation = functionDeclaration({
    ...parts,
    doc: isOverloaded ? null : parts.doc,
    parameters: [`value: ${name}`, "version: number", "options?: bare.EncodeOptions"],
    body: versionSwitch(cases),
  });
  if (!isOverloaded) return [implementation];
  // The overload is what callers see: a message that the version cannot carry does not compile.
  const overload = overloadDeclaration({
    ...parts,
    name: `encode${name}<V extends number>`,
    parameters: [`value: ${names.for(name)}<V>`, "version: V", "options?: bare.EncodeOptions"],
  });
  return [[...overload, ...implementation]];
}

function embeddedDeclarations(
  { named: { name } }: RootCodec,
  { graph, names, newest }: RootScope,
): readonly Declaration[] {
  const bytes = globalName("Uint8Array", graph);
  return [
    functionDeclaration({
      doc: "Decodes a message that is preceded by its version (two bytes, little-endian).",
      exported: true,
      name: names.decodeEmbedded(name),
      parameters: [`bytes: ${bytes}`, "options?: bare.DecodeOptions"],
      returns: name,
      body: [
        `const version = bare.embeddedVersion(PROTOCOL, ${JSON.stringify(name)}, bytes);`,
        `return decode${name}(bytes.subarray(2), version, options);`,
      ],
    }),
    functionDeclaration({
      doc: "Encodes a message preceded by its version (two bytes, little-endian), for storage.",
      exported: true,
      name: names.encodeEmbedded(name),
      parameters: [`value: ${name}`, `version: number = ${newest}`, "options?: bare.EncodeOptions"],
      returns: bytes,
      body: [`return bare.embed(version, encode${name}(value, version, options));`],
    }),
  ];
}

function kindDeclarations({ named: { name, type } }: RootCodec): readonly Declaration[] {
  if (type.kind !== "union") return [];
  return [
    functionDeclaration({
      doc: "The kind of the message, which is safe to log.",
      exported: true,
      name: `kindOf${name}`,
      parameters: [`message: ${name}`],
      returns: `\`${name}.\${${name}["tag"]}\``,
      body: [`return \`${name}.\${message.tag}\`;`],
    }),
  ];
}

function chainDeclarations(
  name: string,
  { version, raise, lower }: RootChain,
  scope: RootScope,
): readonly Declaration[] {
  return [
    ...(raise === null || raise.links.length === 0
      ? []
      : [raiseDeclaration(name, version, raise, scope)]),
    ...(lower === null || lower.links.length === 0
      ? []
      : [lowerDeclaration(name, version, lower, scope)]),
  ];
}

function raiseDeclaration(
  name: string,
  version: number,
  chain: Chain,
  scope: RootScope,
): Declaration {
  const [source, target] = [
    { version, name: chain.oldName },
    { version: scope.newest, name },
  ];
  return functionDeclaration({
    exported: false,
    name: raiseName(name, version),
    parameters: [`value: v${version}.${chain.oldName}`],
    returns: name,
    body: conversionLines(name, version, convertedText(chain, source, target, scope), chain),
  });
}

/** The newest version must be able to encode the value: conversions check what they change only. */
function lowerDeclaration(
  name: string,
  version: number,
  chain: Chain,
  scope: RootScope,
): Declaration {
  const { newest } = scope;
  const [source, target] = [
    { version: newest, name },
    { version, name: chain.oldName },
  ];
  const check = callLines(2, "", "bare.requireEncodable", [
    `{ protocol: PROTOCOL.protocol, version: ${version} }`,
    JSON.stringify(name),
    "value",
    `v${newest}.write${name}`,
    optionsText(newest),
  ]);
  return functionDeclaration({
    exported: false,
    name: lowerName(name, version),
    parameters: [`value: ${name}`, "options: bare.EncodeOptions | undefined"],
    returns: `v${version}.${chain.oldName}`,
    body: [
      ...check,
      ...conversionLines(name, version, convertedText(chain, source, target, scope), chain),
    ],
  });
}

/** A call of every converter; between two of them a value may skip versions that change nothing. */
function convertedText(
  { links }: Chain,
  source: VersionedName,
  target: VersionedName,
  { handOn }: RootScope,
): string {
  let text = "value";
  let at = source;
  for (const link of links) {
    const { direction, fromVersion, step, plan } = link;
    const given = { version: fromVersion, name: plan.source };
    if (given.version !== at.version) text = handOn(text, at, given);
    text = `${linkName(link)}(${text})`;
    at = { version: direction === "upgrade" ? step.newer : step.older, name: plan.target };
  }
  return at.version === target.version ? text : handOn(text, at, target);
}

function conversionLines(
  name: string,
  version: number,
  converted: string,
  chain: Chain,
): readonly string[] {
  const steps = chain.links.map((link) => {
    const { fromVersion, plan } = link;
    const names = namesConstant(link);
    const facts = [
      `convert: ${linkName(link)}`,
      `schema: schemaV${fromVersion}`,
      `type: ${JSON.stringify(plan.source)}`,
      ...(names === null ? [] : [`names: ${names}`]),
    ];
    return `{ ${facts.join(", ")} }`;
  });
  const facts = [
    ...fit(4, `const steps = [${steps.join(", ")}];`, [
      "const steps = [",
      ...indent(steps.map((step) => `${step},`)),
      "];",
    ]),
    `const conversion = { root: "${name}", version: ${version}, value, steps };`,
  ];
  const failed = "throw bare.conversionError(PROTOCOL, conversion, error);";
  if (chain.links.some((link) => link.direction === "downgrade" && mayOmit(link))) {
    const lowered = `bare.withOmissions(PROTOCOL, options?.onOmitted, conversion, () => ${converted})`;
    return [...facts, "try {", `  return ${lowered};`, "} catch (error) {", `  ${failed}`, "}"];
  }
  return [
    "try {",
    ...indent(fit(4, `return ${converted};`, brokenReturn(converted))),
    "} catch (error) {",
    ...indent(facts),
    `  ${failed}`,
    "}",
  ];
}
