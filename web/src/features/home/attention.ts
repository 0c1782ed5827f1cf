import type { List } from "../../api/list";
import type { Connection, UnknownAgent } from "../../api/schema";
import { formatCount } from "../../lib/numbers";
import { hasUnresolvedError } from "../../shared/connections/unresolved-error";

interface Matter {
  key: string;
  /** The connection that it is about, if any. */
  connectionId?: string;
  /** No page of ours can solve it. */
  isOutside?: boolean;
  text: string;
}

/**
 * What an administrator should look at: a proxy that is not trusted, unknown agents, and connections without a secret or
 * with a recent error.
 */
export function listMatters(
  unknown: List<UnknownAgent> | undefined,
  connections: Connection[],
  untrustedProxy?: string,
): Matter[] {
  const matters: Matter[] = [];
  if (untrustedProxy !== undefined) {
    matters.push({ key: "untrusted-proxy", isOutside: true, text: describeUntrustedProxy(untrustedProxy) });
  }
  if (unknown && unknown.items.length > 0)
    matters.push({ key: "unknown-agents", text: describeUnknownAgents(unknown) });
  for (const connection of connections) {
    const { id, name, has_secret, last_error, last_event_at } = connection;
    if (last_error && hasUnresolvedError(connection)) {
      matters.push({ key: id, connectionId: id, text: `${name}: ${last_error.message}` });
    } else if (!has_secret && last_event_at === null) {
      matters.push({ key: id, connectionId: id, text: `${name}: it has no secret yet, and takes nothing.` });
    }
  }
  return matters;
}

function describeUntrustedProxy(address: string): string {
  return (
    `You reach Rollcall through a proxy at ${address} that is not trusted, so everybody behind it counts as one visitor ` +
    `and shares the limits of one. Start Rollcall with --trusted-proxies ${address}.`
  );
}

function describeUnknownAgents({ items, next_cursor }: List<UnknownAgent>): string {
  if (next_cursor) return `More than ${items.length} unknown agents have calls that wait.`;
  const calls = items.reduce((sum, agent) => sum + agent.calls, 0);
  const have = items.length === 1 ? "has" : "have";
  return `${formatCount(items.length, "unknown agent")} ${have} ${formatCount(calls, "call")} that ${calls === 1 ? "waits" : "wait"}.`;
}
