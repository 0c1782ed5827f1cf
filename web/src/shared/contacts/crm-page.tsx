import type { PageProps } from "../../components/layout/page";
import { ProtectedPage } from "../session/protected-page";
import { useSession } from "../session/session-context";

/** Whether the caller may use the CRM. Nobody may while it is off for the account. */
export function useMayAccessCrm(): boolean {
  return useSession().permissions.access_crm;
}

/** A page of the CRM. Its queries must be disabled for callers without access to the CRM. */
export function CrmPage(props: PageProps) {
  const isEnabled = useSession().account.crm_enabled;
  return (
    <ProtectedPage
      {...props}
      isAllowed={useMayAccessCrm()}
      noAccess={isEnabled ? "You don’t have access to the CRM." : "The CRM is off for this account."}
    />
  );
}
