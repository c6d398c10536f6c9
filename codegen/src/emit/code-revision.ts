/**
 * The revision of the code that this generator makes, which the runtime compares with its own as
 * the code is loaded. The two constants are raised together.
 */
export const GENERATED_CODE_REVISION = 1;
