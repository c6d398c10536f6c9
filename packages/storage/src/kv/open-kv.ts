/**
 * Opens the store that a URL names. A driver is loaded only when a URL asks for it.
 */

import { resolve } from "node:path";
import { StorageError } from "../storage-error.js";
import type { Kv } from "./kv.js";
import type { RunLoopOptions } from "./run-loop.js";

export type KvLocation =
  | { readonly kind: "memory" }
  | { readonly kind: "lmdb"; readonly path: string }
  | { readonly kind: "postgres"; readonly url: string };

/**
 * Parses `memory:`, `lmdb:` and a path, or `postgres://` and the rest of its URL. Returns
 * `undefined` for anything else: the caller reports it without repeating the URL, which may hold a
 * password.
 */
export function parseKvUrl(url: string): KvLocation | undefined {
  const scheme = /^[a-z]+(?=:)/.exec(url)?.[0];
  const rest = url.slice((scheme?.length ?? 0) + 1);
  switch (scheme) {
    case "memory":
      return rest === "" ? { kind: "memory" } : undefined;
    case "lmdb":
      return rest === "" ? undefined : { kind: "lmdb", path: rest.replace(/^\/\/(?=\/)/, "") };
    case "postgres":
    case "postgresql":
      return rest.startsWith("//") ? { kind: "postgres", url } : undefined;
    default:
      return undefined;
  }
}

/**
 * Checks what is stored under a URL, or whether a server accepts this process, without creating
 * anything. Throws a `StorageError` of kind `kv-unusable` if a file is not a store, `kv-failed` if
 * there is no such server or database, and `invalid-request` as `openKv` does.
 */
export async function checkKv(url: string): Promise<void> {
  const location = locationOf(url);
  switch (location.kind) {
    case "memory":
      break;
    case "lmdb": {
      const { checkStoreFile } = await import("./lmdb/store-file.js");
      checkStoreFile(resolve(location.path));
      break;
    }
    case "postgres": {
      const { checkPostgres } = await import("./postgres/postgres-kv.js");
      await checkPostgres(location.url);
      break;
    }
    default:
      location satisfies never;
  }
}

/**
 * Opens a store; `url` is as in `parseKvUrl`. Throws a `StorageError` of kind `invalid-request` if
 * it is not, and of kind `kv-unusable`, `kv-full` or `kv-failed` if the store cannot be opened.
 */
export async function openKv(url: string, options: RunLoopOptions = {}): Promise<Kv> {
  const location = locationOf(url);
  switch (location.kind) {
    case "memory": {
      const { openMemoryKv } = await import("./memory/memory-kv.js");
      return openMemoryKv(options);
    }
    case "lmdb": {
      const { openLmdbKv } = await import("./lmdb/lmdb-kv.js");
      return await openLmdbKv({ path: location.path, ...options });
    }
    case "postgres": {
      const { openPostgresKv } = await import("./postgres/postgres-kv.js");
      return await openPostgresKv({ url: location.url, ...options });
    }
    default:
      return location satisfies never;
  }
}

function locationOf(url: string): KvLocation {
  const location = parseKvUrl(url);
  if (location !== undefined) return location;
  const reason = "a store is memory:, lmdb:PATH or postgres://USER@HOST/DATABASE";
  throw new StorageError({ kind: "invalid-request", reason });
}
