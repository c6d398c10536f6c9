/**
 * `pnpm bench size`: what a client pays to encode and decode, bundled for a browser,
 * minified, and compressed with gzip -9.
 */

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { transform } from "@bare-ts/tools";
import { build } from "esbuild";
import { generateProtocol } from "../../codegen/src/generate.js";
import { circumstances, writeResult } from "../results.js";

const GENERATED = new URL("../.generated/size/", import.meta.url);

/** The schema and the messages that a client of it needs. */
const CLIENTS = [
  { schema: "three-types.bare", roots: ["Cursor", "Message", "Login"] },
  { schema: "task.bare", roots: ["Task"] },
] as const;

type Client = (typeof CLIENTS)[number];

type Measured = {
  readonly schema: string;
  readonly codec: string;
  readonly uses: "encode and decode" | "decode only";
  readonly minified: number;
  readonly gzip: number;
};

export async function benchSize(): Promise<void> {
  await mkdir(GENERATED, { recursive: true });
  const measured: Measured[] = [];
  for (const client of CLIENTS) measured.push(...(await measureClient(client)));
  console.table(measured);
  const report = { circumstances: circumstances(), sizes: measured };
  await writeResult("size.json", `${JSON.stringify(report, null, 2)}\n`);
}

async function measureClient({ schema, roots }: Client): Promise<readonly Measured[]> {
  const text = await readFile(new URL(`./${schema}`, import.meta.url), "utf8");
  const modules = [
    { codec: "barewire", file: "barewire.ts", text: await ourModule(text) },
    { codec: "@bare-ts", file: "bare-ts.js", text: transform(text, { generator: "js" }) },
  ];
  const measured: Measured[] = [];
  for (const { codec, file, text } of modules) {
    await writeFile(new URL(file, GENERATED), text);
    for (const uses of ["encode and decode", "decode only"] as const) {
      const verbs = uses === "decode only" ? ["decode"] : ["encode", "decode"];
      const names = roots.flatMap((root) => verbs.map((verb) => `${verb}${root}`));
      measured.push({ schema, codec, uses, ...(await bundleSize(file, names.join(", "))) });
    }
  }
  return measured;
}

async function ourModule(text: string): Promise<string> {
  const generated = await generateProtocol({
    protocol: "size",
    schemas: [{ file: "v1.bare", text, version: 1 }],
    decisions: [],
    decisionsPath: null,
    decisionsFolder: null,
    lock: null,
    roots: null,
    options: { runtime: "@barewire/runtime", numberLists: "array" },
  });
  if (!generated.ok) throw new Error(JSON.stringify(generated.diagnostics));
  const module = generated.files.get("v1.ts");
  if (module === undefined) throw new Error("the generator made no v1.ts");
  return module;
}

async function bundleSize(
  file: string,
  names: string,
): Promise<{ readonly minified: number; readonly gzip: number }> {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { ${names} } from "./${file}";`,
      resolveDir: fileURLToPath(GENERATED),
    },
    bundle: true,
    minify: true,
    write: false,
    platform: "browser",
    format: "esm",
    conditions: ["@barewire/source"],
    logLevel: "error",
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  return { minified: code.length, gzip: gzipSync(code, { level: 9 }).length };
}
