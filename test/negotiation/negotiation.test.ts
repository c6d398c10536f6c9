/**
 * Tests that two builds agree on the newest version of both, on every transport alike, and that
 * whatever a hostile peer sends first is refused with bounded work.
 */

import {
  createOffer,
  decodeRefusal,
  encodeOffer,
  encodeRefusal,
  FirstFrame,
  type FrameRead,
  NegotiationError,
  negotiate,
  type Offer,
  type OfferAnswer,
  offeredSubprotocols,
  readAnswer,
  readOffer,
  recordVersion,
  requireVersion,
  selectedVersion,
  selectSubprotocol,
} from "@barewire/runtime/negotiation";
import { expect, test } from "vitest";
import { failureOf } from "../contract/failure-of.js";
import { countFrom, pick, type Random, withSeed } from "../contract/seeded-random.js";

const COUNT = countFrom("BAREWIRE_TEST_NEGOTIATIONS", 2_000);

/** The largest frame that may be waited for: the longest name, and the most versions. */
const MAX_OFFER_SIZE = 6 + 255 + 2 * 255;

const NAMES = ["chat", "chat.v2", "mail", "A_1-x", "x".repeat(255)];

function randomOffer(random: Random, protocol: string): Offer {
  const top = pick(random, [4, 9, 300, 65_535]);
  const count = 1 + random(pick(random, [3, 6, 255]));
  return createOffer(
    protocol,
    Array.from({ length: count }, () => 1 + random(top)),
  );
}

/** The answer to every pair of offers, told by sets alone. */
function expectedOf(own: Offer, peer: Offer): string {
  if (own.protocol !== peer.protocol) return `${own.protocol}, not ${peer.protocol}`;
  const common = own.versions.filter((version) => peer.versions.includes(version));
  if (common.length > 0) return `v${common.sort((one, other) => one - other).at(-1)}`;
  return `${rangeText(own)} and ${rangeText(peer)}`;
}

function rangeText({ versions }: Offer): string {
  const sorted = [...versions].sort((one, other) => one - other);
  return `${sorted[0]}-${sorted.at(-1)}`;
}

type Outcome = ReturnType<typeof negotiate> | ReturnType<typeof decodeRefusal>;

/** The same text of an outcome. */
function textOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case "selected":
      return `v${outcome.version}`;
    case "version-refused": {
      const { own, peer } = outcome;
      return `${own.minVersion}-${own.maxVersion} and ${peer.minVersion}-${peer.maxVersion}`;
    }
    case "other-protocol":
      return `${outcome.protocol}, not ${outcome.peer}`;
    case "protocol-violation":
      return outcome.reason;
    default:
      return outcome satisfies never;
  }
}

/** The conclusion of a client from the choice of a server among its subprotocols. */
function bySubprotocols(client: Offer, server: Offer): string {
  const choice = selectSubprotocol(server, offeredSubprotocols(client));
  if (choice.kind === "foreign") return `${client.protocol}, not ${server.protocol}`;
  const selected = selectedVersion(client, choice.subprotocol);
  if (choice.kind === "selected") expect(selected).toMatchObject({ version: choice.version });
  if (selected.kind !== "refused") return textOf(selected);
  if (choice.kind !== "refused") throw new Error("only the client takes it for a refusal");
  const { own, peer } = choice;
  expect(`${peer?.minVersion}-${peer?.maxVersion}`).toBe(rangeText(client));
  expect(`${own.minVersion}-${own.maxVersion}`).toBe(rangeText(server));
  return textOf(decodeRefusal(client, choice.frame));
}

/** Reads a frame whose bytes come in random chunks, and bytes of a message behind it. */
function inChunks<Value>(
  random: Random,
  frame: Uint8Array,
  read: (bytes: Uint8Array) => FrameRead<Value>,
): Value {
  const message = Uint8Array.of(7, 8, 9);
  const bytes = Uint8Array.of(...frame, ...message);
  const first = new FirstFrame(read);
  for (let at = 0; at < bytes.length; ) {
    const size = 1 + random(pick(random, [1, 4, 1_000]));
    const memory = bytes.slice(at, at + size);
    at += memory.length;
    const found = first.push(memory);
    if (found !== null) {
      expect([...found.rest, ...bytes.slice(at)]).toEqual([...message]);
      return found.outcome;
    }
    // A socket reads the next chunk into the same memory.
    memory.fill(0xff);
  }
  throw new Error("the frame never ended");
}

/** The conclusion of a client from the first frames of a stream. */
function byFrames(random: Random, client: Offer, server: Offer): string {
  const answer = inChunks(random, encodeOffer(client), (bytes) => readOffer(server, bytes));
  if (answer.frame === null) throw new Error(textOf(answer.outcome));
  expect(textOf(answer.outcome)).toBe(expectedOf(server, client));
  return textOf(inChunks(random, answer.frame, (bytes) => readAnswer(client, bytes)));
}

test("every transport selects the newest version of both sides, or names both ranges", async () => {
  const counts = new Map<string, number>();
  await withSeed((random) => {
    for (let index = 0; index < COUNT; index++) {
      const protocol = pick(random, NAMES);
      const client = randomOffer(random, protocol);
      const server = randomOffer(random, random(8) === 0 ? pick(random, NAMES) : protocol);
      const expected = expectedOf(client, server);
      const outcome = negotiate(client, server);
      counts.set(outcome.kind, (counts.get(outcome.kind) ?? 0) + 1);
      expect(textOf(outcome)).toBe(expected);
      expect(textOf(negotiate(server, client))).toBe(expectedOf(server, client));
      expect(bySubprotocols(client, server)).toBe(expected);
      expect(byFrames(random, client, server)).toBe(expected);
    }
  });
  // Otherwise the offers would be too much alike to prove anything.
  for (const kind of ["selected", "version-refused", "other-protocol"]) {
    expect(counts.get(kind) ?? 0).toBeGreaterThan(COUNT / 50);
  }
});

test("a record is read by the builds that have its version, and no byte more is looked at", async () => {
  await withSeed((random) => {
    for (let index = 0; index < COUNT; index++) {
      const own = randomOffer(random, "records");
      const version = random(3) === 0 ? pick(random, own.versions) : 1 + random(12);
      const record = Uint8Array.of(version & 0xff, version >> 8, 0xee, 0xee);
      const expected = expectedOf(own, createOffer("records", [version]));
      expect(textOf(recordVersion(own, record))).toBe(expected);
    }
  });
  for (const bytes of [[], [1], [0, 0, 1]]) {
    const outcome = recordVersion(createOffer("records", [1]), Uint8Array.from(bytes));
    expect(outcome).toMatchObject({ kind: "protocol-violation", protocol: "records" });
  }
});

/** Bytes that are nearly an offer, an answer, or nothing of the kind. */
function hostileBytes(random: Random, versions: readonly number[]): Uint8Array {
  const offer = encodeOffer(randomOffer(random, pick(random, NAMES)));
  const refusal = encodeRefusal(randomOffer(random, "chat"));
  const version = random(2) === 0 ? pick(random, versions) : random(65_536);
  const selection = Uint8Array.of(...ascii("BWSV"), version & 0xff, version >> 8);
  const bytes = pick(random, [offer, refusal, selection, new Uint8Array(random(2_000))]).slice();
  const changes = random(4);
  for (let index = 0; index < changes && bytes.length > 0; index++) {
    bytes[random(pick(random, [8, bytes.length])) % bytes.length] = random(256);
  }
  const kept = random(3) === 0 ? bytes.slice(0, random(bytes.length + 1)) : bytes;
  const extra = random(4) === 0 ? new Uint8Array(random(100)).fill(random(256)) : [];
  return Uint8Array.of(...kept, ...extra);
}

/** The side that was connected to has a frame beside its outcome. */
function outcomeOf(read: Outcome | OfferAnswer): Outcome {
  return "outcome" in read ? read.outcome : read;
}

test("whatever comes first is answered, refused or waited for, and at most for a frame", async () => {
  const counts = new Map<string, number>();
  await withSeed((random) => {
    for (let index = 0; index < 5 * COUNT; index++) {
      const own = randomOffer(random, "chat");
      const bytes = hostileBytes(random, own.versions);
      for (const readFirst of [readOffer, readAnswer]) {
        const read = readFirst(own, bytes);
        const kind = read.kind === "incomplete" ? read.kind : outcomeOf(read.outcome).kind;
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
        if (read.kind === "incomplete") {
          expect(bytes.length).toBeLessThan(MAX_OFFER_SIZE);
          continue;
        }
        const { size } = read;
        const outcome = outcomeOf(read.outcome);
        expect(size).toBeLessThanOrEqual(Math.min(bytes.length, MAX_OFFER_SIZE));
        if (outcome.kind === "selected") expect(own.versions).toContain(outcome.version);
        if (outcome.kind === "other-protocol") expect(outcome.peer).toMatch(/^[\w.-]{1,255}$/);
        // The bytes after a complete frame make no difference to it.
        expect(readFirst(own, Uint8Array.of(...bytes, random(256)))).toEqual(read);
      }
      const refusal = decodeRefusal(own, bytes);
      if (refusal.kind === "version-refused") {
        expect(refusal.peer.minVersion).toBeGreaterThan(0);
        expect(refusal.peer.maxVersion).toBeGreaterThanOrEqual(refusal.peer.minVersion);
      }
    }
  });
  for (const kind of ["selected", "version-refused", "other-protocol", "protocol-violation"]) {
    expect(counts.get(kind) ?? 0).toBeGreaterThan(COUNT / 50);
  }
  expect(counts.get("incomplete") ?? 0).toBeGreaterThan(COUNT / 50);
});

const CHAT = createOffer("chat", [2, 1]);

function ascii(text: string): readonly number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}

test("the layouts of the frames never change", () => {
  const offer = [...ascii("BWOF"), 4, 2, ...ascii("chat"), 1, 0, 2, 0];
  expect([...encodeOffer(CHAT)]).toEqual(offer);
  const far = createOffer("chat", [258, 2]);
  const answerTo = (peer: Offer) => {
    const read = readOffer(CHAT, encodeOffer(peer));
    return read.kind === "complete" && read.outcome.frame !== null ? [...read.outcome.frame] : null;
  };
  expect(answerTo(far)).toEqual([...ascii("BWSV"), 2, 0]);
  expect(answerTo(createOffer("chat", [258]))).toEqual([...ascii("BWRF"), 1, 0, 2, 0]);
  expect(answerTo(createOffer("mail", [1]))).toEqual(offer);
  expect([...encodeRefusal(far)]).toEqual([...ascii("BWRF"), 2, 0, 2, 1]);
  expect(offeredSubprotocols(CHAT)).toEqual(["chat.v2", "chat.v1", "chat.refused"]);
});

const MALFORMED_OFFER = "malformed offer frame";
const MALFORMED_ANSWER = "malformed answer to an offer frame";

test.each([
  ["HTTP", ascii("GET / HTTP/1.1")],
  ["one wrong byte", ascii("X")],
  ["a refusal", ascii("BWRF")],
  ["a name of no bytes", [...ascii("BWOF"), 0]],
  ["no version", [...ascii("BWOF"), 4, 0]],
  ["version 0", [...ascii("BWOF"), 1, 1, 0x61, 0, 0]],
  ["a version twice", [...ascii("BWOF"), 1, 2, 0x61, 1, 0, 1, 0]],
  ["descending versions", [...ascii("BWOF"), 1, 2, 0x61, 2, 0, 1, 0]],
  ["a name with a line feed", [...ascii("BWOF"), 2, 1, 0x61, 0x0a, 1, 0]],
  ["a name beyond ASCII", [...ascii("BWOF"), 1, 1, 0xe9, 1, 0]],
])("an offer that is %s is refused at once, and nothing is sent", (_name, bytes) => {
  const read = readOffer(CHAT, Uint8Array.from(bytes));
  const outcome = { kind: "protocol-violation", protocol: "chat", reason: MALFORMED_OFFER };
  expect(read).toEqual({ kind: "complete", outcome: { outcome, frame: null }, size: 0 });
});

test.each([
  ["selects what was not offered", [...ascii("BWSV"), 3, 0], "that was not offered"],
  ["selects version 0", [...ascii("BWSV"), 0, 0], "that was not offered"],
  ["refuses with versions 65,535 to 0", [...ascii("BWRF"), 255, 255, 0, 0], "version-refusal"],
  ["refuses with versions 0 to 9", [...ascii("BWRF"), 0, 0, 9, 0], "version-refusal"],
  ["offers the same protocol instead", [...encodeOffer(CHAT)], MALFORMED_ANSWER],
  ["answers with a message", [0, 0, 0, 1], MALFORMED_ANSWER],
])("a server that %s is not believed", (_name, bytes, reason) => {
  const read = readAnswer(CHAT, Uint8Array.from(bytes));
  if (read.kind === "incomplete") throw new Error("it was read as a beginning");
  expect(textOf(read.outcome)).toContain(reason);
});

test("a refusal of the versions that were offered is a refusal", () => {
  const outcome = decodeRefusal(CHAT, encodeRefusal(CHAT));
  expect(outcome).toMatchObject({ kind: "version-refused", peer: { minVersion: 1 } });
});

test.each([
  [[1, 2], [4, 6], "this build speaks v1 to v2, the peer v4 to v6; update this build"],
  [[7], [4, 6], "this build speaks v7, the peer v4 to v6; update the peer"],
  [[1, 5], [4, 6], "this build speaks v1 to v5, the peer v4 to v6; update one of them"],
])("the error of %j and %j names both ranges, and what to do", async (own, peer, text) => {
  const outcome = negotiate(createOffer("chat", own), createOffer("chat", peer));
  const error = await failureOf((async () => requireVersion(outcome))(), NegotiationError);
  expect(error).toMatchObject({ issue: outcome, message: `chat: no version in common: ${text}` });
});

test("a client that offers every version is answered as any other", () => {
  const names = Array.from({ length: 70_000 }, (_, version) => `chat.v${version}`);
  expect(selectSubprotocol(CHAT, names)).toMatchObject({ kind: "selected", version: 2 });
  const others = [...names.slice(3), "chat.refused"];
  expect(selectSubprotocol(CHAT, others)).toMatchObject({
    kind: "refused",
    peer: { minVersion: 3, maxVersion: 65_535 },
  });
});

test("an error names the other protocol, or the fault of the peer", () => {
  const other = negotiate(CHAT, createOffer("mail", [1]));
  expect(() => requireVersion(other)).toThrow("chat: the peer speaks mail; check its address");
  const violation = selectedVersion(CHAT, "mail.v1");
  if (violation.kind === "refused") throw new Error("it is a violation");
  expect(() => requireVersion(violation)).toThrow("check that the peer is one of this protocol");
  expect(requireVersion(negotiate(CHAT, CHAT))).toBe(2);
});

test.each([
  ["", [1], "the name of a protocol"],
  [".chat", [1], "the name of a protocol"],
  ["x".repeat(256), [1], "the name of a protocol"],
  ["chat", [], "1 to 255 versions can be offered, got 0"],
  ["chat", Array.from({ length: 256 }, (_, index) => index + 1), "got 256"],
  ["chat", [0], "an integer from 1 to 65535"],
  ["chat", [1.5], "an integer from 1 to 65535"],
  ["chat", [65_536], "an integer from 1 to 65535"],
  ["chat", [Number.NaN], "an integer from 1 to 65535"],
])("%j cannot offer %j", (protocol, versions, text) => {
  expect(() => createOffer(protocol, versions)).toThrow(text);
});

test("a frame that is complete takes no more bytes", () => {
  const first = new FirstFrame((bytes) => readOffer(CHAT, bytes));
  expect(first.push(encodeOffer(CHAT))).not.toBeNull();
  expect(() => first.push(Uint8Array.of(1))).toThrow("the first frame is complete");
});
