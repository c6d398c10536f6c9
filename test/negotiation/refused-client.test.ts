/** The real client over real WebSockets: a server that refuses it is asked once. */

import { createEnvoyClient } from "@barewire/client";
import { webSocketTransport } from "@barewire/client/websocket";
import { VERSIONS } from "@barewire/protocol/envoy-protocol";
import { offer, selectSubprotocol } from "@barewire/protocol/envoy-protocol/negotiation";
import { CLOSE_CODES } from "@barewire/protocol/opening";
import { afterEach, expect, test } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import { LATER, SPOKEN } from "../contract/envoy-versions.js";

const servers: WebSocketServer[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** The time is enough for dozens of attempts. */
const WAIT_MS = 300;

/** Lets a client connect for a while, and returns how often it came and how it has ended. */
async function check(
  versions: readonly number[],
  serve: (socket: WebSocket) => void,
): Promise<{ readonly count: number; readonly issues: readonly unknown[] }> {
  const server = new WebSocketServer({
    port: 0,
    host: "127.0.0.1",
    handleProtocols: (offered) => {
      const choice = selectSubprotocol(offer(versions), offered);
      return choice.kind === "foreign" ? false : choice.subprotocol;
    },
  });
  servers.push(server);
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("it has no port");
  let count = 0;
  server.on("connection", (socket) => {
    count += 1;
    serve(socket);
  });
  const issues: unknown[] = [];
  const client = createEnvoyClient({
    namespace: "tests",
    actors: ["one"],
    transport: webSocketTransport({ url: `ws://127.0.0.1:${address.port}` }),
    limits: { minRetryMs: 1, maxRetryMs: 5, waitForServerMs: 60_000, maxFailureCount: 1_000 },
    onEvent: (event) => {
      if (event.kind === "ended") issues.push(event.error.issue);
    },
  });
  await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  client.close();
  return { count, issues };
}

test("a client with no version in common ends, and never comes back", async () => {
  const { count, issues } = await check(LATER, (socket) => {
    const choice = selectSubprotocol(offer(LATER), [socket.protocol]);
    if (choice.kind === "refused") socket.send(choice.frame);
    socket.close(CLOSE_CODES.normal);
  });
  expect(count).toBe(1);
  expect(issues).toEqual([
    {
      kind: "version-refused",
      client: SPOKEN,
      server: { minVersion: LATER[0], maxVersion: LATER[1] },
    },
  ]);
});

test("a client whose server is only full comes back again and again", async () => {
  const { count, issues } = await check(VERSIONS, (socket) => socket.close(1013));
  expect(count).toBeGreaterThan(3);
  expect(issues).toEqual([{ kind: "closed" }]);
});
