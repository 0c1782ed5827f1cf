/// <reference lib="dom" />
import { expect, type BrowserContext, type ConsoleMessage } from "@playwright/test";

/**
 * What went wrong in the page while a test ran: words on the console, errors that nobody caught, and whatever the
 * Content-Security-Policy held back. The browser also writes a line for each refusal of the API. Those below 500 are
 * answers that the page must deal with, and so no faults.
 */
export class Faults {
  private readonly found: string[] = [];
  private expected: RegExp[] = [];

  async watch(context: BrowserContext): Promise<void> {
    context.on("console", (message) => {
      if (isFault(message)) this.found.push(`${message.text()} (${message.location().url})`);
    });
    context.on("weberror", (error) => this.found.push(`Not caught: ${error.error().stack ?? error.error().message}`));
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        console.error(`Content-Security-Policy: ${event.violatedDirective} held back ${event.blockedURI}`);
      });
    });
  }

  /** For a test that takes the server away: what the browser says of it is no fault. */
  expect(pattern: RegExp): void {
    this.expected.push(pattern);
  }

  check(): void {
    const unexpected = this.found.filter((fault) => !this.expected.some((pattern) => pattern.test(fault)));
    expect(unexpected, "faults in the page").toEqual([]);
  }
}

function isFault(message: ConsoleMessage): boolean {
  if (message.type() !== "error" && message.type() !== "warning") return false;
  const refused = /^Failed to load resource: the server responded with a status of 4\d\d/.test(message.text());
  return !(refused && new URL(message.location().url).pathname.startsWith("/api/v1/"));
}
