/**
 * All schema texts that there are to test with: the corpus, right and wrong, the schemas of the
 * protocols and examples, and the public data where it is.
 */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export type SchemaText = { readonly name: string; readonly text: string };

const REPOSITORY = fileURLToPath(new URL("../../", import.meta.url));

const FOLDERS = ["codegen/corpus", "schemas", "examples"];

/** The texts of the repository, and those of the public data. */
export function schemaTexts(): readonly SchemaText[] {
  return [...FOLDERS.flatMap(textsIn), ...publicTexts()];
}

function textsIn(folder: string): readonly SchemaText[] {
  const names = readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => name.endsWith(".bare"))
    .map((name) => join(folder, name))
    .map((name) => ({ name, text: readFileSync(join(REPOSITORY, name), "utf8") }));
}

/** Empty where BAREWIRE_CONFORMANCE_DIR is not set. */
function publicTexts(): readonly SchemaText[] {
  const { BAREWIRE_CONFORMANCE_DIR: folder } = process.env;
  if (folder === undefined) return [];
  // The corpus is data of a fixed shape.
  const cases: readonly { readonly id: string; readonly schema: string }[] = JSON.parse(
    readFileSync(join(folder, "schema-corpus.json"), "utf8"),
  );
  const vectors: readonly { readonly id: string; readonly schema: string }[] = JSON.parse(
    readFileSync(join(folder, "vectors.json"), "utf8"),
  );
  return [...cases, ...vectors].map(({ id, schema }) => ({ name: id, text: schema }));
}
