/** The functions and types of one root in `versions.ts`. */

import { type Chain, rejectedVariants } from "../evolve/plan/chain.js";
import type { Direction } from "../evolve/plan/decision-entry.js";
import type { NamedType } from "../schema/model.js";
import type { TypeGraph } from "../schema/type-graph.js";
import { converterName } from "./conversion-text.js";
import { callLines, type Declaration, fit, functionDeclaration, indent } from "./module-file.js";
import { globalName } from "./type-text.js";

export type RootCodec = {
  readonly named: NamedType;
  /** One for each version, ascending; null where that version does not have the root. */
  readonly chains: readonly RootChain[];
};

export type RootChain = {
  readonly version: number;
  readonly raise: Chain | null;
  readonly lower: Chain | null;
};

/** `XAt<V>`: what a peer of one version can be sent. */
export function rootTypeDeclarations(
  { named, chains }: RootCodec,
  versionType: string,
): readonly Declaration[] {
  const { name, type } = named;
  if (type.kind !== "union") return [];
  const variants = type.variants.map((variant) => variant.name);
  const lines = chains.map(({ version, lower }) => {
    const rejected = lower === null ? variants : rejectedVariants(lower, variants);
    if (rejected.length === variants.length) return [`${version}: never;`];
    if (rejected.length === 0) return [`${version}: ${name};`];
    const tags = rejected.map((variant) => JSON.stringify(variant));
    return fit(2, `${version}: Exclude<${name}, { readonly tag: ${tags.join(" | ")} }>;`, [
      `${version}: Exclude<`,
      `  ${name},`,
      "  {",
      "    readonly tag:",
      ...tags.map((tag, index) => `      | ${tag}${index + 1 < tags.length ? "" : ";"}`),
      "  }",
      ">;",
    ]);
  });
  return [
    [
      `/** The messages that a peer of version \`V\` can be sent. */`,
      `export type ${name}At<V extends ${versionType}> = {`,
      ...indent(lines.flat()),
      "}[V];",
    ],
    [`type ${name}For<V extends number> = V extends ${versionType} ? ${name}At<V> : ${name};`],
  ];
}

export function rootDeclarations(root: RootCodec, graph: TypeGraph): readonly Declaration[] {
  return [
    decodeDeclaration(root, graph),
    ...encodeDeclarations(root, graph),
    ...embeddedDeclarations(root, graph),
    ...kindDeclarations(root),
    ...root.chains.flatMap((chain) => chainDeclarations(root.named.name, chain)),
  ];
}

function decodeDeclaration({ named: { name }, chains }: RootCodec, graph: TypeGraph): Declaration {
  const cases = chains.flatMap(({ version, raise }) => {
    if (raise === null) return missingRootCase(name, version, "upgrade");
    const decode = `v${version}.decode${raise.oldName}(bytes, ${optionsText(version)})`;
    const isRaised = raise.links.length > 0;
    const text = isRaised ? `${raiseName(name, version)}(${decode})` : decode;
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

function encodeDeclarations(
  { named, chains }: RootCodec,
  graph: TypeGraph,
): readonly Declaration[] {
  const { name, type } = named;
  const bytes = globalName("Uint8Array", graph);
  const cases = chains.flatMap(({ version, lower }) => {
    if (lower === null) return missingRootCase(name, version, "downgrade");
    const lowered = lower.links.length > 0 ? `${lowerName(name, version)}(value)` : "value";
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
  const implementation = functionDeclaration({
    ...parts,
    doc: type.kind === "union" ? null : parts.doc,
    parameters: [`value: ${name}`, "version: number", "options?: bare.EncodeOptions"],
    body: versionSwitch(cases),
  });
  if (type.kind !== "union") return [implementation];
  // The overload is what callers see: a message that the version cannot carry does not compile.
  const overload = functionDeclaration({
    ...parts,
    name: `encode${name}<V extends number>`,
    parameters: [`value: ${name}For<V>`, "version: V", "options?: bare.EncodeOptions"],
    body: [],
  });
  return [
    [...overload.slice(0, -2), (overload.at(-2) ?? "").replace(/ \{$/, ";"), ...implementation],
  ];
}

function embeddedDeclarations(
  { named: { name }, chains }: RootCodec,
  graph: TypeGraph,
): readonly Declaration[] {
  const bytes = globalName("Uint8Array", graph);
  const newest = chains.at(-1)?.version ?? 0;
  return [
    functionDeclaration({
      doc: "Decodes a message that is preceded by its version (two bytes, little-endian).",
      exported: true,
      name: `decodeEmbedded${name}`,
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
      name: `encodeEmbedded${name}`,
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
): readonly Declaration[] {
  return [
    ...(raise === null || raise.links.length === 0
      ? []
      : [conversionDeclaration(name, version, raise, "raise")]),
    ...(lower === null || lower.links.length === 0
      ? []
      : [conversionDeclaration(name, version, lower, "lower")]),
  ];
}

function conversionDeclaration(
  name: string,
  version: number,
  chain: Chain,
  kind: "raise" | "lower",
): Declaration {
  const names = chain.links.map(({ direction, fromVersion, plan }) =>
    converterName(direction, plan.source, fromVersion),
  );
  const converted = names.reduce((value, converter) => `${converter}(${value})`, "value");
  const oldType = `v${version}.${chain.oldName}`;
  const steps = `[${names.join(", ")}]`;
  const facts = fit(
    4,
    `const conversion = { root: "${name}", version: ${version}, value, steps: ${steps} };`,
    [
      `const steps = ${steps};`,
      `const conversion = { root: "${name}", version: ${version}, value, steps };`,
    ],
  );
  return functionDeclaration({
    exported: false,
    name: kind === "raise" ? raiseName(name, version) : lowerName(name, version),
    parameters: [`value: ${kind === "raise" ? oldType : name}`],
    returns: kind === "raise" ? name : oldType,
    body: [
      "try {",
      ...indent(fit(4, `return ${converted};`, brokenReturn(converted))),
      "} catch (error) {",
      ...indent(facts),
      "  throw bare.conversionError(PROTOCOL, conversion, error);",
      "}",
    ],
  });
}
