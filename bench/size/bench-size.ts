/**
 * `pnpm bench size`: the size of a client's code for encoding and decoding, bundled for a browser,
 * minified, and compressed with gzip -9.
 */

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { transform } from "@bare-ts/tools";
import { generateFiles } from "../codegen/generate-files.js";
import { circumstances, writeResult } from "../results.js";
import { bundleSize } from "./bundle-size.js";

const GENERATED = new URL("../.generated/size/", import.meta.url);

/** The schema and the messages that a client of it needs. */
export const CLIENTS = [
  { schema: "three-types.bare", roots: ["Cursor", "Message", "Login"] },
  { schema: "task.bare", roots: ["Task"] },
] as const;

export type Client = (typeof CLIENTS)[number];

export type Measured = {
  readonly schema: string;
  readonly codec: string;
  readonly uses: "encode and decode" | "decode only";
  readonly minified: number;
  readonly gzip: number;
};

export async function benchSize(): Promise<void> {
  const measured: Measured[] = [];
  for (const client of CLIENTS) measured.push(...(await measureClient(client)));
  measured.push(...(await measureEngine()));
  console.table(measured);
  const report = { circumstances: circumstances(), sizes: measured };
  await writeResult("size.json", `${JSON.stringify(report, null, 2)}\n`);
}

export async function measureClient({ schema, roots }: Client): Promise<readonly Measured[]> {
  await mkdir(GENERATED, { recursive: true });
  const folder = fileURLToPath(GENERATED);
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
      measured.push({ schema, codec, uses, ...(await bundleSize(folder, `./${file}`, names)) });
    }
  }
  return measured;
}

/** The codec that reads a description at run time has one size, whatever the schema is. */
async function measureEngine(): Promise<readonly Measured[]> {
  const folder = fileURLToPath(new URL("../../", import.meta.url));
  const measured: Measured[] = [];
  for (const uses of ["encode and decode", "decode only"] as const) {
    const verbs = uses === "decode only" ? ["decodeValue"] : ["encodeValue", "decodeValue"];
    const size = await bundleSize(folder, "@barewire/inspect", ["openSchema", ...verbs]);
    measured.push({ schema: "any description", codec: "@barewire/inspect", uses, ...size });
  }
  return measured;
}

async function ourModule(text: string): Promise<string> {
  const module = (await generateFiles("size", [text])).get("v1.ts");
  if (module === undefined) throw new Error("the generator made no v1.ts");
  return module;
}
