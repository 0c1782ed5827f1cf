import { useQuery } from "@tanstack/react-query";
import { settingsQuery } from "../../api/settings";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { QueryState } from "../../shared/requests/query-state";
import { ProtectedPage } from "../../shared/session/protected-page";
import { useCan } from "../../shared/session/session-context";
import { SettingsForm } from "./settings-form";
import styles from "./settings-form.module.css";
import { SettingsContents } from "./settings-section";

export function SettingsPage() {
  const mayView = useCan("view_settings");
  const settings = useQuery({ ...settingsQuery, enabled: mayView });
  return (
    <ProtectedPage title="Settings" isAllowed={mayView} noAccess="Only administrators have access to settings.">
      <QueryState query={settings} skeleton={<SkeletonRows count={6} />}>
        {(latest) => (
          <div className={styles.layout}>
            <SettingsContents />
            <SettingsForm latest={latest} />
          </div>
        )}
      </QueryState>
    </ProtectedPage>
  );
}
