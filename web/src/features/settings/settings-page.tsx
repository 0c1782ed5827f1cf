import { useQuery } from "@tanstack/react-query";
import { settingsQuery } from "../../api/settings";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { QueryState } from "../../shared/requests/query-state";
import { ProtectedPage } from "../../shared/session/protected-page";
import { useCan } from "../../shared/session/session-context";
import { SettingsForm } from "./settings-form";

export function SettingsPage() {
  const mayView = useCan("view_settings");
  const settings = useQuery({ ...settingsQuery, enabled: mayView });
  return (
    <ProtectedPage
      title="Settings"
      isAllowed={mayView}
      noAccess="Settings are for administrators, and you are not one of them."
    >
      <QueryState query={settings} skeleton={<SkeletonRows count={6} />}>
        {(latest) => <SettingsForm latest={latest} />}
      </QueryState>
    </ProtectedPage>
  );
}
