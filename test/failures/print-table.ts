/**
 * Prints what each failure that a newcomer can have says, and after how many milliseconds.
 *
 *     npx tsx --conditions=@barewire/source test/failures/print-table.ts [MODULE]
 *
 * The default export of MODULE maps names of other clients to functions that take a host as
 * `127.0.0.1:5432` and connect to it, to be compared with.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Transport } from "@barewire/client";
import { type OpenDatabaseOptions, openDatabase } from "@barewire/sqlite";
import { WebSocket } from "ws";
import { row } from "../../docs/errors/table-row.js";
import { startPostgresIfPossible } from "../postgres/postgres-server.js";
import { makeCertificate } from "../server/certificate.js";
import { Leftovers } from "../server/server-process.js";
import { testRuntime } from "../vfs/test-runtime.js";
import { ForeignHosts } from "./foreign-hosts.js";

type Connect = (host: string) => Promise<unknown>;

const hosts = new ForeignHosts();
const leftovers = new Leftovers();
const others = await otherClients(process.argv[2]);
const runtime = await testRuntime();

try {
  await printHosts();
  await printRefusals();
  await printStarts();
} finally {
  await hosts.close();
  await leftovers.remove();
}

async function otherClients(
  module: string | undefined,
): Promise<Readonly<Record<string, Connect>>> {
  if (module === undefined) return {};
  const loaded: { readonly default: Record<string, Connect> } = await import(
    pathToFileURL(module).href
  );
  return loaded.default;
}

async function printHosts(): Promise<void> {
  const folder = leftovers.folder();
  const files = [join(folder, "cert.pem"), join(folder, "key.pem")] as const;
  const isCertified = makeCertificate(...files) === null;
  const nothing = await hosts.nothing();
  await printHost("no server", "ws", nothing);
  await printHost("no such host", "ws", "nowhere.invalid:7447");
  await printHost("hangs up", "ws", await hosts.tcp((socket) => socket.resetAndDestroy()));
  await printHost("silent host", "ws", await hosts.silent());
  await printHost("HTTP server", "ws", await hosts.http(404));
  await printHost("proxy without server", "ws", await hosts.http(502));
  const ssh = (socket: { write(text: string): unknown }) => socket.write("SSH-2.0-OpenSSH_9.2\r\n");
  await printHost("SSH server", "ws", await hosts.tcp(ssh));
  await printHost("other WebSocket", "ws", await hosts.webSocket(null));
  await printHost("other WebSocket, text", "ws", await hosts.webSocket("envoy-protocol.v3", "hi"));
  await printHost("http:", "http", nothing);
  await printHost("https:", "https", nothing);
  await printHost("wss: without TLS", "wss", await hosts.http(426));
  if (!isCertified) return;
  const tls = await hosts.tls(readFileSync(files[0]), readFileSync(files[1]));
  await printHost("ws: with TLS", "ws", tls);
  await printHost("certificate", "wss", tls);
}

async function printHost(what: string, scheme: string, host: string): Promise<void> {
  await print(what, "barewire", () => open({ url: `${scheme}://${host}` }));
  if (scheme !== "ws") return;
  for (const [name, connect] of Object.entries(others))
    await print(what, name, () => connect(host));
}

async function printRefusals(): Promise<void> {
  const { url } = await leftovers.serve(["--token", "secret"]);
  await print("no token", "barewire", () => open({ url }));
  await print("wrong token", "barewire", () => open({ url, token: "guessed" }));
  await print("path", "barewire", () => open({ url: `${url}/db`, token: "secret" }));
  await print("empty name", "barewire", () => open({ url, token: "secret", actor: "" }));
  await print("foreign origin", "barewire", () => open({ transport: pageOf(url) }));
  const postgres = await startPostgresIfPossible();
  if (typeof postgres === "string") return;
  try {
    const stored = await leftovers.serve(["--store", postgres.url]);
    const who = { namespace: "notebooks", actor: "grace", runtime };
    const database = await openDatabase({ url: stored.url, ...who });
    await postgres.kill();
    const insert = () => database.execute("CREATE TABLE note (text TEXT)");
    await print("PostgreSQL killed, statement", "barewire", insert);
    await print("PostgreSQL killed, another", "barewire", insert);
    await print("PostgreSQL killed, opening", "barewire", () => open({ url: stored.url }));
    await database.abandon();
    await printServer("PostgreSQL down", ["--port", "0", "--store", postgres.url]);
  } finally {
    await postgres.remove();
  }
}

async function printStarts(): Promise<void> {
  const { url } = await leftovers.serve();
  const here = ["--port", "0"];
  await printServer("port taken", ["--store", "memory:", "--port", new URL(url).port]);
  const nothing = await hosts.nothing();
  await printServer("no PostgreSQL", [...here, "--store", `postgres://ada:secret@${nothing}/x`]);
  await printServer("no disk", [...here, "--store", "lmdb:/proc/data"]);
  const folder = leftovers.folder();
  // A mount of its own namespace, which only root may make.
  const script = `mount -t tmpfs -o ro none ${folder} && exec "$@"`;
  const launcher = ["unshare", "--mount", "sh", "-c", script, "sh"];
  await printServer("read-only disk", [...here, "--store", `lmdb:${folder}/data`], launcher);
}

type Options = Partial<OpenDatabaseOptions> & { readonly url?: string; readonly token?: string };

async function open(options: Options): Promise<void> {
  const who = { namespace: "notebooks", actor: "ada", runtime };
  // One of the two is given.
  const database = await openDatabase({ ...who, ...options } as OpenDatabaseOptions);
  await database.close();
}

/** The output of a server that cannot start, for its operator. */
async function printServer(
  what: string,
  flags: readonly string[],
  launcher: readonly string[] = [],
): Promise<void> {
  const begunMs = performance.now();
  const server = await leftovers.start({ flags, launcher });
  const { code } = await server.exited;
  const text = `${server.stdout}${server.stderr}`.trim();
  // The settings come first, and the error last.
  const said = text.slice(text.lastIndexOf("error ")).replaceAll(/\s*\n\s*/g, "; ");
  report(what, "barewire-server", performance.now() - begunMs, `exit code ${code}: ${said}`);
}

async function print(what: string, name: string, work: () => Promise<unknown>): Promise<void> {
  const begunMs = performance.now();
  const said = await work().then(
    () => "opened",
    (error: unknown) => (error instanceof Error ? textOf(error) : String(error)),
  );
  report(what, name, performance.now() - begunMs, said);
}

function textOf(error: Error): string {
  const issue = "issue" in error ? ` [${(error.issue as { readonly kind: string }).kind}]` : "";
  const cause = error.cause instanceof Error ? ` <- ${error.cause.message}` : "";
  return `${error.message || error.name}${issue}${cause}`;
}

function report(what: string, name: string, ms: number, said: string): void {
  console.log(row(what, name, `${Math.round(ms)}`, said));
}

/** A connection as a page of another origin makes it. */
function pageOf(url: string): Transport {
  return {
    url,
    open: ({ subprotocols, namespace, actors }, events) => {
      const target = new URL(url);
      target.searchParams.set("namespace", namespace);
      for (const actor of actors) target.searchParams.append("actor", actor);
      const socket = new WebSocket(target, [...subprotocols], { origin: "https://evil.example" });
      socket.on("open", () => events.opened(socket.protocol));
      socket.on("error", () => undefined);
      socket.on("close", (code) => events.closed(code));
      return {
        bufferedSize: () => socket.bufferedAmount,
        send: (frame) => socket.send(frame),
        close: (code) => socket.close(code),
      };
    },
  };
}
