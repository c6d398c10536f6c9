/** `Random`: the source of random numbers, as it is passed in, so that tests can repeat a run. */

export interface Random {
  /** Returns a number from 0 up to, but not including, 1. It is not fit for secrets. */
  readonly number: () => number;
  /** Fills all of `bytes`. */
  readonly fill: (bytes: Uint8Array) => void;
}

/** The random numbers of the platform; those of `fill` are fit for secrets. */
export const SYSTEM_RANDOM: Random = {
  number: Math.random,
  fill: (bytes) => {
    crypto.getRandomValues(bytes);
  },
};

/** `size` bytes of `random`. */
export function randomBytes({ fill }: Pick<Random, "fill">, size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  fill(bytes);
  return bytes;
}
