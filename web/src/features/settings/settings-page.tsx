import { useQuery } from "@tanstack/react-query";
import { settingsQuery } from "../../api/settings";
import { NoAccess } from "../../components/no-access";
import { Page } from "../../components/page";
import { QueryState } from "../../components/query-state";
import { useCan } from "../../components/session-context";
import { SkeletonRows } from "../../components/skeleton-rows";
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
