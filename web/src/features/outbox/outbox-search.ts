import type { MailSort } from "../../api/mail";
import type { MailState } from "../../api/schema";
import { keyOf, readListSearch, type ListFilters, type ListSearch } from "../../shared/list/list-search";
import { mailStateWords } from "./mail-words";

interface OutboxFilterValues {
  state?: MailState;
}

export interface OutboxSearch extends ListSearch<MailSort>, OutboxFilterValues {}

const sorts = ["created_at", "-created_at"] as const satisfies readonly MailSort[];

export const outboxFilters: ListFilters<OutboxFilterValues> = { state: keyOf(mailStateWords) };

export function readOutboxSearch(raw: Record<string, unknown>): OutboxSearch {
  return readListSearch(raw, sorts, outboxFilters);
}
