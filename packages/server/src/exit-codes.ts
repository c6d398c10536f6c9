/** The exit codes of `barewire-server`, for its operator and for the page of errors. */

export const COMMAND_EXIT_CODES = {
  ok: {
    code: 0,
    meaning: "It was told to stop and has stopped, or `--check` found nothing wrong",
  },
  failure: {
    code: 1,
    meaning: "The store cannot be opened, the address cannot be listened on, or stopping failed",
  },
  usage: { code: 2, meaning: "The command line, a setting or a file that it names is wrong" },
} as const;
