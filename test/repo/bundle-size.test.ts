/** The size of the codecs in a client, held to a budget and to another encoder's code. */

import { join } from "node:path";
import { expect, test } from "vitest";
import { CLIENTS, measureClient } from "../../bench/size/bench-size.js";
import { bundleSize } from "../../bench/size/bundle-size.js";
import { ROOT } from "./repository.js";

test("three small types are smaller than the code of @bare-ts for the same schema", async () => {
  const [client] = CLIENTS;
  const measured = await measureClient(client);
  for (const uses of ["encode and decode", "decode only"]) {
    const [ours, theirs] = ["barewire", "@bare-ts"].map(
      (codec) => measured.find((found) => found.codec === codec && found.uses === uses)?.gzip ?? 0,
    );
    console.log(`${client.schema}, ${uses}: ${ours} bytes with gzip, @bare-ts ${theirs}`);
    expect(ours).toBeGreaterThan(0);
    expect(ours).toBeLessThan(theirs ?? 0);
  }
});

test.each([
  { names: ["decodeToEnvoy"], budget: 3_200 },
  { names: ["encodeToRivet", "decodeToEnvoy"], budget: 6_000 },
])("a client of envoy-protocol v3 that uses $names keeps its budget", async ({ names, budget }) => {
  const from = join(ROOT, "packages/protocol/src/gen/envoy-protocol/v3.ts");
  const { minified, gzip } = await bundleSize(ROOT, from, names);
  console.log(`${names.join(", ")}: ${minified} bytes minified, ${gzip} with gzip`);
  expect(gzip).toBeLessThan(budget);
});

test("what reads a schema at run time is small, and has neither JSON nor conversions", async () => {
  const names = ["openSchema", "decodeValue", "encodeValue"];
  const codec = await bundleSize(ROOT, "@barewire/inspect", names);
  const tree = await bundleSize(ROOT, "@barewire/inspect", [...names, "inspectBytes"]);
  const json = await bundleSize(ROOT, "@barewire/inspect/json", ["toJson", "fromJson"]);
  console.log(`engine: ${codec.gzip} with gzip, with the parts of a message ${tree.gzip}`);
  console.log(`JSON alone: ${json.gzip} with gzip`);
  expect(codec.gzip).toBeLessThan(6_000);
  expect(tree.gzip).toBeLessThan(7_000);
  expect(json.gzip).toBeLessThan(5_000);
});

test("agreeing on a version is small, and a client that does not contains none of it", async () => {
  const from = join(ROOT, "packages/protocol/src/gen/envoy-protocol");
  const names = ["offer", "offeredSubprotocols", "selectedVersion", "decodeRefusal"];
  const client = await bundleSize(ROOT, join(from, "negotiation.ts"), names);
  const stream = ["offer", "encodeOffer", "readOffer", "readAnswer", "FirstFrame"];
  const both = await bundleSize(ROOT, join(from, "negotiation.ts"), stream);
  console.log(`over a WebSocket: ${client.gzip} with gzip, over a byte stream: ${both.gzip}`);
  expect(client.gzip).toBeLessThan(1_200);
  expect(both.gzip).toBeLessThan(2_000);
});
