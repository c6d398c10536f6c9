/**
 * Remembers which output came from which input, so that a run with nothing to do loads no
 * compiler. One JSON file outside of the generated folders; without it everything still works.
 */

import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withLf } from "../line-ends.js";
import type { ProtocolSource } from "../schema/protocol-source.js";
import { commitFile, fileExists, findUpwards, isFolder, readText, stageFile } from "./disk.js";
import type { OutputFolder } from "./output-folder.js";

/** The cached outputs by absolute output folder. */
export type OutputCache = ReadonlyMap<string, CachedOutput>;

export type CachedOutput = {
  readonly inputHash: string;
  /** The hashes by file name. */
  readonly fileHashes: Readonly<Record<string, string>>;
  /** The notices of the run that generated it, which a run without changes repeats. */
  readonly notices?: readonly string[];
  /** The schemas that a configuration has sent here; null where the command named the folder. */
  readonly configuredFor?: string | null;
  /** The schemas that a command has sent here; null where a configuration did. */
  readonly namedFor?: string | null;
};

/**
 * The cache is in the nearest `node_modules`, which is never committed and removed by an install.
 */
export function outputCachePath(workingFolder: string): string {
  const modules = findUpwards(workingFolder, "node_modules");
  if (modules !== null && isFolder(modules)) {
    return join(modules, ".cache", "barewire", "generate.json");
  }
  // Users of one machine share the folder, and must not share the file.
  const key = hashText(`${process.getuid?.() ?? ""} ${workingFolder}`).slice(0, 32);
  return join(tmpdir(), `barewire-${key}`, "generate.json");
}

/** The hash of everything that the output depends on. */
export function inputHash(input: ProtocolSource, pipelineFingerprint: string): string {
  return hashText(`${pipelineFingerprint}\n${JSON.stringify(input)}`);
}

export function cachedOutput(inputHash: string, files: ReadonlyMap<string, string>): CachedOutput {
  const hashes = [...files].map(([name, text]) => [name, hashText(text)]);
  return { inputHash, fileHashes: Object.fromEntries(hashes) };
}

export function isUpToDate(
  cached: CachedOutput | undefined,
  inputHash: string,
  disk: OutputFolder,
): boolean {
  if (cached?.inputHash !== inputHash || disk.foreign.length > 0) return false;
  const { fileHashes } = cached;
  if (Object.keys(fileHashes).length !== disk.files.size) return false;
  return [...disk.files].every(([name, text]) => fileHashes[name] === hashText(withLf(text)));
}

/** Empty where there is none, or none that can be read. */
export function readOutputCache(path: string): OutputCache {
  try {
    const entries = Object.entries(JSON.parse(readText(path) ?? ""));
    return new Map(entries.filter((entry): entry is [string, CachedOutput] => isCached(entry[1])));
  } catch {
    return new Map();
  }
}

export function writeOutputCache(path: string, cache: OutputCache): void {
  // Otherwise every temporary folder that was ever generated into stays in it.
  const present = [...cache].filter(([folder]) => fileExists(folder));
  try {
    commitFile(stageFile(path, JSON.stringify(Object.fromEntries(present))));
  } catch {
    // A missing cache only makes the next run slower.
  }
}

function isCached(value: unknown): value is CachedOutput {
  if (typeof value !== "object" || value === null) return false;
  if (!("inputHash" in value) || !("fileHashes" in value)) return false;
  return typeof value.fileHashes === "object" && value.fileHashes !== null;
}

function hashText(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
