/**
 * The findings of the generator, as its corpus shows them: each folder has an input that is wrong,
 * and what is said of it.
 */

import { existsSync, readdirSync, readFileSync } from "node:fs";

export type FindingRow = {
  readonly folder: string;
  readonly message: string;
  readonly help: string;
};

const CORPUS = new URL("../../codegen/corpus/", import.meta.url);

/** The name of the file with what is said of an input that is wrong. */
const EXPECTED = "expected.txt";

/** Sorted by folder; a message that was found before is not repeated. */
export function findingRows(): readonly FindingRow[] {
  const rows = ["invalid", "evolve"].flatMap((kind) =>
    readdirSync(new URL(kind, CORPUS))
      .sort()
      .flatMap((name) => findingsOf(`${kind}/${name}`)),
  );
  const known = new Set<string>();
  return rows.filter(({ message }) => {
    if (known.has(message)) return false;
    known.add(message);
    return true;
  });
}

function findingsOf(folder: string): readonly FindingRow[] {
  const file = new URL(`${folder}/${EXPECTED}`, CORPUS);
  if (!existsSync(file)) return [];
  const text = readFileSync(file, "utf8");
  return text.split(/\n(?=\S)/).flatMap((finding) => {
    const [, message] = /^\S+?:\d+:\d+: (.*)/.exec(finding) ?? [];
    const [, help = ""] = /^ {2}help: (.*)/m.exec(finding) ?? [];
    return message === undefined ? [] : [{ folder, message, help }];
  });
}
