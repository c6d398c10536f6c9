/** Opens the page of a consumer in Chromium, from a server on the loopback interface. */

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { startChromiumIfPossible } from "../browser/chromium.js";

const TYPES: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript" };

/** Returns the text of the page's only paragraph, once it has one. */
export async function openPage(folder: string, runtimeFolder: string): Promise<string> {
  const server = createServer(({ url = "" }, response) => {
    const path = url.startsWith("/runtime/")
      ? join(runtimeFolder, url.slice("/runtime/".length))
      : join(folder, url === "/" ? "index.html" : url);
    try {
      const body = readFileSync(path);
      response.setHeader("content-type", TYPES[extname(path)] ?? "text/plain").end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const browser = await startChromiumIfPossible();
  try {
    if (typeof browser === "string") throw new Error(browser);
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    // A server that listens on a port has an address with it.
    const { port } = server.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/`);
    const text = await page.locator("p:not(:empty)").textContent({ timeout: 20_000 });
    return `${text ?? ""}\n${errors.join("\n")}`;
  } finally {
    if (typeof browser !== "string") await browser.close();
    server.close();
  }
}
