/** The lock of a protocol after a change of one version: a pure function, as `generate.ts`. */

import { generateProtocol } from "./generate.js";
import { type Lock, printLock } from "./lock/lock-file.js";
import { parseLock } from "./lock/parse-lock.js";
import {
  type LockChange,
  publishVersion,
  retireVersion,
  withdrawVersion,
} from "./lock/version-life.js";
import type { Diagnostic } from "./schema/diagnostic.js";
import type { Schema } from "./schema/model.js";
import type { ProtocolSource } from "./schema/protocol-source.js";
import { readSchema } from "./schema/read-schema.js";

/** The change of a version by a command. */
export type VersionChange =
  | { readonly kind: "publish" | "retire"; readonly version: number }
  | { readonly kind: "withdraw"; readonly version: number; readonly reason: string };

export type PublishResult =
  | { readonly ok: true; readonly text: string }
  | {
      readonly ok: false;
      readonly diagnostics: readonly Diagnostic[];
      readonly problem: { readonly message: string; readonly help: string } | null;
    };

export async function changeVersion(
  source: ProtocolSource,
  change: VersionChange,
): Promise<PublishResult> {
  // Only a protocol that can be generated is published, which also rules out all other problems.
  const generated = await generateProtocol(source);
  if (!generated.ok) return { ok: false, diagnostics: generated.diagnostics, problem: null };
  const file = source.lock?.file ?? "";
  const lock = parseLock({ file, text: generated.lock ?? "" }, source.protocol);
  if (!lock.ok) return { ok: false, diagnostics: lock.diagnostics, problem: null };
  const published = changedLock(lock.lock, schemasOf(source), change);
  if (published.ok) return { ok: true, text: printLock(published.lock) };
  const { message, help } = published;
  return { ok: false, diagnostics: [], problem: { message, help } };
}

function changedLock(lock: Lock, schemas: readonly Schema[], change: VersionChange): LockChange {
  switch (change.kind) {
    case "publish":
      return publishVersion(lock, schemas, change.version);
    case "retire":
      return retireVersion(lock, schemas, change.version);
    case "withdraw":
      return withdrawVersion(lock, schemas, change.version, change.reason);
    default:
      return change satisfies never;
  }
}

function schemasOf({ protocol, schemas }: ProtocolSource): readonly Schema[] {
  return schemas.flatMap((text) => {
    const read = readSchema({ ...text, protocol });
    return read.ok ? [read.schema] : [];
  });
}
