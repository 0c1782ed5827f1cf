import type { Configuration } from "../../api/schema";
import { permissionLabel } from "../../shared/members/permissions";
import styles from "./configuration-status.module.css";

/** What of the configuration is live, and what may be done about it. */
export function ConfigurationStatus({ configuration }: { configuration: Configuration }) {
  const { is_draft: isDraft, live_version: live, can } = configuration;
  return (
    <div>
      <p className={styles.status} role="status">
        {isDraft ? (
          <>
            <strong>Draft.</strong> Not live before it is published. Live is version {live}.
          </>
        ) : (
          <>
            <strong>Live:</strong> version {live}.
          </>
        )}
      </p>
      {!can.includes("update") && (
        <p className={styles.quiet}>
          View only: you lack “{permissionLabel("edit_agents")}”. An administrator can grant it.
        </p>
      )}
    </div>
  );
}
