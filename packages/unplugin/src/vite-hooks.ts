/**
 * Vite: a build as Rollup's. A server generates before it starts and after every change; it starts
 * with faults, too, and shows them in the page until they are gone.
 */

import { dirname } from "node:path";
import type { ErrorPayload, ViteDevServer } from "vite";
import type { ProjectBuild, ProjectRun, WatchedPlaces } from "./project-build.js";
import { errorOf, type RollupHooks, rollupHooks } from "./rollup-hooks.js";

export type ViteHooks = RollupHooks & {
  readonly configureServer: (server: ViteDevServer) => Promise<void>;
};

export function viteHooks(project: ProjectBuild): ViteHooks {
  const { buildStart } = rollupHooks(project);
  let isServed = false;
  return {
    async configureServer(server) {
      isServed = true;
      await serve(server, project);
    },
    buildStart: {
      ...buildStart,
      async handler() {
        // An error here would keep a server from starting.
        if (!isServed) await buildStart.handler.call(this);
      },
    },
  };
}

async function serve(server: ViteDevServer, project: ProjectBuild): Promise<void> {
  follow(server, project.places());
  let shown = await project.run();
  follow(server, shown.watched);
  tell(server, shown);
  // A page that is opened later has missed what was sent.
  server.ws.on("connection", () => {
    if (shown.faults.length > 0) server.ws.send(payloadOf(shown));
  });
  const generate = async () => {
    const hadFaults = shown.faults.length > 0;
    shown = await project.run();
    follow(server, shown.watched);
    tell(server, shown);
    // If the modules are as they were before the fault, nothing else removes it from the page.
    if (hadFaults && shown.faults.length === 0) server.ws.send({ type: "full-reload" });
  };
  server.watcher.on("all", (_event, path) => {
    if (!isWatched(path, shown)) return;
    generate().catch((error: unknown) => {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      server.config.logger.error(text, { timestamp: true });
    });
  });
}

/** Schemas may lie outside of the folder that the server watches. */
function follow(server: ViteDevServer, { folders, files }: WatchedPlaces): void {
  server.watcher.add([...folders, ...files]);
}

function isWatched(path: string, { watched: { files, folders } }: ProjectRun): boolean {
  return files.includes(path) || folders.includes(path) || folders.includes(dirname(path));
}

function tell(server: ViteDevServer, run: ProjectRun): void {
  if (run.faults.length === 0) return;
  for (const { text } of run.faults) server.config.logger.error(text, { timestamp: true });
  server.ws.send(payloadOf(run));
}

function payloadOf({ faults }: ProjectRun): ErrorPayload {
  const { message, id, loc } = errorOf(faults) ?? { message: "" };
  return {
    type: "error",
    err: {
      plugin: "barewire",
      message,
      // The stack of the plugin would say nothing about the schema.
      stack: "",
      ...(id === undefined || loc === undefined ? {} : { id, loc }),
    },
  };
}
