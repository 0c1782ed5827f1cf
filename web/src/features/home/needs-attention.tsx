import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { campaignsQuery } from "../../api/campaigns";
import { allConnectionsQuery } from "../../api/connections";
import { mailListQuery } from "../../api/mail";
import { unknownAgentsQuery } from "../../api/unknown-agents";
import { useCan, useSession } from "../../shared/session/session-context";
import { listMatters } from "./attention";
import { isWithheld } from "../../shared/requests/refusal";
import { FailedReads } from "./failed-reads";
import styles from "./home-page.module.css";

/** How many of each kind are read. */
const limit = 20;

/** What the member should look at; renders nothing without matters. */
export function NeedsAttention() {
  const { untrusted_proxy, permissions } = useSession();
  const mayConnect = useCan("view_connections");
  const mayViewMail = useCan("view_mail");
  const unknown = useQuery({ ...unknownAgentsQuery({ limit }), enabled: mayConnect });
  const connections = useQuery({ ...allConnectionsQuery, staleTime: 0, enabled: mayConnect });
  const failedMail = useQuery({ ...mailListQuery({ state: "failed", limit }), enabled: mayViewMail });
  const paused = useQuery({ ...campaignsQuery({ state: "paused", limit }), enabled: permissions.access_crm });
  const matters = listMatters({
    untrustedProxy: untrusted_proxy,
    unknownAgents: unknown.data,
    connections: connections.data,
    failedMail: failedMail.data,
    pausedCampaigns: paused.data,
    now: new Date(),
  });
  const failed = [unknown, connections, failedMail, paused].filter(
    ({ isError, data, error }) => isError && !data && !isWithheld(error),
  );
  if (matters.length === 0 && failed.length === 0) return null;
  return (
    <section aria-labelledby="attention" className={styles.attention}>
      <h2 id="attention" className={styles.title}>
        Needs attention
      </h2>
      {matters.length > 0 && (
        <ul>
          {matters.map(({ key, text, target }) => (
            <li key={key}>
              {target ? (
                <Link {...target}>
                  <bdi>{text}</bdi>
                </Link>
              ) : (
                <bdi>{text}</bdi>
              )}
            </li>
          ))}
        </ul>
      )}
      <FailedReads of="Not everything that may need attention" reads={failed} />
    </section>
  );
}
