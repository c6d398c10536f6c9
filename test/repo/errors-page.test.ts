/** `docs/errors.md` is printed from the tables of errors; BAREWIRE_UPDATE=1 writes it. */

import { readFile, writeFile } from "node:fs/promises";
import ts from "typescript";
import { expect, test } from "vitest";
import { SECTIONS } from "../../docs/errors/error-sections.js";
import { errorsPage } from "../../docs/errors/print-page.js";
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
  expect(kinds.length).toBeGreaterThan(3);
  const silent = kinds.filter((kind) => !Object.hasOwn(table, kind));
  expect(silent, "describe these kinds in docs/errors/").toEqual([]);
});

test("docs/errors.md says what the declarations say", async () => {
  if (process.env["BAREWIRE_UPDATE"] === "1") await writeFile(PAGE, errorsPage());
  expect(await readFile(PAGE, "utf8")).toBe(errorsPage());
});
