/** `UsageError`: the command line asks for something that cannot be. */

export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}
