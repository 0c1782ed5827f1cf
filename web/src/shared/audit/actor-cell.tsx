import { Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { AuditEntry } from "../../api/schema";
import { useCan } from "../session/session-context";
import { AuditLink } from "./audit-link";

type Actor = Pick<AuditEntry, "actor_kind" | "actor_id" | "actor_name">;
/** What only the audit log says: which API token it was, and the addresses of links. */
type More = Pick<AuditEntry, "actor_token_id" | "actor_token_name" | "actor_token_prefix" | "details">;

/** Who did it: a member, by a link or an API token where it was one, or the server. */
export function ActorCell({ entry }: { entry: Actor & Partial<More> }) {
  if (entry.actor_kind === "stranger") return <>Not signed in</>;
  if (entry.actor_kind === "command_line") return <>The server’s command line</>;
  if (entry.actor_id === "") return <>The server</>;
  return (
    <>
      <MemberName entry={entry} />
      <LinkNote entry={entry} />
      {entry.actor_token_id ? <ByToken entry={entry} tokenId={entry.actor_token_id} /> : <ByKind entry={entry} />}
    </>
  );
}

/** A link to all that the member did, for those who may view the audit log. */
function MemberName({ entry: { actor_id, actor_name } }: { entry: Actor }) {
  if (useCan("view_audit_log")) return <AuditLink name={actor_name} search={{ actor_id }} />;
  return <bdi>{actor_name ?? "A removed member"}</bdi>;
}

/** Says that a link was used, by somebody who may not have been the member, and from which address. */
function LinkNote({ entry }: { entry: Actor & Partial<More> }) {
  if (entry.actor_kind !== "link") return null;
  const address = entry.details?.[entry.actor_id]?.["address"];
  return (
    <Text size="sm" c="dimmed">
      by a link{typeof address === "string" && `, from ${address}`}
    </Text>
  );
}

/** The API token that did it, as a link to all that it did. */
function ByToken({ entry, tokenId }: { entry: Partial<More>; tokenId: string }) {
  const { actor_token_name: name, actor_token_prefix: prefix } = entry;
  return (
    <Text size="sm" c="dimmed">
      by API token{" "}
      <Link to="/account/audit-log" search={{ actor_token_id: tokenId } as never}>
        {name ? <bdi>{name}</bdi> : "that was revoked"}
        {prefix && ` (${prefix}…)`}
      </Link>
    </Text>
  );
}

/** Where it is not said which API token it was. */
function ByKind({ entry }: { entry: Actor }) {
  if (entry.actor_kind !== "api_token") return null;
  return (
    <Text size="sm" c="dimmed">
      by an API token
    </Text>
  );
}
