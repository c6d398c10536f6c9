/** The endpoints of plain HTTP: `/healthz` for load balancers, and `/metrics` for Prometheus. */

import type { IncomingMessage, ServerResponse } from "node:http";
import type { ServerMetrics } from "./metrics.js";

export type HttpOptions = {
  /** Tells whether the store can be read and written and the server is not about to stop. */
  readonly isHealthy: () => Promise<boolean>;
  /** Null if `--metrics` is false. */
  readonly metrics: ServerMetrics | null;
  /** Called with the status of a request that there is no endpoint for. */
  readonly refuse: (request: IncomingMessage, status: number) => void;
};

type HttpResponse = { readonly status: number; readonly mediaType: string; readonly body: string };

export async function handleHttpRequest(
  request: IncomingMessage,
  response: ServerResponse,
  options: HttpOptions,
): Promise<void> {
  const { status, mediaType, body } = await responseTo(request, options);
  if (status >= 400 && status < 500) options.refuse(request, status);
  response.writeHead(status, { "Content-Type": mediaType, "Cache-Control": "no-store" });
  response.end(body);
}

async function responseTo(
  request: IncomingMessage,
  { isHealthy, metrics }: HttpOptions,
): Promise<HttpResponse> {
  const [path] = (request.url ?? "").split("?", 1);
  if (request.method !== "GET" && request.method !== "HEAD")
    return plain(405, "method not allowed: use GET or HEAD\n");
  if (path === "/healthz") {
    return (await isHealthy())
      ? plain(200, "ok\n")
      : plain(503, "the store cannot be written, or the server is stopping\n");
  }
  if (path === "/metrics" && metrics !== null) {
    return { status: 200, mediaType: metrics.mediaType, body: await metrics.print() };
  }
  return path === "/"
    ? plain(426, "upgrade required: connect with a WebSocket\n")
    : plain(404, "not found: the endpoints are /, /healthz and /metrics\n");
}

function plain(status: number, body: string): HttpResponse {
  return { status, mediaType: "text/plain; charset=utf-8", body };
}
