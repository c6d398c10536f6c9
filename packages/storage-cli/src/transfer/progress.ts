/**
 * The progress of work that takes long.
 */

/** Is called now and then; `totalCount` stays the same. The caller knows what is counted. */
export type OnProgress = (doneCount: number, totalCount: number) => void;

export const NO_PROGRESS: OnProgress = () => {};
