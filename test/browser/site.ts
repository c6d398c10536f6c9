/**
 * Serves pages on the loopback interface. The first part of a path says how: `isolated` with the
 * headers that give a page shared memory, `plain` without; `without-code` has no WASM.
 */

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

export type Site = { readonly url: string; close(): Promise<void> };

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
};

const ISOLATION = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};

export async function startSite(folder: string): Promise<Site> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "", "http://site");
    const [, conditions = "", ...rest] = normalize(pathname).split("/");
    const path = rest.join("/");
    const isMissing = conditions.includes("without-code") && path.endsWith(".wasm");
    const bytes = isMissing ? null : await readFile(join(folder, path)).catch(() => null);
    const headers = conditions.includes("isolated") ? ISOLATION : {};
    const type = TYPES[extname(path)] ?? "application/octet-stream";
    response.writeHead(bytes === null ? 404 : 200, { ...headers, "content-type": type });
    response.end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // It listens on a port.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
