/**
 * `Platform`: the differences between Node and browsers, which are workers, loading SQLite, and
 * abilities.
 *
 * Modules of Node are asked for by a function, not imported, so that a bundle for browsers has
 * nothing to leave out.
 */

import { isText, type OptionChecks } from "@barewire/client/options";
import { BACKGROUND_CLOCK, type Clock } from "@barewire/clock";
import { optionsOf } from "../check-options.js";
import type { CompiledSqlite, SqliteBuild } from "../sqlite/sqlite-module.js";
import type { FromWorker, ToWorker } from "./worker-protocol.js";

/** The host's end of a thread. */
export interface WorkerThread {
  post(message: ToWorker): void;
  /** Takes the place of who listened before. */
  listen(receive: (message: FromWorker) => void, lost: (error: unknown) => void): void;
  /** Lets the process end while the worker is idle, until `ref` is called. */
  unref(): void;
  ref(): void;
  /** Ends it at once, whatever it is doing. */
  terminate(): void;
}

/** Tells inside which calls the code that is running was called, across all that was awaited. */
export interface CallContext<Value> {
  /** Runs `work`, and all that is called in it, with `value`. */
  run<Result>(value: Value, work: () => Result): Result;
  /** The value of the innermost `run` that the code is inside. */
  current(): Value | undefined;
}

export interface Platform {
  /** Tells whether a worker may wait for memory that it shares with its host. */
  readonly hasSharedMemory: boolean;
  /** Tells whether a call into WASM can be suspended. */
  readonly hasSuspending: boolean;
  /** The number of threads that can run at once. */
  readonly parallelism: number;
  spawnWorker(): WorkerThread;
  /** The clock for timers that must not keep a process alive. */
  readonly backgroundClock: Pick<Clock, "setTimer">;
  /** Runs `task` after what else waits for the thread: messages, timers, the screen. */
  readonly giveWay: (task: () => void) => void;
  /** Absent, or null, where the platform does not tell inside which calls code runs. */
  createCallContext?<Value>(): CallContext<Value> | null;
  /** The code of SQLite, to be compiled once; null where the build finds it by itself. */
  compile(build: SqliteBuild): Promise<CompiledSqlite | null>;
}

export interface PlatformOptions {
  /** The thread's first module, where it is not beside this one. */
  readonly workerUrl?: URL | string;
}

const CHECKS: OptionChecks<PlatformOptions> = {
  workerUrl: (value) => (value instanceof URL ? null : isText(value)),
};

/** The platform that this code runs on. Throws `invalid-option`. */
export function currentPlatform(options: PlatformOptions = {}): Platform {
  const { workerUrl } = optionsOf<PlatformOptions>(options, CHECKS);
  const isNode = typeof globalThis.process?.getBuiltinModule === "function";
  const scope = globalThis as unknown as BrowserScope;
  return {
    // Browsers have shared memory, and threads that wait, on pages that are isolated.
    hasSharedMemory: isNode || scope.crossOriginIsolated === true,
    hasSuspending: scope.WebAssembly.Suspending !== undefined,
    parallelism: isNode ? parallelismOfNode() : (scope.navigator?.hardwareConcurrency ?? 1),
    spawnWorker: () => (isNode ? spawnInNode(workerUrl) : spawnInBrowser(scope, workerUrl)),
    backgroundClock: BACKGROUND_CLOCK,
    createCallContext: () => (isNode ? callContextOfNode() : null),
    giveWay: isNode ? (task) => void setImmediate(task) : taskQueue(scope),
    compile: async (build) => (isNode ? scope.WebAssembly.compile(readWasm(build)) : null),
  };
}

/** The package is compiled without the types of browsers. */
type BrowserScope = {
  readonly crossOriginIsolated?: boolean;
  readonly navigator?: { readonly hardwareConcurrency?: number };
  readonly MessageChannel: new () => { readonly port1: MessageSource; readonly port2: MessageSink };
  readonly Worker: new (url: URL | string, options: { type: "module" }) => BrowserWorker;
  readonly WebAssembly: {
    readonly Suspending?: object;
    compile(bytes: Uint8Array): Promise<CompiledSqlite>;
  };
};

type MessageSource = { onmessage: (() => void) | null };
type MessageSink = { postMessage(message: null): void };

type BrowserWorker = {
  postMessage(message: ToWorker): void;
  addEventListener(type: "message", listen: (event: { readonly data: FromWorker }) => void): void;
  addEventListener(type: "error" | "messageerror", listen: (event: object) => void): void;
  terminate(): void;
};

/**
 * The stack is as large as in browsers. Recursion of SQLite then ends by an error of the engine;
 * with Node's default of 4 it would use up SQLite's own stack before, overwrite its data, and might
 * never return.
 */
const STACK_SIZE_MB = 1;

/** Megabytes for short-lived objects of a thread; the platform's own choice is several times it. */
const YOUNG_GENERATION_MB = 4;

/** The current listener of a worker. */
type Listener = {
  receive: (message: FromWorker) => void;
  lost: (error: unknown) => void;
};

function newListener(): Listener {
  return { receive: () => undefined, lost: () => undefined };
}

/** A bundler for browsers takes a URL in the code of Node for a file that it has to copy. */
const WORKER_OF_NODE = "./sqlite-worker.js";

function spawnInNode(workerUrl: URL | string | undefined): WorkerThread {
  const { Worker } = process.getBuiltinModule("node:worker_threads");
  const url = new URL(workerUrl ?? WORKER_OF_NODE, import.meta.url);
  // Compiled code needs none of the loaders that the host may run with, and they cost much memory.
  const isCompiled = workerUrl !== undefined || !import.meta.url.endsWith(".ts");
  const worker = new Worker(url, {
    ...(isCompiled ? { execArgv: [] } : {}),
    resourceLimits: {
      maxYoungGenerationSizeMb: YOUNG_GENERATION_MB,
      stackSizeMb: STACK_SIZE_MB,
    },
  });
  const listener = newListener();
  worker.on("message", (message: FromWorker) => listener.receive(message));
  worker.on("error", (error) => listener.lost(error));
  worker.on("exit", () => listener.lost(null));
  return {
    post: (message) => worker.postMessage(message),
    listen: (receive, lost) => void Object.assign(listener, { receive, lost }),
    unref: () => worker.unref(),
    ref: () => worker.ref(),
    terminate: () => void worker.terminate(),
  };
}

function spawnInBrowser(scope: BrowserScope, workerUrl: URL | string | undefined): WorkerThread {
  const { Worker } = scope;
  // Bundlers look for exactly this form.
  const worker =
    workerUrl === undefined
      ? new Worker(new URL("./sqlite-worker.js", import.meta.url), { type: "module" })
      : new Worker(workerUrl, { type: "module" });
  const listener = newListener();
  worker.addEventListener("message", ({ data }) => listener.receive(data));
  worker.addEventListener("error", (event) => listener.lost(event));
  worker.addEventListener("messageerror", (event) => listener.lost(event));
  return {
    post: (message) => worker.postMessage(message),
    listen: (receive, lost) => void Object.assign(listener, { receive, lost }),
    unref: () => undefined,
    ref: () => undefined,
    terminate: () => worker.terminate(),
  };
}

/**
 * A queue without throttling. Browsers delay timers: 4 ms if one starts the next, and a second on a
 * hidden page. Messages come at once, and still after the tasks that wait already.
 */
function taskQueue({ MessageChannel }: BrowserScope): (task: () => void) => void {
  const tasks: (() => void)[] = [];
  let sink: MessageSink | null = null;
  const open = (): MessageSink => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => tasks.shift()?.();
    return port2;
  };
  return (task) => {
    sink ??= open();
    tasks.push(task);
    sink.postMessage(null);
  };
}

function parallelismOfNode(): number {
  const { availableParallelism } = process.getBuiltinModule("node:os");
  return availableParallelism();
}

function callContextOfNode<Value>(): CallContext<Value> {
  const { AsyncLocalStorage } = process.getBuiltinModule("node:async_hooks");
  const storage = new AsyncLocalStorage<Value>();
  return {
    run: (value, work) => storage.run(value, work),
    current: () => storage.getStore(),
  };
}

const WASM_FILES: Readonly<Record<SqliteBuild, string>> = {
  synchronous: "@journeyapps/wa-sqlite/dist/wa-sqlite.wasm",
  jspi: "@journeyapps/wa-sqlite/dist/wa-sqlite-jspi.wasm",
};

function readWasm(build: SqliteBuild): Uint8Array {
  const { createRequire } = process.getBuiltinModule("node:module");
  const { readFileSync } = process.getBuiltinModule("node:fs");
  return readFileSync(createRequire(import.meta.url).resolve(WASM_FILES[build]));
}
