import type { MailSort, MailState } from "../../api/mail";
import { readListSearch, type ListSearch } from "../../shared/list/list-search";
import { mailStates } from "./mail-words";

export interface OutboxSearch extends ListSearch<MailSort> {
  state?: MailState;
}

const sorts = ["created_at", "-created_at"] as const satisfies readonly MailSort[];

export function readOutboxSearch(raw: Record<string, unknown>): OutboxSearch {
  const search: OutboxSearch = readListSearch(raw, sorts);
  const state = mailStates.find((known) => known === raw.state);
  if (state) search.state = state;
  return search;
}
