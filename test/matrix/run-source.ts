/** Generates a protocol that is not on the disk, compiles it and loads its modules. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { generateProtocol } from "../../codegen/src/generate.js";
import {
  decisionName,
  droppablesOf,
  type Module,
  overwrittenOf,
  type RunningProtocol,
  stepModules,
} from "../../codegen/src/prove/running-protocol.js";
import type { ProtocolSource } from "../../codegen/src/schema/protocol-source.js";
import { planProtocol, REPOSITORY } from "./planned-protocol.js";

/** The texts by path below some folder: `gen/versions.ts`, `decisions/v1-v2.ts`. */
export async function sourceFiles(source: ProtocolSource): Promise<ReadonlyMap<string, string>> {
  const generated = await generateProtocol(source);
  if (!generated.ok) throw new Error(JSON.stringify(generated.diagnostics, null, 2));
  const decisions = source.decisions.map(({ file, text }) => [`decisions/${file}`, text] as const);
  const files = [...generated.files].map(([name, text]) => [`gen/${name}`, text] as const);
  return new Map([...files, ...decisions]);
}

export type EditFile = (path: string, text: string) => string;

/** `edit` may break what was generated, to see whether a proof notices. */
export async function runSource(
  source: ProtocolSource,
  edit: EditFile = (_, text) => text,
): Promise<RunningProtocol> {
  const planned = await planProtocol(source);
  const generated = [...(await sourceFiles(source))];
  const files = new Map(generated.map(([path, text]) => [path, edit(path, text)]));
  const stepNames = stepModules(planned);
  const decided = source.decisions.map(({ file }) => file.replace(/\.ts$/, ""));
  const entry = [
    `export * as versioned from "./gen/versions.js";`,
    ...[...planned.schemas.keys()].map((v) => `export * as v${v} from "./gen/v${v}.js";`),
    ...stepNames.map((name) => `export * as ${stepKey(name)} from "./gen/${name}.js";`),
    ...decided.map((name) => `export * as d${stepKey(name)} from "./decisions/${name}.js";`),
  ];
  const all = await bundled(new Map([...files, ["entry.ts", entry.join("\n")]]));
  // The entry above exports a module under each of the names that are asked for here.
  const moduleOf = (name: string) => all[name] as Module;
  return {
    planned,
    versioned: moduleOf("versioned"),
    versions: new Map([...planned.schemas.keys()].map((v) => [v, moduleOf(`v${v}`)])),
    steps: new Map(stepNames.map((name) => [name, moduleOf(stepKey(name))])),
    droppables: new Map(decided.map((name) => [name, droppablesOf(moduleOf(`d${stepKey(name)}`))])),
    overwritten: new Set(
      decided.flatMap((name) =>
        overwrittenOf(moduleOf(`d${stepKey(name)}`)).map((key) =>
          decisionName({ step: name, key }),
        ),
      ),
    ),
  };
}

function stepKey(name: string): string {
  return `s${name.replaceAll("-", "_")}`;
}

async function bundled(files: ReadonlyMap<string, string>): Promise<Module> {
  const folder = mkdtempSync(join(tmpdir(), "barewire-matrix-"));
  try {
    for (const [name, text] of files) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const outfile = join(folder, "bundle.mjs");
    await build({
      entryPoints: [join(folder, "entry.ts")],
      outfile,
      bundle: true,
      format: "esm",
      platform: "node",
      target: "es2022",
      conditions: ["@barewire/source"],
      // The files resolve imports as if they were in the repository, whose packages they import.
      nodePaths: [join(REPOSITORY, "node_modules")],
    });
    return await import(/* @vite-ignore */ pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
