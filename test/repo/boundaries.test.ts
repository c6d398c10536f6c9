/**
 * Tests which packages and files may import which others: the invariants of ARCHITECTURE.md about
 * imports.
 */

import { builtinModules } from "node:module";
import ts from "typescript";
import { expect, test } from "vitest";
import { FILES, firstLineOf, importsOf, manifestOf, nodesOf, SOURCES } from "./repository.js";

/** Every file of `paths` imports only what `allowed` matches. */
function check(paths: readonly string[], allowed: RegExp): void {
  expect(paths).not.toEqual([]);
  const others = paths.flatMap((path) =>
    importsOf(path)
      .filter((specifier) => !allowed.test(specifier))
      .map((specifier) => `${path} imports ${specifier}`),
  );
  expect(others).toEqual([]);
}

const CODEGEN = SOURCES.filter((path) => path.startsWith("codegen/src/"));

/** Everything but the command line: text in, text out. */
const PIPELINE = CODEGEN.filter(
  (path) => !path.startsWith("codegen/src/commands/") && path !== "codegen/src/cli.ts",
);

test("the runtime imports nothing but its own files", () => {
  check(sourcesOf("runtime"), /^(?:\.\/|#)/);
  const { dependencies, imports } = manifestOf("packages/runtime");
  expect(dependencies ?? {}).toEqual({});
  // Every `#name` stands for a file of the package, by the conditions of the platform.
  expect(JSON.stringify(imports ?? {})).not.toMatch(/:"(?!\.\/)/);
});

test("the protocol package imports the runtime and nothing else", () => {
  check(sourcesOf("protocol"), /^(?:\.|@barewire\/runtime(?:\/|$))/);
  expect(Object.keys(manifestOf("packages/protocol").dependencies ?? {})).toEqual([
    "@barewire/runtime",
  ]);
});

/** Per package: what its sources may import besides their own files. */
const IMPORTS: Readonly<Record<string, RegExp>> = {
  clock: /^\.\//,
  inspect: /^(?:\.\.?\/|@barewire\/runtime(?:\/|$))/,
  testing: /^(?:\.\/|@barewire\/codegen\/testing$)/,
  // Types of bundlers are for the compiler alone.
  unplugin: /^(?:\.\/|@barewire\/codegen\/project$|node:(?:fs|path)$|unplugin$|esbuild$|vite$)/,
  ltx: /^\.\.?\//,
  client: /^(?:\.\.?\/|@barewire\/(?:clock|protocol|runtime)(?:\/|$)|(?:node:net|ws)$)/,
  sqlite:
    /^(?:\.\.?\/|@barewire\/(?:client|clock|ltx|protocol)(?:\/|$)|@journeyapps\/wa-sqlite|node:worker_threads$)/,
  storage: /^(?:\.\.?\/|@barewire\/(?:clock|ltx|protocol|runtime)(?:\/|$)|node:|(?:lmdb|pg)$)/,
  "storage-cli":
    /^(?:\.\.?\/|@barewire\/(?:clock|ltx|protocol|runtime|sqlite-storage)(?:\/|$)|node:|(?:cli-progress|commander|picocolors)$|@journeyapps\/wa-sqlite)/,
  "server-handlers": /^(?:\.\.?\/|@barewire\/(?:clock|protocol|runtime|sqlite-storage)(?:\/|$))/,
  server:
    /^(?:\.\.?\/|@barewire\/(?:clock|protocol|runtime|server-handlers|sqlite-storage)(?:\/|$)|node:|(?:commander|picocolors|pino|prom-client|ws)$)/,
};

test("every package has its rule", () => {
  const folders = FILES.flatMap(
    (path) => /^packages\/([^/]+)\/package\.json$/.exec(path)?.[1] ?? [],
  );
  expect(folders.toSorted()).toEqual(["protocol", "runtime", ...Object.keys(IMPORTS)].toSorted());
});

test.each(Object.entries(IMPORTS))("%s imports its own side of the wire alone", (name, allowed) => {
  check(sourcesOf(name), allowed);
});

test.each([
  ["ws", "client", 1],
  ["lmdb", "storage", 1],
  ["pg", "storage", 1],
  ["commander", "storage-cli", 1],
  ["pino", "server", 1],
  ["prom-client", "server", 1],
])("%s is imported by one file of %s", (library, name, count) => {
  expect(sourcesOf(name).filter((path) => importsOf(path).includes(library))).toHaveLength(count);
});

test.each([
  ["ts-morph", "codegen/src/typescript/ts-morph.ts"],
  ["commander", "codegen/src/commands/add-command.ts"],
])("%s is imported by one file", (library, importer) => {
  expect(CODEGEN.filter((path) => importsOf(path).includes(library))).toEqual([importer]);
});

test("the syntax tree imports nothing but its own files, so that it runs in a browser", () => {
  check(
    CODEGEN.filter((path) => path.startsWith("codegen/src/syntax/")),
    /^\.\//,
  );
});

test("what judges our parser is no part of it", () => {
  const judge = /^@bare-ts\//;
  expect(CODEGEN.filter((path) => importsOf(path).some((name) => judge.test(name)))).toEqual([]);
});

test("the pipeline touches neither disk nor clock nor chance: it is a pure function", () => {
  const builtins = PIPELINE.flatMap((path) =>
    importsOf(path)
      .filter((specifier) => builtinModules.includes(specifier.replace(/^node:/, "")))
      .map((specifier) => `${path} imports ${specifier}`),
  );
  // A hash is a pure function too, and so is a comparison.
  expect(builtins.filter((found) => !found.endsWith(" imports node:util"))).toEqual([
    "codegen/src/evolve/closure/closure-hash.ts imports node:crypto",
  ]);
  expect(PIPELINE.flatMap(impureNames)).toEqual([]);
});

test("nothing in the repository imports a compiled file", () => {
  const compiled = FILES.filter((path) => /\.[cm]?tsx?$/.test(path)).flatMap((path) =>
    // Only our own packages are restricted: a library may export nothing else.
    importsOf(path).filter((specifier) => /^(?:\.|@barewire\/)(?:.*\/)?dist\//.test(specifier)),
  );
  expect(compiled).toEqual([]);
});

/** Generated files included. */
function sourcesOf(name: string): readonly string[] {
  const folder = `packages/${name}/src/`;
  return FILES.filter((path) => path.startsWith(folder) && !path.endsWith(".test.ts"));
}

const IMPURE = ["process", "console", "Date", "performance", "fetch", "setTimeout", "setInterval"];

function impureNames(path: string): readonly string[] {
  return nodesOf(path).flatMap((node) => {
    const isRandom = ts.isPropertyAccessExpression(node) && node.getText() === "Math.random";
    const isGlobal =
      ts.isIdentifier(node) && IMPURE.includes(node.text) && ts.isExpression(node.parent);
    return isRandom || isGlobal ? [`${path}:${firstLineOf(node)}: ${node.getText()}`] : [];
  });
}
