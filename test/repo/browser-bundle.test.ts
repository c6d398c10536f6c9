/**
 * The protocol package in a browser: bundled as an application would, then run where there is no
 * `process`, no `Buffer` and no `require`.
 */

import { createContext, runInContext } from "node:vm";
import { expect, test } from "vitest";
import { bundleScript } from "../browser/bundle-script.js";
import { FILES } from "./repository.js";

/** Everything that the package exports, as `@barewire/protocol/...`. */
const MODULES = FILES.flatMap((path) => {
  const [, folder, name] =
    /^packages\/protocol\/src\/(?:gen\/)?([\w-]+)\/([\w.-]+)\.ts$/.exec(path) ?? [];
  const isExported = path.includes("/src/gen/") || name === "index";
  if (folder === undefined || !isExported) return [];
  const isEntry = name === "versions" || name === "index";
  return [`@barewire/protocol/${folder}${isEntry ? "" : `/${name}`}`];
});

/** Runs `script` and returns what it gives to `report`, as JSON. */
async function check(script: string): Promise<unknown> {
  const code = await bundleScript(script);
  expect(code).not.toMatch(/\brequire\b|"node:/);
  let reported = "";
  // The globals of a browser, without those of Node.
  const globals = { TextEncoder, TextDecoder, report: (json: string) => (reported = json) };
  runInContext(code, createContext(globals));
  return JSON.parse(reported);
}

test.each(MODULES)("%s bundles without a shim, and importing it does nothing", async (module) => {
  const script = `
    import * as module from "${module}";
    report(JSON.stringify(Object.keys(module).length));
  `;
  expect(await check(script)).toBeGreaterThan(0);
});

test.each(["v2", "v3"])("%s encodes and decodes pages there", async (version) => {
  const script = `
    import { decodeToEnvoy, encodeToEnvoy } from "@barewire/protocol/envoy-protocol/${version}";
    const bytes = Uint8Array.from({ length: 4096 }, (_, index) => index);
    const meta = {
      generation: 1n, headTxid: 2n, materializedTxid: 0n, dbSizePages: 1, pageSize: 4096,
      creationTsMs: -1n, maxDeltaBytes: 8388608n,
    };
    const data = { tag: "SqliteGetPagesOk", val: { pages: [{ pgno: 1, bytes }], meta } };
    const message = { tag: "ToEnvoySqliteGetPagesResponse", val: { requestId: 1, data } };
    const encoded = encodeToEnvoy(message);
    const { val } = decodeToEnvoy(encoded);
    const page = val.data.val.pages[0].bytes;
    report(JSON.stringify({
      size: encoded.length,
      isView: page.buffer === encoded.buffer,
      isSame: page.every((byte, index) => byte === bytes[index]),
      creationTsMs: String(val.data.val.meta.creationTsMs),
    }));
  `;
  expect(await check(script)).toEqual({
    size: 4158,
    isView: true,
    isSame: true,
    creationTsMs: "-1",
  });
});

test("the versioned codec converts, refuses and names the place of damage there", async () => {
  const script = `
    import { decodeToRivet, encodeToRivet } from "@barewire/protocol/envoy-protocol";
    import { attempt } from "@barewire/runtime";
    const data = { actorId: "ä", generation: 1n, startPgno: 1, maxPages: 1, maxBytes: 1n };
    const range = { tag: "ToRivetSqliteGetPageRangeRequest", val: { requestId: 1, data } };
    const refused = attempt(() => encodeToRivet(range, 1));
    const damaged = attempt(() => decodeToRivet(encodeToRivet(range, 3).subarray(0, 20), 3));
    const whole = decodeToRivet(encodeToRivet(range, 3), 3);
    report(JSON.stringify([refused.issue.path, damaged.issue.path, whole.val.data.actorId]));
  `;
  expect(await check(script)).toEqual([
    "ToRivet.ToRivetSqliteGetPageRangeRequest",
    "ToRivet.ToRivetSqliteGetPageRangeRequest.data.maxPages",
    "ä",
  ]);
});

test("a schema is read at run time there: bytes, their parts, JSON and conversions", async () => {
  const script = `
    import { encodeValue, inspectBytes, leavesOf, schemaOfShapes } from "@barewire/inspect";
    import { decodeMessage } from "@barewire/inspect/convert";
    import { fromJson, toJson } from "@barewire/inspect/json";
    import { minimalValue } from "@barewire/inspect/values";
    import { schema } from "@barewire/protocol/envoy-protocol/v3.schema";
    const opened = schemaOfShapes("envoy-protocol", 3, schema);
    const value = fromJson(schema, "KvMetadata", { version: "AP8=", updateTs: "-1" });
    const bytes = encodeValue(opened, "KvMetadata", value);
    const { nodes } = inspectBytes(opened, "KvMetadata", bytes);
    report(JSON.stringify([
      leavesOf(nodes).map(({ path, start, end }) => [path, start, end]),
      toJson(schema, "KvMetadata", value),
      toJson(schema, "KvListQuery", minimalValue(schema, "KvListQuery")),
      typeof decodeMessage,
    ]));
  `;
  expect(await check(script)).toEqual([
    [
      ["KvMetadata.version", 0, 3],
      ["KvMetadata.updateTs", 3, 11],
    ],
    { version: "AP8=", updateTs: "-1" },
    { tag: "KvListAllQuery", val: null },
    "function",
  ]);
});
