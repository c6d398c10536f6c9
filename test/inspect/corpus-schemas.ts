/** The schemas of the repository and of the corpus, opened for the codec that reads them. */

import { readdirSync, readFileSync } from "node:fs";
import { type InspectedSchema, openSchema } from "@barewire/inspect";
import { describeVersion } from "../../codegen/src/describe/describe-version.js";
import type { Schema } from "../../codegen/src/schema/model.js";
import { readSchema } from "../../codegen/src/schema/read-schema.js";

const ROOT = new URL("../../", import.meta.url);

/** The texts of the schemas by their path. */
export function corpusTexts(): ReadonlyMap<string, string> {
  const paths = ["schemas/", "codegen/corpus/valid/", "codegen/corpus/evolve/"].flatMap((folder) =>
    readdirSync(new URL(folder, ROOT), { recursive: true, encoding: "utf8" })
      .filter((path) => /\/v\d+\.bare$/.test(path))
      .map((path) => folder + path)
      .sort(),
  );
  return new Map(paths.map((path) => [path, readFileSync(new URL(path, ROOT), "utf8")]));
}

/** The opened schemas by their path. */
export function corpusSchemas(): ReadonlyMap<string, InspectedSchema> {
  return new Map([...corpusTexts()].map(([path, text]) => [path, openText(text)]));
}

export function openText(text: string): InspectedSchema {
  return openSchema(describeVersion(schemaOfText(text)));
}

export function schemaOfText(text: string): Schema {
  const read = readSchema({ file: "v1.bare", text, protocol: "inspected", version: 1 });
  if (!read.ok) throw new Error(JSON.stringify(read.diagnostics));
  return read.schema;
}
