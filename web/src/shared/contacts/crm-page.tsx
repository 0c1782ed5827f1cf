import { Link } from "@tanstack/react-router";
import { Message } from "../../components/feedback/message";
import { Page, type PageProps } from "../../components/layout/page";
import { ProtectedPage } from "../session/protected-page";
import { useCan, useSession } from "../session/session-context";

/** Whether the caller may use the CRM. Nobody may while it is off for the account. */
export function useMayAccessCrm(): boolean {
  return useSession().permissions.access_crm;
}

/** A page of the CRM. Its queries must be disabled for callers without access to the CRM. */
export function CrmPage(props: PageProps) {
  const isEnabled = useSession().account.crm_enabled;
  const mayAccess = useMayAccessCrm();
  if (!isEnabled) return <CrmIsOff {...props} />;
  return <ProtectedPage {...props} isAllowed={mayAccess} noAccess="You don’t have access to the CRM." />;
}

/** The CRM is a setting of the account: no permission opens the page. */
function CrmIsOff({ title, above }: PageProps) {
  const account = useSession().account.name;
  const maySwitchOn = useCan("view_settings");
  return (
    <Page title={title} above={above}>
      <Message title="No access">
        <p>The CRM is off for this account.</p>
        {maySwitchOn ? (
          <p>
            You can switch it on in <Link to="/account/settings">Account &gt; Settings</Link>.
          </p>
        ) : (
          <p>
            An administrator of <bdi>{account}</bdi> can switch it on.
          </p>
        )}
      </Message>
    </Page>
  );
}
