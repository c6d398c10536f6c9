/**
 * Tests the client in a browser environment: bundled without a shim, and using the global
 * WebSocket.
 */

import { createContext, runInContext } from "node:vm";
import { VERSIONS } from "@barewire/protocol/envoy-protocol";
import { expect, test } from "vitest";
import { bundleScript } from "../browser/bundle-script.js";
import { subprotocolOf } from "../contract/envoy-versions.js";

/** Runs `script` without anything of Node, with a WebSocket that records its arguments. */
async function check(script: string): Promise<unknown> {
  const code = await bundleScript(script);
  // Modules of Node are loaded by a function that only Node has.
  expect(code).not.toMatch(/(?:from|import|require)\s*\(?"node:/);
  const reported = new Promise<string>((report) => {
    const globals = {
      TextEncoder,
      TextDecoder,
      URL,
      setTimeout,
      clearTimeout,
      performance,
      report,
    };
    runInContext(code, createContext(globals));
  });
  return JSON.parse(await reported);
}

test("it offers its versions, names its databases, and shows its token", async () => {
  const script = `
    import { createEnvoyClient } from "@barewire/client";
    import { webSocketTransport } from "@barewire/client/websocket";
    class Socket {
      constructor(url, protocols) {
        report(JSON.stringify({ url: String(url), protocols }));
      }
      addEventListener() {}
      close() {}
    }
    globalThis.WebSocket = Socket;
    const transport = webSocketTransport({ url: "wss://host/path?x=1", token: "a b(c)" });
    const client = createEnvoyClient({ transport, namespace: "n/1", actors: ["one", "two"] });
    setTimeout(() => client.close(), 0);
  `;
  expect(await check(script)).toEqual({
    url: "wss://host/path?x=1&namespace=n%2F1&actor=one&actor=two",
    protocols: [
      ...[...VERSIONS].reverse().map(subprotocolOf),
      "envoy-protocol.refused",
      "envoy-protocol.token.a%20b%28c%29",
    ],
  });
});
