import type { LinkProps } from "@tanstack/react-router";
import { useCan, useSession } from "../shared/session/session-context";

export interface MenuPage {
  to: LinkProps["to"];
  title: string;
}

export interface MenuSection {
  title: string;
  /** What its pages' addresses begin with. */
  paths: string[];
  pages: MenuPage[];
}

/** The pages that this member may open, as the menu lists them. */
export function useMenuPages(): { pages: MenuPage[]; sections: MenuSection[] } {
  const { permissions, member } = useSession();
  const isAdministrator = member.role === "administrator";
  const mayViewAuditLog = useCan("view_audit_log");
  const mayViewSettings = useCan("view_settings");
  const mayViewMail = useCan("view_mail");
  const mayViewConnections = useCan("view_connections");
  const mayViewApiTokens = useCan("view_api_tokens");
  const mayManageCompanies = useCan("create_companies");
  const mayViewMembers = useCan("view_members");

  const crm: MenuSection = {
    title: "CRM",
    paths: ["/contacts", "/segments", "/campaigns", "/contact-imports", "/do-not-call"],
    pages: [
      { to: "/contacts", title: "Contacts" },
      { to: "/segments", title: "Segments" },
      { to: "/campaigns", title: "Campaigns" },
      { to: "/contact-imports", title: "Imports" },
      { to: "/do-not-call", title: "Do-not-call list" },
    ],
  };
  const account: MenuSection = {
    title: "Account",
    paths: ["/account"],
    pages: [
      { to: "/account/members", title: "Members" },
      ...given(mayViewAuditLog, { to: "/account/audit-log", title: "Audit log" }),
      ...given(mayViewSettings, { to: "/account/settings", title: "Settings" }),
      ...given(permissions.access_crm, { to: "/account/contact-fields", title: "Contact fields" }),
      ...given(mayViewConnections, { to: "/account/connections", title: "Connections" }),
      ...given(mayViewApiTokens, { to: "/account/api-tokens", title: "API tokens" }),
      ...given(isAdministrator, { to: "/account/erasures", title: "Erasures" }),
      ...given(mayViewMail, { to: "/account/outbox", title: "Outbox" }),
    ],
  };
  return {
    pages: [
      { to: "/", title: "Home" },
      { to: "/agents", title: "Agents" },
      ...given(mayManageCompanies, { to: "/companies", title: "Companies" }),
      { to: "/calls", title: "Calls" },
      ...given(permissions.view_billable_minutes, { to: "/usage", title: "Usage" }),
    ],
    sections: [...(permissions.access_crm ? [crm] : []), ...(mayViewMembers ? [account] : [])],
  };
}

function given(isAllowed: boolean, page: MenuPage): MenuPage[] {
  return isAllowed ? [page] : [];
}
