/**
 * Opens the store that a command works on. A misspelled name must not create a new one.
 */

import { existsSync } from "node:fs";
import { type Kv, openKv, parseKvUrl } from "@barewire/sqlite-storage";
import { UsageError } from "./command-io.js";

/** `missing` says what to do if there is no such data file. Throws a `UsageError`. */
export async function openStore(url: string, missing: "refuse" | "create"): Promise<Kv> {
  const location = parseKvUrl(url);
  switch (location?.kind) {
    case undefined:
      throw new UsageError("a store is lmdb:PATH or postgres://USER@HOST/DATABASE");
    case "memory":
      throw new UsageError(
        "--store memory: would end with the command; use lmdb:PATH or postgres://USER@HOST/DATABASE",
      );
    case "lmdb":
      if (missing === "refuse" && !existsSync(location.path)) {
        throw new UsageError("--store: the LMDB file does not exist; check the path");
      }
      return await openKv(url);
    case "postgres":
      return await openKv(url);
    default:
      return location satisfies never;
  }
}
