/**
 * Generates the protocol of `chain-messages.ts` in seven versions, and imports copies of its
 * modules.
 */

import { mkdir, writeFile } from "node:fs/promises";
import { importBundled } from "../bundle.js";
import { generateFiles } from "../codegen/generate-files.js";
import { additions, grown, type Message, NEWEST } from "./chain-messages.js";
import { type Converters, type CopyStyle, convertersModule } from "./vbare-converters.js";

/** The exports of the generated modules that are measured. */
export type VersionModule = {
  readonly decodeToPeer: (bytes: Uint8Array) => Message;
  readonly encodeToPeer: (value: Message) => Uint8Array;
};

export type ChainModules = {
  readonly versioned: {
    readonly decodeToPeer: (bytes: Uint8Array, version: number) => Message;
    readonly encodeToPeer: (value: Message, version: number) => Uint8Array;
  };
  /** The modules, the oldest first. */
  readonly versions: readonly VersionModule[];
  readonly converters: Readonly<Record<CopyStyle, Converters>>;
};

const FOLDER = new URL("../.generated/version-chain/", import.meta.url);

/** Generates the protocol; the function that it returns imports a copy of its modules. */
export async function versionChain(): Promise<(copy: string) => Promise<ChainModules>> {
  await mkdir(FOLDER, { recursive: true });
  const versions = Array.from({ length: NEWEST }, (_, index) => index + 1);
  const files = await generateFiles("version-chain", versions.map(schemaText));
  for (const [name, text] of files) await writeFile(new URL(name, FOLDER), text);
  const fieldsOf = (version: number) => Object.keys(grown(version).val);
  await writeFile(new URL("converters.js", FOLDER), convertersModule(NEWEST, fieldsOf));
  const entry = new URL("entry.ts", FOLDER);
  await writeFile(entry, entryText(versions));
  // The entry above exports exactly this, and the messages are those of the schema below.
  return async (copy) => (await importBundled(entry, copy)) as ChainModules;
}

function schemaText(version: number): string {
  const common = "id: u32 at: u64 name: str tags: list<str>";
  const added = additions(version).map((name) => `${name}: optional<u32>`);
  return `
type Fixed struct { ${common} }
type Grown struct { ${[common, ...added].join(" ")} }
type ToPeer union { Fixed | Grown }
`;
}

function entryText(versions: readonly number[]): string {
  return [
    `export * as versioned from "./versions.js";`,
    `export * as converters from "./converters.js";`,
    ...versions.map((version) => `import * as v${version} from "./v${version}.js";`),
    `export const versions = [${versions.map((version) => `v${version}`).join(", ")}];`,
    "",
  ].join("\n");
}
