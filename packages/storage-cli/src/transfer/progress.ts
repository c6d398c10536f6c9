/** How far something is that takes long. */

/** Called now and then; `totalCount` stays the same. What is counted is for the caller to know. */
export type OnProgress = (doneCount: number, totalCount: number) => void;

export const NO_PROGRESS: OnProgress = () => {};
