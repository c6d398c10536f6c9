/**
 * Waits for changes of files in some folders.
 *
 * Node's own `watch` is enough: folders are flat, an event only means "look again", and a folder
 * that does not exist yet is watched through its nearest ancestor. chokidar would add 20 to 35 ms
 * to the start of the command, and the waiting for quiet and the words for system limits would
 * remain.
 */

import { type FSWatcher, watch } from "node:fs";
import { basename, dirname } from "node:path";
import { CommandFailure, diskFailure, EXIT_FAILED, errorCode } from "./command-failure.js";
import { isFolder } from "./disk.js";

export type WatchedFolder = {
  /** An absolute path. The folder need not exist: its creation is a change as well. */
  readonly folder: string;
  /** The name of the one entry that matters; null where all entries matter. */
  readonly only: string | null;
};

/** An editor writes more than once for one save, and a checkout writes many files. */
const QUIET_MS = 50;

/**
 * The error codes of the system for too many watched folders, although disk and files would allow
 * more.
 */
const WATCH_LIMITS: ReadonlySet<string> = new Set(["ENOSPC", "EMFILE"]);

export class FolderWatch {
  #watchers: readonly FSWatcher[] = [];
  #hasChanged = false;
  #onChange: () => void = () => {};

  /**
   * Watches these folders from now on, and no others. A folder that was deleted and made again is
   * another one to the system, so that it has to be followed again after every change.
   */
  follow(folders: readonly WatchedFolder[]): void {
    const previous = this.#watchers;
    const following: FSWatcher[] = [];
    this.#watchers = following;
    for (const watcher of previous) watcher.close();
    for (const folder of folders) following.push(this.#open(nearestPresent(folder)));
  }

  /** Resolves when something has changed since the last time and all is quiet, or on `stop`. */
  async nextChange(stop: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      let timer: NodeJS.Timeout | undefined;
      const finish = () => {
        clearTimeout(timer);
        stop.removeEventListener("abort", finish);
        this.#onChange = () => {};
        this.#hasChanged = false;
        resolve();
      };
      this.#onChange = () => {
        clearTimeout(timer);
        timer = setTimeout(finish, QUIET_MS);
      };
      stop.addEventListener("abort", finish);
      if (stop.aborted) finish();
      else if (this.#hasChanged) this.#onChange();
    });
  }

  close(): void {
    this.follow([]);
  }

  #open({ folder, only }: WatchedFolder): FSWatcher {
    const change = () => {
      this.#hasChanged = true;
      this.#onChange();
    };
    try {
      const watcher = watch(folder, (_, name) => {
        // Some systems do not tell the name.
        if (only === null || name === null || name === only) change();
      });
      // A folder that goes away is an error on some systems and a change on others.
      return watcher.on("error", change);
    } catch (error) {
      if (!WATCH_LIMITS.has(errorCode(error) ?? "")) throw diskFailure("watch", folder, error);
      const help = "raise fs.inotify.max_user_watches and fs.inotify.max_user_instances";
      throw new CommandFailure(`cannot watch ${folder}: too much is watched; ${help}`, EXIT_FAILED);
    }
  }
}

function nearestPresent({ folder, only }: WatchedFolder): WatchedFolder {
  if (isFolder(folder) || folder === dirname(folder)) return { folder, only };
  return nearestPresent({ folder: dirname(folder), only: basename(folder) });
}
