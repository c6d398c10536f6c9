/**
 * Tests that blobs are written and read in plain JavaScript: without Node, and without Buffer.
 */

import { createContext, runInContext } from "node:vm";
import { expect, test } from "vitest";
import { bundleScript } from "../browser/bundle-script.js";

const ENTRY = `
import { decodeLtx, encodeLtx, LtxVerifier, openLtx } from "@barewire/ltx";

const header = { pageSize: 4096, commit: 70, minTxid: 3n, maxTxid: 3n, timestampMs: 5n };
const pages = [1, 2, 70].map((pgno) => ({ pgno, bytes: new Uint8Array(4096).fill(pgno) }));
const blob = encodeLtx(header, pages);
const verifier = new LtxVerifier();
verifier.push(blob);
let refused = "";
try {
  decodeLtx(blob.slice(1));
} catch (error) {
  refused = error.issue.kind;
}
globalThis.result = JSON.stringify([
  decodeLtx(blob).pages.map(({ pgno, bytes }) => [pgno, bytes[4095], bytes.length]),
  verifier.finish().frames.map(({ pgno }) => pgno),
  openLtx(blob, { verifyChecksum: true }).readPage(70)[0],
  typeof Buffer,
  refused,
]);
`;

test("blobs need nothing but the language", async () => {
  const globals: { result?: unknown } = {};
  runInContext(await bundleScript(ENTRY), createContext(globals));
  expect(JSON.parse(String(globals.result))).toEqual([
    [
      [1, 1, 4096],
      [2, 2, 4096],
      [70, 70, 4096],
    ],
    [1, 2, 70],
    70,
    "undefined",
    "magic",
  ]);
});
