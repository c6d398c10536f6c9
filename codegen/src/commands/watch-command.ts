/** `barewire generate --watch`: generates again after every change, until it is stopped. */

import { CommandFailure, EXIT_OK, type ExitCode, endWithExitCode } from "./command-failure.js";
import type { CommandIo } from "./command-io.js";
import { FolderWatch, type WatchedFolder } from "./folder-watch.js";
import { generateCommand } from "./generate-command.js";
import type { GenerateRequest } from "./generate-request.js";
import { locateProtocols } from "./locate-protocols.js";

/** Problems of a run are reported and do not end it. Returns when `stop` is aborted. */
export async function watchCommand(
  request: GenerateRequest,
  io: CommandIo,
  stop: AbortSignal,
): Promise<ExitCode> {
  const folders = new FolderWatch();
  const run = async (): Promise<ExitCode> => {
    // Watching starts before reading: a change in between must not get lost.
    folders.follow(locateProtocols(request.source, io).watched);
    await generateAndGoOn(request, io);
    io.printError("watching for changes; stop with Ctrl+C");
    for (;;) {
      await folders.nextChange(stop);
      if (stop.aborted) return EXIT_OK;
      const watched = watchedNow(request, io);
      if (watched !== null) folders.follow(watched);
      await generateAndGoOn({ ...request, mode: "write" }, io);
    }
  };
  try {
    return await endWithExitCode(io.printError, run);
  } finally {
    folders.close();
  }
}

/** Null while the configuration cannot be found; the run after it says so. */
function watchedNow(request: GenerateRequest, io: CommandIo): readonly WatchedFolder[] | null {
  try {
    return locateProtocols(request.source, io).watched;
  } catch (error) {
    if (error instanceof CommandFailure) return null;
    throw error;
  }
}

async function generateAndGoOn(request: GenerateRequest, io: CommandIo): Promise<void> {
  try {
    await generateCommand(request, io);
  } catch (error) {
    // Our own bug, on an input that the person is about to change anyway.
    io.printError(error instanceof Error ? `${error.stack}` : String(error));
  }
}
