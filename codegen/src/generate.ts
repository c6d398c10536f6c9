/**
 * From the sources of one protocol to the text of every generated file: the whole pipeline, as a
 * pure function. Nothing here reads or writes a file; that is what `commands/` is for.
 */

import { printModules } from "./emit/print.js";
import { schemaModule } from "./emit/schema-module.js";
import type { EmitOptions } from "./emit/type-text.js";
import { versionModule } from "./emit/version-module.js";
import type { Diagnostic } from "./schema/diagnostic.js";
import type { Schema } from "./schema/model.js";
import { readSchema } from "./schema/read-schema.js";

export type SourceText = {
  /** How a person names the file; diagnostics repeat it. */
  readonly file: string;
  readonly text: string;
};

export type ProtocolSource = {
  readonly protocol: string;
  /** One for each version, ascending. */
  readonly schemas: readonly SchemaText[];
  readonly options: EmitOptions;
};

export type SchemaText = SourceText & { readonly version: number };

export type Generated =
  /** The text of every file by its path below the protocol's output folder. */
  | { readonly ok: true; readonly files: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

export async function generateProtocol(source: ProtocolSource): Promise<Generated> {
  const schemas: Schema[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const text of source.schemas) {
    const read = readSchema({ ...text, protocol: source.protocol });
    if (read.ok) schemas.push(read.schema);
    else diagnostics.push(...read.diagnostics);
  }
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  const modules = schemas.flatMap((schema) => [
    versionModule(schema, source.options),
    schemaModule(schema, source.options),
  ]);
  return { ok: true, files: await printModules(modules) };
}
