/**
 * Every folder of the corpus of schemas compiles to exactly the files in its `expected` folder, and
 * these pass the compiler under the repository's own strict options.
 *
 * After a change of the emitter, `BAREWIRE_UPDATE=1 vitest run valid-corpus` writes the files anew;
 * the difference is then reviewed like any other code. That they also behave is checked by
 * `test/contract/valid-corpus.test.ts`.
 */

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";
import { readSchema } from "../schema/read-schema.js";
import type { EmitOptions } from "../schema/representation.js";
import { printModules } from "../typescript/print-modules.js";
import { schemaModule } from "./schema-module.js";
import { versionModule } from "./version-module.js";

const CORPUS = new URL("../../corpus/valid/", import.meta.url);
const CASES = readdirSync(CORPUS);
const { BAREWIRE_UPDATE } = process.env;

/** The text of each generated file by its name. */
async function check(name: string): Promise<ReadonlyMap<string, string>> {
  const text = readFileSync(new URL(`${name}/v1.bare`, CORPUS), "utf8");
  const read = readSchema({ file: "v1.bare", text, protocol: name, version: 1 });
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  const options: EmitOptions = {
    runtime: "@barewire/runtime",
    importExtension: "js",
    target: "ts",
    numberLists: "array",
    codecs: "roots",
    ...optionsOf(name),
  };
  return printModules(
    [versionModule(read.schema, options), schemaModule(read.schema, options)],
    options,
  );
}

/** The options of a case that differ from the defaults, in its `options.json`. */
function optionsOf(name: string): Pick<EmitOptions, "numberLists" | "codecs"> | object {
  const file = new URL(`${name}/options.json`, CORPUS);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}

test.each(CASES)("%s compiles to what is expected", async (name) => {
  const folder = new URL(`${name}/expected/`, CORPUS);
  const files = await check(name);
  if (BAREWIRE_UPDATE === "1") {
    mkdirSync(folder, { recursive: true });
    for (const [path, text] of files) writeFileSync(new URL(path, folder), text);
  }
  expect(readdirSync(folder).sort()).toEqual([...files.keys()].sort());
  for (const [path, text] of files) {
    expect(text).toBe(readFileSync(new URL(path, folder), "utf8"));
  }
});

test("everything that is expected passes the compiler under the strict options", () => {
  const configFile = fileURLToPath(new URL("../../../tsconfig.json", import.meta.url));
  const config = ts.readConfigFile(configFile, ts.sys.readFile);
  const folder = fileURLToPath(new URL("../../../", import.meta.url));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, folder);
  const files = CASES.flatMap((name) =>
    ["v1.ts", "v1.schema.ts"].map((file) =>
      fileURLToPath(new URL(`${name}/expected/${file}`, CORPUS)),
    ),
  );
  // Node's types are left out: generated modules run in a browser, too.
  const program = ts.createProgram(files, { ...options, types: [] });
  const sources = files.map((file) => program.getSourceFile(file));
  const diagnostics = sources.flatMap((source) => ts.getPreEmitDiagnostics(program, source));
  const problems = diagnostics.map((one) => {
    const text = ts.flattenDiagnosticMessageText(one.messageText, "\n");
    const { line = 0 } = one.file?.getLineAndCharacterOfPosition(one.start ?? 0) ?? {};
    return `${one.file?.fileName}:${line + 1}: ${text}`;
  });
  expect(problems).toEqual([]);
});
