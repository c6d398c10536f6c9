/**
 * Compiles the text of a schema to a running codec: generated, stripped of its types, and imported
 * beside one bundle of the runtime's sources, whose `WireError` is therefore that of every codec.
 */

import type * as Runtime from "@barewire/runtime";
import type { errorLocator, SchemaDescription } from "@barewire/runtime/error-locator";
import { build, transform } from "esbuild";
import { schemaModule } from "../../codegen/src/emit/schema-module.js";
import { versionModule } from "../../codegen/src/emit/version-module.js";
import type { Schema } from "../../codegen/src/schema/model.js";
import { readSchema } from "../../codegen/src/schema/read-schema.js";
import type { EmitOptions, NumberLists } from "../../codegen/src/schema/representation.js";
import { type TypeGraph, typeGraph } from "../../codegen/src/schema/type-graph.js";
import { printModules } from "../../codegen/src/typescript/print-modules.js";
import { type ImportedModule, importModule, writeModule } from "./module-folder.js";

/**
 * The functions of one named type. Values are unknown here: the schema is known at run time only.
 */
export type Codec = {
  readonly read: (reader: Runtime.Reader) => unknown;
  readonly write: (writer: Runtime.Writer, value: unknown) => void;
  readonly decode: (bytes: Uint8Array, options?: Runtime.DecodeOptions) => unknown;
  readonly encode: (value: unknown, options?: Runtime.EncodeOptions) => Uint8Array;
};

export type CompiledSchema = {
  readonly schema: Schema;
  readonly graph: TypeGraph;
  /** The export of `vN.schema.ts`. */
  readonly description: SchemaDescription;
  readonly runtime: typeof Runtime & { readonly errorLocator: typeof errorLocator };
  readonly codec: (name: string) => Codec;
};

export type CompileOptions = {
  readonly protocol?: string;
  readonly version?: number;
  readonly numberLists?: NumberLists;
};

const compiled = new Map<string, Promise<CompiledSchema>>();

/** Compiles what it has not compiled before in this process. */
export function compileSchema(text: string, options: CompileOptions = {}): Promise<CompiledSchema> {
  const key = JSON.stringify([text, options]);
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const promise = compileNew(text, options);
  compiled.set(key, promise);
  return promise;
}

async function compileNew(
  text: string,
  { protocol = "contract", version = 1, numberLists = "array" }: CompileOptions,
): Promise<CompiledSchema> {
  const read = readSchema({ file: "v1.bare", text, protocol, version });
  if (!read.ok) throw new Error(`not a schema: ${JSON.stringify(read.diagnostics)}\n${text}`);
  const { schema } = read;
  const runtimeName = await bundleRuntime();
  const options: EmitOptions = {
    runtime: `./${runtimeName}`,
    importExtension: "js",
    target: "ts",
    numberLists,
    codecs: "all",
  };
  const files = await printModules(
    [versionModule(schema, options), schemaModule(schema, options)],
    options,
  );
  const module = await importTypeScript(files.get(`v${version}.ts`));
  const { schema: description } = await importTypeScript(files.get(`v${version}.schema.ts`));
  // Each of the three holds what its name says: we have just generated or bundled it.
  return {
    schema,
    graph: typeGraph(schema),
    description: description as SchemaDescription,
    runtime: (await importModule(runtimeName)) as CompiledSchema["runtime"],
    codec: (name) => codecOf(module, name),
  };
}

async function importTypeScript(text: string | undefined): Promise<ImportedModule> {
  if (text === undefined) throw new Error("the generator did not write the module");
  const { code } = await transform(text, { loader: "ts", target: "es2022" });
  return importModule(writeModule(code));
}

function codecOf(module: ImportedModule, name: string): Codec {
  const parts = { read: module[`read${name}`], write: module[`write${name}`] };
  const whole = { decode: module[`decode${name}`], encode: module[`encode${name}`] };
  if (parts.read === undefined) throw new Error(`the module has no type ${name}`);
  // The generator gives every named type the four functions.
  return { ...parts, ...whole } as Codec;
}

let runtimeBundle: Promise<string> | undefined;

/** Returns the name of the module that holds the runtime and its error locator. */
export function bundleRuntime(): Promise<string> {
  runtimeBundle ??= bundle(
    'export * from "@barewire/runtime"; export { errorLocator } from "@barewire/runtime/error-locator";',
  );
  return runtimeBundle;
}

/** The runtime as a bundler for browsers sees it. */
export function bundleBrowserRuntime(): Promise<string> {
  return bundle('export * from "@barewire/runtime";', "browser");
}

/** Bundles `entry`, which imports packages of the workspace from their sources. */
export async function bundle(
  entry: string,
  platform: "node" | "browser" = "node",
): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: import.meta.dirname, loader: "js" },
    bundle: true,
    write: false,
    format: "esm",
    platform,
    target: "es2022",
    conditions: ["@barewire/source"],
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error("the bundler wrote nothing");
  return writeModule(file.text);
}
