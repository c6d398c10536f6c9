/** The arguments of commands that are numbers: the version of one protocol, and counts. */

import { usageFailure } from "./command-failure.js";
import { type FolderFlags, protocolsSource, type RequestSource } from "./generate-request.js";

/** Parses `2` or `v2`. */
export function versionNumber(text: string): number {
  const digits = /^v?([1-9]\d*)$/.exec(text)?.[1];
  if (digits === undefined) throw usageFailure(`'${text}' is not a version; write 2 or v2`);
  return Number(digits);
}

/** A protocol and a version, or, where flags name the folders of the protocol, a version alone. */
export function versionWords(
  command: string,
  words: readonly string[],
  { schemas }: FolderFlags,
): { readonly protocol: string | null; readonly versionText: string } {
  const [first = "", second] = words;
  if (schemas !== undefined) {
    if (second === undefined) return { protocol: null, versionText: first };
    throw usageFailure(`--schemas names the protocol by its folder; leave out '${first}'`);
  }
  if (second !== undefined) return { protocol: first, versionText: second };
  const isVersion = /^v?\d+$/.test(first);
  if (isVersion) return { protocol: null, versionText: first };
  throw usageFailure(`name a version, as in \`barewire ${command} ${first} 1\``);
}

/** The one protocol that is named, by its name or by its folders. */
export function lockSource(
  command: string,
  protocol: string | null,
  flags: FolderFlags,
): RequestSource {
  if (protocol === null && flags.schemas === undefined) {
    throw usageFailure(
      `name the protocol, as in \`barewire ${command} PROTOCOL VERSION\`, or its folder with --schemas DIR`,
    );
  }
  return protocolsSource(protocol === null ? [] : [protocol], flags);
}

/** The number that a flag gives; `usual` where the flag is left out. */
export function wholeNumber<Usual>(
  flag: string,
  text: string | undefined,
  usual: Usual,
): number | Usual {
  if (text === undefined) return usual;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw usageFailure(`--${flag} must be a whole number, got '${text}'`);
}
