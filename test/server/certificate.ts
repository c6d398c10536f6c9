/**
 * Creates a certificate for `localhost`. Node creates keys, but no certificates.
 */

import { execFileSync } from "node:child_process";
import { missingTool } from "../missing-tool.js";

/** Returns why there is none, or null. */
export function makeCertificate(certFile: string, keyFile: string): string | null {
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  const files = ["-keyout", keyFile, "-out", certFile, "-days", "2"];
  try {
    execFileSync("openssl", ["req", "-x509", ...key, ...files, ...subject], { stdio: "pipe" });
    return null;
  } catch (error) {
    return missingTool("openssl is not installed, which makes a certificate", error);
  }
}
