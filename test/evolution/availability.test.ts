/**
 * Tests that `supports`, `supportOf`, `minVersion` and `XAt` agree with the converters.
 */

import { expect, test } from "vitest";
import { type CompiledProtocol, callExport, compileProtocol } from "./compile-protocol.js";
import { typeErrors } from "./type-check.js";

function decisions(older: number, newer: number, entries: string): string {
  const type = `DecisionsV${older}V${newer}`;
  const names = ["reject", "renamedFrom"].filter((name) => entries.includes(name));
  return [
    `import { ${names.join(", ")} } from "@barewire/runtime/decisions";`,
    `import type { ${type} } from "../gen/v${older}-v${newer}.js";`,
    `export const decisions: ${type} = { ${entries} };\n`,
  ].join("\n");
}

function call(protocol: CompiledProtocol, name: string, ...args: unknown[]): unknown {
  return callExport(protocol, "versions.ts", name, ...args);
}

test("a renamed type, variant and field is the same part in every version", async () => {
  const protocol = await compileProtocol({
    protocol: "renamed",
    schemas: [
      "type User struct { id: u8 ms: u32 }\ntype Ping void\ntype Msg union { User | Ping }",
      "type Account struct { id: u8 ms: u32 }\ntype Ping void\ntype Msg union { Account | Ping }",
      "type Account struct { id: u8 s: u32 }\ntype Ping void\ntype Msg union { Account | Ping }",
    ],
    decisions: new Map([
      ["v1-v2", decisions(1, 2, '"Account": renamedFrom("User")')],
      ["v2-v3", decisions(2, 3, '"Account.s": renamedFrom("ms")')],
    ]),
  });
  for (const path of ["Msg.Account", "Account", "Account.s", "Account.id", "Msg.Ping"]) {
    expect([path, call(protocol, "supports", 1, path)]).toEqual([path, true]);
    expect([path, call(protocol, "supportOf", 1, path)]).toEqual([path, "full"]);
    expect([path, call(protocol, "minVersion", path)]).toEqual([path, 1]);
  }
  for (const path of ["Msg.User", "User", "Nobody", "Account.ms", "Account.toString", "toString"]) {
    for (const version of [1, 2, 3, 4]) {
      expect([path, call(protocol, "supports", version, path)]).toEqual([path, false]);
    }
    expect(call(protocol, "minVersion", path)).toBe(Number.POSITIVE_INFINITY);
  }
});

test("what is refused in part, in full or not at all is told apart", async () => {
  const protocol = await compileProtocol({
    protocol: "partly",
    schemas: [
      "type Level enum { LOW }\ntype A struct { n: u8 l: Level }\ntype Odd struct { a: u8 }\ntype M union { A | Odd }",
      "type Level enum { LOW HIGH }\ntype A struct { n: u32 l: Level }\ntype Odd struct { a: str }\ntype B struct { b: u8 }\ntype M union { A | Odd | B }",
    ],
    decisions: new Map([
      ["v1-v2", decisions(1, 2, '"Odd.a": { upgrade: reject, downgrade: reject }')],
    ]),
  });
  const support = (path: string) => call(protocol, "supportOf", 1, path);
  expect(support("A.n")).toBe("partly");
  expect(support("A.l")).toBe("partly");
  expect(support("Level")).toBe("partly");
  expect(support("Level.LOW")).toBe("full");
  expect(support("Level.HIGH")).toBe("none");
  expect(support("M.A")).toBe("partly");
  expect(support("M.Odd")).toBe("none");
  expect(support("M.B")).toBe("none");
  // The type of what can be sent says the same: a variant whose payload is refused is none of it.
  expect(protocol.files.get("versions.ts")).toMatch(
    /1: Exclude<M, \{ readonly tag: "Odd" \| "B" \}>/,
  );
});

test("an unknown path does not compile, and one of every version does", async () => {
  const { files } = await compileProtocol({
    protocol: "paths",
    schemas: ["type E enum { X }\ntype A struct { n: u8 e: E }\ntype M union { A | u8 }"],
    decisions: new Map(),
  });
  const use = (path: string) =>
    `import { supports } from "./versions.js";\nexport const known: boolean = supports(1, "${path}");\n`;
  const errors = (path: string) =>
    typeErrors(
      new Map([
        ...[...files].map(([name, text]) => [`paths/gen/${name}`, text] as const),
        ["paths/gen/use.ts", use(path)],
      ]),
    );
  for (const path of ["A", "A.n", "A.e", "E.X", "M.A", "M.u8"]) expect(errors(path)).toEqual([]);
  for (const path of ["B", "A.x", "M.B", "E.Y", "constructor"])
    expect(errors(path)).not.toEqual([]);
});
