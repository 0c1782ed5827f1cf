import type { Company, UpdateCompany } from "../../api/schema";
import { getCountryName } from "../../lib/countries";
import { getChangedFields } from "../../lib/draft";
import { compareFields, type Difference } from "../../shared/requests/difference";
import { labels } from "./company-words";

/** What is typed into the form of a company. */
export type CompanyDraft = Pick<Company, "name" | "country">;

export function toDraft({ name, country }: Company): CompanyDraft {
  return { name, country };
}

/** The body of the update: the changed fields only. */
export function getChanges(base: CompanyDraft, draft: CompanyDraft): UpdateCompany {
  const values = { name: draft.name.trim(), country: draft.country };
  return Object.fromEntries(getChangedFields(base, draft).map((field) => [field, values[field]]));
}

/** Which fields of a company differ, as its form shows them. */
export function listDifferences(before: Company, after: Company): Difference[] {
  return compareFields(toDraft(before), toDraft(after), labels, {
    country: (country) => (country ? getCountryName(country) : ""),
  });
}
