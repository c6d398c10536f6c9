/** `vN.ts`: every type of one version with `read`/`write`, and messages with `encode`/`decode`. */

import type { NamedType, Schema } from "../schema/model.js";
import { type EmitOptions, isVoid } from "../schema/representation.js";
import { type TypeGraph, typeGraph } from "../schema/type-graph.js";
import { collectionDeclarations } from "./collection-codec.js";
import { collectionFunctions } from "./collection-functions.js";
import {
  callLines,
  type Declaration,
  functionDeclaration,
  type ModuleFile,
} from "./module-file.js";
import type { ModuleScope } from "./module-scope.js";
import { readBody, writeBody } from "./type-codec.js";
import { typeDeclaration } from "./type-declaration.js";
import { globalName } from "./type-text.js";
import { unguardedName } from "./unguarded-name.js";

/** `roots` are messages that other types use; what no type uses is a message in any case. */
export function versionModule(
  schema: Schema,
  options: EmitOptions,
  roots: Iterable<string> = [],
): ModuleFile {
  const graph = typeGraph(schema);
  const messages = new Set(messageNames(schema, options, roots));
  const scope: ModuleScope = { graph, options, collections: collectionFunctions(graph) };
  const declarations = schema.types.flatMap((named) => [
    typeDeclaration(named, scope),
    ...readDeclarations(named, scope),
    ...writeDeclarations(named, scope),
    ...(messages.has(named.name)
      ? [decodeDeclaration(named, graph), encodeDeclaration(named, graph)]
      : []),
  ]);
  return {
    path: `v${schema.version}.ts`,
    header: [generatedFrom(`${schema.protocol}/v${schema.version}.bare`)],
    imports: [`import * as bare from ${JSON.stringify(options.runtime)};`],
    declarations: [
      [
        `const SCHEMA: bare.SchemaName = { protocol: ${JSON.stringify(schema.protocol)}, version: ${schema.version} };`,
      ],
      ...declarations,
      ...collectionDeclarations(scope),
    ],
  };
}

/** The types that have a `decode` and an `encode` of their own, in schema order. */
export function messageNames(
  schema: Schema,
  { codecs }: EmitOptions,
  roots: Iterable<string>,
): readonly string[] {
  const messages = new Set([...typeGraph(schema).rootNames, ...roots]);
  const names = schema.types.map(({ name }) => name);
  return codecs === "all" ? names : names.filter((name) => messages.has(name));
}

export function generatedFrom(sources: string): string {
  return `@generated from ${sources} by \`barewire generate\`. Do not edit.`;
}

function readDeclarations(named: NamedType, scope: ModuleScope): readonly Declaration[] {
  const { name } = named;
  const body = readBody(named, scope);
  const unused = isVoid(named.type, scope.graph) ? "_" : "";
  const parts = { parameters: [`${unused}reader: bare.Reader`], returns: name };
  if (!scope.graph.recursiveTypeNames.has(name)) {
    return [functionDeclaration({ ...parts, exported: true, name: `read${name}`, body })];
  }
  const inside = unguardedName(name, scope.graph);
  const guarded = [
    "bare.enterRecursion(reader);",
    `const value = read${inside}(reader);`,
    "bare.leaveRecursion(reader);",
    "return value;",
  ];
  return [
    functionDeclaration({ ...parts, exported: true, name: `read${name}`, body: guarded }),
    functionDeclaration({ ...parts, exported: false, name: `read${inside}`, body }),
  ];
}

function writeDeclarations(named: NamedType, scope: ModuleScope): readonly Declaration[] {
  const { name } = named;
  const body = writeBody(named, scope);
  const unused = isVoid(named.type, scope.graph) ? "_" : "";
  const parameters = [`${unused}writer: bare.Writer`, `${unused}value: ${name}`];
  const parts = { parameters, returns: "void" };
  if (!scope.graph.recursiveTypeNames.has(name)) {
    return [functionDeclaration({ ...parts, exported: true, name: `write${name}`, body })];
  }
  const inside = unguardedName(name, scope.graph);
  const guarded = [
    "bare.enterRecursion(writer);",
    `write${inside}(writer, value);`,
    "bare.leaveRecursion(writer);",
  ];
  return [
    functionDeclaration({ ...parts, exported: true, name: `write${name}`, body: guarded }),
    functionDeclaration({ ...parts, exported: false, name: `write${inside}`, body }),
  ];
}

function decodeDeclaration({ name }: NamedType, graph: TypeGraph): Declaration {
  const args = ["SCHEMA", JSON.stringify(name), "bytes", `read${name}`, "options"];
  return functionDeclaration({
    exported: true,
    name: `decode${name}`,
    parameters: [`bytes: ${globalName("Uint8Array", graph)}`, "options?: bare.DecodeOptions"],
    returns: name,
    body: callLines(2, "return ", "bare.decode", args),
  });
}

function encodeDeclaration({ name }: NamedType, graph: TypeGraph): Declaration {
  const args = ["SCHEMA", JSON.stringify(name), "value", `write${name}`, "options"];
  return functionDeclaration({
    exported: true,
    name: `encode${name}`,
    parameters: [`value: ${name}`, "options?: bare.EncodeOptions"],
    returns: globalName("Uint8Array", graph),
    body: callLines(2, "return ", "bare.encode", args),
  });
}
