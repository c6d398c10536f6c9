/** The command line of `barewire`: its commands, their arguments and their exit code. */

import {
  addCommand,
  Command,
  CommanderError,
  type CommandText,
  type Run,
  withFolders,
} from "./add-command.js";
import type { CheckFlags } from "./check-command.js";
import {
  EXIT_OK,
  EXIT_USAGE,
  type ExitCode,
  endWithExitCode,
  usageFailure,
} from "./command-failure.js";
import type { CommandIo, StandardInput } from "./command-io.js";
import { describeCommand } from "./describe-command.js";
import { type DiffFlags, diffCommand } from "./diff-command.js";
import { FINDING_FORMATS, PLAIN_TEXT } from "./finding-formats.js";
import type { FormatFlags } from "./format-command.js";
import { generateCommand } from "./generate-command.js";
import { type FolderFlags, type GenerateFlags, generateRequest } from "./generate-request.js";
import type { InitFlags } from "./init-command.js";
import type { NewVersionFlags } from "./new-version-command.js";
import { toolVersion } from "./pipeline.js";
import { versionCommand } from "./publish-command.js";
import type { RolloutFlags } from "./rollout-command.js";
import type { TestFlags } from "./test-command.js";
import type { UpgradeTestFlags } from "./upgrade-test-command.js";
import type { VectorsFlags } from "./vectors-command.js";
import { versionWords } from "./version-argument.js";

/** Runs the command of `args`, without the names of Node and of the program. */
export async function runCommandLine(
  args: readonly string[],
  io: CommandIo & StandardInput,
  stopSignal: () => AbortSignal,
): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT_OK;
  const program = new Command("barewire")
    .description("Compiles one BARE schema per protocol version into typed TypeScript codecs.")
    .version(toolVersion())
    .configureOutput({
      writeOut: (text) => io.print(text.trimEnd()),
      writeErr: (text) => io.printError(text.trimEnd()),
    })
    .exitOverride()
    .showHelpAfterError("(add --help for usage)")
    .addHelpText("after", PROGRAM_HELP);
  const run: Run = (action) => async (words, flags) => {
    const { output = PLAIN_TEXT } = io;
    const asked = { ...io, output: { ...output, format: flags.format ?? output.format } };
    exitCode = await endWithExitCode(io.printError, () => action(words, flags, asked));
  };
  addInit(program, run);
  addNewVersion(program, run);
  addGenerate(program, run, stopSignal);
  for (const kind of ["publish", "retire"] as const) addVersionCommand(program, kind, run);
  addWithdraw(program, run);
  addCheck(program, run, stopSignal);
  addTest(program, run);
  addUpgradeTest(program, run);
  addRollout(program, run);
  addDiff(program, run);
  addFormat(program, run);
  addDescribe(program, run);
  addVectors(program, run);
  try {
    await program.parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (error) {
    // Commander has printed the problem, or the help that was requested.
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT_OK : EXIT_USAGE;
  }
}

const PROGRAM_HELP = `
Findings go to the standard output as file:line:column: message, progress to the standard error.
Exit code: 0 all is well, 1 the command failed, 2 wrong usage, 100 there are findings.

Examples:
  barewire init                  add a first protocol to a project
  barewire generate              write the codecs of every protocol
  barewire check                 for a pipeline: fail where anything is wrong or stale
  barewire generate --help       the options of a command, with examples`;

function addInit(program: Command, run: Run): void {
  const command = addCommand(program, {
    name: "init",
    description: "adds a first protocol to a project: schema, configuration, test and workflow",
    usage: "[options] [folder]",
    examples: [
      ["barewire init", "in this folder; what is there is kept"],
      ["barewire init --protocol chat", "with another name than that of the folder"],
      ["barewire init packages/wire", "in another folder"],
    ],
  });
  const act = run<string, InitFlags>(async (folder, flags, io) => {
    const { initCommand } = await import("./init-command.js");
    return await initCommand(folder, flags, io);
  });
  command
    .argument("[folder]", "the folder of the project; this one by default")
    .option("--protocol <name>", "the name of the protocol; that of the folder by default")
    .action((folder: string | undefined, flags: InitFlags) => act(folder ?? ".", flags));
}

function addNewVersion(program: Command, run: Run): void {
  const command = addCommand(program, {
    name: "new-version",
    description: "begins the next version of a protocol as a copy of the newest one",
    usage: "[options] [protocol]",
    examples: [
      ["barewire new-version chat", "v3.bare from v2.bare, once v2 is published"],
      ["barewire new-version chat --allow-draft", "although the newest version is a draft"],
    ],
  });
  withFolders(command.argument("[protocol]", "may be left out if there is only one"))
    .option("--allow-draft", "begin it although the newest version is not published")
    .action((protocol: string | undefined, flags: NewVersionFlags) =>
      run<readonly string[], NewVersionFlags>(async (protocols, given, io) => {
        const { newVersionCommand } = await import("./new-version-command.js");
        return await newVersionCommand(protocols, given, io);
      })(protocol === undefined ? [] : [protocol], flags),
    );
}

function addGenerate(program: Command, run: Run, stopSignal: () => AbortSignal): void {
  const command = addCommand(program, {
    name: "generate",
    description: "writes the codecs of every protocol of barewire.config.json",
    usage: "[options] [protocol...]",
    examples: [
      ["barewire generate", "every protocol"],
      ["barewire generate chat --watch", "one protocol, again after every change"],
      ["barewire generate --scaffold", "ask for the decisions that are missing, in their files"],
      ["barewire generate --check --against origin/main", "for a pipeline; writes nothing"],
      ["barewire generate --schemas chat --out src/gen/chat", "one protocol, no configuration"],
    ],
  });
  withFolders(command.argument("[protocol...]", "only these protocols"))
    .option("--check", "write nothing; fail if a file differs from what would be generated")
    .option("--against <commit>", "with --check: what is published there must hold here")
    .option("--clean", "rewrite every file")
    .option("--scaffold", "first add missing entries to the decisions files")
    .option("--watch", "generate again after every change")
    .action(
      run<readonly string[], GenerateFlags>(async (protocols, flags, io) => {
        const request = generateRequest(protocols, flags);
        if (!flags.watch) return await generateCommand(request, io);
        refuseFormat(io);
        const { watchCommand } = await import("./watch-command.js");
        return await watchCommand(request, io, stopSignal());
      }),
    );
}

function addCheck(program: Command, run: Run, stopSignal: () => AbortSignal): void {
  const command = addCommand(program, {
    name: "check",
    description: "finds everything that is wrong with the protocols, and writes nothing",
    usage: "[options] [protocol...]",
    examples: [
      ["barewire check", "schemas, lint rules, locks, stale files, open decisions"],
      ["barewire check --against origin/main", "and that nothing published there is forgotten"],
      ["barewire check --format github", "as annotations of a pull request"],
      ["barewire check --watch", "again after every change; each finding is told once"],
    ],
  });
  withFolders(command.argument("[protocol...]", "only these protocols"))
    .option("--against <commit>", "what is published there must hold here")
    .option("--watch", "check again after every change")
    .action(
      run<readonly string[], CheckFlags>(async (protocols, flags, io) => {
        const { checkCommand } = await import("./check-command.js");
        if (!flags.watch) return await checkCommand(protocols, flags, io);
        refuseFormat(io);
        const { watchCheck } = await import("./watch-check.js");
        return await watchCheck(protocols, flags, io, stopSignal());
      }),
    );
}

function addTest(program: Command, run: Run): void {
  const command = addCommand(program, {
    name: "test",
    description: "proves with values that every message survives between all versions",
    usage: "[options] [protocol...]",
    examples: [
      ["barewire test", "every protocol; prints the page of the matrix"],
      ["barewire test chat --values 2000", "one protocol, with more random values"],
      ["barewire test --check --format junit", "for a pipeline; writes nothing"],
    ],
  });
  withFolders(command.argument("[protocol...]", "only these protocols"))
    .option("--check", "write nothing; fail if the page of the matrix is stale")
    .option("--seed <number>", "the seed of the random values (default: 1)")
    .option("--values <count>", "random values of each message (default: 100)")
    .option("--timeout <seconds>", "the time of one call of a decision (default: 10)")
    .option("--memory <megabytes>", "the memory of the generated code (default: 1024)")
    .action(
      run<readonly string[], TestFlags>(async (protocols, flags, io) => {
        const { testCommand } = await import("./test-command.js");
        return await testCommand(protocols, flags, io);
      }),
    );
}

function addUpgradeTest(program: Command, run: Run): void {
  const command = addCommand(program, {
    name: "upgrade-test",
    description: "tries all orders of upgrades and rollbacks of three nodes and their records",
    usage: "[options] [protocol...]",
    examples: [
      ["barewire upgrade-test", "every protocol"],
      ["barewire upgrade-test chat --values 200", "one protocol, with more random histories"],
    ],
  });
  withFolders(command.argument("[protocol...]", "only these protocols"))
    .option("--seed <number>", "the seed of the random values and histories (default: 1)")
    .option("--values <count>", "random histories of each message and version (default: 20)")
    .option("--states <count>", "states of one message that are visited (default: 4000)")
    .option("--timeout <seconds>", "the time of one call of a decision (default: 10)")
    .option("--memory <megabytes>", "the memory of the generated code (default: 1024)")
    .action(
      run<readonly string[], UpgradeTestFlags>(async (protocols, flags, io) => {
        const { upgradeTestCommand } = await import("./upgrade-test-command.js");
        return await upgradeTestCommand(protocols, flags, io);
      }),
    );
}

function addRollout(program: Command, run: Run): void {
  const command = addCommand(program, {
    name: "rollout",
    description: "says which side is deployed first, what a mix refuses and a rollback loses",
    usage: "[options] [protocol] [from] [to]",
    examples: [
      ["barewire rollout chat", "the newest step of chat"],
      ["barewire rollout chat 1 3", "from clients and servers of v1 to those of v3"],
      ["barewire rollout chat --deployed deployed.json", "and which versions can be retired"],
    ],
  });
  withFolders(command.argument("[words...]", "a protocol and two versions"))
    .option("--deployed <file>", 'JSON such as { "client": [2, 3], "server": [3], "stored": [2] }')
    .action(
      run<readonly string[], RolloutFlags>(async (words, flags, io) => {
        const { rolloutCommand } = await import("./rollout-command.js");
        return await rolloutCommand(words, flags, io);
      }),
    );
}

/** A document is printed once, and watching goes on. */
function refuseFormat({ output = PLAIN_TEXT }: CommandIo): void {
  if (output.format === "text") return;
  throw usageFailure("--watch prints text, again and again; leave out --format");
}

const VERSION_COMMANDS = {
  publish: {
    description: "freezes a version: from then on its schema must not change",
    examples: [
      ["barewire publish chat 2", "v2 of chat; peers may rely on it from now on"],
      ["barewire publish --schemas chat 2", "the same without a configuration"],
    ],
  },
  retire: {
    description: "ends the support of the oldest version: its modules go, its schema stays",
    examples: [
      ["barewire retire chat 1", "v1 of chat is not spoken any more"],
      ["barewire retire --schemas chat 1", "the same without a configuration"],
    ],
  },
} as const satisfies Record<string, Pick<CommandText, "description" | "examples">>;

function addVersionCommand(program: Command, kind: keyof typeof VERSION_COMMANDS, run: Run): void {
  const usage = "[options] [protocol] <version>";
  const command = addCommand(program, { name: kind, usage, ...VERSION_COMMANDS[kind] });
  const act = run<readonly string[], FolderFlags>(async (words, flags, io) => {
    const named = versionWords(kind, words, flags);
    return await versionCommand({ kind, ...named, flags }, io);
  });
  withFolders(command)
    .argument("<protocol>", "the protocol, as its folder is called; leave it out with --schemas")
    .argument("[version]", "such as 2")
    .action((first: string, second: string | undefined, flags: FolderFlags) =>
      act(second === undefined ? [first] : [first, second], flags),
    );
}

function addWithdraw(program: Command, run: Run): void {
  const command = addCommand(program, {
    name: "withdraw",
    description: "takes the newest version back: its number is not used again",
    usage: "[options] [protocol] <version> <reason>",
    examples: [
      ['barewire withdraw chat 3 "it lost the time zone"', "v3 of chat; v4 follows v2"],
      ['barewire withdraw --schemas chat 3 "it lost the time zone"', "without a configuration"],
    ],
  });
  withFolders(command)
    .argument("<words...>", "the protocol (not with --schemas), the version, and why")
    .action(
      run<readonly string[], FolderFlags>(async (words, flags, io) => {
        const { schemas } = flags;
        const [protocol = null, versionText, reason, ...rest] =
          schemas === undefined ? words : [null, ...words];
        if (versionText == null || reason == null || rest.length > 0) {
          const named = schemas === undefined ? "PROTOCOL" : `--schemas ${schemas}`;
          throw usageFailure(`write \`barewire withdraw ${named} VERSION "the reason"\``);
        }
        return await versionCommand({ kind: "withdraw", protocol, versionText, reason, flags }, io);
      }),
    );
}

function addDiff(program: Command, run: Run): void {
  const text = {
    name: "diff",
    description: "says what changed between two versions, by default the newest two",
    usage: "[options] [protocol] [from] [to]",
    examples: [
      ["barewire diff", "the newest step of every protocol"],
      ["barewire diff chat 1 3", "two versions of one protocol"],
      ["barewire diff --against origin/main", "what changed since a commit"],
      ["barewire diff --against origin/main --format markdown", "the same for a pull request"],
    ],
  } as const;
  withFolders(addCommand(program, text, [...FINDING_FORMATS, "markdown"]))
    .argument("[words...]", "a protocol and two versions; each may be left out")
    .option("--against <commit>", "what changed since a commit, such as origin/main")
    .action(run<readonly string[], DiffFlags>(diffCommand));
}

function addFormat(program: Command, run: Run): void {
  const command = addCommand(program, {
    name: "format",
    description: "writes the schemas in their canonical layout, with every comment",
    usage: "[options] [protocol...]",
    examples: [
      ["barewire format", "every schema"],
      ["barewire format --check", "for a pipeline; writes nothing"],
      ["barewire format --stdin < chat/v2.bare", "for an editor"],
    ],
  });
  command
    .argument("[protocol...]", "only these protocols")
    .option("--check", "write nothing; fail if a schema is not in its canonical layout")
    .option("--stdin", "print the layout of the schema that is read from the standard input")
    .option("--schemas <folder>", "the schemas of this folder, without a config")
    .action(
      run<readonly string[], FormatFlags>(async (protocols, flags, io) => {
        const { formatCommand } = await import("./format-command.js");
        return await formatCommand(protocols, flags, io);
      }),
    );
}

function addDescribe(program: Command, run: Run): void {
  const command = addCommand(program, {
    name: "describe",
    description: "prints a protocol, or one version of it, as JSON for other programs",
    usage: "[options] [protocol] [version]",
    examples: [
      ["barewire describe chat", "all versions of chat and the steps between them"],
      ["barewire describe chat 2 > chat-v2.json", "one version"],
    ],
  });
  withFolders(command)
    .argument("[words...]", "a protocol and a version; each may be left out")
    .action(run<readonly string[], FolderFlags>(describeCommand));
}

function addVectors(program: Command, run: Run): void {
  const command = addCommand(program, {
    name: "vectors",
    description: "writes values, bytes and verdicts as JSON, to test other implementations with",
    usage: "[options] [protocol...]",
    examples: [
      ["barewire vectors chat", "vectors.json in the folder of its schemas"],
      ["barewire vectors chat --values 50", "with more random values of each message"],
      ["barewire vectors --check", "for a pipeline; writes nothing"],
    ],
  });
  withFolders(command.argument("[protocol...]", "only these protocols"))
    .option("--check", "write nothing; fail if a file is missing or stale")
    .option("--seed <number>", "the seed of the random values (default: that of the file, or 1)")
    .option("--values <count>", "random values of each message (default: as in the file, or 1)")
    .action(
      run<readonly string[], VectorsFlags>(async (protocols, flags, io) => {
        const { vectorsCommand } = await import("./vectors-command.js");
        return await vectorsCommand(protocols, flags, io);
      }),
    );
}
