import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, createRouter, notFound, redirect } from "@tanstack/react-router";
import { createQueryClient } from "../api/query-client";
import { isSignedIn, sessionQuery } from "../api/session";
import { readAgentsSearch } from "../features/agents/agents-search";
import { readAuditSearch } from "../features/audit/audit-search";
import { readCallsSearch } from "../features/calls/calls-search";
import { readCampaignsSearch } from "../features/campaigns/campaigns-search";
import { readCompaniesSearch } from "../features/companies/companies-search";
import { readConnectionsSearch } from "../features/connections/connections-search";
import { readImportsSearch } from "../features/contact-imports/imports-search";
import { readContactsSearch } from "../features/contacts/contacts-search";
import { readDoNotCallSearch } from "../features/do-not-call/do-not-call-search";
import { readErasuresSearch } from "../features/erasures/erasures-search";
import { readMembersSearch } from "../features/members/members-search";
import { readOutboxSearch } from "../features/outbox/outbox-search";
import { readSegmentsSearch } from "../features/segments/segments-search";
import { readSignInSearch, type SignInSearch } from "../features/sign-in/sign-in-search";
import { readUsageSearch } from "../features/usage/usage-search";
import { rememberNavigation } from "../lib/navigation-state";
import { setDraftOwner } from "../lib/stored-drafts";
import { readListSearch } from "../shared/list/list-search";
import { CrashPage, LoadingPage, NotFoundPage } from "./fallback-pages";
import { Frame } from "./frame";
import { lazyRouteComponent } from "./lazy-page";
import { onlyKnown } from "./only-known";
import { readSearch, writeSearch } from "./search-text";
import { openSignIn } from "./sign-in-again";

interface Context {
  queryClient: QueryClient;
}

/** A stale session is read again in the background: rights can change while a page is open. */
function readSession({ queryClient }: Context) {
  return queryClient.ensureQueryData({ ...sessionQuery, revalidateIfStale: true });
}

const root = createRootRouteWithContext<Context>()({ notFoundComponent: NotFoundPage });

const setup = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  beforeLoad: async ({ context }) => {
    const session = await readSession(context);
    if (!session.setup_required) throw redirect({ to: isSignedIn(session) ? "/" : "/sign-in" });
  },
  component: lazyRouteComponent(() => import("../features/setup/setup-page"), "SetupPage"),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: onlyKnown<SignInSearch>(readSignInSearch),
  beforeLoad: async ({ context, search }) => {
    const session = await readSession(context);
    if (session.setup_required) throw redirect({ to: "/setup" });
    if (isSignedIn(session)) throw redirect({ href: search.next ?? "/" });
  },
  component: lazyRouteComponent(() => import("../features/sign-in/sign-in-page"), "SignInPage"),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitation",
  beforeLoad: async ({ context }) => {
    if ((await readSession(context)).setup_required) throw redirect({ to: "/setup" });
  },
  component: lazyRouteComponent(() => import("../features/invitation/invitation-page"), "InvitationPage"),
});

const forgottenPassword = createRoute({
  getParentRoute: () => root,
  path: "/forgotten-password",
  beforeLoad: async ({ context }) => {
    const session = await readSession(context);
    if (session.setup_required) throw redirect({ to: "/setup" });
    if (isSignedIn(session)) throw redirect({ to: "/" });
  },
  component: lazyRouteComponent(
    () => import("../features/forgotten-password/forgotten-password-page"),
    "ForgottenPasswordPage",
  ),
});

const passwordReset = createRoute({
  getParentRoute: () => root,
  path: "/password-reset",
  component: lazyRouteComponent(
    () => import("../features/forgotten-password/password-reset-page"),
    "PasswordResetPage",
  ),
});

/** The pages for members who are signed in. */
const frame = createRoute({
  getParentRoute: () => root,
  id: "frame",
  beforeLoad: async ({ context, location, matches }) => {
    const session = await readSession(context);
    if (session.setup_required) throw redirect({ to: "/setup" });
    if (!isSignedIn(session)) {
      if (matches.some(({ routeId }) => routeId === unknown.id)) throw notFound();
      throw redirect({ to: "/sign-in", search: { next: location.href } });
    }
    setDraftOwner(session.member.id);
    return { session };
  },
  component: Frame,
});

const home = createRoute({
  getParentRoute: () => frame,
  path: "/",
  component: lazyRouteComponent(() => import("./home"), "Home"),
});

const agents = createRoute({
  getParentRoute: () => frame,
  path: "/agents",
  validateSearch: onlyKnown(readAgentsSearch),
  component: lazyRouteComponent(() => import("../features/agents/agents-page"), "AgentsPage"),
});

const agent = createRoute({
  getParentRoute: () => frame,
  path: "/agents/$id",
  component: lazyRouteComponent(() => import("../features/agents/agent-page"), "AgentPage"),
});

const configuration = createRoute({
  getParentRoute: () => frame,
  path: "/agents/$id/configuration",
  component: lazyRouteComponent(() => import("../features/agents/configuration-page"), "ConfigurationPage"),
});

const calls = createRoute({
  getParentRoute: () => frame,
  path: "/calls",
  validateSearch: onlyKnown(readCallsSearch),
  component: lazyRouteComponent(() => import("../features/calls/calls-page"), "CallsPage"),
});

const call = createRoute({
  getParentRoute: () => frame,
  path: "/calls/$id",
  validateSearch: onlyKnown(readCallsSearch),
  component: lazyRouteComponent(() => import("../features/calls/call-page"), "CallPage"),
});

const usage = createRoute({
  getParentRoute: () => frame,
  path: "/usage",
  validateSearch: onlyKnown(readUsageSearch),
  component: lazyRouteComponent(() => import("../features/usage/usage-page"), "UsagePage"),
});

const companies = createRoute({
  getParentRoute: () => frame,
  path: "/companies",
  validateSearch: onlyKnown(readCompaniesSearch),
  component: lazyRouteComponent(() => import("../features/companies/companies-page"), "CompaniesPage"),
});

const contacts = createRoute({
  getParentRoute: () => frame,
  path: "/contacts",
  validateSearch: onlyKnown(readContactsSearch),
  component: lazyRouteComponent(() => import("../features/contacts/contacts-page"), "ContactsPage"),
});

const contact = createRoute({
  getParentRoute: () => frame,
  path: "/contacts/$id",
  component: lazyRouteComponent(() => import("../features/contacts/contact-page"), "ContactPage"),
});

const segments = createRoute({
  getParentRoute: () => frame,
  path: "/segments",
  validateSearch: onlyKnown(readSegmentsSearch),
  component: lazyRouteComponent(() => import("../features/segments/segments-page"), "SegmentsPage"),
});

const campaigns = createRoute({
  getParentRoute: () => frame,
  path: "/campaigns",
  validateSearch: onlyKnown(readCampaignsSearch),
  component: lazyRouteComponent(() => import("../features/campaigns/campaigns-page"), "CampaignsPage"),
});

const campaign = createRoute({
  getParentRoute: () => frame,
  path: "/campaigns/$id",
  component: lazyRouteComponent(() => import("../features/campaigns/campaign-page"), "CampaignPage"),
});

const contactImports = createRoute({
  getParentRoute: () => frame,
  path: "/contact-imports",
  validateSearch: onlyKnown(readImportsSearch),
  component: lazyRouteComponent(() => import("../features/contact-imports/imports-page"), "ImportsPage"),
});

const contactImport = createRoute({
  getParentRoute: () => frame,
  path: "/contact-imports/$id",
  component: lazyRouteComponent(() => import("../features/contact-imports/import-page"), "ImportPage"),
});

const doNotCall = createRoute({
  getParentRoute: () => frame,
  path: "/do-not-call",
  validateSearch: onlyKnown(readDoNotCallSearch),
  component: lazyRouteComponent(() => import("../features/do-not-call/do-not-call-page"), "DoNotCallPage"),
});

const account = createRoute({
  getParentRoute: () => frame,
  path: "/account",
  beforeLoad: () => {
    throw redirect({ to: "/account/members", replace: true });
  },
});

const members = createRoute({
  getParentRoute: () => frame,
  path: "/account/members",
  validateSearch: onlyKnown(readMembersSearch),
  component: lazyRouteComponent(() => import("../features/members/members-page"), "MembersPage"),
});

const member = createRoute({
  getParentRoute: () => frame,
  path: "/account/members/$id",
  component: lazyRouteComponent(() => import("../features/members/page/member-page"), "MemberPage"),
});

const auditLog = createRoute({
  getParentRoute: () => frame,
  path: "/account/audit-log",
  validateSearch: onlyKnown(readAuditSearch),
  component: lazyRouteComponent(() => import("../features/audit/audit-page"), "AuditPage"),
});

const settings = createRoute({
  getParentRoute: () => frame,
  path: "/account/settings",
  component: lazyRouteComponent(() => import("../features/settings/settings-page"), "SettingsPage"),
});

const contactFields = createRoute({
  getParentRoute: () => frame,
  path: "/account/contact-fields",
  component: lazyRouteComponent(() => import("../features/contact-fields/contact-fields-page"), "ContactFieldsPage"),
});

const erasures = createRoute({
  getParentRoute: () => frame,
  path: "/account/erasures",
  validateSearch: onlyKnown(readErasuresSearch),
  component: lazyRouteComponent(() => import("../features/erasures/erasures-page"), "ErasuresPage"),
});

const outbox = createRoute({
  getParentRoute: () => frame,
  path: "/account/outbox",
  validateSearch: onlyKnown(readOutboxSearch),
  component: lazyRouteComponent(() => import("../features/outbox/outbox-page"), "OutboxPage"),
});

const mail = createRoute({
  getParentRoute: () => frame,
  path: "/account/outbox/$id",
  component: lazyRouteComponent(() => import("../features/outbox/mail-page"), "MailPage"),
});

const apiTokens = createRoute({
  getParentRoute: () => frame,
  path: "/account/api-tokens",
  validateSearch: onlyKnown((raw) => readListSearch(raw, [])),
  component: lazyRouteComponent(() => import("../features/api-tokens/api-tokens-page"), "ApiTokensPage"),
});

const connections = createRoute({
  getParentRoute: () => frame,
  path: "/account/connections",
  validateSearch: onlyKnown(readConnectionsSearch),
  component: lazyRouteComponent(() => import("../features/connections/connections-page"), "ConnectionsPage"),
});

const connection = createRoute({
  getParentRoute: () => frame,
  path: "/account/connections/$id",
  component: lazyRouteComponent(() => import("../features/connections/connection-page"), "ConnectionPage"),
});

const profile = createRoute({
  getParentRoute: () => frame,
  path: "/profile",
  validateSearch: onlyKnown((raw) => readListSearch(raw, [])),
  component: lazyRouteComponent(() => import("../features/profile/profile-page"), "ProfilePage"),
});

/** Every other address. */
const unknown = createRoute({
  getParentRoute: () => frame,
  path: "$",
  component: lazyRouteComponent(() => import("./unknown-page"), "UnknownPage"),
});

const pages = root.addChildren([
  setup,
  signIn,
  invitation,
  forgottenPassword,
  passwordReset,
  frame.addChildren([
    home,
    agents,
    agent,
    configuration,
    calls,
    call,
    usage,
    companies,
    contacts,
    contact,
    segments,
    campaigns,
    campaign,
    contactImports,
    contactImport,
    doNotCall,
    account,
    members,
    member,
    auditLog,
    settings,
    contactFields,
    erasures,
    connections,
    connection,
    apiTokens,
    outbox,
    mail,
    profile,
    unknown,
  ]),
]);

/** The router, and the cache of all queries. */
export function createPages() {
  const queryClient = createQueryClient({ onSessionEnded: openSignIn });
  const router = createRouter({
    routeTree: pages,
    context: { queryClient },
    parseSearch: readSearch,
    stringifySearch: writeSearch,
    scrollRestoration: true,
    defaultPreload: "intent",
    defaultPendingMs: 300,
    defaultPendingComponent: LoadingPage,
    defaultErrorComponent: CrashPage,
  });
  // Also while the first page is still loading. A replaced address is a redirect, not a navigation by the user.
  router.history.subscribe(({ action }) => {
    if (action.type !== "REPLACE") rememberNavigation();
  });
  return { router, queryClient };
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createPages>["router"];
  }
}
