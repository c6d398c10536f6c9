/**
 * Tests the handshake: one side writes it, the other reads it.
 */

import { expect, test } from "vitest";
import {
  decodeRefusal,
  encodeRefusal,
  offer,
  offeredSubprotocols,
  selectedVersion,
  selectSubprotocol,
} from "../gen/envoy-protocol/negotiation.js";
import { decodeToEnvoy, encodeToEnvoy, VERSIONS } from "../gen/envoy-protocol/versions.js";
import { CLOSE_CODES, classifyClose } from "./close-codes.js";
import { initMessage } from "./init.js";
import { appendDatabases, parseDatabases } from "./query.js";
import { tokenOf, tokenSubprotocol } from "./token.js";

/** Agrees on a version of a client of some versions and a server of others; 0 if it refuses. */
function check(client: readonly number[], server: readonly number[]): number | null {
  const choice = selectSubprotocol(offer(server), offeredSubprotocols(offer(client)));
  if (choice.kind === "foreign") return null;
  const selected = selectedVersion(offer(client), choice.subprotocol);
  const expected = choice.kind === "selected" ? { version: choice.version } : { kind: "refused" };
  expect(selected).toMatchObject(expected);
  return choice.kind === "selected" ? choice.version : 0;
}

test("a client offers its versions, the newest first, and to be refused", () => {
  const names = ["envoy-protocol.v10", "envoy-protocol.v9", "envoy-protocol.v2"];
  expect(offeredSubprotocols(offer([9, 2, 10]))).toEqual([...names, "envoy-protocol.refused"]);
});

test.each([
  [[1, 2, 3], [1, 2, 3], 3],
  [[1, 2, 3], [2, 1], 2],
  [[2, 10], [10, 9, 2], 10],
  [[1, 2], [3], 0],
])("a client of %j and a server of %j agree on %i", (client, server, version) => {
  expect(check(client, server)).toBe(version);
});

test("who offers neither a version in common nor to be refused is foreign", () => {
  const offered = ["envoy-protocol.v9", "chat"];
  expect(selectSubprotocol(offer([1]), offered)).toEqual({ kind: "foreign" });
  expect(selectSubprotocol(offer([1]), [])).toEqual({ kind: "foreign" });
});

test.each(["", "chat", "envoy-protocol.v9", "envoy-protocol.v", "envoy-protocol.v01"])(
  "%j is nothing that a client of v1 has offered",
  (subprotocol) => {
    expect(selectedVersion(offer([1]), subprotocol).kind).toBe("protocol-violation");
  },
);

test("the layout of a refusal never changes", () => {
  const frame = Uint8Array.from([0x42, 0x57, 0x52, 0x46, 2, 0, 2, 1]);
  expect(encodeRefusal(offer([258, 2, 3]))).toEqual(frame);
  expect(decodeRefusal(offer([1, 300]), frame)).toEqual({
    kind: "version-refused",
    protocol: "envoy-protocol",
    own: { minVersion: 1, maxVersion: 300 },
    peer: { minVersion: 2, maxVersion: 258 },
  });
  const choice = selectSubprotocol(offer([2, 3, 258]), ["envoy-protocol.refused"]);
  expect(choice).toMatchObject({ kind: "refused", frame, peer: null });
});

test.each(["geheim/ü %", "a b(c)", "", "envoy-protocol.token.", "\u{1f511}"])(
  "the token %j is read as it was shown, among names of subprotocols",
  (token) => {
    const shown = tokenSubprotocol(token);
    // The characters are those of a header value, by RFC 9110.
    expect(shown).toMatch(/^[\w!#$%&'*+.^`|~-]+$/);
    expect(tokenOf([...offeredSubprotocols(offer([1, 2])), shown])).toBe(token);
  },
);

test("who shows no token, or one that encodes nothing, has none", () => {
  expect(tokenOf(offeredSubprotocols(offer()))).toBeNull();
  expect(tokenOf(["envoy-protocol.token.%E0%A4%A"])).toBeNull();
});

test("databases are read from a query as they were named", () => {
  const named = { namespace: "a&b=c ü", actors: ["one", "one two", "?"] };
  const query = new URLSearchParams("namespace=old&kept=1");
  appendDatabases(query, named);
  const read = new URLSearchParams(query.toString());
  expect(parseDatabases(read)).toEqual(named);
  expect(read.get("kept")).toBe("1");
});

test.each(["", "actor=one", "namespace=a&namespace=b&actor=one"])(
  "the query %j names no databases",
  (query) => {
    expect(parseDatabases(new URLSearchParams(query))).toBeNull();
  },
);

test("a client returns, unless it was evicted or its server will not have it", () => {
  const codes = [1000, 1001, 1006, 1011, 3999, 4001, 4002, 4100];
  for (const code of codes) expect(classifyClose(code)).toEqual({ kind: "disconnected", code });
  const rejections = [
    [4003, "unauthorised"],
    [4004, "no-such-namespace"],
    [4005, "invalid-name"],
    [4006, "foreign-origin"],
    [4007, "corrupt"],
    [4008, "newer-record"],
    [4009, "rejected"],
    [4099, "rejected"],
  ] as const;
  for (const [code, kind] of rejections) expect(classifyClose(code)).toEqual({ kind, code });
  expect(classifyClose(CLOSE_CODES.evicted)).toEqual({ kind: "evicted" });
});

test.each(VERSIONS)("v%i: the first message tells the terms of the server", (version) => {
  const message = initMessage({ idleTimeoutMs: 1, actorStopMs: 2, maxResponseSize: 3 });
  expect(decodeToEnvoy(encodeToEnvoy(message, version), version)).toMatchObject({
    tag: "ToEnvoyInit",
    val: {
      metadata: { envoyLostThreshold: 1n, actorStopThreshold: 2n, maxResponsePayloadSize: 3n },
    },
  });
});
