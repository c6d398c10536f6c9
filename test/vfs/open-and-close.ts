/** A process that opens a database, closes it, and has nothing else to do. */

import { createSharedRuntime, openSession } from "@barewire/sqlite";
import { currentPlatform } from "../../packages/sqlite/src/worker/platform.js";
import { PageMapServer } from "./page-map-server.js";

/** Its thread then waits for ever, for its time never comes. */
export async function openAndClose(threadUrl: string): Promise<void> {
  const platform = {
    ...currentPlatform({ threadUrl }),
    backgroundClock: { setTimer: () => () => undefined },
  };
  const environment = createSharedRuntime({ platform, binding: "thread" });
  const database = await openSession(new PageMapServer().open(), environment);
  await database.execute("CREATE TABLE t (v)");
  await database.close();
  process.stdout.write("closed\n");
}
