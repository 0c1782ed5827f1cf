import type { LinkProps } from "@tanstack/react-router";
import type { List } from "../../api/list";
import type { Campaign, Connection, Mail, UnknownAgent } from "../../api/schema";
import { formatCount } from "../../lib/numbers";
import { hasUnresolvedError } from "../../shared/connections/unresolved-error";

interface Matter {
  key: string;
  text: string;
  /** The page where it is solved; undefined where it is solved outside. */
  target?: Pick<LinkProps, "to" | "params" | "search">;
}

/** What was read; undefined while it is not known, or for members who may not see it. */
interface Sources {
  untrustedProxy?: string;
  unknownAgents?: List<UnknownAgent>;
  connections?: Connection[];
  failedMail?: List<Mail>;
  pausedCampaigns?: List<Campaign>;
  now: Date;
}

/** How long a failed email needs attention: it stays in the outbox. */
const mailPeriod = 7 * 24 * 60 * 60 * 1000;

/** What the member should look at, the most urgent first. */
export function listMatters(sources: Sources): Matter[] {
  const { untrustedProxy, unknownAgents, connections = [], failedMail, pausedCampaigns, now } = sources;
  return [
    ...(untrustedProxy === undefined ? [] : [{ key: "untrusted-proxy", text: describeUntrustedProxy(untrustedProxy) }]),
    ...(unknownAgents?.items.length
      ? [{ key: "unknown-agents", text: describeUnknownAgents(unknownAgents), target: toConnections }]
      : []),
    ...connections.flatMap(toConnectionMatter),
    ...(pausedCampaigns?.items.flatMap(toCampaignMatter) ?? []),
    ...toMailMatter(failedMail, now),
  ];
}

const toConnections = { to: "/account/connections" } as const;

function describeUntrustedProxy(address: string): string {
  return (
    `You reach Rollcall through a proxy at ${address} that is not trusted, so all its users share one rate limit. ` +
    `Add ${address} to ROLLCALL_TRUSTED_PROXIES and restart Rollcall.`
  );
}

function describeUnknownAgents({ items, next_cursor }: List<UnknownAgent>): string {
  if (next_cursor) return `Calls from more than ${items.length} unassigned agents`;
  const calls = items.reduce((sum, agent) => sum + agent.calls, 0);
  return `${formatCount(calls, "call")} from ${formatCount(items.length, "unassigned agent")}`;
}

function toConnectionMatter(connection: Connection): Matter[] {
  const { id, name, has_secret, last_error, last_event_at } = connection;
  const target = { to: "/account/connections/$id", params: { id } } as const;
  if (last_error && hasUnresolvedError(connection))
    return [{ key: id, text: `${name}: ${last_error.message}`, target }];
  // One that was stopped on purpose has received events before.
  if (!has_secret && last_event_at === null) {
    return [{ key: id, text: `${name} is not active yet: finish its setup`, target }];
  }
  return [];
}

function toCampaignMatter({ id, name, pause }: Campaign): Matter[] {
  if (!pause || pause.reason === "by_member") return [];
  const target = { to: "/campaigns/$id", params: { id } } as const;
  return [{ key: id, text: `${name}: campaign paused, needs attention`, target }];
}

function toMailMatter(failed: List<Mail> | undefined, now: Date): Matter[] {
  const recent = (failed?.items ?? []).filter(({ created_at }) => now.getTime() - Date.parse(created_at) < mailPeriod);
  if (recent.length === 0) return [];
  const isMore = recent.length === failed?.items.length && failed.next_cursor !== null;
  const count = `${isMore ? "More than " : ""}${formatCount(recent.length, "email")}`;
  const target = { to: "/account/outbox", search: { state: "failed" } } as Matter["target"];
  return [{ key: "failed-mail", text: `${count} could not be sent in the last 7 days`, target }];
}
