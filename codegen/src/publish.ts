/** The lock of a protocol with one more version published: a pure function, as `generate.ts`. */

import { generateProtocol } from "./generate.js";
import { printLock } from "./lock/lock-file.js";
import { parseLock } from "./lock/parse-lock.js";
import { publishVersion } from "./lock/publish-version.js";
import type { Diagnostic } from "./schema/diagnostic.js";
import type { Schema } from "./schema/model.js";
import type { ProtocolSource } from "./schema/protocol-source.js";
import { readSchema } from "./schema/read-schema.js";

export type PublishResult =
  | { readonly ok: true; readonly text: string }
  | {
      readonly ok: false;
      readonly diagnostics: readonly Diagnostic[];
      readonly problem: { readonly message: string; readonly help: string } | null;
    };

export async function publishProtocol(
  source: ProtocolSource,
  version: number,
): Promise<PublishResult> {
  // A version that cannot be generated must not be published.
  const generated = await generateProtocol(source);
  if (!generated.ok) return { ok: false, diagnostics: generated.diagnostics, problem: null };
  const file = source.lock?.file ?? "";
  const lock = parseLock({ file, text: generated.lock ?? "" }, source.protocol);
  if (!lock.ok) return { ok: false, diagnostics: lock.diagnostics, problem: null };
  const published = publishVersion(lock.lock, schemasOf(source), version);
  if (published.ok) return { ok: true, text: printLock(published.lock) };
  const { message, help } = published;
  return { ok: false, diagnostics: [], problem: { message, help } };
}

function schemasOf({ protocol, schemas }: ProtocolSource): readonly Schema[] {
  return schemas.flatMap((text) => {
    const read = readSchema({ ...text, protocol });
    return read.ok ? [read.schema] : [];
  });
}
