/**
 * Compiles the texts of a whole protocol, schemas and decisions, to its running converters:
 * generated, type-checked as strictly as the repository itself, bundled and imported. All protocols
 * share one bundle of the runtime, whose `WireError` is therefore that of every converter.
 */

import type * as Runtime from "@barewire/runtime";
import { build, type Plugin } from "esbuild";
import { type Generated, generateProtocol } from "../../codegen/src/generate.js";
import type { Schema } from "../../codegen/src/schema/model.js";
import type { ProtocolSource } from "../../codegen/src/schema/protocol-source.js";
import { readSchema } from "../../codegen/src/schema/read-schema.js";
import type { NumberLists } from "../../codegen/src/schema/representation.js";
import { bundle } from "../contract/compile-schema.js";
import { type ImportedModule, importModule, writeModule } from "../contract/module-folder.js";
import { typeErrors } from "./type-check.js";

export type ProtocolTexts = {
  readonly protocol: string;
  /** Those of v1, v2 and so on. */
  readonly schemas: readonly string[];
  /** The texts of the decisions files by `vN-vM`; a step without a file is missing. */
  readonly decisions: ReadonlyMap<string, string>;
  readonly numberLists?: NumberLists;
  readonly roots?: readonly string[];
};

export type CompiledProtocol = {
  /** The files that the generator has written, by path below the folder of the protocol. */
  readonly files: ReadonlyMap<string, string>;
  readonly schemas: readonly Schema[];
  /** Returns the exports of `v2.ts`, `v1-v2.ts` or `versions.ts`. */
  readonly module: (name: string) => ImportedModule;
  readonly runtime: typeof Runtime;
};

export function protocolSource(texts: ProtocolTexts): ProtocolSource {
  return {
    protocol: texts.protocol,
    schemas: texts.schemas.map((text, index) => {
      const version = index + 1;
      return { file: `v${version}.bare`, text, version };
    }),
    decisions: [...texts.decisions].map(([name, text]) => {
      const [fromVersion = 0, toVersion = 0] = name.split("-").map((part) => Number(part.slice(1)));
      return { file: `${name}.ts`, text, fromVersion, toVersion };
    }),
    decisionsPath: "../decisions",
    selection: "",
    decisionsFolder: "decisions",
    roots: texts.roots ?? null,
    lock: null,
    options: {
      runtime: "@barewire/runtime",
      importExtension: "js",
      target: "ts",
      numberLists: texts.numberLists ?? "array",
      codecs: "roots",
    },
  };
}

export function generate(texts: ProtocolTexts): Promise<Generated> {
  return generateProtocol(protocolSource(texts));
}

/** Compiles one protocol; see `compileProtocols`. */
export async function compileProtocol(texts: ProtocolTexts): Promise<CompiledProtocol> {
  const [compiled] = await compileProtocols([texts]);
  if (compiled === undefined) throw new Error("nothing was compiled");
  return compiled;
}

/** Calls the function that a module of the protocol exports by this name. */
export function callExport(
  { module }: Pick<CompiledProtocol, "module">,
  path: string,
  name: string,
  ...args: readonly unknown[]
): unknown {
  const called = module(path)[name];
  if (typeof called !== "function") throw new Error(`${path} has no ${name}`);
  return called(...args);
}

/** Fails where the generator has something to say, or the compiler has. */
export async function compileProtocols(
  all: readonly ProtocolTexts[],
): Promise<readonly CompiledProtocol[]> {
  const generated = await Promise.all(all.map(generateOrThrow));
  const modules = all.map((texts, index) => modulesOf(texts, generated[index] ?? new Map()));
  const errors = typeErrors(new Map(modules.flatMap((texts) => [...texts])));
  if (errors.length > 0) throw new Error(errors.join("\n"));
  const running = await runModules(modules);
  return running.map((module, index) => ({
    ...module,
    files: generated[index] ?? new Map(),
    schemas: (all[index]?.schemas ?? []).map(schemaOf),
  }));
}

async function generateOrThrow(texts: ProtocolTexts): Promise<ReadonlyMap<string, string>> {
  const generated = await generate(texts);
  if (generated.ok) return generated.files;
  const problems = generated.diagnostics.map(
    ({ message, suggestion }) => `${message} (${suggestion})`,
  );
  throw new Error([texts.protocol, ...problems].join("\n"));
}

function schemaOf(text: string, index: number): Schema {
  const version = index + 1;
  const read = readSchema({ file: `v${version}.bare`, text, protocol: "", version });
  if (!read.ok) throw new Error("the generator accepts what the reader does not");
  return read.schema;
}

/** Generated and hand-written modules side by side, by path. */
function modulesOf(
  { protocol, decisions }: ProtocolTexts,
  files: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  return new Map([
    ...[...files].map(([path, text]) => [`${protocol}/gen/${path}`, text] as const),
    ...[...decisions].map(([name, text]) => [`${protocol}/decisions/${name}.ts`, text] as const),
  ]);
}

export type RunningProtocol = Pick<CompiledProtocol, "module" | "runtime">;

/** Bundles and imports many protocols at once, each given by its modules. */
export async function runModules(
  protocols: readonly ReadonlyMap<string, string>[],
): Promise<readonly RunningProtocol[]> {
  const texts = new Map(protocols.flatMap((modules) => [...modules]));
  const names = protocols.map((modules) => [...modules.keys()].filter(isGenerated));
  const entries = names.map((paths) => exportsOf(paths));
  const runtimeName = await runtimeBundle();
  const { outputFiles } = await build({
    stdin: { contents: entryText(entries), resolveDir: import.meta.dirname, loader: "js" },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "es2022",
    plugins: [memoryPlugin(texts, entries, runtimeName)],
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error("the bundler wrote nothing");
  const bundled = await importModule(writeModule(file.text));
  // The bundle exports the whole runtime.
  const runtime = (await importModule(runtimeName)) as unknown as typeof Runtime;
  return protocols.map((_modules, index) => ({
    runtime,
    module: (name) => namespaceOf(bundled[`p${index}`], name),
  }));
}

function isGenerated(path: string): boolean {
  return path.includes("/gen/") && !path.endsWith(".schema.ts");
}

function namespaceOf(protocol: unknown, name: string): ImportedModule {
  // The bundle's entry exports one namespace a protocol, which has one a module.
  const found = (protocol as { readonly [name: string]: ImportedModule })[moduleName(name)];
  if (found === undefined) throw new Error(`the protocol has no module ${name}`);
  return found;
}

function moduleName(path: string): string {
  return path.replace(/^.*\//, "").replace(/\.ts$/, "").replaceAll("-", "_");
}

function exportsOf(paths: readonly string[]): string {
  return paths.map((path) => `export * as ${moduleName(path)} from "memory:${path}";`).join("\n");
}

function entryText(entries: readonly string[]): string {
  return entries.map((_, index) => `export * as p${index} from "entry:${index}";`).join("\n");
}

function memoryPlugin(
  texts: ReadonlyMap<string, string>,
  entries: readonly string[],
  runtimeName: string,
): Plugin {
  return {
    name: "memory",
    setup(plugin) {
      plugin.onResolve({ filter: /^@barewire\/runtime/ }, () => ({
        path: `./${runtimeName}`,
        external: true,
      }));
      plugin.onResolve({ filter: /^entry:/ }, ({ path }) => ({ path, namespace: "entry" }));
      plugin.onResolve({ filter: /^memory:/ }, ({ path }) => ({
        path: path.slice("memory:".length),
        namespace: "memory",
      }));
      plugin.onResolve({ filter: /^\./, namespace: "memory" }, ({ path, importer }) => ({
        path: new URL(path, `file:///${importer}`).pathname.slice(1).replace(/\.js$/, ".ts"),
        namespace: "memory",
      }));
      plugin.onLoad({ filter: /.*/, namespace: "entry" }, ({ path }) => ({
        contents: entries[Number(path.slice("entry:".length))] ?? "",
      }));
      plugin.onLoad({ filter: /.*/, namespace: "memory" }, ({ path }) => {
        const contents = texts.get(path);
        return contents === undefined ? null : { contents, loader: "ts" };
      });
    },
  };
}

let runtimeName: Promise<string> | undefined;

function runtimeBundle(): Promise<string> {
  runtimeName ??= bundle(
    ["", "/error-locator", "/decisions", "/negotiation"]
      .map((part) => `export * from "@barewire/runtime${part}";`)
      .join(""),
  );
  return runtimeName;
}
