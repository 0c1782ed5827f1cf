import { Page, type PageProps } from "../../components/layout/page";
import { NoAccess } from "./no-access";

interface Props extends PageProps {
  isAllowed: boolean;
  /** Why the page is not shown: one sentence. */
  noAccess: React.ReactNode;
}

/** A page that shows only its title and the reason to those who may not see it. Its queries must be disabled for them. */
export function ProtectedPage({ isAllowed, noAccess, action, children, ...page }: Props) {
  return (
    <Page {...page} action={isAllowed && action}>
      {isAllowed ? children : <NoAccess>{noAccess}</NoAccess>}
    </Page>
  );
}
