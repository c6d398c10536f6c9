/** The stamp by which generated code and this runtime know that they fit. */

/**
 * The revision of the generated code that this runtime can run. It is raised with every change of
 * this package or of the generator that code of the revision before does not survive.
 */
export const GENERATED_CODE_REVISION = 1;

/** Generated code that another version of `@barewire/codegen` has made than this runtime is for. */
export class GeneratedCodeError extends Error {
  override readonly name = "GeneratedCodeError";
  readonly protocol: string;
  /** The revision of the generated code. */
  readonly generated: number;
  /** The revision that this runtime can run. */
  readonly expected: number = GENERATED_CODE_REVISION;

  constructor(protocol: string, generated: number) {
    const isOlder = generated < GENERATED_CODE_REVISION;
    const command = isOlder
      ? `npx barewire generate ${protocol}`
      : "npm install @barewire/runtime@latest";
    super(
      `the generated code of ${protocol} is of revision ${generated}, and @barewire/runtime ` +
        `runs revision ${GENERATED_CODE_REVISION}: run \`${command}\``,
    );
    this.protocol = protocol;
    this.generated = generated;
  }
}

/** Is called by generated code as it is loaded. Throws `GeneratedCodeError`. */
export function checkRevision(protocol: string, generated: number): void {
  if (generated !== GENERATED_CODE_REVISION) throw new GeneratedCodeError(protocol, generated);
}
