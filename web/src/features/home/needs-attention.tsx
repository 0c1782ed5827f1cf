import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { allConnectionsQuery } from "../../api/connections";
import { unknownAgentsQuery } from "../../api/unknown-agents";
import { useSession } from "../../shared/session/session-context";
import { listMatters } from "./attention";
import styles from "./home-page.module.css";

/** What an administrator should look at; renders nothing without matters. */
export function NeedsAttention() {
  const unknown = useQuery(unknownAgentsQuery({ limit: 20 }));
  const connections = useQuery({ ...allConnectionsQuery, staleTime: 0 });
  const { untrusted_proxy } = useSession();
  const matters = listMatters(unknown.data, connections.data ?? [], untrusted_proxy);
  if (matters.length === 0) return null;
  return (
    <section aria-labelledby="attention" className={styles.attention}>
      <h2 id="attention" className={styles.title}>
        Needs attention
      </h2>
      <ul>
        {matters.map(({ key, connectionId, isOutside, text }) => (
          <li key={key}>
            {isOutside ? (
              <bdi>{text}</bdi>
            ) : connectionId ? (
              <Link to="/account/connections/$id" params={{ id: connectionId }}>
                <bdi>{text}</bdi>
              </Link>
            ) : (
              <Link to="/account/connections">
                <bdi>{text}</bdi>
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
