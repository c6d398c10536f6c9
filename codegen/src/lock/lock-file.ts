/**
 * `protocol.lock.json`: the status and the hash of each version of a protocol.
 *
 *     { "protocol": "envoy-protocol",
 *       "minVersion": 1,
 *       "versions": {
 *         "1": { "status": "published", "hash": "...", "roots": [...], "types": { "Id": "str" } },
 *         "2": { "status": "draft", "hash": "...", "roots": [...] } } }
 *
 * The hash is that of the closures of all roots. A published version keeps the text of its types,
 * so that a later edit can be explained. `generate` rewrites the entry of a draft.
 */

import { schemaHash } from "../evolve/closure/closure-hash.js";
import { schemaRoots } from "../evolve/closure/schema-roots.js";
import type { Schema } from "../schema/model.js";
import { schemaTypeTexts } from "./type-texts.js";

export type Lock = {
  readonly protocol: string;
  /** The oldest version that the versioned codec still speaks. */
  readonly minVersion: number;
  readonly versions: ReadonlyMap<number, LockedVersion>;
};

export type LockedVersion = {
  readonly status: "draft" | "published";
  readonly hash: string;
  readonly roots: readonly string[];
  /** The texts of the types by name, in schema order; null for a draft. */
  readonly types: ReadonlyMap<string, string> | null;
};

export function printLock({ protocol, minVersion, versions }: Lock): string {
  const entries = [...versions].map(([version, { types, ...entry }]) => [
    version,
    { ...entry, ...(types === null ? {} : { types: Object.fromEntries(types) }) },
  ]);
  const lock = { protocol, minVersion, versions: Object.fromEntries(entries) };
  return `${JSON.stringify(lock, null, 2)}\n`;
}

function lockedDraft(schema: Schema): LockedVersion {
  const roots = schemaRoots(schema);
  return { status: "draft", hash: schemaHash(schema), roots, types: null };
}

export function lockedPublished(schema: Schema): LockedVersion {
  return { ...lockedDraft(schema), status: "published", types: schemaTypeTexts(schema) };
}

/** The lock as it has to be: published versions as they are, a draft for every other schema. */
export function renewLock(lock: Lock | null, protocol: string, schemas: readonly Schema[]): Lock {
  const versions = schemas.map((schema): [number, LockedVersion] => {
    const locked = lock?.versions.get(schema.version);
    const isPublished = locked !== undefined && locked.status === "published";
    return [schema.version, isPublished ? locked : lockedDraft(schema)];
  });
  const oldest = schemas[0]?.version ?? 1;
  return {
    protocol,
    minVersion: Math.max(lock?.minVersion ?? oldest, oldest),
    versions: new Map(versions),
  };
}
