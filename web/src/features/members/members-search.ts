import type { MemberSort } from "../../api/members";
import { readListSearch, type ListSearch } from "../../components/list-search";

export type MembersSearch = ListSearch<MemberSort>;

const sorts = [
  "name",
  "-name",
  "email",
  "-email",
  "created_at",
  "-created_at",
  "last_active_at",
  "-last_active_at",
] as const satisfies readonly MemberSort[];

export function readMembersSearch(raw: Record<string, unknown>): MembersSearch {
  return readListSearch(raw, sorts);
}
