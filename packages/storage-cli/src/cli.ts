/** The command line of `barewire-storage`: its arguments, its exit code and nothing else. */

import { type DatabaseId, type Kv, StorageError } from "@barewire/sqlite-storage";
import { Command, CommanderError } from "commander";
import pc from "picocolors";
import { type CommandIo, UsageError } from "./command/command-io.js";
import { compact } from "./command/compact-command.js";
import { dumpMeta } from "./command/dump-meta-command.js";
import { openStore } from "./command/open-store.js";
import { parseQuota, setQuota } from "./command/set-quota-command.js";
import { showBar, showLines } from "./command/show-progress.js";
import { statAll, statOne } from "./command/stat-command.js";
import { exportToFile, importFromFile } from "./command/transfer-commands.js";
import { type VerifyFormat, verifyAll, verifyOne } from "./command/verify-command.js";
import { VERDICT_EXIT_CODES } from "./command/verify-database.js";
import { TransferError } from "./transfer/transfer-error.js";

/**
 * The exit codes are those of the other commands of the project: 2 is for errors that the user can
 * correct. `verify` has a code for each verdict besides.
 */
const EXIT = { ok: 0, failure: 1, usage: 2 } as const;
type ExitCode = number;

const VERIFY_HELP = `
The exit code is that of the worst verdict:
  ${VERDICT_EXIT_CODES.sound}  every database is sound
  ${VERDICT_EXIT_CODES["rows-damaged"]}  rows of the store are damaged
  2  the command line is invalid
  ${VERDICT_EXIT_CODES["sqlite-damaged"]}  the rows are sound, and the SQLite database in them is damaged
  ${VERDICT_EXIT_CODES["foreign-keys-broken"]}  everything is sound, but rows violate foreign keys
  ${VERDICT_EXIT_CODES.unreadable}  a database or the store cannot be read`;

const COMMAND_IO: CommandIo = {
  print: (line) => process.stdout.write(`${line}\n`),
  tell,
  showProgress: (title) => {
    return process.stderr.isTTY ? showBar(title, process.stderr) : showLines(title, tell);
  },
};

type Work = (kv: Kv) => Promise<ExitCode>;

// A reader that closes the pipe early, such as `| head`, must not stop the work halfway.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

process.exitCode = await main(process.argv);

async function main(args: readonly string[]): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.ok;
  const program = barewireStorage(async (work, { missing = "refuse", failureCode } = {}) => {
    try {
      exitCode = await runOnStore(storeOf(program), missing, work);
    } catch (error) {
      if (failureCode === undefined || !(error instanceof StorageError)) throw error;
      report(error);
      exitCode = failureCode;
    }
  });
  try {
    await program.parseAsync(args);
    return exitCode;
  } catch (error) {
    // Commander has printed the error, or the help that was requested.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    return report(error);
  }
}

type RunOptions = {
  /** The action if there is no data file. */
  readonly missing?: "refuse" | "create";
  /** The exit code if the store fails, if it is not the usual one. */
  readonly failureCode?: ExitCode;
};

type Run = (work: Work, options?: RunOptions) => Promise<void>;

function barewireStorage(run: Run): Command {
  const program = new Command("barewire-storage")
    .description("Inspects a store of SQLite databases, and imports and exports databases.")
    .option("--store <url>", "lmdb:PATH or postgres://USER@HOST/DATABASE (BAREWIRE_STORE)")
    .exitOverride()
    .showHelpAfterError("(--help lists the commands and options)");
  const command = (nameAndArguments: string, about: string): Command => {
    return program.command(nameAndArguments).description(about);
  };
  command("stat [namespace] [actor]", "lists the databases, or shows the size of one").action(
    (namespace?: string, actor?: string) => {
      const database = optionalDatabase(namespace, actor);
      return run((kv) =>
        done(database === undefined ? statAll(kv, COMMAND_IO) : statOne(kv, database, COMMAND_IO)),
      );
    },
  );
  command(
    "verify [namespace] [actor]",
    "verifies the rows and the SQLite in one database, or in all",
  )
    .option("--json", "print a line of JSON for each database")
    .addHelpText("after", VERIFY_HELP)
    .action((namespace: string | undefined, actor: string | undefined, flags: VerifyFlags) => {
      const database = optionalDatabase(namespace, actor);
      const format: VerifyFormat = flags.json === true ? "json" : "text";
      const verify = async (kv: Kv): Promise<ExitCode> => {
        const verdict =
          database === undefined
            ? await verifyAll(kv, COMMAND_IO, format)
            : await verifyOne(kv, database, COMMAND_IO, format);
        return VERDICT_EXIT_CODES[verdict];
      };
      return run(verify, { failureCode: VERDICT_EXIT_CODES.unreadable });
    });
  command("set-quota <namespace> <actor> <size>", "sets the quota of a database, even in use")
    .addHelpText(
      "after",
      "\n<size> is for example 65536, 64KiB, 32MiB or 10GiB; `default` restores the server's --max-database-size.",
    )
    .action((namespace: string, actorId: string, size: string) => {
      const quota = parseQuota(size);
      return run((kv) => done(setQuota(kv, { namespace, actorId }, quota, COMMAND_IO)));
    });
  command("dump-meta <namespace> <actor>", "prints the META record and the hints as JSON").action(
    (namespace: string, actorId: string) => {
      return run((kv) => done(dumpMeta(kv, { namespace, actorId }, COMMAND_IO)));
    },
  );
  command("compact <namespace> <actor>", "folds the pages of all commits into shards").action(
    (namespace: string, actorId: string) => {
      return run((kv) => done(compact(kv, { namespace, actorId }, COMMAND_IO)));
    },
  );
  command("export <namespace> <actor> <file>", "writes a database to a SQLite file").action(
    (namespace: string, actorId: string, path: string) => {
      return run((kv) => done(exportToFile(kv, { namespace, actorId }, path, COMMAND_IO)));
    },
  );
  command("import <file> <namespace> <actor>", "creates a database from a SQLite file")
    .option("--replace-unfinished", "remove the rows of an interrupted import, and start again")
    .action((path: string, namespace: string, actorId: string, flags: ImportFlags) => {
      const unfinished = flags.replaceUnfinished === true ? "replace" : "refuse";
      const request = { path, database: { namespace, actorId }, unfinished } as const;
      return run((kv) => done(importFromFile(kv, request, COMMAND_IO)), { missing: "create" });
    });
  return program;
}

type VerifyFlags = { readonly json?: true };

type ImportFlags = { readonly replaceUnfinished?: true };

function storeOf(program: Command): string {
  // The type lists exactly the options that were declared above.
  const { store } = program.opts() as { readonly store?: string };
  const url = store ?? process.env["BAREWIRE_STORE"];
  if (url === undefined) {
    throw new UsageError("no store was given; use --store URL or set BAREWIRE_STORE");
  }
  return url;
}

function optionalDatabase(
  namespace: string | undefined,
  actorId: string | undefined,
): DatabaseId | undefined {
  if (namespace === undefined) return undefined;
  if (actorId === undefined) {
    throw new UsageError("expected a namespace and an actor, got the namespace alone");
  }
  return { namespace, actorId };
}

async function runOnStore(
  url: string,
  missing: "refuse" | "create",
  work: Work,
): Promise<ExitCode> {
  const kv = await openStore(url, missing);
  try {
    return await work(kv);
  } finally {
    await kv.close();
  }
}

/** Returns the exit code of work that has no code of its own. */
async function done(work: Promise<void>): Promise<ExitCode> {
  await work;
  return EXIT.ok;
}

/** Prints what the user can do, and returns the exit code. */
function report(error: unknown): ExitCode {
  const isTold = error instanceof StorageError || error instanceof TransferError;
  if (!isTold && !(error instanceof UsageError)) throw error;
  tell(`${pc.red("error")} ${error.message}`);
  return isTold ? EXIT.failure : EXIT.usage;
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
