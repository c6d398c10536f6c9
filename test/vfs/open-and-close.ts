/** A process that opens a database, closes it, and has nothing else to do. */

import { createSharedRuntime, openDatabaseOnSession } from "@barewire/sqlite";
import { currentPlatform } from "../../packages/sqlite/src/worker/platform.js";
import { PageMapServer } from "./page-map-server.js";

/** The worker of this database then waits for ever, as the time-out never fires. */
export async function openAndClose(workerUrl: string): Promise<void> {
  const platform = {
    ...currentPlatform({ workerUrl }),
    backgroundClock: { setTimer: () => () => undefined },
  };
  const runtime = createSharedRuntime({ platform, binding: "worker" });
  const database = await openDatabaseOnSession(new PageMapServer().open(), runtime);
  await database.execute("CREATE TABLE t (v)");
  await database.close();
  process.stdout.write("closed\n");
}
