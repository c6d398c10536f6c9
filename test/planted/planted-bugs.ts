/** All bugs that are planted, each a fault that a user would suffer from. */

import { BATCH_BUGS } from "./bugs/batch-bugs.js";
import { CHANNEL_BUGS } from "./bugs/channel-bugs.js";
import { CLIENT_BUGS } from "./bugs/client-bugs.js";
import { CODEGEN_BUGS } from "./bugs/codegen-bugs.js";
import { COMMAND_BUGS } from "./bugs/command-bugs.js";
import { HANDLER_BUGS } from "./bugs/handler-bugs.js";
import { INSPECT_BUGS } from "./bugs/inspect-bugs.js";
import { NEGOTIATION_BUGS } from "./bugs/negotiation-bugs.js";
import { SERVER_BUGS } from "./bugs/server-bugs.js";
import { STORAGE_BUGS } from "./bugs/storage-bugs.js";
import { VFS_BUGS } from "./bugs/vfs-bugs.js";
import type { Replacement } from "./plant-bug.js";

export type PlantedBug = Replacement & {
  /** The consequence of the bug for a user. */
  readonly why: string;
  /** The test file that is run first; all tests of the package are run if it finds nothing. */
  readonly finder: string;
};

export const PLANTED_BUGS: readonly PlantedBug[] = [
  ...VFS_BUGS,
  ...CHANNEL_BUGS,
  ...BATCH_BUGS,
  ...STORAGE_BUGS,
  ...HANDLER_BUGS,
  ...CLIENT_BUGS,
  ...SERVER_BUGS,
  ...CODEGEN_BUGS,
  ...COMMAND_BUGS,
  ...INSPECT_BUGS,
  ...NEGOTIATION_BUGS,
];
