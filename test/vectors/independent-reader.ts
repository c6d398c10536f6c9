/**
 * The reader in Go, which shares nothing with the generator but the text of the schemas and of the
 * vectors: it is built once for a test file.
 */

import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeVectors } from "../../codegen/src/vectors/make-vectors.js";
import {
  printVectors,
  VECTORS_NAME,
  type VectorFile,
} from "../../codegen/src/vectors/vector-file.js";
import { type ProtocolTexts, protocolSource } from "../evolution/compile-protocol.js";

/** The counts of one folder, and what differs in it. */
export type Compared = {
  readonly protocol: string;
  readonly values: number;
  readonly malformed: number;
  readonly refused: number;
  readonly needCode: number;
  readonly differences: readonly string[];
};

const SOURCES = join(import.meta.dirname, "go");

/** Says why the tests of the reader cannot run; null if they can. */
export function missingGo(): string | null {
  const { error, stdout } = spawnSync("go", ["version"], { encoding: "utf8" });
  if (error !== undefined) return "there is no Go, which Debian's golang-go has";
  const [, minor] = /go1\.(\d+)/.exec(stdout) ?? [];
  return Number(minor) < 19 ? `Go 1.19 or newer is needed, this is ${stdout.trim()}` : null;
}

/** Compares the vectors of protocol folders, each with `vN.bare` and `vectors.json`. */
export type CompareFolders = (folders: readonly string[]) => readonly Compared[];

/** `folder` gets the program, and what the compiler keeps. */
export function buildReader(folder: string): CompareFolders {
  const program = join(folder, "vector-reader");
  const built = spawnSync("go", ["build", "-o", program, "."], {
    cwd: SOURCES,
    encoding: "utf8",
    env: { ...process.env, GOCACHE: join(folder, "cache"), GOFLAGS: "", GOPROXY: "off" },
  });
  if (built.status !== 0) throw new Error(`the reader does not build: ${built.stderr}`);
  return (folders) => {
    const maxBuffer = 2 ** 26;
    const run = spawnSync(program, folders, { encoding: "utf8", maxBuffer });
    // It ends with 1 where something differs, which its lines say.
    if (run.status !== 0 && run.status !== 1) throw new Error(`the reader failed: ${run.stderr}`);
    // The program prints what the type says.
    return run.stdout
      .trim()
      .split("\n")
      .map((line): Compared => JSON.parse(line));
  };
}

/** Makes the vectors of a protocol, and writes its schemas and them to a folder. */
export async function writeProtocol(
  folder: string,
  texts: ProtocolTexts,
  values: number,
): Promise<VectorFile> {
  const made = await makeVectors(protocolSource(texts), { seed: 1, values });
  if (!made.ok) throw new Error(JSON.stringify(made.diagnostics));
  writeFolder(folder, texts.schemas, printVectors(made.file));
  return made.file;
}

export function writeFolder(folder: string, schemas: readonly string[], vectors: string): void {
  mkdirSync(folder, { recursive: true });
  schemas.forEach((text, index) => {
    writeFileSync(join(folder, `v${index + 1}.bare`), text);
  });
  writeFileSync(join(folder, VECTORS_NAME), vectors);
}
