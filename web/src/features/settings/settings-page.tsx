import { useQuery } from "@tanstack/react-query";
import { settingsQuery } from "../../api/settings";
import { SkeletonRows } from "../../components/feedback/skeleton-rows";
import { Page } from "../../components/layout/page";
import { QueryState } from "../../shared/requests/query-state";
import { NoAccess } from "../../shared/session/no-access";
import { useCan } from "../../shared/session/session-context";
import { SettingsForm } from "./settings-form";

export function SettingsPage() {
  const mayView = useCan("view_settings");
  const settings = useQuery({ ...settingsQuery, enabled: mayView });
  return (
    <Page title="Settings">
      {mayView ? (
        <QueryState query={settings} skeleton={<SkeletonRows count={6} />}>
          {(latest) => <SettingsForm latest={latest} />}
        </QueryState>
      ) : (
        <NoAccess>Settings are for administrators, and you are not one of them.</NoAccess>
      )}
    </Page>
  );
}
