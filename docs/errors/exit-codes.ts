/** The exit codes of the commands. */

import { COMMAND_EXIT_CODES } from "../../packages/server/src/exit-codes.js";
import {
  VERDICT_EXIT_CODES,
  type Verdict,
} from "../../packages/storage-cli/src/command/verify-database.js";

export type ExitCodeRow = {
  readonly command: string;
  readonly code: number;
  readonly meaning: string;
};

const VERDICTS = {
  sound: "Every database is sound",
  "rows-damaged": "Rows of the store are damaged: restore them from a copy",
  "sqlite-damaged":
    "The rows are sound, and the SQLite database in them is damaged: restore it from a copy",
  "foreign-keys-broken": "All is sound, but rows break foreign keys: correct them by SQL",
  unreadable: "A database or the store cannot be read: the message says why",
} satisfies { readonly [Each in Verdict]: string };

export const EXIT_CODES: readonly ExitCodeRow[] = [
  ...Object.values(COMMAND_EXIT_CODES).map(({ code, meaning }) => ({
    command: "barewire-server",
    code,
    meaning,
  })),
  { command: "barewire-storage", code: 0, meaning: "All was done" },
  { command: "barewire-storage", code: 1, meaning: "The store or a file has failed" },
  { command: "barewire-storage", code: 2, meaning: "The command line is wrong" },
  // The keys of the table are the verdicts.
  ...(Object.keys(VERDICTS) as Verdict[]).map((verdict) => ({
    command: "barewire-storage verify",
    code: VERDICT_EXIT_CODES[verdict],
    meaning: VERDICTS[verdict],
  })),
  { command: "barewire", code: 0, meaning: "Nothing is wrong" },
  {
    command: "barewire",
    code: 1,
    meaning: "There is a problem in what was read, or a difference that `--check` found",
  },
  { command: "barewire", code: 2, meaning: "The command line is wrong" },
];
