/** The documents tell the truth about files: every link, path and excerpt in them is real. */

import { existsSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";
import { FILES, ROOT, textOf } from "./repository.js";

const DOCUMENTS = FILES.filter(
  (path) => /\.md$/.test(path) && !path.startsWith("bench/codec/gen/"),
);

/** `wrongIn` finds nothing in all documents together. */
function check(wrongIn: (document: string, text: string) => readonly string[]): void {
  expect(DOCUMENTS).toContain("README.md");
  const wrong = DOCUMENTS.flatMap((document) =>
    wrongIn(document, textOf(document)).map((what) => `${document}: ${what}`),
  );
  expect(wrong).toEqual([]);
}

test("every link within the repository leads to a file, and to a heading of it", () => {
  check((document, text) =>
    [...text.matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target = ""]) => target)
      .filter((target) => !/^https?:/.test(target) && !leadsSomewhere(document, target)),
  );
});

test("the README leads to every page of the documentation", () => {
  const readme = textOf("README.md");
  const pages = DOCUMENTS.filter((path) => /^docs\/[^/]+\.md$/.test(path));
  expect(pages.length).toBeGreaterThan(10);
  expect(pages.filter((path) => !readme.includes(`](${path})`))).toEqual([]);
});

test("every path in backticks exists", () => {
  const folders = "codegen|packages|schemas|test|bench|examples|docs";
  const path = new RegExp(`\`((?:(?:${folders})/|\\.ci/)[\\w./-]*)\``, "g");
  check((_, text) =>
    [...text.matchAll(path)].map(([, found = ""]) => found).filter((found) => !existsAt(found)),
  );
});

test("code that names its file in its first line stands in that file", () => {
  check((_, text) =>
    [...text.matchAll(/^ *```ts\n *\/\/ (\S+\.ts)\n(.*?)^ *```$/gms)]
      .filter(([, path = "", code = ""]) => {
        return !existsAt(path) || !outdented(textOf(path)).includes(outdented(code));
      })
      .map(([, path = ""]) => path),
  );
});

/** Removes the indentation, which code in a list has. */
function outdented(text: string): string {
  return text.replaceAll(/^ +/gm, "");
}

test("ARCHITECTURE.md says why each top-level folder is there", () => {
  const folders = new Set(
    FILES.flatMap((path) => (path.includes("/") ? [path.split("/")[0]] : [])),
  );
  const text = textOf("ARCHITECTURE.md");
  expect([...folders].filter((folder) => !text.includes(`\`${folder}/`))).toEqual([]);
});

/** The standard terms that a reader of the field searches for; the table may have more. */
const TERMS: readonly string[] = [
  "SLRU cache",
  "buffer pool",
  "fencing token",
  "idempotency token",
  "seqlock-like page table",
  "group commit",
  "back-pressure",
  "heartbeat",
  "ring buffer",
];

test("the table of patterns in ARCHITECTURE.md gives each term once, with the file that shows it", () => {
  const [, section = ""] = textOf("ARCHITECTURE.md").split("\n## Patterns\n");
  const [table = ""] = section.split("\n## ");
  const [, , ...rows] = table.trim().split("\n");
  const cells = rows.map((row) => row.split("|").map((cell) => cell.trim()));
  const terms = cells.map(([, term = ""]) => term);
  expect(terms.length).toBeGreaterThan(30);
  expect(terms.filter((term, index) => terms.indexOf(term) !== index)).toEqual([]);
  expect(TERMS.filter((term) => !terms.some((given) => given.includes(term)))).toEqual([]);
  const wrong = cells.filter(([, term, meaning, cell = "", ...end]) => {
    const [, file = ""] = /^`([^`]+)`$/.exec(cell) ?? [];
    return !term || !meaning || !FILES.includes(file) || end.join() !== "";
  });
  expect(wrong).toEqual([]);
});

function leadsSomewhere(document: string, target: string): boolean {
  const [file = "", heading] = target.split("#");
  const path = file === "" ? document : normalize(join(dirname(document), file));
  if (!existsAt(path)) return false;
  return heading === undefined || headingsOf(path).includes(heading);
}

function existsAt(path: string): boolean {
  return existsSync(ROOT + path);
}

/** Returns the headings as links name them. */
function headingsOf(document: string): readonly string[] {
  return [...textOf(document).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w -]/g, "")
      .replaceAll(" ", "-"),
  );
}
