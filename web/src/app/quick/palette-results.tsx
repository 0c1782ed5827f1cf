import { useQuery } from "@tanstack/react-query";
import type { LinkProps } from "@tanstack/react-router";
import { agentsQuery } from "../../api/agents";
import { ApiError } from "../../api/api-error";
import { callsQuery } from "../../api/calls";
import { membersQuery } from "../../api/members";
import type { AgentSummary, CallSummary, MemberSummary } from "../../api/schema";
import { Address } from "../../components/text/address";
import { Moment } from "../../components/text/moment";
import { fold } from "../../lib/fold";
import { isPhoneNumber } from "../../lib/phone-text";
import { describeOtherParty } from "../../shared/calls/call-words";
import { useCan } from "../../shared/session/session-context";
import { useMenuPages } from "../menu-pages";

export interface Result {
  id: string;
  title: string;
  detail?: React.ReactNode;
  target: Pick<LinkProps, "to" | "params" | "search">;
}

export interface ResultGroup {
  title: string;
  results: Result[];
}

interface Results {
  groups: ResultGroup[];
  /** Whether what is shown may still change. */
  isSearching: boolean;
  /** What could not be searched, in words; undefined while nothing has failed. */
  problem?: string;
  /** Reads again what could not be read; undefined if it would be refused again. */
  retry?: () => void;
}

/** How many members, agents and calls are shown. */
const limit = 5;

/** What matches a text, of what the member may open. Pages are filtered at once, the others when the typing pauses. */
export function useResults(text: string, search: string): Results {
  const mayViewMembers = useCan("view_members");
  const isPhone = isPhoneNumber(search);
  const members = useQuery({ ...membersQuery({ search, limit }), enabled: mayViewMembers && search !== "" });
  const calls = useQuery({ ...callsQuery({ phone: search, limit }), enabled: isPhone });
  const agents = useQuery({ ...agentsQuery({ search, limit }), enabled: search !== "" });
  const pages = usePages(text);

  // A read that is disabled may keep what it has answered before, as a placeholder that nothing replaces.
  const reads = [members, calls, agents].filter(({ isEnabled }) => isEnabled);
  const failed = reads.filter(({ isError, isFetching }) => isError && !isFetching);
  const refusal = failed.map(({ error }) => describeRefusal(error)).find((reason) => reason !== undefined);
  const isSearching =
    text.trim() !== search || reads.some(({ isLoading, isPlaceholderData }) => isLoading || isPlaceholderData);
  const shown = <Item,>(isAsked: boolean, items: Item[] | undefined) => (isAsked && items ? items.slice(0, limit) : []);
  const groups = [
    { title: "Pages", results: pages },
    { title: "Members", results: shown(mayViewMembers && search !== "", members.data?.items).map(toMember) },
    { title: "Agents", results: shown(search !== "", agents.data?.items).map(toAgent) },
    { title: "Calls", results: shown(isPhone, calls.data?.items).map(toCall) },
  ];
  return {
    groups: groups.filter(({ results }) => results.length > 0),
    isSearching,
    problem: refusal ?? (failed.length > 0 ? "Not everything could be searched." : undefined),
    retry: failed.length > 0 && !refusal ? () => failed.forEach(({ refetch }) => void refetch()) : undefined,
  };
}

/** Why the text itself was refused, such as the first digits of too many phone numbers; undefined if it was not. */
function describeRefusal(error: Error | null): string | undefined {
  if (!(error instanceof ApiError) || error.status !== 422) return undefined;
  return Object.values(error.fields).join(" ") || error.message;
}

function usePages(text: string): Result[] {
  const { pages, sections } = useMenuPages();
  const all = [
    ...pages.map((page) => ({ ...page, section: undefined })),
    ...sections.flatMap(({ title, pages }) => pages.map((page) => ({ ...page, section: title }))),
    { to: "/profile" as const, title: "Profile", section: undefined },
  ];
  const wanted = fold(text.trim());
  return all
    .filter(({ title, section = "" }) => fold(` ${section} ${title}`).includes(` ${wanted}`))
    .map(({ to, title, section }) => ({ id: `page-${to}`, title, detail: section, target: { to } }));
}

function toMember({ id, name, email }: MemberSummary): Result {
  return {
    id: `member-${id}`,
    title: name,
    detail: <Address>{email}</Address>,
    target: { to: "/account/members/$id", params: { id } },
  };
}

function toAgent({ id, name, company_name }: AgentSummary): Result {
  return { id: `agent-${id}`, title: name, detail: company_name, target: { to: "/agents/$id", params: { id } } };
}

function toCall(call: CallSummary): Result {
  const detail = (
    <>
      {call.agent_name} · <Moment at={call.started_at} as="time" />
    </>
  );
  return {
    id: `call-${call.id}`,
    title: describeOtherParty(call),
    detail,
    target: { to: "/calls/$id", params: { id: call.id } },
  };
}
