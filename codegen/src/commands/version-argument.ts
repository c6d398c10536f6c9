/** The arguments of a command that concerns one version of one protocol. */

import { usageFailure } from "./command-failure.js";
import { type FolderFlags, protocolsSource, type RequestSource } from "./generate-request.js";

/** Parses `2` or `v2`. */
export function versionNumber(text: string): number {
  const digits = /^v?([1-9]\d*)$/.exec(text)?.[1];
  if (digits === undefined) throw usageFailure(`'${text}' is not a version; write 2 or v2`);
  return Number(digits);
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
