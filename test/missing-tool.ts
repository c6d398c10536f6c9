/**
 * Programs that tests need: without one its tests are skipped and say so, and fail with `CI=true`.
 */

/**
 * Prints that tests are skipped, and returns the reason. With `CI=true` it throws: there the
 * program must be installed, and a test that is skipped would prove nothing.
 */
export function missingTool(reason: string, cause?: unknown): string {
  if (process.env["CI"] === "true") {
    throw new Error(`${reason}; with CI=true its tests must run`, { cause });
  }
  return skipped(reason);
}

/** Prints that tests are skipped for what a machine does not allow, and returns the reason. */
export function skipped(reason: string): string {
  console.warn(`skipped: ${reason}`);
  return reason;
}
