/** `docs/errors.md` is printed from the tables of errors; BAREWIRE_UPDATE=1 writes it. */

import { readFile, writeFile } from "node:fs/promises";
import ts from "typescript";
import { expect, test } from "vitest";
import { CLOSES } from "../../docs/errors/close-codes.js";
import type { ErrorEntry } from "../../docs/errors/error-entry.js";
import { SECTIONS } from "../../docs/errors/error-sections.js";
import { errorsPage } from "../../docs/errors/print-page.js";
import { HANDLER_FAILURES, LOG_EVENTS, REFUSALS } from "../../docs/errors/server-errors.js";
import { STORAGE_ISSUES } from "../../docs/errors/storage-errors.js";
import { nodesOf } from "./repository.js";

const PAGE = new URL("../../docs/errors.md", import.meta.url);

/** The kinds of the type `name`, if there is one, or else all that the file at `path` declares. */
function declaredKinds(path: string, name: string): readonly string[] {
  const nodes = nodesOf(path);
  const [alias] = nodes.filter(ts.isTypeAliasDeclaration).filter((node) => node.name.text === name);
  const types =
    alias === undefined
      ? nodes.filter(ts.isPropertySignature).filter((node) => node.name.getText() === "kind")
      : [alias];
  return types.flatMap(({ type }) => {
    if (type === undefined) return [];
    const parts = ts.isUnionTypeNode(type) ? [...type.types] : [type];
    return parts.flatMap((part) =>
      ts.isLiteralTypeNode(part) && ts.isStringLiteral(part.literal) ? [part.literal.text] : [],
    );
  });
}

test.each(SECTIONS)("every kind of $name has its cause and remedy", ({ name, path, table }) => {
  const kinds = declaredKinds(path, name);
  expect(kinds.length).toBeGreaterThan(2);
  const silent = kinds.filter((kind) => !Object.hasOwn(table, kind));
  expect(silent, "describe these kinds in docs/errors/").toEqual([]);
});

test("docs/errors.md says what the declarations say", async () => {
  if (process.env["BAREWIRE_UPDATE"] === "1") await writeFile(PAGE, errorsPage());
  expect(await readFile(PAGE, "utf8")).toBe(errorsPage());
});

/** Every kind that a line of the log may have. */
const LOGGED_KINDS = [REFUSALS, STORAGE_ISSUES, HANDLER_FAILURES].flatMap((table) =>
  Object.keys(table),
);

test("every event and kind of the log that an entry names is one that the log has", () => {
  const tables: readonly Readonly<Record<string, ErrorEntry>>[] = [
    ...SECTIONS.map(({ table }) => table),
    CLOSES,
  ];
  const entries = tables.flatMap((table) => Object.entries(table));
  const wrong = entries.flatMap(([kind, { logged = "" }]) =>
    logged
      .split("; ")
      .filter((text) => text !== "")
      .flatMap((text) => {
        const [event = "", ...kinds] = text.split(/, | or /);
        const isKnown =
          Object.hasOwn(LOG_EVENTS, event) && kinds.every((each) => LOGGED_KINDS.includes(each));
        return isKnown ? [] : [`${kind}: ${text}`];
      }),
  );
  expect(wrong).toEqual([]);
});
