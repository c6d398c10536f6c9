/**
 * Messages are typed by the version that they are sent to: what that version cannot carry does not
 * compile.
 */

import { VERSIONS } from "@barewire/protocol/envoy-protocol";
import { expect, test } from "vitest";
import { sourceFiles } from "./run-source.js";
import { SIX_VERSIONS } from "./six-versions.js";
import { typeErrors } from "./type-check.js";

const NEWEST = Math.max(...VERSIONS);

const HEAD = `
import {
  encodeToEnvoy, encodeToRivet, supports,
  type ToEnvoyAt, type ToRivet, type ToRivetAt,
} from "@barewire/protocol/envoy-protocol";

declare const anyVersion: number;
declare const message: ToRivet;
const pong = { tag: "ToRivetPong", val: { ts: 1n } } as const;
const pages = {
  tag: "ToRivetSqliteGetPagesRequest",
  val: { requestId: 1, data: { actorId: "a", generation: 1n, pgnos: [1] } },
} as const;
const range = {
  tag: "ToRivetSqliteGetPageRangeRequest",
  val: {
    requestId: 1,
    data: { actorId: "a", generation: 1n, startPgno: 1, maxPages: 1, maxBytes: 1n },
  },
} as const;
`;

const COMPILE: readonly string[] = [
  "encodeToRivet(pong, 1);",
  "encodeToRivet(pages, 2);",
  "encodeToRivet(range, 3);",
  "encodeToRivet(range, anyVersion);",
  "encodeToRivet(message, anyVersion);",
  `encodeToRivet(message, ${NEWEST});`,
  "const sent: ToRivetAt<2> = pages;",
  "const sent: ToRivetAt<3> = range;",
  `const tag: ToEnvoyAt<1>["tag"] = "ToEnvoyPing";`,
  `supports(2, "ToRivet.ToRivetSqliteGetPageRangeRequest");`,
  `supports(anyVersion, "CommandStartActor.sqliteStartupData");`,
];

const FAIL: readonly string[] = [
  "encodeToRivet(pages, 1);",
  "encodeToRivet(range, 1);",
  "encodeToRivet(range, 2);",
  "encodeToRivet(message, 2);",
  "const sent: ToRivetAt<2> = range;",
  `const sent: ToRivetAt<${NEWEST + 1}> = pong;`,
  `const tag: ToEnvoyAt<2>["tag"] = "ToEnvoySqliteGetPageRangeResponse";`,
  `supports(2, "ToRivet.NoSuchRequest");`,
];

test("a message that the named version cannot carry does not compile", () => {
  const names = [...COMPILE, ...FAIL].map((_, index) => `test/matrix/compiled-${index}.ts`);
  const texts = [...COMPILE, ...FAIL].map(
    (line) => `${HEAD}export function send() {\n${line}\n}\n`,
  );
  const errors = typeErrors(new Map(names.map((name, index) => [name, texts[index] ?? ""])));
  // Errors about names of the head that a case does not use do not count.
  const own = errors.filter((error) => !/is declared but|imports? .* unused/.test(error));
  const failing = names.filter((name) => own.some((error) => error.startsWith(`${name}:`)));
  const lines = new Map([...COMPILE, ...FAIL].map((line, index) => [names[index], line]));
  expect(failing.map((name) => lines.get(name))).toEqual(FAIL);
});

test("what is generated for a protocol of six versions, and its decisions, compile", async () => {
  const files = [...(await sourceFiles(SIX_VERSIONS))];
  const texts = new Map(files.map(([name, text]) => [`test/matrix/six/${name}`, text]));
  const errors = typeErrors(texts);
  // The decisions of the corpus import every helper, for short.
  expect(errors.filter((error) => !/decisions\/.* is declared but/.test(error))).toEqual([]);
});
