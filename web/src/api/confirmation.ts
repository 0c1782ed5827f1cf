import type { Middleware } from "openapi-fetch";

/** Asks for the own password; whether it was given, and the server has accepted it. */
type AskForPassword = () => Promise<boolean>;

let ask: AskForPassword | null = null;
let asking: Promise<boolean> | null = null;

/** Sets what asks for the password; null where nothing can. */
export function onConfirmationRequired(handler: AskForPassword | null): void {
  ask = handler;
}

/** Several requests that are refused at once ask once. */
function askOnce(): Promise<boolean> {
  asking ??= (ask?.() ?? Promise.resolve(false)).finally(() => (asking = null));
  return asking;
}

const copies = new WeakMap<Request, Request>();

/** Repeats a request that is refused until the own password is given again. Where it is not, the refusal is the answer. */
export const repeatWhenConfirmed: Middleware = {
  onRequest({ request }) {
    copies.set(request, request.clone());
    return undefined;
  },
  async onResponse({ request, response }) {
    const copy = copies.get(request);
    if (response.status !== 403 || !copy) return undefined;
    const problem = (await response
      .clone()
      .json()
      .catch(() => null)) as { code?: string } | null; // a proxy's refusal is not JSON
    if (problem?.code !== "confirmation_required" || !(await askOnce())) return undefined;
    return fetch(copy);
  },
};
