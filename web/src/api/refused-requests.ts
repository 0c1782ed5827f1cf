import type { Middleware } from "openapi-fetch";

/** Why a request was refused that the user can do something about: enter the own password, or sign in again. */
export type Obstacle = "confirmation_required" | "not_signed_in";

/** Asks the user to do it; whether it was done, and the server has accepted it. */
type Ask = () => Promise<boolean>;

const asks = new Map<Obstacle, Ask>();
const asking = new Map<Obstacle, Promise<boolean>>();

/** Sets what asks the user; null where nothing can. */
export function setAsk(obstacle: Obstacle, ask: Ask | null): void {
  if (ask) asks.set(obstacle, ask);
  else asks.delete(obstacle);
}

/** Several requests that are refused at once ask once. False where nothing can ask. */
export function askOnce(obstacle: Obstacle): Promise<boolean> {
  const running = asking.get(obstacle);
  if (running) return running;
  const started = (asks.get(obstacle)?.() ?? Promise.resolve(false)).finally(() => asking.delete(obstacle));
  asking.set(obstacle, started);
  return started;
}

/** Signing in again and the own password may both be needed; more is a fault of the server. */
const mostRepeats = 3;

const copies = new WeakMap<Request, Request>();

/** Repeats a request once what it was refused for is done. Where it is not, the refusal is the answer. */
export const repeatWhenAllowed: Middleware = {
  onRequest({ request }) {
    copies.set(request, request.clone());
    return undefined;
  },
  async onResponse({ request, response }) {
    const copy = copies.get(request);
    let latest = response;
    for (let repeats = 0; copy && repeats < mostRepeats; repeats++) {
      const obstacle = await findObstacle(latest);
      if (!obstacle || !(await askOnce(obstacle))) break;
      latest = await fetch(copy.clone());
    }
    return latest;
  },
};

async function findObstacle(response: Response): Promise<Obstacle | null> {
  if (response.status !== 401 && response.status !== 403) return null;
  const problem = (await response
    .clone()
    .json()
    .catch(() => null)) as { code?: string } | null; // a proxy's refusal is not JSON
  return problem?.code === "confirmation_required" || problem?.code === "not_signed_in" ? problem.code : null;
}
