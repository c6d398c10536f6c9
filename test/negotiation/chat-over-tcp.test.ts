/**
 * A chat over a plain TCP socket, between builds of other versions: they agree on one, convert
 * their messages, and a build that is refused does not come back.
 */

import { createServer, connect as openSocket, type Server, type Socket } from "node:net";
import { NegotiationError, type Offer } from "@barewire/runtime/negotiation";
import { afterEach, beforeAll, expect, test } from "vitest";
import { failureOf } from "../contract/failure-of.js";
import {
  type CompiledProtocol,
  callExport,
  compileProtocol,
} from "../evolution/compile-protocol.js";
import { answer, ask } from "./agree-on-stream.js";

const SCHEMAS = [
  "type Say struct { text: str }",
  "type Say struct { text: str author: optional<str> }",
  "type Say struct { body: str author: optional<str> }",
];

const DECISIONS = new Map([
  [
    "v2-v3",
    `import { renamedFrom } from "@barewire/runtime/decisions";
import type { DecisionsV2V3 } from "../gen/v2-v3.js";

export const decisions: DecisionsV2V3 = {
  "Say.body": renamedFrom("text"),
};
`,
  ],
]);

/** A build of the chat that was made when the protocol had these versions. */
type Build = { readonly protocol: CompiledProtocol; readonly offer: Offer };

let old: Build;
let present: Build;

beforeAll(async () => {
  old = await build(2, [1, 2]);
  present = await build(3, [2, 3]);
});

/** A build that knows the first `count` versions, and offers some of them. */
async function build(count: number, versions: readonly number[]): Promise<Build> {
  const schemas = SCHEMAS.slice(0, count);
  const decisions = new Map([...DECISIONS].slice(0, Math.max(0, count - 2)));
  const protocol = await compileProtocol({ protocol: "chat", schemas, decisions });
  // The generated function returns an offer.
  return { protocol, offer: callExport(protocol, "negotiation.ts", "offer", versions) as Offer };
}

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Serves on a port of its own; `serve` gets each socket. */
async function listen(serve: (socket: Socket) => void): Promise<number> {
  const server = createServer(serve);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("it has no port");
  return address.port;
}

/** Sends messages with their sizes before them. */
function say({ protocol }: Build, socket: Socket, version: number, message: unknown): void {
  const bytes = callExport(protocol, "versions.ts", "encodeSay", message, version) as Uint8Array;
  const size = Buffer.alloc(4);
  size.writeUInt32LE(bytes.length);
  socket.write(Buffer.concat([size, bytes]));
}

async function hear({ protocol }: Build, socket: Socket, version: number): Promise<unknown> {
  let bytes = Buffer.alloc(0);
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    bytes = Buffer.concat([bytes, chunk]);
    const size = bytes.length < 4 ? Number.POSITIVE_INFINITY : bytes.readUInt32LE();
    if (bytes.length < 4 + size) continue;
    return callExport(protocol, "versions.ts", "decodeSay", bytes.subarray(4, 4 + size), version);
  }
  throw new Error("the socket has ended");
}

test("a client and a server of other versions talk in the newest that both have", async () => {
  const heard: unknown[] = [];
  const port = await listen(async (socket) => {
    const version = await answer(socket, present.offer);
    heard.push(version, await hear(present, socket, version));
    say(present, socket, version, { body: "welcome", author: "host" });
    socket.end();
  });
  const socket = openSocket(port, "127.0.0.1");
  const version = await ask(socket, old.offer);
  say(old, socket, version, { text: "hello", author: null });
  expect(await hear(old, socket, version)).toEqual({ text: "welcome", author: "host" });
  expect(version).toBe(2);
  expect(heard).toEqual([2, { body: "hello", author: null }]);
  socket.destroy();
});

test("a first message that comes with the offer is read after it", async () => {
  let heard: unknown;
  const port = await listen(async (socket) => {
    const version = await answer(socket, present.offer);
    heard = await hear(present, socket, version);
    socket.end();
  });
  const socket = openSocket(port, "127.0.0.1");
  socket.cork();
  const asked = ask(socket, present.offer);
  say(present, socket, 3, { body: "early", author: null });
  socket.uncork();
  expect(await asked).toBe(3);
  await expect.poll(() => heard).toEqual({ body: "early", author: null });
  socket.destroy();
});

/** Connects until it is answered, as a client does that waits for its server. */
async function connectPatiently(port: number, own: Offer): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    const socket = openSocket(port, "127.0.0.1");
    try {
      return await ask(socket, own);
    } catch (error) {
      socket.destroy();
      if (error instanceof NegotiationError || attempt === 20) throw error;
    }
  }
}

test("a refusal names both ranges on both sides, and the client does not come back", async () => {
  const refused: unknown[] = [];
  const port = await listen((socket) => {
    socket.on("error", () => undefined);
    answer(socket, present.offer).catch((error) => refused.push(error.issue));
  });
  const first = await build(1, [1]);
  const error = await failureOf(connectPatiently(port, first.offer), NegotiationError);
  const [oldest, newer] = [
    { minVersion: 1, maxVersion: 1 },
    { minVersion: 2, maxVersion: 3 },
  ];
  const common = { kind: "version-refused", protocol: "chat" } as const;
  expect(error.issue).toEqual({ ...common, own: oldest, peer: newer });
  expect(error.message).toContain("update this build");
  expect(refused).toEqual([{ ...common, own: newer, peer: oldest }]);
});

test("a server that closes without an answer is tried again, and one of another protocol is not", async () => {
  let count = 0;
  const closing = await listen((socket) => {
    count += 1;
    socket.destroy();
  });
  await expect(connectPatiently(closing, old.offer)).rejects.toThrow("before a version");
  expect(count).toBe(20);
  let asked = 0;
  const mail = await listen((socket) => {
    asked += 1;
    answer(socket, { protocol: "mail", versions: [1] }).catch(() => undefined);
  });
  const error = await failureOf(connectPatiently(mail, old.offer), NegotiationError);
  expect(error.issue).toEqual({ kind: "other-protocol", protocol: "chat", peer: "mail" });
  expect(asked).toBe(1);
});

test("a stored message of a newer build is refused before it is decoded", async () => {
  const record = callExport(present.protocol, "versions.ts", "encodeEmbeddedSay", {
    body: "kept",
    author: null,
  }) as Uint8Array;
  const read = (found: Build) =>
    callExport(found.protocol, "negotiation.ts", "recordVersion", found.offer, record);
  expect(read(present)).toMatchObject({ kind: "selected", version: 3 });
  expect(read(old)).toEqual({
    kind: "version-refused",
    protocol: "chat",
    own: { minVersion: 1, maxVersion: 2 },
    peer: { minVersion: 3, maxVersion: 3 },
  });
});
